//! When each source was published: as printed, or inferred from its own words and from what dated sources tell.
//!
//! In: annotated articles. Out: a [`Published`] for each: what it prints; else what its own words fix; else what the dated
//! sources of the story make probable: a sentence that tells of the same weekday in like words, the same statement, the
//! nearest source where only the year is open. What others tell gives an interval that is right nine times in ten, or
//! nothing; never one day. Only what a source says of itself is drawn on, never an inference from others: one
//! wrong inference would make more, and the order of sources would tell.

mod alike;
mod days;
mod evidence;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::annotate::Annotations;
use crate::annotate::dating::{Confidence, OwnDay};
use crate::annotate::time::Anchor;
use crate::corpus::{Article, Basis, Policy};
use crate::text::edtf::{Edtf, Point, day_in_words};
use crate::text::printed_date::Reading;

use super::model::{DateBasis, Published};
use super::space::Space;

use evidence::Known;

/// Days from a dated source within which a day printed without its year is looked for.
const SAME_YEAR: i32 = 183;

/// The date of every source, in order.
pub(super) fn dates(articles: &[(Article, Annotations)], space: &Space, policy: Policy) -> Vec<Published> {
    let mut dates: Vec<Published> = articles.iter().map(|(article, annotations)| own(article, annotations)).collect();
    let known = Known::new(articles, space, &dates, policy);
    let undated = (0..articles.len()).into_par_iter().filter(|&source| dates[source].basis == DateBasis::Unknown);
    let found: Vec<(usize, Published)> =
        undated.filter_map(|source| Some((source, from_others(source, &known)?))).collect();
    for (source, date) in found {
        dates[source] = date;
    }
    dates
}

/// What expressions of a source are set against; `None` where its date is not known to within a few days.
pub(super) fn anchor(published: &Published) -> Option<Anchor> {
    let (first, last) = (published.value.first_day()?, published.value.last_day()?);
    let inferred = !matches!(published.basis, DateBasis::Declared | DateBasis::Printed);
    (first.until(last).ok()?.get_days() <= 3).then_some(Anchor { first, last, inferred })
}

/// The date of a source by itself, with the reason where there is none.
pub(super) fn own(article: &Article, annotations: &Annotations) -> Published {
    let mut date = alone(article, annotations);
    if date.basis == DateBasis::Unknown {
        date.reason = undecided(annotations.dating.open.as_ref());
    }
    date
}

/// The date that the source itself gives or fixes.
fn alone(article: &Article, annotations: &Annotations) -> Published {
    let inferred = |value, reason| Published { value, basis: DateBasis::Inferred, reason };
    let fixed = annotations.dating.inferred.as_ref();
    match &article.printed {
        Some(p) if matches!(p.basis, Basis::Declared | Basis::Printed) => {
            let basis = if p.basis == Basis::Declared { DateBasis::Declared } else { DateBasis::Printed };
            Published { value: Edtf::day(p.date), basis, reason: p.reason.clone() }
        }
        Some(p) if p.basis == Basis::Derived => {
            inferred(Edtf::Point(Point::day(p.date).approximately()), p.reason.clone())
        }
        Some(p) => inferred(Edtf::day(p.date), p.reason.clone()),
        None => fixed.map_or_else(Published::default, |f| {
            inferred(f.value, format!("{} ({})", f.reason, f.confidence.as_str()))
        }),
    }
}

/// Why nothing is known.
fn undecided(open: Option<&OwnDay>) -> String {
    let Some(own) = open else {
        return "it prints no date, and no day it names can be set beside a dated source".to_owned();
    };
    match own.date.reading {
        Reading::MonthDay { .. } => format!("“{}” has no year, and nothing decides which", own.words),
        Reading::Either(a, b) => {
            let (a, b) = (day_in_words(a), day_in_words(b));
            format!("“{}” can be {a} or {b}, and nothing decides which", own.words)
        }
    }
}

/// Infers the date of an undated source from the sources dated so far.
fn from_others(source: usize, known: &Known<'_>) -> Option<Published> {
    let (value, reason, confidence) = match &known.articles[source].1.dating.open {
        Some(own) => completed(own, source, known)?,
        None => evidence::infer(source, known)?,
    };
    let reason = format!("{reason} ({})", confidence.as_str());
    Some(Published { value, basis: DateBasis::Inferred, reason })
}

/// The day that the source prints in part, as the nearest dated source of the story makes it.
fn completed(own: &OwnDay, source: usize, known: &Known<'_>) -> Option<(Edtf, String, Confidence)> {
    let near = known
        .neighbours(source, &known.matches(source))
        .into_iter()
        .filter_map(|(_, other)| Some((known.anchor(other)?.last, other)));
    let away = |day: Date, other: Date| day.until(other).map_or(i32::MAX, |s| s.get_days().abs());
    let readings = near.flat_map(|(there, other)| {
        let days = own.date.days(there.year() - 1..=there.year() + 1);
        days.into_iter().map(move |day| (away(day, there), day, other)).collect::<Vec<_>>()
    });
    let mut readings: Vec<_> = readings.collect();
    readings.sort_by_key(|&(away, day, other)| (away, day, known.name(other)));
    let &(nearest, day, other) = readings.first()?;
    let second = readings.iter().find(|r| r.1 != day).map_or(i32::MAX, |r| r.0);
    let reach = if matches!(own.date.reading, Reading::Either(..)) { 14 } else { SAME_YEAR };
    // Two readings as near as each other decide nothing.
    if nearest > reach || second <= nearest.saturating_mul(2) {
        return None;
    }
    let value = if own.is_dateline { Edtf::Point(Point::day(day).approximately()) } else { Edtf::day(day) };
    let (words, label) = (&own.words, known.label(other));
    let there = known.anchor(other).map(|a| day_in_words(a.last)).unwrap_or_default();
    Some((value, format!("“{words}”, nearest to {label}, of {there}"), Confidence::Likely))
}
