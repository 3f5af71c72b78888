//! Base noun phrases.

use super::{Chunk, ChunkKind, Class, holds_verb, is, is_possessive};
use crate::text::tag::{Tag, Tagged};

/// A base noun phrase is no longer than this, in tokens.
const LONGEST: usize = 64;

/// The noun phrase that begins at `at`, up to its head.
pub(super) fn base(words: Tagged<'_, '_>, at: usize) -> Option<Chunk> {
    let whole = |end: usize, head: usize| Some(Chunk { kind: ChunkKind::Noun, tokens: at..end, head });
    match words.tag(at)? {
        Tag::PRP | Tag::EX => return whole(at + 1, at),
        tag if !can_open(tag) => return None,
        _ => {}
    }
    let opened = words.is_any(at, &["the", "a", "an"]);
    let mut reader = Reader { words, at, head: None, determined: false, opened };
    while reader.at < at + LONGEST && reader.step().is_some() {}
    let end = reader.at;
    let head = reader.head.or_else(|| lone_head(words, at, end))?;
    // What followed the head and found no noun of its own is not part of it.
    let end = if reader.head.is_some() { head + 1 + trailing(words, head, end) } else { end };
    whole(end, head)
}

/// What may stand first.
fn can_open(tag: Tag) -> bool {
    tag.is_noun()
        || tag.is_adjective()
        || matches!(tag, Tag::DT | Tag::PDT | Tag::PRPS | Tag::CD | Tag::Currency | Tag::VBN | Tag::VBG | Tag::FW)
        || tag.is_adverb()
        || tag == Tag::SYM
}

/// `the injured`, `those`, `two`: a phrase without a noun has its last word for a head; adverbs alone are none.
fn lone_head(words: Tagged<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= from)?;
    let determined = matches!(words.tag(from)?, Tag::DT | Tag::PDT | Tag::PRPS | Tag::CD | Tag::Currency);
    let tag = words.tag(last)?;
    (determined && !tag.is_adverb()).then_some(last)
}

/// The closing mark of a percentage or of a plural owner that is the whole phrase.
fn trailing(words: Tagged<'_, '_>, head: usize, end: usize) -> usize {
    usize::from(head + 1 < end && words.tag(head + 1) == Some(Tag::POS))
}

struct Reader<'s, 't> {
    words: Tagged<'s, 't>,
    /// The next token.
    at: usize,
    head: Option<usize>,
    /// Whether a determiner, number or owner has come.
    determined: bool,
    /// Whether the phrase opens with an article.
    opened: bool,
}

impl Reader<'_, '_> {
    fn tag(&self, ahead: usize) -> Option<Tag> {
        self.words.tag(self.at + ahead)
    }

    /// Takes the next token where it goes on with the phrase.
    fn step(&mut self) -> Option<()> {
        let tag = self.tag(0)?;
        let owned = self.at > 0 && self.head == Some(self.at - 1) && is_possessive(self.words, self.at - 1);
        let taken = match tag {
            _ if self.after_hyphen() => {
                if self.ends_name() {
                    self.head = Some(self.at);
                    self.at += 1;
                    return Some(());
                }
                true
            }
            Tag::Hyphen => self.at > 0,
            Tag::Point => self.head.is_some() || self.determined,
            Tag::POS => self.head.is_some(),
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::FW => return self.noun(owned),
            // `some of`, `that` before a clause: a determiner opens, and only an owner or `all` stands before it.
            Tag::DT | Tag::PRPS | Tag::PDT => {
                let opens = self.head.is_none() && !self.determined_by_other();
                self.determined |= opens;
                opens && !holds_verb(self.words, self.at)
            }
            Tag::CD | Tag::Currency => {
                self.determined = true;
                // `Resolution 242`, `Flight 7`
                let name = self.head.is_some_and(|h| h + 1 == self.at && self.words.tag(h).is_some_and(Tag::is_noun));
                if name && !owned {
                    self.head = None;
                    self.at += 1;
                    self.head = Some(self.at - 1);
                    return Some(());
                }
                self.head.is_none() || owned
            }
            Tag::JJ | Tag::JJR | Tag::JJS if self.after_compound() || self.after_name() => {
                self.head = None;
                true
            }
            Tag::JJ | Tag::JJR | Tag::JJS => (self.head.is_none() || owned) && self.has_noun_ahead_or_determined(),
            Tag::VBN | Tag::VBG | Tag::VBD => {
                (self.head.is_none() || owned) && (self.determined || self.at > 0) && self.modifies_noun()
            }
            Tag::RB | Tag::RBR | Tag::RBS => {
                let modifies = self.tag(1).is_some_and(|t| t.is_adjective() || matches!(t, Tag::VBN | Tag::CD));
                (self.head.is_none() || owned) && (self.determined && modifies || self.opens_compound())
            }
            // `big, old house`, `political and military leaders`
            Tag::Comma | Tag::CC => self.head.is_none() && self.joins_adjectives(),
            Tag::SYM => self.words.text(self.at) == "/" && self.head.is_some(),
            _ => false,
        };
        if !taken {
            return None;
        }
        if owned || tag == Tag::Hyphen {
            self.head = None;
        }
        self.at += 1;
        Some(())
    }

