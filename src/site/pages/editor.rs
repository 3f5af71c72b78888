//! The editor's pages, and the editor's lead: own words, each citation linked.

use std::borrow::Cow;

use serde::Serialize;

use crate::editorial::{Page, Part};
use crate::site::cite::{Link, Quoted, Site};
use crate::story::Citation;

/// A part of an editor's text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartView<'s> {
    /// Finished HTML of the editor's own Markdown.
    Html(Cow<'s, str>),
    /// Citations at this place; none where the policy of the source withholds it.
    Cites(Vec<Link>),
    /// The sentences that the block before this place cites.
    Words(Vec<Quoted<'s>>),
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

/// The parts of an editor's text, their citations linked, and the sentences cited at the end of each block.
pub fn in_place<'s>(site: &'s Site<'s>, root: &str, parts: &'s [Part]) -> Vec<PartView<'s>> {
    let mut views = Vec::new();
    let mut cited: Vec<Citation> = Vec::new();
    for part in parts {
        match part {
            Part::Cite(citations) => {
                views.push(PartView::Cites(site.cite_inline(root, citations)));
                for citation in citations.iter().filter(|c| site.shown.shows(**c)).map(|c| whole(site, *c)) {
                    if !cited.contains(&citation) {
                        cited.push(citation);
                    }
                }
            }
            Part::Html(html) => {
                for mut html in without_heading(html) {
                    if let Some(end) = end_of_block(html).filter(|_| !cited.is_empty()) {
                        let words = cited.drain(..).map(|citation| site.quoted(root, citation)).collect();
                        views.extend([PartView::Html(from_root(root, &html[..end])), PartView::Words(words)]);
                        html = &html[end..];
                    }
                    if !html.is_empty() {
                        views.push(PartView::Html(from_root(root, html)));
                    }
                }
            }
        }
    }
    views
}

/// A citation of words as one of the sentences that they stand in.
fn whole(site: &Site<'_>, citation: Citation) -> Citation {
    let span = site.article(citation).sentences[citation.sentence].span.cover(citation.span);
    Citation { span, ..citation }
}

/// The first place in `html` at which the block ends that was open before it, and which another block can take: after a
/// paragraph, and within an item or a cell at its end.
fn end_of_block(html: &str) -> Option<usize> {
    let within = ["</li>", "<ul>", "<ol", "</td>", "</th>"].into_iter().filter_map(|tag| html.find(tag));
    within.chain(html.find(END).map(|at| at + END.len())).min()
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

/// The text up to the end of its first paragraph, with the sentences that it cites.
pub fn opening(parts: Vec<PartView<'_>>) -> Opening<'_> {
    let mut first = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        let PartView::Html(html) = part else {
            first.push(part);
            continue;
        };
        let Some(end) = html.find(END).map(|at| at + END.len()) else {
            first.push(PartView::Html(html));
            continue;
        };
        let goes_on = !html[end..].trim().is_empty();
        first.push(PartView::Html(match html {
            Cow::Borrowed(html) => Cow::Borrowed(&html[..end]),
            Cow::Owned(html) => Cow::Owned(html[..end].to_owned()),
        }));
        first.extend(rest.next_if(|part| !goes_on && matches!(part, PartView::Words(_))));
        let more = goes_on || rest.any(|part| !matches!(part, PartView::Html(html) if html.trim().is_empty()));
        return Opening { parts: first, more };
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
        let words = || PartView::Words(Vec::new());
        let html = |part: &PartView<'_>| match part {
            PartView::Html(html) => html.to_string(),
            PartView::Cites(_) => "[]".to_owned(),
            PartView::Words(_) => "+".to_owned(),
        };
        let read = |parts| {
            let Opening { parts, more } = opening(parts);
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
        let start = || vec![PartView::Html("<p>One ".into()), cites(), PartView::Html(".</p>".into()), words()];
        assert_eq!(read(start()), ("<p>One [].</p>+".to_owned(), false));
        for (next, more) in [("\n", false), ("\n<p>Two.</p>", true)] {
            let parts = start().into_iter().chain([PartView::Html(next.into())]).collect();
            assert_eq!(read(parts), ("<p>One [].</p>+".to_owned(), more));
        }
    }

    #[test]
    fn a_block_ends_where_another_can_begin() {
        for (html, before) in [
            (" closed.</p>\n<p>Two", " closed.</p>"),
            ("</li>\n<li>Two", ""),
            (" closed\n<ul>\n<li>Two</li></ul></li>", " closed\n"),
            (" closed</td><td>Two</td></tr>", " closed"),
        ] {
            assert_eq!(end_of_block(html).map(|end| &html[..end]), Some(before));
        }
        assert_eq!(end_of_block(" and <em>so</em> on "), None);
    }
}
