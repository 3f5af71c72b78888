//! The dated sentences of a source: what each date in it is to what its sentence tells.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::annotate::time::{Direction, Meaning, Timex, TimexType};
use crate::annotate::{Statement, StatementKind};
use crate::text::Span;
use crate::text::edtf::{Edtf, Point, Precision};
use crate::text::similarity::Vector;

use super::super::frame;
use super::super::model::{Citation, DateBasis, EventStatus, Published, Source};
use super::super::sentence::told_stems;
use super::super::space::{Space, blend};
use super::rank;

/// Dates of one sentence that are told.
const DATES: usize = 2;
/// Expressions of one sentence that are tried: a sentence of prose has a few, a table or a hoax hundreds.
const TRIED: usize = 12;
/// How well a first sentence stands alone that is taken for news of its day.
const CLEAR: f32 = 0.5;
/// Words of a post from which it tells something.
const POSTED: usize = 4;
/// How clearly it tells of that day beside one that names it.
const NAMES_NONE: f32 = 0.7;

/// A sentence with a date.
pub(super) struct Dated {
    pub(super) citation: Citation,
    /// What it is gathered under: its date, or its weekday or day of the year where no date is known.
    pub(super) day: String,
    pub(super) date: Edtf,
    pub(super) basis: DateBasis,
    pub(super) reason: String,
    pub(super) status: EventStatus,
    /// Whether the text names the day by its number in the month.
    pub(super) named: bool,
    /// Number of the expression within its sentence.
    pub(super) nth: usize,
    pub(super) vector: Vector,
    /// Stems of what is told.
    pub(super) told: BTreeSet<String>,
    /// What it adds to the weight of its day.
    pub(super) weight: f32,
    /// How clearly it tells of that date.
    pub(super) clarity: f32,
}

/// The dated sentences of one source.
pub(super) fn dated_sentences(source: usize, of: &Source, space: &Space) -> Vec<Dated> {
    let article = &of.article;
    let mut found: Vec<Dated> = Vec::new();
    let mut place = (usize::MAX, 0);
    let mut from = 0;
    for at in 0..of.timexes.len() {
        let timex = &of.annotations.timexes[at];
        let Some(sentence) = article.sentence_at(timex.span.start).filter(|&s| article.block_of(s).kind.is_body())
        else {
            continue;
        };
        // Its number among all expressions of the sentence: what other sources say of its date can't change that.
        if place.0 == sentence {
            place.1 += 1;
        } else {
            keep_finest(&mut found, from);
            from = found.len();
            place = (sentence, 0);
        }
        if place.1 < TRIED
            && let Some(told) = told(of, sentence, at)
        {
            found.push(dated((source, of), (sentence, place.1), at, told, space));
        }
    }
    keep_finest(&mut found, from);
    found
}

/// The first sentence of a report, where that names no day: it tells of about the day of the report.
///
/// Reports of some outlets hardly ever name the day of what is new. Of one report alone that would be a guess.
pub(super) fn lead(source: usize, of: &Source, space: &Space) -> Option<Dated> {
    let sure = matches!(of.published.basis, DateBasis::Declared | DateBasis::Printed);
    let day = of.published.value.as_day().filter(|_| sure)?;
    let sentence = of.article.body_sentences().next()?;
    let span = of.article.sentences[sentence].span;
    let dated = |timex: &Timex| matches!(timex.kind, TimexType::Date | TimexType::Time);
    let named = of.timexes_in(span).any(|(timex, value)| dated(timex) && value.date.as_day().is_some());
    // What the sentence itself gives, a year perhaps, may make events of their own, with ids by the number of the expression.
    let nth = of.timexes_in(span).count();
    let clarity = space.alone[source][sentence];
    let date = Edtf::Point(Point::day(day).approximately());
    (!named && clarity >= CLEAR).then(|| Dated {
        citation: Citation { source, sentence, span },
        day: Edtf::day(day).to_string(),
        named: false,
        nth,
        vector: space.sentences[source][sentence].clone(),
        told: told_stems(span.of(&of.article.text)),
        weight: rank::of_sentence((source, of), sentence, date, space),
        clarity: NAMES_NONE * clarity,
        date,
        basis: DateBasis::Inferred,
        reason: "the day of the report, whose first sentence names none".to_owned(),
        status: EventStatus::Happened,
    })
}

/// When something took place.
struct Told {
    date: Edtf,
    basis: DateBasis,
    reason: String,
    status: EventStatus,
}

