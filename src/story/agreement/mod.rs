//! What independent sources tell alike: one clear sentence, and one of each source that says the same.

mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::annotate::Quantity;
use crate::annotate::quantity::Unit;
use crate::text::similarity::{Vector, containment, cosine};
use crate::text::sketch::Sketch;

use super::independence::witnesses;
use super::model::{Agreement, Citation, Source};
use super::same;
use super::space::Space;

use facts::Facts;
pub(super) use facts::{negations, opposed};

/// Likeness from which two sentences tell the same.
const SAME: f32 = 0.34;
/// The same where their words are weighed one by one and tell it as good as surely.
const SAME_IF_LIKELY: f32 = 0.2;
const LIKELY: f64 = 0.85;
/// Stems they must share at least, and how many of them outside names: two sentences on one person need not agree.
const SHARED: usize = 5;
const SHARED_WORDS: usize = 3;
/// How well a sentence must stand alone to be shown beside another.
const READABLE: f32 = 0.25;
/// Share of common runs from which one sentence is a copy of the other: no second witness.
const COPIED: f64 = 0.7;
/// Rarest stems by which a sentence is looked up.
const KEYS: usize = 8;
/// A stem in more sentences than this finds no candidates.
const COMMON: usize = 200;

/// The known speakers of each sentence that reports a statement, as indices of the story's actors.
pub(super) type Speakers = BTreeMap<(usize, usize), BTreeSet<usize>>;

/// All agreements, the widest told first.
pub(super) fn agreements(sources: &[Source], space: &Space, speakers: &Speakers) -> Vec<Agreement> {
    let pairs = alike(sources, space, speakers);
    let mut leads: Vec<(usize, f32, Citation)> = pairs
        .par_iter()
        .map(|(&(source, sentence), others)| {
            let groups: BTreeSet<usize> = others.keys().map(|o| sources[o.0].desk).collect();
            let likeness: f32 = others.values().sum::<f32>() * common_share((source, sentence), others, space);
            let span = sources[source].article.sentences[sentence].span;
            (groups.len(), likeness * space.alone[source][sentence], Citation { source, sentence, span })
        })
        .collect();
    leads.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for (.., lead) in leads {
        let clear = space.alone[lead.source][lead.sentence] >= 0.5;
        if !clear || taken.contains(&(lead.source, lead.sentence)) {
            continue;
        }
        if let Some(agreement) = around(lead, &pairs, &taken, sources, space) {
            taken.extend(agreement.citations.iter().map(|c| (c.source, c.sentence)));
            found.push(agreement);
        }
    }
    found.sort_by_key(|a| std::cmp::Reverse(a.independent));
    found
}

type Alike = BTreeMap<(usize, usize), BTreeMap<(usize, usize), f32>>;

/// For each sentence those of independent sources that tell the same.
fn alike(sources: &[Source], space: &Space, speakers: &Speakers) -> Alike {
    let places: Vec<Place> =
        sources.iter().enumerate().flat_map(|(at, of)| of.article.body_sentences().map(move |s| (at, s))).collect();
    let told = Told::new(&places, space);
    let days: Vec<Vec<Day>> = sources.par_iter().map(days).collect();
    let desk = Desk::new(sources);
    let contended: Vec<Vec<bool>> = sources.par_iter().map(contended).collect();
    let of_place = |(nth, &here): (usize, &Place)| {
        let found = told.before(nth).into_iter().filter_map(|there| {
            let apart = sources[here.0].desk != sources[there.0].desk;
            let could = apart && share_enough(&space.sentences[here.0][here.1], &space.sentences[there.0][there.1]);
            let apart =
                contended[here.0][here.1] != contended[there.0][there.1] || other_speakers(here, there, speakers);
            if !could || apart || days[here.0][here.1].differs(days[there.0][there.1]) {
                return None;
            }
            Some((there, same(here, there, &desk, space)?))
        });
        (here, found.collect::<Vec<_>>())
    };
    // Each by itself: nearly all the time goes into sentences that turn out to tell something else.
    let found: Vec<(Place, Vec<(Place, f32)>)> = places.par_iter().enumerate().map(of_place).collect();
    let mut pairs: Alike = BTreeMap::new();
    for (here, others) in found {
        for (there, likeness) in others {
            pairs.entry(here).or_default().insert(there, likeness);
            pairs.entry(there).or_default().insert(here, likeness);
        }
    }
    pairs
}

