//! What a source adds to those of earlier days, on its page: the sentences that are new, and those told before.

use serde::Serialize;

use crate::site::cite::{Link, Quoted, Site};
use crate::story::{Citation, Novelty, Order};

use super::{count, thousands};

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

/// Makes the view; nothing where there is no other source, or nothing of this one was read.
pub fn view<'s>(site: &'s Site<'s>, root: &str, index: usize) -> Option<NoveltyView<'s>> {
    let novelty = site.story.novelty.get(index)?;
    let article = &site.story.sources[index].article;
    let is_read = article.blocks.iter().any(|block| block.kind.is_body() && article.is_english(block));
    let is_set_against = is_read || !novelty.new.is_empty() || !novelty.repeated.is_empty();
    if site.story.sources.len() < 2 || !is_set_against {
        return None;
    }
    let mut new: Vec<Citation> = novelty.new.iter().copied().filter(|&c| site.shown.shows(c)).collect();
    let about = about(novelty, new.len());
    let told = told(site, root, &novelty.repeated);
    let mut further: Vec<(Link, usize)> = Vec::new();
    for link in new.split_off(new.len().min(SPELT_OUT)).into_iter().map(|c| place(site, "", c)) {
        match further.last_mut().filter(|(other, _)| other.label == link.label) {
            Some((_, times)) => *times += 1,
            None => further.push((link, 1)),
        }
    }
    let times = |(link, times): (Link, usize)| match times {
        1 => link,
        _ => Link { label: format!("{} ({})", link.label, count(times, "sentence", "sentences")), ..link },
    };
    let further = further.into_iter().map(times).collect();
    Some(NoveltyView { about, new: new.into_iter().map(|c| own(site, root, c)).collect(), further, told })
}

/// What stands against what, where `shown` of the new sentences are shown.
fn about(novelty: &Novelty, shown: usize) -> String {
    let against = "Set against the sources of earlier days: ";
    match novelty.order {
        Order::First => {
            "No source is certainly of an earlier day, so nothing can be called new against one.".to_owned()
        }
        Order::Undated => "This source has no day, so nothing in it can be called new.".to_owned(),
        Order::Later if novelty.new.is_empty() => format!("{against}nothing that surely is new."),
        Order::Later => {
            let kept = match shown {
                _ if shown == novelty.new.len() => String::new(),
                0 => " None of them can be shown here.".to_owned(),
                _ => format!(" {} of them can be shown here.", thousands(shown)),
            };
            format!("{against}{} unlike anything told before.{kept}", count(novelty.new.len(), "sentence", "sentences"))
        }
    }
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
