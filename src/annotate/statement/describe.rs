//! What speaks for each choice around a cue: the features that the weights know.

use std::ops::Range;

use crate::text::tag::Tag;

use super::content::{Attributed, REACH};
use super::weights::Sink;
use super::who::{bucket, count};

impl Attributed<'_, '_> {
    /// What speaks for what stands before the cue beginning at `start`.
    pub(super) fn describe_left(&self, start: usize, out: &mut dyn Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let end = self.left_end();
        let last = self.last_class(end);
        let next = self.next_class();
        let place = self.place(start);
        let quote = self.quote_shape(start, end);
        let before = scene.class(start.checked_sub(1), sentence);
        let first = scene.class(Some(start), sentence);
        let length = bucket(end.saturating_sub(start));
        let finite = count(scene.finite_between(start..end).min(2));
        let side = self.side();
        out.feature("l.place", &[place, quote, last]);
        out.feature("l.place.next", &[place, last, next, side]);
        out.feature("l.form", &[place, last, cue.form, side]);
        out.feature("l.quote", &[place, quote, side]);
        out.feature("l.before", &[place, before, quote]);
        out.feature("l.first", &[place, first, last]);
        out.feature("l.first2", &[before, first, finite]);
        out.feature("l.length", &[place, last, length]);
        out.feature("l.first.next", &[first, next, last, finite]);
        out.feature("l.opening", &[place, last, self.opening(), finite]);
        out.feature("l.opening.first", &[first, last, self.opening()]);
        out.feature("l.first.length", &[first, last, length]);
        out.feature("l.finite", &[place, last, finite, side]);
        out.feature("l.finite.next", &[finite, last, next, side]);
        out.feature("l.lemma", &[place, last, cue.lemma]);
        out.feature("l.lemma.next", &[cue.lemma, next, last]);
        out.feature("l.gap", &[last, self.gap(), side]);
        let frames = self.frames(start, end, end);
        out.feature("l.frame", &[frames, place, last]);
        out.feature("l.frame.own", &[frames, place, last, self.is_framing()]);
        out.feature("l.edge", &[scene.class(end.checked_sub(1), sentence), last, side]);
    }

    /// What speaks for nothing being said before the cue.
    pub(super) fn describe_no_left(&self, out: &mut dyn Sink) {
        let (cue, end) = (self.cue, self.left_end());
        let last = self.last_class(end);
        let next = self.next_class();
        let side = self.side();
        out.feature("l.none", &[last, side]);
        out.feature("l.none.next", &[last, next, side]);
        out.feature("l.none.opening", &[last, self.opening(), side]);
        out.feature("l.none.form", &[last, cue.form, side]);
        out.feature("l.none.lemma", &[last, cue.lemma]);
        out.feature("l.none.lemma.next", &[cue.lemma, next, last]);
        out.feature("l.none.gap", &[last, self.gap(), side]);
    }

    /// What speaks for what stands behind the cue beginning at `start`, given what was found before it.
    pub(super) fn describe_right(&self, start: usize, left: Option<usize>, out: &mut dyn Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let from = self.right_start();
        let offset = bucket(start - from);
        let class = scene.class(Some(start), sentence);
        let second = scene.class(Some(start + 1), sentence);
        let before = scene.class(start.checked_sub(1), sentence);
        let left = self.left_class(left);
        let side = self.side();
        let that_behind = self.is_behind(from, start, |at| &*scene.lower[at] == "that");
        let quote_behind = self.is_behind(from, start, |at| scene.opens_quote(at));
        let finite = self.clause_class(start);
        out.feature("r.offset", &[offset, class, side]);
        out.feature("r.offset.left", &[offset, left, before]);
        out.feature("r.class", &[class, before]);
        out.feature("r.class2", &[class, second, offset]);
        out.feature("r.lemma", &[cue.lemma, class, before]);
        out.feature("r.lemma.offset", &[cue.lemma, offset]);
        out.feature("r.lemma.before", &[cue.lemma, before]);
        out.feature("r.lemma.finite", &[cue.lemma, finite, offset]);
        out.feature("r.form", &[cue.form, class, offset]);
        out.feature("r.that", &[that_behind, class, offset]);
        out.feature("r.quote", &[quote_behind, class, offset, left]);
        out.feature("r.lemma.that", &[cue.lemma, that_behind, quote_behind]);
        out.feature("r.finite", &[finite, class, before]);
        out.feature("r.left", &[left, class, before]);
        out.feature("r.frame", &[self.is_framing(), left, class, before]);
        let between = if (from..start).any(|i| scene.is_finite(i)) {
            "verb"
        } else if (from..start).any(|i| scene.tags[i] == Tag::VBG) {
            "ing"
        } else {
            ""
        };
        out.feature("r.resume", &[left, class, before, between]);
        if start - from <= 3 {
            let at = |n: usize| if from + n < start { scene.class(Some(from + n), sentence) } else { "" };
            out.feature("r.between", &[at(0), at(1), at(2), class]);
            out.feature("r.between.lemma", &[cue.lemma, at(0), at(1), at(2)]);
        }
    }

