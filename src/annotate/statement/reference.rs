//! Whom a pronoun or a description stands for: "he said", "the official added".
//!
//! Only where one reading is left. A pronoun stands for the person who spoke right before, or for the only person that
//! the sentence before names; a description for the one speaker or the one actor that was described by the same noun.

use crate::annotate::actor::{ActorKind, LocalActor, Mentions};
use crate::corpus::Article;
use crate::text::Span;

use super::Statement;

/// What is known where a speaker is met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) article: &'a Article,
    pub(super) actors: &'a [LocalActor],
    pub(super) mentions: &'a Mentions,
    /// The statements before, in text order.
    pub(super) found: &'a [Statement],
}

impl Known<'_> {
    /// Who the words for a speaker stand for: the words that name or describe it first. `None` where they name somebody
    /// themselves, and where several could be meant.
    pub(super) fn antecedent(&self, who: Span) -> Option<Span> {
        let words = who.of(&self.article.text).to_lowercase();
        match words.as_str() {
            "he" | "she" => self.person(who),
            "they" => self.group(who),
            _ => self.described(who, &words),
        }
    }

    /// The person who spoke in this sentence or the one before, or whom alone the sentence before names.
    fn person(&self, who: Span) -> Option<Span> {
        let sentence = self.article.sentence_at(who.start)?;
        let start = self.article.sentences[sentence].span.start;
        let others: Vec<usize> = self.persons(Span::new(start, who.start)).iter().map(|(_, actor)| *actor).collect();
        if let Some((last, before)) = self.last_speaker(sentence) {
            let actor = last.actor.filter(|&a| self.actors[a].kind == ActorKind::Person)?;
            return others.iter().all(|&other| other == actor).then_some(before);
        }
        let before = sentence.checked_sub(1).filter(|&s| self.is_together(s, sentence))?;
        let named = self.persons(self.article.sentences[before].span);
        let (first, actor) = *named.first()?;
        let alone = named.iter().all(|&(_, other)| other == actor) && others.iter().all(|&other| other == actor);
        let owner = self.article.text[first.end..].starts_with(['’', '\'']);
        (alone && !owner).then_some(first)
    }

    /// A plural speaker right before.
    fn group(&self, who: Span) -> Option<Span> {
        let sentence = self.article.sentence_at(who.start)?;
        let (last, before) = self.last_speaker(sentence)?;
        let is_person = last.actor.is_some_and(|a| self.actors[a].kind == ActorKind::Person);
        let words = before.of(&self.article.text);
        let plural = words.split_whitespace().any(|w| w.ends_with('s') && w.starts_with(char::is_lowercase));
        (!is_person && plural).then_some(before)
    }

    /// "the official" behind "a senior security official"; "the minister" where the text has one minister.
    fn described(&self, who: Span, words: &str) -> Option<Span> {
        let noun =
            words.strip_prefix("the ").filter(|noun| !noun.contains(' ') && super::speaker::is_speaking_noun(noun))?;
        let introduced = |s: &&Statement| {
            let words = s.speaker.first().map(|w| w.of(&self.article.text).to_lowercase()).unwrap_or_default();
            words != format!("the {noun}") && words.split(|c: char| !c.is_alphanumeric()).any(|w| w == noun)
        };
        let mut before = self.found.iter().filter(introduced).filter_map(|s| s.speaker.first().copied());
        let first = before.next();
        let text = |span: Span| span.of(&self.article.text).to_lowercase();
        let single = first.filter(|&f| before.all(|other| text(other) == text(f)));
        let titled = |actor: &&LocalActor| {
            actor.role.as_ref().is_some_and(|role| role.to_lowercase().rsplit(' ').next() == Some(noun))
        };
        let mut holders = self.actors.iter().filter(titled);
        let holder = holders.next().filter(|_| holders.next().is_none());
        match (first, single, holder) {
            (Some(_), single, None) => single,
            (None, _, Some(actor)) => actor.mentions.iter().copied().find(|m| m.end <= who.start),
            _ => None,
        }
    }

    /// The last statement with a speaker, in this sentence or the one before it in the same paragraph.
    fn last_speaker(&self, sentence: usize) -> Option<(&Statement, Span)> {
        let last = self.found.last()?;
        let at = last.speaker.first().and_then(|w| self.article.sentence_at(w.start)).unwrap_or(last.sentence);
        let near = at == sentence || last.sentence + 1 >= sentence;
        let before = last.antecedent.or(last.speaker.first().copied())?;
        (near && self.is_together(at, sentence)).then_some((last, before))
    }

    fn is_together(&self, one: usize, other: usize) -> bool {
        self.article.sentences[one].block == self.article.sentences[other].block
    }

    /// The mentions of persons within `span`, in text order.
    fn persons(&self, span: Span) -> Vec<(Span, usize)> {
        let mut found: Vec<(Span, usize)> =
            self.mentions.within(span).filter(|&(_, actor)| self.actors[actor].kind == ActorKind::Person).collect();
        found.sort_unstable();
        found
    }
}
