//! What is said: where it may begin and end, before the cue and behind it.

use std::cmp::Ordering;
use std::ops::Range;

use crate::text::tag::Tag;

use super::cue::Cue;
use super::scene::Scene;
use super::weights::Sink;
use super::who::{Who, bucket, count};

/// How far behind the cue what is said may begin, in tokens.
const REACH: usize = 14;
/// Places looked at where what stands before the cue may begin, and where what stands behind may end.
const STARTS: usize = 12;
const ENDS: usize = 28;

/// A cue with its speaker: what is said stands before or behind the two.
#[derive(Debug)]
pub(super) struct Attributed<'s, 't> {
    pub(super) scene: &'s Scene<'t>,
    pub(super) cue: &'s Cue,
    pub(super) who: Option<&'s Who>,
}

impl Attributed<'_, '_> {
    /// One past the last token before cue and speaker, commas left out.
    pub(super) fn left_end(&self) -> usize {
        let group = self.cue.group.start;
        let mut end = match self.who {
            Some(who) if who.is_left => who.tokens.start.min(group),
            _ => group,
        };
        while end > self.cue.sentence.start && self.is_trimmed(end - 1) {
            end -= 1;
        }
        end
    }

    /// First token behind cue and speaker.
    pub(super) fn right_start(&self) -> usize {
        match self.who {
            // "said the mayor, who …": a speaker far behind the cue leaves what stands between.
            Some(who) if !who.is_left && who.phrase.start <= self.cue.group.end + 2 => who.tokens.end,
            _ => self.cue.group.end,
        }
    }

    /// Marks that belong to neither side: commas, dashes, stops outside quotation marks.
    fn is_trimmed(&self, at: usize) -> bool {
        let mark = matches!(self.scene.tags[at], Tag::Comma | Tag::Dash | Tag::Colon | Tag::Stop);
        mark && !self.scene.closes_quote(at) && self.scene.quoted[at].is_none()
    }

    /// Where what is said before the cue may begin; all end at [`Self::left_end`].
    pub(super) fn left_starts(&self) -> Vec<usize> {
        let (scene, sentence, end) = (self.scene, &self.cue.sentence, self.left_end());
        if end <= sentence.start {
            return self.whole_quote_before().into_iter().collect();
        }
        let opens = |at: &usize| {
            let at = *at;
            at == sentence.start
                || scene.opens_quote(at)
                || matches!(scene.tags[at - 1], Tag::Comma | Tag::Dash | Tag::Colon | Tag::CC | Tag::OpenBracket)
                || matches!(&*scene.lower[at - 1], "that" | "because" | "while" | "but" | "as" | "though" | "although")
        };
        let mut starts: Vec<usize> = (sentence.start..end)
            .rev()
            .filter(opens)
            .filter(|&at| scene.tokens[at].is_word || scene.opens_quote(at))
            .take(STARTS)
            .collect();
        if !starts.contains(&sentence.start) {
            starts.push(sentence.start);
        }
        // A quotation that opened in an earlier sentence.
        if let Some(open) = scene.quote_start(end - 1)
            && open < sentence.start
        {
            starts.push(open);
        }
        starts
    }

    /// The quotation that ended right before the sentence, where a dash and a name sign it.
    fn whole_quote_before(&self) -> Option<usize> {
        let before = self.cue.sentence.start.checked_sub(1).filter(|_| self.cue.form == "dash")?;
        self.scene.quote_start(before).filter(|_| self.scene.closes_quote(before))
    }

    /// Where what is said behind the cue may begin.
    pub(super) fn right_starts(&self) -> Vec<usize> {
        let (scene, sentence, from) = (self.scene, &self.cue.sentence, self.right_start());
        let opens = |at: &usize| {
            let at = *at;
            if !scene.tokens[at].is_word && !scene.opens_quote(at) && scene.tags[at] != Tag::Currency {
                return false;
            }
            let phrase = scene.phrase_at(at);
            // "said last week", "a long-standing deal"
            if phrase.is_some_and(|p| p.is_time && !scene.is_finite(p.tokens.end))
                || at > from && scene.tags[at - 1] == Tag::Hyphen
            {
                return false;
            }
            at <= from + 1
                || scene.opens_quote(at)
                || matches!(scene.tags[at - 1], Tag::Comma | Tag::Dash | Tag::Colon | Tag::IN | Tag::TO | Tag::RP)
                || matches!(scene.tags[at], Tag::IN | Tag::TO | Tag::WP | Tag::WDT | Tag::WRB | Tag::VBG)
                || phrase.is_some()
        };
        (from..sentence.end.min(from + REACH)).filter(opens).collect()
    }