    /// What speaks for nothing being said behind the cue.
    pub(super) fn describe_no_right(&self, left: Option<usize>, out: &mut dyn Sink) {
        let left = self.left_class(left);
        let next = self.next_class();
        let second = self.scene.class(Some(self.right_start() + 1), &self.cue.sentence);
        out.feature("r.none", &[left, next]);
        out.feature("r.none2", &[left, next, second]);
        out.feature("r.none.lemma", &[left, self.cue.lemma]);
        out.feature("r.none.lemma.next", &[self.cue.lemma, next]);
        out.feature("r.none.form", &[left, self.cue.form]);
    }

    /// What speaks for what begins at `start` ending at `end`.
    pub(super) fn describe_end(&self, start: usize, end: usize, last_end: usize, out: &mut dyn Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let kind = if end == last_end {
            "last"
        } else if end > sentence.end {
            "later"
        } else {
            "within"
        };
        let first = scene.class(Some(start), sentence);
        let next = if end >= last_end { "$" } else { scene.class(Some(end), sentence) };
        let second = scene.class(Some(end + 1), sentence);
        let previous = scene.class(end.checked_sub(1), sentence);
        let length = bucket(end - start);
        let finite = count(scene.finite_between(start..end.min(sentence.end)).min(3));
        let rest = bucket(last_end.saturating_sub(end));
        let rest_finite = count(scene.finite_between(end.min(last_end)..last_end).min(2));
        let quote = self.quote_shape(start, end);
        let same = if end + 1 < last_end && scene.tags[end + 1] == scene.tags[cue.anchor] { "same" } else { "other" };
        let clause = self.clause_class(start);
        let (another, another_tag) = self.next_cue(end, last_end);
        let third = scene.class(Some(end + 2), sentence);
        out.feature("e.kind", &[kind, first, quote]);
        out.feature("e.kind.lemma", &[kind, cue.lemma, clause]);
        out.feature("e.kind.clause", &[kind, clause, finite]);
        out.feature("e.next", &[next, second]);
        out.feature("e.next.first", &[next, first, quote]);
        out.feature("e.next.prev", &[previous, next]);
        out.feature("e.next.clause", &[next, clause, finite]);
        out.feature("e.next.second", &[next, second, clause]);
        out.feature("e.lemma.next", &[cue.lemma, next, clause]);
        out.feature("e.length", &[kind, clause, length]);
        out.feature("e.finite", &[kind, finite, rest_finite, clause]);
        out.feature("e.rest", &[next, rest, rest_finite]);
        out.feature("e.quote", &[kind, quote, next]);
        out.feature("e.quote.left", &[kind, quote, rest]);
        out.feature("e.same", &[next, second, same, another]);
        out.feature("e.another", &[next, another, another_tag]);
        out.feature("e.third", &[next, second, third]);
        out.feature("e.third.clause", &[next, third, clause, finite]);
        out.feature("e.subject", &[next, self.joined(end, last_end), clause]);
        out.feature("e.subject.form", &[next, self.joined(end, last_end), cue.form, same]);
        let head = self.who.map_or("none", |w| match scene.tags[w.head] {
            Tag::WP | Tag::WDT => "relative",
            Tag::PRP => "pronoun",
            _ => "noun",
        });
        out.feature("e.head", &[head, next, self.joined(end, last_end)]);
        out.feature("e.joined", &[next, self.joined(end, last_end), finite, clause]);
        out.feature("e.form", &[cue.form, next, same]);
        let frames = self.frames(start, end, last_end);
        out.feature("e.frame", &[frames, kind, clause]);
        out.feature("e.frame.next", &[frames, next, self.joined(end, last_end), first]);
        out.feature("e.frame.own", &[frames, self.is_framing(), next]);
        out.feature("e.balance", &[self.balance(start, end), kind]);
    }

