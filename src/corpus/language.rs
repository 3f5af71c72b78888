//! The language of a source and of each of its blocks.
//!
//! A source is in the language that most of its words are in, unless its front matter declares one. A block that is plainly
//! in another has its own; one that does not say is in the source's.

use crate::text::language::{ENGLISH, guess, is_same, script, script_of_tag};

use super::{Attested, Basis, Block, BlockKind};

/// What a block in Latin letters is in, within a source in others, where nothing more is known of it.
const LATIN: &str = "und-Latn";

/// Tells the language of the source, and marks the blocks that are in another. `text` has blanks for marks.
pub(super) fn tell(text: &str, blocks: &mut [Block], declared: Option<String>) -> Option<Attested> {
    let guesses: Vec<Option<&'static str>> = blocks.iter().map(|block| guess_block(text, block)).collect();
    let language = match declared {
        Some(text) => Some(Attested { text, basis: Basis::Declared }),
        None => main(text, blocks, &guesses).map(|tag| Attested { text: tag.to_owned(), basis: Basis::Derived }),
    };
    let main = language.as_ref().map_or(ENGLISH, |language| language.text.as_str());
    let main_script = script_of_tag(main);
    for (block, guess) in blocks.iter_mut().zip(guesses) {
        let unlike = || main_script.is_some_and(|own| own != "Latn") && script(block.span.of(text)) == Some("Latn");
        block.language = match guess {
            Some(tag) if is_same(tag, main) => None,
            // `und` says less than what is known of the source, but for its script.
            Some(tag) if tag.starts_with("und") && main != ENGLISH && script_of_tag(tag) == main_script => None,
            Some(tag) => Some(tag),
            None if unlike() => Some(LATIN),
            None => None,
        };
    }
    language
}

fn guess_block(text: &str, block: &Block) -> Option<&'static str> {
    if block.kind == BlockKind::Preformatted { None } else { guess(block.span.of(text)) }
}

/// The language that most of the text is in; by all of it together where few blocks say.
fn main(text: &str, blocks: &[Block], guesses: &[Option<&'static str>]) -> Option<&'static str> {
    let length = |block: &Block| block.span.of(text).chars().count();
    let all: usize = blocks.iter().map(length).sum();
    let mut told: Vec<(&'static str, usize)> = Vec::new();
    for (block, tag) in blocks.iter().zip(guesses).filter_map(|(block, guess)| Some((block, (*guess)?))) {
        match told.iter_mut().find(|(other, _)| *other == tag) {
            Some((_, sum)) => *sum += length(block),
            None => told.push((tag, length(block))),
        }
    }
    let few = told.iter().map(|(_, sum)| sum).sum::<usize>() * 3 < all;
    let together = || {
        let start = blocks.iter().map(|block| block.span.start).min().unwrap_or(0);
        text.get(start..).and_then(guess)
    };
    let most = told.iter().rev().max_by_key(|(_, sum)| *sum).map(|(tag, _)| *tag);
    if few { together().or(most) } else { most }
}
