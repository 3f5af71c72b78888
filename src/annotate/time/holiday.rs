//! Feast days that fall on a day one can name without a table of years.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::period::{easter, nth_weekday_of};

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday of the western churches.
    Easter(i8),
    /// Month, number within it (-1: the last), weekday from 1 (Monday), and days after that.
    Nth(i8, i8, i8, i8),
}

impl Holiday {
    /// Reads `12-25`, `easter-2` or `11:1:1+1`; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("easter") {
            return Some(Holiday::Easter(days.parse().ok()?));
        }
        if text.contains(':') {
            let (text, after) = text.split_once('+').unwrap_or((text, "0"));
            let mut parts = text.split(':').map(|part| part.parse().ok());
            return Some(Holiday::Nth(parts.next()??, parts.next()??, parts.next()??, after.parse().ok()?));
        }
        let (month, day) = text.split_once('-')?;
        Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
    }

    /// The day of `year`.
    pub fn of(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
            Holiday::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
            Holiday::Nth(month, nth, day, after) => {
                let day = nth_weekday_of(year, month, nth, Weekday::from_monday_one_offset(day).ok()?)?;
                day.checked_add(i64::from(after).days()).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_the_almanac_has_them() {
        for (year, day) in [(1999, "04-04"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2025, "04-20")] {
            assert_eq!(Holiday::Easter(0).of(year).unwrap().to_string(), format!("{year}-{day}"));
        }
        assert_eq!(Holiday::Nth(11, 4, 4, 0).of(2025).unwrap().to_string(), "2025-11-27");
        assert_eq!(Holiday::Nth(5, -1, 1, 0).of(2025).unwrap().to_string(), "2025-05-26");
    }

    #[test]
    fn a_feast_is_read_from_its_notation() {
        assert_eq!(Holiday::parse("12-25"), Some(Holiday::Fixed(12, 25)));
        assert_eq!(Holiday::parse("easter-2"), Some(Holiday::Easter(-2)));
        assert_eq!(Holiday::parse("5:-1:1"), Some(Holiday::Nth(5, -1, 1, 0)));
        assert_eq!(Holiday::parse("never"), None);
    }
}
