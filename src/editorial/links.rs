//! Where the editor's own links lead.
//!
//! In: the texts of `content/`. Out: each link of a page or note with its place in the file, so that one that leads nowhere
//! is told where it was written; and those of which that is sure before there is a site.

use std::collections::BTreeSet;

use super::markdown::{self, Body};
use super::page;
use crate::corpus::Texts;
use crate::diagnostic::{Diagnostic, Location, Places};

/// A link that the editor wrote on a page or in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The page of the site that it stands on; empty for one in a note, which may stand on several.
    pub page: String,
    /// Its address, as the page has it.
    pub address: String,
    /// The file that it was written in.
    pub path: String,
    /// Where in that.
    pub place: Option<Location>,
}

impl Link {
    /// An error where the link was written.
    pub fn dead(&self, message: &str) -> Diagnostic {
        let mut problem = Diagnostic::error(&*self.path, message);
        problem.location.clone_from(&self.place);
        problem.help("correct the address, or take the link away and leave the words")
    }
}

/// The links of the pages among the `files` of `content/`, in the order of the files and within them, whatever else is
/// wrong with these.
pub fn links(files: &Texts) -> Vec<Link> {
    let mut all = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| page::is_page(name)) {
        let path = format!("content/{name}");
        let Some((page, body)) = page::outline(&path, name, text) else { continue };
        all.extend(within(&page, &body));
    }
    all
}

/// The links in the notes of the corrections or entries among the `files` of a folder, in order.
pub fn links_of_notes(folder: &str, files: &Texts) -> Vec<Link> {
    let mut all = Vec::new();
    for (name, text) in files {
        let path = format!("{folder}/{name}");
        all.extend(page::outline_of_note(&path, text).iter().flat_map(|body| within("", body)));
    }
    all
}

fn within(page: &str, body: &Body<'_>) -> Vec<Link> {
    let places = Places::of(body.text);
    let link = |(address, range)| Link {
        page: page.to_owned(),
        address,
        path: body.path.to_owned(),
        place: Some(places.place(range)),
    };
    markdown::links(body).into_iter().map(link).collect()
}

/// Those of the `links` that lead to no page, whatever else the site will hold: `articles` are the pages of all sources.
/// What hangs on a page that is still to be made, such as an id in it, is not judged.
pub fn surely_dead(links: &[Link], files: &Texts, articles: &BTreeSet<String>) -> Vec<Diagnostic> {
    let own: BTreeSet<String> = files.keys().filter_map(|name| page::page_of(name)).collect();
    let is_there = |page: &str| page::is_built_in(page) || own.contains(page) || articles.contains(page);
    let judge = |link: &Link| {
        let path = link.address.split(['?', '#']).next().unwrap_or("");
        let page = path.strip_prefix("./").unwrap_or(path);
        let is_plain = page.strip_suffix(".html").is_some() && !page.contains([':', '%', '\\']) && !page.contains("..");
        (is_plain && !is_there(page)).then(|| link.dead(&format!("`{}` leads to no file of the site", link.address)))
    };
    links.iter().filter_map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_where_it_was_written() {
        let files: Texts = [
            ("a.md", "+++\ntitle = 3\n+++\n# A\n\n[b](b.md) [c](gone.md#x) [@no, \"such\"] [d](articles/d.html)\n"),
            (
                "b.md",
                "## B [a](./a.html?x#y) [e](articles/e.html)\n\n[f](https://x.example/f.html) [t](timeline.html#z) [u](timeline-2.html)\n",
            ),
            ("briefing.md", "[b](b.html) <x@y.example> [g](data/story.json) [h](../h.html) [i](i%20.html)\n"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
        let found = links(&files);
        let shown: Vec<_> = found.iter().map(|link| format!("{} {}", link.page, link.address)).collect();
        assert_eq!(shown[..3], ["a.html b.html", "a.html gone.html#x", "a.html articles/d.html"]);
        let dead: Vec<_> = surely_dead(&found, &files, &["articles/d.html".to_owned()].into());
        let dead: Vec<_> = dead.iter().map(ToString::to_string).collect();
        assert_eq!(
            dead,
            [
                "content/a.md:6:11: `gone.html#x` leads to no file of the site",
                "content/b.md:1:24: `articles/e.html` leads to no file of the site",
            ]
        );
    }
}
