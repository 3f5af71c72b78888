//! Whole noun phrases, and the subject of a verb.

use std::ops::Range;

use super::{Chunk, ChunkKind, Class, is};
use crate::text::tag::{Tag, Tagged};

/// A noun phrase with what belongs to it: `Ann Lee, the head of the port authority`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// All of it: attachments, coordinated phrases, appositions and relative clauses.
    pub tokens: Range<usize>,
    /// Its first base noun phrase: `Ann Lee`.
    pub base: Range<usize>,
    /// The head of the first base noun phrase.
    pub head: usize,
    /// The head of a phrase in apposition, if there is one: `head`.
    pub apposition: Option<usize>,
    /// Whether several are joined: `the mayor and her deputy`.
    pub joined: bool,
}

/// The phrase that begins with the noun chunk at `first`, as far as it goes to the right; `None` where it is none.
///
/// What may be the subject of a later verb is left out: in `said the mayor and the quay was closed` the phrase is
/// `the mayor`.
pub fn phrase(words: Tagged<'_, '_>, chunks: &[Chunk], first: usize) -> Option<Phrase> {
    Grower::new(words, chunks, first, words.tags.len(), true).map(Grower::grow)
}

/// The subject of the finite verb group at `verb`, where it stands before it.
///
/// It is the furthest phrase to the left from which all words up to the verb can be accounted for. `None` where there
/// is none such: the verb's subject was named before (`the mayor came and said`), follows it, or cannot be told.
pub fn subject(words: Tagged<'_, '_>, chunks: &[Chunk], verb: usize) -> Option<Phrase> {
    let bound = chunks.get(verb).filter(|chunk| chunk.is_finite())?.tokens.start;
    let mut found = None;
    let mut relative = false;
    let mut seen = bound;
    for at in (0..verb).rev().take(FURTHEST) {
        let chunk = &chunks[at];
        if words.tags[chunk.tokens.end..seen].iter().any(|&tag| is_wall(tag)) {
            break;
        }
        seen = chunk.tokens.end;
        match chunk.kind {
            ChunkKind::Noun => {
                let free = !after_preposition(chunks, at) && !is_time(words, chunk);
                let whole =
                    || Grower::new(words, chunks, at, bound, false).map(Grower::grow).filter(|p| p.tokens.end == bound);
                found = if free { whole() } else { None }.or(found);
            }
            ChunkKind::Verb(verb) if verb.finite && !(relative || relative_before(chunks, at)) => break,
            ChunkKind::Subordinator => break,
            ChunkKind::Relative => {
                // `who said`: the relative is the subject itself, and the noun before it what it stands for.
                relative = true;
                if found.is_none() && chunk.tokens.end == adverbs_before(words, bound) {
                    break;
                }
            }
            _ => {}
        }
    }
    let mut found = found?;
    let without = adverbs_before(words, found.tokens.end);
    // `who lives nearby` keeps its adverb.
    if !without.checked_sub(1).and_then(|at| words.tag(at)).is_some_and(Tag::is_verb) {
        found.tokens.end = without;
    }
    if words.tag(found.tokens.end.wrapping_sub(1)) == Some(Tag::Comma) {
        found.tokens.end -= 1;
    }
    Some(found)
}

/// A subject begins no more chunks before its verb than this.
const FURTHEST: usize = 64;

/// Marks that no subject reaches over.
fn is_wall(tag: Tag) -> bool {
    matches!(tag, Tag::Stop | Tag::Colon | Tag::OpenQuote | Tag::CloseQuote)
}

/// Whether the verb group at `at` belongs to a relative clause.
fn relative_before(chunks: &[Chunk], at: usize) -> bool {
    chunks[..at].iter().rev().take(3).take_while(|c| c.verb().is_none()).any(|c| c.kind == ChunkKind::Relative)
}

fn after_preposition(chunks: &[Chunk], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| chunks.get(b));
    before.is_some_and(|b| {
        let verb = b.verb().is_some_and(|v| !v.finite);
        (b.kind == ChunkKind::Preposition || verb) && b.tokens.end == chunks[at].tokens.start
    })
}

/// A day or time: `Monday`, `Tuesday night`.
fn is_time(words: Tagged<'_, '_>, chunk: &Chunk) -> bool {
    is(words, chunk.head, Class::Time)
}

/// Where the adverbs right before `end` begin.
fn adverbs_before(words: Tagged<'_, '_>, end: usize) -> usize {
    let mut at = end;
    while at > 0 && words.tag(at - 1).is_some_and(Tag::is_adverb) {
        at -= 1;
    }
    at
}

/// Grows a phrase to the right.
struct Grower<'s, 't> {
    words: Tagged<'s, 't>,
    chunks: &'s [Chunk],
    /// The next chunk.
    next: usize,
    /// No token from here on belongs to it.
    bound: usize,
    /// Whether a verb further on may want what follows for its own subject.
    careful: bool,
    phrase: Phrase,
}

