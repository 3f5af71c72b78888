//! What is said: where it may begin and end, before the cue and behind it.

use crate::text::tag::Tag;

use super::cue::Cue;
use super::frame;
use super::scene::Scene;
use super::shape::{self, Closing};
use super::weights::{Value, value};
use super::who::Who;

/// How far behind the cue what is said may begin, in tokens.
pub(super) const REACH: usize = 14;
/// How far behind the cue it may begin anywhere; further on, it begins where a clause does or behind a mark.
const NEAR: usize = 3;
/// Places looked at where what stands before the cue may begin, and where what stands behind may end.
const STARTS: usize = 12;
const ENDS: usize = 28;

/// What describes a cue and its speaker themselves.
#[derive(Debug)]
pub(super) struct Shared<'s> {
    /// The base form of the cue, and how it stands.
    pub(super) lemma: Value<'s>,
    pub(super) form: Value<'s>,
    /// Where the speaker stands, and how far from the cue.
    pub(super) side: Value<'static>,
    pub(super) gap: Value<'static>,
    /// What stands before the two, and behind them.
    pub(super) last: Value<'static>,
    pub(super) next: Value<'s>,
    pub(super) opening: Value<'static>,
}

/// A cue with its speaker: what is said stands before or behind the two.
#[derive(Debug)]
pub(super) struct Attributed<'s, 't> {
    pub(super) scene: &'s Scene<'t>,
    pub(super) cue: &'s Cue,
    pub(super) who: Option<&'s Who>,
    /// One past the last token before cue and speaker, commas left out.
    pub(super) left_end: usize,
    /// First token behind cue and speaker.
    pub(super) right_start: usize,
    /// What all that may be said around this cue shares, told once.
    pub(super) shared: Shared<'s>,
    /// The quotation that ends right before cue and speaker.
    pub(super) closing: Closing<'s>,
}

impl<'s, 't> Attributed<'s, 't> {
    pub(super) fn new(scene: &'s Scene<'t>, cue: &'s Cue, who: Option<&'s Who>) -> Self {
        let left_end = left_end(scene, cue, who);
        let right_start = right_start(cue, who);
        let shared = Shared {
            lemma: Value::new(cue.lemma),
            form: Value::new(cue.form),
            side: shape::side(who),
            gap: shape::gap(cue, who),
            last: shape::last_class(scene, cue, left_end),
            next: scene.class(Some(right_start), &cue.sentence),
            opening: shape::opening(scene, right_start, cue.sentence.end),
        };
        let closing = shape::closing(scene, cue, left_end);
        Attributed { scene, cue, who, left_end, right_start, shared, closing }
    }

    /// Where what is said before the cue may begin; all end at [`Self::left_end`].
    pub(super) fn left_starts(&self) -> Vec<usize> {
        let (scene, sentence, end) = (self.scene, &self.cue.sentence, self.left_end);
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

    /// `start`, or the quotation that ends right before the cue and begins as a sentence behind a colon: what is said is the
    /// quotation alone in `He warned them: “Go home,” he said.`
    pub(super) fn behind_colon(&self, start: usize) -> usize {
        let scene = self.scene;
        let quote = self.left_end.checked_sub(1).and_then(|last| scene.quote_start(last)).filter(|&q| q > start);
        let colon = quote.is_some_and(|q| &*scene.lower[q - 1] == ":" && scene.quoted[q - 1].is_none());
        match quote {
            Some(quote) if colon && self.closing.first == value!("sentence") => quote,
            _ => start,
        }
    }

    /// The quotation that ended right before the sentence, where a dash and a name sign it, or a question or a cry is cut
    /// from its verb: `“Who knows?” Lee asked.`
    fn whole_quote_before(&self) -> Option<usize> {
        let (scene, cue) = (self.scene, self.cue);
        let before = cue.sentence.start.checked_sub(1)?;
        let asked =
            cue.form == "fin" && self.who.is_some_and(|w| w.is_left) && frame::ends_clause(&scene.tokens, before);
        scene.quote_start(before).filter(|_| scene.closes_quote(before) && (cue.form == "dash" || asked))
    }

    /// Where what is said behind the cue may begin.
    pub(super) fn right_starts(&self) -> Vec<usize> {
        let (scene, sentence, from) = (self.scene, &self.cue.sentence, self.right_start);
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
            if at > from + NEAR {
                return scene.opens_quote(at)
                    || matches!(scene.tags[at - 1], Tag::Comma | Tag::Dash | Tag::Colon)
                    || matches!(&*scene.lower[at], "that" | "whether" | "if" | "how" | "why" | "what");
            }
            at <= from + 1
                || scene.opens_quote(at)
                || matches!(scene.tags[at - 1], Tag::Comma | Tag::Dash | Tag::Colon | Tag::IN | Tag::TO | Tag::RP)
                || matches!(scene.tags[at], Tag::IN | Tag::TO | Tag::WP | Tag::WDT | Tag::WRB | Tag::VBG)
                || phrase.is_some()
        };
        let limit = sentence.end.min(from + REACH).min(self.another_framing(from));
        (from..limit).filter(opens).collect()
    }

