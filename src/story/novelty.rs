//! What each source adds: its sentences against all that earlier sources tell, in the order of their dates.
//!
//! In: sources with their dates, the sentences as vectors. Out: for each source what no earlier one tells, and what repeats
//! one. Candidates come from an index of rare stems, so that the work grows with the texts, not with their pairs. Between
//! the two lies what is neither: half new, told in other words, or too short to tell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::text::similarity::{containment, cosine, shingles};

use super::agreement::{negations, opposed};
use super::dating::anchor;
use super::model::{Agreement, Citation, Novelty, Order, Source};
use super::space::Space;

/// Likeness from which a sentence repeats another.
const REPEATS: f32 = 0.6;
/// Share of common runs of words from which it does, whatever else it says.
const COPIED: f64 = 0.6;
const RUN: usize = 4;
/// Likeness below which a sentence is new.
const NEW: f32 = 0.25;
/// Share of its weight from which another source, in whatever sentences, has what a sentence tells.
const KNOWN: f32 = 0.5;
/// How well a sentence must stand alone to be called new: what “he” did may be told elsewhere under his name.
const READABLE: f32 = 0.5;
/// Rarest stems by which a sentence is looked up, and sentences with a stem above which it finds none.
const KEYS: usize = 6;
const COMMON: usize = 100;

/// A sentence: its source and its index there.
type Place = (usize, usize);

/// For each source, in the order of the sources, what it adds.
pub(super) fn novelty(sources: &[Source], space: &Space, agreements: &[Agreement]) -> Vec<Novelty> {
    let agreed = agreed(agreements);
    // Sources of one day see the days before, not one another; those without a day stand apart, after all others.
    let mut days: BTreeMap<(bool, Option<Date>), Vec<usize>> = BTreeMap::new();
    for (source, of) in sources.iter().enumerate() {
        let day = anchor(&of.published).map(|anchor| anchor.first);
        days.entry((day.is_none(), day)).or_default().push(source);
    }
    let mut told = Told::default();
    let mut found = vec![Novelty::default(); sources.len()];
    for (nth, ((undated, _), of_day)) in days.iter().enumerate() {
        let against: Vec<Novelty> =
            of_day.par_iter().map(|&source| told.against(source, sources, space, &agreed)).collect();
        for (&source, mut novelty) in of_day.iter().zip(against) {
            novelty.order = match (undated, nth) {
                (true, _) => Order::Undated,
                (false, 0) => Order::First,
                (false, _) => Order::Later,
            };
            if novelty.order != Order::Later {
                novelty.new.clear();
            }
            found[source] = novelty;
        }
        for &source in of_day {
            told.add(source, sources, space);
        }
    }
    found
}

/// The sentences that no other independent source has anything like; none where there is but one source.
pub(super) fn only_here(sources: &[Source], space: &Space) -> BTreeSet<Place> {
    let originals: Vec<usize> = (0..sources.len()).filter(|&source| sources[source].group == source).collect();
    if originals.len() < 2 {
        return BTreeSet::new();
    }
    let mut told = Told::default();
    for &source in &originals {
        told.add(source, sources, space);
    }
    let places =
        originals.iter().flat_map(|&source| sources[source].article.body_sentences().map(move |s| (source, s)));
    let is_new = |&place: &Place| told.nearest(place, sources, space).1 < NEW && told.known_share(place, space) < KNOWN;
    places.collect::<Vec<_>>().into_par_iter().filter(is_new).collect()
}

/// The sentences that agreements hold to tell the same.
fn agreed(agreements: &[Agreement]) -> BTreeMap<Place, Vec<Citation>> {
    let mut agreed: BTreeMap<Place, Vec<Citation>> = BTreeMap::new();
    for agreement in agreements {
        let Some((lead, others)) = agreement.citations.split_first() else { continue };
        // Only the lead was compared with each of the others.
        for other in others {
            agreed.entry((lead.source, lead.sentence)).or_default().push(*other);
            agreed.entry((other.source, other.sentence)).or_default().push(*lead);
        }
    }
    agreed
}

/// What was told so far, by rare stems.
#[derive(Debug, Default)]
struct Told {
    sources: BTreeSet<usize>,
    holders: BTreeMap<u32, Vec<Place>>,
}

impl Told {
    fn add(&mut self, source: usize, sources: &[Source], space: &Space) {
        self.sources.insert(source);
        for sentence in sources[source].article.body_sentences() {
            for key in space.rare(&space.sentences[source][sentence], KEYS) {
                self.holders.entry(key).or_default().push((source, sentence));
            }
        }
    }

