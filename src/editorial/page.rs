//! A Markdown file to a [`Page`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::markdown::{self, Body};
use super::verify::Library;
use super::{Notes, Page};
use crate::corpus::{SourceId, Texts, is_between_dashes};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Key, Kind};
use crate::story::Story;
use crate::text::{capitalised, one_line, unseen};

/// Stems of the pages that the site makes by itself; of a large story some stand on several, with a number.
const BUILT_IN: [&str; 11] = [
    "404",
    "actors",
    "changes",
    "commitments",
    "disagreements",
    "index",
    "search",
    "single",
    "sources",
    "statements",
    "timeline",
];

/// The page that is the editor's lead.
const LEAD: &str = "briefing";

const KEYS: [Key; 1] = [Key::may("title", Kind::Words)];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: Option<String>,
}

/// The editor's pages.
#[derive(Debug, Default)]
pub struct Pages {
    /// In path order.
    pub pages: Vec<Page>,
    /// Pages that were left out, and why.
    pub warnings: Vec<Diagnostic>,
}

/// Reads the pages among the `files` of `content/`, in path order, and verifies their citations in `story`.
///
/// `later` are sources that the story leaves out since they came after the day it is told as of. A page that cites one
/// of them speaks of what was not known then, and is left out too, with a warning. Citations of `refused` sources are
/// passed over: what is wrong is told of the source.
///
/// # Errors
/// Every problem of every page, located: a quotation that is not in its source, an unknown source, broken syntax.
pub fn pages(
    files: &Texts,
    story: &Story,
    later: &BTreeSet<&SourceId>,
    refused: &BTreeSet<SourceId>,
) -> Result<Pages, Vec<Diagnostic>> {
    let library = Library::new(story.sources.iter().map(|s| &s.article), refused);
    let mut found = Pages::default();
    let mut problems = Vec::new();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| is_page(name)) {
        let path = format!("content/{name}");
        let read = slug(name, &path).and_then(|slug| match taken.insert(slug.clone(), path.clone()) {
            None => Ok(slug),
            Some(other) => {
                let message = format!("would be the page {slug}.html, as {other} would");
                Err(Diagnostic::error(&*path, message).help("rename one of the two files"))
            }
        });
        // What else is wrong with a page that cannot have its name is told all the same.
        let (slug, misnamed) = read.map_or_else(|problem| (String::new(), Some(problem)), |slug| (slug, None));
        let is_named = misnamed.is_none();
        problems.extend(misnamed);
        match parse(&path, slug, text, &library, later) {
            Ok(_) if !is_named => {}
            Ok(Ok(page)) => found.pages.push(page),
            Ok(Err(left_out)) => found.warnings.push(left_out),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// The note of each correction and entry: the Markdown below its front matter, by the path of its file. Those without
/// words have none; one that cites a `later` source waits for it.
///
/// # Errors
/// Every problem of every note, located.
pub fn notes(
    folder: &str,
    files: &Texts,
    story: &Story,
    later: &BTreeSet<&SourceId>,
    refused: &BTreeSet<SourceId>,
) -> Result<Notes, Vec<Diagnostic>> {
    let library = Library::new(story.sources.iter().map(|s| &s.article), refused);
    let mut notes = Notes::new();
    let mut problems = Vec::new();
    for (name, text) in files {
        let path = format!("{folder}/{name}");
        let Some(body) = outline_of_note(&path, text) else { continue };
        if text[body.offset..].trim().is_empty() || cites(&body, later).is_some() {
            continue;
        }
        match markdown::render(&body, &library) {
            Ok(rendered) => drop(notes.insert(path, rendered.parts)),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(notes) } else { Err(problems) }
}

/// The first citation of one of these sources.
fn cites(body: &Body<'_>, of: &BTreeSet<&SourceId>) -> Option<super::syntax::Entry> {
    markdown::cited(body).into_iter().find(|entry| of.contains(&SourceId(entry.id.clone())))
}

/// Whether a file of this name in `content/` is a page: Markdown, and not hidden.
pub fn is_page(name: &str) -> bool {
    let markdown = Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
    markdown && !name.starts_with('.')
}

/// The name of the page: the file's stem in lower-case letters, digits and hyphens.
fn slug(name: &str, path: &str) -> Result<String, Diagnostic> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let slug = markdown::slug(stem);
    let refuse = |message: String, help: &str| Err(Diagnostic::error(path, message).help(help));
    if slug.is_empty() || !slug.is_ascii() {
        return refuse("cannot be the name of a page".to_owned(), "name the file in ASCII letters, digits and hyphens");
    }
    if is_reserved(&slug) {
        let message = format!("the site makes the page {slug}.html by itself");
        return refuse(message, "give the file another name; the text above the briefing is briefing.md");
    }
    Ok(slug)
}

/// The page of the site that a file of this name makes, where it can make one.
pub(super) fn page_of(name: &str) -> Option<String> {
    is_page(name).then(|| slug(name, "").ok()).flatten().map(|slug| format!("{slug}.html"))
}

/// Whether the site makes this page by itself, with or without the editor.
pub(super) fn is_built_in(page: &str) -> bool {
    page.strip_suffix(".html").is_some_and(|stem| stem == LEAD || is_reserved(stem))
}

/// Whether the site makes a page of this stem by itself, or may make it of a large story: `timeline-2`.
fn is_reserved(stem: &str) -> bool {
    let part = stem.rsplit_once('-').filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    BUILT_IN.contains(&part.map_or(stem, |(whole, _)| whole))
}

/// The page that a file makes, and its Markdown; none where these cannot be told.
pub(super) fn outline<'t>(path: &'t str, name: &str, text: &'t str) -> Option<(String, Body<'t>)> {
    let offset = frame(path, text).ok()?.map_or(0, |(_, body)| body);
    Some((page_of(name)?, Body { path, text, offset, is_titled: true, id_prefix: "" }))
}

/// The words of a note; none where its front matter never ends.
pub(super) fn outline_of_note<'t>(path: &'t str, text: &'t str) -> Option<Body<'t>> {
    let offset = frame(path, text).ok()?.map_or(0, |(_, body)| body);
    Some(Body { path, text, offset, is_titled: true, id_prefix: "note-" })
}

/// A page, or why it is left out.
type PageOrNot = Result<Page, Diagnostic>;

fn parse(
    path: &str,
    slug: String,
    text: &str,
    library: &Library<'_>,
    later: &BTreeSet<&SourceId>,
) -> Result<PageOrNot, Vec<Diagnostic>> {
    let (front, offset) = front_matter::<FrontMatter>(path, text, &KEYS)?;
    let titled = front.title.map(|title| unseen::shown(&one_line(&title)));
    let titled = titled.filter(|title| !title.is_empty());
    let id_prefix = if slug == LEAD { "lead-" } else { "" };
    let body = Body { path, text, offset, is_titled: titled.is_some(), id_prefix };
    if let Some(entry) = cites(&body, later) {
        let message = format!("is left out, since it cites `{}`, a source of a later day", entry.id);
        return Ok(Err(Diagnostic::warning(path, message).at(text, entry.id_range)));
    }
    let rendered = markdown::render(&body, library)?;
    let title = titled.or(rendered.heading).unwrap_or_else(|| capitalised(&slug.replace('-', " ")));
    Ok(Ok(Page { slug, title, parts: rendered.parts }))
}

/// The front matter, and the byte at which the text begins; the default where there is none.
pub(super) fn front_matter<T: DeserializeOwned + Default>(
    path: &str,
    text: &str,
    keys: &[Key],
) -> Result<(T, usize), Vec<Diagnostic>> {
    match frame(path, text).map_err(|problem| vec![problem])? {
        None => Ok((T::default(), 0)),
        Some((toml, body)) => Ok((keys::read(path, text, toml, keys)?, body)),
    }
}

/// Where the keys of the front matter stand, and the byte at which the text begins.
fn frame(path: &str, text: &str) -> Result<Option<(Range<usize>, usize)>, Diagnostic> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "+++") else {
        return if is_between_dashes(text) { Err(yaml(path, text)) } else { Ok(None) };
    };
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "+++" {
            return Ok(Some((first.len()..end, end + line.len())));
        }
        end += line.len();
    }
    let problem = Diagnostic::error(path, "the front matter is not closed").at(text, 0..3);
    Err(problem.help("end it with a line of its own: +++"))
}

