//! What the ledger cannot say: its empty columns; and how long ago the last dated entries were.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::story::{Citation, Story};

use super::model::{Commitment, CommitmentKind as Kind, CommitmentStatus as Status};

/// The empty columns of a ledger, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Sources in English, which are the ones that were read.
    pub sources: usize,
    /// Entries that could name them: all but refusals.
    pub entries: usize,
    /// Entries without anybody who looks whether they are kept.
    pub no_verification: usize,
    /// Entries without a consequence of a breach.
    pub no_consequence: usize,
    /// Agreements, and those of them under which no duty is told.
    pub agreements: usize,
    /// Agreements without terms: no duty is told under an instrument of that name.
    pub no_terms: usize,
    /// Agreements without a date.
    pub no_date: usize,
    /// Alleged violations.
    pub violations: usize,
    /// Alleged violations of which nobody is named as saying so.
    pub no_accuser: usize,
    /// The last agreement with a day, up to the edition.
    pub last_agreement: Option<Lapse>,
    /// The last alleged violation with a day, up to the edition.
    pub last_violation: Option<Lapse>,
}

/// Days from a dated entry to the day the story is told as of; two numbers where that day is inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// Fewest days.
    pub least: i32,
    /// Most days.
    pub most: i32,
    /// The day counted from.
    pub day: Date,
    /// The words for that day.
    pub citation: Citation,
}

/// Reads the gaps off the entries of a story.
pub fn gaps(story: &Story) -> Gaps {
    let entries: Vec<&Commitment> = story.commitments.iter().filter(|c| c.kind != Kind::Refusal).collect();
    let of = |kind: Kind| entries.iter().filter(move |c| c.kind == kind);
    let instruments = |c: &Commitment| c.instrument.iter().map(|i| story.words(*i).to_lowercase()).collect::<Vec<_>>();
    let duties: BTreeSet<String> =
        story.commitments.iter().filter(|c| c.kind == Kind::Obligation).flat_map(instruments).collect();
    let named = |c: &Commitment| instruments(c).iter().any(|instrument| duties.contains(instrument));
    Gaps {
        sources: story.sources.iter().filter(|s| s.article.is_in_english()).count(),
        entries: entries.len(),
        no_verification: entries.iter().filter(|c| c.verification.is_empty()).count(),
        no_consequence: entries.iter().filter(|c| c.consequence.is_empty()).count(),
        agreements: of(Kind::Agreement).count(),
        no_terms: of(Kind::Agreement).filter(|c| !named(c)).count(),
        no_date: of(Kind::Agreement).filter(|c| c.since.is_none()).count(),
        violations: of(Kind::Violation).count(),
        no_accuser: of(Kind::Violation).filter(|c| c.alleged_by.is_empty()).count(),
        last_agreement: last(story, of(Kind::Agreement).filter(|c| c.status != Status::Ended).copied()),
        last_violation: last(story, of(Kind::Violation).copied()),
    }
}

/// The newest entry with a day that is not after the edition.
fn last<'c>(story: &Story, entries: impl Iterator<Item = &'c Commitment>) -> Option<Lapse> {
    let as_of = story.edition.as_of;
    let (first, last) = (as_of.first_day()?, as_of.last_day()?);
    let dated = entries.filter_map(|c| c.since.as_ref()).filter_map(|s| Some((s.date.as_day()?, s.citation)));
    let (day, citation) = dated.filter(|(day, _)| *day <= last).max_by_key(|(day, c)| (*day, std::cmp::Reverse(*c)))?;
    let days = |to: Date| (to - day).get_days();
    Some(Lapse { least: days(first.max(day)), most: days(last), day, citation })
}