    /// A source against all that was told.
    fn against(
        &self,
        source: usize,
        sources: &[Source],
        space: &Space,
        agreed: &BTreeMap<Place, Vec<Citation>>,
    ) -> Novelty {
        let mut novelty = Novelty::default();
        let cite = |(source, sentence): Place| Citation {
            source,
            sentence,
            span: sources[source].article.sentences[sentence].span,
        };
        for sentence in sources[source].article.body_sentences() {
            let here = (source, sentence);
            let known = agreed.get(&here).into_iter().flatten().find(|c| self.sources.contains(&c.source)).copied();
            let (nearest, likeness) = self.nearest(here, sources, space);
            let is_new = likeness < NEW && self.known_share(here, space) < KNOWN;
            let copied = nearest.filter(|&there| repeats(here, there, likeness, sources));
            if let Some(earlier) = known.or(copied.map(cite)) {
                novelty.repeated.push((cite(here), earlier));
            } else if is_new && space.alone[source][sentence] >= READABLE {
                novelty.new.push(cite(here));
            }
        }
        novelty
    }

    /// The sentences of other sources that share a rare stem with it.
    fn candidates(&self, here: Place, space: &Space) -> Vec<Place> {
        let keys = space.rare(&space.sentences[here.0][here.1], KEYS);
        let holders = keys.iter().filter_map(|key| self.holders.get(key)).filter(|holders| holders.len() <= COMMON);
        let mut found: Vec<Place> = holders.flatten().copied().filter(|there| there.0 != here.0).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The most of a sentence's weight that one other source has, spread over whatever sentences.
    fn known_share(&self, here: Place, space: &Space) -> f32 {
        let others: BTreeSet<usize> = self.candidates(here, space).into_iter().map(|there| there.0).collect();
        let known = |source: usize| -> f32 {
            let holds = |id: &u32| space.sources[source].binary_search_by_key(id, |v| v.0).is_ok();
            space.sentences[here.0][here.1].iter().filter(|(id, _)| holds(id)).map(|(_, weight)| weight * weight).sum()
        };
        others.into_iter().map(known).fold(0.0, f32::max)
    }

    /// The sentence most like it among those told, the first told where several are.
    fn nearest(&self, here: Place, sources: &[Source], space: &Space) -> (Option<Place>, f32) {
        let vector = &space.sentences[here.0][here.1];
        let mut best = (None, 0.0);
        for there in self.candidates(here, space) {
            let likeness = cosine(vector, &space.sentences[there.0][there.1]);
            let earlier = |other: Place| {
                sources[there.0].published.value.sort_key() < sources[other.0].published.value.sort_key()
            };
            let ahead = likeness > best.1 + 0.01 || likeness > best.1 - 0.01 && best.0.is_some_and(earlier);
            if likeness > 0.0 && (best.0.is_none() || ahead) {
                best = (Some(there), likeness);
            }
        }
        best
    }
}

/// Whether one sentence says what another does: nearly the same words, nothing denied, no other number.
fn repeats(here: Place, there: Place, likeness: f32, sources: &[Source]) -> bool {
    let text = |(source, sentence): Place| sources[source].article.sentence_text(sentence);
    let (a, b) = (&*text(here), &*text(there));
    let copied = || containment(&shingles(a, RUN), &shingles(b, RUN)) >= COPIED;
    (likeness >= REPEATS || likeness >= NEW && copied())
        && negations(a) == negations(b)
        && numbers(a).is_subset(&numbers(b))
        && !opposed(a, b)
}

/// The numbers in a sentence.
fn numbers(sentence: &str) -> BTreeSet<&str> {
    let parts = sentence.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    parts.map(|n| n.trim_matches(['.', ','])).filter(|n| !n.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    const MONDAY: &str = "The port authority closed the swing bridge to lorries because of a crack in its bearing.\n\n\
        Published in The Courier, March 3rd, 2025\n";
    const TUESDAY: &str = "The port authority closed the swing bridge to lorries because of a crack in its main bearing.\n\n\
        Two shipyards offered to cast a replacement within the month.\n\nPublished in The Echo, March 4th, 2025\n";

    #[test]
    fn a_later_source_repeats_and_adds() {
        let story = story(&[("a", MONDAY), ("b", TUESDAY)]);
        let [first, later] = story.novelty.as_slice() else { panic!("one for each source") };
        assert_eq!((first.order, first.new.len(), first.repeated.len()), (Order::First, 0, 0));
        assert_eq!(later.order, Order::Later);
        assert_eq!(
            later.new.iter().map(|c| story.words(*c)).collect::<Vec<_>>(),
            ["Two shipyards offered to cast a replacement within the month."]
        );
        assert_eq!(later.repeated.len(), 1);
        assert_eq!(later.repeated[0].1.source, 0);
    }

    #[test]
    fn another_number_is_no_repetition_and_a_source_without_a_day_adds_nothing() {
        let (one, other) = (MONDAY.replace("lorries", "12 lorries"), TUESDAY.replace("lorries", "97 lorries"));
        let dated = story(&[("a", &one), ("b", &other)]);
        assert!(dated.novelty[1].repeated.is_empty(), "{:?}", dated.novelty);
        let timeless = "The town has lived with its old swing bridge for longer than anybody there can remember.";
        let other = "Few of the owners of the dry dock ever use its three cranes or the long pier.";
        for novelty in story(&[("a", timeless), ("b", other)]).novelty {
            assert_eq!((novelty.order, novelty.new.len()), (Order::Undated, 0));
        }
    }
}
