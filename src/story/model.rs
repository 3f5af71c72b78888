//! What a story is made of. Indices (`source`, `sentence`, `actor`, …) point into the vectors of the [`Story`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::annotate::{ActorKind, Annotations, Timex};
use crate::corpus::{Article, Policy};
use crate::text::{Edtf, Span};

use super::edit::{Edit, Edits};
use super::editions::Issue;
use super::ledger::{Commitment, LedgerNote};

/// What the editor says of actors, and the day the story is to be told as of.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// Actors named by the editor.
    pub actors: Vec<ActorHint>,
    /// What the editor corrects, adds and hides.
    pub edits: Edits,
    /// Tell the story as it stood at the end of this day: later sources are left out.
    pub as_of: Option<Date>,
    /// What may be shown of a source that does not say: a reason must not name a private one.
    pub policy: Policy,
    /// Bound on the words of the `summary` section; by the size of the story where `None`.
    pub summary_words: Option<usize>,
}

/// The editor's word on one actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActorHint {
    /// The name to show.
    pub name: String,
    /// Other names that mean the same actor.
    pub aliases: Vec<String>,
    /// Side of the story it belongs to.
    pub party: Option<String>,
    /// What it is.
    pub kind: Option<ActorKind>,
}

/// One story, told by its sources.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// The sources, in the order of their paths.
    pub sources: Vec<Source>,
    /// The actors, the most often named first.
    pub actors: Vec<Actor>,
    /// The sides of the story, then those between them; none where nothing sure can be told.
    pub parties: Vec<Party>,
    /// All attributed statements, in source and text order.
    pub statements: Vec<Attribution>,
    /// Events in time order; undated ones last.
    pub events: Vec<Event>,
    /// What two or more independent sources tell alike, the widest told first.
    pub agreements: Vec<Agreement>,
    /// Who owes what to whom, by kind, the widest told first.
    pub commitments: Vec<Commitment>,
    /// Consequences and verification that belong to no one entry of the ledger.
    pub ledger_notes: Vec<LedgerNote>,
    /// The sources by the happening they report, the newest first; one where all report the same.
    pub threads: Vec<Thread>,
    /// Where sources differ, the gravest kind first.
    pub disagreements: Vec<Disagreement>,
    /// The consolidated briefing.
    pub briefing: Briefing,
    /// Where the story stands: the newest source's sentence on the state of things, and those of earlier ones.
    pub status: Option<Status>,
    /// The sentences that matter most beside those of the status: the front page has both.
    pub highlights: Vec<Item>,
    /// What the sources call unknown, undecided or awaited, the weightiest first.
    pub questions: Vec<Question>,
    /// What each source adds to those before it, one for each of the sources.
    pub novelty: Vec<Novelty>,
    /// As of when the story is told.
    pub edition: Edition,
    /// What each day with new sources brought, the oldest first; those of unknown date last.
    pub editions: Vec<Issue>,
    /// What the editor changed, in the order of the files.
    pub edits: Vec<Edit>,
}

/// A source of the story with what was read out of it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The article.
    pub article: Article,
    /// What can be read out of it.
    pub annotations: Annotations,
    /// Values of the temporal expressions, one for each of `annotations.timexes`.
    pub timexes: Vec<ResolvedTimex>,
    /// When it was published.
    pub published: Published,
    /// Sources with the same number tell one text: copies of one another, never counted twice.
    pub group: usize,
    /// Sources with the same number come from one desk: copies, and reports of one agency or outlet. They are one witness.
    pub desk: usize,
}

impl Source {
    /// The temporal expressions that lie in `span` with their values, in order.
    pub fn timexes_in(&self, span: Span) -> impl Iterator<Item = (&Timex, &ResolvedTimex)> {
        let all = &self.annotations.timexes;
        let from = all.partition_point(|timex| timex.span.start < span.start);
        let within = all[from..].iter().zip(self.timexes.get(from..).unwrap_or_default());
        within.take_while(move |(timex, _)| span.contains(timex.span))
    }
}

/// The value of a temporal expression, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedTimex {
    /// TIMEX3 value: `2025-10-27`, `P3D`, `PXY`, `PAST_REF`.
    pub value: String,
    /// The date, where it is one and could be set; unknown otherwise.
    pub date: Edtf,
    /// How that date is known: printed, resolved or inferred.
    pub basis: DateBasis,
    /// The rule and the anchor: `the first Tuesday from 2025-10-27, the source's date, for “set to”`.
    pub reason: String,
}

/// How a date is known, from the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum DateBasis {
    /// Set in the source's front matter, or by the editor.
    Declared,
    /// Stands in the text.
    Printed,
    /// Worked out from a printed date: "Monday" in a dated report.
    Resolved,
    /// Worked out from something that is itself inferred.
    Inferred,
    /// Told otherwise by another source: of events alone.
    Contested,
    /// Not known.
    #[default]
    Unknown,
}

