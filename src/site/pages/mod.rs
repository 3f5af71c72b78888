//! What each page's template sees: plain structs, borrowed from the story, made for reading and not for reasoning.
//!
//! A template gets two things: `page`, the [`Frame`] around every page, and `view`, the page's own:
//!
//! | template | `view` | for example |
//! | --- | --- | --- |
//! | `index.html` | [`index`] | `{{ view.title }}` |
//! | `briefing.html` | [`briefing`] | `{% for s in view.sections %}{{ s.title }}{% endfor %}` |
//! | `timeline.html` | [`timeline::Timeline`] | `{% for p in view.running %}{{ p.label }}{% endfor %}` |
//! | `statements.html` | [`statements`] | `{{ view.summary }}` |
//! | `disagreements.html` | [`disagreements`] | `{{ view.summary }}` |
//! | `commitments.html` | [`commitments`] | `{{ view.summary }}` |
//! | `actors.html` | [`actors`] | `{{ view.summary }}` |
//! | `sources.html` | [`sources::Sources`] | `{% for s in view.rows %}{{ s.title }}{% endfor %}` |
//! | `404.html` | the same, `style`, `digest` | `{% for s in view.rows %}{{ s.title }}{% endfor %}` |
//! | `lost.html` (a wrong address, the site's own not known) | `title`, `style`, `digest`, `rows` | `{% for s in rows %}{{ s.title }}{% endfor %}` |
//! | `changes.html` | [`changes::Changes`] | `{% for e in view.editions %}{{ e.day }}{% endfor %}` |
//! | `article.html` | [`article::ArticleView`] | `{{ view.title }}, {{ view.words }}` |
//! | `search.html` | [`search::SearchView`] | `{% for o in view.outlets %}{{ o.label }}{% endfor %}` |
//! | `page.html` | [`editor::EditorPage`] | `{{ view.title }}` |
//!
//! What is no page of its own gets plain values instead:
//!
//! | template | values | for example |
//! | --- | --- | --- |
//! | `single.html` (all in one file) | `title`, `style`, `digest`, `parts` | `{% for p in parts %}{{ p.html | safe }}{% endfor %}` |
//! | `feed.xml` | `feed`, a [`Feed`](super::feed::Feed) | `{% for e in feed.entries %}{{ e.title }}{% endfor %}` |
//! | `sitemap.xml` | `urls` | `{% for u in urls %}{{ u.address }}{% endfor %}` |
//! | `favicon.svg.xml` | `letter` | `{{ letter }}` |
//!
//! Beside the engine's own filters there is [`thousands`]: `{{ view.all | thousands }}`.
//!
//! `base.html` surrounds them, `parts.html` holds what several share, `style.css`, `search.js` and
//! `timeline.js` are written as they are.

pub mod actors;
pub mod article;
pub mod balance;
pub mod briefing;
pub mod changes;
pub mod commitments;
pub mod coverage;
pub mod disagreements;
pub mod editor;
pub mod edits;
pub mod index;
pub mod narrowing;
pub mod novelty;
pub mod reference;
pub mod search;
pub mod sources;
pub mod statements;
pub mod timeline;
pub mod voices;

use std::ops::Range;

use serde::Serialize;

use super::cite::{LEAD, Link, Site};
use super::routes::path_to_root;
use super::split::Split;

/// A page with what surrounds it.
#[derive(Debug, Serialize)]
pub struct Page<'s, V> {
    /// Surroundings.
    pub page: Frame<'s>,
    /// The page's own content.
    pub view: V,
}

/// What every page carries around its content.
#[derive(Debug, Clone, Serialize)]
pub struct Frame<'s> {
    /// The way to the root, `../` or nothing; the address of the site where the page may be shown anywhere.
    pub root: String,
    /// Title of the page; nothing on the front page.
    pub title: Option<String>,
    /// Title of the site.
    pub site: &'s str,
    /// Who answers for it.
    pub publisher: Option<&'s str>,
    /// One line for search engines and previews.
    pub description: String,
    /// Entries of the navigation at the top.
    pub nav: Vec<NavEntry>,
    /// Those at the foot.
    pub further: Vec<NavEntry>,
    /// Address of the page, where the site has one.
    pub canonical: Option<String>,
    /// The page that says how this is made.
    pub method: Option<String>,
    /// Whether there are feeds.
    pub feeds: bool,
    /// The page that searches.
    pub search: Option<String>,
    /// What it is for those who show a preview: `article` or `website`.
    pub kind: &'static str,
    /// The picture of a preview.
    pub preview: String,
    /// What it is about, for machines: JSON-LD that may stand in an element.
    pub data: Option<String>,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavEntry {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// Whether it is this page.
    pub current: bool,
}

