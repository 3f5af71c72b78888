//! Search without a server: the index in small scripts that a page loads as it needs them, from disk as from a host.
//!
//! In: what may be shown of each source. Out: the files of `search/`. Knows nothing of pages: `templates/search.js` reads
//! the files, folds what a reader types as [`fold`] does, and ranks.
//!
//! * `index.js`, the first to be loaded: figures of every source for ranking and filters, and which shard holds what.
//! * `words-N.js`: a stretch of the vocabulary with the lines that hold each word; `places-N.js`: where in each line, for
//!   phrases alone.
//! * `text-N.js`: the words of a few sources, loaded for the hits that are shown.
//!
//! Each is one call of `datelineShard(name, text)`. A line is a title or a sentence; lines are counted through all
//! sources, and titles are the first lines of theirs.

pub mod fold;
mod index;
mod pack;
mod text;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::cite::Site;
use super::{Output, routes};
use index::Shard;
use text::Document;

/// Fewest bytes of a text shard, but for the last.
const TEXT: usize = 6_000;

/// The search of a site.
#[derive(Debug)]
pub struct Search {
    /// The files of the index.
    pub files: Vec<Output>,
    /// A short digest of them all: what a browser keeps of an older index is not mixed with it.
    pub version: String,
    /// The outlets, by number.
    pub outlets: Vec<String>,
    /// The sources, by number.
    pub sources: Vec<usize>,
}

/// The first file of the index.
#[derive(Serialize)]
struct Index<'i> {
    fold: &'i fold::Table,
    /// Number of lines of each source.
    lines: String,
    /// For each source its first day (days since 1970, as the step from the source before) and the number of days it may
    /// span; 0 where it has no date.
    dates: String,
    /// For each source its outlet, from 1; 0 for none.
    outlets: String,
    /// Number of sources in each text shard.
    texts: String,
    /// First word of each shard, and the kilobytes of its lists and of its places.
    shards: Vec<(&'i str, usize, usize)>,
}

/// Makes the index.
pub fn search(site: &Site<'_>) -> Search {
    let documents = text::documents(site);
    let shards = index::shards(&documents);
    let (texts, counts) = texts(site, &documents);
    let outlets = outlets(site, &documents);
    let index = Index {
        fold: &fold::TABLE,
        lines: packed(documents.iter().map(|document| document.lines.len() as u32)),
        dates: dates(site, &documents),
        outlets: packed(documents.iter().map(|d| outlet(site, d).map_or(0, |outlet| outlets[outlet] + 1))),
        texts: packed(counts.into_iter()),
        shards: shards.iter().map(|s| (s.first.as_str(), kilobytes(&s.lists), kilobytes(&s.places))).collect(),
    };
    let mut files = vec![shard("index", &serde_json::to_string(&index).unwrap_or_default())];
    for (at, Shard { lists, places, .. }) in shards.iter().enumerate() {
        files.push(shard(&format!("words-{at}"), lists));
        files.push(shard(&format!("places-{at}"), places));
    }
    files.extend(texts.iter().enumerate().map(|(at, text)| shard(&format!("text-{at}"), text)));
    let mut digest = Sha256::new();
    for file in &files {
        digest.update(&file.bytes);
    }
    let mut names: Vec<(String, u32)> = outlets.into_iter().map(|(name, at)| (name.to_owned(), at)).collect();
    names.sort_by_key(|(_, at)| *at);
    Search {
        files,
        version: routes::hex(&digest.finalize())[..8].to_owned(),
        outlets: names.into_iter().map(|(name, _)| name).collect(),
        sources: documents.iter().map(|document| document.source).collect(),
    }
}

/// The text shards, and how many sources each holds. Sources are parted by an empty line.
fn texts(site: &Site<'_>, documents: &[Document<'_>]) -> (Vec<String>, Vec<u32>) {
    let mut texts = vec![String::new()];
    let mut counts = vec![0];
    for document in documents {
        if texts.last().is_some_and(|text| text.len() >= TEXT) {
            texts.push(String::new());
            counts.push(0);
        }
        if let (Some(text), Some(count)) = (texts.last_mut(), counts.last_mut()) {
            if *count > 0 {
                text.push_str("\n\n");
            }
            text.push_str(&text::record(site, document));
            *count += 1;
        }
    }
    (texts, counts)
}

fn outlet<'s>(site: &Site<'s>, document: &Document<'_>) -> Option<&'s str> {
    site.story.sources[document.source].article.outlet.as_ref().map(|outlet| outlet.text.as_str())
}

/// The outlets by name, numbered in the order of their names.
fn outlets<'s>(site: &Site<'s>, documents: &[Document<'_>]) -> BTreeMap<&'s str, u32> {
    let mut outlets: BTreeMap<&str, u32> = documents.iter().filter_map(|d| Some((outlet(site, d)?, 0))).collect();
    outlets.values_mut().zip(0..).for_each(|(number, at)| *number = at);
    outlets
}

fn dates(site: &Site<'_>, documents: &[Document<'_>]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for document in documents {
        let date = site.story.sources[document.source].published.value;
        let Some(first) = date.first_day().or(date.last_day()).map(day) else {
            pack::signed(&mut out, 0);
            pack::number(&mut out, 0);
            continue;
        };
        let last = date.last_day().map_or(first, day).max(first);
        pack::signed(&mut out, first - before);
        pack::number(&mut out, (last - first + 1).cast_unsigned());
        before = first;
    }
    out
}

/// Days since 1970.
fn day(of: Date) -> i32 {
    date(1970, 1, 1).until(of).map_or(0, |span| span.get_days())
}

fn packed(values: impl Iterator<Item = u32>) -> String {
    let mut out = String::new();
    values.for_each(|value| pack::number(&mut out, value));
    out
}

fn kilobytes(text: &str) -> usize {
    text.len().div_ceil(1000)
}

/// A script that hands `text` over. No mark in it can end the string, or the element that a careless page might put it in.
fn shard(name: &str, text: &str) -> Output {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let quoted = quoted.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Output { path: format!("search/{name}.js"), bytes: format!("datelineShard(\"{name}\",{quoted});\n").into_bytes() }
}
