//! The editor's hand on the story: what entries ask for, and what each came to.
//!
//! In: [`Entry`]s whose places were found in the sources, events and disagreements as the program found them. Out: these
//! as the editor wants them, and an [`Edit`] for each entry, so that a reader can see what was changed. An entry that does
//! not fit the story any more changes nothing, and says so.

use std::collections::BTreeMap;

use crate::corpus::{Corrected, SourceId};
use crate::diagnostic::{Diagnostic, Location};
use crate::text::{Edtf, Span};

use super::independence::witnesses;
use super::model::{Citation, DateBasis, Disagreement, Event, EventStatus, Source};

/// A place that an entry names by a source and its exact words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The source.
    pub source: SourceId,
    /// Index into its article's sentences.
    pub sentence: usize,
    /// The words, in bytes of the article's text.
    pub span: Span,
    /// Whether the entry names another source: these words stand in this one alone.
    pub moved: bool,
}

/// What an entry asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Make the sentence an event of this date.
    AddEvent(Edtf),
    /// Rank its event before all others.
    PinEvent,
    /// Take the events of all places for one.
    MergeEvents,
    /// Part the sentence from its event.
    SplitEvent,
    /// Give its event this date.
    RedateEvent(Edtf),
    /// Leave its event out.
    HideEvent,
    /// Neither read nor show the sentence.
    HideSentence,
    /// Show the note beside the sentence.
    AnnotateSentence,
    /// Say what the disagreement of these sentences comes to.
    ResolveDisagreement,
    /// Leave the disagreement of these sentences out: it is none.
    DismissDisagreement,
}

impl Deed {
    /// What was done, for a reader.
    pub fn as_str(self) -> &'static str {
        match self {
            Deed::AddEvent(_) => "event added",
            Deed::PinEvent => "event pinned",
            Deed::MergeEvents => "events merged",
            Deed::SplitEvent => "event split",
            Deed::RedateEvent(_) => "event redated",
            Deed::HideEvent => "event hidden",
            Deed::HideSentence => "sentence hidden",
            Deed::AnnotateSentence => "note",
            Deed::ResolveDisagreement => "difference resolved",
            Deed::DismissDisagreement => "difference dismissed",
        }
    }
}

/// One entry of the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its file, relative to the root: what the note is found by.
    pub path: String,
    /// What it asks for.
    pub deed: Deed,
    /// The places it names, one or more.
    pub places: Vec<Place>,
}

/// What the editor states, ready for the story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// Fields of sources that were corrected, with the file that does so.
    pub corrected: Vec<(String, SourceId, Corrected)>,
    /// Entries whose places exist.
    pub entries: Vec<Entry>,
    /// Files whose anchor is gone, and why.
    pub lost: Vec<(String, String)>,
    /// Where each file names what it is about: for messages.
    pub anchors: BTreeMap<String, Location>,
}

/// What a file of the editor came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file, relative to the root.
    pub path: String,
    /// What was done: `title`, `event redated`, ….
    pub what: &'static str,
    /// To what.
    pub target: Target,
    /// What stood there before, where it is words or a date; else empty.
    pub old: String,
    /// What stands there now, likewise.
    pub new: String,
    /// Whether its words were found in another source than the one it names.
    pub moved: bool,
}

/// What an edit is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A source, by index.
    Source(usize),
    /// A sentence.
    Sentence(Citation),
    /// An event, by id.
    Event(String),
    /// A disagreement, by id.
    Disagreement(String),
    /// An event or disagreement that stands no more, by a sentence of it.
    Gone(Citation),
    /// Nothing: why it has no effect.
    Lost(String),
}

/// Makes what the editor asks for of the events. Order of the files does not matter to the kinds of deeds: events are
/// parted, joined, dated, left out, added and pinned, in this order.
pub(super) fn edit(events: &mut Vec<Event>, edits: &Edits, sources: &[Source]) -> Vec<Edit> {
    let desk = Desk::new(sources);
    let mut done: Vec<(usize, Edit)> = Vec::new();
    for step in 0..=STEPS {
        let of_step = edits.entries.iter().enumerate().filter(|(_, entry)| step_of(entry.deed) == step);
        for (at, entry) in of_step {
            // A source of a later day: the entry waits for it.
            let Some(places) = desk.places(entry) else { continue };
            done.push((at, desk.act(events, entry, &places)));
        }
    }
    done.sort_by_key(|(at, _)| *at);
    let corrected = edits.corrected.iter().filter_map(|(path, id, field)| {
        let source = *desk.by_id.get(id)?;
        let (old, new) = (field.old.clone(), field.new.clone());
        Some(Edit { path: path.clone(), what: field.field, target: Target::Source(source), old, new, moved: false })
    });
    let lost = edits.lost.iter().map(|(path, why)| Edit {
        path: path.clone(),
        what: "no effect",
        target: Target::Lost(why.clone()),
        old: String::new(),
        new: String::new(),
        moved: false,
    });
    let mut all: Vec<Edit> = corrected.chain(done.into_iter().map(|(_, edit)| edit)).chain(lost).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    renumber(events, &all);
    all
}

