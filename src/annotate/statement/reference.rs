//! Whom a pronoun or a description stands for: "he said", "the official added".
//!
//! In: the words for a speaker, and what is known of the text before them. Out: the words that name or describe the
//! speaker, where one reading is left; none rather than a guessed one. Knows nothing of other articles.

mod described;
mod person;

use crate::annotate::actor::{ActorKind, Gender, LocalActor, Mentions};
use crate::corpus::Article;
use crate::text::Span;

use super::Statement;
use super::quotes::quotations;
use super::speaker::{Speaking, speaking};

/// What is known where a speaker is met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) article: &'a Article,
    pub(super) actors: &'a [LocalActor],
    /// The gender of each actor, where that is known.
    pub(super) genders: &'a [Option<Gender>],
    pub(super) mentions: &'a Mentions,
    /// The statements before, in text order.
    pub(super) found: &'a [Statement],
}

impl Known<'_> {
    /// Who the words for the speaker of `content` stand for: the words that name or describe it first. `None` where they
    /// name somebody themselves, and where several could be meant.
    pub(super) fn antecedent(&self, who: Span, content: &[Span]) -> Option<Span> {
        let words = who.of(&self.article.text).to_lowercase();
        if words.starts_with("both ") {
            // "Both the city and the union": the two of them.
            return Some(Span::new(who.start + "both ".len(), who.end));
        }
        match words.as_str() {
            "he" => self.person(who, Gender::Male, content),
            "she" => self.person(who, Gender::Female, content),
            "they" | "it" => self.group(who, &words),
            "who" | "which" => self.relative(who, &words),
            _ => self.described(who, &words),
        }
    }

    /// A body or several people who spoke last, right before.
    fn group(&self, who: Span, pronoun: &str) -> Option<Span> {
        let sentence = self.article.sentence_at(who.start)?;
        let Some((last, before)) = self.last_speaker(sentence) else {
            return self.opening_group(sentence, who).filter(|_| pronoun == "they");
        };
        let elsewhere = before.start < self.article.sentences[sentence].span.start;
        if let Some(many) = self.opening_group(sentence, who).filter(|_| pronoun == "they" && elsewhere) {
            return Some(many);
        }
        let kind = last.actor.map(|actor| self.actors[actor].kind);
        let head = self.head_of(before);
        let many = head == Some(Speaking::Many);
        let fits = match kind {
            Some(ActorKind::Organisation) => true,
            Some(ActorKind::State) => pronoun == "it",
            Some(_) => false,
            None => many == (pronoun == "they") && matches!(head, Some(Speaking::Many | Speaking::Body)),
        };
        fits.then_some(before)
    }

    /// People of one kind whom the sentence of "they" speaks of before it, and of no others: "Port officials".
    fn opening_group(&self, sentence: usize, who: Span) -> Option<Span> {
        let text = &self.article.text;
        let from = self.article.sentences[sentence].span.start;
        let before = text.get(from..who.start)?;
        let words: Vec<(usize, &str)> = crate::text::token::tokens(before, from)
            .iter()
            .filter(|token| token.is_word)
            .map(|token| (token.span.start, token.span.of(text)))
            .collect();
        let is_many = |word: &str| word != "people" && speaking(word) == Some(Speaking::Many);
        let mut all = words.iter().enumerate().filter(|(_, (_, word))| is_many(word));
        let (at, &(start, word)) = all.next().filter(|_| all.next().is_none())?;
        let capital = |(_, word): &&(usize, &str)| word.starts_with(char::is_uppercase);
        let first = words[..at].iter().rev().take_while(capital).last().map_or(start, |(start, _)| *start);
        let span = Span::new(first, start + word.len());
        (!span.of(text).contains(',') && !self.is_quoted(span)).then_some(span)
    }

    /// The name right before "who", that of a body or a state before "which".
    fn relative(&self, who: Span, pronoun: &str) -> Option<Span> {
        let text = &self.article.text;
        let sentence = self.article.sentence_at(who.start)?;
        let start = self.article.sentences[sentence].span.start;
        let (mention, actor) = self.mentions.within(Span::new(start, who.start)).last()?;
        let between = text.get(mention.end..who.start)?.trim();
        let before = text.get(start..mention.start)?.split_whitespace().next_back().unwrap_or("");
        // "a lawyer for Ann Lee, who said": one or the other.
        let owned = matches!(before, "for" | "of" | "and" | "or");
        let acts = match self.actors[actor].kind {
            ActorKind::Place => false,
            ActorKind::Person => pronoun == "who",
            ActorKind::Organisation | ActorKind::State | ActorKind::Unknown => true,
        };
        (matches!(between, "" | ",") && acts && !owned).then_some(mention)
    }

    /// The last statement with a speaker, in this sentence or the one before it in the same paragraph.
    fn last_speaker(&self, sentence: usize) -> Option<(&Statement, Span)> {
        let last = self.found.iter().rev().find(|s| !s.speaker.is_empty())?;
        let at = last.speaker.first().and_then(|w| self.article.sentence_at(w.start))?;
        let near = at == sentence || last.sentence.max(at) + 1 >= sentence;
        let before = last.antecedent.or(last.speaker.first().copied())?;
        let together = self.article.sentences[at].block == self.article.sentences[sentence].block;
        (near && together).then_some((last, before))
    }

    /// What the noun is that words for a speaker are about: the last before "of", "for", "in", "who" or a comma.
    fn head_of(&self, words: Span) -> Option<Speaking> {
        let lower = words.of(&self.article.text).to_lowercase();
        let of =
            |word: &&str| !matches!(*word, "of" | "for" | "in" | "at" | "from" | "who" | "close" | "familiar" | "with");
        let head = lower.split(',').next()?.split_whitespace().take_while(of).last()?;
        speaking(head)
    }

    /// Whether `span` stands in quotation marks.
    fn is_quoted(&self, span: Span) -> bool {
        let Some(sentence) = self.article.sentence_at(span.start) else { return false };
        let block = self.article.block_of(sentence).span;
        quotations(&self.article.text, block).iter().any(|quote| quote.overlaps(span))
    }
}