/// What the expression `at` says of the date of what its sentence tells; `None` where it is no date of that.
fn told(of: &Source, sentence: usize, at: usize) -> Option<Told> {
    let (timex, value) = (&of.annotations.timexes[at], &of.timexes[at]);
    let named = value.date != Edtf::Unknown || is_named_day(timex);
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) || !named {
        return None;
    }
    let (text, span) = (&of.article.text, of.article.sentences[sentence].span);
    let stretch_to = |from: usize, to: usize| {
        let end = |at: usize| Some((of.annotations.timexes.get(at)?.span, of.timexes.get(at)?.date));
        let (from, to) = (end(from)?, end(to)?);
        span.contains(to.0).then(|| frame::stretch(text, span, from, to)).flatten()
    };
    if at
        .checked_sub(1)
        .is_some_and(|before| span.contains(of.annotations.timexes[before].span) && stretch_to(before, at).is_some())
    {
        return None;
    }
    let (date, basis, reason) = match stretch_to(at, at + 1) {
        Some(stretch) => {
            let end = &of.timexes[at + 1];
            let reason = if end.reason == value.reason {
                end.reason.clone()
            } else {
                format!("{}; {}", value.reason, end.reason)
            };
            (stretch, value.basis.max(end.basis), reason)
        }
        None => (
            frame::Frame::new(text, span, timex.span).date(timex, value.date, of.published.value)?,
            value.basis,
            value.reason.clone(),
        ),
    };
    if is_spoken(of, timex, date)
        || is_back_or_tomorrow(timex, date, of.published.value)
        || is_running_period(value.date, &of.published)
        || is_signature(Span::new(span.start, timex.span.start).of(text))
    {
        return None;
    }
    // Told as past and set after its source: another year, unless it is what something was set "for".
    let planned = of.article.text[..timex.span.start].trim_end().ends_with(" for");
    let misplaced = timex.direction == Direction::Past
        && !planned
        && date.first_day().zip(of.published.value.last_day()).is_some_and(|(day, told)| day > told);
    if misplaced {
        return None;
    }
    let status = if is_ahead(timex, date, &of.published) { EventStatus::Scheduled } else { EventStatus::Happened };
    let date = if status == EventStatus::Happened { until_told(date, &of.published) } else { date };
    Some(Told { date, basis, reason, status })
}

/// Whether the words before a date are only who signs a post, as pages embed it: `Sad — Ann (@ann)`, `A post by Ann (@ann) on`.
fn is_signature(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix(" on").unwrap_or(before).trim_end();
    let handle =
        before.strip_suffix(')').and_then(|before| before.rsplit_once('(')).filter(|(_, h)| h.starts_with('@'));
    handle.is_some_and(|(before, _)| {
        let words = before.split_once(['—', '–']).map_or("", |(words, _)| words);
        words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() < POSTED
    })
}

/// Whether somebody says it, and so counts from the day of speaking, or speaks of a time at large.
fn is_spoken(of: &Source, timex: &Timex, date: Edtf) -> bool {
    let loose = date != Edtf::Unknown && date.precision() != Some(Precision::Day)
        || matches!(timex.meaning, Meaning::Shift(..) | Meaning::Compared(..));
    let quoted = |s: &Statement| s.kind == StatementKind::Direct && s.content.iter().any(|c| c.contains(timex.span));
    loose && of.annotations.statements.iter().any(quoted)
}

/// A weekday whose name alone leaves open whether it was six days back or is the day after: of those in dated newswire
/// (`TimeBank`, AQUAINT, MEANTIME) two were six days back and twelve the day after.
fn is_back_or_tomorrow(timex: &Timex, date: Edtf, published: Edtf) -> bool {
    let days = date.as_day().zip(published.first_day()).and_then(|(day, told)| told.until(day).ok());
    matches!(timex.direction, Direction::Open | Direction::Past)
        && timex.meaning.weekday().is_some()
        && days.is_some_and(|s| matches!(s.get_days(), 1 | -6))
}

/// Whether a date is one to come: its words say so, or it is later than its source.
fn is_ahead(timex: &Timex, date: Edtf, published: &Published) -> bool {
    let told = published.value;
    let later = |day: Date| told.last_day().is_some_and(|told| day > told);
    let cued = || date.last_day().zip(told.first_day()).is_none_or(|(day, told)| day >= told);
    date.first_day().is_some_and(later) || timex.direction.is_ahead() && cued()
}

/// "This week": what has happened in it happened up to the day of the report.
fn until_told(date: Edtf, published: &Published) -> Edtf {
    match (date, published.value.last_day()) {
        (Edtf::Interval(first, Some(last)), Some(told))
            if last.precision == Precision::Day && first.first_day() < told && told < last.first_day() =>
        {
            let end = Point::day(told);
            Edtf::Interval(first, Some(if published.value.is_approximate() { end.approximately() } else { end }))
        }
        _ => date,
    }
}

