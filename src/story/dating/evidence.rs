//! What the dated sources of a story say of the day of an undated one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::annotate::Annotations;
use crate::annotate::dating::{Clue, Confidence, clue};
use crate::annotate::time::{Anchor, Part, Timex, resolve};
use crate::corpus::{Article, Basis, Policy};
use crate::text::edtf::{Edtf, Point, day_in_words, either_in_words};
use crate::text::similarity::cosine;

use super::super::model::Published;
use super::super::space::Space;
use super::alike::{Alike, Index};
use super::anchor;
use super::days::{Days, Table, gain};

/// Likeness, in thousandths, from which sentences are compared.
const ALIKE: u16 = 220;
/// Likeness from which it is the same statement.
const SAME_STATEMENT: u16 = 600;
/// Likeness from which it is the same sentence.
const SAME_SENTENCE: u16 = 900;
/// Likeness from which two sources are taken for reports on one story.
const SAME_STORY: u16 = 120;
/// Sentences of a source that are compared.
const LONGEST: usize = 80;
/// Dated sources up to which all are compared whole.
const FEW: usize = 64;
/// Trust in a source that has much of the text of another.
const COPIED: f64 = 0.95;
/// Days within which the sources of one statement must lie for it to be news, and not background.
const NEWS: i32 = 6;
/// Days that the dated sources of a short story span.
const SHORT: i32 = 14;

/// Probability that an interval must have.
const BOUNDED: f64 = 0.9;
/// Its least length in days: of single days, however probable they seemed, one in five was wrong by one.
const NARROWEST: i32 = 2;
/// Its greatest length in days.
const WIDEST: i32 = 4;

// The tables and the trust in each kind of evidence follow counts on half of the Timeline17 articles, some of which
// were given their dates; the trust within a short story is set by hand.

/// Days from a past weekday told of to the report, for the week alone: which day of it, the lead says.
const AFTER_WEEKDAY: Table = &[(0, 0.26), (1, 0.3), (2, 0.14), (3, 0.1), (4, 0.08), (5, 0.06), (6, 0.06)];
/// Days from a weekday looked ahead to.
const BEFORE_WEEKDAY: Table = &[(0, 0.15), (-1, 0.3), (-2, 0.2), (-3, 0.12), (-4, 0.08), (-5, 0.08), (-6, 0.07)];
/// Days from the day that "today" or "yesterday" comes to.
const SAME: Table = &[(0, 0.7), (-1, 0.15), (1, 0.15)];
/// Days from a report to another with much of its text, or one sentence of it.
const COPY: Table = &[(0, 0.6), (1, 0.26), (-1, 0.09), (2, 0.03), (-2, 0.01), (3, 0.01)];
/// Days from a report to another with one statement in other words.
const ONE_STATEMENT: Table =
    &[(0, 0.33), (1, 0.3), (-1, 0.15), (2, 0.07), (-2, 0.06), (3, 0.03), (-3, 0.03), (4, 0.02), (-4, 0.01)];
/// Days between two reports on one story.
const ONE_STORY: Table =
    &[(0, 0.2), (1, 0.17), (-1, 0.15), (2, 0.12), (-2, 0.1), (3, 0.09), (-3, 0.07), (4, 0.05), (-4, 0.05)];
/// Days from the first past weekday that a report tells of to the report, modulo the week. Of 613 reports of the Timeline17
/// and `TimeML` corpora that name one in their first sentences, 395 were of that day, 131 of the day after.
const LEAD: [f64; 7] = [0.7, 0.21, 0.05, 0.03, 0.002, 0.002, 0.006];
/// The same of a Friday, which a paper of Monday tells of too: 94 of 141, 20 the day after, 15 two and three days after.
const LEAD_FRIDAY: [f64; 7] = [0.69, 0.13, 0.06, 0.11, 0.002, 0.002, 0.006];
/// Of an evening or night: 6 of 31, 18 the day after.
const LEAD_NIGHT: [f64; 7] = [0.25, 0.6, 0.08, 0.06, 0.002, 0.002, 0.006];
/// Of a morning, or early: 7 of 13, but for those ahead 7 of 10.
const LEAD_MORNING: [f64; 7] = [0.72, 0.22, 0.04, 0.01, 0.002, 0.002, 0.006];

/// The sentences of a source with those of dated sources that are like them, best first.
pub(super) type Matches = BTreeMap<usize, Vec<Alike>>;