/// Resolves and dismisses disagreements, and adds what that came to.
pub(super) fn settle(found: &mut Vec<Disagreement>, all: &mut Vec<Edit>, edits: &Edits, sources: &[Source]) {
    let desk = Desk::new(sources);
    for entry in &edits.entries {
        let dismissed = match entry.deed {
            Deed::DismissDisagreement => true,
            Deed::ResolveDisagreement => false,
            _ => continue,
        };
        let Some(places) = desk.places(entry) else { continue };
        let cites = |d: &Disagreement, place: &Citation| {
            let mut cited = d.readings.iter().flat_map(|reading| &reading.citations);
            cited.any(|c| (c.source, c.sentence) == (place.source, place.sentence))
        };
        let mut edit = Desk::begun(entry, &places);
        match found.iter().position(|d| places.iter().all(|place| cites(d, place))) {
            None => edit.target = Target::Lost("no difference rests on these words".to_owned()),
            Some(at) if dismissed => {
                edit.old = found.remove(at).topic;
                edit.target = Target::Gone(places[0]);
            }
            Some(at) => {
                found[at].resolved = true;
                edit.target = Target::Disagreement(found[at].id.clone());
            }
        }
        all.push(edit);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
}

/// A warning for each edit that does not fit the story.
pub fn orphans<'e>(
    edits: &'e [Edit],
    anchors: &'e BTreeMap<String, Location>,
) -> impl Iterator<Item = Diagnostic> + 'e {
    edits.iter().filter_map(|edit| {
        let Target::Lost(why) = &edit.target else { return None };
        let mut problem = Diagnostic::warning(&*edit.path, format!("has no effect: {why}"));
        problem.location = anchors.get(&edit.path).cloned();
        Some(problem.help("quote words that stand in the source now, or delete the file"))
    })
}

const STEPS: usize = 6;

fn step_of(deed: Deed) -> usize {
    match deed {
        Deed::SplitEvent => 0,
        Deed::MergeEvents => 1,
        Deed::RedateEvent(_) => 2,
        Deed::HideEvent => 3,
        Deed::AddEvent(_) => 4,
        Deed::PinEvent => 5,
        Deed::HideSentence | Deed::AnnotateSentence => STEPS,
        Deed::ResolveDisagreement | Deed::DismissDisagreement => usize::MAX,
    }
}

struct Desk<'s> {
    sources: &'s [Source],
    by_id: BTreeMap<&'s SourceId, usize>,
}

impl<'s> Desk<'s> {
    fn new(sources: &'s [Source]) -> Self {
        Desk { sources, by_id: sources.iter().enumerate().map(|(at, s)| (&s.article.id, at)).collect() }
    }

    /// The sentences of an entry, where all their sources are told of.
    fn places(&self, entry: &Entry) -> Option<Vec<Citation>> {
        let cite = |place: &Place| {
            let source = *self.by_id.get(&place.source)?;
            let span = self.sources[source].article.sentences.get(place.sentence)?.span;
            Some(Citation { source, sentence: place.sentence, span })
        };
        entry.places.iter().map(cite).collect::<Option<Vec<_>>>().filter(|places| !places.is_empty())
    }

    /// What an entry comes to, before anything is done.
    fn begun(entry: &Entry, places: &[Citation]) -> Edit {
        Edit {
            path: entry.path.clone(),
            what: entry.deed.as_str(),
            target: Target::Sentence(places[0]),
            old: String::new(),
            new: String::new(),
            moved: entry.places.iter().any(|place| place.moved),
        }
    }

    fn act(&self, events: &mut Vec<Event>, entry: &Entry, places: &[Citation]) -> Edit {
        let mut edit = Self::begun(entry, places);
        match entry.deed {
            Deed::HideSentence | Deed::AnnotateSentence => return edit,
            Deed::AddEvent(date) => {
                let added = self.added(events, places[0], date);
                edit.target = Target::Event(added.id.clone());
                edit.new = date.to_string();
                events.push(added);
                return edit;
            }
            _ => {}
        }
        let found: Option<Vec<usize>> = places.iter().map(|&place| of_sentence(events, place)).collect();
        let Some(found) = found else {
            edit.target = Target::Lost("no event of the timeline rests on these words".to_owned());
            return edit;
        };
        edit.target = Target::Event(events[found[0]].id.clone());
        match entry.deed {
            Deed::RedateEvent(date) => redate(&mut events[found[0]], date, &mut edit),
            Deed::HideEvent => {
                edit.target = Target::Gone(places[0]);
                events.remove(found[0]);
            }
            Deed::MergeEvents => self.merge(events, &found, &mut edit),
            Deed::SplitEvent => self.split(events, found[0], places[0], &mut edit),
            _ => {}
        }
        edit
    }

