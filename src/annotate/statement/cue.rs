//! Words that may be cues, each with the verb group it stands in.

use std::ops::Range;

use crate::text::tag::Tag;

use super::idiom;
use super::lexicon::lemma;
use super::scene::Scene;

/// A word that may introduce what somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The word itself.
    pub(super) anchor: usize,
    /// Its base form.
    pub(super) lemma: &'static str,
    /// How it stands: `fin`, `perf`, `pass`, `ing`, `inf`, `modal`, `prog`, `vbn`, `base`,
    /// `noun`, `acc`(ording to), `colon`, `dash`.
    pub(super) form: &'static str,
    /// Whether it is denied: `did not say`.
    pub(super) negated: bool,
    /// The verb with its auxiliaries, adverbs and particle.
    pub(super) group: Range<usize>,
    /// The sentence it stands in, in tokens.
    pub(super) sentence: Range<usize>,
}

/// The words of a paragraph that may be cues, in order. What stands within quotation marks is somebody's own words.
pub(super) fn cues(scene: &Scene<'_>) -> Vec<Cue> {
    let mut found = Vec::new();
    for sentence in &scene.sentences {
        for at in sentence.clone() {
            let reported = scene.quoted[at].is_none() || &*scene.lower[at] == ":";
            if reported && let Some(cue) = cue_at(scene, sentence, at) {
                found.push(cue);
            }
        }
    }
    found
}

fn cue_at(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let word = &*scene.lower[at];
    let whole = |lemma, form, group| Cue { anchor: at, lemma, form, negated: false, group, sentence: sentence.clone() };
    if word == "according" && at + 1 < sentence.end && &*scene.lower[at + 1] == "to" {
        return Some(whole("according", "acc", at..at + 2));
    }
    if word == "in"
        && let Some(end) = idiom::in_words_of(scene, sentence, at)
    {
        return Some(whole("according", "acc", at..end));
    }
    if word == ":" && is_speech_colon(scene, sentence, at) {
        return Some(whole(":", "colon", at..at + 1));
    }
    if is_signature(scene, sentence, at) {
        return Some(whole("-", "dash", at..at + 1));
    }
    let tag = scene.tags[at];
    let is_noun = matches!(tag, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS);
    let is_verb = matches!(tag, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ);
    if !(is_noun || is_verb || tag == Tag::JJ) {
        return None;
    }
    let lemma = lemma(word)?;
    if let Some(idiom) = idiom::idiom(scene, sentence, at, lemma) {
        let start = idiom.start.unwrap_or_else(|| group_start(scene, sentence, at));
        let (form, negated) = if idiom.start.is_some() { ("pass", false) } else { form(scene, start..at, tag) };
        return Some(Cue { negated, ..whole(idiom.lemma, form, start..idiom.end) });
    }
    if is_noun && let Some(noun) = lemma.noun {
        return Some(whole(noun, "noun", at..at + 1));
    }
    // A headline's verb and a rare one are easily taken for nouns: the weights know.
    let beside = || lemma.beside.filter(|_| scene.framing.binary_search(&at).is_ok());
    let verb = lemma.verb.or_else(beside)?;
    let start = group_start(scene, sentence, at);
    let (form, negated) = form(scene, start..at, tag);
    let end = at + 1 + usize::from(at + 1 < sentence.end && scene.tags[at + 1] == Tag::RP);
    Some(Cue { anchor: at, lemma: verb, form, negated, group: start..end, sentence: sentence.clone() })
}

/// A colon behind a name at the start of its sentence: `LEE: I think …`, in a transcript that is quoted too.
fn is_speech_colon(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let quotes = at + 1 < sentence.end && scene.opens_quote(at + 1);
    // "Pilots walk out - Ann Lee: “…”"
    let dash = (sentence.start..at).rev().find(|&i| matches!(scene.tokens[i].text, "-" | "–" | "—"));
    // "2:52"
    let time = at + 1 < sentence.end && scene.tokens[at + 1].text.starts_with(|c: char| c.is_ascii_digit());
    let behind_dash = dash.filter(|&i| quotes && is_spaced(scene, i)).map(|i| i + 1);
    let start = behind_dash.unwrap_or(sentence.start + usize::from(scene.opens_quote(sentence.start)));
    (at > start && at - start <= 8)
        && !time
        && !is_label(scene, start..at)
        && (start..at).all(|i| !scene.is_finite(i) && scene.quoted[i] == scene.quoted[at])
        && !(start..at).any(|i| says(scene, i))
        && scene.tokens[start].is_capitalised()
        && (scene.quoted[at].is_none() || scene.tokens[start].text.chars().all(char::is_uppercase))
}