/// A sentence: its source and its index there.
type Place = (usize, usize);

/// The sentences of the story in order, by their rarest stems.
struct Told<'p> {
    places: &'p [Place],
    /// Of the stems of each sentence.
    sketches: Vec<Sketch>,
    /// For each sentence its rarest stems, each with the number of earlier sentences that have it among theirs.
    keys: Vec<Vec<(u32, usize)>>,
    /// For each stem the sentences that have it among their rarest, in order.
    holders: BTreeMap<u32, Vec<u32>>,
}

impl<'p> Told<'p> {
    fn new(places: &'p [Place], space: &Space) -> Self {
        let rare: Vec<Vec<u32>> =
            places.par_iter().map(|&(source, at)| space.rare(&space.sentences[source][at], KEYS)).collect();
        let sketch = |&(source, at): &Place| Sketch::of(space.sentences[source][at].iter().map(|v| u64::from(v.0)));
        let sketches = places.par_iter().map(sketch).collect();
        let mut holders: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut keys = Vec::with_capacity(rare.len());
        for (nth, rare) in rare.into_iter().enumerate() {
            let place = |key: u32| {
                let holders = holders.entry(key).or_default();
                holders.push(nth as u32);
                (key, holders.len() - 1)
            };
            keys.push(rare.into_iter().map(place).collect());
        }
        Told { places, sketches, keys, holders }
    }

    /// The sentences before the `nth` that share one of its rarest stems, where few do so far, and may share
    /// [`SHARED`] stems; in order.
    fn before(&self, nth: usize) -> Vec<Place> {
        let few = self.keys[nth].iter().filter(|(_, before)| *before <= COMMON);
        let lists = few.filter_map(|(key, before)| self.holders.get(key)?.get(..*before));
        let own = self.sketches[nth];
        let may_share = |at: &u32| own.shared_at_most(self.sketches[*at as usize]) >= SHARED;
        let mut found: Vec<u32> = lists.flatten().copied().filter(may_share).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| self.places[at as usize]).collect()
    }
}

/// Share of a sentence's content that the others tell too, from a half to 1: a lead should say little else.
fn common_share(lead: Place, others: &BTreeMap<Place, f32>, space: &Space) -> f32 {
    let own = &space.sentences[lead.0][lead.1];
    let tells = |other: &Place, stem: u32| {
        space.sentences[other.0][other.1].binary_search_by_key(&stem, |weighted| weighted.0).is_ok()
    };
    let told = own.iter().filter(|(stem, _)| others.keys().any(|other| tells(other, *stem))).count();
    0.5 + 0.5 * told as f32 / own.len().max(1) as f32
}

/// The day a sentence tells of.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    /// As it names it, or else as the last weekday named before it in its source.
    date: Option<Date>,
    named: bool,
}

impl Day {
    /// Whether two sentences tell of different days, at least one of them saying so itself.
    fn differs(self, other: Day) -> bool {
        let known = matches!((self.date, other.date), (Some(a), Some(b)) if a != b);
        known && (self.named || other.named)
    }
}

/// The day of each sentence of a source.
fn days(source: &Source) -> Vec<Day> {
    let mut days = vec![Day::default(); source.article.sentences.len()];
    let mut carried = None;
    let mut timexes = source.annotations.timexes.iter().zip(&source.timexes).peekable();
    for (at, sentence) in source.article.sentences.iter().enumerate() {
        let mut named = None;
        while let Some((timex, value)) = timexes.next_if(|(t, _)| t.span.start < sentence.span.end) {
            let day = value.date.as_day();
            named = named.or(day);
            if timex.meaning.weekday().is_some() && !timex.direction.is_ahead() {
                carried = day.or(carried);
            }
        }
        days[at] = Day { date: named.or(carried), named: named.is_some() };
    }
    days
}

