//! The site in one file, to be sent around: every page that says something of the story, with the style sheet in it and
//! links that stay within.
//!
//! Made from the finished pages, so that it shows what they show: the content of each, its ids set apart by the name of
//! the page. A link to a page that is not in the file leads to the address of the site, or is no link where the site has
//! none.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use serde::Serialize;

use crate::config::Settings;
use crate::corpus::Texts;
use crate::diagnostic::Diagnostic;

use super::Output;
use super::pages::word_for;
use super::routes::{self, REFERENCES};
use super::templates::{Templates, escape};

/// Path of the file.
pub const PATH: &str = "single.html";

/// Pages that are of no use in it.
const LEFT_OUT: [&str; 3] = ["404.html", "search.html", PATH];
/// Pages that come first, in this order; the others follow, and the sources' own come last.
const FIRST: [&str; 6] =
    ["index.html", "briefing.html", "timeline.html", "disagreements.html", "commitments.html", "statements.html"];

/// What the template sees.
#[derive(Serialize)]
struct Single<'s> {
    /// Title of the site.
    title: String,
    /// The style sheet.
    style: &'s str,
    /// Its digest, for the content policy.
    digest: String,
    /// The pages.
    parts: Vec<Part>,
}

/// A page in the file.
#[derive(Serialize)]
struct Part {
    /// Its fragment.
    id: String,
    /// Class of the page's body.
    kind: String,
    /// Its heading, in words.
    title: String,
    /// Its word at the top of the file; nothing for a page that is listed at the foot.
    word: Option<&'static str>,
    /// Whether it is the page of a source.
    is_source: bool,
    /// Its content.
    html: String,
}

/// Makes the file of a finished site.
///
/// # Errors
/// A template that does not parse or render, located.
pub fn file(outputs: &[Output], settings: &Settings, templates: &Texts) -> Result<Output, Vec<Diagnostic>> {
    let templates = Templates::parse(templates)?;
    let mut pages: Vec<(&str, &str)> = outputs
        .iter()
        .filter(|output| Path::new(&output.path).extension().is_some_and(|e| e == "html"))
        .filter(|output| !LEFT_OUT.contains(&output.path.as_str()))
        .filter_map(|output| Some((output.path.as_str(), std::str::from_utf8(&output.bytes).ok()?)))
        .collect();
    let place = |path: &str| FIRST.iter().position(|first| *first == path).unwrap_or(FIRST.len());
    pages.sort_by_key(|(path, _)| (path.contains('/'), place(path)));
    let there: BTreeSet<&str> = pages.iter().map(|(path, _)| *path).collect();
    let parts: Vec<Part> = pages
        .iter()
        .zip(1..)
        .filter_map(|((path, html), n)| part(n, path, html, &there, settings.base_url.as_deref()))
        .collect();
    let title = parts.first().map(|part| part.title.clone()).unwrap_or_default();
    let view = Single { title, style: templates.style(), digest: digest(templates.style()), parts };
    let bytes = templates.render(PATH, &view).map_err(|problem| vec![problem])?;
    Ok(Output { path: PATH.to_owned(), bytes })
}

/// The digest of a style sheet as a content policy names it: of what stands between the tags.
pub(super) fn digest(style: &str) -> String {
    use sha2::{Digest, Sha256};
    STANDARD.encode(Sha256::digest(style.as_bytes()))
}

/// Name of a page in the file: what its ids begin with.
fn name(path: &str) -> String {
    path.trim_end_matches(".html").replace('/', "-")
}