impl DateBasis {
    /// As exports and pages write it.
    pub fn as_str(self) -> &'static str {
        match self {
            DateBasis::Declared => "declared",
            DateBasis::Printed => "printed",
            DateBasis::Resolved => "resolved",
            DateBasis::Inferred => "inferred",
            DateBasis::Contested => "contested",
            DateBasis::Unknown => "unknown",
        }
    }
}

/// The date of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// A day, an interval with `~` where inferred, or unknown.
    pub value: Edtf,
    /// Declared, printed, inferred or unknown.
    pub basis: DateBasis,
    /// Why, in words for a reader; says what is missing where the date is unknown.
    pub reason: String,
}

/// A sentence of a source, or a part of it, as something that is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// Index into [`Story::sources`].
    pub source: usize,
    /// Index into the article's sentences.
    pub sentence: usize,
    /// The words cited: the sentence, or a part of it. In bytes of the article's text.
    pub span: Span,
}

/// An actor of the story, folded across sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Stable id, safe as a fragment.
    pub id: String,
    /// Ids that its other names had, or would have, alone: links made before another source gave the fuller name.
    pub former_ids: Vec<String>,
    /// The name to show.
    pub name: String,
    /// Person, organisation, state, place.
    pub kind: ActorKind,
    /// The fullest role that a source gives.
    pub role: Option<String>,
    /// Every role that a source gives, with where.
    pub roles: Vec<RoleGiven>,
    /// The state that the sources tie it to: by its own name or by a title.
    pub state: Option<&'static str>,
    /// Side of the story.
    pub party: Option<String>,
    /// Every spelling found, the most frequent first, with the number of times.
    pub aliases: Vec<(String, usize)>,
    /// Every mention in source and text order.
    pub mentions: Vec<Citation>,
}

/// What a source says that a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGiven {
    /// The words, on one line.
    pub text: String,
    /// Where they stand.
    pub citation: Citation,
}

/// A side of the story, or somebody between the sides. Found by inference unless the editor set it, and to be shown as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name: that of the state or body that leads it, or the editor's.
    pub name: String,
    /// Whether it stands between the sides: a mediator or host.
    pub third: bool,
    /// Whether the editor set it.
    pub declared: bool,
    /// States whose officials and organs are its.
    pub states: Vec<&'static str>,
    /// Its actors as indices into [`Story::actors`], each with why it belongs, in the order of the actors.
    pub members: Vec<(usize, String)>,
    /// Why it is a party, in words for a reader.
    pub reason: String,
}

/// An attributed statement in the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Stable id, safe as a fragment.
    pub id: String,
    /// Index into [`Story::sources`].
    pub source: usize,
    /// Index into the source's `annotations.statements`.
    pub statement: usize,
    /// Who says it, as an index into [`Story::actors`], where sure.
    pub actor: Option<usize>,
    /// The party that the speaker belongs to, one of [`Story::parties`] by name.
    pub party: Option<String>,
    /// Why it does, in words for a reader; empty without a party.
    pub party_reason: String,
    /// The sentence in which it begins.
    pub citation: Citation,
}

/// Whether an event has taken place, as of the source that tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventStatus {
    /// It is told as a thing that happened.
    Happened,
    /// It is told as a thing to come.
    Scheduled,
}

/// Something that happened on a date, in the words of its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable id: `e` and the id of the sentence that leads.
    pub id: String,
    /// When.
    pub date: Edtf,
    /// How that is known: printed, resolved, inferred, contested or unknown.
    pub basis: DateBasis,
    /// Why, in words for a reader.
    pub reason: String,
    /// The days that its sources give, where that is contested: two or more in time order, its own among them; else none.
    pub readings: Vec<DateReading>,
    /// Happened or scheduled.
    pub status: EventStatus,
    /// Before the running story: history it refers to.
    pub background: bool,
    /// Weight among the events of the story, 1 the heaviest.
    pub rank: usize,
    /// Actors named in its sentences, as indices.
    pub actors: Vec<usize>,
    /// Its sentences, the clearest first; all of the same event.
    pub citations: Vec<Citation>,
    /// Number of independent sources among them.
    pub independent: usize,
}

/// One of the days that sources set an event on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {
    /// The day.
    pub day: Date,
    /// The sentences that say so.
    pub citations: Vec<Citation>,
}

/// A fact that independent sources tell alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Stable id: `a` and the id of the sentence that leads.
    pub id: String,
    /// One sentence of each source that tells it, the clearest first.
    pub citations: Vec<Citation>,
    /// Number of independent sources.
    pub independent: usize,
}

/// Sources that report one happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Stable id: `t` and a part of the digest of the source that leads.
    pub id: String,
    /// The sources, as indices in order.
    pub sources: Vec<usize>,
    /// The source that tells most of what all tell: its title names the thread.
    pub lead: usize,
}