/// Whether two sentences give words to different people: the same words of two people are not one fact told twice.
fn other_speakers(a: (usize, usize), b: (usize, usize), speakers: &Speakers) -> bool {
    matches!((speakers.get(&a), speakers.get(&b)), (Some(a), Some(b)) if a.is_disjoint(b))
}

/// The sentences of a source that give what somebody contends: what a report tells as its own bears no witness to it.
fn contended(source: &Source) -> Vec<bool> {
    let contends = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "contended"
                | "contends"
                | "contend"
                | "claimed"
                | "alleged"
                | "alleges"
                | "argued"
                | "argues"
                | "denied"
                | "denies"
                | "disputed"
                | "disputes"
        )
    };
    let sentences = 0..source.article.sentences.len();
    let words = |at: usize| source.article.sentence_text(at);
    sentences.map(|at| words(at).split(|c: char| !c.is_alphanumeric()).any(contends)).collect()
}

/// How alike two sentences are, where they tell the same and neither is a copy.
fn same(a: (usize, usize), b: (usize, usize), desk: &Desk<'_>, space: &Space) -> Option<f32> {
    let (left, right) = (&space.sentences[a.0][a.1], &space.sentences[b.0][b.1]);
    let likeness = cosine(left, right);
    if likeness < SAME_IF_LIKELY {
        return None;
    }
    let unreadable = space.alone[a.0][a.1].min(space.alone[b.0][b.1]) < READABLE;
    let (left, right) = (desk.facts(a), desk.facts(b));
    if unreadable || left.told.shared(&right.told) < SHARED_WORDS {
        return None;
    }
    let copied = containment(&left.runs, &right.runs) >= COPIED;
    let at_odds = || left.is_at_odds(right) || count_otherwise(desk.quantities(a), desk.quantities(b));
    if copied || at_odds() || left.deeds.shared(&right.deeds) == 0 {
        return None;
    }
    let likely = || {
        left.announces == right.announces
            && left.names.shared(&right.names) > 0
            && same::same(desk.weighed(a), desk.weighed(b)) >= LIKELY
    };
    (likeness >= SAME || likely()).then_some(likeness)
}

/// Whether two sentences count or measure one thing, and no number of the one may be one of the other.
fn count_otherwise(a: &[Quantity], b: &[Quantity]) -> bool {
    let alike = |one: &Quantity, two: &Quantity| one.unit != Unit::Bare && one.unit == two.unit && one.per == two.per;
    a.iter().any(|one| {
        let mut others = b.iter().filter(|two| alike(one, two)).peekable();
        others.peek().is_some() && others.all(|two| one.value.is_disjoint(two.value))
    })
}

/// What was worked out of each sentence so far.
struct Desk<'s> {
    sources: &'s [Source],
    facts: Vec<Vec<OnceLock<Facts>>>,
    weighed: Vec<Vec<OnceLock<same::Sentence>>>,
}

impl<'s> Desk<'s> {
    fn new(sources: &'s [Source]) -> Self {
        fn empty<T>(sources: &[Source]) -> Vec<Vec<OnceLock<T>>> {
            let cells = |of: &Source| of.article.sentences.iter().map(|_| OnceLock::new()).collect();
            sources.iter().map(cells).collect()
        }
        Desk { sources, facts: empty(sources), weighed: empty(sources) }
    }

    fn facts(&self, (source, sentence): (usize, usize)) -> &Facts {
        let text = || self.sources[source].article.sentence_text(sentence);
        self.facts[source][sentence].get_or_init(|| Facts::new(&text()))
    }