/// The content of a page, its ids and links made those of the file.
fn part(number: usize, path: &str, html: &str, there: &BTreeSet<&str>, base_url: Option<&str>) -> Option<Part> {
    let mut reader = Reader { number, path, html, there, base_url, edits: Vec::new() };
    let (mut from, mut to) = (None, None);
    let (mut kind, mut title, mut in_heading) = (String::new(), String::new(), false);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => match tag.name.as_slice() {
                b"main" => from = Some(tag.span.end),
                b"body" => {
                    let class = tag.attributes.get(b"class".as_slice());
                    kind = class.map(|class| String::from_utf8_lossy(&class.value).into_owned()).unwrap_or_default();
                }
                _ if from.is_some() && to.is_none() => {
                    in_heading |= tag.name.as_slice() == b"h1" && title.is_empty();
                    reader.element(&tag);
                }
                _ => {}
            },
            Token::EndTag(tag) if tag.name.as_slice() == b"main" => to = to.or(Some(tag.span.start)),
            Token::EndTag(tag) if tag.name.as_slice() == b"h1" => in_heading = false,
            Token::String(text) if in_heading => title.push_str(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    let title = super::prose::one_line(&title);
    let html = reader.rewritten(from?..to?);
    Some(Part { id: name(path), kind, title, word: word_for(path), is_source: path.contains('/'), html })
}

/// Reads a page and notes what must be written otherwise.
struct Reader<'r> {
    /// Which page of the file it is, from 1.
    number: usize,
    path: &'r str,
    html: &'r str,
    there: &'r BTreeSet<&'r str>,
    base_url: Option<&'r str>,
    /// Places in the page, in order, and what is to stand there.
    edits: Vec<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn element(&mut self, tag: &StartTag<usize>) {
        let mut edits = Vec::new();
        for (attribute, value) in &tag.attributes {
            // The place of the attribute, its name and quotes with it.
            let place = value.span.start..value.span.end;
            let text = String::from_utf8_lossy(&value.value);
            let other = match attribute.as_slice() {
                b"id" => Some(format!("{}--{text}", name(self.path))),
                b"href" | b"xlink:href" => match self.link(&text) {
                    Some(link) if link.is_empty() => {
                        edits.push((place.start.saturating_sub(1)..place.end, String::new()));
                        None
                    }
                    link => link,
                },
                // The headings of pages repeat: only the pages' own navigation stays a landmark, numbered.
                b"aria-labelledby" if tag.name.as_slice() == b"section" => {
                    edits.push((place.start.saturating_sub(1)..place.end, String::new()));
                    None
                }
                b"aria-label" if tag.name.as_slice() == b"nav" => Some(format!("{text}, part {}", self.number)),
                other if REFERENCES.iter().any(|name| name.as_bytes() == other) => {
                    let ids = text.split_whitespace().map(|id| format!("{}--{id}", name(self.path)));
                    Some(ids.collect::<Vec<_>>().join(" "))
                }
                _ => None,
            };
            if let Some(other) = other {
                let mut quoted = format!("{}=\"", String::from_utf8_lossy(attribute)).into_bytes();
                // Writing to memory does not fail.
                let _ = escape(&other, &mut quoted);
                edits.push((place, String::from_utf8_lossy(&quoted).into_owned() + "\""));
            }
        }
        edits.sort_by_key(|(place, _)| place.start);
        self.edits.extend(edits);
    }

    /// A link as it is in the file: empty where it leads nowhere, nothing where it stays as it is.
    fn link(&self, address: &str) -> Option<String> {
        let (rest, fragment) = address.split_once('#').map_or((address, None), |(rest, f)| (rest, Some(f)));
        if rest.contains(':') || rest.starts_with("//") {
            return None;
        }
        let target = if rest.is_empty() { self.path.to_owned() } else { resolve(self.path, rest) };
        let fragment = |mark: &str| fragment.map(|f| format!("{mark}{f}")).unwrap_or_default();
        if self.there.contains(target.as_str()) {
            return Some(format!("#{}{}", name(&target), fragment("--")));
        }
        Some(self.base_url.map(|base| format!("{base}{target}{}", fragment("#"))).unwrap_or_default())
    }

    fn rewritten(&self, within: Range<usize>) -> String {
        let mut out = String::with_capacity(within.len() + self.edits.len() * 24);
        let mut at = within.start;
        for (place, text) in &self.edits {
            if let Some(kept) = self.html.get(at..place.start) {
                out.push_str(kept);
                out.push_str(text);
                at = place.end;
            }
        }
        out.push_str(self.html.get(at..within.end).unwrap_or_default());
        out
    }
}

/// The path below the site that `link` leads to from the page at `path`.
fn resolve(path: &str, link: &str) -> String {
    let up = routes::path_to_root(path);
    link.strip_prefix(&up).filter(|_| !up.is_empty()).map_or_else(
        || path.rsplit_once('/').map_or_else(|| link.to_owned(), |(folder, _)| format!("{folder}/{link}")),
        str::to_owned,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_policies_name_them() {
        // SHA-256 of nothing, a value known to everybody.
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    fn rewritten(html: &str, base_url: Option<&str>) -> String {
        let there = BTreeSet::from(["index.html", "articles/a.html"]);
        let page =
            format!("<body class=\"page-x\"><a href=\"b\">Menu</a><main id=\"content\">{html}</main><p id=\"y\">");
        part(7, "articles/a.html", &page, &there, base_url).expect("a part").html
    }

    #[test]
    fn links_and_ids_are_those_of_the_file() {
        for (html, read) in [
            ("<p id=\"x\">A &amp; b</p>", "<p id=\"articles-a--x\">A &amp; b</p>"),
            ("<a href=\"#x\">x</a>", "<a href=\"#articles-a--x\">x</a>"),
            ("<a href=\"../index.html\">x</a>", "<a href=\"#index\">x</a>"),
            ("<a class=\"c\" href=\"../index.html#top\">x</a>", "<a class=\"c\" href=\"#index--top\">x</a>"),
            ("<a class=\"c\" href=\"../data/story.json\" lang=\"en\">x</a>", "<a class=\"c\" lang=\"en\">x</a>"),
            ("<a href=\"https://a.example/b#c\">x</a>", "<a href=\"https://a.example/b#c\">x</a>"),
            ("<p aria-labelledby=\"a b\">", "<p aria-labelledby=\"articles-a--a articles-a--b\">"),
            ("<section aria-labelledby=\"a\">", "<section>"),
            ("<nav aria-label=\"Near\">", "<nav aria-label=\"Near, part 7\">"),
        ] {
            assert_eq!(rewritten(html, None), read);
        }
        let away = rewritten("<a href=\"../changes.html#d1\">x</a>", Some("https://s.example/"));
        assert_eq!(away, "<a href=\"https://s.example/changes.html#d1\">x</a>");
    }
}
