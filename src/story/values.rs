//! The temporal expressions of each source, set against its date.

use crate::annotate::Annotations;
use crate::annotate::time::{Anchor, Ground, Meaning, Named, Timex, Value, resolve};
use crate::text::Edtf;

use super::dating::anchor;
use super::model::{DateBasis, Published, ResolvedTimex};

/// Values of the expressions of one source. `around`, the dates of the story's dated sources, stands in for an
/// unknown date where only the year of a named month is missing.
pub(super) fn values(annotations: &Annotations, published: &Published, around: Option<Anchor>) -> Vec<ResolvedTimex> {
    let own = anchor(published);
    let timexes = &annotations.timexes;
    let values = resolve(timexes, own);
    // Where only the year is missing, the dated sources around stand in.
    let borrowed = if own.is_none() && around.is_some() { Some(resolve(timexes, around)) } else { None };
    let yearless = |timex: &Timex| matches!(timex.meaning, Meaning::MonthDay { .. } | Meaning::Named(Named::Month(_)));
    let value = |(at, value): (usize, Value)| {
        if let Some(values) = borrowed.as_ref().filter(|_| yearless(&timexes[at])) {
            let reason = "the source's own date is not known; the year is that of the story's dated sources".to_owned();
            let Value { timex, date, .. } = values[at].clone();
            return ResolvedTimex { value: timex, date, basis: DateBasis::Inferred, reason };
        }
        let basis = match (value.ground, own) {
            (Ground::Printed, _) => DateBasis::Printed,
            (_, _) if value.date == Edtf::Unknown => DateBasis::Unknown,
            // That the moment named last is the one meant is an inference.
            (Ground::Text, _) => DateBasis::Inferred,
            (Ground::Document, Some(anchor)) if anchor.inferred => DateBasis::Inferred,
            (Ground::Document, Some(_)) => DateBasis::Resolved,
            (Ground::Document, None) => DateBasis::Unknown,
        };
        ResolvedTimex { value: value.timex, date: value.date, basis, reason: value.reason }
    };
    values.into_iter().enumerate().map(value).collect()
}

/// The span of the story's dated sources; `None` where none is dated.
pub(super) fn around(dates: &[Published]) -> Option<Anchor> {
    let days: Vec<Anchor> = dates.iter().filter_map(anchor).collect();
    let first = days.iter().map(|a| a.first).min()?;
    let last = days.iter().map(|a| a.last).max()?;
    Some(Anchor { first, last, inferred: true })
}
