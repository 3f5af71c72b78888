//! The date of a document that prints none in full, from the document alone.
//!
//! In: one article with its temporal expressions. Out: a day that its own words fix, with reason and confidence; or the
//! day it prints in part (`RIVERTON, Oct. 27 —`, `Published 03/04/2025`), for the story to complete from other sources.
//! Knows nothing of other articles. What nothing decides stays unknown.

#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::annotate::time::{Direction, Meaning, Named, Period, Timex, Unit};
use crate::corpus::{Article, Basis, BlockKind};
use crate::text::Span;
use crate::text::edtf::{Edtf, Point, day_in_words, weekday_name};
use crate::text::printed_date::{self, LooseDate, Reading};

/// How often an inferred date is right, counted on dated reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Wrong less than once in ten: not enough to state one day; given as an interval.
    Possible,
    /// Right nine times in ten or more.
    Likely,
    /// Right forty-nine times in fifty or more.
    Sure,
}

impl Confidence {
    /// The word for it in a reason.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Possible => "possible",
            Confidence::Likely => "likely",
            Confidence::Sure => "sure",
        }
    }
}

/// A date that a document's own words fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InferredDate {
    /// The date.
    pub value: Edtf,
    /// How sure it is.
    pub confidence: Confidence,
    /// The words and the rule, as a sentence fragment.
    pub reason: String,
}

/// A day that a document prints of itself without saying all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDay {
    /// What it says.
    pub date: LooseDate,
    /// The words as printed.
    pub words: String,
    /// It stands in the dateline: the day of the report, which can be the day before that of its publication.
    pub is_dateline: bool,
}

/// What a document says of its own date where it prints none in full.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dating {
    /// Fixed by its own words.
    pub inferred: Option<InferredDate>,
    /// Printed in part, and not fixed by its own words.
    pub open: Option<OwnDay>,
}

/// What a temporal expression can say of the document's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clue {
    /// A day of the calendar, complete.
    Day(Date),
    /// A month or year, complete.
    Year(i16),
    /// A day of the week (Monday is 1), told of as past or running.
    PastWeekday(i8),
    /// A day of the week ahead.
    NextWeekday(i8),
    /// A day counted from the document's.
    DaysAway(i64),
    /// A month and day of a year that is not said.
    MonthDay(i8, i8),
    /// Nothing.
    None,
}

/// Reads an expression for what it can say of the document's date.
pub fn clue(timex: &Timex) -> Clue {
    match &timex.meaning {
        Meaning::Absolute(Period::Day(day), None) => Clue::Day(*day),
        Meaning::Absolute(Period::Month(year, _) | Period::Year(year), None) => Clue::Year(*year),
        Meaning::Named(Named::Weekday(day)) if timex.direction.is_ahead() => Clue::NextWeekday(*day),
        Meaning::Named(Named::Weekday(day)) if timex.direction != Direction::Back => Clue::PastWeekday(*day),
        Meaning::Shift(Unit::Day, days) if timex.clock.is_none() => Clue::DaysAway(*days),
        Meaning::MonthDay { month, day, .. } => Clue::MonthDay(*month, *day),
        _ => Clue::None,
    }
}

/// Dates an article by its own words.
pub fn find(article: &Article, timexes: &[Timex]) -> Dating {
    if article.printed.as_ref().is_some_and(|p| matches!(p.basis, Basis::Declared | Basis::Printed)) {
        return Dating::default();
    }
    let reader = Reader { article, timexes };
    let Some(own) = reader.own_day() else {
        return Dating { inferred: reader.today(), open: None };
    };
    let inferred = match own.date.reading {
        Reading::Either(a, b) => reader.which_order(&own, [a, b]),
        Reading::MonthDay { .. } => reader.which_year(&own),
    };
    let open = if inferred.is_none() { Some(own) } else { None };
    Dating { inferred, open }
}

/// Days between a document's own day and a full date in it from which the year is taken.
const NEAR: i32 = 120;

/// A dateline is no longer than this, in bytes.
const LONGEST_DATELINE: usize = 90;

