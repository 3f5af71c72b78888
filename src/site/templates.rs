//! The template engine: built-in templates, a site's own in their place, and errors that say where they stand.

use std::io::Write;
use std::path::Path;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use super::pages::thousands;
use crate::corpus::Texts;
use crate::diagnostic::Diagnostic;

/// The style sheet.
pub const STYLE: &str = "style.css";
/// The script of the search.
pub const SEARCH: &str = "search.js";
/// The script of the timeline.
pub const TIMELINE: &str = "timeline.js";

/// What is taken as it is.
const PLAIN: [&str; 3] = [STYLE, SEARCH, TIMELINE];

/// The templates that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("lost.html", include_str!("../../templates/lost.html")),
    ("404.html", include_str!("../../templates/404.html")),
    ("actors.html", include_str!("../../templates/actors.html")),
    ("article.html", include_str!("../../templates/article.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("briefing.html", include_str!("../../templates/briefing.html")),
    ("changes.html", include_str!("../../templates/changes.html")),
    ("commitments.html", include_str!("../../templates/commitments.html")),
    ("disagreements.html", include_str!("../../templates/disagreements.html")),
    ("favicon.svg.xml", include_str!("../../templates/favicon.svg.xml")),
    ("feed.xml", include_str!("../../templates/feed.xml")),
    ("index.html", include_str!("../../templates/index.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("search.js", include_str!("../../templates/search.js")),
    ("single.html", include_str!("../../templates/single.html")),
    ("sitemap.xml", include_str!("../../templates/sitemap.xml")),
    ("sources.html", include_str!("../../templates/sources.html")),
    ("statements.html", include_str!("../../templates/statements.html")),
    ("style.css", include_str!("../../templates/style.css")),
    ("timeline.html", include_str!("../../templates/timeline.html")),
    ("timeline.js", include_str!("../../templates/timeline.js")),
];

/// What to do about a template of the site's own.
const MEND: &str = "mend the template; without a file of this name in templates/ the built-in one is used";

/// Every template of the site's `own` that cannot be parsed, each by itself.
pub fn broken(own: &Texts) -> Vec<Diagnostic> {
    let parsed = own.iter().filter(|(name, _)| !PLAIN.contains(&name.as_str())).filter_map(|(name, text)| {
        let mut tera = Tera::default();
        let error = tera.add_raw_template(name, text).err()?;
        // That it needs others is no fault of its own.
        let is_its_own = matches!(error.kind(), ErrorKind::SyntaxError(_));
        is_its_own.then(|| diagnose(own, "templates", &error))
    });
    parsed.collect()
}

/// Every file of the site's `own` that takes the place of no built-in template and that no other file of them names.
pub fn unused(own: &Texts) -> Vec<Diagnostic> {
    let is_built_in = |name: &str| BUILT_IN.iter().any(|(other, _)| *other == name);
    let is_named = |name: &str| own.iter().any(|(other, text)| other != name && text.contains(name));
    let unused = own.keys().filter(|name| !is_built_in(name) && !is_named(name));
    let told = unused.map(|name| {
        let alike = |other: &&str| strsim::normalized_damerau_levenshtein(name, other);
        let nearest = BUILT_IN.iter().map(|(other, _)| *other).max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let meant = nearest.filter(|other| alike(other) > 0.6).map(|other| format!(", such as {other}"));
        let help = format!("give it the name of a built-in template{}, or delete it", meant.unwrap_or_default());
        Diagnostic::warning(format!("templates/{name}"), "has no effect: no page is made from it").help(help)
    });
    told.collect()
}

/// Parsed templates.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// By name.
    plain: Texts,
    sources: Texts,
}

impl Templates {
    /// The built-in templates, each replaced by the text of its name in `own`, and whatever else stands there.
    ///
    /// # Errors
    /// A text that cannot be parsed.
    pub fn parse(own: &Texts) -> Result<Self, Vec<Diagnostic>> {
        let mut sources: Texts = BUILT_IN.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
        sources.extend(own.clone());
        let plain = PLAIN.iter().filter_map(|&name| sources.remove_entry(name)).collect();
        let mut tera = Tera::default();
        tera.set_escape_fn(escape);
        tera.register_filter("thousands", |number: usize, _: Kwargs, _: &State<'_>| thousands(number));
        let mut templates = Templates { tera, plain, sources };
        let list: Vec<_> = templates.sources.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        if let Err(error) = templates.tera.add_raw_templates(list) {
            return Err(vec![diagnose(&templates.sources, "templates", &error)]);
        }
        Ok(templates)
    }

    /// The text of a file that is taken as it is.
    pub fn plain(&self, name: &str) -> &str {
        self.plain.get(name).map_or("", String::as_str)
    }

    /// The style sheet.
    pub fn style(&self) -> &str {
        self.plain(STYLE)
    }

    /// Renders one file.
    ///
    /// # Errors
    /// What the template asks for and does not get.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
        Context::from_serialize(view)
            .and_then(|context| self.tera.render(name, &context))
            .map(String::into_bytes)
            .map_err(|error| diagnose(&self.sources, &format!("templates/{name}"), &error))
    }
}

fn diagnose(sources: &Texts, path: &str, error: &tera::Error) -> Diagnostic {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return Diagnostic::error(path, error.to_string()).help(MEND);
    };
    let problem = Diagnostic::error(format!("templates/{}", report.filename()), report.message()).help(MEND);
    let span = report.span();
    match sources.get(report.filename()) {
        Some(text) => {
            let end = if span.end_line == span.start_line { span.end_col } else { span.start_col };
            let line = span.start_line.max(1) - 1;
            problem.at(text, offset(text, line, span.start_col)..offset(text, line, end))
        }
        None => problem,
    }
}

/// Byte offset of a column (in characters, from 0) of a line (from 0).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let within = text[start..].char_indices().nth(column).map_or(text.len() - start, |(at, _)| at);
    start + within
}

