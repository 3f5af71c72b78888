//! A Markdown file to a [`Page`].

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Page;
use super::markdown::{self, Body};
use super::verify::Library;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::story::Story;

/// Stems of the pages that the site makes by itself.
const BUILT_IN: [&str; 10] = [
    "404",
    "actors",
    "changes",
    "commitments",
    "disagreements",
    "index",
    "search",
    "sources",
    "statements",
    "timeline",
];

/// The page that is the editor's lead.
const LEAD: &str = "briefing";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: Option<String>,
}

/// Reads the Markdown pages of `content/` below `root`, in path order, and verifies their citations in `story`.
///
/// # Errors
/// Every problem of every page, located: a quotation that is not in its source, an unknown source, broken syntax.
pub fn pages(root: &Path, story: &Story) -> Result<Vec<Page>, Vec<Diagnostic>> {
    let library = Library::new(story);
    let mut pages = Vec::new();
    let mut problems = Vec::new();
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for name in names(root)? {
        let path = format!("content/{name}");
        let slug = match slug(&name, &path) {
            Ok(slug) => slug,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        if let Some(other) = taken.insert(slug.clone(), path.clone()) {
            let message = format!("would be the page {slug}.html, as {other} would");
            problems.push(Diagnostic::error(&*path, message).help("rename one of the two files"));
            continue;
        }
        let page = config::read(&root.join(&path), &path).and_then(|text| {
            let text = text.unwrap_or_default();
            parse(&path, slug, &text, &library)
        });
        match page {
            Ok(page) => pages.push(page),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(pages) } else { Err(problems) }
}

/// Names of the Markdown files of `content/`, sorted. No folder is no page.
fn names(root: &Path) -> Result<Vec<String>, Vec<Diagnostic>> {
    let folder = root.join("content");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let failed = |error: std::io::Error| vec![Diagnostic::error("content", format!("cannot be read: {error}"))];
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let markdown = Path::new(&name).extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
        if markdown && !name.starts_with('.') && entry.path().is_file() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The name of the page: the file's stem in lower-case letters, digits and hyphens.
fn slug(name: &str, path: &str) -> Result<String, Diagnostic> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let slug = markdown::slug(stem);
    let refuse = |message: String, help: &str| Err(Diagnostic::error(path, message).help(help));
    if slug.is_empty() || !slug.is_ascii() {
        return refuse("cannot be the name of a page".to_owned(), "name the file in ASCII letters, digits and hyphens");
    }
    if BUILT_IN.contains(&slug.as_str()) {
        let message = format!("the site makes the page {slug}.html by itself");
        return refuse(message, "give the file another name; the text above the briefing is briefing.md");
    }
    Ok(slug)
}

fn parse(path: &str, slug: String, text: &str, library: &Library<'_>) -> Result<Page, Vec<Diagnostic>> {
    let (front, offset) = front_matter(path, text).map_err(|problem| vec![problem])?;
    let titled = front.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let titled = titled.filter(|title| !title.is_empty());
    let id_prefix = if slug == LEAD { "lead-" } else { "" };
    let rendered = markdown::render(&Body { path, text, offset, is_titled: titled.is_some(), id_prefix }, library)?;
    let title = titled.or(rendered.heading).unwrap_or_else(|| capitalised(&slug));
    Ok(Page { slug, title, parts: rendered.parts })
}

fn capitalised(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The front matter, and the byte at which the text begins.
fn front_matter(path: &str, text: &str) -> Result<(FrontMatter, usize), Diagnostic> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "+++") else {
        return Ok((FrontMatter::default(), 0));
    };
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "+++" {
            let toml = &text[first.len()..end];
            let front = toml::from_str(toml).map_err(|e| config::toml_error(path, text, first.len(), &e))?;
            return Ok((front, end + line.len()));
        }
        end += line.len();
    }
    let problem = Diagnostic::error(path, "the front matter is not closed").at(text, 0..3);
    Err(problem.help("end it with a line of its own: +++"))
}