/// What the inference knows.
pub(super) struct Known<'a> {
    pub(super) articles: &'a [(Article, Annotations)],
    space: &'a Space,
    anchors: Vec<Option<Anchor>>,
    /// Of the dated sources.
    index: Index<'a>,
    /// The days that the sentences of dated sources name, by source and sentence.
    named: Vec<BTreeMap<usize, Vec<Date>>>,
    /// Days from the first dated source to the last.
    span: i32,
    /// What may be shown of a source that does not say.
    policy: Policy,
}

impl<'a> Known<'a> {
    pub(super) fn new(
        articles: &'a [(Article, Annotations)],
        space: &'a Space,
        dates: &[Published],
        policy: Policy,
    ) -> Self {
        let anchors: Vec<Option<Anchor>> = dates.iter().map(anchor).collect();
        let dated = (0..articles.len()).filter(|&source| anchors[source].is_some());
        let index = Index::new(space, dated);
        let named = articles.iter().zip(&anchors).map(|((article, annotations), anchor)| {
            anchor.map(|anchor| days_named(article, annotations, anchor)).unwrap_or_default()
        });
        let named = named.collect();
        let all = || anchors.iter().flatten();
        let ends = all().map(|a| a.first).min().zip(all().map(|a| a.last).max());
        let span = ends.and_then(|(first, last)| first.until(last).ok()).map_or(0, |s| s.get_days());
        Known { articles, space, anchors, index, named, span, policy }
    }

    /// Whether the dated sources lie within days of each other.
    fn is_short(&self) -> bool {
        self.span <= SHORT
    }

    pub(super) fn anchor(&self, source: usize) -> Option<Anchor> {
        self.anchors[source]
    }

    /// What orders sources whatever the order of their files.
    pub(super) fn name(&self, source: usize) -> &'a str {
        &self.articles[source].0.id.0
    }

    /// How a reason names another source: not at all where it must not be shown.
    pub(super) fn label(&self, source: usize) -> String {
        let article = &self.articles[source].0;
        match article.policy.unwrap_or(self.policy) {
            Policy::Private => "a source that is not shown".to_owned(),
            // A title made from the text is as much of the text as any of its words.
            Policy::Link if article.outlet.is_none() && article.title.basis == Basis::Derived => article.path.clone(),
            _ => article.label(),
        }
    }

    /// Dated sources on the same story with their likeness in thousandths, the most alike first.
    pub(super) fn neighbours(&self, source: usize, matches: &Matches) -> Vec<(u16, usize)> {
        let dated = || (0..self.articles.len()).filter(|&other| other != source && self.anchors[other].is_some());
        let candidates: BTreeSet<usize> = if dated().take(FEW + 1).count() <= FEW {
            dated().collect()
        } else {
            matches.values().flatten().map(|alike| alike.source).collect()
        };
        let likeness = |other: usize| cosine(&self.space.sources[source], &self.space.sources[other]);
        let mut near: Vec<(u16, usize)> = candidates
            .into_iter()
            .map(|other| ((likeness(other) * 1000.0).round() as u16, other))
            .filter(|(likeness, _)| *likeness >= SAME_STORY)
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| self.name(a.1).cmp(self.name(b.1))));
        near
    }

    /// The sentences of a source with those of dated sources that are like them.
    pub(super) fn matches(&self, source: usize) -> Matches {
        let article = &self.articles[source].0;
        let like = |sentence: usize| {
            let vector = &self.space.sentences[source][sentence];
            (sentence, self.index.like(vector, source, ALIKE, |other| self.name(other)))
        };
        article.body_sentences().take(LONGEST).map(like).filter(|(_, alike)| !alike.is_empty()).collect()
    }
}

/// The days that a dated source names, by sentence.
fn days_named(article: &Article, annotations: &Annotations, anchor: Anchor) -> BTreeMap<usize, Vec<Date>> {
    let mut named: BTreeMap<usize, Vec<Date>> = BTreeMap::new();
    let values = resolve(&annotations.timexes, Some(anchor));
    for (timex, value) in annotations.timexes.iter().zip(values) {
        let Some(sentence) = article.sentence_at(timex.span.start) else { continue };
        if let Some(day) = value.date.as_day() {
            named.entry(sentence).or_default().push(day);
        }
    }
    named
}

