//! From an article to its actors: words, runs, sightings, and what they are together.

use crate::corpus::Article;
use crate::text::table::Set;

use super::LocalActor;
use super::gather::gather;
use super::lexicon::Class;
use super::read::{Context, read};
use super::runs::{Line, next_run};
use super::words::{Word, scan};

/// Finds the named actors of an article, in the order of their first mention.
pub fn find(article: &Article) -> Vec<LocalActor> {
    let text = article.text.as_str();
    let sentences: Vec<usize> = article.body_sentences().collect();
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut bounds = Vec::with_capacity(sentences.len() + 1);
    for &sentence in &sentences {
        bounds.push(words.len());
        scan(text, article.sentences[sentence].span, &mut words);
    }
    bounds.push(words.len());
    let lower = lower_case(&words);
    let mut sightings = Vec::new();
    for (nth, &sentence) in sentences.iter().enumerate() {
        let own = &words[bounds[nth]..bounds[nth + 1]];
        let span = article.sentences[sentence].span;
        let same_block = |next: &&usize| article.sentences[**next].block == article.sentences[sentence].block;
        let next = sentences.get(nth + 1).filter(same_block).and_then(|_| words.get(bounds[nth + 1]));
        let context = Context { lower: &lower, shouted: is_shouted(own), next: next.map_or("", |w| w.text) };
        let line = Line { words: own, text, span };
        let mut at = 0;
        while let Some(run) = next_run(line, at) {
            at = run.to;
            read(line, run, &context, &mut sightings);
        }
    }
    gather(sightings, &lower, text)
}

/// The words in lower case that also stand with a capital, and perhaps a few more.
fn lower_case<'t>(words: &[Word<'t>]) -> Set<&'t str> {
    // A table of bits tells most words that never have a capital, without a look at their letters one by one.
    let mut wanted = vec![false; 1 << 14];
    for word in words.iter().filter(|w| w.capital) {
        wanted[shape(word.text)] = true;
    }
    words.iter().filter(|w| !w.capital && wanted[shape(w.text)]).map(|w| w.text).collect()
}

/// A number below 2¹⁴ that is the same for a word in either case.
fn shape(word: &str) -> usize {
    let letters = word.as_bytes();
    let at = |at: usize| usize::from(letters.get(at).copied().unwrap_or(0) & 0x1f);
    let (second, third, last) = (at(1), at(2), at(letters.len().wrapping_sub(1)));
    (at(0) ^ (second << 4) ^ (third << 8) ^ (last << 9) ^ (letters.len() << 5)) & ((1 << 14) - 1)
}

/// Whether a sentence is written as a headline: its words have capitals, but for the small ones.
fn is_shouted(words: &[Word<'_>]) -> bool {
    // Counted first: nearly all sentences end here, before a word is looked up.
    let all = words.iter().filter(|w| w.capital).count();
    if all < 4 || all * 3 <= words.len() * 2 {
        return false;
    }
    let long = words.iter().filter(|w| w.text.len() > 3 && !w.class.is(Class::NO_NAME));
    let (capitals, plain) = long.fold((0, 0), |(c, p), w| if w.capital { (c + 1, p) } else { (c, p + 1) });
    capitals >= 4 && plain * 6 < capitals
}
