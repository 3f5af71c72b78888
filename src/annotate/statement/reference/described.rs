//! "The official added", "the foreign minister said", "the union said": who was described or named by that noun.

use crate::annotate::actor::{ActorKind, LocalActor, office};
use crate::text::Span;

use super::super::Statement;
use super::super::speaker::{Speaking, is_speaking_noun, speaking};
use super::Known;

/// Most words of a description behind its article.
const LONGEST: usize = 3;
/// Sentences between the holder of an office that every state has, and the words that mean it.
const NEAR: usize = 3;

/// Bytes before a description in which others of the kind are looked for.
const REMEMBERED: usize = 20_000;

impl Known<'_> {
    /// "the official" behind "a senior security official"; "the minister" where the text has one minister; "the union"
    /// where it has one union.
    pub(super) fn described(&self, who: Span, words: &str) -> Option<Span> {
        let what = words.strip_prefix("the ").filter(|what| what.split(' ').count() <= LONGEST)?;
        let noun = what.rsplit(' ').next().filter(|noun| is_speaking_noun(noun))?;
        // "the Ann Lee official"
        let plain = who.of(&self.article.text).split(' ').skip(1).all(|w| w.starts_with(char::is_lowercase));
        if !plain {
            return None;
        }
        match speaking(noun)? {
            Speaking::One => self.holder(who, what),
            Speaking::Body => self.body(who, what).or_else(|| self.introduced(what)),
            Speaking::Many => self.introduced(what),
            Speaking::Text => None,
        }
    }

    /// The one person who was introduced by the words, or who has the office that they name.
    fn holder(&self, who: Span, what: &str) -> Option<Span> {
        let before = |actor: &&LocalActor| actor.mentions.first().is_some_and(|first| first.end <= who.start);
        let mut holders =
            self.actors.iter().filter(before).filter(|a| a.roles.iter().any(|r| is_office(&r.text, what)));
        let holder = holders.next();
        let several = holders.next().is_some();
        match (holder, several, self.is_introduced(what)) {
            (None, _, true) => self.introduced(what),
            (Some(actor), false, false) => self.near(actor, who, what),
            _ => None,
        }
    }

    /// The last mention of the holder of an office: of one that every state has, only where it is near.
    fn near(&self, actor: &LocalActor, who: Span, what: &str) -> Option<Span> {
        let last = actor.mentions.iter().copied().rfind(|m| m.end <= who.start)?;
        let here = self.article.sentence_at(who.start)?;
        let there = self.article.sentence_at(last.start)?;
        let noun = what.rsplit(' ').next().unwrap_or(what);
        let of_states = matches!(
            noun,
            "president"
                | "minister"
                | "premier"
                | "chancellor"
                | "king"
                | "queen"
                | "leader"
                | "secretary"
                | "governor"
                | "ambassador"
        );
        // Who is of a state may not be the one of that office whom the text has in mind all along.
        let is_own = actor.state.is_none() && !actor.roles.iter().any(|role| role.text.starts_with(char::is_lowercase));
        let between = Span::new(last.end, who.start);
        let alone = !self
            .mentions
            .within(between)
            .any(|(_, other)| self.actors[other].kind == ActorKind::Person && self.actors[other].name != actor.name);
        (!of_states || is_own || here <= there + NEAR && alone).then_some(last)
    }

    fn is_introduced(&self, what: &str) -> bool {
        self.found.iter().any(|s| self.introduces(s, what))
    }

    /// Whether the speaker of a statement is described by more than these words, and by their noun.
    fn introduces(&self, statement: &Statement, what: &str) -> bool {
        let Some(words) = statement.speaker.first().map(|w| w.of(&self.article.text).to_lowercase()) else {
            return false;
        };
        let Some((article, rest)) = words.split_once(' ') else { return words == what };
        let ends =
            |words: &str| words == what || words.ends_with(what) && words[..words.len() - what.len()].ends_with(' ');
        let of =
            |word: &&str| !matches!(*word, "of" | "for" | "in" | "at" | "from" | "who" | "close" | "familiar" | "with");
        let head = rest.split(',').next().unwrap_or(rest).split(' ').take_while(of).collect::<Vec<_>>().join(" ");
        let same = article == "the" && rest == what;
        !same && (ends(&head) || ends(&words))
    }

    /// The one speaker whom these words describe.
    fn introduced(&self, what: &str) -> Option<Span> {
        let lower = |span: Span| span.of(&self.article.text).to_lowercase();
        let mut all = self.found.iter().filter(|s| self.introduces(s, what)).filter_map(|s| s.speaker.first().copied());
        let first = all.next()?;
        all.all(|other| lower(other) == lower(first)).then_some(first)
    }

    /// The one body whose name ends in the noun, named before, where the text speaks of no other: "a union", "unions".
    fn body(&self, who: Span, what: &str) -> Option<Span> {
        if what.contains(' ') {
            return None;
        }
        let text = &self.article.text;
        let from = (who.start.saturating_sub(REMEMBERED)..=who.start).find(|&at| text.is_char_boundary(at))?;
        let text = text.get(from..who.start)?;
        let named = |actor: &&LocalActor| {
            let last = actor.name.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == what);
            actor.kind == ActorKind::Organisation && last && actor.mentions.first().is_some_and(|m| m.end <= who.start)
        };
        let mut bodies = self.actors.iter().filter(named);
        let body = bodies.next().filter(|_| bodies.next().is_none())?;
        let of_many = |at: usize| {
            let before = text[..at].split_whitespace().next_back().unwrap_or("");
            let whole = text[at + what.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            text[..at].ends_with(' ') && !(whole && matches!(before, "the" | "The" | "its" | "their"))
        };
        if text.match_indices(what).any(|(at, _)| of_many(at)) {
            return None;
        }
        body.mentions.iter().copied().rfind(|m| m.end <= who.start)
    }
}

/// Whether a role is that which the words name: "Kenyan Defence Minister" that of "the defence minister" and "the minister",
/// not "Vice President" or "former President" that of "the president".
fn is_office(role: &str, what: &str) -> bool {
    let role = office(role);
    let Some(before) = role.strip_suffix(what) else { return false };
    let before = before.trim_end();
    let other = |word: &str| {
        word.starts_with("vice")
            || matches!(
                word,
                "deputy" | "assistant" | "former" | "ex" | "then" | "late" | "under" | "acting" | "outgoing"
            )
    };
    (before.is_empty() || role.len() > before.len() + what.len()) && !before.split([' ', '-']).any(other)
}

#[cfg(test)]
mod tests {
    use super::is_office;

    #[test]
    fn an_office_is_not_that_beside_it() {
        for (role, what, is) in [
            ("Kenyan Defence Minister", "minister", true),
            ("Kenyan Defence Minister", "defence minister", true),
            ("Gov.", "governor", true),
            ("Vice President", "president", false),
            ("former President", "president", false),
            ("Vice President", "vice president", true),
            ("Deputy Mayor", "mayor", false),
            ("Chair of the Board", "chair", true),
        ] {
            assert_eq!(is_office(role, what), is, "{role} {what}");
        }
    }
}
