//! The inverted index: for each word the lines that hold it, and where in each.

use rayon::prelude::*;

use super::fold;
use super::pack;
use super::text::Document;
use crate::text::table::Map;

/// Most letters of lists in a shard with more than one word.
const LISTS: usize = 24_000;
/// Most letters of places in such a shard.
const PLACES: usize = 32_000;

/// A stretch of the vocabulary.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shard {
    /// Its first word.
    pub(super) first: String,
    /// A line for each word: the word, a tab, the lines that hold it.
    pub(super) lists: String,
    /// A line for each word: where it stands in each of these lines.
    pub(super) places: String,
}

/// What is known of one word.
#[derive(Debug, Default)]
struct Entry {
    /// Lines, rising.
    lines: Vec<u32>,
    /// For each line its first place and the steps to the next ones, as [`places`] writes them.
    places: String,
}

/// Indexes `documents`; lines are counted through all of them.
pub(super) fn shards(documents: &[Document<'_>]) -> Vec<Shard> {
    let found: Vec<Map<String, Vec<(u32, u32)>>> = documents.par_iter().map(words_of).collect();
    let mut vocabulary: Map<String, Entry> = Map::default();
    let mut before = 0;
    for (document, words) in documents.iter().zip(found) {
        for (word, held) in words {
            let entry = vocabulary.entry(word).or_default();
            for of_line in held.chunk_by(|a, b| a.0 == b.0) {
                entry.lines.push(before + of_line[0].0);
                places(&mut entry.places, of_line);
            }
        }
        before += document.lines.len() as u32;
    }
    // In the order of a script's `<`.
    let mut sorted: Vec<(String, Entry)> = vocabulary.into_iter().collect();
    sorted.par_sort_unstable_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    let lists: Vec<String> = sorted.par_iter().map(|(_, entry)| pack::rising(entry.lines.iter().copied())).collect();
    let mut shards: Vec<Shard> = Vec::new();
    for ((word, entry), list) in sorted.iter().zip(&lists) {
        let full = shards.last().is_none_or(|shard| {
            shard.lists.len() + word.len() + list.len() > LISTS || shard.places.len() + entry.places.len() > PLACES
        });
        if full {
            shards.push(Shard { first: word.clone(), ..Shard::default() });
        }
        let Some(shard) = shards.last_mut() else { continue };
        shard.lists.extend([word.as_str(), "\t", list, "\n"]);
        shard.places.extend([entry.places.as_str(), "\n"]);
    }
    shards
}

/// The words of one document: line and place of each.
fn words_of(document: &Document<'_>) -> Map<String, Vec<(u32, u32)>> {
    let mut found: Map<String, Vec<(u32, u32)>> = Map::default();
    for (line, text) in document.lines.iter().enumerate() {
        let mut place = 0;
        fold::words(&text.words, |word| {
            let at = (line as u32, place);
            match found.get_mut(word) {
                Some(places) => places.push(at),
                None => drop(found.insert(word.to_owned(), vec![at])),
            }
            place += 1;
        });
    }
    found
}

/// Writes the places of a word in one line: each as twice the step from the one before, and one more where another
/// follows.
fn places(out: &mut String, of_line: &[(u32, u32)]) {
    let mut before = 0;
    for (at, &(_, place)) in of_line.iter().enumerate() {
        let more = u32::from(at + 1 < of_line.len());
        pack::number(out, (place - before) << 1 | more);
        before = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::search::text::Line;

    fn document(lines: &[&str]) -> Document<'static> {
        let line = |words: &&str| Line { id: "s1", number: None, lang: None, words: (*words).to_owned() };
        Document { source: 0, lines: lines.iter().map(line).collect() }
    }

    #[test]
    fn each_word_has_its_lines_and_its_places_in_them() {
        let shards = shards(&[document(&["Ferry late", "The ferry, the ferry"]), document(&["A late ferry"])]);
        assert_eq!(shards.len(), 1);
        assert_eq!(shards[0].first, "a");
        // Lines: a 2; ferry 0, 1, 2; late 0, 2; the 1.
        assert_eq!(shards[0].lists, "a\t2\nferry\t!7\nlate\t01\nthe\t1\n");
        // Places: a 0; ferry 0, then 1 and 3, then 2; late 1, then 1; the 0 and 2.
        assert_eq!(shards[0].places, "0\n0344\n22\n14\n");
    }

    #[test]
    fn a_large_vocabulary_is_parted_in_its_order() {
        let words: Vec<String> = (0..9000).map(|n| format!("w{:05}", n * 7919 % 100_000)).collect();
        let shards = shards(&[document(&[&words.join(" ")])]);
        assert!(shards.len() > 2, "{}", shards.len());
        assert!(shards.is_sorted_by_key(|shard| shard.first.as_str()));
        assert!(shards.iter().all(|shard| shard.lists.len() <= LISTS + 64 && shard.places.len() <= PLACES + 64));
        let kept = shards.iter().flat_map(|shard| shard.lists.lines()).map(|line| line.split_once('\t').unwrap().0);
        let mut sorted = words.clone();
        sorted.sort();
        assert!(kept.eq(sorted.iter().map(String::as_str)));
    }
}
