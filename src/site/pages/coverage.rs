//! Coverage per day: how many sources are of each day, as bars and as a table.
//!
//! Places across are percentages, as in the overview of the timeline, and heights are pixels, so that the words keep their
//! size. What spans too many days for a bar each is counted by week or by month.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use serde::Serialize;

use crate::site::cite::Site;
use crate::site::dates;
use crate::story::DateBasis;
use crate::text::Edtf;

use super::{count, thousands};

/// Most bars; a longer time is counted in longer steps.
const MOST: i64 = 62;
/// Height of the highest bar, and of one source at most, in pixels.
const HIGH: usize = 84;
const UNIT: usize = 16;
/// Most steps with room for a name below the first and the last.
const FEW: i64 = 6;
/// Pixels that a picture has across on the narrowest screen, and from the width at which the style sheet shows what is
/// marked as `wide`; and those that a digit takes at most, and the space between two numbers.
const NARROW: f64 = 288.0;
const WIDE: f64 = 620.0;
const DIGIT: f64 = 8.0;
const SPACE: f64 = 4.0;

/// The picture and its table.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// `day`, `week`, `month`: what a bar stands for.
    pub step: &'static str,
    /// What it shows, in a sentence.
    pub summary: String,
    /// Height in pixels.
    pub height: usize,
    /// Where the axis lies, in pixels from the top.
    pub axis: usize,
    /// One for each step that has sources, in order of time.
    pub bars: Vec<Step>,
    /// The first and the last step, for the ends of the axis.
    pub ends: [String; 2],
    /// Whether there are so few that their names stand below them rather than at the ends of the axis.
    pub is_short: bool,
    /// Whether the bars have room for their numbers: on any screen, or on a wide one.
    pub numbered: [bool; 2],
    /// Whether some day is inferred.
    pub has_inferred: bool,
    /// `2 sources of unknown date: not drawn.`
    pub undated: Option<String>,
}

/// A day, a week or a month that has sources.
#[derive(Debug, Serialize)]
pub struct Step {
    /// `27 October 2025`, `week of 27 October 2025`, `October 2025`.
    pub label: String,
    /// Left end and width, in per cent.
    pub x: String,
    /// Width.
    pub width: String,
    /// Middle.
    pub middle: String,
    /// Sources whose date is printed or declared, and sources whose date is inferred.
    pub figures: [usize; 2],
    /// Their sum.
    pub all: usize,
    /// Top and height of either part, in pixels.
    pub parts: [(usize, usize); 2],
}

/// Makes the view; `None` where fewer than two days are known.
pub fn view(site: &Site<'_>) -> Option<Coverage> {
    let mut days: BTreeMap<Date, [usize; 2]> = BTreeMap::new();
    let mut undated = 0;
    for source in site.named() {
        let published = &site.story.sources[source].published;
        let known = matches!(published.basis, DateBasis::Printed | DateBasis::Declared | DateBasis::Resolved);
        match published.value.first_day() {
            Some(day) => days.entry(day).or_default()[usize::from(!known)] += 1,
            None => undated += 1,
        }
    }
    let (first, last) = (*days.keys().next()?, *days.keys().next_back()?);
    if first == last {
        return None;
    }
    let scale = Scale::new(first, last);
    let mut steps: BTreeMap<i64, [usize; 2]> = BTreeMap::new();
    for (day, figures) in &days {
        let step = steps.entry(scale.step(*day)).or_default();
        step.iter_mut().zip(figures).for_each(|(a, b)| *a += b);
    }
    let most = steps.values().map(|f| f[0] + f[1]).max().unwrap_or(1).max(1);
    let unit = (HIGH as f64 / most as f64).min(UNIT as f64);
    let axis = (unit * most as f64) as usize + 20;
    let bars: Vec<Step> = steps.iter().map(|(&n, &figures)| scale.bar(n, figures, unit, axis)).collect();
    let total: usize = bars.iter().map(|b| b.all).sum();
    let summary = format!(
        "{} from {} to {}, {most} of one {} at most.",
        count(total, "source", "sources"),
        dates::long(Edtf::day(first)),
        dates::long(Edtf::day(last)),
        scale.name,
    );
    let year = site.year.filter(|_| first.year() == last.year());
    let short = |day| dates::short(Edtf::day(day), year);
    let gap = steps.keys().zip(steps.keys().skip(1)).map(|(a, b)| b - a).min().unwrap_or(scale.steps);
    Some(Coverage {
        step: scale.name,
        summary,
        height: axis + 22,
        axis,
        ends: [short(first), short(last)],
        is_short: scale.steps <= FEW,
        numbered: [NARROW, WIDE].map(|width| scale.has_room(gap, width, most)),
        has_inferred: bars.iter().any(|b| b.figures[1] > 0),
        bars,
        undated: (undated > 0).then(|| format!("{} of unknown date: not drawn.", count(undated, "source", "sources"))),
    })
}