/// One piece of evidence.
struct Piece {
    day: Date,
    table: Table,
    trust: f64,
    why: String,
}

/// The days that the dated sources make probable, with the reason.
pub(super) fn infer(source: usize, known: &Known<'_>) -> Option<(Edtf, String, Confidence)> {
    let matches = known.matches(source);
    let mut pieces = told_alike(source, known, &matches);
    pieces.extend(same_statements(source, known, &matches));
    pieces.extend(same_story(source, known, &matches));
    // Over weeks the same is told again: there only a copy dates, and what else there is narrows it.
    if !known.is_short() && !pieces.iter().any(|piece| piece.trust >= COPIED) {
        return None;
    }
    let mut days = Days::default();
    for piece in &pieces {
        days.add(piece.day, piece.table, piece.trust);
    }
    let lead = lead_weekday(source, known);
    if let Some((weekday, timex)) = lead {
        days.weigh_weekday(weekday, after_lead(weekday, timex.part));
    }
    let least = if known.is_short() { NARROWEST } else { NARROWEST + 1 };
    let (first, last, _) = days.shortest(BOUNDED, least, WIDEST)?;
    let value = Edtf::Interval(Point::day(first), Some(Point::day(last).approximately()));
    Some((value, reason(&pieces, lead, first, last, known, source)?, Confidence::Possible))
}

/// The evidence that says most for the days found, in words.
fn reason(
    pieces: &[Piece],
    lead: Option<(i8, &Timex)>,
    first: Date,
    last: Date,
    known: &Known<'_>,
    source: usize,
) -> Option<String> {
    let says = |piece: &Piece| {
        let of = |&(step, share): &(i64, f64)| {
            let at = piece.day.checked_add(jiff::Span::new().days(step)).ok()?;
            (first <= at && at <= last).then(|| (gain(share, piece.trust) * 1000.0) as i64)
        };
        piece.table.iter().filter_map(of).max().unwrap_or(0)
    };
    let mut best: Vec<(i64, &str)> = pieces.iter().map(|p| (says(p), p.why.as_str())).filter(|(g, _)| *g > 0).collect();
    best.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    best.dedup_by(|a, b| a.1 == b.1);
    let mut words: Vec<String> = best.iter().take(2).map(|(_, why)| (*why).to_owned()).collect();
    (!words.is_empty()).then_some(())?;
    if let Some((_, timex)) = lead {
        words.insert(0, format!("it opens with “{}”", timex.span.of(&known.articles[source].0.text)));
    }
    Some(words.join("; "))
}

/// The first weekday that the first sentences tell of as past.
fn lead_weekday<'a>(source: usize, known: &Known<'a>) -> Option<(i8, &'a Timex)> {
    let (article, annotations) = &known.articles[source];
    let lead: Vec<usize> = article.body_sentences().take(4).collect();
    annotations.timexes.iter().find_map(|timex| {
        let sentence = article.sentence_at(timex.span.start)?;
        match clue(timex) {
            Clue::PastWeekday(day) if lead.contains(&sentence) => Some((day, timex)),
            _ => None,
        }
    })
}

/// How the report lies after a weekday that it opens with, of which it names this part.
fn after_lead(weekday: i8, part: Option<Part>) -> [f64; 7] {
    match (weekday, part) {
        (_, Some(Part::Night | Part::Evening | Part::End)) => LEAD_NIGHT,
        (_, Some(Part::Morning | Part::Start)) => LEAD_MORNING,
        (5, _) => LEAD_FRIDAY,
        _ => LEAD,
    }
}

/// A sentence that names a day by its weekday or from its own, and one of a dated source that tells of a day in like words.
fn told_alike(source: usize, known: &Known<'_>, matches: &Matches) -> Vec<Piece> {
    let (article, annotations) = &known.articles[source];
    let mut pieces: Vec<Piece> = Vec::new();
    for timex in &annotations.timexes {
        let says = clue(timex);
        let Some(sentence) = article.sentence_at(timex.span.start) else { continue };
        let Some(alike) = matches.get(&sentence) else { continue };
        let found = alike.iter().find_map(|alike| {
            let days = known.named[alike.source].get(&alike.sentence)?;
            days.iter().find_map(|&there| {
                let (table, trust, day) = report_day(says, there, alike.likeness, known.is_short())?;
                Some((alike, Piece { day, table, trust, why: String::new() }, there))
            })
        });
        let Some((alike, piece, there)) = found else { continue };
        let words = timex.span.of(&article.text);
        let why =
            format!("“{words}” is told alike in {}, where it is {}", known.label(alike.source), day_in_words(there));
        // A weekday said again in like words is not new evidence.
        if !pieces.iter().any(|p| p.day == piece.day && p.table == piece.table) {
            pieces.push(Piece { why, ..piece });
        }
    }
    pieces
}

