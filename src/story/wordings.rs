//! One statement as several sources word it.
//!
//! Only statements of one known actor can be one statement, and only in different sources; or of speakers that may be one,
//! where the words alone show it: long quotations with nearly all their words in common and many in a row. Two wordings are taken for one
//! where one is nearly all in the other, word for word; or where its content words are, neither denies what the other does
//! not, and no number of one is missing in the other while the other has its own. In doubt, they stand apart.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::annotate::time::is_calendar_word;
use crate::annotate::{ActorKind, StatementKind};
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
/// Tellings of one actor, the latest of other sources, that one more is compared with: what is told again after so many is
/// found by its runs of words alone.
const COMPARED: usize = 2_000;

/// Every statement of the story once, as the lead of a [`Told`] or told again in one; the leads in the order of the days
/// of their sources.
pub(super) fn wordings(story: &Story) -> Vec<Told> {
    let mut order: Vec<usize> = (0..story.statements.len()).collect();
    order.sort_by_key(|&at| story.sources[story.statements[at].source].published.value.sort_key());
    let words: Vec<Words> = story.statements.par_iter().map(|a| Words::of(&content(story, a))).collect();
    let mut known = Known::default();
    for at in order {
        let found = known
            .candidates(story, &words, at)
            .into_iter()
            .find_map(|t| Some((t, again(story, &words, &known.told[t], at)?)));
        known.add(story, &words, at, found);
    }
    known.told
}

/// What was told so far, and by what it is found.
#[derive(Default)]
struct Known {
    told: Vec<Told>,
    /// Who tells it first, and in which words: asked far more often than anything else, so that it lies together.
    leads: Vec<(usize, Outline)>,
    by_actor: BTreeMap<usize, Held>,
    by_run: BTreeMap<u64, Vec<usize>>,
    /// By the text that copies share, and the words: the source, and what is told there.
    copies: BTreeMap<(usize, u64), Vec<(usize, usize)>>,
}

/// What was told, in its order, that of each source in a row: most of it is asked for by the source that told it.
#[derive(Default)]
struct Held {
    by_source: Vec<(usize, Vec<usize>)>,
}

impl Held {
    /// The latest that other sources than this one told, so many at most, in their order.
    fn latest_apart(&self, source: usize, most: usize) -> Vec<usize> {
        let others = self.by_source.iter().rev().filter(|of| of.0 != source);
        let mut found: Vec<usize> = others.flat_map(|of| of.1.iter().rev().copied()).take(most).collect();
        found.reverse();
        found
    }

    /// Takes up what a source told; the sources come one after the other.
    fn push(&mut self, source: usize, told: usize) {
        match self.by_source.last_mut().filter(|of| of.0 == source) {
            Some(of) => of.1.push(told),
            None => self.by_source.push((source, vec![told])),
        }
    }
}

impl Known {
    /// All that a statement may tell again, in the order in which to ask: what its actor told, then what nobody surely told,
    /// then what has a run of words in common with it. Nothing that [`again`] would accept is missing.
    fn candidates(&self, story: &Story, words: &[Words], at: usize) -> Vec<usize> {
        let own = &story.statements[at];
        let outline = words[at].outline;
        let copies = self.copies.get(&(story.sources[own.source].group, outline.digest)).into_iter().flatten();
        let mut copied: Vec<usize> = copies.filter(|copy| copy.0 != own.source).map(|copy| copy.1).collect();
        copied.sort_unstable();
        copied.dedup();
        let is_copied = |t: &usize| copied.binary_search(t).is_ok();
        let apart = |t: &usize| self.leads[*t].0 != own.source;

        let of_actor = own.actor.and_then(|actor| self.by_actor.get(&actor)).into_iter();
        let of_actor = of_actor.flat_map(|held| held.latest_apart(own.source, COMPARED));
        let mut found: Vec<usize> = of_actor.filter(|t| self.leads[*t].1.may_tell(outline) || is_copied(t)).collect();
        let held = words[at].long.iter().filter_map(|run| self.by_run.get(run)).flatten().copied();
        let mut near: Vec<usize> =
            held.filter(|t| apart(t) && (self.leads[*t].1.may_quote(outline) || is_copied(t))).collect();
        near.sort_unstable();
        near.dedup();
        if own.actor.is_none() {
            // Without a speaker, only a copy or the words alone show one statement.
            let mut possible: Vec<usize> = copied.iter().chain(&near).copied().collect();
            possible.sort_unstable();
            possible.dedup();
            found.extend(possible.into_iter().filter(|&t| story.statements[self.told[t].lead].actor.is_none()));
        }
        found.append(&mut near);
        found
    }