impl<'s, 't> Grower<'s, 't> {
    fn new(words: Tagged<'s, 't>, chunks: &'s [Chunk], first: usize, bound: usize, careful: bool) -> Option<Self> {
        let chunk = chunks.get(first).filter(|c| c.kind == ChunkKind::Noun && c.tokens.end <= bound)?;
        let phrase = Phrase {
            tokens: chunk.tokens.clone(),
            base: chunk.tokens.clone(),
            head: chunk.head,
            apposition: None,
            joined: false,
        };
        Some(Grower { words, chunks, next: first + 1, bound, careful, phrase })
    }

    fn grow(mut self) -> Phrase {
        while self.attachment() || self.bracket() || self.joined() || self.apposition() || self.clause() {}
        if !self.careful {
            // Adverbs between the subject and the verb.
            while self.end() < self.bound && self.words.tag(self.end()).is_some_and(Tag::is_adverb) {
                self.phrase.tokens.end += 1;
            }
        }
        self.phrase
    }

    fn end(&self) -> usize {
        self.phrase.tokens.end
    }

    fn tag(&self) -> Option<Tag> {
        self.words.tag(self.end()).filter(|_| self.end() < self.bound)
    }

    /// The chunk that begins at a token.
    fn chunk_at(&self, token: usize) -> Option<usize> {
        (self.next..self.chunks.len())
            .take(8)
            .find(|&at| self.chunks[at].tokens.start == token && self.chunks[at].tokens.end <= self.bound)
    }

    fn noun_at(&self, token: usize) -> Option<usize> {
        self.chunk_at(token).filter(|&at| self.chunks[at].kind == ChunkKind::Noun)
    }

    fn take(&mut self, chunk: usize) -> bool {
        self.phrase.tokens.end = self.chunks[chunk].tokens.end;
        self.next = chunk + 1;
        true
    }

    /// `of the agency`, `for the ministry in Lagos`; behind a verb of saying a name takes `of` and `from` only.
    fn attachment(&mut self) -> bool {
        let end = self.end();
        let adjective = usize::from(self.tag().is_some_and(Tag::is_adjective));
        let Some(preposition) =
            self.chunk_at(end + adjective).filter(|&at| self.chunks[at].kind == ChunkKind::Preposition)
        else {
            return false;
        };
        let at = self.chunks[preposition].head;
        let Some(noun) = self.noun_at(at + 1) else { return false };
        let pronoun = self.words.tag(self.phrase.head) == Some(Tag::PRP);
        let name = self.words.tag(self.phrase.head).is_some_and(Tag::is_proper) && self.phrase.apposition.is_none();
        let time = is_time(self.words, &self.chunks[noun]) || self.words.tag(self.chunks[noun].head) == Some(Tag::CD);
        let tied = if !self.careful {
            true
        } else if pronoun {
            false
        } else if name {
            self.words.is_any(at, &["of", "from"])
        } else {
            is(self.words, at, Class::Tie) && !time && !self.words.is_any(at, &["on", "to"]) || adjective == 1
        };
        tied && self.take(noun)
    }

    /// `(NPA)`
    fn bracket(&mut self) -> bool {
        if self.tag() != Some(Tag::OpenBracket) {
            return false;
        }
        let end = self.end();
        let close = (end + 1..self.bound.min(end + 8)).find(|&at| self.words.tag(at) == Some(Tag::CloseBracket));
        let Some(close) = close else { return false };
        self.phrase.tokens.end = close + 1;
        self.skip();
        true
    }

    /// Leaves out the chunks that lie within the phrase now.
    fn skip(&mut self) {
        let end = self.end();
        while self.chunks.get(self.next).is_some_and(|chunk| chunk.tokens.start < end) {
            self.next += 1;
        }
    }

    /// `and her deputy`, `, Uganda and Chad`
    fn joined(&mut self) -> bool {
        let end = self.end();
        let comma = usize::from(self.tag() == Some(Tag::Comma));
        let noun = if self.words.tag(end + comma) == Some(Tag::CC) && !self.words.is_any(end + comma, &["but"]) {
            self.noun_at(end + comma + 1)
        } else if comma == 1 && self.is_list(end) {
            self.noun_at(end + 1)
        } else {
            None
        };
        let Some(noun) = noun.filter(|&noun| !self.careful || !self.has_verb_after(noun)) else { return false };
        self.phrase.joined = true;
        self.take(noun)
    }

    /// Whether the comma at `at` is one of a list that ends in `and`.
    fn is_list(&self, at: usize) -> bool {
        let mut comma = at;
        for _ in 0..6 {
            let Some(noun) = self.noun_at(comma + 1) else { return false };
            let end = self.chunks[noun].tokens.end;
            match self.words.tag(end) {
                Some(Tag::CC) => return self.noun_at(end + 1).is_some() && !self.has_age(at),
                Some(Tag::Comma) if self.words.tag(end + 1) == Some(Tag::CC) => return self.noun_at(end + 2).is_some(),
                Some(Tag::Comma) => comma = end,
                _ => return false,
            }
        }
        false
    }

