//! What is looked at in a sentence to tell whether another one tells the same. It is worked out once for each sentence:
//! on ten thousand sources most of the time of this room went into doing it again for every pair.

use std::borrow::Borrow;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::LazyLock;

use crate::annotate::time::is_time_word;
use crate::story::sentence::told_stems;
use crate::text::similarity::{containment, shingles};
use crate::text::stem::{content_stems, stem};
use crate::text::table::WordHasher;
use crate::text::tag::{self, Tag};
use crate::text::token::tokens;

/// Words in a run that two sentences have in common.
const RUN: usize = 4;

/// Share of the runs of the shorter quotation from which two sentences quote the same words.
const QUOTED_ALIKE: f64 = 0.5;

/// One sentence, taken apart.
pub(super) struct Facts {
    /// Stems of what is told: without names, days and words of reporting.
    pub(super) told: Stems,
    /// Runs of words.
    pub(super) runs: Vec<u64>,
    /// Stems of what is done.
    pub(super) deeds: Stems,
    /// Stems of the names.
    pub(super) names: Stems,
    /// Whether it tells of what is still to come.
    pub(super) announces: bool,
    leanings: Vec<Leaning>,
    /// Runs of words within quotation marks, and stems of the names outside them.
    quoted: Vec<u64>,
    around: Stems,
    numbers: BTreeSet<String>,
    denies: bool,
    supposes: bool,
}

impl Facts {
    pub(super) fn new(sentence: &str) -> Self {
        let (quoted, around) = parted(sentence);
        Facts {
            quoted: shingles(&quoted, RUN),
            around: if quoted.is_empty() { Stems::default() } else { capitals(around.split_whitespace()) },
            told: told_stems(sentence).iter().collect(),
            runs: shingles(sentence, RUN),
            deeds: deeds(sentence),
            names: names(sentence),
            announces: announces(sentence),
            leanings: leanings(sentence),
            numbers: numbers(sentence),
            denies: negations(sentence),
            supposes: supposes(sentence),
        }
    }

    /// Whether the two cannot tell the same: one has the contrary of a word of the other, denies or supposes where the
    /// other does not, has a number that the other lacks while that has its own, or gives the same words to somebody else.
    pub(super) fn is_at_odds(&self, other: &Facts) -> bool {
        let (a, b) = (&self.numbers, &other.numbers);
        let numbers_agree = a.is_empty() || b.is_empty() || a.is_subset(b) || b.is_subset(a);
        self.denies != other.denies
            || self.supposes != other.supposes
            || !numbers_agree
            || are_opposed(&self.leanings, &other.leanings)
            || self.has_other_speaker(other)
    }

    /// Whether the two quote the same words and name other people beside them.
    fn has_other_speaker(&self, other: &Facts) -> bool {
        let named = |facts: &Facts| !facts.around.0.is_empty();
        named(self)
            && named(other)
            && self.around.shared(&other.around) == 0
            && containment(&self.quoted, &other.quoted) >= QUOTED_ALIKE
    }
}

/// Stems, as sorted digests: they are compared far more often than made.
#[derive(Debug, Default)]
pub(super) struct Stems(Vec<u64>);

impl<S: Borrow<String>> FromIterator<S> for Stems {
    fn from_iter<I: IntoIterator<Item = S>>(stems: I) -> Self {
        let digest = |stem: S| BuildHasherDefault::<WordHasher>::default().hash_one(stem.borrow());
        let mut digests: Vec<u64> = stems.into_iter().map(digest).collect();
        digests.sort_unstable();
        digests.dedup();
        Stems(digests)
    }
}

impl Stems {
    /// How many stems stand in both.
    pub(super) fn shared(&self, other: &Stems) -> usize {
        self.0.iter().filter(|stem| other.0.binary_search(stem).is_ok()).count()
    }
}

/// What is done in a sentence: the stems of its verbs, of being, having and saying none, nor of those in `-ing`, which
/// mostly name a thing. Two sentences that name the same people and things but no deed in common tell two facts.
fn deeds(sentence: &str) -> Stems {
    let tokens = tokens(sentence, 0);
    let tags = tag::tag(&tokens);
    let verbs = tokens
        .iter()
        .zip(&tags)
        .filter(|(token, tag)| tag.is_verb() && !matches!(tag, Tag::MD | Tag::VBG) && token.is_word);
    let empty = ["say", "said", "tell", "told", "get", "got", "make", "made"];
    let stems = verbs.filter(|(token, _)| !empty.contains(&token.text.to_lowercase().as_str()));
    stems.flat_map(|(token, _)| content_stems(token.text)).collect()
}

/// Stems of the names in a sentence; the word that opens it is none.
fn names(sentence: &str) -> Stems {
    capitals(sentence.split_whitespace().skip(1))
}