impl<'s> Frame<'s> {
    /// The surroundings of the page at `path`.
    pub fn new(site: &'s Site<'s>, path: &str, title: Option<String>, description: String, feeds: bool) -> Self {
        let root = path_to_root(path);
        let linked = |entries: Vec<(String, String)>| {
            let link =
                |(at, label)| NavEntry { current: at == path, link: Link { href: format!("{root}{at}"), label } };
            entries.into_iter().map(link).collect()
        };
        let (nav, further) = (linked(entries(site)), linked(further(site)));
        let method = site.pages.iter().find(|p| p.slug == "method").map(|_| format!("{root}method.html"));
        let canonical = site.settings.base_url.as_ref().map(|base| format!("{base}{}", address(path)));
        Frame {
            title,
            site: &site.title,
            publisher: site.settings.publisher.as_deref(),
            description,
            nav,
            further,
            canonical,
            method,
            feeds,
            kind: "website",
            preview: format!("{}{}", site.settings.base_url.as_deref().unwrap_or(&root), crate::site::PREVIEW),
            data: None,
            search: search::exists(site).then(|| format!("{root}{}", search::PATH)),
            root,
        }
    }
}

/// What stands after the address of the site in a page's own: nothing for the front page.
pub fn address(path: &str) -> &str {
    if path == "index.html" { "" } else { path }
}

/// What a reader chooses from at the top: path, a plain word, and whether the site has it.
type Entry = (&'static str, &'static str, fn(&Site<'_>) -> bool);

const ENTRIES: [Entry; 6] = [
    ("briefing.html", "Briefing", briefing::exists),
    ("timeline.html", "Timeline", timeline::exists),
    ("statements.html", "Statements", statements::exists),
    ("disagreements.html", "Differences", disagreements::exists),
    ("commitments.html", "Commitments", commitments::exists),
    ("sources.html", "Sources", sources::exists),
];

/// The word for a page at the top; `None` for those that are not there.
pub fn word_for(path: &str) -> Option<&'static str> {
    ENTRIES.iter().find(|(other, ..)| *other == path).map(|(_, word, _)| *word)
}

/// Pages without anything to say are left out.
fn entries(site: &Site<'_>) -> Vec<(String, String)> {
    existing(&ENTRIES.map(|(path, word, exists)| (path, word, exists(site))))
}

/// The other pages, at the foot: the editor's own last.
fn further(site: &Site<'_>) -> Vec<(String, String)> {
    let mut entries = existing(&[
        ("index.html", "Front page", true),
        ("actors.html", "Actors", actors::exists(site)),
        ("changes.html", "Changes", changes::exists(site)),
    ]);
    let own = site.pages.iter().filter(|p| p.slug != LEAD);
    entries.extend(own.map(|page| (format!("{}.html", page.slug), page.title.clone())));
    entries
}

fn existing(entries: &[(&str, &str, bool)]) -> Vec<(String, String)> {
    let there = entries.iter().filter(|(.., there)| *there);
    there.map(|&(path, label, _)| (path.to_owned(), label.to_owned())).collect()
}

/// The way to one of the pages that a long page is parted into.
#[derive(Debug, Serialize)]
pub struct PartLink {
    /// Its address.
    pub href: String,
    /// What stands there: its first and last date, or its number.
    pub label: String,
    /// How much of it, where that is told.
    pub count: Option<usize>,
    /// Whether it is this page.
    pub current: bool,
}

impl PartLink {
    /// The ways to `pages` pages told apart by number; none where there is one.
    fn numbered(pages: usize, current: usize, href: impl Fn(usize) -> String) -> Vec<Self> {
        let part =
            |at| PartLink { href: href(at), label: format!("Part {}", at + 1), count: None, current: at == current };
        if pages > 1 { (0..pages).map(part).collect() } else { Vec::new() }
    }

    /// The way to the page that lists the pages of `split`, and to each of these under its `label`.
    fn of(split: &Split, root: &str, current: Option<usize>, label: impl Fn(usize) -> String) -> Vec<Self> {
        let overview = PartLink {
            href: format!("{root}{}", split.first()),
            label: "Overview".to_owned(),
            count: None,
            current: current.is_none(),
        };
        let part = |(page, places): (usize, &Range<usize>)| PartLink {
            href: format!("{root}{}", split.path(page)),
            label: label(page),
            count: Some(places.len()),
            current: current == Some(page),
        };
        std::iter::once(overview).chain(split.pages.iter().enumerate().map(part)).collect()
    }
}

/// `1 source`, `2 sources`, `1,024 words`: the word with its number, kept on one line.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", thousands(number), if number == 1 { one } else { many })
}

/// `1,024`; in templates a filter of this name.
pub fn thousands(number: usize) -> String {
    let mut digits = number.to_string();
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, ',');
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_has_its_word_and_its_thousands() {
        for (number, words) in
            [(0, "0\u{a0}words"), (1, "1\u{a0}word"), (999, "999\u{a0}words"), (1_234_567, "1,234,567\u{a0}words")]
        {
            assert_eq!(count(number, "word", "words"), words);
        }
    }
}
