//! What speaks for each choice around a cue: the features that the weights know.

use std::ops::Range;

use crate::text::tag::Tag;

use super::content::{Attributed, REACH};
use super::shape;
use super::weights::{Sink, Value, value};
use super::who::{bucket, count};

impl Attributed<'_, '_> {
    /// What speaks for what stands before the cue beginning at `start`.
    pub(super) fn describe_left(&self, start: usize, out: &mut impl Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let end = self.left_end;
        let last = self.shared.last;
        let next = self.shared.next;
        let place = self.place(start);
        let quote = self.quote_shape(start, end);
        let before = scene.class(start.checked_sub(1), sentence);
        let first = scene.class(Some(start), sentence);
        let length = bucket(end.saturating_sub(start));
        let finite = count(scene.finite_between(start..end).min(2));
        let side = self.shared.side;
        out.feature(value!("l.place"), &[place, quote, last]);
        out.feature(value!("l.place.next"), &[place, last, next, side]);
        out.feature(value!("l.form"), &[place, last, self.shared.form, side]);
        out.feature(value!("l.quote"), &[place, quote, side]);
        out.feature(value!("l.before"), &[place, before, quote]);
        out.feature(value!("l.first"), &[place, first, last]);
        out.feature(value!("l.first2"), &[before, first, finite]);
        out.feature(value!("l.length"), &[place, last, length]);
        out.feature(value!("l.first.next"), &[first, next, last, finite]);
        out.feature(value!("l.opening"), &[place, last, self.shared.opening, finite]);
        out.feature(value!("l.opening.first"), &[first, last, self.shared.opening]);
        out.feature(value!("l.first.length"), &[first, last, length]);
        out.feature(value!("l.finite"), &[place, last, finite, side]);
        out.feature(value!("l.finite.next"), &[finite, last, next, side]);
        out.feature(value!("l.lemma"), &[place, last, self.shared.lemma]);
        out.feature(value!("l.lemma.next"), &[self.shared.lemma, next, last]);
        out.feature(value!("l.gap"), &[last, self.shared.gap, side]);
        let frames = self.frames(start, end, end);
        out.feature(value!("l.frame"), &[frames, place, last]);
        out.feature(value!("l.frame.own"), &[frames, place, last, self.is_framing()]);
        out.feature(value!("l.edge"), &[scene.class(end.checked_sub(1), sentence), last, side]);
        let closing = self.closing;
        out.feature(value!("l.closing"), &[place, closing.first, closing.before, closing.verbs]);
        out.feature(value!("l.closing.form"), &[place, closing.first, closing.verbs, self.is_framing()]);
    }

    /// What speaks for nothing being said before the cue.
    pub(super) fn describe_no_left(&self, out: &mut impl Sink) {
        let last = self.shared.last;
        let next = self.shared.next;
        let side = self.shared.side;
        out.feature(value!("l.none"), &[last, side]);
        out.feature(value!("l.none.next"), &[last, next, side]);
        out.feature(value!("l.none.opening"), &[last, self.shared.opening, side]);
        out.feature(value!("l.none.form"), &[last, self.shared.form, side]);
        out.feature(value!("l.none.lemma"), &[last, self.shared.lemma]);
        out.feature(value!("l.none.lemma.next"), &[self.shared.lemma, next, last]);
        out.feature(value!("l.none.gap"), &[last, self.shared.gap, side]);
    }

    /// What speaks for what stands behind the cue beginning at `start`, given what was found before it.
    pub(super) fn describe_right(&self, start: usize, left: Option<usize>, out: &mut impl Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let from = self.right_start;
        let offset = bucket(start - from);
        let class = scene.class(Some(start), sentence);
        let second = scene.class(Some(start + 1), sentence);
        let before = scene.class(start.checked_sub(1), sentence);
        let left = self.left_class(left);
        let side = self.shared.side;
        let that_behind = self.is_behind(from, start, |at| &*scene.lower[at] == "that");
        let quote_behind = self.is_behind(from, start, |at| scene.opens_quote(at));
        let finite = self.clause_class(start);
        out.feature(value!("r.offset"), &[offset, class, side]);
        out.feature(value!("r.offset.left"), &[offset, left, before]);
        out.feature(value!("r.class"), &[class, before]);
        out.feature(value!("r.class2"), &[class, second, offset]);
        out.feature(value!("r.lemma"), &[self.shared.lemma, class, before]);
        out.feature(value!("r.lemma.offset"), &[self.shared.lemma, offset]);
        out.feature(value!("r.lemma.before"), &[self.shared.lemma, before]);
        out.feature(value!("r.lemma.finite"), &[self.shared.lemma, finite, offset]);
        out.feature(value!("r.form"), &[self.shared.form, class, offset]);
        out.feature(value!("r.that"), &[that_behind, class, offset]);
        out.feature(value!("r.quote"), &[quote_behind, class, offset, left]);
        out.feature(value!("r.lemma.that"), &[self.shared.lemma, that_behind, quote_behind]);
        out.feature(value!("r.finite"), &[finite, class, before]);
        out.feature(value!("r.left"), &[left, class, before]);
        out.feature(value!("r.frame"), &[self.is_framing(), left, class, before]);
        let between = if (from..start).any(|i| scene.is_finite(i)) {
            value!("verb")
        } else if (from..start).any(|i| scene.tags[i] == Tag::VBG) {
            value!("ing")
        } else {
            value!("")
        };
        out.feature(value!("r.resume"), &[left, class, before, between]);
        let ahead = self.quote_ahead(start);
        out.feature(value!("r.ahead"), &[left, class, ahead, between]);
        out.feature(
            value!("r.ahead.first"),
            &[left, class, self.is_framing(), shape::opening(scene, start, sentence.end)],
        );
        if start - from <= 3 {
            let at = |n: usize| if from + n < start { scene.class(Some(from + n), sentence) } else { value!("") };
            out.feature(value!("r.between"), &[at(0), at(1), at(2), class]);
            out.feature(value!("r.between.lemma"), &[self.shared.lemma, at(0), at(1), at(2)]);
        }
    }

