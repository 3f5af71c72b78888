//! Chunks: base noun phrases, verb groups and the words that open clauses; and whole phrases grown from them.
//!
//! In: the tagged words of a sentence. Out: [`Chunk`]s that do not overlap, in order (shallow parsing, Abney 1991); from
//! them a [`Phrase`] with all that belongs to it, and the subject of a verb. Knows nothing of what words mean, but for
//! the words of `words.txt`.

mod noun;
mod phrase;
mod verb;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

pub use phrase::{Phrase, phrase, subject};

use super::table::{Table, eight};
use super::tag::{Tag, Tagged};

/// What a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun phrase up to its head: `the port's old mayor`, `she`, `Ann Lee`.
    Noun,
    /// A verb with its auxiliaries, adverbs and negation: `has not yet been closed`.
    Verb(Verb),
    /// A preposition.
    Preposition,
    /// A word that opens a subordinate clause: `because`, `that`, `whether`.
    Subordinator,
    /// A relative or interrogative word: `who`, `which`, `where`.
    Relative,
    /// `and`, `or`, `but`.
    Coordinator,
}

/// What can be said of a verb group by its form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Verb {
    /// It carries tense or a modal, so that it can have a subject: `was closed`, `will close`; also behind `she'll`.
    pub finite: bool,
    /// It opens with a modal: `will close`.
    pub modal: bool,
    /// A form of `be` or `get` with a past participle: `was closed`.
    pub passive: bool,
    /// A base form, with or without `to`, and nothing finite before it.
    pub infinitive: bool,
    /// It opens with a participle: `closing the quay`, `closed by the mayor`.
    pub participle: bool,
    /// It holds `not`, `never` or `no longer`.
    pub negated: bool,
}

/// A run of words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its last noun, its main verb, or the word itself.
    pub head: usize,
}

impl Chunk {
    /// The verb group, where it is one.
    pub fn verb(&self) -> Option<Verb> {
        if let ChunkKind::Verb(verb) = self.kind { Some(verb) } else { None }
    }

    /// Whether it is a verb group that can have a subject.
    pub fn is_finite(&self) -> bool {
        self.verb().is_some_and(|verb| verb.finite)
    }
}

/// The chunks of a sentence in order; marks and lone adverbs are in none.
pub fn chunks(words: Tagged<'_, '_>) -> Vec<Chunk> {
    let mut found = Vec::with_capacity(words.tokens.len() / 2);
    let mut at = 0;
    while at < words.tags.len() {
        let chunk = verb::group(words, at).or_else(|| noun::base(words, at)).or_else(|| opener(words, at));
        at = chunk.as_ref().map_or(at + 1, |chunk| chunk.tokens.end.max(at + 1));
        found.extend(chunk);
    }
    found
}

/// A word that opens a clause or a phrase.
fn opener(words: Tagged<'_, '_>, at: usize) -> Option<Chunk> {
    let kind = match words.tag(at)? {
        Tag::CC => ChunkKind::Coordinator,
        Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB => ChunkKind::Relative,
        Tag::IN if is(words, at, Class::Subordinator) => ChunkKind::Subordinator,
        // `after the mayor said`, `after the meeting`: told apart by what follows.
        Tag::IN if is(words, at, Class::Either) && has_clause(words, at) => ChunkKind::Subordinator,
        Tag::IN | Tag::TO => ChunkKind::Preposition,
        _ => return None,
    };
    Some(Chunk { kind, tokens: at..at + 1, head: at })
}

/// Whether a finite verb follows before any mark or other opener.
fn has_clause(words: Tagged<'_, '_>, at: usize) -> bool {
    let rest = words.tags.iter().skip(at + 1).take(12);
    let mut clause = rest
        .take_while(|tag| !matches!(tag, Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash | Tag::CC) && !tag.is_wh());
    clause.any(|tag| tag.is_finite_verb())
}