/// What to write for front matter between dashes, which would be read as a rule and a heading.
fn yaml(path: &str, text: &str) -> Diagnostic {
    let problem = Diagnostic::error(path, "front matter in `content/` stands between lines of +++").at(text, 0..3);
    problem.help("write +++ for both lines of dashes, and `title = \"…\"` for `title: …`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_between_dashes_is_an_error_and_a_rule_is_none() {
        let wrong = "---\ntitle: About\n---\n\nWords.\n";
        assert!(frame("content/about.md", wrong).is_err());
        for text in ["---\n\nNote: this.\n\n---\n", "---\nNot: yet\n\nwords\n---\n", "Words.\n", "---\n", ""] {
            assert_eq!(frame("content/about.md", text).ok(), Some(None), "{text}");
        }
        assert_eq!(frame("content/about.md", "+++\ntitle = 'A'\n+++\nWords.").ok(), Some(Some((4..16, 20))));
    }

    #[test]
    fn no_page_of_the_editor_takes_the_place_of_one_that_a_large_story_has() {
        for name in ["timeline.md", "timeline-2.md", "Commitments 14.md", "404.md"] {
            assert!(slug(name, name).is_err(), "{name}");
        }
        for name in ["method.md", "timeline-of-1950.md", "my-timeline.md", "notes-2.md"] {
            assert!(slug(name, name).is_ok(), "{name}");
        }
    }
}