    /// What speaks for nothing being said behind the cue.
    pub(super) fn describe_no_right(&self, left: Option<usize>, out: &mut impl Sink) {
        let left = self.left_class(left);
        let next = self.shared.next;
        let second = self.scene.class(Some(self.right_start + 1), &self.cue.sentence);
        out.feature(value!("r.none"), &[left, next]);
        out.feature(value!("r.none2"), &[left, next, second]);
        out.feature(value!("r.none.lemma"), &[left, self.shared.lemma]);
        out.feature(value!("r.none.lemma.next"), &[self.shared.lemma, next]);
        out.feature(value!("r.none.form"), &[left, self.shared.form]);
        let ahead = self.quote_ahead(self.right_start);
        out.feature(value!("r.none.ahead"), &[left, ahead, next]);
        out.feature(value!("r.none.ahead.frame"), &[left, ahead, self.is_framing()]);
    }

    /// What speaks for what begins at `start` ending at `end`.
    pub(super) fn describe_end(&self, start: usize, end: usize, last_end: usize, out: &mut impl Sink) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let kind = if end == last_end {
            value!("last")
        } else if end > sentence.end {
            value!("later")
        } else {
            value!("within")
        };
        let first = scene.class(Some(start), sentence);
        let next = if end >= last_end { value!("$") } else { scene.class(Some(end), sentence) };
        let second = scene.class(Some(end + 1), sentence);
        let previous = scene.class(end.checked_sub(1), sentence);
        let length = bucket(end - start);
        let finite = count(scene.finite_between(start..end.min(sentence.end)).min(3));
        let rest = bucket(last_end.saturating_sub(end));
        let rest_finite = count(scene.finite_between(end.min(last_end)..last_end).min(2));
        let quote = self.quote_shape(start, end);
        let same = if end + 1 < last_end && scene.tags[end + 1] == scene.tags[cue.anchor] {
            value!("same")
        } else {
            value!("other")
        };
        let clause = self.clause_class(start);
        let (another, another_tag) = self.next_cue(end, last_end);
        let third = scene.class(Some(end + 2), sentence);
        let joined = self.joined(end, last_end);
        out.feature(value!("e.kind"), &[kind, first, quote]);
        out.feature(value!("e.kind.lemma"), &[kind, self.shared.lemma, clause]);
        out.feature(value!("e.kind.clause"), &[kind, clause, finite]);
        out.feature(value!("e.next"), &[next, second]);
        out.feature(value!("e.next.first"), &[next, first, quote]);
        out.feature(value!("e.next.prev"), &[previous, next]);
        out.feature(value!("e.next.clause"), &[next, clause, finite]);
        out.feature(value!("e.next.second"), &[next, second, clause]);
        out.feature(value!("e.lemma.next"), &[self.shared.lemma, next, clause]);
        out.feature(value!("e.length"), &[kind, clause, length]);
        out.feature(value!("e.finite"), &[kind, finite, rest_finite, clause]);
        out.feature(value!("e.rest"), &[next, rest, rest_finite]);
        out.feature(value!("e.quote"), &[kind, quote, next]);
        out.feature(value!("e.quote.left"), &[kind, quote, rest]);
        out.feature(value!("e.same"), &[next, second, same, another]);
        out.feature(value!("e.another"), &[next, another, another_tag]);
        out.feature(value!("e.third"), &[next, second, third]);
        out.feature(value!("e.third.clause"), &[next, third, clause, finite]);
        out.feature(value!("e.subject"), &[next, joined, clause]);
        out.feature(value!("e.subject.form"), &[next, joined, self.shared.form, same]);
        let head = self.who.map_or(value!("none"), |w| match scene.tags[w.head] {
            Tag::WP | Tag::WDT => value!("relative"),
            Tag::PRP => value!("pronoun"),
            _ => value!("noun"),
        });
        out.feature(value!("e.head"), &[head, next, joined]);
        out.feature(value!("e.joined"), &[next, joined, finite, clause]);
        out.feature(value!("e.form"), &[self.shared.form, next, same]);
        let frames = self.frames(start, end, last_end);
        out.feature(value!("e.frame"), &[frames, kind, clause]);
        out.feature(value!("e.frame.next"), &[frames, next, joined, first]);
        out.feature(value!("e.frame.own"), &[frames, self.is_framing(), next]);
        out.feature(value!("e.balance"), &[self.balance(start, end), kind]);
    }

    /// Whether a word behind `start`, near enough to `from`, passes the test.
    fn is_behind(&self, from: usize, start: usize, test: impl Fn(usize) -> bool) -> Value<'static> {
        let to = self.cue.sentence.end.min(from + REACH);
        if (start + 1..to).any(test) { value!("more") } else { value!("no") }
    }

    /// What speaks for the cue being one at all, its speaker and what is said being as found.
    pub(super) fn describe_cue(
        &self,
        left: Option<usize>,
        right: Option<&Range<usize>>,
        sure: Sureness,
        out: &mut impl Sink,
    ) {
        let (scene, cue) = (self.scene, self.cue);
        let sentence = &cue.sentence;
        let left_class = self.left_class(left);
        let clause = right.map_or(value!("none"), |r| self.clause_class(r.start));
        let offset = right.map_or(value!("none"), |r| bucket(r.start - self.right_start));
        let finite =
            right.map_or(value!("none"), |r| count(scene.finite_between(r.start..r.end.min(sentence.end)).min(2)));
        let length = right.map_or(value!("none"), |r| bucket(r.len()));
        let side = self.shared.side;
        let head = self.who.map_or(value!("none"), |w| scene.head_class(w.head));
        let speaks = match self.who {
            Some(w) if super::speaker::is_speaking_noun(&scene.lower[w.head]) => value!("speaks"),
            _ => value!("any"),
        };
        let negated = if cue.negated { value!("not") } else { value!("") };
        let quote = right.map_or(value!("none"), |r| self.quote_shape(r.start, r.end));
        out.feature(value!("c.lemma.clause"), &[self.shared.lemma, clause, left_class]);
        out.feature(value!("c.lemma.side"), &[self.shared.lemma, side, head]);
        out.feature(value!("c.lemma.quote"), &[self.shared.lemma, quote, left_class]);
        out.feature(
            value!("c.lemma.right"),
            &[self.shared.lemma, right.map_or(value!("none"), |r| scene.class(Some(r.start), sentence)), offset],
        );
        out.feature(value!("c.lemma.head"), &[self.shared.lemma, head, clause]);
        out.feature(value!("c.form"), &[self.shared.form, clause, left_class, side]);
        out.feature(value!("c.clause"), &[clause, left_class, offset]);
        out.feature(value!("c.finite"), &[clause, finite, length]);
        out.feature(value!("c.head"), &[head, speaks, side]);
        out.feature(value!("c.head.form"), &[head, self.shared.form, negated]);
        out.feature(value!("c.head.clause"), &[head, clause, left_class]);
        out.feature(value!("c.gap"), &[side, self.shared.gap, left_class]);
        out.feature(value!("c.quote"), &[quote, left_class, clause]);
        out.feature(value!("c.sure.who"), &[sure.who, side]);
        out.feature(value!("c.sure.left"), &[sure.left, left_class]);
        out.feature(value!("c.sure.right"), &[sure.right, clause]);
        out.feature(value!("c.sure.end"), &[sure.end, clause]);
        let held = right.map_or(value!("none"), |r| self.frames(r.start, r.end, r.end));
        out.feature(value!("c.frame"), &[self.is_framing(), left_class, side]);
        out.feature(value!("c.frame.right"), &[held, clause, self.is_framing()]);
        out.feature(value!("c.frame.quote"), &[self.is_framing(), quote, left_class]);
        out.feature(value!("c.not"), &[negated, self.shared.form, clause]);
        out.feature(
            value!("c.start"),
            &[
                if cue.group.start == sentence.start { value!("start") } else { value!("later") },
                self.shared.form,
                clause,
            ],
        );
    }
}

/// How sure the choices were, in steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sureness {
    pub(super) who: Value<'static>,
    pub(super) left: Value<'static>,
    pub(super) right: Value<'static>,
    pub(super) end: Value<'static>,
}

/// A probability in steps.
pub(super) fn sure(probability: f32) -> Value<'static> {
    match probability {
        p if p >= 0.95 => value!("95"),
        p if p >= 0.85 => value!("85"),
        p if p >= 0.7 => value!("70"),
        p if p >= 0.5 => value!("50"),
        _ => value!("low"),
    }
}
