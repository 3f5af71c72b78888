//! The editor's pages, and the editor's lead: own words, each citation linked.

use serde::Serialize;

use crate::editorial::{Page, Part};
use crate::site::cite::{Link, Site};

/// A part of an editor's text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartView<'s> {
    /// Finished HTML of the editor's own Markdown.
    Html(&'s str),
    /// Citations at this place; none where the policy of the source withholds it.
    Cites(Vec<Link>),
}

/// An editor's page.
#[derive(Debug, Serialize)]
pub struct EditorPage<'s> {
    /// Title.
    pub title: &'s str,
    /// Text.
    pub parts: Vec<PartView<'s>>,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str, page: &'s Page) -> EditorPage<'s> {
    EditorPage { title: &page.title, parts: parts(site, root, page) }
}

/// The text without its first-level heading: the title stands above it already.
pub fn parts<'s>(site: &'s Site<'s>, root: &str, page: &'s Page) -> Vec<PartView<'s>> {
    let parts = page.parts.iter().flat_map(|part| match part {
        Part::Html(html) => without_heading(html).into_iter().map(PartView::Html).collect(),
        Part::Cite(citations) => {
            let shown = citations.iter().filter(|&&c| site.shown.shows(c));
            vec![PartView::Cites(shown.map(|&c| site.cite(root, c)).collect())]
        }
    });
    parts.collect()
}

/// What stands before and after an `h1` of `html`.
pub fn without_heading(html: &str) -> Vec<&str> {
    let Some((before, rest)) = html.split_once("<h1") else { return vec![html] };
    let after = rest.split_once("</h1>").map_or("", |(_, after)| after);
    [before, after].into_iter().filter(|s| !s.trim().is_empty()).collect()
}

/// The parts of a page without its first-level heading, as the editorial room made them.
pub fn bare(page: &Page) -> Vec<Part> {
    let parts = page.parts.iter().flat_map(|part| match part {
        Part::Html(html) => without_heading(html).into_iter().map(|h| Part::Html(h.to_owned())).collect(),
        Part::Cite(citations) => vec![Part::Cite(citations.clone())],
    });
    parts.collect()
}