    /// Takes up a statement: as told again, or as new.
    fn add(&mut self, story: &Story, words: &[Words], at: usize, found: Option<(usize, Wording)>) {
        let own = &story.statements[at];
        let told = found.map_or(self.told.len(), |(t, _)| t);
        let copy = (story.sources[own.source].group, words[at].outline.digest);
        let copies = self.copies.entry(copy).or_default();
        if copies.len() < COMMON && !copies.contains(&(own.source, told)) {
            copies.push((own.source, told));
        }
        if let Some((_, wording)) = found {
            self.told[told].again.push((at, wording));
            return;
        }
        if let Some(actor) = own.actor {
            self.by_actor.entry(actor).or_default().push(own.source, told);
        }
        for &run in &words[at].long {
            let held = self.by_run.entry(run).or_default();
            if held.len() < COMMON {
                held.push(told);
            }
        }
        self.told.push(Told { lead: at, again: Vec::new() });
        self.leads.push((own.source, words[at].outline));
    }
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
        let quoted = [lead, own].iter().all(|a| is_quoted(story, a));
        return (group(lead) != group(own) && quoted && may_be_one(story, lead, own) && one.quotes(two))
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

/// Whether some of the words stand in quotation marks: what reporters tell in their own is alike, whoever said it.
fn is_quoted(story: &Story, attribution: &Attribution) -> bool {
    let statements = &story.sources[attribution.source].annotations.statements;
    statements.get(attribution.statement).is_some_and(|s| s.kind != StatementKind::Indirect)
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
    /// Numbers, and names of days and months.
    numbers: BTreeSet<String>,
    runs: Vec<u64>,
    long: Vec<u64>,
    outline: Outline,
}

/// What can be told of a wording at a glance: comparisons grow with the square of what one speaker says, and nearly all
/// end here.
#[derive(Clone, Copy)]
struct Outline {
    /// Of all words.
    digest: u64,
    denies: bool,
    content: Sketch,
    runs: Sketch,
}

impl Outline {
    /// Whether [`Words::tells`] may hold, or the words be the same.
    fn may_tell(self, other: Outline) -> bool {
        self.digest == other.digest
            || self.denies == other.denies && self.content.may_share(other.content, SHARED)
            || self.runs.may_share(other.runs, REPEATED)
    }

    /// Whether [`Words::quotes`] may hold.
    fn may_quote(self, other: Outline) -> bool {
        self.denies == other.denies
            && self.content.shared_at_most(other.content) >= MANY
            && self.content.may_share(other.content, NEARLY_ALL)
    }
}

/// Whether a lower-case word holds a digit, or is the name of a day or month.
fn is_number(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit()) || is_calendar_word(word)
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
        let outline = Outline {
            digest: all.iter().fold(0, |digest, word| mix(digest ^ hash(word))),
            denies: all.iter().any(denial),
            content: Sketch::of(content.iter().map(hash)),
            runs: Sketch::of(runs.iter().copied()),
        };
        Words {
            outline,
            content,
            numbers: all.iter().filter(|word| is_number(word)).cloned().collect(),
            runs,
            long: shingles(text, LONG_RUN),
            all,
        }
    }

    /// Whether both say the same.
    fn tells(&self, other: &Words) -> bool {
        !self.numbers_differ(other) && (self.repeats(other) || self.agrees(other))
    }

    /// Whether the words alone show that both are one statement, whoever is given as the speaker.
    fn quotes(&self, other: &Words) -> bool {
        let shared = self.content.intersection(&other.content).count();
        let shorter = self.content.len().min(other.content.len()).max(1);
        let run = self.long.iter().any(|run| other.long.binary_search(run).is_ok());
        run && shared >= MANY
            && shared as f64 >= NEARLY_ALL * shorter as f64
            && self.outline.denies == other.outline.denies
            && !self.numbers_differ(other)
    }

    /// Whether each has a number or a day that the other has not.
    fn numbers_differ(&self, other: &Words) -> bool {
        self.numbers.difference(&other.numbers).next().is_some()
            && other.numbers.difference(&self.numbers).next().is_some()
    }

    /// Whether one is, word for word, nearly all in the other: a quotation cut in another place.
    fn repeats(&self, other: &Words) -> bool {
        self.all.len().min(other.all.len()) >= RUN_WORDS && containment(&self.runs, &other.runs) >= REPEATED
    }

    fn agrees(&self, other: &Words) -> bool {
        if self.outline.denies != other.outline.denies {
            return false;
        }
        let (shorter, longer) = if self.content.len() <= other.content.len() { (self, other) } else { (other, self) };
        let shared = shorter.content.intersection(&longer.content).count();
        let of = |words: &Words| shared as f64 / words.content.len().max(1) as f64;
        shorter.content.len() >= FEWEST
            && of(shorter) >= SHARED
            && (of(longer) >= SHARED_OF_LONGER || shared == shorter.content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_compared_with_the_latest_of_other_sources_alone() {
        let mut held = Held::default();
        for (source, told) in [(0, 0), (0, 1), (2, 2), (3, 3), (3, 4)] {
            held.push(source, told);
        }
        assert_eq!(held.latest_apart(0, 9), [2, 3, 4]);
        assert_eq!(held.latest_apart(3, 2), [1, 2]);
    }

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
            ("two boats were lost off the port on Sunday", "two boats were lost off the port on Monday", false),
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

    #[test]
    fn words_of_a_form_with_another_number_or_day_are_another_statement() {
        let told = |boats: &str, day: &str| {
            format!(
                "patrol boats stopped {boats} of the foreign trawlers near the old sand bank off the harbour on {day}"
            )
        };
        let one = Words::of(&told("28", "Sunday"));
        assert!(one.quotes(&Words::of(&told("28", "Sunday"))));
        for other in [told("4", "Sunday"), told("28", "Monday")] {
            let other = Words::of(&other);
            assert!(!one.quotes(&other) && !one.tells(&other) && !other.tells(&one));
        }
    }
}