struct Reader<'a> {
    article: &'a Article,
    timexes: &'a [Timex],
}

impl Reader<'_> {
    /// The day printed in part in a credit line, else in the dateline.
    fn own_day(&self) -> Option<OwnDay> {
        let text = &self.article.text;
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let credit = self.article.blocks.iter().filter(|b| b.kind == BlockKind::Credit).find_map(|block| {
            let line = block.span.of(text);
            let date = *printed_date::find_loose(line, block.span.start).first()?;
            // A caption says more than its day.
            let rest = line.len() - (date.span.end - date.span.start);
            let label = line.trim_start().starts_with(|c: char| c.is_ascii_digit()) || rest <= 48;
            label.then(|| OwnDay { date, words: words(line), is_dateline: false })
        });
        credit.or_else(|| {
            let span = self.article.dateline.as_ref().map(|d| d.span).or_else(|| self.dateline_alone())?;
            let date = *printed_date::find_loose(span.of(text), span.start).first()?;
            Some(OwnDay { date, words: words(span.of(text)), is_dateline: true })
        })
    }

    /// A dateline on a line of its own, above the first sentence: `RIVERTON, Oct. 27 (Newswire) --`.
    fn dateline_alone(&self) -> Option<Span> {
        let text = &self.article.text;
        let block = self.article.blocks.iter().find(|block| block.kind.is_body())?;
        let line = block.span.of(text).trim_end();
        let capitals = line.chars().take_while(|c| !matches!(c, ',' | ' ')).filter(|c| c.is_uppercase()).count();
        let ends = line.ends_with(['—', '–', '_']) || line.ends_with("--") || line.ends_with(" -");
        (ends && capitals >= 2 && line.len() <= LONGEST_DATELINE).then_some(block.span)
    }

    /// Complete days that the text names, the document's own left out.
    fn days(&self) -> impl Iterator<Item = (Date, &Timex)> {
        self.timexes.iter().filter_map(|timex| match clue(timex) {
            Clue::Day(day) => Some((day, timex)),
            _ => None,
        })
    }

    /// Weekdays that the first sentences tell of as past or running: mostly the day of the report or the one before.
    fn lead_weekdays(&self) -> Vec<i8> {
        let lead: Vec<usize> = self.article.body_sentences().take(2).collect();
        let within = |t: &&Timex| self.article.sentence_at(t.span.start).is_some_and(|s| lead.contains(&s));
        let weekday = |t: &Timex| match clue(t) {
            Clue::PastWeekday(day) => Some(day),
            _ => None,
        };
        self.timexes.iter().filter(within).filter_map(weekday).collect()
    }

    /// Whether a weekday of the lead is the day itself or the one before.
    fn fits_lead(day: Date, lead: &[i8]) -> bool {
        let of = |date: Date| date.weekday().to_monday_one_offset();
        lead.contains(&of(day)) || day.yesterday().is_ok_and(|before| lead.contains(&of(before)))
    }

    /// `03/04/2025`: the one of two days that a full date of the document, its dateline or its weekday decides for.
    fn which_order(&self, own: &OwnDay, days: [Date; 2]) -> Option<InferredDate> {
        let open = format!("“{}” can be {} or {}", own.words, day_in_words(days[0]), day_in_words(days[1]));
        let decide = |fits: &dyn Fn(Date) -> bool, why: String| {
            let [first, second] = days.map(fits);
            let day = match (first, second) {
                (true, false) => days[0],
                (false, true) => days[1],
                _ => return None,
            };
            let reason = format!("{open}; {why}");
            Some(InferredDate { value: Edtf::day(day), confidence: Confidence::Likely, reason })
        };
        let line = self.article.dateline.as_ref().map(|d| d.span);
        let by_dateline = line.and_then(|span| {
            let day = *printed_date::find_loose(span.of(&self.article.text), 0).first()?;
            let fits = |own: Date| day.fits(own) || own.yesterday().is_ok_and(|before| day.fits(before));
            decide(&fits, "the dateline has that day".to_owned())
        });
        by_dateline
            .or_else(|| {
                self.days().find_map(|(day, timex)| {
                    let near = |own: Date| day.until(own).is_ok_and(|s| (-2..=7).contains(&s.get_days()));
                    decide(&near, format!("the text tells of “{}”", timex.span.of(&self.article.text)))
                })
            })
            .or_else(|| {
                let lead = self.lead_weekdays();
                let fits = |own: Date| Self::fits_lead(own, &lead);
                let named = lead.first().and_then(|&d| jiff::civil::Weekday::from_monday_one_offset(d).ok())?;
                decide(&fits, format!("its first sentences tell of {}", weekday_name(named)))
            })
    }

    /// `RIVERTON, Oct. 27 —`: the year that a full date of the text, or the weekday with the years it names, decides for.
    fn which_year(&self, own: &OwnDay) -> Option<InferredDate> {
        let lead = self.lead_weekdays();
        let fits = |day: Date| lead.is_empty() || own.date.weekday.is_some() || Self::fits_lead(day, &lead);
        let latest = self.days().max_by_key(|(day, _)| *day);
        let by_day = latest.and_then(|(day, timex)| {
            let own_days = own.date.days(day.year() - 1..=day.year() + 1).into_iter();
            let away = |own: &Date| day.until(*own).map_or(i32::MAX, |s| s.get_days().abs());
            let near = own_days.min_by_key(away).filter(|own| away(own) <= NEAR && fits(*own))?;
            Some((
                near,
                format!("the year is that of “{}” in the text", timex.span.of(&self.article.text)),
                Confidence::Likely,
            ))
        });
        let (day, why, confidence) = by_day.or_else(|| self.by_weekday(own, &lead))?;
        let value = if own.is_dateline { Edtf::Point(Point::day(day).approximately()) } else { Edtf::day(day) };
        let kind = if own.is_dateline { "dateline" } else { "credit line" };
        Some(InferredDate { value, confidence, reason: format!("{kind} “{}”; {why}", own.words) })
    }

    /// The one year of those about the latest that the text names in which the day falls on its weekday.
    fn by_weekday(&self, own: &OwnDay, lead: &[i8]) -> Option<(Date, String, Confidence)> {
        let beside = own.date.weekday.is_some();
        let year = self.timexes.iter().filter_map(|timex| match clue(timex) {
            Clue::Day(day) => Some(day.year()),
            Clue::Year(year) => Some(year),
            _ => None,
        });
        let latest = year.max()?;
        if lead.is_empty() && !beside {
            return None;
        }
        let days = own.date.days(latest - 1..=latest + 1).into_iter();
        let on_day = |day: &Date| beside || lead.contains(&day.weekday().to_monday_one_offset());
        let mut fitting = days.filter(on_day);
        let day = fitting.next().filter(|_| fitting.next().is_none())?;
        let why = format!(
            "that day was a {} in {}, and {latest} is the latest year the text names",
            weekday_name(day.weekday()),
            day.year()
        );
        Some((day, why, Confidence::Likely))
    }

    /// `today, 14 March 2025`; `yesterday, March 13, 2025`.
    fn today(&self) -> Option<InferredDate> {
        let text = &self.article.text;
        let pairs = self.timexes.windows(2).filter_map(|pair| {
            let [a, b] = pair else { return None };
            let between = text.get(a.span.end..b.span.start)?.trim();
            matches!(between, "," | "(" | "–" | "—").then_some((a, b))
        });
        let mut days = pairs.filter_map(|(a, b)| {
            let ((Clue::DaysAway(away), Clue::Day(day)) | (Clue::Day(day), Clue::DaysAway(away))) = (clue(a), clue(b))
            else {
                return None;
            };
            Some((day.checked_sub(away.days()).ok()?, a.span.cover(b.span)))
        });
        let (day, span) = days.next()?;
        if !days.all(|(other, _)| other == day) {
            return None;
        }
        let reason = format!("its text says “{}”", span.of(text));
        Some(InferredDate { value: Edtf::day(day), confidence: Confidence::Likely, reason })
    }
}
