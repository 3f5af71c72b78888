//! When each source was published: as printed, or inferred from its own weekdays and from what dated sources tell.
//!
//! An undated report that says "on Monday" was written on that Monday or shortly after. Which Monday is fixed by a
//! dated source of the same story: by a sentence that tells of the same weekday in like words, else by the nearest
//! week. Sources are inferred in rounds, each from what the round before knew, so that their order makes no difference.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::annotate::Annotations;
use crate::annotate::time::{Anchor, Direction, Meaning, Timex, TimexType, resolve};
use crate::corpus::{Article, Basis};
use crate::text::edtf::{Edtf, Point, day_in_words, weekday_name};
use crate::text::similarity::cosine;

use super::model::{DateBasis, Published};
use super::space::Space;

/// Likeness from which a sentence of a dated source tells of the same day.
const SAME_DAY: f32 = 0.22;
/// Likeness from which two sources are taken for reports on one story.
const SAME_STORY: f32 = 0.12;
/// Days from the nearest dated source beyond which the week is not guessed.
const NEAR: i32 = 3;
/// Rounds of inference.
const ROUNDS: usize = 3;

/// The date of every source, in order.
pub(super) fn dates(articles: &[(Article, Annotations)], space: &Space) -> Vec<Published> {
    let mut dates: Vec<Published> = articles.iter().map(|(article, _)| given(article)).collect();
    for _ in 0..ROUNDS {
        let found: Vec<(usize, Published)> = (0..articles.len())
            .filter(|&source| dates[source].basis == DateBasis::Unknown)
            .filter_map(|source| Some((source, infer(source, articles, space, &dates)?)))
            .collect();
        if found.is_empty() {
            break;
        }
        for (source, date) in found {
            dates[source] = date;
        }
    }
    for date in dates.iter_mut().filter(|d| d.basis == DateBasis::Unknown) {
        "it prints no date, and no day it names can be set beside a dated source".clone_into(&mut date.reason);
    }
    dates
}

/// What expressions of a source are set against; `None` where its date is not known to within a few days.
pub(super) fn anchor(published: &Published) -> Option<Anchor> {
    let (first, last) = (published.value.first_day()?, published.value.last_day()?);
    let inferred = !matches!(published.basis, DateBasis::Declared | DateBasis::Printed);
    (first.until(last).ok()?.get_days() <= 3).then_some(Anchor { first, last, inferred })
}

/// The date that the source itself gives.
fn given(article: &Article) -> Published {
    let Some(printed) = &article.printed else { return Published::default() };
    let basis = match printed.basis {
        Basis::Declared => DateBasis::Declared,
        Basis::Printed => DateBasis::Printed,
        Basis::Filename | Basis::Derived => DateBasis::Inferred,
    };
    Published { value: Edtf::day(printed.date), basis, reason: printed.reason.clone() }
}

/// The latest weekday a source tells of as past, and its expression.
struct Latest<'t> {
    day: Weekday,
    timex: &'t Timex,
    /// A weekday it looks forward to.
    ahead: Option<Weekday>,
}

/// Infers the date of an undated source from the sources dated so far.
fn infer(source: usize, articles: &[(Article, Annotations)], space: &Space, dates: &[Published]) -> Option<Published> {
    let (article, annotations) = &articles[source];
    let (day, why) = pinned_weekday(source, articles, space, dates)?;
    let latest = latest_weekday(annotations, day)?;
    let words = latest.timex.span.of(&article.text);
    let value = written(&latest, day_of_week_near(day, latest.day)?, &article.text);
    let ahead = latest.ahead.map(|d| format!(" and looks ahead to {}", weekday_name(d))).unwrap_or_default();
    let reason = format!("its latest day is “{words}”{ahead}; {why}");
    Some(Published { value, basis: DateBasis::Inferred, reason })
}

/// Written on the latest day it tells of or soon after, and not after a day it looks ahead to; that very day where it
/// says "early" of it.
///
/// In 101 dated reports of the TimeML corpora that look ahead to no weekday, the latest past one was the day of the
/// report for 60, the day before for 18, and three days before, a Friday, for 19.
fn written(latest: &Latest<'_>, day: Date, text: &str) -> Edtf {
    let same_day = latest.timex.part == Some("MO") && latest.timex.span.of(text).to_lowercase().starts_with("early");
    if same_day && latest.ahead.is_none() {
        return Edtf::Point(Point::day(day).approximately());
    }
    let reach: i64 = match day.weekday() {
        Weekday::Friday => 3,
        Weekday::Saturday => 2,
        _ => 1,
    };
    let ahead = latest.ahead.and_then(|weekday| day.nth_weekday(1, weekday).ok());
    let last = (0..=reach)
        .filter_map(|step| day.checked_add(step.days()).ok())
        .take_while(|&last| ahead.is_none_or(|ahead| last <= ahead))
        .last()
        .unwrap_or(day);
    Edtf::Interval(Point::day(day), Some(Point::day(last).approximately()))
}

