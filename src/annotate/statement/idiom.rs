//! Words of saying that are several words: `made it clear that`, `issued a warning that`, `in the words of`,
//! `there were reports that`.
//!
//! In: a paragraph's words with their parts of speech. Out: what the words say together, as one cue of a common verb
//! would (`say`), so that the same weights judge what stands around it.

use std::ops::Range;

use crate::text::tag::Tag;

use super::lexicon::{Gives, Lemma, lemma};
use super::scene::Scene;

/// Words of saying that begin at a verb or noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Idiom {
    /// The base form of the verb that the words stand for.
    pub(super) lemma: &'static str,
    /// One past their last token.
    pub(super) end: usize,
    /// Their first token where they hold all there is and name nobody: `there were reports that`.
    pub(super) start: Option<usize>,
}

/// Most words between a verb and what it gives out: `issued yet another stern warning`.
const BETWEEN: usize = 5;

/// The words of saying of which the token at `at`, `word` in the table, is the first that counts: a verb, or the noun behind
/// `there were`.
pub(super) fn idiom(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, word: Lemma) -> Option<Idiom> {
    let said = |end: usize| Idiom { lemma: "say", end, start: None };
    let end = match word.gives {
        Some(Gives::Clear) => clear(scene, sentence, at),
        Some(Gives::Known) => known(scene, sentence, at),
        Some(Gives::Words) => given_out(scene, sentence, at),
        None => None,
    };
    end.map(said).or_else(|| if word.told { rumoured(scene, sentence, at) } else { None })
}

/// `in the words of Ann Lee, …`: where the words end.
pub(super) fn in_words_of(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let phrase = ["in", "the", "words", "of"];
    let fits = at + phrase.len() < sentence.end && (at..).zip(phrase).all(|(i, word)| &*scene.lower[i] == word);
    fits.then_some(at + phrase.len())
}

/// `made clear that`, `makes it abundantly clear how`.
fn clear(scene: &Scene<'_>, sentence: &Range<usize>, verb: usize) -> Option<usize> {
    let it = usize::from(word(scene, sentence, verb + 1).is_some_and(|w| matches!(w, "it" | "this" | "that")));
    let from = verb + 1 + it;
    let clear =
        (from..sentence.end.min(from + 3)).find(|&i| matches!(&*scene.lower[i], "clear" | "plain" | "known"))?;
    let degree = |i: usize| matches!(scene.tags[i], Tag::RB | Tag::JJ | Tag::NN | Tag::CC);
    let ends = clear + 1;
    ((from..clear).all(degree) && opens_clause(scene, sentence, ends)).then_some(ends)
}

/// `let it be known that`.
fn known(scene: &Scene<'_>, sentence: &Range<usize>, verb: usize) -> Option<usize> {
    let phrase = ["it", "be", "known"];
    let fits = (verb + 1..).zip(phrase).all(|(i, expected)| word(scene, sentence, i) == Some(expected));
    let end = verb + 1 + phrase.len();
    (fits && opens_clause(scene, sentence, end)).then_some(end)
}

/// `issued a warning on Friday that`, `gave assurances that`.
fn given_out(scene: &Scene<'_>, sentence: &Range<usize>, verb: usize) -> Option<usize> {
    let particle = usize::from(word(scene, sentence, verb + 1) == Some("out"));
    let from = verb + 1 + particle;
    let noun = (from..sentence.end.min(from + BETWEEN)).find(|&i| is_told(scene, i))?;
    let modifier = |i: usize| {
        matches!(scene.tags[i], Tag::DT | Tag::PRPS | Tag::JJ | Tag::JJR | Tag::JJS | Tag::RB | Tag::CD | Tag::NN)
    };
    let end = behind_time(scene, sentence, noun + 1);
    let that = word(scene, sentence, end) == Some("that");
    ((from..noun).all(modifier) && that && opens_clause(scene, sentence, end)).then_some(end)
}

/// `there were reports that`.
fn rumoured(scene: &Scene<'_>, sentence: &Range<usize>, noun: usize) -> Option<Idiom> {
    let first = (sentence.start..noun).rev().take(BETWEEN).find(|&i| scene.tags[i] == Tag::EX)?;
    let rest = first + 1..noun;
    let be = rest.clone().any(|i| scene.is_be(i));
    let light = |i: usize| {
        scene.is_be(i) || scene.is_have(i) || matches!(scene.tags[i], Tag::RB | Tag::JJ | Tag::DT | Tag::CD | Tag::CC)
    };
    let end = noun + 1;
    let that = word(scene, sentence, end) == Some("that");
    (be && rest.clone().all(light) && that && opens_clause(scene, sentence, end)).then_some(Idiom {
        lemma: "report",
        end,
        start: Some(first),
    })
}

/// Behind `on Friday`, `Friday`, `yet`, `again`.
fn behind_time(scene: &Scene<'_>, sentence: &Range<usize>, from: usize) -> usize {
    let is_on = word(scene, sentence, from) == Some("on");
    let at = from + usize::from(is_on);
    let time = word(scene, sentence, at).is_some_and(|w| {
        crate::annotate::time::is_calendar_word(w) || !is_on && matches!(w, "yet" | "again" | "today" | "yesterday")
    });
    if time { at + 1 } else { from }
}

/// Whether a clause with a verb of its own begins at `at`: `that the gate was shut`, and not `that scared us all`.
fn opens_clause(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let opener = word(scene, sentence, at).is_some_and(|w| matches!(w, "that" | "how" | "why" | "what" | "whether"));
    let first = (at + 1..sentence.end).find(|&i| scene.tags[i] != Tag::RB);
    let subject = first.is_some_and(|i| !scene.is_finite(i) || scene.tags[i] == Tag::PRP);
    opener && subject && (at + 1..sentence.end).any(|i| scene.is_finite(i))
}

fn word<'s>(scene: &'s Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<&'s str> {
    (at < sentence.end).then(|| &*scene.lower[at])
}

/// Whether token `at` is a noun for what is told: `warning`, `claims`.
fn is_told(scene: &Scene<'_>, at: usize) -> bool {
    let noun = match scene.tags[at] {
        Tag::NN | Tag::NNS => true,
        // "a stern warning", where a verb was seen
        Tag::VBG => at > 0 && matches!(scene.tags[at - 1], Tag::DT | Tag::PRPS | Tag::JJ | Tag::NN),
        _ => false,
    };
    noun && lemma(&scene.lower[at]).is_some_and(|l| l.told)
}
