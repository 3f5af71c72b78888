//! Fenced code, marked up with classes.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::markdown::escape;

/// The languages known. Unpacked when the first fenced block asks for one.
static LANGUAGES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Before each class, so that none meets one of the site.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// A block of code as HTML. Plain where the language is not named or not known.
pub(super) fn block(code: &str, info: &str) -> String {
    let language = info.split([' ', ',', '\t']).next().unwrap_or("");
    let known = (!language.is_empty()).then(|| LANGUAGES.find_syntax_by_token(language)).flatten();
    let inner = known.and_then(|known| highlight(code, known)).unwrap_or_else(|| escape(code));
    // A long line makes the block scroll, and what scrolls must be reachable by keyboard.
    format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n")
}

fn highlight(code: &str, language: &SyntaxReference) -> Option<String> {
    let mut generator = ClassedHTMLGenerator::new_with_class_style(language, &LANGUAGES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_language_is_marked_up_and_an_unknown_one_is_plain() {
        let json = block("{\"a\": 1}\n", "json");
        assert!(json.contains("<span class=\"hl-constant hl-numeric"), "{json}");
        assert_eq!(block("<b>\n", "klingon"), "<pre class=\"code\" tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>\n");
        assert_eq!(block("<b>\n", ""), block("<b>\n", "klingon"));
    }
}
