//! The patterns of reported speech within one sentence: where the cue stands, who speaks, what is said.

use crate::text::Span;
use crate::text::token::Token;

use super::cues::{Needs, cue};
use super::speaker;

/// An attribution found in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) speaker: Span,
    pub(super) cue: Span,
    /// What is said within the sentence; empty where it follows behind a colon in the next paragraph.
    pub(super) content: Option<Span>,
    /// A second cue of the same speaker with what follows it: "…, adding that …".
    pub(super) added: Option<(Span, Span)>,
}

/// A sentence ready to be read.
pub(super) struct Sentence<'s, 't> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) tokens: &'s [Token<'t>],
    /// Quotations of the paragraph.
    pub(super) quotations: &'s [Span],
}

impl Sentence<'_, '_> {
    /// The attribution of the sentence: the first pattern that holds.
    pub(super) fn attribution(&self) -> Option<Found> {
        (0..self.tokens.len())
            .filter(|&at| !self.is_quoted(at))
            .find_map(|at| self.according_to(at).or_else(|| self.by_cue(at)))
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quotations.iter().any(|q| q.contains(self.tokens[at].span))
    }

    fn lower(&self, at: usize) -> String {
        self.tokens.get(at).map(|t| t.text.to_lowercase()).unwrap_or_default()
    }

    /// `According to NP, CLAUSE` and `CLAUSE, according to NP`.
    fn according_to(&self, at: usize) -> Option<Found> {
        if self.lower(at) != "according" || self.lower(at + 1) != "to" {
            return None;
        }
        let who = speaker::after(self.tokens, at + 2, false)?;
        let said = if at == 0 {
            let comma = self.tokens.iter().position(|t| t.text == "," && t.span.start >= who.end)?;
            Span::new(self.tokens[comma].span.end, self.span.end)
        } else {
            Span::new(self.span.start, self.tokens[at].span.start)
        };
        let cue = Span::new(self.tokens[at].span.start, self.tokens[at + 1].span.end);
        Some(Found { speaker: who, cue, content: Some(self.trimmed(said)?), added: None })
    }

    /// The patterns around a verb of saying at token `at`.
    fn by_cue(&self, at: usize) -> Option<Found> {
        // "States" is no verb.
        let needs = cue(self.tokens[at].text)?;
        let before = at.checked_sub(1).map(|b| self.lower(b)).unwrap_or_default();
        if matches!(
            before.as_str(),
            "to" | "is"
                | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "not"
                | "as"
                | "the"
                | "a"
                | "than"
                | "by"
                | "of"
                | "-"
                | "‑"
        ) {
            return None;
        }
        let behind = if needs == Needs::Of { None } else { self.behind(at) };
        behind.or_else(|| self.in_front(at, needs))
    }

    /// The words come first: `“…,” said NP` and `…, NP said`.
    fn behind(&self, at: usize) -> Option<Found> {
        let cue = self.tokens[at].span;
        if self.closes_speech(at) {
            let who = speaker::after(self.tokens, at + 1, self.tokens[at - 1].text != ",")?;
            let content = self.trimmed(Span::new(self.span.start, cue.start))?;
            return Some(Found { speaker: who, cue, content: Some(content), added: self.added(who.end) });
        }
        let beside = self.quotations.iter().rev().find(|q| q.end <= cue.start);
        let quoted = beside.is_some_and(|q| self.words_between(q.end, cue.start) <= 6);
        let who = speaker::before(self.tokens, 0, at, quoted)?;
        let first = self.tokens.iter().position(|t| t.span.start >= who.start)?;
        if first == 0 || !self.closes_speech(first) {
            return None;
        }
        let quoted = self.quotations.iter().any(|q| q.end <= who.start && q.end + 2 >= who.start);
        // Without quotation marks the cue must close the sentence: "…, officials said on Friday."
        let says = matches!(self.lower(at).as_str(), "said" | "says" | "say");
        // "…, the mayor told reporters."
        let tells = matches!(self.lower(at).as_str(), "told" | "tells")
            && (at + 2..at + 5)
                .any(|stop| self.tokens.get(stop).is_some_and(|t| t.text == ".") && self.is_plain(at + 1, stop));
        let ends = tells
            || matches!(self.lower(at + 1).as_str(), "." | "," | "")
            || says && matches!(self.lower(at + 1).as_str(), "in" | "on" | "at" | "late" | "early");
        if !quoted && !ends {
            return None;
        }
        // "The quay, she said, was closed": what goes on behind the comma would be lost.
        let goes_on = self.lower(at + 1) == "," && !self.lower(at + 2).ends_with("ing");
        if !quoted && goes_on {
            return None;
        }
        let content = self.trimmed(Span::new(self.span.start, who.start))?;
        // An opening phrase is no statement: "On Sunday, officials said the port …".
        if !quoted
            && (content.of(self.text).split_whitespace().count() < 5
                || self.opens_subordinate()
                || self.lower(at + 1) == "that")
        {
            return None;
        }
        Some(Found { speaker: who, cue, content: Some(content), added: self.added(cue.end) })
    }

