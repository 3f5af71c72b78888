//! The briefing: the sentences that matter most, in sections.

mod ahead;
mod choose;
mod own;
mod status;
mod terms;
mod whole;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::text::similarity::cosine;

use super::disagreement;
use super::ledger;
use super::model::{Briefing, Citation, Event, EventStatus, Item, Section, Story};
use super::novelty::only_here;
use super::space::Space;

pub(super) use status::status;

use choose::{Choice, Field, Wish, choose};
use own::OwnWords;

/// Sentences of the summary where no number of words is asked for.
const SUMMARY: usize = 5;
/// How well a sentence must stand alone, or behind the one it leans on, where the length is ours to choose.
const READABLE: f32 = 0.6;
/// Agreements that the highlights leave to their own place.
const WIDEST: usize = 6;
/// Claims shown for each side or speaker, and in all.
const CLAIMS_EACH: usize = 4;
const CLAIMS: usize = 16;
/// Agreements and announcements of the briefing; the data has them all.
const AGREED: usize = 24;
const ANNOUNCED: usize = 12;
/// Reports of one source alone: looked among, shown, and of each source.
const SINGLE_SOUGHT: usize = 16;
const SINGLE: usize = 8;
const SINGLE_EACH: usize = 2;
/// Open questions of the briefing; the data has them all.
const QUESTIONS: usize = 8;
/// Likeness from which one claim of a side says another again.
const CLAIMED: f32 = 0.5;
/// Events of the background section.
const BACKGROUND: usize = 8;

/// Composes the highlights and the briefing of a story whose other parts are complete; the summary of so many words, or of
/// the length that the story asks for.
pub(super) fn compose(story: &Story, space: &Space, words: Option<usize>) -> (Vec<Item>, Briefing) {
    // Where the length is ours to choose no sentence tells what was still ahead when it was written, and need not be any
    // more.
    let whole = || Field::new(story, space, |c| !ahead::is_overtaken(story, c));
    let (whole, alone) = rayon::join(whole, || told_alone(story, space));
    let in_short = || match words {
        Some(words) => summary_of(words, story, &Field::new(story, space, |_| true)),
        None => in_short(story, &whole),
    };
    let (highlights, in_short) = rayon::join(|| highlights(story, &whole), in_short);
    (highlights, briefing(story, space, in_short, &alone))
}

/// The briefing that begins with these items.
fn briefing(story: &Story, space: &Space, in_short: Vec<Item>, alone: &Field<'_>) -> Briefing {
    let told: Vec<Citation> = in_short.iter().flat_map(|item| item.citations.iter().copied()).collect();
    let leads: BTreeSet<Citation> = in_short.iter().filter_map(|item| item.citations.first().copied()).collect();
    let before = [
        ("summary", in_short),
        ("stands", stands(story, &leads)),
        ("agreed", agreed(story)),
        ("dispute", disagreement::in_dispute(story)),
        ("claims", claims(story, space)),
        ("ledger", ledger::items(story)),
    ];
    let news: BTreeSet<Place> =
        before.iter().flat_map(|(_, items)| items).flat_map(|i| &i.citations).map(place).collect();
    let after = [("questions", open(story)), ("next", announced(story)), ("background", background(story, news))];
    // What leads an item elsewhere is not told again as one source's own.
    let elsewhere = before.iter().chain(&after).flat_map(|(_, items)| items);
    let told: Vec<Citation> = told.into_iter().chain(elsewhere.filter_map(|i| i.citations.first().copied())).collect();
    let single = [("single", single(alone, &told))];
    let sections = before.into_iter().chain(single).chain(after);
    // The summary is there even where no sentence fits: others rely on its being first.
    let sections = sections.filter(|(id, items)| *id == "summary" || !items.is_empty());
    Briefing { sections: sections.map(|(id, items)| Section { id, items }).collect() }
}

/// What matters most. What was the state before stands in a section of its own, next to this one.
fn in_short(story: &Story, field: &Field<'_>) -> Vec<Item> {
    let before = story.status.iter().flat_map(|s| s.before.iter().copied());
    summary(story, field, &before.collect::<Vec<_>>())
}

