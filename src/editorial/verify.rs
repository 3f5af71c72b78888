//! Whether the words of a citation stand in their source.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::syntax::Entry;
use crate::corpus::{Article, SourceId};
use crate::diagnostic::Diagnostic;
use crate::story::Citation;
use crate::text::Span;

/// Most words of a source that a message quotes.
const QUOTED: usize = 6;

/// Similarity (Jaro–Winkler) from which an id is named as near.
const NEAR: f64 = 0.75;

/// The sources that can be cited, by id.
pub(super) struct Library<'s> {
    articles: Vec<&'s Article>,
    by_id: BTreeMap<&'s str, usize>,
    refused: &'s BTreeSet<SourceId>,
}

/// Where the words that an entry is anchored to stand.
pub(super) enum Anchor<'s> {
    At {
        article: &'s Article,
        /// Index into its sentences.
        sentence: usize,
        /// In bytes of its text.
        span: Span,
        /// Whether that is another source than the one named.
        moved: bool,
    },
    /// In a source that was refused: what is wrong is told of the source.
    Refused,
    /// Nowhere that is sure, and why.
    Lost(String),
}

impl<'s> Library<'s> {
    /// Citations will count the `articles` in this order. What cites a `refused` source cannot be verified, and needs no
    /// message of its own.
    pub(super) fn new(articles: impl Iterator<Item = &'s Article>, refused: &'s BTreeSet<SourceId>) -> Self {
        let articles: Vec<&Article> = articles.collect();
        let by_id = articles.iter().enumerate().map(|(at, article)| (article.id.0.as_str(), at)).collect();
        Library { articles, by_id, refused }
    }

    /// Whether a source of this id is there and cannot be read.
    pub(super) fn is_refused(&self, id: &str) -> bool {
        self.refused.contains(&SourceId(id.to_owned()))
    }

    /// The one sentence of `source` that holds these words, else the one of all other sources that does.
    pub(super) fn anchor(&self, source: &str, words: &str) -> Anchor<'s> {
        let quoted: Vec<&str> = words.split_whitespace().collect();
        if self.is_refused(source) {
            return Anchor::Refused;
        }
        let Some(&named) = self.by_id.get(source) else {
            return self.elsewhere(None, &quoted, format!("no source is called “{source}”"));
        };
        let article = self.articles[named];
        let mut here = find_in_sentences(article, &quoted);
        match (here.next(), here.next()) {
            (Some((sentence, span)), None) => Anchor::At { article, sentence, span, moved: false },
            (Some(_), Some(_)) => {
                Anchor::Lost(format!("its words stand in more than one sentence of “{source}”; quote more of them"))
            }
            (None, _) => self.elsewhere(Some(named), &quoted, format!("its words do not stand in “{source}”")),
        }
    }

    fn elsewhere(&self, named: Option<usize>, words: &[&str], why: String) -> Anchor<'s> {
        let others = self.articles.iter().enumerate().filter(|(at, _)| Some(*at) != named);
        let mut found = others.flat_map(|(_, article)| {
            find_in_sentences(article, words).map(move |(sentence, span)| (*article, sentence, span))
        });
        match (found.next(), found.next()) {
            (Some((article, sentence, span)), None) => Anchor::At { article, sentence, span, moved: true },
            (Some(_), Some(_)) => Anchor::Lost(format!("{why}, and in more than one other place")),
            (None, _) => Anchor::Lost(why),
        }
    }

    /// Finds the words of `entry` in its source. White space counts as white space, whichever it is, and marks of
    /// Markdown may be left out; every other character must be the same, and the words must begin and end where words do.
    ///
    pub(super) fn find(&self, entry: &Entry) -> Option<Citation> {
        let &source = self.by_id.get(entry.id.as_str())?;
        let (sentence, span) = find_in_sentence(self.articles[source], &words(entry))?;
        Some(Citation { source, sentence, span })
    }

    /// Why nothing is found: an error that points at the id or at the words, in `page` (path and text).
    pub(super) fn not_found(&self, entry: &Entry, (path, text): (&str, &str)) -> Diagnostic {
        let Some(&source) = self.by_id.get(entry.id.as_str()) else {
            let problem = Diagnostic::error(path, format!("no source is called `{}`", entry.id));
            return problem.at(text, entry.id_range.clone()).help(self.near(&entry.id));
        };
        let (message, help) = self.why_not(source, &words(entry));
        Diagnostic::error(path, message).at(text, entry.words_range.clone()).help(help)
    }

    fn why_not(&self, source: usize, words: &[&str]) -> (String, String) {
        let article = self.articles[source];
        let id = &article.id;
        if find(&article.text, words).is_some() {
            let help = "cite each sentence by itself: [@a, \"one\"; @a, \"two\"]";
            return (format!("these words run over the end of a sentence of `{id}`"), help.to_owned());
        }
        let message = format!("these words do not stand in `{id}`");
        let mut others = self.articles.iter();
        if let Some(other) = others.find(|other| find_in_sentence(other, words).is_some()) {
            return (message, format!("they stand in `{}`", other.id));
        }
        let known = (1..words.len()).rev().find_map(|n| find(&article.text, &words[..n]).map(|span| (n, span)));
        let help = match known {
            None => "quote the source exactly, letter for letter".to_owned(),
            Some((n, span)) => {
                let last = words[n.saturating_sub(QUOTED)..n].join(" ");
                let next = article.text[span.end..].split_whitespace().take(QUOTED).collect::<Vec<_>>().join(" ");
                format!("after `{last}` the source goes on with `{next}`")
            }
        };
        (message, help)
    }

    fn near(&self, id: &str) -> String {
        let mut near: Vec<_> = self.by_id.keys().map(|known| (strsim::jaro_winkler(id, known), *known)).collect();
        near.retain(|(likeness, _)| *likeness >= NEAR);
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let names: Vec<_> = near.iter().take(3).map(|(_, known)| format!("`{known}`")).collect();
        if names.is_empty() {
            "the id of a source is its path below seeds/ without the extension".to_owned()
        } else {
            format!("there is {}", names.join(", "))
        }
    }
}