    fn has_age(&self, comma: usize) -> bool {
        self.words.tag(comma + 1) == Some(Tag::CD)
    }

    /// Whether a finite verb follows the noun at `noun` with nothing but attachments between.
    fn has_verb_after(&self, noun: usize) -> bool {
        let mut end = self.chunks[noun].tokens.end;
        for chunk in &self.chunks[noun + 1..] {
            let between = self.words.tags.get(end..chunk.tokens.start).unwrap_or_default();
            if between.iter().any(|tag| !tag.is_adverb()) {
                return false;
            }
            match chunk.kind {
                ChunkKind::Noun | ChunkKind::Preposition => end = chunk.tokens.end,
                ChunkKind::Verb(verb) => return verb.finite,
                _ => return false,
            }
        }
        false
    }

    /// `, 43,`, `, the head of the port authority,`: up to the next comma, the end, or the verb.
    fn apposition(&mut self) -> bool {
        if self.tag() != Some(Tag::Comma) || self.words.tag(self.phrase.head) == Some(Tag::PRP) {
            return false;
        }
        let Some(noun) = self.noun_at(self.end() + 1) else { return self.closing_comma() };
        let chunk = &self.chunks[noun];
        if is_time(self.words, chunk) || self.words.tag(chunk.head) == Some(Tag::PRP) {
            return self.closing_comma();
        }
        let Some(inner) = Grower::new(self.words, self.chunks, noun, self.bound, true).map(Grower::attached) else {
            return false;
        };
        let closed = match self.words.tag(inner.end()).filter(|_| inner.end() < self.bound) {
            None => self.careful,
            Some(Tag::Comma | Tag::CloseQuote | Tag::OpenQuote | Tag::Stop | Tag::Dash | Tag::CloseBracket) => true,
            Some(_) => false,
        };
        if !closed || self.careful && self.has_verb_after(noun) {
            return false;
        }
        if self.words.tag(self.chunks[noun].head) != Some(Tag::CD) {
            self.phrase.apposition = self.phrase.apposition.or(Some(self.chunks[noun].head));
        }
        self.phrase.tokens.end = inner.end();
        self.skip();
        true
    }

    /// Only what hangs on it by prepositions and brackets, and what `and` joins.
    fn attached(mut self) -> Self {
        while self.attachment() || self.bracket() || self.joined_plainly() {}
        self
    }

    fn joined_plainly(&mut self) -> bool {
        self.tag() == Some(Tag::CC) && self.joined()
    }

    /// The comma that closes an apposition right before the verb.
    fn closing_comma(&mut self) -> bool {
        let closes = !self.careful
            && self.phrase.tokens.end > self.phrase.base.end
            && adverbs_before(self.words, self.bound) == self.end() + 1;
        self.phrase.tokens.end += usize::from(closes);
        closes
    }

    /// `who lives nearby`, `, which runs the port,`, `familiar with the talks`, `briefed on the talks`.
    fn clause(&mut self) -> bool {
        if self.words.tag(self.phrase.head) == Some(Tag::PRP) {
            return false;
        }
        let comma = usize::from(self.tag() == Some(Tag::Comma));
        let from = self.end() + comma;
        let Some(first) = self.chunk_at(from) else { return false };
        let relative = self.chunks[first].kind == ChunkKind::Relative && self.words.tag(from) != Some(Tag::WRB)
            || self.words.is_any(from, &["that"]) && self.chunks.get(first + 1).is_some_and(Chunk::is_finite);
        let reduced = self.chunks[first].verb().is_some_and(|verb| verb.participle);
        if !relative && (!reduced || self.careful) {
            return false;
        }
        let stop = self.clause_end(first, from, comma == 1);
        let Some(end) = stop.filter(|&end| end > from + 1 || reduced) else { return false };
        self.phrase.tokens.end = end;
        self.skip();
        true
    }

    /// Where a clause ends: at the comma that closes it, at a mark, or where the verb is that the phrase is the subject of.
    fn clause_end(&self, first: usize, from: usize, opened: bool) -> Option<usize> {
        let own = self.chunks[first..].iter().position(|chunk| chunk.verb().is_some())?;
        let verb = &self.chunks[first + own];
        if verb.tokens.end > self.bound {
            return None;
        }
        let limit = self.bound.min(from + 40);
        let mark = (verb.tokens.end..limit).find(|&at| {
            let tag = self.words.tags[at];
            is_wall(tag) || matches!(tag, Tag::Comma | Tag::Dash | Tag::CloseBracket)
        });
        match (mark, opened) {
            // A clause between commas before the verb takes its comma along.
            (Some(mark), true) if !self.careful && adverbs_before(self.words, self.bound) == mark + 1 => Some(mark + 1),
            (Some(mark), _) => Some(mark),
            (None, true) if !self.careful => None,
            (None, _) => Some(limit),
        }
    }
}