/// Days to steps, and steps to places.
struct Scale {
    first: Date,
    name: &'static str,
    steps: i64,
}

impl Scale {
    fn new(first: Date, last: Date) -> Self {
        let days = days_between(first, last) + 1;
        let name = if days <= MOST {
            "day"
        } else if days <= MOST * 7 {
            "week"
        } else {
            "month"
        };
        let first = match name {
            "week" => first.checked_sub(i64::from(first.weekday().to_monday_zero_offset()).days()).unwrap_or(first),
            "month" => first.first_of_month(),
            _ => first,
        };
        let mut scale = Scale { first, name, steps: 1 };
        scale.steps = scale.step(last) + 1;
        scale
    }

    fn step(&self, day: Date) -> i64 {
        match self.name {
            "day" => days_between(self.first, day),
            "week" => days_between(self.first, day) / 7,
            _ => {
                let months = |d: Date| i64::from(d.year()) * 12 + i64::from(d.month());
                months(day) - months(self.first)
            }
        }
    }

    /// Whether numbers up to `most` fit beside one another, `gap` steps apart, in a picture of so many pixels.
    fn has_room(&self, gap: i64, width: f64, most: usize) -> bool {
        width * gap as f64 / self.steps as f64 >= DIGIT * thousands(most).len() as f64 + SPACE
    }

    fn label(&self, step: i64) -> String {
        let span = match self.name {
            "day" => step.days(),
            "week" => step.weeks(),
            _ => step.months(),
        };
        let day = self.first.checked_add(span).unwrap_or(self.first);
        let words = dates::long(Edtf::day(day));
        match self.name {
            "day" => words,
            "week" => format!("week of {words}"),
            _ => words.split_once(' ').map_or(words.clone(), |(_, month)| month.to_owned()),
        }
    }

    fn bar(&self, step: i64, figures: [usize; 2], unit: f64, axis: usize) -> Step {
        let room = 100.0 / self.steps as f64;
        let width = (room * 0.72).min(7.0);
        let middle = room * (step as f64 + 0.5);
        let high = |n: usize| (unit * n as f64).round() as usize;
        let known = high(figures[0]);
        let all = high(figures[0] + figures[1]);
        Step {
            label: self.label(step),
            x: per_cent(middle - width / 2.0),
            width: per_cent(width),
            middle: per_cent(middle),
            figures,
            all: figures[0] + figures[1],
            parts: [(axis.saturating_sub(known), known), (axis.saturating_sub(all), all - known)],
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to)).map_or(0, |span| i64::from(span.get_days()))
}

fn per_cent(value: f64) -> String {
    format!("{value:.2}%")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_bar_stands_for_a_day_a_week_or_a_month() {
        let scale = |to| Scale::new(date(2024, 5, 1), to);
        let short = scale(date(2024, 5, 3));
        assert_eq!((short.name, short.steps, short.label(2).as_str()), ("day", 3, "3 May 2024"));
        let longer = scale(date(2024, 8, 1));
        assert_eq!((longer.name, longer.label(1).as_str()), ("week", "week of 6 May 2024"));
        assert_eq!(longer.step(date(2024, 5, 5)), 0);
        let longest = scale(date(2026, 1, 1));
        assert_eq!((longest.name, longest.steps, longest.label(8).as_str()), ("month", 21, "January 2025"));
    }

    #[test]
    fn numbers_stand_where_they_have_room() {
        let scale = Scale::new(date(2024, 5, 1), date(2024, 5, 20));
        let rooms = |gap, most| [NARROW, WIDE].map(|width| scale.has_room(gap, width, most));
        assert_eq!(rooms(1, 9), [true, true]);
        assert_eq!(rooms(1, 320), [false, true]);
        assert_eq!(rooms(2, 320), [true, true]);
        assert_eq!(rooms(1, 3_200), [false, false]);
    }

    #[test]
    fn parts_of_a_bar_stand_on_one_another_and_on_the_axis() {
        let scale = Scale::new(date(2024, 5, 1), date(2024, 5, 2));
        let bar = scale.bar(1, [2, 3], 10.0, 70);
        assert_eq!((bar.all, bar.parts), (5, [(50, 20), (20, 30)]));
        assert_eq!((bar.middle.as_str(), bar.width.as_str()), ("75.00%", "7.00%"));
    }
}