    fn added(&self, events: &[Event], place: Citation, date: Edtf) -> Event {
        let sentence = &self.sources[place.source].article.sentences[place.sentence].id;
        let mut id = format!("e{sentence}");
        while events.iter().any(|event| event.id == id) {
            id.push_str("-added");
        }
        Event {
            id,
            date,
            basis: DateBasis::Declared,
            reason: BY_EDITOR.to_owned(),
            readings: Vec::new(),
            status: EventStatus::Happened,
            background: false,
            rank: events.len() + 1,
            actors: Vec::new(),
            citations: vec![place],
            independent: 1,
        }
    }

    /// The events at `found`, in the place of the first.
    fn merge(&self, events: &mut Vec<Event>, found: &[usize], edit: &mut Edit) {
        let mut others: Vec<usize> = found[1..].iter().copied().filter(|at| *at != found[0]).collect();
        others.sort_unstable();
        others.dedup();
        if others.is_empty() {
            edit.target = Target::Lost("these words are of one event already".to_owned());
            return;
        }
        for &at in &others {
            let (citations, actors) = (events[at].citations.clone(), events[at].actors.clone());
            let into = &mut events[found[0]];
            into.citations.extend(citations);
            into.actors.extend(actors);
        }
        let into = &mut events[found[0]];
        into.actors.sort_unstable();
        into.actors.dedup();
        into.independent = witnesses(&into.citations, self.sources);
        for at in others.into_iter().rev() {
            events.remove(at);
        }
    }

    /// Takes one sentence out of its event and makes an event of it.
    fn split(&self, events: &mut Vec<Event>, at: usize, place: Citation, edit: &mut Edit) {
        if events[at].citations.len() < 2 {
            edit.target = Target::Lost("no other sentence tells this event".to_owned());
            return;
        }
        let of = &mut events[at];
        let is_it = |c: &Citation| (c.source, c.sentence) == (place.source, place.sentence);
        let leads = is_it(&of.citations[0]);
        let parted: Vec<Citation> = of.citations.iter().copied().filter(is_it).collect();
        of.citations.retain(|c| !is_it(c));
        let mut alone = Event { citations: parted, ..of.clone() };
        // The event keeps its id; the sentence that leaves gets one of its own, unless it gave the id.
        let id = |c: Citation| format!("e{}", self.sources[c.source].article.sentences[c.sentence].id);
        if leads {
            of.id = id(of.citations[0]);
        } else {
            alone.id = id(place);
        }
        of.independent = witnesses(&of.citations, self.sources);
        alone.independent = 1;
        if events.iter().any(|event| event.id == alone.id) {
            alone.id.push_str("-split");
        }
        edit.target = Target::Event(alone.id.clone());
        events.push(alone);
    }
}

/// Why a date stands.
const BY_EDITOR: &str = "set by the editor";

fn redate(event: &mut Event, date: Edtf, edit: &mut Edit) {
    edit.old = if event.date == Edtf::Unknown { String::new() } else { event.date.to_string() };
    edit.new = date.to_string();
    let before = std::mem::take(&mut event.reason);
    event.reason = match (edit.old.as_str(), before.as_str()) {
        ("", _) => BY_EDITOR.to_owned(),
        (old, "") => format!("{BY_EDITOR}; before: {old}"),
        (old, why) => format!("{BY_EDITOR}; before: {old}, {why}"),
    };
    event.date = date;
    event.basis = DateBasis::Declared;
    event.readings.clear();
}

/// The weightiest event that a sentence tells.
fn of_sentence(events: &[Event], place: Citation) -> Option<usize> {
    let tells =
        |event: &Event| event.citations.iter().any(|c| (c.source, c.sentence) == (place.source, place.sentence));
    (0..events.len()).filter(|&at| tells(&events[at])).min_by_key(|&at| (events[at].rank, at))
}

/// Ranks anew, what is pinned first, and puts the events in the order of time.
fn renumber(events: &mut [Event], edits: &[Edit]) {
    if edits.iter().all(|edit| !matches!(edit.target, Target::Event(_) | Target::Gone(_))) {
        return;
    }
    let pinned = |event: &Event| {
        let pins = edits.iter().filter(|edit| edit.what == Deed::PinEvent.as_str());
        pins.into_iter().any(|edit| edit.target == Target::Event(event.id.clone()))
    };
    events.sort_by_cached_key(|event| (!pinned(event), event.rank, event.id.clone()));
    for (at, event) in events.iter_mut().enumerate() {
        event.rank = at + 1;
    }
    events.sort_by_key(|event| (event.date.sort_key(), event.rank));
}

#[cfg(test)]
mod tests;