/// Whether a file of this name in `templates/` is a template, the style sheet or a script.
pub fn is_template(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|e| e.to_str());
    !name.starts_with('.') && matches!(extension, Some("html" | "xml" | "css" | "js"))
}

/// The one place where text becomes HTML or XML. Characters that neither may hold become U+FFFD.
///
/// # Errors
/// Those of `out`.
pub fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\t' | '\n' | '\r' => continue,
            c if c.is_control() || (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => {
                "\u{fffd}"
            }
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(written.as_bytes())?;
        from = at + c.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::strategy::Strategy as _;

    use super::*;

    #[test]
    fn a_text_is_never_markup() {
        let mut out = Vec::new();
        escape("<a href='x' title=\"y\">&\u{1}é", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;\u{fffd}é");
    }

    fn parse(name: &str, text: &str) -> Result<Templates, Vec<Diagnostic>> {
        Templates::parse(&Texts::from([(name.to_owned(), text.to_owned())]))
    }

    #[test]
    fn templates_and_the_style_sheet_are_told_by_their_names() {
        for (name, is) in [
            ("a.html", true),
            ("feed.xml", true),
            ("style.css", true),
            ("search.js", true),
            ("timeline.js", true),
            ("a.html~", false),
            ("html", false),
        ] {
            assert_eq!(is_template(name), is, "{name}");
        }
    }

    #[test]
    fn a_template_that_nothing_is_made_from_is_told() {
        let own = |name: &str, other: &str| {
            Texts::from([(name.to_owned(), String::new()), ("page.html".to_owned(), other.to_owned())])
        };
        let told = |own: &Texts| format!("{:?}", unused(own));
        let warned = told(&own("breifing.html", "plain"));
        assert!(warned.contains("templates/breifing.html") && warned.contains("such as briefing.html"), "{warned}");
        assert_eq!(told(&own("mine.html", "{% extends \"mine.html\" %}")), "[]");
        assert_eq!(told(&own("timeline.js", "plain")), "[]");
    }

    #[test]
    fn a_sites_own_template_takes_the_place_of_the_built_in_one() {
        let templates = parse("404.html", "own {{ words }}").unwrap();
        let words = BTreeMap::from([("words", "<here>")]);
        assert_eq!(templates.render("404.html", &words).unwrap(), b"own &lt;here&gt;");
    }

    #[test]
    fn a_broken_template_is_named_with_its_line() {
        let problems = parse("404.html", "one\n{{ broken").unwrap_err();
        assert_eq!(problems[0].path, "templates/404.html");
        assert_eq!(problems[0].location.as_ref().map(|l| l.line), Some(2));
    }

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        escape(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// As a reader of HTML or XML has it: ends of lines are one mark, and what neither may hold is replaced.
    fn expected(text: &str) -> String {
        let held = |c: char| {
            let code = u32::from(c);
            let never = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            if never || code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code) { '\u{fffd}' } else { c }
        };
        text.replace("\r\n", "\n").replace('\r', "\n").chars().map(held).collect()
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_back_from_a_page_and_from_a_feed(
            text in proptest::collection::vec(
                proptest::prop_oneof![
                    proptest::char::any().prop_map(String::from),
                    proptest::sample::select(vec![
                        "<", ">", "&", "\"", "'", "</p>", "<script>", "<!--", "-->", "]]>", "&lt;", "&#60;", "\r\n", " x=",
                    ]).prop_map(str::to_owned),
                ],
                0..40,
            ).prop_map(|parts| parts.concat())
        ) {
            use html5gum::Token;
            let lines = |text: &[u8]| String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
            let page = format!("<p title=\"{0}\" lang='{0}'>{0}</p>", escaped(&text));
            let tokens: Vec<Token> = html5gum::Tokenizer::new(&page).flatten().collect();
            let (Some(Token::StartTag(tag)), Some(Token::EndTag(_))) = (tokens.first(), tokens.last()) else {
                panic!("{page}: {tokens:?}");
            };
            let words = expected(&text);
            for name in ["title", "lang"] {
                let value = lines(&tag.attributes[name.as_bytes()]);
                proptest::prop_assert_eq!(&value, &words);
            }
            let between = &tokens[1..tokens.len() - 1];
            let string = |token: &Token| match token {
                Token::String(string) => lines(string),
                Token::Error(_) => String::new(),
                other => panic!("{page}: {other:?}"),
            };
            proptest::prop_assert_eq!(between.iter().map(string).collect::<String>(), words.clone());
            let feed = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let document = roxmltree::Document::parse(&feed).expect("well-formed");
            let root = document.root_element();
            proptest::prop_assert_eq!(lines(root.text().unwrap_or_default().as_bytes()), words.clone());
            proptest::prop_assert_eq!(root.attribute("b").unwrap_or_default(), words.replace(['\n', '\t'], " "));
            proptest::prop_assert_eq!(root.children().filter(roxmltree::Node::is_element).count(), 0);
        }
    }
}
