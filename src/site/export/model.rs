//! The shape of the data: the doc comments here are the descriptions of the schema.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// One story, told by its sources, as published on this site.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Story")]
pub struct StoryExport<'s> {
    /// Title of the story.
    pub title: String,
    /// The sources that may be named, in the order of their paths.
    pub sources: Vec<SourceExport<'s>>,
    /// Events in time order, undated ones last.
    pub events: Vec<EventExport<'s>>,
    /// Attributed statements, in source and text order.
    pub statements: Vec<StatementExport<'s>>,
    /// Actors, the most often named first.
    pub actors: Vec<ActorExport<'s>>,
    /// What independent sources tell alike, the widest told first.
    pub agreements: Vec<AgreementExport<'s>>,
    /// Where sources differ, the gravest kind first.
    pub disagreements: Vec<DisagreementExport<'s>>,
    /// Who owes what to whom, by kind, the widest told first.
    pub commitments: Vec<CommitmentExport<'s>>,
    /// The sources by the happening they report, the newest first; one where all report the same.
    pub threads: Vec<ThreadExport>,
    /// What the sources call unknown, undecided or awaited, the weightiest first.
    pub questions: Vec<QuestionExport<'s>>,
    /// The consolidated briefing.
    pub briefing: BriefingExport<'s>,
    /// As of when the story is told.
    pub edition: EditionExport,
    /// What each day with new sources brought, the oldest first; those of unknown date last.
    pub editions: Vec<IssueExport<'s>>,
}

/// What the sources of one day brought.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IssueExport<'s> {
    /// The first day they can be of, in EDTF; nothing where unknown.
    pub day: Option<String>,
    /// Ids of those that may be named.
    pub sources: Vec<String>,
    /// Ids of the events first told by them.
    pub added: Vec<&'s str>,
    /// Ids of events of an earlier day that a second independent source now tells.
    pub corroborated: Vec<&'s str>,
    /// Ids of agreements that now have two independent sources.
    pub agreed: Vec<&'s str>,
    /// Ids of events whose date a source now tells otherwise.
    pub disputed: Vec<&'s str>,
    /// Announcements that are now told as a thing that happened.
    pub came_about: Vec<CameAboutExport<'s>>,
    /// Sentences of an earlier version of a report that a later one no longer has.
    pub withdrawn: Vec<WithdrawnExport<'s>>,
}

/// An announcement and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CameAboutExport<'s> {
    /// Id of the event announced.
    pub announced: &'s str,
    /// Id of the event told.
    pub told: &'s str,
}

/// A sentence that a later version of its report leaves out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WithdrawnExport<'s> {
    /// The sentence.
    pub citation: CitationExport<'s>,
    /// Id of the source that no longer has it.
    pub later: &'s str,
}

/// What a source adds to those of earlier days, and what it repeats.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AddsExport<'s> {
    /// Where its day stands among those of the others.
    pub order: OrderName,
    /// Ids of its sentences that no earlier source has anything like, where the source is a later one.
    pub new: Vec<&'s str>,
    /// Its sentences that say what an earlier one says.
    pub repeats: Vec<RepeatExport<'s>>,
}

/// A sentence that says again what another says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepeatExport<'s> {
    /// Id of the sentence.
    pub sentence: &'s str,
    /// Id of the source of the other.
    pub source: &'s str,
    /// Id of the other.
    pub of: &'s str,
}

/// A source document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceExport<'s> {
    /// Identity: the path below `seeds/` without its extension.
    pub id: String,
    /// Path below the root of the project.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Title.
    pub title: String,
    /// How the title is known.
    pub title_basis: BasisName,
    /// BCP 47 tag of its language, declared or told from its words; nothing where they are too few. What is not in English
    /// is not analysed.
    pub language: Option<String>,
    /// Who published it, where known.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: PublishedExport,
    /// The place a report opens with.
    pub dateline: Option<String>,
    /// Address of the original, where declared.
    pub url: Option<String>,
    /// What may be shown of it.
    pub publish: PolicyName,
    /// Number of words in the body.
    pub words: usize,
    /// Its page, relative to the site's root.
    pub page: String,
    /// What it adds to the others; nothing where its sentences may not be shown.
    pub adds: Option<AddsExport<'s>>,
}

/// Sources that report one happening.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThreadExport {
    /// Stable id.
    pub id: String,
    /// Title of the source that tells most of what all tell.
    pub title: String,
    /// Ids of the sources that may be named.
    pub sources: Vec<String>,
}

/// When a source was published, and how that is known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PublishedExport {
    /// EDTF (ISO 8601-2); nothing where unknown.
    pub value: Option<String>,
    /// How it is known.
    pub basis: DateBasisName,
    /// Why, in words.
    pub reason: String,
}