fn capitals<'w>(words: impl Iterator<Item = &'w str>) -> Stems {
    let capital = |w: &&str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    words.filter(capital).filter(|w| !is_time_word(w)).flat_map(content_stems).collect()
}

/// The words within quotation marks, and those outside.
fn parted(sentence: &str) -> (String, String) {
    let (mut quoted, mut around) = (String::new(), String::new());
    let mut inside = false;
    for c in sentence.chars() {
        match c {
            '“' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ if inside => quoted.push(c),
            _ => around.push(c),
        }
        if matches!(c, '“' | '”' | '"') {
            quoted.push(' ');
            around.push(' ');
        }
    }
    (quoted.trim().to_owned(), around)
}

/// Whether a sentence tells of what is still to come: "set to meet", "will meet".
fn announces(sentence: &str) -> bool {
    let words: Vec<String> = sentence.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let plan =
        |w: &str| matches!(w, "set" | "due" | "expected" | "scheduled" | "poised" | "planned" | "plan" | "plans");
    let ahead = |pair: &[String]| plan(&pair[0]) && pair[1] == "to";
    words.iter().any(|w| matches!(w.as_str(), "will" | "shall")) || words.windows(2).any(ahead)
}

/// Whether a sentence tells of a mere case: "if", "unless".
fn supposes(sentence: &str) -> bool {
    sentence
        .split(|c: char| !c.is_alphabetic())
        .any(|w| w.eq_ignore_ascii_case("if") || w.eq_ignore_ascii_case("unless"))
}

/// For each stem the pairs of contraries it stands in: their numbers, and whether it is the first of the pair.
static OPPOSITES: LazyLock<HashMap<String, Vec<Leaning>>> = LazyLock::new(|| {
    let lines = include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t')).filter_map(|(a, b)| Some((stem(a)?, stem(b)?)));
    let mut opposites: HashMap<String, Vec<Leaning>> = HashMap::new();
    for (at, (first, second)) in pairs.enumerate() {
        opposites.entry(first).or_default().push((at, true));
        opposites.entry(second).or_default().push((at, false));
    }
    opposites
});

/// Whether one sentence has a word of which the other has the contrary: "began" and "ended".
pub(in crate::story) fn opposed(a: &str, b: &str) -> bool {
    are_opposed(&leanings(a), &leanings(b))
}

/// A pair of contraries of which a sentence has one word and not the other: its number, and whether it is the first.
type Leaning = (usize, bool);

/// Of most sentences none.
fn leanings(sentence: &str) -> Vec<Leaning> {
    let stems = content_stems(sentence);
    let all: Vec<Leaning> = stems.iter().filter_map(|stem| OPPOSITES.get(stem)).flatten().copied().collect();
    all.iter().copied().filter(|&(at, first)| !all.contains(&(at, !first))).collect()
}

fn are_opposed(a: &[Leaning], b: &[Leaning]) -> bool {
    a.iter().any(|&(at, first)| b.contains(&(at, !first)))
}

/// Whether a sentence denies: an odd one out must not be counted as saying the same.
pub(in crate::story) fn negations(sentence: &str) -> bool {
    sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(str::to_lowercase).any(|word| {
        matches!(word.as_str(), "not" | "no" | "never" | "denied" | "denies" | "deny" | "nobody" | "cannot")
            || word.ends_with("n't")
            || word.ends_with("n’t")
    })
}

/// The numbers of a sentence, as written in figures. A reference mark such as `[4]` counts nothing.
fn numbers(sentence: &str) -> BTreeSet<String> {
    sentence
        .split(['[', '(', ' ', '\u{a0}', '-', '–', '—', '‑'])
        .filter(|part| !part.contains(']'))
        .flat_map(|part| part.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.'))
        .map(|n| n.trim_matches([',', '.']).to_owned())
        .filter(|n| !n.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fact_needs_a_deed_in_common() {
        let shares = |a: &str, b: &str| deeds(a).shared(&deeds(b)) > 0;
        let fired = "Harbour pilot Ann Ortiz, whom the port board removed over her letters, has been dismissed.";
        assert!(!shares(fired, "Harbour pilot Ann Ortiz asked the port board to keep her letters secret."));
        assert!(shares(fired, "The port board dismissed pilot Ann Ortiz, who had complained in letters."));
        assert!(!shares("The mayor said the quay is wide.", "The mayor said the quay has lamps."));
        assert!(announces("The crews are set to sail.") && !announces("The crews set the sails."));
        assert!(!shares("The mayor is looking into the river dredging.", "The board objects to the river dredging."));
        assert!(supposes("He would have left if the ferry had sailed.") && !supposes("The ferry sailed on Friday."));
    }
}
