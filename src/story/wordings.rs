//! One statement as several sources word it.
//!
//! Only statements of one known actor can be one statement, and only in different sources; or of speakers that may be one,
//! where the words alone show it: long quotations with nearly all their words in common and many in a row. Two wordings are taken for one
//! where one is nearly all in the other, word for word; or where its content words are, neither denies what the other does
//! not, and no number of one is missing in the other while the other has its own. In doubt, they stand apart.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::annotate::ActorKind;
use crate::text::similarity::{containment, mix, shingles};
use crate::text::sketch::Sketch;
use crate::text::stem::stem;

use super::model::{Attribution, Story};

/// Fewest content words of the shorter wording.
const FEWEST: usize = 4;
/// Share of the content words of the shorter wording that the longer has too.
const SHARED: f64 = 0.72;
/// The same of the longer, unless the shorter is all in it.
const SHARED_OF_LONGER: f64 = 0.4;

/// Words in a run, the share of the shorter wording's runs that the longer has where one repeats the other, and the fewest
/// words for that to say anything.
const RUN: usize = 4;
const REPEATED: f64 = 0.7;
const RUN_WORDS: usize = 9;

/// The run in common, and the content words, from which the words alone show one statement; and the share of the shorter
/// wording's content words.
const LONG_RUN: usize = 6;
const MANY: usize = 8;
const NEARLY_ALL: f64 = 0.75;

/// How one statement stands to the one that it tells again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// In a copy of the same text: no telling of its own.
    Copy,
    /// In the very same words.
    Same,
    /// In other words.
    Other,
}

/// A statement, and where else it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The first telling: index into [`Story::statements`].
    pub lead: usize,
    /// The others, in the order of their days.
    pub again: Vec<(usize, Wording)>,
}

/// Tellings that share a run of words at most for it to tell anything: what more of them hold is a form of words.
const COMMON: usize = 100;

/// Every statement of the story once, as the lead of a [`Told`] or told again in one; the leads in the order of the days
/// of their sources.
pub(super) fn wordings(story: &Story) -> Vec<Told> {
    let mut order: Vec<usize> = (0..story.statements.len()).collect();
    order.sort_by_key(|&at| story.sources[story.statements[at].source].published.value.sort_key());
    let words: Vec<Words> = story.statements.par_iter().map(|a| Words::of(&content(story, a))).collect();
    let group = |at: usize| story.sources[story.statements[at].source].group;
    let mut told: Vec<Told> = Vec::new();
    let mut by_actor: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut by_run: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    // The tellings without a speaker that a copy of their text has in the same words.
    let mut copies: BTreeMap<(usize, &[String]), BTreeSet<usize>> = BTreeMap::new();
    for at in order {
        let own = &story.statements[at];
        let known = by_actor.entry(own.actor).or_default();
        let near: BTreeSet<usize> =
            words[at].long.iter().filter_map(|run| by_run.get(run)).flatten().copied().collect();
        let copy = (group(at), words[at].all.as_slice());
        // Without a speaker, only a copy or the words alone show one statement: no need to look at all that are known.
        let possible: BTreeSet<usize> = match own.actor {
            Some(_) => BTreeSet::new(),
            None => copies.get(&copy).into_iter().flatten().chain(&near).copied().collect(),
        };
        let unnamed = |&&t: &&usize| story.statements[told[t].lead].actor.is_none();
        let of_nobody = possible.iter().filter(unnamed);
        let of_actor = known.iter().filter(|_| own.actor.is_some());
        let candidates = of_actor.chain(of_nobody).chain(&near);
        let found = candidates.copied().find_map(|t| again(story, &words, &told[t], at).map(|wording| (t, wording)));
        let joined = found.map_or(told.len(), |(t, _)| t);
        if own.actor.is_none() || found.is_some_and(|(t, _)| unnamed(&&t)) {
            copies.entry(copy).or_default().insert(joined);
        }
        if let Some((t, wording)) = found {
            told[t].again.push((at, wording));
        } else {
            known.push(told.len());
            for &run in &words[at].long {
                let held = by_run.entry(run).or_default();
                if held.len() < COMMON {
                    held.push(told.len());
                }
            }
            told.push(Told { lead: at, again: Vec::new() });
        }
    }
    told
}

/// The same, with the tellings of each actor apart: what the words alone join stays with whom each source gives it to.
pub fn wordings_by_actor(story: &Story) -> Vec<Told> {
    let mut apart = Vec::new();
    for mut told in wordings(story) {
        let actor = |at: usize| story.statements[at].actor;
        let lead = actor(told.lead);
        let others: Vec<(usize, Wording)> = told.again.extract_if(.., |again| actor(again.0) != lead).collect();
        apart.push(told);
        let mut of_others: Vec<Told> = Vec::new();
        for (at, wording) in others {
            match of_others.iter_mut().find(|t| actor(t.lead) == actor(at)) {
                Some(told) => told.again.push((at, wording)),
                None => of_others.push(Told { lead: at, again: Vec::new() }),
            }
        }
        apart.append(&mut of_others);
    }
    apart.sort_by_key(|told| story.sources[story.statements[told.lead].source].published.value.sort_key());
    apart
}