/// An event.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EventExport<'s> {
    /// Stable id: also the fragment on the timeline.
    pub id: String,
    /// EDTF (ISO 8601-2); nothing where unknown.
    pub date: Option<String>,
    /// How fine the date is; nothing where unknown.
    pub precision: Option<PrecisionName>,
    /// How the date is known.
    pub basis: DateBasisName,
    /// Why that date, in words.
    pub reason: String,
    /// The days that its sources give, in time order, where that is contested; else none.
    pub readings: Vec<ReadingExport<'s>>,
    /// Whether it has taken place.
    pub status: StatusName,
    /// Whether it is history that the story refers to.
    pub background: bool,
    /// The words of the sentence that leads.
    pub title: String,
    /// Weight among the events, 1 the heaviest.
    pub rank: usize,
    /// Ids of the actors named.
    pub actors: Vec<String>,
    /// Number of independent sources.
    pub independent: usize,
    /// Its sentences.
    pub citations: Vec<CitationExport<'s>>,
}

/// One of the days that sources set an event on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingExport<'s> {
    /// EDTF (ISO 8601-2).
    pub value: String,
    /// The sentences that say so.
    pub citations: Vec<CitationExport<'s>>,
}

/// An attributed statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatementExport<'s> {
    /// Stable id: also the fragment on the page of statements.
    pub id: String,
    /// Quoted, reported, or both.
    pub kind: StatementKindName,
    /// What is said; parts that stand apart are joined by a space.
    pub text: String,
    /// Who says it, as the source has it; nothing where it does not say.
    pub speaker: Option<String>,
    /// Id of the actor that the speaker is, where sure.
    pub actor: Option<String>,
    /// The party that the speaker belongs to.
    pub party: Option<String>,
    /// Why, in words.
    pub party_reason: Option<String>,
    /// The words of saying.
    pub cue: Option<String>,
    /// The sentence in which it begins.
    pub citations: Vec<CitationExport<'s>>,
}

/// Somebody or something that is named.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActorExport<'s> {
    /// Stable id: also the fragment on the page of actors.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: ActorKindName,
    /// Role, as a source gives it.
    pub role: Option<String>,
    /// Side of the story.
    pub party: Option<String>,
    /// Why it belongs to that party, in words: an inference, unless the editor set it.
    pub party_reason: Option<String>,
    /// Every spelling with the number of times.
    pub aliases: Vec<AliasExport>,
    /// Every mention.
    pub mentions: Vec<CitationExport<'s>>,
}

/// A spelling of a name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AliasExport {
    /// The spelling.
    pub text: String,
    /// The number of times.
    pub count: usize,
}

/// What independent sources tell alike.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AgreementExport<'s> {
    /// Stable id.
    pub id: String,
    /// The words of the clearest sentence.
    pub text: String,
    /// Ids of the sources that tell it.
    pub sources: Vec<String>,
    /// Number of independent ones among them.
    pub independent: usize,
    /// One sentence of each.
    pub citations: Vec<CitationExport<'s>>,
}

/// Something that a source says is not known, not decided or awaited.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuestionExport<'s> {
    /// Stable id.
    pub id: String,
    /// The words of the sentence.
    pub text: String,
    /// The words by which it was found.
    pub cue: String,
    /// The sentence, and those of other sources that leave the same open.
    pub citations: Vec<CitationExport<'s>>,
}

/// Something in which sources differ.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DisagreementExport<'s> {
    /// Stable id: also the fragment on the page of disagreements.
    pub id: String,
    /// How they differ.
    #[serde(rename = "type")]
    pub kind: DisagreementKindName,
    /// What it is about.
    pub topic: String,
    /// Why it was found, in words.
    pub reason: String,
    /// Whether the editor resolved it.
    pub resolved: bool,
    /// Two or more readings, in the order of their dates.
    pub readings: Vec<ReadingOfExport<'s>>,
}

/// What some of the sources say where others say something else.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingOfExport<'s> {
    /// The words that make the difference.
    pub value: String,
    /// Date of the source in EDTF; nothing where unknown.
    pub as_of: Option<String>,
    /// The sentences that say so.
    pub citations: Vec<CitationExport<'s>>,
}

/// How sources differ: in what cannot both be right, in the moment they tell of, in words or credit, in a way that cannot be
/// told, in the spelling of a name.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum DisagreementKindName {
    /// They cannot both be right.
    #[serde(rename = "conflict")]
    Conflict,
    /// The later reading replaces the earlier.
    #[serde(rename = "status change")]
    StatusChange,
    /// Another word, credit or wording.
    #[serde(rename = "framing")]
    Framing,
    /// It cannot be told whether they differ.
    #[serde(rename = "ambiguity")]
    Ambiguity,
    /// Another spelling of a name.
    #[serde(rename = "spelling")]
    Spelling,
}