/// Kinds of words that the tags do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Opens a clause.
    Subordinator,
    /// Opens a clause or a phrase.
    Either,
    /// A day, month or time that stands beside a clause without being part of it.
    Time,
    /// A form of `be` or `get`.
    Be,
    /// A form of `have`.
    Have,
    /// A form of `do`.
    Do,
    /// `not`, `never`.
    Negation,
    /// A preposition that ties a description to the person: `for`, `at`, `from`.
    Tie,
}

/// The longest word that has a class, in bytes with a straight apostrophe.
const LONGEST: usize = 16;

/// The words of `words.txt` with their classes as bits.
struct Classes {
    /// The lengths of words by their first letter, as bits: most words are told by these to have no class.
    lengths: [u32; 32],
    words: Table<u128, u8>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut words: Table<u128, u8> = Table::default();
    let mut lengths = [0; 32];
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((name, word)) = line.split_once('\t') else { continue };
        let class = match name {
            "subordinator" => Class::Subordinator,
            "either" => Class::Either,
            "time" => Class::Time,
            "be" => Class::Be,
            "have" => Class::Have,
            "do" => Class::Do,
            "negation" => Class::Negation,
            _ => Class::Tie,
        };
        let Some(letters) = letters(word) else { continue };
        lengths[word.as_bytes().first().map_or(0, |first| usize::from(first & 31))] |= 1 << word.len();
        *words.entry(letters).or_default() |= class.bit();
    }
    Classes { lengths, words }
});

impl Class {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A word in small letters with straight apostrophes; `None` for one that can have no class.
fn letters(word: &str) -> Option<u128> {
    let mut letters = [0; LONGEST];
    if word.is_ascii() && word.len() <= LONGEST {
        for (chunk, from) in letters.as_chunks_mut().0.iter_mut().zip(word.as_bytes().chunks(8)) {
            *chunk = eight(from).to_le_bytes();
        }
    } else {
        for (at, c) in word.chars().enumerate() {
            let c = if c == '’' { '\'' } else { c };
            *letters.get_mut(at)? = u8::try_from(c).ok().filter(u8::is_ascii)?;
        }
    }
    letters.make_ascii_lowercase();
    Some(u128::from_le_bytes(letters))
}

/// The classes of the word at `at` as bits, in any case and with either apostrophe.
fn classes(words: Tagged<'_, '_>, at: usize) -> u8 {
    let text = words.text(at);
    let table = &*CLASSES;
    let first = text.as_bytes().first().map_or(0, |first| usize::from(first & 31));
    // A typographic apostrophe is two bytes longer.
    if text.len() > LONGEST + 2 || table.lengths[first] & (0b101 << text.len() >> 2) == 0 {
        return 0;
    }
    letters(text).and_then(|letters| table.words.get(&letters).copied()).unwrap_or(0)
}

/// Whether the word at `at` is of a class.
fn is(words: Tagged<'_, '_>, at: usize, class: Class) -> bool {
    classes(words, at) & class.bit() != 0
}

/// Whether a word ends in `’s` that makes it an owner; pronouns in `’s` hold a verb.
fn is_possessive(words: Tagged<'_, '_>, at: usize) -> bool {
    let noun = words.tag(at).is_some_and(|tag| tag.is_noun() || tag == Tag::CD || tag.is_adjective() || tag == Tag::DT);
    noun && words.text(at).ends_with(['s', 'S']) && words.text(at).trim_end_matches(['s', 'S']).ends_with(['’', '\''])
        || words.tag(at) == Some(Tag::POS)
}

/// Whether the word at `at` holds a contracted verb: `she's`, `they'll`, `who've`.
fn holds_verb(words: Tagged<'_, '_>, at: usize) -> bool {
    let pronoun = matches!(words.tag(at), Some(Tag::PRP | Tag::WP | Tag::EX | Tag::DT | Tag::WDT | Tag::WRB));
    pronoun && words.text(at).contains(['’', '\''])
}
