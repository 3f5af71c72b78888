//! How alike two sentences are, in numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::story::agreement::{negations, opposed};
use crate::text::stem::stem;
use crate::text::tag::{self, Tag};
use crate::text::token::{Token, tokens, without_possessive};

/// In how many of a hundred thousand sentences of news a stem stands; rarer ones are not listed.
static FREQUENCIES: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let lines = include_str!("frequencies.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(stem, n)| Some((stem, n.parse().ok()?))).collect()
});

/// Sentences that the frequencies are counted in, and the frequency of a stem that is not listed.
const COUNTED: f64 = 100_000.0;
const UNLISTED: f64 = 6.0;

/// How rare a stem is in news: a natural logarithm.
fn rarity(stem: &str) -> f64 {
    (COUNTED / FREQUENCIES.get(stem).copied().unwrap_or(UNLISTED)).ln()
}

/// A word of a sentence.
#[derive(Debug, Clone)]
struct Word {
    lower: String,
    /// Stem of a content word.
    stem: Option<String>,
    kind: Kind,
}

/// What a word is, by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Name,
    Noun,
    Verb,
    Description,
    Number,
    Function,
}

const KINDS: [Kind; 6] = [Kind::Name, Kind::Noun, Kind::Verb, Kind::Description, Kind::Number, Kind::Function];

/// A sentence, read once for many comparisons.
#[derive(Debug, Clone)]
pub struct Sentence {
    text: String,
    words: Vec<Word>,
    stems: BTreeMap<String, f64>,
    grams: [BTreeMap<String, usize>; 4],
    letters: BTreeMap<[char; 4], usize>,
    numbers: BTreeSet<String>,
    denies: bool,
    quoted: bool,
}

impl Sentence {
    /// Reads a sentence.
    pub fn new(text: &str) -> Sentence {
        let all = tokens(text, 0);
        let tags = tag::tag(&all);
        let words: Vec<Word> = all.iter().zip(&tags).filter(|(t, _)| t.is_word).map(|(t, tag)| word(t, *tag)).collect();
        let mut stems = BTreeMap::new();
        for stem in words.iter().filter_map(|w| w.stem.clone()) {
            let rarity = rarity(&stem);
            stems.insert(stem, rarity);
        }
        let gram = |length: usize| {
            let mut grams: BTreeMap<String, usize> = BTreeMap::new();
            for run in words.windows(length) {
                let run: Vec<&str> = run.iter().map(|w| w.lower.as_str()).collect();
                *grams.entry(run.join(" ")).or_default() += 1;
            }
            grams
        };
        let plain: Vec<&str> = words.iter().map(|w| w.lower.as_str()).collect();
        let plain: Vec<char> = plain.join(" ").chars().collect();
        let mut letters: BTreeMap<[char; 4], usize> = BTreeMap::new();
        for run in plain.windows(4) {
            if let Ok(run) = <[char; 4]>::try_from(run) {
                *letters.entry(run).or_default() += 1;
            }
        }
        Sentence {
            grams: [gram(1), gram(2), gram(3), gram(4)],
            numbers: words
                .iter()
                .filter(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()))
                .map(|w| w.lower.clone())
                .collect(),
            denies: negations(text),
            quoted: text.contains(['"', '“', '”']),
            text: text.to_owned(),
            letters,
            stems,
            words,
        }
    }

    /// Stems of its content words, in order of their letters.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.keys().map(String::as_str)
    }

    fn has_prefix(&self, stem: &str) -> bool {
        let Some(prefix) = stem.get(..4) else { return false };
        self.stems.range(prefix.to_owned()..).next().is_some_and(|(other, _)| other.starts_with(prefix))
    }
}

fn word(token: &Token<'_>, tag: Tag) -> Word {
    let lower = without_possessive(&token.text.to_lowercase()).replace('’', "'");
    let kind = match tag {
        _ if lower.starts_with(|c: char| c.is_ascii_digit()) || tag == Tag::CD => Kind::Number,
        tag if tag.is_proper() => Kind::Name,
        tag if tag.is_noun() => Kind::Noun,
        tag if tag.is_verb() => Kind::Verb,
        tag if tag.is_adjective() || tag.is_adverb() => Kind::Description,
        _ => Kind::Function,
    };
    Word { stem: stem(&lower), lower, kind }
}