/// The consolidated briefing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BriefingExport<'s> {
    /// Its sections; the first is `summary`.
    pub sections: Vec<SectionExport<'s>>,
}

/// A section of the briefing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SectionExport<'s> {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its items.
    pub items: Vec<ItemExport<'s>>,
}

/// One statement of the briefing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ItemExport<'s> {
    /// The words: a source's, or the editor's.
    pub text: String,
    /// Whether they are the editor's own.
    pub editor: bool,
    /// What they rest on.
    pub citations: Vec<CitationExport<'s>>,
    /// Parts of the score by which the item was chosen.
    pub score: BTreeMap<&'static str, f64>,
}

/// As of when the story is told.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EditionExport {
    /// The newest date of a source in EDTF; nothing where no source has one.
    pub as_of: Option<String>,
    /// How that is known.
    pub basis: DateBasisName,
    /// Number of sources, those that are not shown among them.
    pub sources: usize,
}

/// Words of a source and where they stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CitationExport<'s> {
    /// Id of the source.
    pub source: &'s str,
    /// Id of the sentence: also the fragment on the source's page.
    pub sentence: &'s str,
    /// First character, in Unicode scalar values of the decoded file.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What stands there, exactly.
    pub text: &'s str,
    /// Page and fragment, relative to the site's root.
    pub href: String,
}

/// Names of values as the data writes them, each made from the domain's own.
macro_rules! names {
    ($(#[$about:meta])* $name:ident { $($variant:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
        #[serde(rename_all = "lowercase")]
        #[allow(missing_docs, reason = "the names are those of the domain types")]
        pub enum $name { $($variant),* }
    };
}

names! { /// How a date is known.
DateBasisName { Declared, Printed, Resolved, Inferred, Contested, Unknown } }
names! { /// How something about a source is known.
BasisName { Declared, Printed, Filename, Derived } }
names! { /// What may be shown of a source.
PolicyName { Full, Excerpt, Link } }
names! { /// How fine a date is.
PrecisionName { Day, Month, Year, Decade, Century } }
names! { /// Whether an event has taken place.
StatusName { Happened, Scheduled } }
names! { /// Where the day of a source stands among those of the others.
OrderName { First, Later, Undated } }
names! { /// How a statement is given.
StatementKindName { Direct, Indirect, Mixed } }
names! { /// What an actor is.
ActorKindName { Person, Organisation, State, Place, Unknown } }

/// A commitment, offer, demand, refusal or alleged violation, in the words of the sources. What no sentence of it states
/// is empty.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CommitmentExport<'s> {
    /// Stable id: also the fragment on the page of commitments.
    pub id: String,
    /// What it is.
    pub kind: CommitmentKindName,
    /// What is owed, offered, wanted, refused or said to be broken, in the words of the telling that leads.
    pub what: Option<String>,
    /// Who owes it or is said to have broken it.
    pub by: Option<String>,
    /// To whom; of a demand, who wants it.
    pub to: Option<String>,
    /// Under which instrument.
    pub instrument: Option<String>,
    /// How it stands in the words of the sources.
    pub status: CommitmentStatusName,
    /// Since when; of a violation, when.
    pub since: Option<SinceExport>,
    /// Who says so, where that is not the source itself.
    pub alleged_by: Vec<CitationExport<'s>>,
    /// Who says that it is not so.
    pub denied_by: Vec<CitationExport<'s>>,
    /// What is said to follow a breach.
    pub consequence: Vec<CitationExport<'s>>,
    /// Who or what is said to look whether it is kept.
    pub verification: Vec<CitationExport<'s>>,
    /// Number of independent sources.
    pub independent: usize,
    /// Its sentences.
    pub citations: Vec<CitationExport<'s>>,
}

/// Since when something holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SinceExport {
    /// EDTF (ISO 8601-2).
    pub value: String,
    /// How it is known.
    pub basis: DateBasisName,
    /// Why, in words.
    pub reason: String,
}

/// What an entry of the ledger is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKindName {
    /// An instrument that two or more concluded.
    Agreement,
    /// Somebody’s word that something will be done.
    Pledge,
    /// What an instrument lays on somebody.
    Obligation,
    /// What somebody would do.
    Offer,
    /// What one side wants another to do.
    Demand,
    /// What somebody will not do or take.
    Refusal,
    /// What somebody is said to have done against an instrument.
    Violation,
}

/// How an entry of the ledger stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStatusName {
    /// Agreed, given or laid down.
    InForce,
    /// Put forward.
    Proposed,
    /// Turned down.
    Refused,
    /// Said to be kept.
    SaidMet,
    /// Said to be broken.
    SaidBroken,
    /// Said to be over.
    Ended,
    /// Said by one and denied by another.
    Disputed,
}
