//! Actors: people, organisations and states that a text names, their mentions folded.
//!
//! In: an article. Out: [`LocalActor`]s. A name is kept only where something beside its capitals shows what it is:
//! a title before it, a word for a body in it, an acronym, a table of states, or that it comes again.
//! Knows nothing of other articles.

mod evidence;
mod find;
mod gather;
mod gender;
mod lexicon;
mod read;
mod runs;
mod speaker;
pub mod spelling;
pub mod states;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use crate::text::rows as lines;
pub use find::find;
pub use gender::{Gender, genders};
pub use speaker::{Mentions, of_speaker};
pub(crate) use words::is_generation;

use crate::text::Span;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorKind {
    /// A person.
    Person,
    /// A company, agency, party, armed group or other body.
    Organisation,
    /// A state or its government, also under its capital's name where that is meant.
    State,
    /// A place that does not act.
    Place,
    /// Named, but what it is could not be told.
    Unknown,
}

impl ActorKind {
    /// As exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::State => "state",
            ActorKind::Place => "place",
            ActorKind::Unknown => "unknown",
        }
    }
}

/// What a person is, as a text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The words, on one line.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// An actor of one article, its mentions folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalActor {
    /// The fullest name, titles stripped.
    pub name: String,
    /// Person, organisation, state, place.
    pub kind: ActorKind,
    /// The fullest role that the text gives a person: `Defence Minister`.
    pub role: Option<String>,
    /// Every role that the text gives, in text order, each wording once.
    pub roles: Vec<Role>,
    /// The state that its name or its title ties it to: of the `Kenyan Navy` and of `Kenyan Minister Ann Lee`.
    pub state: Option<&'static str>,
    /// An acronym that the text gives in brackets behind the name.
    pub acronym: Option<String>,
    /// Its mentions in text order.
    pub mentions: Vec<Span>,
}

/// What a word before a person's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// Mr, Dr.
    Courtesy,
    /// Dame, Sheikh.
    Honorific,
    /// President, Minister.
    Role,
}

/// What a lower-case word is as a title.
pub(crate) fn title(word: &str) -> Option<Title> {
    lexicon::class(word).title()
}

/// Whether a word is a role or another title before a name, whatever its case.
pub(crate) fn is_role(word: &str) -> bool {
    title(word).is_some()
}

/// A role in lower case as it is said without a name: its abbreviations spelled out, what it is of left out.
pub(crate) fn office(role: &str) -> String {
    let lower = role.to_lowercase();
    let head =
        [" of ", " for ", " to "].iter().filter_map(|of| lower.find(of)).min().map_or(&*lower, |at| &lower[..at]);
    let spelled = |word: &str| match word.trim_end_matches('.') {
        "gov" => "governor".to_owned(),
        "sen" => "senator".to_owned(),
        "rep" => "representative".to_owned(),
        "gen" => "general".to_owned(),
        "lt" => "lieutenant".to_owned(),
        "col" => "colonel".to_owned(),
        "capt" => "captain".to_owned(),
        "sgt" => "sergeant".to_owned(),
        other => other.to_owned(),
    };
    head.split_whitespace().map(spelled).collect::<Vec<_>>().join(" ")
}