/// A weekday of the source as a day of the calendar, and why.
fn pinned_weekday(
    source: usize,
    articles: &[(Article, Annotations)],
    space: &Space,
    dates: &[Published],
) -> Option<(Date, String)> {
    told_alike(source, articles, space, dates).or_else(|| nearest_week(source, articles, space, dates))
}

/// A sentence that names a weekday, and one of a dated source that names the same weekday in like words.
fn told_alike(
    source: usize,
    articles: &[(Article, Annotations)],
    space: &Space,
    dates: &[Published],
) -> Option<(Date, String)> {
    let (article, annotations) = &articles[source];
    let mut best: Option<(f32, Date, String)> = None;
    for timex in annotations.timexes.iter().filter(|t| is_past_weekday(t)) {
        let Meaning::Weekday(weekday) = timex.meaning else { continue };
        let Some(sentence) = article.sentence_at(timex.span.start) else { continue };
        for (other, published) in dates.iter().enumerate() {
            let Some(anchor) = anchor(published).filter(|_| other != source) else { continue };
            let (told, _) = &articles[other];
            for found in articles[other].1.timexes.iter().filter(|t| is_past_weekday(t)) {
                if found.meaning != Meaning::Weekday(weekday) {
                    continue;
                }
                let Some(there) = told.sentence_at(found.span.start) else { continue };
                let likeness = cosine(&space.sentences[source][sentence], &space.sentences[other][there]);
                let Some(date) = resolve(found, Some(anchor)).date.as_day() else { continue };
                if likeness >= SAME_DAY && best.as_ref().is_none_or(|b| (likeness, date) > (b.0, b.1)) {
                    let why = format!(
                        "“{}” is told alike in {}, where it is {}",
                        timex.span.of(&article.text),
                        label(told),
                        day_in_words(date)
                    );
                    best = Some((likeness, date, why));
                }
            }
        }
    }
    best.map(|(_, date, why)| (date, why))
}

/// The week in which the latest weekday is nearest to a dated source of the same story.
fn nearest_week(
    source: usize,
    articles: &[(Article, Annotations)],
    space: &Space,
    dates: &[Published],
) -> Option<(Date, String)> {
    let mut best: Option<(i32, f32, Date, String)> = None;
    for (other, published) in dates.iter().enumerate() {
        let likeness = cosine(&space.sources[source], &space.sources[other]);
        let Some(anchor) = anchor(published).filter(|_| other != source && likeness >= SAME_STORY) else { continue };
        let Some(latest) = latest_weekday(&articles[source].1, anchor.last) else { continue };
        let Some(day) = day_of_week_near(anchor.last, latest.day) else { continue };
        let away = anchor.last.until(day).map_or(i32::MAX, |s| s.get_days().abs());
        let nearer = best.as_ref().is_none_or(|b| (away, -likeness) < (b.0, -b.1));
        if away <= NEAR && nearer {
            let why = format!(
                "the {} nearest to {}, of {}",
                weekday_name(latest.day),
                label(&articles[other].0),
                published.value
            );
            best = Some((away, likeness, day, why));
        }
    }
    best.map(|(_, _, day, why)| (day, why))
}

/// The last of the past weekdays in the week around `near`: the one the report is closest to.
fn latest_weekday(annotations: &Annotations, near: Date) -> Option<Latest<'_>> {
    let weekday_of = |t: &Timex| match t.meaning {
        Meaning::Weekday(day) => Weekday::from_monday_one_offset(day).ok(),
        _ => None,
    };
    let past: Vec<(Date, &Timex)> = annotations
        .timexes
        .iter()
        .filter(|t| is_past_weekday(t))
        .filter_map(|t| Some((day_of_week_near(near, weekday_of(t)?)?, t)))
        .collect();
    // Of one day, the expression that says most of it: "early Tuesday" before "Tuesday".
    let (day, timex) = past
        .iter()
        .max_by_key(|(day, t)| (*day, t.part == Some("MO"), t.part.is_some(), std::cmp::Reverse(t.span.start)))?;
    let ahead = annotations.timexes.iter().filter(|t| t.direction == Direction::Ahead).find_map(weekday_of);
    Some(Latest { day: day.weekday(), timex, ahead })
}

fn is_past_weekday(timex: &Timex) -> bool {
    matches!(timex.meaning, Meaning::Weekday(_))
        && matches!(timex.direction, Direction::Open | Direction::This)
        && matches!(timex.kind, TimexType::Date | TimexType::Time)
}

/// The day of that name within three days of `near`.
fn day_of_week_near(near: Date, weekday: Weekday) -> Option<Date> {
    (-3..=3).filter_map(|step: i64| near.checked_add(step.days()).ok()).find(|day| day.weekday() == weekday)
}

/// How a reason names another source.
fn label(article: &Article) -> String {
    match &article.outlet {
        Some(outlet) => outlet.text.clone(),
        None => format!("“{}”", article.title.text),
    }
}