fn words(entry: &Entry) -> Vec<&str> {
    entry.words.split_whitespace().collect()
}

fn find_in_sentence(article: &Article, words: &[&str]) -> Option<(usize, Span)> {
    find_in_sentences(article, words).next()
}

/// The sentences that hold the words, and where.
fn find_in_sentences(article: &Article, words: &[&str]) -> impl Iterator<Item = (usize, Span)> {
    article.sentences.iter().enumerate().filter_map(move |(at, sentence)| {
        if let Some(found) = find(sentence.span.of(&article.text), words) {
            return Some((at, Span::new(sentence.span.start + found.start, sentence.span.start + found.end)));
        }
        // Marks of Markdown are not seen where an editor reads the words.
        let unmarked = article.unmarked(sentence.span);
        Some((at, unmarked.source(find(&unmarked.text, words)?)))
    })
}

/// The first place of `words` in `text`, any white space between them, from the beginning of a word to the end of one.
fn find(text: &str, words: &[&str]) -> Option<Span> {
    let (first, rest) = words.split_first()?;
    text.match_indices(first)
        .filter_map(|(start, _)| {
            let end = rest.iter().try_fold(start + first.len(), |at, word| {
                let after = text[at..].trim_start();
                let spaced = after.len() < text.len() - at && after.starts_with(word);
                spaced.then(|| text.len() - after.len() + word.len())
            })?;
            Some(Span::new(start, end))
        })
        .find(|span| is_word_boundary(text, span.start) && is_word_boundary(text, span.end))
}

/// Whether `at` lies between words, by UAX #29. Only the surroundings are read.
fn is_word_boundary(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=at).find(|&byte| text.is_char_boundary(byte)).unwrap_or(at);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    at == end || text[start..end].split_word_bound_indices().any(|(byte, _)| start + byte == at)
}

#[cfg(test)]
mod tests;
