//! A sentence as one telling of a fact: its quantities, its days, who is given for it, as of when.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::annotate::time::TimexType;
use crate::annotate::{ActorKind, Quantity};
use crate::story::model::Source;
use crate::story::same::Sentence;
use crate::text::stem::content_stems;
use crate::text::{Span, one_line};

/// Words behind a distance among which that stands from which it is measured.
const REACH: usize = 6;

/// One or more sentences of a source that are read as one.
pub(in crate::story) struct Telling<'s> {
    /// The source.
    pub(super) source: &'s Source,
    /// The words, read for comparison.
    pub(in crate::story) words: Sentence,
    /// What is counted.
    pub(super) quantities: Vec<&'s Quantity>,
    /// Days and weekdays named, then months and years, as TIMEX3 writes them.
    days: BTreeSet<&'s str>,
    stretches: BTreeSet<&'s str>,
    /// Content words of those who are given as the source of it.
    speakers: BTreeSet<String>,
    /// Words with a capital and figures, as stems.
    pub(super) names: BTreeSet<String>,
    /// The places named.
    places: BTreeSet<&'s str>,
}

impl<'s> Telling<'s> {
    /// Sentences `from..=to` of a source.
    pub(in crate::story) fn new(source: &'s Source, from: usize, to: usize) -> Option<Telling<'s>> {
        let article = &source.article;
        let span = article.sentences.get(from)?.span.cover(article.sentences.get(to)?.span);
        let text = article.words_at(span);
        let dates: Vec<&str> = source
            .timexes_in(span)
            .filter(|(timex, _)| matches!(timex.kind, TimexType::Date | TimexType::Time))
            .map(|(_, resolved)| resolved.value.as_str())
            .collect();
        let fine =
            |value: &&str| value.contains("-WXX-") || value.len() >= 10 && value.as_bytes().get(7) == Some(&b'-');
        let day = |value: &'s str| value.split('T').next().unwrap_or(value);
        let coarse = |value: &&str| value.starts_with(|c: char| c.is_ascii_digit()) && !fine(value);
        let said = source.annotations.statements.iter().filter(|s| (from..=to).contains(&s.sentence));
        let speakers =
            said.flat_map(|s| s.speaker.iter().chain(&s.antecedent)).flat_map(|s| content_stems(s.of(&article.text)));
        let places = source.annotations.actors.iter().filter(|actor| actor.kind == ActorKind::Place);
        Some(Telling {
            places: places
                .filter(|place| place.mentions.iter().any(|mention| span.contains(*mention)))
                .map(|place| place.name.as_str())
                .collect(),
            source,
            words: Sentence::new(&text),
            quantities: source.annotations.quantities.iter().filter(|q| span.contains(q.span)).collect(),
            days: dates.iter().copied().filter(fine).map(day).collect(),
            stretches: dates.iter().copied().filter(coarse).collect(),
            speakers: speakers.collect(),
            names: names(&text),
        })
    }

    /// Whether both name days, or months or years, and none alike.
    pub(super) fn is_of_other_days(&self, other: &Telling<'_>) -> bool {
        let apart =
            |one: &BTreeSet<&str>, two: &BTreeSet<&str>| !one.is_empty() && !two.is_empty() && one.is_disjoint(two);
        apart(&self.days, &other.days) || apart(&self.stretches, &other.stretches)
    }

    /// Whether both name places, and none alike.
    pub(super) fn is_of_other_places(&self, other: &Telling<'_>) -> bool {
        !self.places.is_empty() && !other.places.is_empty() && self.places.is_disjoint(&other.places)
    }

    /// Whether both name one day.
    pub(super) fn shares_day(&self, other: &Telling<'_>) -> bool {
        !self.days.is_disjoint(&other.days)
    }

    /// Whether one names a month, year or day that the other does not tell of at all: a plan "by mid-July" beside today.
    pub(super) fn has_own_time(&self, other: &Telling<'_>) -> bool {
        self.stretches.is_empty() != other.stretches.is_empty()
    }

    /// Whether both give somebody as the source, and not the same: they differ, they do not contradict.
    pub(super) fn is_of_other_speakers(&self, other: &Telling<'_>) -> bool {
        !self.speakers.is_empty() && !other.speakers.is_empty() && self.speakers.is_disjoint(&other.speakers)
    }

    /// The day of the source, where it is known to within days.
    pub(super) fn as_of(&self) -> Option<(Date, Date)> {
        let value = self.source.published.value;
        value.first_day().zip(value.last_day())
    }

    /// The words of a quantity.
    pub(super) fn words_of(&self, quantity: &Quantity) -> String {
        one_line(&self.source.article.words_at(quantity.span))
    }

    /// The words on either side of a quantity within its sentence, in lower case, those before it the nearest first.
    pub(super) fn around(&self, quantity: &Quantity, reach: usize) -> Vec<String> {
        let Some(sentence) = self.source.article.sentences.get(quantity.sentence) else { return Vec::new() };
        let start = sentence.span.start.min(quantity.span.start);
        let before = self.bare_words(Span::new(start, quantity.span.start));
        before.into_iter().rev().take(reach).chain(self.behind(quantity, reach)).collect()
    }

    /// The words behind a quantity within its sentence, in lower case.
    pub(super) fn behind(&self, quantity: &Quantity, reach: usize) -> Vec<String> {
        let Some(sentence) = self.source.article.sentences.get(quantity.sentence) else { return Vec::new() };
        let end = sentence.span.end.max(quantity.span.end);
        self.bare_words(Span::new(quantity.span.end, end)).into_iter().take(reach).collect()
    }

    /// The stem of what a distance is measured from: `coast` of "8 miles from the coast".
    pub(super) fn measured_from(&self, quantity: &Quantity) -> Option<String> {
        let mut words = self.behind(quantity, REACH).into_iter().skip_while(|word| word != "from").skip(1);
        words.find_map(|word| content_stems(&word).into_iter().next())
    }

    fn bare_words(&self, span: Span) -> Vec<String> {
        let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        span.of(&self.source.article.text).split_whitespace().map(bare).filter(|w| !w.is_empty()).collect()
    }
}

fn names(text: &str) -> BTreeSet<String> {
    let capital = |w: &&str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    text.split_whitespace().skip(1).filter(capital).flat_map(content_stems).collect()
}