    fn quantities(&self, (source, sentence): (usize, usize)) -> &'s [Quantity] {
        let all = &self.sources[source].annotations.quantities;
        let from = all.partition_point(|quantity| quantity.sentence < sentence);
        let of = all[from..].partition_point(|quantity| quantity.sentence == sentence);
        &all[from..from + of]
    }

    fn weighed(&self, (source, sentence): (usize, usize)) -> &same::Sentence {
        let text = || self.sources[source].article.sentence_text(sentence);
        self.weighed[source][sentence].get_or_init(|| same::Sentence::new(&text()))
    }
}

/// Whether two sentences share [`SHARED`] stems.
fn share_enough(a: &Vector, b: &Vector) -> bool {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() && shared < SHARED {
        let (left, right) = (a[i].0, b[j].0);
        shared += usize::from(left == right);
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    shared >= SHARED
}

/// The lead with the closest sentence of each other source; `None` where no independent source is left.
fn around(
    lead: Citation,
    pairs: &Alike,
    taken: &BTreeSet<(usize, usize)>,
    sources: &[Source],
    space: &Space,
) -> Option<Agreement> {
    let mut closest: BTreeMap<usize, ((usize, usize), f32)> = BTreeMap::new();
    for (&other, &likeness) in pairs.get(&(lead.source, lead.sentence))? {
        // Of two sentences of one source the one that stands better alone.
        let likeness = likeness * (0.5 + 0.5 * space.alone[other.0][other.1]);
        if !taken.contains(&other) && closest.get(&other.0).is_none_or(|(_, best)| likeness > *best) {
            closest.insert(other.0, (other, likeness));
        }
    }
    let mut others: Vec<((usize, usize), f32)> = closest.into_values().collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut citations = vec![lead];
    citations.extend(others.iter().map(|&((source, sentence), _)| Citation {
        source,
        sentence,
        span: sources[source].article.sentences[sentence].span,
    }));
    let independent = witnesses(&citations, sources);
    let id = &sources[lead.source].article.sentences[lead.sentence].id;
    (independent >= 2).then(|| Agreement { id: format!("a{id}"), citations, independent })
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;

    #[test]
    fn same_people_and_things_in_two_deeds_are_no_agreement() {
        let one = "Senior harbour pilot Ann Ortiz of the Elm port board was dismissed over her private letters.\n";
        let other = "Senior harbour pilot Ann Ortiz asked the Elm port board to return her private letters.\n";
        let again = "The Elm port board dismissed senior harbour pilot Ann Ortiz because of her private letters.\n";
        let filler = "Bakers complain of empty streets. Schools begin an hour later. A shipyard offered its crane.\n";
        let agreed = |a: &str, b: &str| story(&[("a", a), ("b", b), ("c", filler)]).agreements.len();
        assert_eq!(agreed(one, other), 0);
        assert_eq!(agreed(one, again), 1);
        let claim = "Lawyers contended that the Elm port board dismissed senior harbour pilot Ann Ortiz because of her \
            private letters.\n";
        assert_eq!(agreed(one, claim), 0, "what is contended has no witness in what is told");
    }

    #[test]
    fn another_count_and_another_speaker_are_no_agreement() {
        let filler = "Bakers complain of empty streets. Schools begin an hour later. A shipyard offered its crane.\n";
        let agreed = |a: &str, b: &str| story(&[("a", a), ("b", b), ("c", filler)]).agreements.len();
        let two = "Eight people including two children were injured when a gas explosion tore through a row house on the quay.\n";
        let three = "Eight people including three children were injured as a gas explosion tore a row house on the quay apart.\n";
        let like = "A gas explosion tore a row house on the quay apart, and eight people were injured, two children among them.\n";
        assert_eq!((agreed(two, three), agreed(two, like)), (0, 1));
        let hers =
            "“You know how the ferries are now, somebody pays and they sail,” Ann Ortiz told the pilot on the quay.\n";
        let his =
            "“You know how the ferries are now; somebody pays, and they sail,” Omar Quell told the pilot of the tug.\n";
        let again = "Ann Ortiz told a pilot: “You know how the ferries are now; somebody pays, and they sail.”\n";
        assert_eq!((agreed(hers, his), agreed(hers, again)), (0, 1));
    }
}
