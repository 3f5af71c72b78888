//! Which actor the words for a speaker mean.

use crate::text::Span;

use super::lexicon::{Class, class};
use super::{ActorKind, LocalActor};

/// The mentions of all actors by their place, so that a speaker's are found without a look at all the others.
#[derive(Debug, Clone)]
pub struct Mentions(Vec<(Span, usize)>);

impl Mentions {
    /// Sorts the mentions of an article's actors.
    pub fn new(actors: &[LocalActor]) -> Self {
        let mut all = Vec::new();
        for (index, actor) in actors.iter().enumerate() {
            all.extend(actor.mentions.iter().map(|&mention| (mention, index)));
        }
        all.sort_unstable();
        Mentions(all)
    }

    /// The mentions within `span` in text order, each with the index of its actor.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        let from = self.0.partition_point(|(mention, _)| mention.start < span.start);
        let near = self.0[from..].iter().take_while(move |(mention, _)| mention.start < span.end);
        near.filter(move |(mention, _)| span.contains(*mention)).copied()
    }
}

/// The actor that a speaker is, as an index into `actors`: one whose name heads the speaker's words, alone, behind a title
/// or role ("harbour master Ann Lee"), or before an apposition. `None` where the words are of somebody else: "a spokesman
/// for Ann Lee", "Ann Lee’s lawyer".
pub fn of_speaker(speaker: Span, text: &str, actors: &[LocalActor], mentions: &Mentions) -> Option<usize> {
    let head = head(speaker, text);
    // "The mayor, Ann Lee, and the sheriff, Tom Park": not one of them alone.
    if speaker.of(text).contains(", and ") {
        return None;
    }
    let mut found = None;
    for (mention, index) in mentions.within(head) {
        let Some(actor) = actors.get(index) else { continue };
        let before = Span::new(head.start, mention.start).of(text).trim();
        let behind = Span::new(mention.end, head.end).of(text);
        let owner = behind.starts_with(['’', '\'']) && !behind.starts_with("’,");
        let may_be = matches!(actor.kind, ActorKind::Person | ActorKind::Unknown);
        let in_apposition = may_be && found.is_none() && is_described(before);
        if actor.kind == ActorKind::Place || owner {
            continue;
        }
        let whole = before.is_empty() || before.eq_ignore_ascii_case("the");
        if whole && closes(behind) {
            return Some(index);
        }
        let described = !before.split_whitespace().any(is_of_another);
        if (described || in_apposition) && closes(behind) && is_named(actor) {
            found = Some(index);
        }
    }
    found.or_else(|| behind_role(speaker, text, actors, mentions))
}

/// Whether the words before a name describe whom it names: "one of her lawyers,", "the leader of the Senate,", which ends
/// with a body. Not "a spokesman for the mayor,": whose name follows is open.
fn is_described(before: &str) -> bool {
    before.strip_suffix(',').is_some_and(|phrase| {
        let one = phrase.get(..7).is_some_and(|opening| opening.eq_ignore_ascii_case("one of "));
        let last = phrase.rsplit(' ').next().unwrap_or(phrase);
        let body = last.starts_with(char::is_uppercase) && class(last).is(Class::BODY);
        !phrase.contains(',') && (one || body)
    })
}

/// The person whose role the words are, or begin: "Kenyan Ambassador" of "Kenyan Ambassador to Peru Ann Lee".
fn behind_role(speaker: Span, text: &str, actors: &[LocalActor], mentions: &Mentions) -> Option<usize> {
    let near = mentions.within(Span::new(speaker.end, speaker.end.saturating_add(LONGEST_ROLE)));
    let fits = |actor: &LocalActor| {
        actor.roles.iter().any(|role| {
            let begins = role.span.start == speaker.start && speaker.end <= role.span.end;
            let next = actor.mentions.iter().find(|mention| mention.start >= role.span.end);
            let close = next.and_then(|mention| text.get(role.span.end..mention.start));
            begins && close.is_some_and(|between| between.trim().is_empty())
        })
    };
    near.map(|(_, index)| index).filter(|&index| actors.get(index).is_some_and(fits)).min()
}

/// Bytes behind the first words of a role within which the name of who has it begins and ends.
const LONGEST_ROLE: usize = 200;

/// The part of a speaker's words that says who it is: an apposition behind it left out.
fn head(speaker: Span, text: &str) -> Span {
    let words = speaker.of(text);
    let comma = words.find(", ").or_else(|| words.find(" who ")).unwrap_or(words.len());
    // "Springfield, Ohio, Mayor Ann Lee" has no apposition: only the first comma is looked at where the rest has no name.
    let end =
        if words[comma..].trim_start_matches([',', ' ']).starts_with(char::is_uppercase) { words.len() } else { comma };
    Span::new(speaker.start, speaker.start + end)
}

/// Whether what follows a name belongs to it: nothing, brackets, an apposition, "himself".
fn closes(behind: &str) -> bool {
    let rest = behind.trim();
    rest.is_empty()
        || rest.starts_with([',', '(', '.', '–', '—'])
        || matches!(rest, "himself" | "herself" | "itself")
        || rest.starts_with("of ")
}

/// A word before a name that makes the words somebody else's.
fn is_of_another(word: &str) -> bool {
    let bare = word.trim_end_matches(',');
    let owner = ["’s", "'s"].iter().any(|ending| bare.ends_with(ending));
    !owner
        && (matches!(bare, "of" | "for" | "to" | "by" | "with" | "from" | "in" | "at" | "on" | "near" | "and" | "or"))
}

/// A person, or a name that may be one's: "team member Ann Lee", "the group Harbour Watch".
fn is_named(actor: &LocalActor) -> bool {
    actor.kind == ActorKind::Person
        || (actor.kind == ActorKind::Unknown && actor.name.contains(' '))
        || (actor.kind == ActorKind::Organisation && !actor.name.split(' ').any(|word| class(word).is(Class::TITLE)))
}