/// The measures, in the order of [`measures`].
pub const NAMES: [&str; 49] = [
    "words-longer",
    "words-shorter",
    "pairs-longer",
    "pairs-shorter",
    "triples-longer",
    "triples-shorter",
    "fours-longer",
    "fours-shorter",
    "letters",
    "stems-longer",
    "stems-shorter",
    "rare-longer",
    "rare-shorter",
    "cosine",
    "order-longer",
    "order-shorter",
    "edits",
    "run",
    "length-ratio",
    "length-gap",
    "length",
    "numbers-same",
    "numbers-some",
    "numbers-within",
    "numbers-apart",
    "numbers-one",
    "denial",
    "opposed",
    "first",
    "last",
    "quoted-both",
    "quoted-one",
    "unmatched-name-less",
    "unmatched-name-more",
    "unmatched-noun-less",
    "unmatched-noun-more",
    "unmatched-verb-less",
    "unmatched-verb-more",
    "unmatched-description-less",
    "unmatched-description-more",
    "unmatched-number-less",
    "unmatched-number-more",
    "unmatched-function-less",
    "unmatched-function-more",
    "rarest-unmatched-less",
    "rarest-unmatched-more",
    "shared-rare",
    "moved",
    "prefix",
];

/// How alike two sentences are, by the measures of [`NAMES`]; the same in either order.
pub fn measures(a: &Sentence, b: &Sentence) -> Vec<f64> {
    let mut found = Vec::with_capacity(NAMES.len());
    let mut pair = |common: f64, one: f64, two: f64| {
        found.push(ratio(common, one.max(two)));
        found.push(ratio(common, one.min(two)));
    };
    for (one, two) in a.grams.iter().zip(&b.grams) {
        pair(common(one, two), total(one), total(two));
    }
    let letters = ratio(2.0 * common(&a.letters, &b.letters), total(&a.letters) + total(&b.letters));
    found.push(letters);
    stems(a, b, &mut found);
    order(a, b, &mut found);
    numbers(a, b, &mut found);
    found.push(f64::from(a.denies != b.denies));
    found.push(f64::from(opposed(&a.text, &b.text)));
    let same_at = |one: Option<&Word>, two: Option<&Word>| f64::from(one.map(|w| &w.lower) == two.map(|w| &w.lower));
    found.push(same_at(a.words.first(), b.words.first()));
    found.push(same_at(a.words.last(), b.words.last()));
    found.push(f64::from(a.quoted && b.quoted));
    found.push(f64::from(a.quoted != b.quoted));
    unmatched(a, b, &mut found);
    found
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn common<K: Ord>(a: &BTreeMap<K, usize>, b: &BTreeMap<K, usize>) -> f64 {
    a.iter().map(|(key, n)| b.get(key).map_or(0, |m| *n.min(m))).sum::<usize>() as f64
}

fn total<K>(grams: &BTreeMap<K, usize>) -> f64 {
    grams.values().sum::<usize>() as f64
}

fn stems(a: &Sentence, b: &Sentence, found: &mut Vec<f64>) {
    let shared: Vec<f64> = a.stems.iter().filter(|(stem, _)| b.stems.contains_key(*stem)).map(|(_, r)| *r).collect();
    let (one, two) = (a.stems.len() as f64, b.stems.len() as f64);
    found.push(ratio(shared.len() as f64, one.max(two)));
    found.push(ratio(shared.len() as f64, one.min(two)));
    let (one, two): (f64, f64) = (a.stems.values().sum(), b.stems.values().sum());
    let rare: f64 = shared.iter().sum();
    found.push(ratio(rare, one.max(two)));
    found.push(ratio(rare, one.min(two)));
    let square = |s: &Sentence| s.stems.values().map(|r| r * r).sum::<f64>().sqrt();
    found.push(ratio(shared.iter().map(|r| r * r).sum(), square(a) * square(b)));
}

/// The longest common subsequence, the word edits between the two, the longest common run, and lengths.
fn order(a: &Sentence, b: &Sentence, found: &mut Vec<f64>) {
    let (one, two) = (&a.words, &b.words);
    let width = two.len() + 1;
    let (mut sequence, mut edits) = (vec![0_usize; width], (0..width).collect::<Vec<_>>());
    let (mut runs, mut longest) = (vec![0_usize; width], 0);
    for (i, left) in one.iter().enumerate() {
        let (mut next_sequence, mut next_edits, mut next_runs) = (vec![0; width], vec![i + 1; width], vec![0; width]);
        for (j, right) in two.iter().enumerate() {
            let equal = left.lower == right.lower || left.stem.is_some() && left.stem == right.stem;
            next_sequence[j + 1] = if equal { sequence[j] + 1 } else { sequence[j + 1].max(next_sequence[j]) };
            next_edits[j + 1] = (edits[j] + usize::from(!equal)).min(edits[j + 1] + 1).min(next_edits[j] + 1);
            next_runs[j + 1] = if equal { runs[j] + 1 } else { 0 };
            longest = longest.max(next_runs[j + 1]);
        }
        (sequence, edits, runs) = (next_sequence, next_edits, next_runs);
    }
    let (more, fewer) = (one.len().max(two.len()) as f64, one.len().min(two.len()) as f64);
    let common = sequence.last().copied().unwrap_or_default() as f64;
    found.push(ratio(common, more));
    found.push(ratio(common, fewer));
    found.push(ratio(edits.last().copied().unwrap_or_default() as f64, more));
    found.push(ratio(longest as f64, fewer));
    found.push(ratio(fewer, more));
    found.push((more - fewer) / 10.0);
    found.push(more / 20.0);
}

fn numbers(a: &Sentence, b: &Sentence, found: &mut Vec<f64>) {
    let (one, two) = (&a.numbers, &b.numbers);
    let any = !one.is_empty() && !two.is_empty();
    let within = one.is_subset(two) || two.is_subset(one);
    found.push(f64::from(one == two));
    found.push(f64::from(any && !one.is_disjoint(two)));
    found.push(f64::from(any && within && one != two));
    found.push(f64::from(any && !within));
    found.push(f64::from(one.is_empty() != two.is_empty()));
}

/// What only one of the two has, by kind of word, the lesser number first.
fn unmatched(a: &Sentence, b: &Sentence, found: &mut Vec<f64>) {
    let missing = |one: &Sentence, two: &Sentence, kind: Kind| {
        let gone = |word: &&Word| {
            word.kind == kind
                && !two.grams[0].contains_key(&word.lower)
                && word.stem.as_ref().is_none_or(|stem| !two.stems.contains_key(stem))
        };
        one.words.iter().filter(gone).count().min(8) as f64
    };
    for kind in KINDS {
        let (one, two) = (missing(a, b, kind), missing(b, a, kind));
        found.push(one.min(two));
        found.push(one.max(two));
    }
    let rarest = |one: &Sentence, two: &Sentence| {
        one.stems.iter().filter(|(stem, _)| !two.stems.contains_key(*stem)).map(|(_, r)| *r).sum::<f64>() / 10.0
    };
    let (one, two) = (rarest(a, b), rarest(b, a));
    found.push(one.min(two));
    found.push(one.max(two));
    let shared = a.stems.iter().filter(|(stem, _)| b.stems.contains_key(*stem)).map(|(_, r)| *r).sum::<f64>();
    found.push(shared / 20.0);
    found.push(moved(a, b));
    let alike = |one: &Sentence, two: &Sentence| {
        one.stems.keys().filter(|stem| !two.stems.contains_key(*stem) && two.has_prefix(stem)).count() as f64
    };
    found.push(alike(a, b).max(alike(b, a)));
}

/// How far, in shares of the sentence, shared words stand from where they stand in the other.
fn moved(a: &Sentence, b: &Sentence) -> f64 {
    let place = |s: &Sentence| -> BTreeMap<String, f64> {
        let length = s.words.len().max(1) as f64;
        let stems = s.words.iter().enumerate().filter_map(|(at, w)| Some((w.stem.clone()?, at as f64 / length)));
        stems.collect()
    };
    let (one, two) = (place(a), place(b));
    let gaps: Vec<f64> = one.iter().filter_map(|(stem, at)| Some((at - two.get(stem)?).abs())).collect();
    ratio(gaps.iter().sum(), gaps.len() as f64)
}