    /// A noun goes on with the phrase, unless it is a day beside a clause.
    fn noun(&mut self, owned: bool) -> Option<()> {
        let day = is(self.words, self.at, Class::Time);
        if day && self.head.is_some() && !owned {
            return None;
        }
        // `Monday the mayor`, `Monday officials`: what follows a day is the day's only where it owns it or is one of its parts.
        let after_day = self.head.is_some_and(|head| head + 1 == self.at && is(self.words, head, Class::Time));
        if after_day && !owned && !self.determined && !is(self.words, self.at, Class::Time) {
            return None;
        }
        self.head = Some(self.at);
        self.at += 1;
        Some(())
    }

    fn after_hyphen(&self) -> bool {
        self.at > 0
            && self.words.tag(self.at - 1) == Some(Tag::Hyphen)
            && self.tag(0).is_some_and(|t| !t.is_noun() && !t.is_mark())
    }

    /// Whether a determiner stands right before, as in `all the`.
    fn determined_by_other(&self) -> bool {
        self.determined
            && !matches!(self.at.checked_sub(1).and_then(|b| self.words.tag(b)), Some(Tag::PDT))
            && !self.at.checked_sub(1).is_some_and(|b| self.words.is_any(b, &["all", "both", "half"]))
    }

    /// `long-standing old deals`: the noun that a hyphen ties to the word before it was no head.
    fn after_compound(&self) -> bool {
        let tied = self.at > 1 && self.head == Some(self.at - 1) && self.words.tag(self.at - 2) == Some(Tag::Hyphen);
        tied && self.has_noun_ahead() && !self.words.is_any(self.at, &["last", "next"])
    }

    /// `the Port Said provincial council`: behind a determiner a name and an adjective both modify the noun that follows.
    fn after_name(&self) -> bool {
        let named = self.head.is_some_and(|head| head + 1 == self.at && self.words.tag(head) == Some(Tag::NNP));
        named
            && self.opened
            && self.tag(0) == Some(Tag::JJ)
            && self.tag(1).is_some_and(Tag::is_noun)
            && !self.words.is_any(self.at, &["last", "next"])
    }

    /// `Lee Kwan-ho said`: what a hyphen ties to a name is its last part where no noun follows.
    fn ends_name(&self) -> bool {
        let name = |back: usize| {
            self.at.checked_sub(back).and_then(|at| self.words.tag(at)).is_some_and(|tag| tag == Tag::NNP)
        };
        let goes_on = self.tag(1).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Tag::Hyphen);
        name(2) && name(3) && !goes_on
    }

    fn has_noun_ahead(&self) -> bool {
        (1..8).map_while(|ahead| self.tag(ahead)).take_while(|t| fills(*t)).any(Tag::is_noun)
    }

    fn has_noun_ahead_or_determined(&self) -> bool {
        self.determined || self.has_noun_ahead()
    }

    /// `long-standing deals`: an adverb that a hyphen ties to what modifies a noun.
    fn opens_compound(&self) -> bool {
        self.tag(1) == Some(Tag::Hyphen)
            && (2..8).map_while(|ahead| self.tag(ahead)).take_while(|t| fills(*t)).any(Tag::is_noun)
    }

    /// A participle before a noun, or one that a hyphen ties to the word before.
    fn modifies_noun(&self) -> bool {
        let hyphen =
            self.at > 0 && self.words.tag(self.at - 1) == Some(Tag::Hyphen) || self.tag(1) == Some(Tag::Hyphen);
        let ahead = (1..4).map_while(|ahead| self.tag(ahead)).take_while(|t| fills(*t)).any(Tag::is_noun);
        ahead || hyphen || self.determined && self.tag(0) == Some(Tag::VBN)
    }

    fn joins_adjectives(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|b| self.words.tag(b));
        before.is_some_and(Tag::is_adjective)
            && self.tag(1).is_some_and(Tag::is_adjective)
            && (2..5).map_while(|ahead| self.tag(ahead)).take_while(|t| fills(*t)).any(Tag::is_noun)
    }
}

/// What may stand between a modifier and its noun.
fn fills(tag: Tag) -> bool {
    tag.is_noun()
        || tag.is_adjective()
        || matches!(tag, Tag::Hyphen | Tag::CD | Tag::VBN | Tag::VBG | Tag::Comma | Tag::CC)
}
