//! Verb groups.

use super::{Chunk, ChunkKind, Class, Verb, classes, holds_verb, is};
use crate::text::tag::{Tag, Tagged};

/// The verb group that begins at `at`.
pub(super) fn group(words: Tagged<'_, '_>, at: usize) -> Option<Chunk> {
    let first = words.tag(at)?;
    // The tagger reads `to` before it knows what follows: a base form makes it the infinitive's.
    if first == Tag::TO || words.is_any(at, &["to"]) {
        let main = skip_adverbs(words, at + 1);
        let infinitive = words.tag(main) == Some(Tag::VB);
        return infinitive.then(|| grow(words, at, main, Verb { infinitive: true, ..Verb::default() }));
    }
    if !first.is_verb() || is_modifier(words, at) {
        return None;
    }
    let contracted = at > 0 && (1..=2).contains(&at.min(2)) && before_is_contracted(words, at);
    let finite = first.is_finite_verb() || contracted;
    let verb = Verb {
        finite,
        modal: first == Tag::MD,
        infinitive: first == Tag::VB && !finite,
        participle: matches!(first, Tag::VBG | Tag::VBN) && !finite,
        // `it's closed`
        passive: contracted && first == Tag::VBN && words.text(at - 1).ends_with(['s', 'e', 'm']),
        ..Verb::default()
    };
    Some(grow(words, at, at, verb))
}

/// `she's`, `she's not`
fn before_is_contracted(words: Tagged<'_, '_>, at: usize) -> bool {
    let mut from = at;
    while from > 0 && words.tag(from - 1).is_some_and(Tag::is_adverb) {
        from -= 1;
    }
    from > 0 && holds_verb(words, from - 1)
}

/// Follows the chain of auxiliaries from `main` to the verb that carries the meaning.
fn grow(words: Tagged<'_, '_>, from: usize, mut main: usize, mut verb: Verb) -> Chunk {
    loop {
        let classes = classes(words, main);
        let is_any = |class: Class| classes & class.bit() != 0;
        verb.negated |= is_any(Class::Negation);
        let next = skip_adverbs(words, main + 1);
        let Some(tag) = words.tag(next) else { break };
        let (be, have) = (is_any(Class::Be), is_any(Class::Have));
        let modal = words.tag(main) == Some(Tag::MD);
        let goes_on = match tag {
            Tag::VB => modal || is_any(Class::Do),
            Tag::VBN => be || have || modal,
            // Taggers take one for the other; behind `have` it is the participle.
            Tag::VBD => have || be,
            Tag::VBG => be,
            _ => false,
        };
        if !goes_on {
            break;
        }
        verb.passive = be && matches!(tag, Tag::VBN | Tag::VBD);
        verb.negated |= (main + 1..next).any(|at| is(words, at, Class::Negation));
        main = next;
    }
    // `is not a sailor`, `could no longer`
    let mut end = main + 1;
    while words.tag(end).is_some_and(Tag::is_adverb) && is(words, end, Class::Negation) {
        verb.negated = true;
        end += 1;
    }
    verb.negated |= from > 0 && is(words, from - 1, Class::Negation);
    verb.negated |= (from..main).any(|at| words.is_any(at, &["no"]) && words.is_any(at + 1, &["longer"]));
    Chunk { kind: ChunkKind::Verb(verb), tokens: from..end, head: main }
}

/// The first word from `at` on that is no adverb (`no longer` is one), or `at` where a clause of adverbs only follows.
fn skip_adverbs(words: Tagged<'_, '_>, at: usize) -> usize {
    let mut next = at;
    while next < at + 4 {
        if words.tag(next).is_some_and(Tag::is_adverb) {
            next += 1;
        } else if words.is_any(next, &["no"]) && words.is_any(next + 1, &["longer"]) {
            next += 2;
        } else {
            break;
        }
    }
    next
}

/// A participle that stands before a noun as an adjective does: `displaced families`, behind a determiner, an adjective,
/// an owner or a preposition; or after a hyphen: `Lagos-based`; or before one: `flag-waving`.
fn is_modifier(words: Tagged<'_, '_>, at: usize) -> bool {
    if !matches!(words.tag(at), Some(Tag::VBG | Tag::VBN | Tag::VBD)) {
        return false;
    }
    let hyphen = |at: usize| words.tag(at) == Some(Tag::Hyphen);
    if at > 0 && hyphen(at - 1) || hyphen(at + 1) {
        return true;
    }
    let noun_follows = words.tag(at + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
    let before = at.checked_sub(1).and_then(|b| words.tag(b));
    match before {
        Some(Tag::DT | Tag::PRPS | Tag::CD | Tag::POS) if words.tag(at) != Some(Tag::VBD) => !holds_verb(words, at - 1),
        Some(Tag::JJ) => noun_follows,
        Some(Tag::IN) => words.tag(at) == Some(Tag::VBN) && noun_follows,
        Some(_) => super::is_possessive(words, at - 1) && noun_follows,
        None => false,
    }
}