/// Where the report's day lies, if `says` speaks of the day `there` in a sentence so much alike.
fn report_day(says: Clue, there: Date, likeness: u16, is_short: bool) -> Option<(Table, f64, Date)> {
    let is_on = |weekday: i8| there.weekday().to_monday_one_offset() == weekday;
    let trust = match likeness {
        700.. => 0.75,
        450.. => 0.5,
        300.. => 0.3,
        _ => 0.2,
    };
    // In a short story there are fewer other days of that name.
    let trust = if is_short { (trust * 2.0_f64).min(0.85) } else { trust * 0.6 };
    match says {
        Clue::PastWeekday(weekday) if is_on(weekday) => Some((AFTER_WEEKDAY, trust, there)),
        Clue::NextWeekday(weekday) if is_on(weekday) => Some((BEFORE_WEEKDAY, trust, there)),
        Clue::DaysAway(away) if (-2..=2).contains(&away) && likeness >= 450 => {
            Some((SAME, trust * 0.5, there.checked_sub(jiff::Span::new().days(away)).ok()?))
        }
        _ => None,
    }
}

/// Dated sources that have statements of this one, where no others have them long before or after.
fn same_statements(source: usize, known: &Known<'_>, matches: &Matches) -> Vec<Piece> {
    let mut by_source: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
    let mut compared = 0;
    for (sentence, alike) in matches {
        // A few words are alike by chance.
        if known.space.sentences[source][*sentence].len() < 6 {
            continue;
        }
        compared += 1;
        let same = || alike.iter().filter(|a| a.likeness >= 450);
        let days: Vec<Date> = same().filter_map(|a| known.anchor(a.source)).map(|a| a.last).collect();
        let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else { continue };
        if first.until(last).is_ok_and(|s| s.get_days() <= NEWS) {
            let best = same().map(|a| a.likeness).max().unwrap_or(0);
            for alike in same().filter(|a| a.likeness == best && best >= SAME_STATEMENT) {
                by_source.entry(alike.source).or_default().push(alike.likeness);
            }
        }
    }
    let mut best: Vec<(usize, u16, usize)> =
        by_source.into_iter().map(|(other, all)| (all.len(), all.iter().max().copied().unwrap_or(0), other)).collect();
    best.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| known.name(a.2).cmp(known.name(b.2))));
    let piece = |(number, likeness, other): (usize, u16, usize)| {
        let day = known.anchor(other)?.last;
        let (table, trust) = match (number, likeness) {
            _ if number >= 8 && number * 3 >= compared || number >= 3 && number * 5 >= compared * 3 => (COPY, COPIED),
            _ if !known.is_short() => (ONE_STATEMENT, if number >= 3 { 0.4 } else { 0.15 }),
            (2.., SAME_SENTENCE..) => (COPY, 0.85),
            (_, SAME_SENTENCE..) => (ONE_STATEMENT, 0.65),
            (2.., _) => (ONE_STATEMENT, 0.65),
            _ => (ONE_STATEMENT, 0.5),
        };
        let count = if number == 1 { "a statement".to_owned() } else { format!("{number} statements") };
        let why = format!("it shares {count} with {}, of {}", known.label(other), day_in_words(day));
        Some(Piece { day, table, trust, why })
    };
    best.into_iter().take(2).filter_map(piece).collect()
}

/// The dated sources most like it.
fn same_story(source: usize, known: &Known<'_>, matches: &Matches) -> Vec<Piece> {
    let piece = |(likeness, other): (u16, usize)| {
        let anchor = known.anchor(other)?;
        let day = anchor.last;
        let trust = match likeness {
            _ if known.is_short() => 0.6,
            500.. => 0.4,
            _ => 0.05,
        };
        let why = format!("it is on the story of {}, of {}", known.label(other), either_in_words(anchor.first, day));
        Some(Piece { day, table: ONE_STORY, trust, why })
    };
    known.neighbours(source, matches).into_iter().take(2).filter_map(piece).collect()
}
