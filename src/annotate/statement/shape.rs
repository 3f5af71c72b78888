//! The grammar around a cue in a few words each: what kind of clause begins, what follows a mark, how quotations are cut.

use std::cmp::Ordering;

use crate::text::tag::Tag;

use super::content::Attributed;
use super::cue::Cue;
use super::scene::Scene;
use super::weights::{Value, value};
use super::who::{Who, bucket};

/// Where the cue stands among cue and speaker.
pub(super) fn side(who: Option<&Who>) -> Value<'static> {
    match who {
        None => value!("none"),
        Some(who) if who.is_left => value!("left"),
        Some(_) => value!("right"),
    }
}

/// The distance of speaker and cue.
pub(super) fn gap(cue: &Cue, who: Option<&Who>) -> Value<'static> {
    match who {
        Some(who) if who.is_left => bucket(cue.group.start.saturating_sub(who.tokens.end)),
        Some(who) => bucket(who.tokens.start.saturating_sub(cue.group.end)),
        None => value!("none"),
    }
}

/// What stands right before cue and speaker, which begin at `end`: the end of a quotation, a comma, a word.
pub(super) fn last_class(scene: &Scene<'_>, cue: &Cue, end: usize) -> Value<'static> {
    if end <= cue.sentence.start {
        return value!("start");
    }
    if scene.closes_quote(end - 1) {
        return value!("quote");
    }
    if scene.quoted[end - 1].is_some() {
        return value!("inside");
    }
    match scene.tags.get(end) {
        Some(Tag::Comma) => value!("comma"),
        Some(Tag::Dash | Tag::Colon) => value!("dash"),
        Some(Tag::Stop) => value!("stop"),
        _ => value!("word"),
    }
}

/// Whether a quotation opens at `from` or right behind, in a sentence up to `limit`, and whether it begins a sentence of
/// its own.
pub(super) fn opening(scene: &Scene<'_>, from: usize, limit: usize) -> Value<'static> {
    let open = (from..limit.min(from + 3)).find(|&i| scene.opens_quote(i));
    let first = open.and_then(|open| (open..limit).find(|&i| scene.tokens[i].is_word));
    match first {
        Some(first) if scene.tokens[first].is_capitalised() => value!("sentence"),
        Some(_) => value!("part"),
        None => value!("none"),
    }
}

/// The quotation that ends right before cue and speaker: whether it is the whole of what is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Closing<'s> {
    /// Whether it begins as a sentence does.
    pub(super) first: Value<'static>,
    /// What stands before it.
    pub(super) before: Value<'s>,
    /// Verbs with a tense before it, in the cue's sentence.
    pub(super) verbs: Value<'static>,
}

/// The quotation that ends at `end`.
pub(super) fn closing<'s>(scene: &'s Scene<'_>, cue: &Cue, end: usize) -> Closing<'s> {
    let none = value!("none");
    let within = end > cue.sentence.start && scene.closes_quote(end - 1);
    let Some(start) = scene.quote_start(end.saturating_sub(1)).filter(|_| within) else {
        return Closing { first: none, before: none, verbs: none };
    };
    let verbs = scene.finite_between(cue.sentence.start.min(start)..start).min(2);
    Closing {
        first: if begins_sentence(scene, start, end) { value!("sentence") } else { value!("part") },
        before: scene.class(start.checked_sub(1), &cue.sentence),
        verbs: super::who::count(verbs),
    }
}

/// Whether the first word behind the mark at `open` is capitalised.
fn begins_sentence(scene: &Scene<'_>, open: usize, limit: usize) -> bool {
    (open..limit).find(|&i| scene.tokens[i].is_word).is_some_and(|i| scene.tokens[i].is_capitalised())
}

impl Attributed<'_, '_> {
    /// The next quotation that opens at `from` or behind in the sentence: whether it begins as a sentence does, and whether
    /// a verb of saying or another verb stands before it.
    pub(super) fn quote_ahead(&self, from: usize) -> Value<'static> {
        let scene = self.scene;
        if scene.quotations.is_empty() {
            return value!("no");
        }
        let Some(open) = (from..self.cue.sentence.end).find(|&i| scene.opens_quote(i)) else { return value!("no") };
        let saying = scene.frames(from..open, self.cue.anchor);
        let verb = scene.finite_between(from..open) > 0;
        match (begins_sentence(scene, open, self.cue.sentence.end), saying, verb) {
            (true, true, _) => value!("sentence-said"),
            (false, true, _) => value!("part-said"),
            (true, _, true) => value!("sentence-verb"),
            (false, _, true) => value!("part-verb"),
            (true, ..) => value!("sentence"),
            (false, ..) => value!("part"),
        }
    }

    /// The next word of saying within a few words behind `end`, with its tag.
    pub(super) fn next_cue(&self, end: usize, last: usize) -> (Value<'static>, Value<'static>) {
        let scene = self.scene;
        let found = (end..last.min(end + 6)).find_map(|i| {
            // The tag first: it is at hand, and most words have another.
            let tag = scene.tags[i];
            let is_verb = matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBG | Tag::VBN);
            let lemma = is_verb.then(|| super::lexicon::lemma(&scene.lower[i])?.verb).flatten()?;
            Some((Value::new(lemma), Value::new(tag.as_str())))
        });
        found.unwrap_or((value!("none"), value!("")))
    }

    /// Whether another verb of saying has its quotation within `start..end`, or behind it before `last`.
    pub(super) fn frames(&self, start: usize, end: usize, last: usize) -> Value<'static> {
        let (scene, own) = (self.scene, self.cue.anchor);
        if scene.framing.is_empty() {
            return value!("none");
        }
        match (scene.frames(start..end, own), scene.frames(end..last, own)) {
            (true, _) => value!("holds"),
            (false, true) => value!("next"),
            (false, false) => value!("none"),
        }
    }

    /// Whether the cue itself stands beside a quotation.
    pub(super) fn is_framing(&self) -> Value<'static> {
        if self.scene.framing.binary_search(&self.cue.anchor).is_ok() { value!("frame") } else { value!("") }
    }

    /// What follows the mark or conjunction at `end`: a clause with a subject of its own, a verb of the same subject.
    pub(super) fn joined(&self, end: usize, last: usize) -> Value<'static> {
        let scene = self.scene;
        let mut at = end;
        while at < last && matches!(scene.tags[at], Tag::Comma | Tag::CC | Tag::RB | Tag::Dash | Tag::Colon) {
            at += 1;
        }
        if at >= last {
            return value!("end");
        }
        if scene.is_finite(at) {
            return if scene.tags[at] == scene.tags[self.cue.anchor] { value!("verb-alike") } else { value!("verb") };
        }
        let phrase = scene.phrase_at(at);
        match phrase {
            Some(phrase) => {
                let behind = (phrase.tokens.end..last.min(phrase.tokens.end + 3)).find(|&i| scene.tags[i] != Tag::RB);
                let clause = scene.is_finite(phrase.head) || behind.is_some_and(|i| scene.is_finite(i));
                let again = self.who.is_some_and(|w| scene.lower[w.head] == scene.lower[phrase.head]);
                match (clause, scene.tags[phrase.head] == Tag::PRP) {
                    (true, _) if again => value!("clause-again"),
                    (true, true) => value!("clause-pronoun"),
                    (true, false) => value!("clause"),
                    (false, _) => value!("phrase"),
                }
            }
            None if scene.tags[at] == Tag::VBG => value!("ing"),
            None => value!("other"),
        }
    }

    pub(super) fn left_class(&self, left: Option<usize>) -> Value<'static> {
        match left {
            None => value!("none"),
            Some(_) if self.shared.last == value!("quote") => value!("quote"),
            Some(_) => value!("clause"),
        }
    }

    pub(super) fn place(&self, start: usize) -> Value<'static> {
        let end = self.left_end;
        if end > 0 && self.scene.quote_start(end - 1) == Some(start) {
            match start.cmp(&self.cue.sentence.start) {
                Ordering::Less => value!("quote-earlier"),
                Ordering::Equal => value!("quote-first"),
                Ordering::Greater => value!("quote"),
            }
        } else if start == self.cue.sentence.start {
            value!("sentence")
        } else if self.scene.opens_quote(start) {
            value!("other-quote")
        } else {
            value!("within")
        }
    }

    /// Whether the span is a quotation, holds some, or none.
    pub(super) fn quote_shape(&self, start: usize, end: usize) -> Value<'static> {
        let Some(last) = end.checked_sub(1) else { return value!("empty") };
        let scene = self.scene;
        if scene.quotations.is_empty() {
            return value!("plain");
        }
        match (scene.quoted.get(start).copied().flatten(), scene.quoted.get(last).copied().flatten()) {
            (Some(a), Some(b)) if a == b => {
                if scene.opens_quote(start) && scene.closes_quote(last) {
                    value!("whole")
                } else {
                    value!("part")
                }
            }
            (Some(_), Some(_)) => value!("many"),
            (Some(_), None) => value!("opens"),
            (None, Some(_)) => value!("ends"),
            (None, None) if (start..end).any(|i| scene.quoted[i].is_some()) => value!("holds"),
            (None, None) => value!("plain"),
        }
    }

    /// Whether a quotation is cut by either end.
    pub(super) fn balance(&self, start: usize, end: usize) -> Value<'static> {
        let scene = self.scene;
        let cut = |at: usize| {
            at > 0 && at < scene.tokens.len() && scene.quoted[at].is_some() && scene.quoted[at] == scene.quoted[at - 1]
        };
        match (cut(start), cut(end)) {
            (false, false) => value!("whole"),
            (true, false) => value!("cut-start"),
            (false, true) => value!("cut-end"),
            (true, true) => value!("cut-both"),
        }
    }

    /// What kind of clause begins at `start`.
    pub(super) fn clause_class(&self, start: usize) -> Value<'static> {
        let (scene, sentence) = (self.scene, &self.cue.sentence);
        match &*scene.lower[start] {
            "that" if scene.tags[start] == Tag::IN => return value!("that"),
            "to" => return value!("to"),
            "if" | "whether" => return value!("if"),
            _ => {}
        }
        if scene.opens_quote(start) {
            return value!("quote");
        }
        match scene.tags[start] {
            Tag::WP | Tag::WDT | Tag::WRB => return value!("wh"),
            Tag::VBG => return value!("ing"),
            Tag::IN => return value!("in"),
            _ => {}
        }
        // A phrase and then a verb: a clause without "that".
        let phrase = scene.phrase_at(start);
        let Some(phrase) = phrase else { return value!("other") };
        if scene.is_finite(phrase.head) {
            return value!("clause");
        }
        let mut at = phrase.tokens.end;
        let limit = sentence.end.min(at + 12);
        while at < limit {
            if scene.is_finite(at) {
                return value!("clause");
            }
            if matches!(scene.tags[at], Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash | Tag::TO | Tag::CC)
                && at > phrase.tokens.end
            {
                return value!("phrase");
            }
            at += 1;
        }
        value!("phrase")
    }
}
