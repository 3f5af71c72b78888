//! What an editor states of a source beside it: a file of `content/sources/`, in the notation of front matter.

use crate::diagnostic::Diagnostic;

use super::front_matter::{self, FrontMatter};
use super::{Article, Attested, Basis, Policy, PrintedDate, SourceId, Title};

/// Why a corrected date is known.
const BY_EDITOR: &str = "set by the editor";

/// What the editor states of one source.
#[derive(Debug, PartialEq, Eq)]
pub struct Correction {
    /// The source.
    pub source: SourceId,
    /// Where the file names it, in bytes of the file.
    pub source_range: std::ops::Range<usize>,
    /// Byte of the file at which the editor's note begins.
    pub note: usize,
    /// What is stated.
    stated: FrontMatter,
}

/// One field of a source that the editor changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// `title`, `outlet`, `author`, `date`, `url`, `language`, `publish`.
    pub field: &'static str,
    /// What the source itself gives; empty where it gives nothing.
    pub old: String,
    /// What the editor gives.
    pub new: String,
}

/// Reads a correction.
///
/// # Errors
/// Every problem, located: no front matter, an unknown key, a value that is none, no source named, nothing corrected.
pub fn correction(path: &str, text: &str) -> Result<Correction, Vec<Diagnostic>> {
    let mut stated = front_matter::read_correction(path, text)?;
    let refuse = |what: &str, help: &str| Err(vec![Diagnostic::error(path, what).at(text, 0..0).help(help)]);
    let note = std::mem::take(&mut stated.body);
    let Some((source, source_range)) = stated.source.take() else {
        return refuse(
            "this correction names no source",
            "begin the file with a line `+++`, a line `source = \"…\"` with the source’s path below seeds/ without its \
             extension, and a line `+++`",
        );
    };
    if stated == FrontMatter::default() {
        return refuse(
            "this correction corrects nothing",
            "state a title, outlet, author, date, url, language or publish",
        );
    }
    Ok(Correction { source: SourceId(source), source_range, note, stated })
}

impl Correction {
    /// Puts what the editor states in the place of what the source gives. To be done before anything is read out of it.
    pub fn apply(self, article: &mut Article) -> Vec<Corrected> {
        let mut changed = Vec::new();
        let mut note = |field, old: String, new: String| changed.push(Corrected { field, old, new });
        let declared = |text: &String| Some(Attested { text: text.clone(), basis: Basis::Declared });
        let text_of = |given: &Option<Attested>| given.as_ref().map(|a| a.text.clone()).unwrap_or_default();
        if let Some(title) = self.stated.title {
            note("title", article.title.text.clone(), title.clone());
            // Its printed title stays a block of the text.
            article.title = Title { text: title, span: None, basis: Basis::Declared };
        }
        if let Some(outlet) = &self.stated.outlet {
            note("outlet", text_of(&article.outlet), outlet.clone());
            article.outlet = declared(outlet);
        }
        if let Some(author) = &self.stated.author {
            note("author", text_of(&article.author), author.clone());
            article.author = declared(author);
        }
        if let Some(date) = self.stated.date {
            note("date", article.printed.as_ref().map(|p| p.date.to_string()).unwrap_or_default(), date.to_string());
            let reason = BY_EDITOR.to_owned();
            article.printed = Some(PrintedDate { date, basis: Basis::Declared, span: None, reason });
        }
        if let Some(url) = self.stated.url {
            note("url", article.url.clone().unwrap_or_default(), url.clone());
            article.url = Some(url);
        }
        if let Some(language) = &self.stated.language {
            note("language", text_of(&article.language), language.clone());
            article.language = declared(language);
        }
        if let Some(policy) = self.stated.publish {
            note(
                "publish",
                article.policy.map(Policy::as_str).unwrap_or_default().to_owned(),
                policy.as_str().to_owned(),
            );
            article.policy = Some(policy);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_editor_states_stands_in_the_place_of_what_the_source_gives() {
        let mut article =
            super::super::parse("seeds/port/a.txt", b"A port closes\n\nThe port closed. Ships wait.").unwrap();
        let text = "+++\nsource = \"port/a\"\ntitle = \"The port\"\ndate = 2031-03-04\npublish = \"link\"\n+++\nSeen in print.";
        let correction = correction("content/sources/a.md", text).unwrap();
        assert_eq!(&text[correction.note..], "Seen in print.");
        assert_eq!(correction.source, article.id);
        let shown: Vec<_> = correction
            .apply(&mut article)
            .into_iter()
            .map(|c| format!("{}: {} -> {}", c.field, c.old, c.new))
            .collect();
        assert_eq!(shown, ["title: A port closes -> The port", "date:  -> 2031-03-04", "publish:  -> link"]);
        assert_eq!(article.printed.unwrap().basis, Basis::Declared);
        assert_eq!((article.title.text.as_str(), article.policy), ("The port", Some(Policy::Link)));
    }

    #[test]
    fn what_is_wrong_with_one_is_told() {
        let told = |text: &str| correction("content/sources/a.md", text).unwrap_err()[0].to_string();
        assert_eq!(told("Only a note."), "content/sources/a.md:1:1: this correction names no source");
        assert_eq!(told("+++\nsource = \"a\"\n+++\n"), "content/sources/a.md:1:1: this correction corrects nothing");
        assert!(told("+++\nsource = \"a\"\nday = 1\n+++\n").contains("unknown key `day`"));
        assert!(
            told("+++\nsource = \"a\"\ndate = \"soon\"\n+++\n")
                .starts_with("content/sources/a.md:3:8: `soon` is not a day")
        );
    }
}