/// How the statement `at` tells what `told` tells, if it does.
fn again(story: &Story, words: &[Words], told: &Told, at: usize) -> Option<Wording> {
    let (own, lead) = (&story.statements[at], &story.statements[told.lead]);
    let members = || std::iter::once(told.lead).chain(told.again.iter().map(|a| a.0));
    if members().any(|m| story.statements[m].source == own.source) {
        return None;
    }
    let group = |a: &Attribution| story.sources[a.source].group;
    if members().any(|m| group(&story.statements[m]) == group(own) && words[m].all == words[at].all) {
        return Some(Wording::Copy);
    }
    if own.actor.is_none() || own.actor != lead.actor {
        let (one, two) = (&words[told.lead], &words[at]);
        return (group(lead) != group(own) && may_be_one(story, lead, own) && one.quotes(two))
            .then_some(Wording::Other);
    }
    if words[told.lead].all == words[at].all && group(lead) != group(own) {
        return Some(Wording::Same);
    }
    words[told.lead].tells(&words[at]).then_some(Wording::Other)
}

/// Whether two speakers may be one: not two people, and not of two sides.
fn may_be_one(story: &Story, a: &Attribution, b: &Attribution) -> bool {
    let person =
        |a: &Attribution| a.actor.and_then(|at| story.actors.get(at)).is_some_and(|x| x.kind == ActorKind::Person);
    let sides = matches!((&a.party, &b.party), (Some(one), Some(two)) if one != two);
    let two_people = person(a) && person(b) && a.actor != b.actor;
    !sides && !two_people
}

/// What is said, as it stands in the source.
fn content(story: &Story, attribution: &Attribution) -> String {
    let source = &story.sources[attribution.source];
    let statement = source.annotations.statements.get(attribution.statement);
    let spans = statement.map(|s| s.content.as_slice()).unwrap_or_default();
    spans.iter().map(|&span| source.article.words_at(span)).collect::<Vec<_>>().join(" ")
}

/// The words of one wording.
struct Words {
    all: Vec<String>,
    content: BTreeSet<String>,
    numbers: BTreeSet<String>,
    denies: bool,
    runs: Vec<u64>,
    long: Vec<u64>,
    /// Of content and runs.
    sketches: [Sketch; 2],
}

impl Words {
    fn of(text: &str) -> Self {
        use unicode_segmentation::UnicodeSegmentation;
        let all: Vec<String> = text.unicode_words().map(|word| word.to_lowercase().replace('’', "'")).collect();
        let denial = |word: &String| {
            word.ends_with("n't")
                || matches!(
                    word.as_str(),
                    "not" | "no" | "never" | "nor" | "neither" | "nobody" | "nothing" | "none" | "without" | "cannot"
                )
        };
        let content: BTreeSet<String> = all.iter().filter_map(|word| stem(word)).collect();
        let runs = shingles(text, RUN);
        let hash = |word: &String| word.bytes().fold(0, |hash, byte| mix(hash ^ u64::from(byte)));
        Words {
            sketches: [Sketch::of(content.iter().map(hash)), Sketch::of(runs.iter().copied())],
            content,
            numbers: all.iter().filter(|word| word.bytes().any(|b| b.is_ascii_digit())).cloned().collect(),
            denies: all.iter().any(denial),
            runs,
            long: shingles(text, LONG_RUN),
            all,
        }
    }

    /// Whether both say the same.
    fn tells(&self, other: &Words) -> bool {
        self.repeats(other) || self.agrees(other)
    }

    /// Whether the words alone show that both are one statement, whoever is given as the speaker.
    fn quotes(&self, other: &Words) -> bool {
        let shared = self.content.intersection(&other.content).count();
        let shorter = self.content.len().min(other.content.len()).max(1);
        let run = self.long.iter().any(|run| other.long.binary_search(run).is_ok());
        run && shared >= MANY && shared as f64 >= NEARLY_ALL * shorter as f64 && self.denies == other.denies
    }

    /// Whether one is, word for word, nearly all in the other: a quotation cut in another place.
    fn repeats(&self, other: &Words) -> bool {
        self.all.len().min(other.all.len()) >= RUN_WORDS
            && self.sketches[1].may_share(other.sketches[1], REPEATED)
            && containment(&self.runs, &other.runs) >= REPEATED
    }

    fn agrees(&self, other: &Words) -> bool {
        if self.denies != other.denies || !self.sketches[0].may_share(other.sketches[0], SHARED) {
            return false;
        }
        let (shorter, longer) = if self.content.len() <= other.content.len() { (self, other) } else { (other, self) };
        let shared = shorter.content.intersection(&longer.content).count();
        let numbers_differ = shorter.numbers.difference(&longer.numbers).next().is_some()
            && longer.numbers.difference(&shorter.numbers).next().is_some();
        let of = |words: &Words| shared as f64 / words.content.len().max(1) as f64;
        shorter.content.len() >= FEWEST
            && !numbers_differ
            && of(shorter) >= SHARED
            && (of(longer) >= SHARED_OF_LONGER || shared == shorter.content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_one_statement_is_taken_for_one() {
        for (one, other, same) in [
            (
                "the port will stay closed until the cranes are mended",
                "that the port stays closed until cranes are mended",
                true,
            ),
            (
                "“We will reopen the northern lane by the end of June”",
                "“reopen the northern lane by the end of June”",
                true,
            ),
            ("the port will stay closed until spring", "the port will not stay closed until spring", false),
            ("the works cost 40 million and take a year", "the works cost 60 million and take a year", false),
            (
                "“The port will open again before the first of the herring boats comes home.”",
                "“The port will open again before the first of the herring boats comes home,” “I will not say more than that, and nobody should.”",
                true,
            ),
            ("the port will reopen", "the port will reopen and the ferries sail to every island again", false),
            ("the ferries sail to every island in summer", "the council buys new ferries for the summer season", false),
        ] {
            assert_eq!(Words::of(one).tells(&Words::of(other)), same, "{one} / {other}");
            assert_eq!(Words::of(other).tells(&Words::of(one)), same, "{other} / {one}");
        }
    }
}