fn dated(
    (source, of): (usize, &Source),
    (sentence, nth): (usize, usize),
    at: usize,
    told: Told,
    space: &Space,
) -> Dated {
    let (timex, text) = (&of.annotations.timexes[at], &of.article.text);
    let span = of.article.sentences[sentence].span;
    let clause = clause_around(text, span, timex.span);
    let early = 1.0 - (timex.span.start - span.start) as f32 / span.len().max(1) as f32;
    let unknown = told.date == Edtf::Unknown;
    Dated {
        citation: Citation { source, sentence, span },
        day: if unknown { undated_day(&of.timexes[at].value) } else { told.date.to_string() },
        named: timex.meaning.is_numbered_day() && told.date.as_day().is_some(),
        nth,
        vector: blend(&space.vector(clause.of(text)), 1.0, &space.sentences[source][sentence]),
        told: told_stems(span.of(text)),
        clarity: space.alone[source][sentence] * (1.0 + 0.5 * early),
        weight: rank::of_sentence((source, of), sentence, told.date, space),
        date: told.date,
        basis: told.basis,
        reason: told.reason,
        status: told.status,
    }
}

/// Of the dates of one sentence, those from `from` on: each once, a wide one not beside a finer one within it; the finest
/// where there are too many.
fn keep_finest(found: &mut Vec<Dated>, from: usize) {
    let mut here = found.split_off(from);
    let ends = |d: &Dated| d.date.first_day().zip(d.date.last_day().or(Some(Date::MAX)));
    let days = |d: &Dated| ends(d).and_then(|(first, last)| first.until(last).ok()).map_or(0, |s| s.get_days());
    here.sort_by_key(|d| (days(d), d.nth));
    let mut kept: Vec<Dated> = Vec::new();
    for dated in here {
        let again = |k: &Dated| k.date != Edtf::Unknown && (k.date == dated.date || covers(dated.date, k.date));
        if kept.len() < DATES && !kept.iter().any(again) {
            kept.push(dated);
        }
    }
    kept.sort_by_key(|d| d.nth);
    found.append(&mut kept);
}

/// "This year" in a report of that year, and any coarse date that has not ended, is no event, but for a month to come.
fn is_running_period(date: Edtf, published: &Published) -> bool {
    let coarse = date.precision().is_some_and(|p| p > Precision::Day);
    let to_come = || {
        let later = date.first_day().zip(published.value.last_day()).is_some_and(|(first, told)| first > told);
        later && date.precision() == Some(Precision::Month)
    };
    match (date.last_day(), published.value.first_day()) {
        (Some(last), Some(published)) => coarse && last >= published && !to_come(),
        (None, _) => date != Edtf::Unknown,
        _ => false,
    }
}

/// A weekday, or a day of a month: a day that could be set on the calendar if the source's own date were known.
fn is_named_day(timex: &Timex) -> bool {
    (timex.meaning.weekday().is_some() || matches!(timex.meaning, Meaning::MonthDay { .. }))
        && !timex.direction.is_ahead()
}

/// `XXXX-WXX-1` of `XXXX-WXX-1TNI`: the part of the day is not the day.
fn undated_day(value: &str) -> String {
    value.split('T').next().unwrap_or(value).to_owned()
}

fn covers(wide: Edtf, narrow: Edtf) -> bool {
    let inside = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a <= b);
    inside(wide.first_day(), narrow.first_day()) && inside(narrow.last_day(), wide.last_day())
}

/// The words around an expression, up to the marks that part clauses.
fn clause_around(text: &str, sentence: Span, timex: Span) -> Span {
    let part = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '“' | '”');
    let before = Span::new(sentence.start, timex.start).of(text);
    let start = before.rfind(part).map_or(sentence.start, |at| sentence.start + at);
    let after = Span::new(timex.end, sentence.end).of(text);
    let end = after.find(part).map_or(sentence.end, |at| timex.end + at);
    let start = (start..=timex.start).find(|&at| text.is_char_boundary(at)).unwrap_or(timex.start);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::is_signature;

    #[test]
    fn who_signs_a_post_tells_of_no_day() {
        for words in
            ["— Ann Lee (@annlee) ", "Sad — Ann Lee (@annlee) ", "A post shared by Ann Lee (@annlee) on ", "(@a)"]
        {
            assert!(is_signature(words), "{words}");
        }
        for words in ["The quay is closed until May. — Ann Lee (@annlee) ", "Ann Lee (the mayor) ", "On ", "", ")"] {
            assert!(!is_signature(words), "{words}");
        }
    }
}
