//! When each source was published: as printed, or inferred from its own weekdays and from what dated sources tell.
//!
//! An undated report that says "on Monday" was written on that Monday or shortly after. Which Monday is fixed by a
//! dated source of the same story: by a sentence that tells of the same weekday in like words, else by the nearest
//! week. Sources are inferred in rounds, each from what the round before knew, so that their order makes no difference.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rayon::prelude::*;

use crate::annotate::Annotations;
use crate::annotate::time::{Anchor, Direction, Part, Timex, TimexType, resolve};
use crate::corpus::{Article, Basis, Policy};
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
pub(super) fn dates(articles: &[(Article, Annotations)], space: &Space, policy: Policy) -> Vec<Published> {
    let mut dates: Vec<Published> = articles.iter().map(|(article, _)| given(article)).collect();
    for _ in 0..ROUNDS {
        let weekdays = told_of_weekdays(articles, &dates);
        let known = Known { articles, space, dates: &dates, weekdays, policy };
        let undated = (0..articles.len()).into_par_iter().filter(|&source| dates[source].basis == DateBasis::Unknown);
        let found: Vec<(usize, Published)> =
            undated.filter_map(|source| Some((source, infer(source, &known)?))).collect();
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

/// What a round of inference knows.
struct Known<'a> {
    articles: &'a [(Article, Annotations)],
    space: &'a Space,
    dates: &'a [Published],
    weekdays: [Vec<Told>; 7],
    /// What may be shown of a source that does not say.
    policy: Policy,
}

impl Known<'_> {
    /// How a reason names another source: not at all where it must not be shown.
    fn label(&self, source: usize) -> String {
        let article = &self.articles[source].0;
        match (article.policy.unwrap_or(self.policy), &article.outlet) {
            (Policy::Private, _) => "a source that is not shown".to_owned(),
            (_, Some(outlet)) => outlet.text.clone(),
            (_, None) => format!("“{}”", article.title.text),
        }
    }
}

/// Infers the date of an undated source from the sources dated so far.
fn infer(source: usize, known: &Known<'_>) -> Option<Published> {
    let (article, annotations) = &known.articles[source];
    let (day, why) = told_alike(source, known).or_else(|| nearest_week(source, known))?;
    let latest = latest_weekday(annotations, day)?;
    let words = latest.timex.span.of(&article.text);
    let value = written(&latest, day_of_week_near(day, latest.day)?);
    let ahead = latest.ahead.map(|d| format!(" and looks ahead to {}", weekday_name(d))).unwrap_or_default();
    let reason = format!("its latest day is “{words}”{ahead}; {why}");
    Some(Published { value, basis: DateBasis::Inferred, reason })
}