/// What matters most beside the sentences of the status and the widest told ones, which stand next to it.
fn highlights(story: &Story, field: &Field<'_>) -> Vec<Item> {
    let status = story.status.iter().flat_map(|s| [s.now].into_iter().chain(s.before.iter().copied()));
    let widest = story.agreements.iter().take(WIDEST).flat_map(|a| a.citations.iter().copied());
    summary(story, field, &status.chain(widest).collect::<Vec<_>>())
}

/// The few sentences that cover most of the story, none saying another or one of `told` again.
fn summary(story: &Story, field: &Field<'_>, told: &[Citation]) -> Vec<Item> {
    let wish = Wish { words: usize::MAX, sentences: length(story), standing: READABLE, told };
    items(choose(field, wish), story)
}

/// The sentences that cover most of the story in so many words.
fn summary_of(words: usize, story: &Story, field: &Field<'_>) -> Vec<Item> {
    let wish = Wish { words, sentences: usize::MAX, standing: 0.0, told: &[] };
    items(choose(field, wish), story)
}

/// The source that tells where it stands first, then from the newest to the oldest, each source's own in their order.
fn items(mut chosen: Vec<Choice>, story: &Story) -> Vec<Item> {
    let newest = story.status.as_ref().map(|status| status.now.source);
    chosen.sort_by_key(|Choice { citation: c, .. }| {
        let day = story.sources[c.source].published.value;
        (newest != Some(c.source), Reverse((day.first_day(), day.last_day())), c.source, c.sentence)
    });
    chosen.into_iter().map(|c| item(c, story)).collect()
}

/// Sentences of a summary, by the size of the story: a few for a few sources, and slowly more.
fn length(story: &Story) -> usize {
    let texts = story.sources.iter().enumerate().filter(|(source, of)| of.group == *source).count();
    SUMMARY + (texts / 10).min(SUMMARY)
}

fn item(choice: Choice, story: &Story) -> Item {
    let chosen = choice.citation;
    let mut citations = vec![chosen];
    let same = |c: &Citation| (c.source, c.sentence) == (chosen.source, chosen.sentence);
    if let Some(agreement) = story.agreements.iter().find(|a| a.citations.iter().any(same)) {
        // Only the lead was compared with each of the others.
        if same(&agreement.citations[0]) {
            citations.extend(agreement.citations[1..].iter().copied());
        } else {
            citations.push(agreement.citations[0]);
        }
    }
    Item { citations, statement: None, score: choice.parts }
}

fn plain(citations: Vec<Citation>) -> Item {
    Item { citations, statement: None, score: Vec::new() }
}

/// The states in the order in which they were told, all of them or none: a sequence without its last state would end
/// on one that no longer holds. None where the summary leads with them all.
fn stands(story: &Story, leads: &BTreeSet<Citation>) -> Vec<Item> {
    let Some(status) = story.status.as_ref().filter(|status| !status.before.is_empty()) else { return Vec::new() };
    let states: Vec<Citation> = status.before.iter().rev().chain([&status.now]).copied().collect();
    if states.iter().all(|state| leads.contains(state)) {
        return Vec::new();
    }
    states.into_iter().map(|citation| plain(vec![citation])).collect()
}

fn agreed(story: &Story) -> Vec<Item> {
    story.agreements.iter().take(AGREED).map(|a| plain(a.citations.clone())).collect()
}

/// What no other independent source has anything like. Other words alone do not make a report one source's own: it names
/// somebody, some place or some number besides that stands in no other source.
fn told_alone<'f>(story: &'f Story, space: &'f Space) -> Field<'f> {
    let alone = only_here(&story.sources, space);
    let own = OwnWords::new(story);
    Field::new(story, space, |c| alone.contains(&(c.source, c.sentence)) && own.in_sentence(story, c))
}

/// Of what is told `alone` a sentence or two of each source, weighed as those of the summary are.
fn single(alone: &Field<'_>, told: &[Citation]) -> Vec<Item> {
    let wish = Wish { words: usize::MAX, sentences: SINGLE_SOUGHT, standing: READABLE, told };
    let mut of_source: BTreeMap<usize, usize> = BTreeMap::new();
    let found = choose(alone, wish).into_iter();
    let few = found.filter(|c| {
        let given = of_source.entry(c.citation.source).or_default();
        *given += 1;
        *given <= SINGLE_EACH
    });
    few.take(SINGLE).map(|c| Item { citations: vec![c.citation], statement: None, score: c.parts }).collect()
}

