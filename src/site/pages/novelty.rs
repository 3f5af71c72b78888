//! What a source adds to those of earlier days, on its page: the sentences that are new, and those told before.

use serde::Serialize;

use crate::site::cite::{Link, Quoted, Site};
use crate::story::{Citation, Order};

use super::count;

/// New sentences that are spelt out; the others are links.
const SPELT_OUT: usize = 5;

/// What a source adds.
#[derive(Debug, Serialize)]
pub struct NoveltyView<'s> {
    /// What stands against what, in a line.
    pub about: String,
    /// Sentences that no earlier source has anything like.
    pub new: Vec<Quoted<'s>>,
    /// Places of further ones.
    pub further: Vec<Link>,
    /// Sources that tell some of it, with where.
    pub told: Vec<ToldBy>,
}

/// Another source that tells some of the same.
#[derive(Debug, Serialize)]
pub struct ToldBy {
    /// What citations call it, and its page.
    pub source: Link,
    /// Each place here, and the place there.
    pub places: Vec<(Link, Link)>,
}

/// Makes the view; nothing for a source that has neither.
pub fn view<'s>(site: &'s Site<'s>, root: &str, index: usize) -> Option<NoveltyView<'s>> {
    let novelty = site.story.novelty.get(index)?;
    let mut new: Vec<Citation> = novelty.new.iter().copied().filter(|&c| site.shown.shows(c)).collect();
    let told = told(site, root, &novelty.repeated);
    if new.is_empty() && told.is_empty() {
        return None;
    }
    let sentences = count(new.len(), "sentence", "sentences");
    let about = match novelty.order {
        Order::Later if new.is_empty() => {
            "Set against the sources of earlier days: nothing that surely is new.".to_owned()
        }
        Order::Later => {
            format!("Set against the sources of earlier days: {sentences} unlike anything told before.")
        }
        Order::First => "No source is of an earlier day.".to_owned(),
        Order::Undated => "This source has no day, so nothing in it can be called new.".to_owned(),
    };
    let mut further: Vec<Link> = Vec::new();
    for link in new.split_off(new.len().min(SPELT_OUT)).into_iter().map(|c| place(site, "", c)) {
        if further.iter().all(|other| other.label != link.label) {
            further.push(link);
        }
    }
    Some(NoveltyView { about, new: new.into_iter().map(|c| own(site, root, c)).collect(), further, told })
}

/// Words of this page, with the link to their paragraph.
fn own<'s>(site: &'s Site<'s>, root: &str, citation: Citation) -> Quoted<'s> {
    Quoted { cite: place(site, "", citation), ..site.quoted(root, citation) }
}

/// A paragraph: of this page, or of another.
fn place(site: &Site<'_>, page: &str, citation: Citation) -> Link {
    let number = site.article(citation).block_of(citation.sentence).number;
    Link {
        href: format!("{page}#{}", site.sentence_id(citation)),
        label: number.map_or_else(|| "line".to_owned(), |n| format!("¶{n}")),
    }
}

/// What is told elsewhere, by source.
fn told(site: &Site<'_>, root: &str, repeated: &[(Citation, Citation)]) -> Vec<ToldBy> {
    let mut by: Vec<(usize, ToldBy)> = Vec::new();
    for &(here, there) in repeated.iter().filter(|(a, b)| site.shown.shows(*a) && site.shown.shows(*b)) {
        let page = format!("{root}{}", site.paths[there.source]);
        let places = (place(site, "", here), place(site, &page, there));
        if let Some((_, told)) = by.iter_mut().find(|(source, _)| *source == there.source) {
            told.places.push(places);
        } else {
            let source = Link { href: page, label: site.labels[there.source].clone() };
            by.push((there.source, ToldBy { source, places: vec![places] }));
        }
    }
    by.into_iter().map(|(_, told)| told).collect()
}