/// Written on the latest day it tells of or soon after, and not after a day it looks ahead to; that very day where it
/// says "early" of it.
///
/// In 101 dated reports of the `TimeML` corpora that look ahead to no weekday, the latest past one was the day of the
/// report for 60, the day before for 18, and three days before for 19, of which 17 a Friday.
fn written(latest: &Latest<'_>, day: Date) -> Edtf {
    let same_day = latest.timex.part == Some(Part::Start);
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

/// A sentence of a dated source that names a weekday, and the day that is.
struct Told {
    source: usize,
    sentence: usize,
    date: Date,
}

/// What the dated sources tell of each weekday (Monday first).
fn told_of_weekdays(articles: &[(Article, Annotations)], dates: &[Published]) -> [Vec<Told>; 7] {
    let mut told: [Vec<Told>; 7] = Default::default();
    for (source, ((article, annotations), published)) in articles.iter().zip(dates).enumerate() {
        let Some(anchor) = anchor(published) else { continue };
        for timex in annotations.timexes.iter().filter(|t| is_past_weekday(t)) {
            let Some(weekday) = timex.meaning.weekday() else { continue };
            let Some(sentence) = article.sentence_at(timex.span.start) else { continue };
            let Some(date) =
                resolve(std::slice::from_ref(timex), Some(anchor)).first().and_then(|value| value.date.as_day())
            else {
                continue;
            };
            if let Some(of_day) = usize::try_from(weekday - 1).ok().and_then(|at| told.get_mut(at)) {
                of_day.push(Told { source, sentence, date });
            }
        }
    }
    told
}

/// A sentence that names a weekday, and one of a dated source that names the same weekday in like words.
fn told_alike(source: usize, known: &Known<'_>) -> Option<(Date, String)> {
    let (article, annotations) = &known.articles[source];
    let mut best: Option<(f32, Date, &Timex, usize)> = None;
    for timex in annotations.timexes.iter().filter(|t| is_past_weekday(t)) {
        let Some(weekday) = timex.meaning.weekday() else { continue };
        let Some(sentence) = article.sentence_at(timex.span.start) else { continue };
        let of_day = usize::try_from(weekday - 1).ok().and_then(|at| known.weekdays.get(at));
        for told in of_day.into_iter().flatten().filter(|told| told.source != source) {
            let there = &known.space.sentences[told.source][told.sentence];
            let likeness = cosine(&known.space.sentences[source][sentence], there);
            if likeness >= SAME_DAY && best.as_ref().is_none_or(|b| (likeness, told.date) > (b.0, b.1)) {
                best = Some((likeness, told.date, timex, told.source));
            }
        }
    }
    let (_, date, timex, other) = best?;
    let words = timex.span.of(&article.text);
    let why = format!("“{words}” is told alike in {}, where it is {}", known.label(other), day_in_words(date));
    Some((date, why))
}

/// The week in which the latest weekday is nearest to a dated source of the same story.
fn nearest_week(source: usize, known: &Known<'_>) -> Option<(Date, String)> {
    let mut best: Option<(i32, f32, Date, String)> = None;
    for (other, published) in known.dates.iter().enumerate() {
        let likeness = cosine(&known.space.sources[source], &known.space.sources[other]);
        let Some(anchor) = anchor(published).filter(|_| other != source && likeness >= SAME_STORY) else { continue };
        let Some(latest) = latest_weekday(&known.articles[source].1, anchor.last) else { continue };
        let Some(day) = day_of_week_near(anchor.last, latest.day) else { continue };
        let away = anchor.last.until(day).map_or(i32::MAX, |s| s.get_days().abs());
        let nearer = best.as_ref().is_none_or(|b| (away, -likeness) < (b.0, -b.1));
        if away <= NEAR && nearer {
            let weekday = weekday_name(latest.day);
            let why = format!("the {weekday} nearest to {}, of {}", known.label(other), day_in_words(anchor.last));
            best = Some((away, likeness, day, why));
        }
    }
    best.map(|(_, _, day, why)| (day, why))
}

/// The last of the past weekdays in the week around `near`: the one the report is closest to.
fn latest_weekday(annotations: &Annotations, near: Date) -> Option<Latest<'_>> {
    let weekday_of = |t: &Timex| Weekday::from_monday_one_offset(t.meaning.weekday()?).ok();
    let past: Vec<(Date, &Timex)> = annotations
        .timexes
        .iter()
        .filter(|t| is_past_weekday(t))
        .filter_map(|t| Some((day_of_week_near(near, weekday_of(t)?)?, t)))
        .collect();
    // Of one day, the expression that says most of it: "early Tuesday" before "Tuesday".
    let (day, timex) = past.iter().max_by_key(|(day, t)| {
        (*day, t.part == Some(Part::Start), t.part.is_some(), std::cmp::Reverse(t.span.start))
    })?;
    let ahead = annotations.timexes.iter().filter(|t| t.direction.is_ahead()).find_map(weekday_of);
    Some(Latest { day: day.weekday(), timex, ahead })
}

fn is_past_weekday(timex: &Timex) -> bool {
    timex.meaning.weekday().is_some()
        && matches!(timex.direction, Direction::Open | Direction::This)
        && matches!(timex.kind, TimexType::Date | TimexType::Time)
}

/// The day of that name within three days of `near`.
fn day_of_week_near(near: Date, weekday: Weekday) -> Option<Date> {
    (-3..=3).filter_map(|step: i64| near.checked_add(step.days()).ok()).find(|day| day.weekday() == weekday)
}