/// How sources differ, the gravest kind first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisagreementKind {
    /// They cannot both be right.
    Conflict,
    /// They tell of other moments: the later reading replaces the earlier.
    StatusChange,
    /// Another word, credit or wording for the same.
    Framing,
    /// Whether they differ cannot be told.
    Ambiguity,
    /// Another spelling of one name.
    Spelling,
}

impl DisagreementKind {
    /// As exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            DisagreementKind::Conflict => "conflict",
            DisagreementKind::StatusChange => "status change",
            DisagreementKind::Framing => "framing",
            DisagreementKind::Ambiguity => "ambiguity",
            DisagreementKind::Spelling => "spelling",
        }
    }
}

/// Something in which sources differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Stable id: `d` and the id of the first sentence cited.
    pub id: String,
    /// How they differ.
    pub kind: DisagreementKind,
    /// What it is about, in a few words.
    pub topic: String,
    /// Two or more readings, in the order of their dates.
    pub readings: Vec<Reading>,
    /// Why it was found, in words for a reader.
    pub reason: String,
    /// Whether the editor resolved it.
    pub resolved: bool,
}

/// What some of the sources say where others say something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The words that make the difference, as a source has them.
    pub value: String,
    /// The date of the source: as of when it says so.
    pub as_of: Edtf,
    /// The sentences that say so.
    pub citations: Vec<Citation>,
}

/// The consolidated briefing: sections of sentences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Briefing {
    /// The first section's id is `summary`.
    pub sections: Vec<Section>,
}

/// A section of the briefing. Never empty, but for the summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Stable id, safe as a fragment: `summary`, `stands`, `agreed`, `claims`, `single`, `questions`, `next`, ….
    pub id: &'static str,
    /// Its items in reading order.
    pub items: Vec<Item>,
}

/// One sentence of the briefing, and who else tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What is shown first, the rest told alike. Never empty.
    pub citations: Vec<Citation>,
    /// Who says it, where it is a claim: index into [`Story::statements`].
    pub statement: Option<usize>,
    /// Parts of the score that chose it, for the data export: name and value.
    pub score: Vec<(&'static str, f64)>,
}

/// Something that a source says is not known, not decided or awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable id: `u` and the id of the sentence.
    pub id: String,
    /// The words by which it was found, as the table of cues has them.
    pub cue: &'static str,
    /// The sentence, then those of other sources that leave the same open.
    pub citations: Vec<Citation>,
}

/// What a source adds to those that were published on earlier days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Novelty {
    /// Where its day stands among those of the others.
    pub order: Order,
    /// Its sentences that no earlier source has anything like, in text order; none where it is the first or has no date.
    pub new: Vec<Citation>,
    /// Its sentences that say what one of an earlier source says, with that one. Of a source without a date: of any dated
    /// one.
    pub repeated: Vec<(Citation, Citation)>,
}

/// Where the day of a source stands among those of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// No source is of an earlier day.
    First,
    /// There are earlier ones.
    Later,
    /// Its day is not known.
    #[default]
    Undated,
}

/// Where the story stands, source by source.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The newest source's sentence that tells the state of things.
    pub now: Citation,
    /// Those of a few earlier sources, the newest first; sources of unknown date are left out.
    pub before: Vec<Citation>,
}

/// As of when the story is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edition {
    /// The newest date of a source, as an interval where that is inferred.
    pub as_of: Edtf,
    /// How it is known.
    pub basis: DateBasis,
}

impl Story {
    /// The words of a citation, exactly as they stand in the source.
    pub fn words(&self, citation: Citation) -> &str {
        citation.span.of(&self.sources[citation.source].article.text)
    }

    /// Every spelling of an actor with all its places, the most frequent first.
    pub fn spellings(&self, actor: usize) -> Vec<(String, Vec<Citation>)> {
        let mut found: BTreeMap<String, Vec<Citation>> = BTreeMap::new();
        for &mention in self.actors.get(actor).map_or(&[][..], |a| &a.mentions) {
            let words = self.sources[mention.source].article.words_at(mention.span);
            found.entry(words.split_whitespace().collect::<Vec<_>>().join(" ")).or_default().push(mention);
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        found
    }

    /// The oldest and the newest mention of an actor, by the dates of the sources; those of unknown date stand last.
    pub fn seen(&self, actor: usize) -> Option<(Citation, Citation)> {
        let day = |c: &Citation| {
            let date = self.sources[c.source].published.value.first_day();
            (date.is_none(), date, *c)
        };
        let mentions = &self.actors.get(actor)?.mentions;
        let dated = |c: &&Citation| self.sources[c.source].published.value.first_day().is_some();
        let first = mentions.iter().min_by_key(|c| day(c))?;
        let last = mentions.iter().filter(dated).max_by_key(|c| day(c)).or(mentions.last())?;
        Some((*first, *last))
    }

    /// A citation of a whole sentence.
    pub fn cite(&self, source: usize, sentence: usize) -> Citation {
        Citation { source, sentence, span: self.sources[source].article.sentences[sentence].span }
    }
}
