//! Lengths and repeated times, as TIMEX3 writes them.

use super::action::Action;
use super::expression::Unit;
use super::grammar::Captures;
use super::lexicon::{Class, PARTS, SEASONS, UNITS};

impl Action {
    /// A length as TIMEX3 writes it.
    pub(super) fn length(&self, taken: &Captures) -> Option<String> {
        let Some(unit) = self.unit.or_else(|| unit(taken)) else {
            // "A while" is a length of no unit.
            return self.vague.then(|| "PXX".to_owned());
        };
        if self.vague || self.amount.is_none() && taken.get(Class::Vague).is_some() {
            return written("X", unit.min(Unit::Year));
        }
        let amount = self.amount.or_else(|| taken.get(Class::Figure)).unwrap_or(100).checked_add(self.plus)?;
        (amount < i64::from(i32::MAX)).then_some(())?;
        let (amount, unit) = match (unit, amount) {
            (Unit::Decade, _) => (amount.checked_mul(10)?, Unit::Year),
            (Unit::Century, _) => (amount.checked_mul(100)?, Unit::Year),
            (Unit::Year, 50) => (600, Unit::Month),
            (Unit::Day, 50) => (1200, Unit::Hour),
            (Unit::Hour, 50) => (3000, Unit::Minute),
            (Unit::Minute, 50) => (3000, Unit::Second),
            _ => (amount, unit),
        };
        let (whole, rest) = (amount / 100, amount % 100);
        let number = match (unit, rest) {
            (_, 0) => whole.to_string(),
            (Unit::Year, 50) => return Some(format!("P{whole}Y6M")),
            (Unit::Day, 50) => return Some(format!("P{whole}DT12H")),
            (Unit::Hour, 50) => return Some(format!("PT{whole}H30M")),
            (Unit::Minute, 50) => return Some(format!("PT{whole}M30S")),
            _ => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
        };
        written(&number, unit)
    }
}

/// The unit that a rule took.
pub(super) fn unit(taken: &Captures) -> Option<Unit> {
    let at = taken.get(Class::Unit).or_else(|| taken.get(Class::Units))?;
    UNITS.get(usize::try_from(at).ok()?).map(|(_, unit)| *unit)
}

fn written(number: &str, unit: Unit) -> Option<String> {
    Some(match unit {
        Unit::Second => format!("PT{number}S"),
        Unit::Minute => format!("PT{number}M"),
        Unit::Hour => format!("PT{number}H"),
        Unit::Day => format!("P{number}D"),
        Unit::Night => format!("P{number}NI"),
        Unit::Weekend => format!("P{number}WE"),
        Unit::Week => format!("P{number}W"),
        Unit::Month => format!("P{number}M"),
        Unit::Quarter => format!("P{number}Q"),
        Unit::Year => format!("P{number}Y"),
        Unit::Half | Unit::Decade | Unit::Century => return None,
    })
}

/// A repeated stretch: `every Monday`, `each July`.
pub(super) fn set_of(taken: &Captures) -> Option<String> {
    if let Some(day) = taken.get(Class::Weekday).or_else(|| taken.get(Class::Weekdays)) {
        let part = taken.get(Class::Parts).and_then(|at| PARTS.get(usize::try_from(at).ok()?));
        let part = part.and_then(|(_, part)| part.code()).map(|code| format!("T{code}")).unwrap_or_default();
        return Some(format!("XXXX-WXX-{day}{part}"));
    }
    if let Some(month) = taken.get(Class::Month).or_else(|| taken.get(Class::SureMonth)) {
        return Some(match taken.get(Class::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = taken.get(Class::Season) {
        return SEASONS.get(usize::try_from(season).ok()?).map(|(code, _)| format!("XXXX-{code}"));
    }
    let part = taken.get(Class::Part).and_then(|at| PARTS.get(usize::try_from(at).ok()?))?;
    part.1.code().map(|code| format!("XXXX-XX-XXT{code}"))
}