    /// The next verb behind `from` that stands beside a quotation with a speaker of its own: `“We stay,” Berg said, while Lund
    /// asked, “Who goes?”`
    fn another_framing(&self, from: usize) -> usize {
        let (scene, cue) = (self.scene, self.cue);
        let own = |at: &&usize| {
            **at >= from
                && **at != cue.anchor
                && scene.subject(**at).is_some_and(|subject| subject.tokens.start >= from)
        };
        let others = scene.framing.iter().skip_while(|at| **at < from).take_while(|at| **at < cue.sentence.end);
        others.filter(|at| own(at)).copied().next().unwrap_or(cue.sentence.end)
    }

    /// Where what begins at `start` may end.
    pub(super) fn right_ends(&self, start: usize) -> Vec<usize> {
        let (scene, sentence) = (self.scene, &self.cue.sentence);
        let own = self.relative_end(start).or_else(|| self.next_speaker(start)).unwrap_or(sentence.end);
        let last = self.trimmed_end(start, own);
        let closes = |at: &usize| {
            let at = *at;
            scene.closes_quote(at - 1)
                || matches!(
                    scene.tags[at],
                    Tag::Comma | Tag::Dash | Tag::Colon | Tag::CC | Tag::WRB | Tag::CloseBracket | Tag::OpenBracket
                )
                || scene.tags[at] == Tag::IN
                    && !matches!(&*scene.lower[at], "of" | "to" | "for" | "from" | "as" | "with" | "than" | "about")
                || scene.opens_quote(at)
        };
        // A clause has a verb, and "Lagos, Nigeria" is one place.
        let clause = matches!(self.clause_class(start).name(), "that" | "clause" | "if");
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

    /// The mark behind which another speaks: `The army said three had died; the rebels said ten`.
    fn next_speaker(&self, start: usize) -> Option<usize> {
        let (scene, sentence) = (self.scene, &self.cue.sentence);
        let others = scene.cues.iter().filter(|c| c.anchor > start && sentence.contains(&c.anchor) && c.form == "fin");
        others.filter_map(|c| scene.subject(c.anchor)).find_map(|subject| {
            let before = subject.tokens.start.checked_sub(1).filter(|&at| at > start)?;
            let joins = matches!(&*scene.lower[before], "but" | "and" | "while" | "whereas");
            let mark = before - usize::from(joins);
            let marked = &*scene.lower[mark] == ";" || joins && scene.tags[mark] == Tag::Comma;
            (marked && mark > start && scene.quoted[mark].is_none()).then_some(mark)
        })
    }

    /// `end` without a last stop or comma outside quotation marks.
    pub(super) fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start + 1 && is_trimmed(self.scene, end - 1) {
            end -= 1;
        }
        end
    }
}

fn left_end(scene: &Scene<'_>, cue: &Cue, who: Option<&Who>) -> usize {
    let mut end = match who {
        Some(who) if who.is_left => who.tokens.start.min(cue.group.start),
        _ => cue.group.start,
    };
    while end > cue.sentence.start && is_trimmed(scene, end - 1) {
        end -= 1;
    }
    end
}

fn right_start(cue: &Cue, who: Option<&Who>) -> usize {
    match who {
        // "said the mayor, who …": a speaker far behind the cue leaves what stands between.
        Some(who) if !who.is_left && who.phrase.start <= cue.group.end + 2 => who.tokens.end,
        _ => cue.group.end,
    }
}

/// Marks that belong to neither side: commas, dashes, stops outside quotation marks.
fn is_trimmed(scene: &Scene<'_>, at: usize) -> bool {
    let mark = matches!(scene.tags[at], Tag::Comma | Tag::Dash | Tag::Colon | Tag::Stop);
    mark && !scene.closes_quote(at) && scene.quoted[at].is_none()
}
