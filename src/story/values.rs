//! The temporal expressions of each source, set against its date.

use crate::annotate::Annotations;
use crate::annotate::time::{Anchor, Meaning, resolve};

use super::dating::anchor;
use super::model::{DateBasis, Published, ResolvedTimex};

/// Values of the expressions of one source. `around`, the dates of the story's dated sources, stands in for an
/// unknown date where only the year of a named month is missing.
pub(super) fn values(annotations: &Annotations, published: &Published, around: Option<Anchor>) -> Vec<ResolvedTimex> {
    let own = anchor(published);
    annotations
        .timexes
        .iter()
        .map(|timex| {
            let borrowed = own.is_none() && matches!(timex.meaning, Meaning::MonthDay { .. } | Meaning::Month(_));
            let anchor = if borrowed { around } else { own };
            let value = resolve(timex, anchor);
            let basis = match (value.relative, anchor) {
                (false, _) => DateBasis::Printed,
                (true, Some(anchor)) if anchor.inferred => DateBasis::Inferred,
                (true, Some(_)) => DateBasis::Resolved,
                (true, None) => DateBasis::Unknown,
            };
            let reason = if borrowed && anchor.is_some() {
                "the source's own date is not known; the year is that of the story's dated sources".to_owned()
            } else {
                value.reason
            };
            ResolvedTimex { value: value.timex, date: value.date, basis, reason }
        })
        .collect()
}

/// The span of the story's dated sources; `None` where none is dated.
pub(super) fn around(dates: &[Published]) -> Option<Anchor> {
    let days: Vec<Anchor> = dates.iter().filter_map(anchor).collect();
    let first = days.iter().map(|a| a.first).min()?;
    let last = days.iter().map(|a| a.last).max()?;
    Some(Anchor { first, last, inferred: true })
}
