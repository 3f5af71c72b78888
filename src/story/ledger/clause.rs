//! The grammar that the ledger asks of a sentence: who acts, on what, and where the clause ends.

use std::ops::Range;

use crate::annotate::actor::title;
use crate::text::Span;
use crate::text::chunk::{Chunk, ChunkKind, Verb, chunks, phrase, subject};
use crate::text::tag::{Tag, Tagged};
use crate::text::token::Token;

use super::lexicon::{Act, NounEntry, Thing, noun, verb};

/// Most words of a cell; what runs on longer is no longer one thing.
const LONGEST: usize = 45;
/// Most words of the phrase for somebody who acts.
const LONGEST_NAME: usize = 14;

/// A sentence with its chunks.
pub(super) struct Clause<'s, 't> {
    pub words: Tagged<'s, 't>,
    pub chunks: Vec<Chunk>,
}

/// Somebody or something named: its tokens and its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub tokens: Range<usize>,
    pub head: usize,
}

/// Gives verbs of the table the tag of the past where the tagger took them for participles: behind somebody who can act, or
/// `and`, and before what is acted on. `The union refused to sign`; but `the truce agreed in May`, `the man accused of it`.
pub(super) fn mend(tokens: &[Token<'_>], tags: &mut [Tag]) {
    for at in 1..tags.len() {
        let entry = verb(tokens[at].text).filter(|_| tags[at] == Tag::VBN && tokens[at].text.ends_with('d'));
        let Some(entry) = entry else { continue };
        let adverb = |at: &usize| tags.get(*at).is_some_and(|tag| tag.is_adverb());
        let before = (0..at).rev().find(|at| !adverb(at)).unwrap_or(0);
        let after = (at + 1..tags.len()).find(|at| !adverb(at)).unwrap_or(at);
        let word = tokens[before].text;
        let actor = tags[before].is_proper()
            || tags[before] == Tag::PRP
            || tags[before].is_noun()
                && (noun(word).is_some_and(|n| n.is(Thing::Agent)) || title(&word.to_lowercase()).is_some());
        let next = tags[after];
        let acted_on = next.is_noun()
            || next.is_adjective()
            || matches!(next, Tag::TO | Tag::DT | Tag::PRPS | Tag::PRP | Tag::CD | Tag::OpenQuote)
            || ["to", "on", "that", "with"].iter().any(|w| tokens[after].text.eq_ignore_ascii_case(w));
        let denied = entry.acts.contains(&Act::Deny) && matches!(next, Tag::Stop | Tag::Comma);
        if (actor || tags[before] == Tag::CC) && (acted_on || denied) {
            tags[at] = Tag::VBD;
        }
    }
}

impl<'s, 't> Clause<'s, 't> {
    pub(super) fn new(words: Tagged<'s, 't>) -> Self {
        Clause { words, chunks: chunks(words) }
    }

    /// The place of tokens in the text.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let (first, last) = (self.words.tokens.get(tokens.start)?, self.words.tokens.get(tokens.end.checked_sub(1)?)?);
        (tokens.start < tokens.end).then(|| Span::new(first.span.start, last.span.end))
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.words.text(at).to_lowercase()
    }

    /// The chunk that begins at a token.
    pub(super) fn starting(&self, token: usize) -> Option<usize> {
        self.chunks.iter().position(|chunk| chunk.tokens.start == token)
    }

    /// The noun phrase that begins at a token, a determiner of its own included.
    pub(super) fn noun_at(&self, token: usize) -> Option<&Chunk> {
        self.starting(token).map(|at| &self.chunks[at]).filter(|chunk| chunk.kind == ChunkKind::Noun)
    }

    /// What the head of a noun phrase is to a commitment.
    pub(super) fn thing(&self, chunk: &Chunk) -> Option<&'static NounEntry> {
        let tag = self.words.tag(chunk.head)?;
        noun(self.words.text(chunk.head)).filter(|_| tag.is_noun())
    }

    /// The first token at or after `at` that is no adverb.
    pub(super) fn after_adverbs(&self, mut at: usize) -> usize {
        while self.words.tag(at).is_some_and(Tag::is_adverb) {
            at += 1;
        }
        at
    }

    /// Where the words for an action that begin at `from` end: at a mark, or where another clause begins.
    pub(super) fn end(&self, from: usize) -> usize {
        let limit = self.words.tags.len().min(from + LONGEST);
        let mut at = from;
        while at < limit {
            // What is quoted is not cut: it ends with its closing mark.
            if let Some(close) = self.closing(at).filter(|&close| close < limit) {
                at = close + 1;
                continue;
            }
            let stops = match self.words.tags[at] {
                Tag::Comma => !self.is_list_comma(at) && !self.is_of_date(at),
                Tag::Stop | Tag::Colon | Tag::Dash => true,
                Tag::OpenBracket => self.words.text(at) != "[",
                Tag::CloseBracket => self.words.text(at) != "]",
                Tag::CC => self.opens_clause(at + 1),
                _ => at > from + 1 && self.is_aside(at),
            };
            if stops {
                break;
            }
            at += 1;
        }
        while at > from && self.words.tags.get(at - 1).is_some_and(|&tag| matches!(tag, Tag::CC | Tag::OpenQuote)) {
            at -= 1;
        }
        at
    }

    /// Whether a word that the tagger took for a noun stands right behind an infinitive, ends as a verb of the present does,
    /// and has a preposition behind it: `the vow to try fits with the season`.
    pub(super) fn follows_verb(&self, chunk: &Chunk) -> bool {
        let behind = self
            .chunks
            .iter()
            .any(|c| c.tokens.end == chunk.tokens.start && c.verb().is_some_and(|v: Verb| v.infinitive));
        behind
            && chunk.kind == ChunkKind::Noun
            && chunk.tokens.len() == 1
            && self.words.tag(chunk.head) == Some(Tag::NNS)
            && self.words.is_any(chunk.tokens.end, &["with", "into", "from"])
    }

    /// The mark that closes the quotation which opens at a token.
    fn closing(&self, open: usize) -> Option<usize> {
        let quoted = self.words.tag(open) == Some(Tag::OpenQuote);
        (open + 1..self.words.tags.len()).find(|&t| self.words.tag(t) == Some(Tag::CloseQuote)).filter(|_| quoted)
    }

    /// The comma of `March 3, 2025`.
    fn is_of_date(&self, comma: usize) -> bool {
        let number = |at: usize| self.words.tag(at) == Some(Tag::CD);
        comma > 0 && number(comma - 1) && number(comma + 1) && self.words.text(comma + 1).len() == 4
    }

    /// A comma between two noun phrases of a list that ends in `and`.
    fn is_list_comma(&self, comma: usize) -> bool {
        let mut at = comma;
        for _ in 0..5 {
            let from = if self.words.tag(at + 1) == Some(Tag::CC) { at + 2 } else { at + 1 };
            let Some(next) = self.starting(from) else { return false };
            let chunk = &self.chunks[next];
            if chunk.kind != ChunkKind::Noun {
                return false;
            }
            if from == at + 2 {
                // `, and officials in Elm and Oak spoke`: the subject of another clause.
                let subject = |c: &&Chunk| {
                    matches!(c.kind, ChunkKind::Noun | ChunkKind::Preposition | ChunkKind::Coordinator) || c.is_finite()
                };
                return !self.chunks[next..].iter().take(7).take_while(subject).any(Chunk::is_finite);
            }
            at = chunk.tokens.end;
            match self.words.tag(at) {
                Some(Tag::Comma) => {}
                Some(Tag::CC) => return at > comma && !self.opens_clause(at + 1),
                _ => return false,
            }
        }
        false
    }

    /// Whether what begins at `at` has a finite verb of its own: `and promised`, `and the union left`.
    fn opens_clause(&self, at: usize) -> bool {
        let at = self.after_adverbs(at);
        let Some(first) = self.starting(at) else { return false };
        let participle = |chunk: &Chunk| chunk.verb().is_some_and(|verb: Verb| verb.participle && !verb.passive);
        if self.chunks[first].is_finite() || participle(&self.chunks[first]) {
            return true;
        }
        let rest = self.chunks[first..].iter().take(5);
        let mut nouns = rest
            .take_while(|chunk| matches!(chunk.kind, ChunkKind::Noun | ChunkKind::Preposition) || chunk.is_finite());
        nouns.any(Chunk::is_finite)
    }

    /// `after`, `because`, `while` before a clause: what follows is told of something else.
    fn is_aside(&self, at: usize) -> bool {
        let sub = self.starting(at).is_some_and(|c| self.chunks[c].kind == ChunkKind::Subordinator);
        sub && !self.words.is_any(at, &["that", "whether", "than"])
            || self.words.is_any(at, &["when", "amid", "despite", "following", "saying", "adding"])
    }

    /// Who acts in the verb group at `verb`: the subject, what a relative stands for, or the subject of a verb joined by
    /// `and`.
    pub(super) fn actor(&self, verb: usize) -> Option<Named> {
        self.actor_within(verb, 3)
    }

    fn actor_within(&self, verb: usize, depth: usize) -> Option<Named> {
        let chunk = self.chunks.get(verb)?;
        let mut before = chunk.tokens.start;
        while before > 0 && self.words.tag(before - 1).is_some_and(Tag::is_adverb) {
            before -= 1;
        }
        let previous = before.checked_sub(1)?;
        if self.words.tag(previous).is_some_and(Tag::is_wh)
            || self.words.is_any(previous, &["that"]) && self.is_relative(previous)
        {
            return self.before_relative(previous);
        }
        if chunk.is_finite()
            && let Some(found) = subject(self.words, &self.chunks, verb)
        {
            let named = Named { tokens: found.tokens, head: found.head };
            if let Some(list) = self.whole_list(&named, chunk.tokens.start) {
                return Some(list);
            }
            return self.behind_aside(named).map(|named| self.short(named.clone(), self.base_of(&named, found.base)));
        }
        let joined = matches!(self.words.tag(previous), Some(Tag::CC | Tag::Comma));
        let participle = chunk.verb().is_some_and(|v| v.participle);
        if depth == 0 || !(joined || participle && self.words.tag(previous) == Some(Tag::Comma)) {
            return None;
        }
        let earlier = (0..verb).rev().find(|&at| self.chunks[at].is_finite())?;
        self.actor_within(earlier, depth - 1)
    }

    /// `Ann Lee (Elm), Bo Day (Oak) and two more called on …`: a list of names that opens its sentence, of which brackets
    /// leave only the last as the subject.
    fn whole_list(&self, named: &Named, verb: usize) -> Option<Named> {
        let mut start = named.tokens.start;
        while start > 0 && self.words.tag(start - 1) == Some(Tag::Comma) {
            let mut end = start - 1;
            if end > 0 && self.words.tag(end - 1) == Some(Tag::CloseBracket) {
                end = (0..end).rev().find(|&at| self.words.tag(at) == Some(Tag::OpenBracket))?;
            }
            let before = self.chunks.iter().find(|c| c.tokens.end == end && c.kind == ChunkKind::Noun)?;
            self.words.tag(before.head).filter(|tag| tag.is_proper())?;
            start = before.tokens.start;
        }
        let opens = start == 0 || start == 1 && self.words.tag(0) == Some(Tag::OpenQuote);
        let joined = named.tokens.clone().any(|at| self.words.tag(at) == Some(Tag::CC));
        let grown = start < named.tokens.start && opens && joined && verb - start <= LONGEST;
        grown.then_some(Named { tokens: start..named.tokens.end, head: named.head })
    }

    /// `In talks led by Ann and Bo, Cy agreed`: a phrase that begins as the end of another one begins behind the comma.
    fn behind_aside(&self, named: Named) -> Option<Named> {
        let before = named.tokens.start.checked_sub(1);
        let hangs = before.is_some_and(|b| {
            matches!(self.words.tag(b), Some(Tag::CC | Tag::IN))
                && self
                    .chunks
                    .iter()
                    .any(|c| c.tokens.start == b && matches!(c.kind, ChunkKind::Coordinator | ChunkKind::Preposition))
        });
        let comma = named.tokens.clone().find(|&t| self.words.tag(t) == Some(Tag::Comma)).filter(|_| hangs);
        let Some(comma) = comma else { return Some(named) };
        let first = self.noun_at(comma + 1)?;
        Some(Named { tokens: comma + 1..named.tokens.end, head: first.head })
    }

    /// `that` behind a noun and right before a verb.
    fn is_relative(&self, at: usize) -> bool {
        at > 0 && self.words.tag(at - 1).is_some_and(Tag::is_noun)
    }

    /// The noun phrase that a relative word at `at` stands for, with an owner in `of` before it.
    fn before_relative(&self, at: usize) -> Option<Named> {
        let comma = usize::from(at > 0 && self.words.tag(at - 1) == Some(Tag::Comma));
        let last = self.chunks.iter().rposition(|chunk| chunk.tokens.end == at - comma)?;
        let mut first = last;
        while first >= 2
            && self.chunks[first - 1].kind == ChunkKind::Preposition
            && self.words.is_any(self.chunks[first - 1].head, &["of"])
            && self.chunks[first - 2].kind == ChunkKind::Noun
        {
            first -= 2;
        }
        let chunk = self.chunks.get(first).filter(|chunk| chunk.kind == ChunkKind::Noun)?;
        Some(Named { tokens: chunk.tokens.start..self.chunks[last].tokens.end, head: chunk.head })
    }

    fn base_of(&self, named: &Named, base: Range<usize>) -> Range<usize> {
        self.noun_at(named.tokens.start).map_or(base, |chunk| chunk.tokens.clone())
    }

    /// A long phrase is cut to its first noun phrase, and a day that hangs on it is left out: `the mayor on Monday`.
    fn short(&self, mut named: Named, base: Range<usize>) -> Named {
        let day = |at: usize| crate::annotate::time::is_calendar_word(&self.lower(at));
        let on =
            named.tokens.clone().find(|&at| at > named.head && self.words.is_any(at, &["on", "in"]) && day(at + 1));
        named.tokens.end = on.unwrap_or(named.tokens.end);
        if named.tokens.len() > LONGEST_NAME { Named { tokens: base, ..named } } else { named }
    }

    /// The noun phrase that begins at a token, with what hangs on it, as somebody named.
    pub(super) fn named_at(&self, token: usize) -> Option<Named> {
        let at = self.starting(token)?;
        let found = phrase(self.words, &self.chunks, at)?;
        Some(self.short(Named { tokens: found.tokens, head: found.head }, found.base))
    }

    /// Whether the phrase can owe something: a name, or a noun for people or a body.
    pub(super) fn is_agent(&self, named: &Named) -> bool {
        let head = self.words.tag(named.head);
        let negative = self.words.is_any(named.tokens.start, &["no", "neither", "none", "nobody", "few", "any"]);
        let known = noun(self.words.text(named.head)).is_some_and(|n| n.is(Thing::Agent))
            || title(&self.lower(named.head)).is_some();
        let pronoun = self.words.is_any(named.head, &["i", "we", "he", "she", "they", "it"]);
        // "the results of Friday’s vote"
        let word = self.lower(named.head);
        let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(&word);
        let calendar = crate::annotate::time::is_calendar_word(word);
        !negative && !calendar && (head.is_some_and(Tag::is_proper) || known || pronoun || self.is_several(named))
    }

    /// `both`, `the two`, `the two sides`.
    fn is_several(&self, named: &Named) -> bool {
        named.tokens.len() <= 2 && self.words.is_any(named.head, &["both", "two"])
    }

    /// Whether the clause of the verb group at `group` is only supposed: under `if`, `unless`, `whether`, or told of a hope.
    pub(super) fn is_supposed(&self, group: usize) -> bool {
        // `If it had promised to pay, the port would have refused to sign`: nothing of such a sentence is told as so.
        if (0..self.chunks[group].tokens.start).any(|t| self.words.is_any(t, &["if", "unless", "whether", "lest"])) {
            return true;
        }
        let mut finite = 0;
        for chunk in self.chunks[..group].iter().rev() {
            match chunk.kind {
                ChunkKind::Verb(v) if v.finite => {
                    finite += 1;
                    if finite > 1 || !self.governs(chunk) {
                        return false;
                    }
                    if verb(self.words.text(chunk.head)).is_some_and(|v| v.acts.contains(&Act::Suppose)) {
                        return true;
                    }
                }
                ChunkKind::Subordinator if self.words.is_any(chunk.head, &CONDITIONS) => return finite == 0,
                _ => {}
            }
        }
        false
    }

    /// Whether `that` or a mark of speech follows, so that the next clause hangs on the verb.
    fn governs(&self, chunk: &Chunk) -> bool {
        let next = self.after_adverbs(chunk.tokens.end);
        self.words.is_any(next, &["that"]) || self.noun_at(next).is_some()
    }

    /// Whether the word at `at` stands behind a negation or `without` in its own phrase.
    pub(super) fn is_denied_noun(&self, chunk: &Chunk) -> bool {
        let first = chunk.tokens.start;
        self.words.is_any(first, &["no", "any", "neither"])
            || first > 0 && self.words.is_any(first - 1, &["without", "no", "any", "despite"])
    }
}

/// Words that make what follows a mere case.
const CONDITIONS: [&str; 4] = ["until", "till", "once", "before"];