    /// Where what begins at `start` may end.
    pub(super) fn right_ends(&self, start: usize) -> Vec<usize> {
        let (scene, sentence) = (self.scene, &self.cue.sentence);
        let last = self.trimmed_end(start, self.relative_end(start).unwrap_or(sentence.end));
        let closes = |at: &usize| {
            let at = *at;
            scene.closes_quote(at - 1)
                || matches!(
                    scene.tags[at],
                    Tag::Comma
                        | Tag::Dash
                        | Tag::Colon
                        | Tag::CC
                        | Tag::IN
                        | Tag::TO
                        | Tag::CloseBracket
                        | Tag::OpenBracket
                        | Tag::WP
                        | Tag::WDT
                        | Tag::WRB
                        | Tag::VBG
                        | Tag::RB
                        | Tag::VBD
                        | Tag::VBZ
                        | Tag::VBP
                        | Tag::MD
                )
                || scene.opens_quote(at)
        };
        // A clause has a verb, and "Lagos, Nigeria" is one place.
        let clause = matches!(self.clause_class(start), "that" | "clause" | "if");
        let first_verb = if clause { (start..last).find(|&at| scene.is_finite(at)).unwrap_or(start) } else { start };
        let cuts_name = |at: usize| {
            let proper = |at: usize| scene.tags.get(at) == Some(&Tag::NNP);
            scene.tags[at] == Tag::Comma && proper(at - 1) && proper(at + 1)
        };
        let mut ends: Vec<usize> = (first_verb + 1..last)
            .filter(closes)
            .filter(|&at| !cuts_name(at))
            .filter(|&at| scene.tokens[at - 1].is_word || scene.closes_quote(at - 1))
            .take(ENDS)
            .collect();
        ends.push(last);
        // A transcript: all the paragraph is the speaker's.
        let paragraph = self.trimmed_end(start, scene.tokens.len());
        if self.cue.form == "colon" && sentence.start == 0 && paragraph > sentence.end {
            ends.push(paragraph);
            return ends;
        }
        // A quotation that goes on in the next sentences.
        if let Some(close) = last.checked_sub(1).and_then(|at| scene.quote_end(at))
            && close > sentence.end
        {
            ends.push(close);
        }
        ends
    }

    /// The comma that closes the relative clause of "pilots, who say …, stayed ashore".
    fn relative_end(&self, start: usize) -> Option<usize> {
        let (scene, who) = (self.scene, self.who?);
        let relative = matches!(scene.tags[who.head], Tag::WP | Tag::WDT);
        let opened = relative && who.tokens.start.checked_sub(1).is_some_and(|i| scene.tags[i] == Tag::Comma);
        let closes = |&at: &usize| {
            let next = at + 1 + usize::from(scene.tags.get(at + 1) == Some(&Tag::RB));
            scene.tags[at] == Tag::Comma && next < self.cue.sentence.end && scene.is_finite(next)
        };
        (start + 1..self.cue.sentence.end).find(closes).filter(|_| opened)
    }

    /// `end` without a last stop or comma outside quotation marks.
    pub(super) fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start + 1 && self.is_trimmed(end - 1) {
            end -= 1;
        }
        end
    }

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
        out.feature("e.balance", &[self.balance(start, end), kind]);
    }

    /// The next word of saying within a few words behind `end`, with its tag.
    fn next_cue(&self, end: usize, last: usize) -> (&'static str, &'static str) {
        let scene = self.scene;
        let found = (end..last.min(end + 6)).find_map(|i| {
            let lemma = super::lexicon::lemma(&scene.lower[i])?.verb?;
            let tag = scene.tags[i];
            matches!(tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBG | Tag::VBN).then_some((lemma, tag.as_str()))
        });
        found.unwrap_or(("none", ""))
    }

    /// What follows the mark or conjunction at `end`: a clause with a subject of its own, a verb of the same subject.
    fn joined(&self, end: usize, last: usize) -> &'static str {
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

    /// Where the cue stands among cue and speaker.
    fn side(&self) -> &'static str {
        match self.who {
            None => "none",
            Some(who) if who.is_left => "left",
            Some(_) => "right",
        }
    }

    /// The distance of speaker and cue.
    fn gap(&self) -> &'static str {
        match self.who {
            Some(who) if who.is_left => bucket(self.cue.group.start.saturating_sub(who.tokens.end)),
            Some(who) => bucket(who.tokens.start.saturating_sub(self.cue.group.end)),
            None => "none",
        }
    }

    /// What stands right before cue and speaker: the end of a quotation, a comma, a word.
    fn last_class(&self, end: usize) -> &'static str {
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

    fn next_class(&self) -> &str {
        self.scene.class(Some(self.right_start()), &self.cue.sentence)
    }

    /// Whether a quotation opens right behind cue and speaker, and whether it begins a sentence of its own.
    fn opening(&self) -> &'static str {
        let (scene, from) = (self.scene, self.right_start());
        let open = (from..self.cue.sentence.end.min(from + 3)).find(|&i| scene.opens_quote(i));
        let first = open.and_then(|open| (open..self.cue.sentence.end).find(|&i| scene.tokens[i].is_word));
        match first {
            Some(first) if scene.tokens[first].is_capitalised() => "sentence",
            Some(_) => "part",
            None => "none",
        }
    }

    fn left_class(&self, left: Option<usize>) -> &'static str {
        match left {
            None => "none",
            Some(_) if self.last_class(self.left_end()) == "quote" => "quote",
            Some(_) => "clause",
        }
    }

    fn place(&self, start: usize) -> &'static str {
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
    fn quote_shape(&self, start: usize, end: usize) -> &'static str {
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
    fn balance(&self, start: usize, end: usize) -> &'static str {
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
    fn clause_class(&self, start: usize) -> &'static str {
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
