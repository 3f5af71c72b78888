//! "He said", "she said": who is spoken of there.
//!
//! The reading goes back from the pronoun, sentence by sentence, and stops at the first that speaks of a person outside
//! quotation marks: who speaks there, else who alone is named, else whom the sentence opens with. A sentence that leaves two
//! open, or that also speaks of somebody without a name, ends the search with nobody.

use crate::annotate::actor::{ActorKind, Gender, is_role};
use crate::corpus::Sentence;
use crate::text::Span;

use super::super::Statement;
use super::super::quotes::{quotations, quoted_share};
use super::super::speaker::{Speaking, speaking};
use super::Known;

/// Sentences looked at before that of the pronoun, and those among them that may speak of nobody.
const BACK: usize = 6;
const EMPTY: usize = 2;

/// Whom a stretch of text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoken {
    /// One person: by these words.
    Of(Span),
    /// Of several, or of somebody whom nothing names.
    Unclear,
    /// Of nobody whom the pronoun could mean.
    Nobody,
}

impl Known<'_> {
    /// The words that name or describe the person whom the pronoun `who` of a statement means.
    pub(super) fn person(&self, who: Span, gender: Gender, content: &[Span]) -> Option<Span> {
        let sentences = &self.article.sentences;
        let own = self.article.sentence_at(who.start)?;
        let opening = Span::new(sentences[own].span.start, who.start);
        match self.spoken_of(opening, gender, content) {
            Spoken::Of(words) => return Some(words),
            Spoken::Unclear => return None,
            Spoken::Nobody => {}
        }
        let mut empty = 0;
        for before in (own.saturating_sub(BACK)..own).rev() {
            let sentence = &sentences[before];
            if !self.article.block_of(before).kind.is_body() {
                return None;
            }
            // The quotation of the statement itself, and others that fill their sentences, speak of nobody.
            if content.iter().any(|c| c.contains(sentence.span)) || self.is_all_quoted(sentence) {
                continue;
            }
            match self.spoken_of(sentence.span, gender, content) {
                Spoken::Of(words) => return Some(words),
                Spoken::Unclear => return None,
                Spoken::Nobody => empty += 1,
            }
            if empty > EMPTY {
                return None;
            }
        }
        None
    }

    /// Whether a sentence is a quotation, and says nothing of who speaks.
    fn is_all_quoted(&self, sentence: &Sentence) -> bool {
        let cued = self.found.iter().any(|s| s.cue.iter().chain(&s.speaker).any(|c| sentence.span.contains(*c)));
        let block = self.article.blocks.get(sentence.block).map_or(sentence.span, |block| block.span);
        !cued && quoted_share(&self.article.text, sentence.span, &quotations(&self.article.text, block)) > 0.9
    }

    /// Whom `span`, a sentence or its beginning, speaks of outside quotation marks and outside `content`.
    fn spoken_of(&self, span: Span, gender: Gender, content: &[Span]) -> Spoken {
        let speaking: Vec<&Statement> =
            self.found.iter().filter(|s| s.speaker.first().is_some_and(|w| span.contains(*w))).collect();
        let mut speakers: Vec<(Span, Option<usize>)> = Vec::new();
        for statement in &speaking {
            if self.is_aside(span, statement, gender) {
                return Spoken::Unclear;
            }
            match self.speaker(statement, gender) {
                Spoken::Of(words) => speakers.push((words, statement.actor)),
                Spoken::Unclear => return Spoken::Unclear,
                Spoken::Nobody => {}
            }
        }
        if let Some(&(words, actor)) = speakers.first() {
            let same = |other: &(Span, Option<usize>)| {
                if actor.is_some() { other.1 == actor } else { other.1.is_none() && other.0 == words }
            };
            return if speakers.iter().all(same) { Spoken::Of(words) } else { Spoken::Unclear };
        }
        let said: Vec<Span> = speaking.iter().flat_map(|s| s.content.iter().copied()).collect();
        let told = |m: Span| !content.iter().chain(&said).any(|c| c.overlaps(m)) && !self.is_quoted(m);
        let named: Vec<(Span, usize)> = self
            .mentions
            .within(span)
            .filter(|&(mention, actor)| self.is_rival(actor, gender) && told(mention))
            .collect();
        self.named(span, &named, gender, &told)
    }

    /// Whom the names that stand in `span` leave.
    fn named(&self, span: Span, named: &[(Span, usize)], gender: Gender, told: &dyn Fn(Span) -> bool) -> Spoken {
        let described = self.describes_somebody(span, told);
        let Some(&(first, actor)) = named.first() else {
            return if described { Spoken::Unclear } else { Spoken::Nobody };
        };
        if !self.may_be(actor, gender) || self.is_after_pronoun(span, first, gender) {
            return Spoken::Unclear;
        }
        if self.is_viewpoint(span, first) {
            return Spoken::Of(first);
        }
        let alone = named.iter().all(|&(_, other)| other == actor);
        let opens = self.opens(span, first);
        // Of the sentence of the pronoun itself: "After talks with Lee, he said" is of somebody else.
        let is_part =
            self.article.sentence_at(span.start).is_some_and(|s| self.article.sentences[s].span.end != span.end);
        let text = &self.article.text;
        let owner = text[first.end..].starts_with(['’', '\'']);
        let owned = text[first.end..].split_whitespace().nth(1).map(str::to_lowercase).unwrap_or_default();
        let of_another = owner && speaking(owned.trim_matches(|c: char| !c.is_alphanumeric())).is_some();
        match () {
            () if of_another => Spoken::Unclear,
            () if alone && (opens || !(described || is_part && self.is_object(first))) => Spoken::Of(first),
            () if opens && !owner && !described && named.len() == 2 && self.is_object(named[1].0) => Spoken::Of(first),
            () => Spoken::Unclear,
        }
    }

    /// Whether somebody speaks in a clause that only says when or why, behind another who may be meant: "Lee left after the
    /// man had asked for it."
    fn is_aside(&self, sentence: Span, statement: &Statement, gender: Gender) -> bool {
        let Some(speaker) = statement.speaker.first() else { return false };
        let before = Span::new(sentence.start, speaker.start);
        let last = before.of(&self.article.text).split_whitespace().next_back().unwrap_or("");
        let opens_clause = matches!(last, "after" | "before" | "when" | "while" | "as" | "because" | "since" | "until");
        let others = || self.mentions.within(before).filter(|&(_, actor)| Some(actor) != statement.actor);
        opens_clause && others().any(|(mention, actor)| self.is_rival(actor, gender) && !self.is_quoted(mention))
    }

    /// What the speaker of a statement before is to the pronoun.
    fn speaker(&self, statement: &Statement, gender: Gender) -> Spoken {
        let Some(words) = statement.antecedent.or(statement.speaker.first().copied()) else { return Spoken::Nobody };
        if let Some(actor) = statement.actor {
            return if self.may_be(actor, gender) { Spoken::Of(words) } else { Spoken::Nobody };
        }
        match words.of(&self.article.text).to_lowercase().as_str() {
            "he" if gender == Gender::Male => return Spoken::Unclear,
            "she" if gender == Gender::Female => return Spoken::Unclear,
            "he" | "she" | "it" | "they" | "we" => return Spoken::Nobody,
            "i" | "who" | "one" | "you" => return Spoken::Unclear,
            _ => {}
        }
        match self.head_of(words) {
            Some(Speaking::One) => Spoken::Of(words),
            Some(_) => Spoken::Nobody,
            None => Spoken::Unclear,
        }
    }

    /// Whether a pronoun of this gender stands in `span` before a name: it means somebody spoken of before.
    fn is_after_pronoun(&self, span: Span, name: Span, gender: Gender) -> bool {
        let before = self.article.text.get(span.start..name.start).unwrap_or("");
        before.split(|c: char| !c.is_alphanumeric()).any(|word| match gender {
            Gender::Male => matches!(word, "he" | "He" | "his" | "His" | "him"),
            Gender::Female => matches!(word, "she" | "She" | "her" | "Her"),
        })
    }

    /// Whether an actor may be a person whom the pronoun could mean, however little speaks for it.
    fn is_rival(&self, actor: usize, gender: Gender) -> bool {
        let known = self.genders.get(actor).copied().flatten();
        let capitals = self.actors[actor].name.chars().all(|c| !c.is_lowercase());
        match self.actors[actor].kind {
            ActorKind::Person => known.is_none_or(|own| own == gender),
            ActorKind::Unknown => !capitals && known.is_none_or(|own| own == gender),
            _ => false,
        }
    }

    /// Whether an actor may be meant by a pronoun.
    fn may_be(&self, actor: usize, gender: Gender) -> bool {
        let known = self.genders.get(actor).copied().flatten();
        match self.actors[actor].kind {
            ActorKind::Person => known.is_none_or(|own| own == gender),
            ActorKind::Unknown => known == Some(gender),
            _ => false,
        }
    }

    /// Whether a sentence tells how things are for somebody: "For Ann Lee, a docker, the strike was over." Whoever else is
    /// named behind is what that person thinks of.
    fn is_viewpoint(&self, sentence: Span, name: Span) -> bool {
        let text = &self.article.text;
        let before = text.get(sentence.start..name.start).unwrap_or("");
        matches!(before.trim(), "For" | "To") && text[name.end..].starts_with(',')
    }

    /// Whether a name opens a sentence, but for titles and words of time and place before a comma.
    fn opens(&self, sentence: Span, name: Span) -> bool {
        let before = self.article.text.get(sentence.start..name.start).unwrap_or("");
        let last = before.trim_end().rsplit(',').next().unwrap_or("");
        let title = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.starts_with(char::is_uppercase) || is_role(bare) || matches!(bare, "the" | "but" | "and")
        };
        last.split_whitespace().all(title)
    }

    /// Whether a name stands behind a preposition or as what somebody owns.
    fn is_object(&self, name: Span) -> bool {
        let text = &self.article.text;
        let before = text[..name.start].split_whitespace().rev().find(|w| w.starts_with(char::is_lowercase));
        let owner = text[name.end..].starts_with(['’', '\'']);
        owner
            || before.is_some_and(|w| {
                matches!(w, "of" | "for" | "with" | "to" | "against" | "about" | "over" | "by" | "from" | "at" | "on")
            })
    }

    /// Whether words without a name speak of one person: "the witness", "a man", and none that is named beside them.
    fn describes_somebody(&self, span: Span, told: &dyn Fn(Span) -> bool) -> bool {
        let text = span.of(&self.article.text);
        let words: Vec<(usize, &str)> =
            text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
        words.iter().enumerate().any(|(at, &(offset, word))| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let one = word.starts_with(char::is_lowercase) && speaking(bare) == Some(Speaking::One);
            let owned = word.contains(['’', '\'']);
            if !one || owned {
                return false;
            }
            let from = at.saturating_sub(3);
            let known = words[from..at].iter().rposition(|(_, w)| {
                matches!(
                    w.to_lowercase().as_str(),
                    "a" | "an" | "the" | "another" | "one" | "his" | "her" | "this" | "that"
                )
            });
            let place = Span::new(span.start + offset, span.start + offset + word.len());
            let beside = |mention: Span| mention.start <= place.end + 3 && mention.end + 12 >= place.start;
            let person = |actor: usize| matches!(self.actors[actor].kind, ActorKind::Person | ActorKind::Unknown);
            let named = self.mentions.within(span).any(|(mention, actor)| beside(mention) && person(actor));
            known.is_some() && told(place) && !named
        })
    }
}