/// Words that a desk puts before what it says itself: `CORRECTION:`, `Editor’s note:`.
fn is_label(scene: &Scene<'_>, words: Range<usize>) -> bool {
    words.into_iter().any(|at| {
        matches!(
            &*scene.lower[at],
            "update"
                | "updated"
                | "correction"
                | "corrections"
                | "clarification"
                | "note"
                | "watch"
                | "read"
                | "related"
                | "more"
                | "photo"
                | "photos"
                | "video"
                | "breaking"
                | "developing"
                | "disclaimer"
                | "disclosure"
                | "editor"
                | "editors"
        )
    })
}

/// Whether a dash stands between spaces.
fn is_spaced(scene: &Scene<'_>, at: usize) -> bool {
    let span = |i: usize| scene.tokens.get(i).map(|t| t.span);
    let before = at.checked_sub(1).and_then(span).is_some_and(|s| s.end < scene.tokens[at].span.start);
    before && span(at + 1).is_some_and(|s| s.start > scene.tokens[at].span.end)
}

/// Whether token `at` is a lower-case verb of saying with a tense: the colon of `Lee told them:` is the verb's.
fn says(scene: &Scene<'_>, at: usize) -> bool {
    !scene.tokens[at].is_capitalised()
        && matches!(scene.tags[at], Tag::VBN | Tag::VBD | Tag::VBZ | Tag::VBG)
        && lemma(&scene.lower[at]).is_some_and(|l| l.verb.is_some())
}

/// A dash between a quotation and a name that ends the paragraph: `“…” — Ann Lee`.
fn is_signature(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    matches!(scene.tokens[at].text, "―" | "—" | "–" | "-")
        && at > 0
        && scene.closes_quote(at - 1)
        && at + 1 < sentence.end
        && sentence.end == scene.tokens.len()
        && sentence.end - at <= 12
        && (at + 1..sentence.end).all(|i| !scene.is_finite(i) && scene.quoted[i].is_none())
        && scene.tokens[at + 1].is_capitalised()
}

/// Back over auxiliaries, adverbs and "to".
fn group_start(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let mut start = at;
    while start > sentence.start {
        let before = start - 1;
        let helps = scene.is_be(before)
            || scene.is_have(before)
            || matches!(scene.tags[before], Tag::MD | Tag::TO)
            || matches!(
                &*scene.lower[before],
                "do" | "does" | "did" | "didn't" | "didn’t" | "don't" | "don’t" | "doesn't" | "doesn’t"
            )
            || scene.tags[before] == Tag::RB
            || is_contracted(&scene.lower[before]);
        if !helps || scene.quoted[before].is_some() {
            break;
        }
        start = before;
    }
    start
}

/// "hasn't", "wouldn’t".
fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}

/// How the verb stands, and whether it is denied.
fn form(scene: &Scene<'_>, helpers: Range<usize>, tag: Tag) -> (&'static str, bool) {
    let negated =
        helpers.clone().any(|i| matches!(&*scene.lower[i], "not" | "never") || is_contracted(&scene.lower[i]));
    let has = |test: fn(&Scene<'_>, usize) -> bool| helpers.clone().any(|i| test(scene, i));
    let last_be = helpers.clone().rev().find(|&i| scene.tags[i] != Tag::RB).is_some_and(|i| scene.is_be(i));
    let form = match tag {
        Tag::VBN | Tag::VBD if last_be => "pass",
        Tag::VBG => {
            if last_be {
                "prog"
            } else {
                "ing"
            }
        }
        _ if has(|s, i| s.tags[i] == Tag::MD) => "modal",
        _ if has(|s, i| s.tags[i] == Tag::TO) => "inf",
        Tag::VBN | Tag::VBD if helpers.clone().any(|i| scene.is_have(i)) => "perf",
        Tag::VBN => "vbn",
        Tag::VBD | Tag::VBP | Tag::VBZ => "fin",
        Tag::VB => "base",
        _ => "other",
    };
    (form, negated)
}
