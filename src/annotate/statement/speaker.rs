//! Whether words before or behind a cue are somebody who speaks.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::annotate::actor::{LocalActor, lines, states, title};
use crate::text::Span;
use crate::text::token::without_possessive;

static SPEAKERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("speakers.txt")).collect());

/// Whether a lower-case noun is one for people or bodies that speak: `official`, `spokeswoman`, `mayor`.
pub(super) fn is_speaking_noun(word: &str) -> bool {
    SPEAKERS.contains(word) || title(word) == Some(crate::annotate::actor::Title::Role)
}

/// The mentions of all actors by their place, so that a speaker's are found without a look at all the others.
pub(super) struct Mentions(Vec<(Span, usize)>);

impl Mentions {
    pub(super) fn new(actors: &[LocalActor]) -> Self {
        let of =
            |(index, actor): (usize, &LocalActor)| actor.mentions.iter().map(move |&m| (m, index)).collect::<Vec<_>>();
        let mut all: Vec<(Span, usize)> = actors.iter().enumerate().flat_map(of).collect();
        all.sort_unstable();
        Mentions(all)
    }

    /// The mentions within `span` with the index of their actor, actor by actor.
    fn within(&self, span: Span) -> Vec<(usize, Span)> {
        let from = self.0.partition_point(|(mention, _)| mention.start < span.start);
        let near = self.0[from..].iter().take_while(|(mention, _)| mention.start <= span.end);
        let mut found: Vec<(usize, Span)> =
            near.filter(|(mention, _)| span.contains(*mention)).map(|&(mention, index)| (index, mention)).collect();
        found.sort_unstable();
        found
    }
}

/// The actor that a speaker is: an actor whose name is all of it, the name of a person in it, or a name of two and more
/// words that ends it, behind what it is: "harbour master Ann Lee".
pub(super) fn actor_of(speaker: Span, text: &str, actors: &[LocalActor], mentions: &Mentions) -> Option<usize> {
    use crate::annotate::ActorKind;
    let (mut person, mut described) = (None, None);
    for (index, mention) in mentions.within(speaker) {
        if let Some(actor) = actors.get(index) {
            let before = Span::new(speaker.start, mention.start).of(text).trim_end().to_lowercase();
            let whole = matches!(before.as_str(), "" | "the") && rest_is_empty(speaker, mention, text);
            if whole && actor.kind != ActorKind::Place {
                return Some(index);
            }
            // "a spokesman for Ann Lee" is not Ann Lee.
            let of_another = before.split_whitespace().any(|w| {
                matches!(w, "of" | "for" | "to" | "by" | "with" | "from")
                    || actor.kind == ActorKind::Unknown && matches!(w, "in" | "at" | "on" | "near" | "and")
            });
            let owner = Span::new(mention.end, speaker.end).of(text).starts_with(['’', '\'']);
            if actor.kind == ActorKind::Person && !of_another && !owner && person.is_none() {
                person = Some(index);
            }
            let words = mention.of(text).split_whitespace().count();
            let described_by =
                before.rsplit(' ').next().is_some_and(|w| w != "the" && w.ends_with(char::is_alphabetic));
            let ends = mention.end == speaker.end && words > 1 && described_by;
            if actor.kind == ActorKind::Unknown && ends && !of_another && described.is_none() {
                described = Some(index);
            }
        }
    }
    person.or(described)
}

/// Nothing but an acronym in brackets or an apposition follows.
fn rest_is_empty(speaker: Span, mention: Span, text: &str) -> bool {
    let rest = Span::new(mention.end, speaker.end).of(text).trim();
    rest.is_empty() || rest.starts_with(',') || (rest.starts_with('(') && rest.ends_with(')'))
}

/// The state that an adjective or a name in a speaker belongs to: "Kenyan officials", "Kenya’s foreign ministry".
pub fn state_of(speaker: &str) -> Option<&'static str> {
    let mut found: Option<&'static str> = None;
    for word in speaker.split(|c: char| c.is_whitespace() || c == ',') {
        let bare = without_possessive(word);
        if let Some((state, _)) = states::state(bare).filter(|_| bare.chars().next().is_some_and(char::is_uppercase)) {
            if found.is_some_and(|other| other != state) {
                return None;
            }
            found = Some(state);
        }
    }
    found
}