    /// Whether what stands before token `at` can be the end of speech: a comma or a closing quotation mark.
    fn closes_speech(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|b| {
            let mark = &self.tokens[b];
            matches!(mark.text, "”" | "\"" | "»") || (mark.text == "," && b > 2 && !self.is_quoted(b))
        })
    }

    /// The cue comes first: `NP said (that) …`, `NP told N that …`, `NP said: “…”`.
    fn in_front(&self, at: usize, needs: Needs) -> Option<Found> {
        let who = speaker::before(self.tokens, 0, at, false)?;
        let cue = self.tokens[at].span;
        let that = (at + 1..self.tokens.len().min(at + 9)).find(|&i| self.lower(i) == "that" && !self.is_quoted(i));
        let quote = self
            .quotations
            .iter()
            .find(|q| q.start >= cue.end && q.start < self.span.end)
            .filter(|q| self.words_between(cue.end, q.start) <= 3);
        let colon = (at + 1..self.tokens.len().min(at + 9)).find(|&i| self.tokens[i].text == ":" && !self.is_quoted(i));
        let by = needs == Needs::By && self.lower(at + 1) == "by" && self.lower(at + 2).ends_with("ing");
        let of = (at + 2..self.tokens.len().min(at + 12)).any(|i| self.lower(i) == "of" && self.is_plain(at + 1, i));
        let start = match (that, quote, colon, needs) {
            _ if by => self.tokens.get(at + 2)?.span.start,
            (.., Needs::Of) => self.tokens.get(at + 1).filter(|_| of)?.span.start,
            (Some(that), None, _, Needs::Nothing | Needs::That | Needs::By)
                if that == at + 1 || self.is_plain(at + 1, that) =>
            {
                self.tokens[that].span.start
            }
            (_, _, Some(colon), _) if self.is_plain(at + 1, colon) => self.tokens[colon].span.end,
            (Some(that), Some(quote), _, _) if self.tokens[that].span.start < quote.start => {
                self.tokens[that].span.start
            }
            (_, Some(quote), _, _) if self.words_between(cue.end, quote.start) == 0 => quote.start,
            (_, _, _, Needs::Nothing) if !matches!(self.lower(at).as_str(), "told" | "tells") => {
                self.tokens.get(at + 1).filter(|t| t.is_word)?.span.start
            }
            _ => return None,
        };
        // "accused him of lying—charges he denies": what follows the dash may be another's.
        let dash = |t: &&Token<'_>| needs == Needs::Of && t.span.start > start && matches!(t.text, "—" | ";" | "–");
        let end = self.tokens.iter().find(dash).map_or(self.span.end, |t| t.span.start);
        let rest = Span::new(start, end);
        let (content, added) = match self.added(start) {
            Some((cue, said)) => (self.trimmed(Span::new(start, cue.start)), Some((cue, said))),
            None => (self.trimmed(rest), None),
        };
        let long_enough = content.is_none_or(|c| c.of(self.text).split_whitespace().count() >= 3);
        (long_enough && (content.is_some() || colon.is_some())).then_some(Found { speaker: who, cue, content, added })
    }

    /// "While …, officials said": the first clause is the reporter's.
    fn opens_subordinate(&self) -> bool {
        matches!(
            self.lower(0).as_str(),
            "while"
                | "as"
                | "after"
                | "before"
                | "when"
                | "if"
                | "although"
                | "though"
                | "because"
                | "since"
                | "in"
                | "on"
                | "at"
                | "during"
                | "despite"
                | "with"
                | "by"
                | "for"
                | "to"
                | "following"
                | "instead"
                | "until"
        )
    }

    fn words_between(&self, from: usize, to: usize) -> usize {
        self.tokens.iter().filter(|t| t.is_word && t.span.start >= from && t.span.end <= to).count()
    }

    /// No comma, mark or other cue between two tokens: an object or a time, "told reporters on Monday that".
    fn is_plain(&self, from: usize, to: usize) -> bool {
        self.tokens[from..to].iter().all(|t| t.is_word || matches!(t.text, "-" | "‑" | "."))
    }

    /// `, adding that …`, `, saying “…”` behind `from`.
    fn added(&self, from: usize) -> Option<(Span, Span)> {
        let at = (1..self.tokens.len()).find(|&i| {
            self.tokens[i].span.start >= from
                && !self.is_quoted(i)
                && self.tokens[i - 1].text == ","
                && matches!(
                    self.tokens[i].text,
                    "adding" | "saying" | "insisting" | "warning" | "arguing" | "noting" | "stressing"
                )
        })?;
        let next = self.tokens.get(at + 1)?;
        let said = matches!(next.text, "that" | "“" | "\"" | ":")
            || self.quotations.iter().any(|q| q.start == next.span.start);
        let content = self.trimmed(Span::new(next.span.start, self.span.end))?;
        said.then_some((self.tokens[at].span, content))
    }

    /// Without blanks, commas and a full stop outside quotation marks; `None` where no word is left.
    fn trimmed(&self, span: Span) -> Option<Span> {
        let mut span = span.trim(self.text);
        while let Some(c) =
            span.of(self.text).chars().next_back().filter(|c| matches!(c, ',' | '.' | ':' | ';' | '—' | '–'))
        {
            let abbreviated =
                c == '.' && span.of(self.text).trim_end_matches('.').ends_with(|c: char| c.is_uppercase());
            if abbreviated {
                break;
            }
            span = Span::new(span.start, span.end - c.len_utf8()).trim(self.text);
        }
        let lead = span.of(self.text).len()
            - span.of(self.text).trim_start_matches([',', ':', ';', ' ', '\u{a0}', '—', '–']).len();
        let span = Span::new(span.start + lead, span.end);
        span.of(self.text).chars().any(char::is_alphanumeric).then_some(span)
    }
}
