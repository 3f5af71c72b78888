//! Actors: people, organisations, states and places that a text names.

use crate::corpus::Article;
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

/// An actor of one article, its mentions folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalActor {
    /// The fullest name, titles stripped.
    pub name: String,
    /// Person, organisation, state, place.
    pub kind: ActorKind,
    /// The role a text gives a person: `Defence Minister`.
    pub role: Option<String>,
    /// Its mentions in text order.
    pub mentions: Vec<Span>,
}

/// Finds the named actors of an article.
pub fn find(article: &Article) -> Vec<LocalActor> {
    let _ = article;
    Vec::new()
}