/// What the sources leave open.
fn open(story: &Story) -> Vec<Item> {
    story.questions.iter().take(QUESTIONS).map(|q| plain(q.citations.clone())).collect()
}

/// Who says what: statements with a known speaker, a few for each side, the most central first.
fn claims(story: &Story, space: &Space) -> Vec<Item> {
    let mut scored: Vec<(f32, usize, String)> = Vec::new();
    for (index, claim) in story.statements.iter().enumerate() {
        let source = &story.sources[claim.source];
        let statement = &source.annotations.statements[claim.statement];
        let side = claim.party.clone().or_else(|| claim.actor.map(|a| story.actors[a].name.clone()));
        let (Some(side), true) = (side, source.group == claim.source && !statement.speaker.is_empty()) else {
            continue;
        };
        let central = cosine(&space.sentences[claim.source][claim.citation.sentence], &space.story);
        let score = central * space.alone[claim.source][claim.citation.sentence];
        if score > 0.0 {
            scored.push((score, index, side));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut sides: BTreeMap<String, Vec<(f32, usize)>> = BTreeMap::new();
    let mut sentences: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (score, index, side) in scored {
        let claim = &story.statements[index];
        let of_side = sides.entry(side).or_default();
        let vector = |index: usize| {
            let c = story.statements[index].citation;
            &space.sentences[c.source][c.sentence]
        };
        let again = of_side.iter().any(|&(_, other)| cosine(vector(other), vector(index)) >= CLAIMED);
        if of_side.len() < CLAIMS_EACH && !again && sentences.insert((claim.source, claim.citation.sentence)) {
            of_side.push((score, index));
        }
    }
    let mut sides: Vec<(String, Vec<(f32, usize)>)> = sides.into_iter().filter(|(_, s)| !s.is_empty()).collect();
    // The parties first: none of them may be cut off.
    let rank = |side: &str| story.parties.iter().position(|party| party.name == side).unwrap_or(usize::MAX);
    sides.sort_by(|(a_name, a), (b_name, b)| {
        let weight = b.len().cmp(&a.len()).then(b[0].0.total_cmp(&a[0].0)).then(a[0].1.cmp(&b[0].1));
        rank(a_name).cmp(&rank(b_name)).then(weight)
    });
    let indices = sides.into_iter().flat_map(|(_, claims)| claims).map(|(_, index)| index).take(CLAIMS);
    indices
        .map(|index| Item {
            citations: vec![story.statements[index].citation],
            statement: Some(index),
            score: Vec::new(),
        })
        .collect()
}

/// What is announced for a day after the story's newest.
fn announced(story: &Story) -> Vec<Item> {
    let newest = story.edition.as_of.last_day();
    let still_ahead = |day: Option<Date>| matches!((day, newest), (Some(day), Some(newest)) if day > newest);
    let ahead = story.events.iter().filter(|e| e.status == EventStatus::Scheduled && still_ahead(e.date.first_day()));
    // A sentence with two days is announced once.
    let mut seen = BTreeSet::new();
    let ahead = ahead.filter(|e| seen.insert((e.citations[0].source, e.citations[0].sentence)));
    ahead.take(ANNOUNCED).map(|e| plain(e.citations.clone())).collect()
}

/// A sentence: its source and its index there.
type Place = (usize, usize);

fn place(citation: &Citation) -> Place {
    (citation.source, citation.sentence)
}

/// The weightiest events from before the running story, in time order. A sentence that tells of the running story too, or
/// stands among the `news` above, is no background for naming an old day besides.
fn background(story: &Story, mut news: BTreeSet<Place>) -> Vec<Item> {
    news.extend(story.events.iter().filter(|e| !e.background).flat_map(|e| &e.citations).map(place));
    let mut shown: Vec<&Event> =
        story.events.iter().filter(|e| e.background && news.insert(place(&e.citations[0]))).collect();
    let mut ranks: Vec<usize> = shown.iter().map(|e| e.rank).collect();
    ranks.sort_unstable();
    let last = ranks.get(BACKGROUND - 1).or(ranks.last()).copied().unwrap_or(0);
    shown.retain(|e| e.rank <= last);
    shown.into_iter().map(|e| plain(e.citations.clone())).collect()
}
