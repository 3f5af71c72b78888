//! The grammar around a cue in a few words each: what kind of clause begins, what follows a mark, how quotations are cut.

use std::cmp::Ordering;

use crate::text::tag::Tag;

use super::content::Attributed;
use super::who::bucket;

impl Attributed<'_, '_> {
    /// The next word of saying within a few words behind `end`, with its tag.
    pub(super) fn next_cue(&self, end: usize, last: usize) -> (&'static str, &'static str) {
        let scene = self.scene;
        let found = (end..last.min(end + 6)).find_map(|i| {
            let lemma = super::lexicon::lemma(&scene.lower[i])?.verb?;
            let tag = scene.tags[i];
            matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBG | Tag::VBN).then_some((lemma, tag.as_str()))
        });
        found.unwrap_or(("none", ""))
    }

    /// What follows the mark or conjunction at `end`: a clause with a subject of its own, a verb of the same subject.
    pub(super) fn joined(&self, end: usize, last: usize) -> &'static str {
        let scene = self.scene;
        let mut at = end;
        while at < last && matches!(scene.tags[at], Tag::Comma | Tag::CC | Tag::RB | Tag::Dash | Tag::Colon) {
            at += 1;
        }
        if at >= last {
            return "end";
        }
        if scene.is_finite(at) {
            return if scene.tags[at] == scene.tags[self.cue.anchor] { "verb-alike" } else { "verb" };
        }
        let phrase = scene.phrase_at(at);
        match phrase {
            Some(phrase) => {
                let behind = (phrase.tokens.end..last.min(phrase.tokens.end + 3)).find(|&i| scene.tags[i] != Tag::RB);
                let clause = scene.is_finite(phrase.head) || behind.is_some_and(|i| scene.is_finite(i));
                let again = self.who.is_some_and(|w| scene.lower[w.head] == scene.lower[phrase.head]);
                match (clause, scene.tags[phrase.head] == Tag::PRP) {
                    (true, _) if again => "clause-again",
                    (true, true) => "clause-pronoun",
                    (true, false) => "clause",
                    (false, _) => "phrase",
                }
            }
            None if scene.tags[at] == Tag::VBG => "ing",
            None => "other",
        }
    }

    /// Whether another verb of saying has its quotation within `start..end`, or behind it before `last`.
    pub(super) fn frames(&self, start: usize, end: usize, last: usize) -> &'static str {
        let (scene, own) = (self.scene, self.cue.anchor);
        match (scene.frames(start..end, own), scene.frames(end..last, own)) {
            (true, _) => "holds",
            (false, true) => "next",
            (false, false) => "none",
        }
    }

    /// Whether the cue itself stands beside a quotation.
    pub(super) fn is_framing(&self) -> &'static str {
        if self.scene.framing.binary_search(&self.cue.anchor).is_ok() { "frame" } else { "" }
    }

    /// Where the cue stands among cue and speaker.
    pub(super) fn side(&self) -> &'static str {
        match self.who {
            None => "none",
            Some(who) if who.is_left => "left",
            Some(_) => "right",
        }
    }

    /// The distance of speaker and cue.
    pub(super) fn gap(&self) -> &'static str {
        match self.who {
            Some(who) if who.is_left => bucket(self.cue.group.start.saturating_sub(who.tokens.end)),
            Some(who) => bucket(who.tokens.start.saturating_sub(self.cue.group.end)),
            None => "none",
        }
    }

    /// What stands right before cue and speaker: the end of a quotation, a comma, a word.
    pub(super) fn last_class(&self, end: usize) -> &'static str {
        let scene = self.scene;
        if end <= self.cue.sentence.start {
            return "start";
        }
        if scene.closes_quote(end - 1) {
            return "quote";
        }
        if scene.quoted[end - 1].is_some() {
            return "inside";
        }
        match scene.tags.get(end) {
            Some(Tag::Comma) => "comma",
            Some(Tag::Dash | Tag::Colon) => "dash",
            Some(Tag::Stop) => "stop",
            _ => "word",
        }
    }

    pub(super) fn next_class(&self) -> &str {
        self.scene.class(Some(self.right_start()), &self.cue.sentence)
    }

    /// Whether a quotation opens right behind cue and speaker, and whether it begins a sentence of its own.
    pub(super) fn opening(&self) -> &'static str {
        let (scene, from) = (self.scene, self.right_start());
        let open = (from..self.cue.sentence.end.min(from + 3)).find(|&i| scene.opens_quote(i));
        let first = open.and_then(|open| (open..self.cue.sentence.end).find(|&i| scene.tokens[i].is_word));
        match first {
            Some(first) if scene.tokens[first].is_capitalised() => "sentence",
            Some(_) => "part",
            None => "none",
        }
    }

    pub(super) fn left_class(&self, left: Option<usize>) -> &'static str {
        match left {
            None => "none",
            Some(_) if self.last_class(self.left_end()) == "quote" => "quote",
            Some(_) => "clause",
        }
    }

    pub(super) fn place(&self, start: usize) -> &'static str {
        let end = self.left_end();
        if end > 0 && self.scene.quote_start(end - 1) == Some(start) {
            match start.cmp(&self.cue.sentence.start) {
                Ordering::Less => "quote-earlier",
                Ordering::Equal => "quote-first",
                Ordering::Greater => "quote",
            }
        } else if start == self.cue.sentence.start {
            "sentence"
        } else if self.scene.opens_quote(start) {
            "other-quote"
        } else {
            "within"
        }
    }

    /// Whether the span is a quotation, holds some, or none.
    pub(super) fn quote_shape(&self, start: usize, end: usize) -> &'static str {
        let Some(last) = end.checked_sub(1) else { return "empty" };
        let scene = self.scene;
        match (scene.quoted.get(start).copied().flatten(), scene.quoted.get(last).copied().flatten()) {
            (Some(a), Some(b)) if a == b => {
                if scene.opens_quote(start) && scene.closes_quote(last) {
                    "whole"
                } else {
                    "part"
                }
            }
            (Some(_), Some(_)) => "many",
            (Some(_), None) => "opens",
            (None, Some(_)) => "ends",
            (None, None) if (start..end).any(|i| scene.quoted[i].is_some()) => "holds",
            (None, None) => "plain",
        }
    }

    /// Whether a quotation is cut by either end.
    pub(super) fn balance(&self, start: usize, end: usize) -> &'static str {
        let scene = self.scene;
        let cut = |at: usize| {
            at > 0 && at < scene.tokens.len() && scene.quoted[at].is_some() && scene.quoted[at] == scene.quoted[at - 1]
        };
        match (cut(start), cut(end)) {
            (false, false) => "whole",
            (true, false) => "cut-start",
            (false, true) => "cut-end",
            (true, true) => "cut-both",
        }
    }

    /// What kind of clause begins at `start`.
    pub(super) fn clause_class(&self, start: usize) -> &'static str {
        let (scene, sentence) = (self.scene, &self.cue.sentence);
        match &*scene.lower[start] {
            "that" if scene.tags[start] == Tag::IN => return "that",
            "to" => return "to",
            "if" | "whether" => return "if",
            _ => {}
        }
        if scene.opens_quote(start) {
            return "quote";
        }
        match scene.tags[start] {
            Tag::WP | Tag::WDT | Tag::WRB => return "wh",
            Tag::VBG => return "ing",
            Tag::IN => return "in",
            _ => {}
        }
        // A phrase and then a verb: a clause without "that".
        let phrase = scene.phrase_at(start);
        let Some(phrase) = phrase else { return "other" };
        if scene.is_finite(phrase.head) {
            return "clause";
        }
        let mut at = phrase.tokens.end;
        let limit = sentence.end.min(at + 12);
        while at < limit {
            if scene.is_finite(at) {
                return "clause";
            }
            if matches!(scene.tags[at], Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash | Tag::TO | Tag::CC)
                && at > phrase.tokens.end
            {
                return "phrase";
            }
            at += 1;
        }
        "phrase"
    }
}