    /// Whether a word behind `start`, near enough to `from`, passes the test.
    fn is_behind(&self, from: usize, start: usize, test: impl Fn(usize) -> bool) -> &'static str {
        let to = self.cue.sentence.end.min(from + REACH);
        if (start + 1..to).any(test) { "more" } else { "no" }
    }

    /// What speaks for the cue being one at all, its speaker and what is said being as found.
    pub(super) fn describe_cue(
        &self,
        left: Option<usize>,
        right: Option<&Range<usize>>,
        sure: Sureness,
        out: &mut dyn Sink,
    ) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let left_class = self.left_class(left);
        let clause = right.map_or("none", |r| self.clause_class(r.start));
        let offset = right.map_or("none", |r| bucket(r.start - self.right_start()));
        let finite = right.map_or("none", |r| count(scene.finite_between(r.start..r.end.min(sentence.end)).min(2)));
        let length = right.map_or("none", |r| bucket(r.len()));
        let side = self.side();
        let head = self.who.map_or("none", |w| match scene.tags[w.head] {
            Tag::PRP | Tag::WP | Tag::WDT => &*scene.lower[w.head],
            tag => tag.as_str(),
        });
        let speaks = match self.who {
            Some(w) if super::speaker::is_speaking_noun(&scene.lower[w.head]) => "speaks",
            _ => "any",
        };
        let negated = if cue.negated { "not" } else { "" };
        let quote = right.map_or("none", |r| self.quote_shape(r.start, r.end));
        out.feature("c.lemma.clause", &[cue.lemma, clause, left_class]);
        out.feature("c.lemma.side", &[cue.lemma, side, head]);
        out.feature("c.lemma.quote", &[cue.lemma, quote, left_class]);
        out.feature(
            "c.lemma.right",
            &[cue.lemma, right.map_or("none", |r| scene.class(Some(r.start), sentence)), offset],
        );
        out.feature("c.lemma.head", &[cue.lemma, head, clause]);
        out.feature("c.form", &[cue.form, clause, left_class, side]);
        out.feature("c.clause", &[clause, left_class, offset]);
        out.feature("c.finite", &[clause, finite, length]);
        out.feature("c.head", &[head, speaks, side]);
        out.feature("c.head.form", &[head, cue.form, negated]);
        out.feature("c.head.clause", &[head, clause, left_class]);
        out.feature("c.gap", &[side, self.gap(), left_class]);
        out.feature("c.quote", &[quote, left_class, clause]);
        out.feature("c.sure.who", &[sure.who, side]);
        out.feature("c.sure.left", &[sure.left, left_class]);
        out.feature("c.sure.right", &[sure.right, clause]);
        out.feature("c.sure.end", &[sure.end, clause]);
        let held = right.map_or("none", |r| self.frames(r.start, r.end, r.end));
        out.feature("c.frame", &[self.is_framing(), left_class, side]);
        out.feature("c.frame.right", &[held, clause, self.is_framing()]);
        out.feature("c.frame.quote", &[self.is_framing(), quote, left_class]);
        out.feature("c.not", &[negated, cue.form, clause]);
        out.feature("c.start", &[if cue.group.start == sentence.start { "start" } else { "later" }, cue.form, clause]);
    }
}

/// How sure the choices were, in steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sureness {
    pub(super) who: &'static str,
    pub(super) left: &'static str,
    pub(super) right: &'static str,
    pub(super) end: &'static str,
}

/// A probability in steps.
pub(super) fn sure(probability: f32) -> &'static str {
    match probability {
        p if p >= 0.95 => "95",
        p if p >= 0.85 => "85",
        p if p >= 0.7 => "70",
        p if p >= 0.5 => "50",
        _ => "low",
    }
}
