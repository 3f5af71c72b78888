//! The editor's pages, and the editor's lead: own words, each citation linked.

use std::borrow::Cow;

use serde::Serialize;

use crate::editorial::{Page, Part};
use crate::site::cite::{Link, Site};

/// A part of an editor's text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartView<'s> {
    /// Finished HTML of the editor's own Markdown.
    Html(Cow<'s, str>),
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

/// How an editor's text begins.
#[derive(Debug, Serialize)]
pub struct Opening<'s> {
    /// The first paragraph, and what stands before it.
    pub parts: Vec<PartView<'s>>,
    /// Whether the text goes on.
    pub more: bool,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str, page: &'s Page) -> EditorPage<'s> {
    EditorPage { title: &page.title, parts: parts(site, root, page) }
}

/// The text without its first-level heading: the title stands above it already.
pub fn parts<'s>(site: &'s Site<'s>, root: &str, page: &'s Page) -> Vec<PartView<'s>> {
    in_place(site, root, &page.parts)
}

/// The parts of an editor's text, their citations linked.
pub fn in_place<'s>(site: &'s Site<'s>, root: &str, parts: &'s [Part]) -> Vec<PartView<'s>> {
    let parts = parts.iter().flat_map(|part| match part {
        Part::Html(html) => {
            without_heading(html).into_iter().map(|html| PartView::Html(from_root(root, html))).collect()
        }
        Part::Cite(citations) => vec![PartView::Cites(site.cite_inline(root, citations))],
    });
    parts.collect()
}

/// What begins a link in HTML of the editorial room, where nothing else can: it escapes all that was written.
const LINK: &str = "<a href=\"";

/// HTML whose links within the site lead from the root of the site to where they stand: a note is written as if it stood
/// beside the pages, and is shown on pages in folders too.
fn from_root<'s>(root: &str, html: &'s str) -> Cow<'s, str> {
    if root.is_empty() || !html.contains(LINK) {
        return Cow::Borrowed(html);
    }
    let mut links = html.split(LINK);
    let mut all = links.next().unwrap_or("").to_owned();
    for link in links {
        let address = link.split('"').next().unwrap_or("");
        let first = address.split(['/', '?', '#']).next().unwrap_or("");
        let is_page = !first.is_empty() && !first.contains(':');
        all.extend([LINK, if is_page { root } else { "" }, link]);
    }
    Cow::Owned(all)
}

/// The text up to the end of its first paragraph.
pub fn opening(parts: Vec<PartView<'_>>) -> Opening<'_> {
    let mut first = Vec::new();
    let mut rest = parts.into_iter();
    while let Some(part) = rest.next() {
        match part {
            PartView::Html(html) if html.contains(END) => {
                let end = html.find(END).map_or(html.len(), |at| at + END.len());
                let more = !html[end..].trim().is_empty() || rest.len() > 0;
                let html = match html {
                    Cow::Borrowed(html) => Cow::Borrowed(&html[..end]),
                    Cow::Owned(html) => Cow::Owned(html[..end].to_owned()),
                };
                first.push(PartView::Html(html));
                return Opening { parts: first, more };
            }
            part => first.push(part),
        }
    }
    Opening { parts: first, more: false }
}

/// End of a paragraph, as the editorial room writes it.
const END: &str = "</p>";

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_site_lead_from_the_root() {
        let html = "<p><a href=\"a.html?x#y\">a</a> <a href=\"#b\">b</a> <a href=\"mailto:c@d.example\">c</a> \
                    <a href=\"https://d.example/e.html\">d</a> &lt;a href=&quot;f.html&quot;&gt;</p>";
        let led = html.replace("\"a.html", "\"../a.html");
        assert_eq!(from_root("../", html), led);
        assert!(matches!(from_root("", html), Cow::Borrowed(same) if same == html));
    }

    #[test]
    fn the_opening_ends_with_the_first_paragraph() {
        let cites = || PartView::Cites(Vec::new());
        let read = |parts| {
            let Opening { parts, more } = opening(parts);
            let html = |p: &PartView<'_>| if let PartView::Html(html) = p { html.to_string() } else { "[]".to_owned() };
            (parts.iter().map(html).collect::<String>(), more)
        };
        let long = vec![PartView::Html("<p>One ".into()), cites(), PartView::Html(".</p>\n<p>Two ".into()), cites()];
        assert_eq!(read(long), ("<p>One [].</p>".to_owned(), true));
        assert_eq!(
            read(vec![PartView::Html("<p>One ".into()), cites(), PartView::Html(".</p>\n".into())]),
            ("<p>One [].</p>".to_owned(), false)
        );
        assert_eq!(
            read(vec![PartView::Html("<ul><li>One</li></ul>".into())]),
            ("<ul><li>One</li></ul>".to_owned(), false)
        );
    }
}
