//! Whether a sentence can stand alone on another page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::annotate::statement::is_cue;
use crate::annotate::time::is_time_word;
use crate::annotate::{Annotations, StatementKind};
use crate::corpus::{Article, Sentence};
use crate::text::stem::content_stems;
use crate::text::token::count_words;

/// Openings that lean on the sentence before, with what they leave.
static DANGLING: LazyLock<BTreeMap<&'static str, f32>> = LazyLock::new(|| {
    let lines = include_str!("dangling.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(w, n)| Some((w, n.parse::<f32>().ok()? / 10.0)))
        .collect()
});
/// Words of the page around a report.
static BOILERPLATE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("boilerplate.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// How well each sentence of an article stands alone. Within a longer quotation it does not: its speaker is elsewhere.
pub(super) fn standing(article: &Article, annotations: &Annotations) -> Vec<f32> {
    let mut scores: Vec<f32> = (0..article.sentences.len()).map(|s| stands_alone(&article.sentence_text(s))).collect();
    for statement in &annotations.statements {
        // "…,” he said": who that is stands in another sentence.
        let Some(speaker) = statement.speaker.first() else { continue };
        let pronoun = matches!(speaker.of(&article.text).to_lowercase().as_str(), "he" | "she" | "they");
        if let Some(sentence) = article.sentence_at(speaker.start).filter(|_| pronoun) {
            scores[sentence] *= 0.6;
        }
    }
    for statement in annotations.statements.iter().filter(|s| s.kind == StatementKind::Direct) {
        let spoken = |sentence: &Sentence| statement.cue.iter().any(|cue| sentence.span.contains(*cue));
        let covered = |sentence: &Sentence| statement.content.iter().any(|c| c.contains(sentence.span));
        for content in &statement.content {
            let from = article.sentences.partition_point(|s| s.span.end <= content.start);
            let within = article.sentences[from..].iter().take_while(|s| s.span.start < content.end);
            for (at, sentence) in within.enumerate() {
                if covered(sentence) && !spoken(sentence) {
                    scores[from + at] *= 0.2;
                }
            }
        }
    }
    scores
}

/// Stems of what is told: words without a capital, those of reporting and of the calendar left out.
pub(super) fn told_stems(sentence: &str) -> BTreeSet<String> {
    let plain = |w: &&str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().next().is_some_and(char::is_lowercase) && !is_cue(bare) && !is_time_word(bare)
    };
    let words: Vec<&str> = sentence.split_whitespace().filter(plain).collect();
    content_stems(&words.join(" ")).into_iter().collect()
}

/// What is left of a sentence that carries a mark such as `[4]`: another that tells the same is read more easily.
const MARKED: f32 = 0.9;

/// Whether a number in brackets refers to a note that is not here.
fn has_reference_mark(sentence: &str) -> bool {
    sentence.split('[').skip(1).any(|rest| {
        let inside = rest.split(']').next().filter(|inside| inside.len() < rest.len());
        inside.is_some_and(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Most words of a line of the page around a report.
const FURNITURE: usize = 12;

/// Whether a sentence is a line of the page around a report: a short one with words of such lines.
pub(super) fn is_furniture(sentence: &str) -> bool {
    count_words(sentence) <= FURNITURE && is_boilerplate(&sentence.to_lowercase())
}

/// Whether a sentence, in lower case, has words of the page around a report.
fn is_boilerplate(lower: &str) -> bool {
    BOILERPLATE.iter().any(|words| lower.contains(words))
}

/// How well words stand alone, from 0 (not at all) to 1.
pub(super) fn stands_alone(sentence: &str) -> f32 {
    let words = count_words(sentence);
    if words < 6 || sentence.trim_end().ends_with(':') {
        return 0.0;
    }
    let lower = sentence.to_lowercase();
    let opening = lower.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("");
    let mut score: f32 = DANGLING.get(opening).copied().unwrap_or(1.0);
    if is_boilerplate(&lower) {
        score *= 0.1;
    }
    // A quotation that opens or closes elsewhere, or that nobody speaks.
    let (open, close) = (sentence.matches('“').count(), sentence.matches('”').count());
    if open != close || sentence.matches('"').count() % 2 == 1 {
        score *= 0.3;
    }
    if sentence.starts_with(['“', '"']) && sentence.trim_end().ends_with(['”', '"']) {
        score *= 0.4;
    }
    if sentence.trim_end().ends_with('?') {
        score *= 0.5;
    }
    if !sentence.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ')', ']']) {
        score *= 0.5;
    }
    // "I", "we": somebody speaks, outside any quotation marks of this sentence.
    let first_person = |w: &str| matches!(w, "I" | "we" | "our" | "my" | "us" | "We" | "Our" | "My");
    if open == 0 && !sentence.contains('"') && sentence.split(|c: char| !c.is_alphanumeric()).any(first_person) {
        score *= 0.3;
    }
    if has_reference_mark(sentence) {
        score *= MARKED;
    }
    // Beyond forty words a reader loses the thread.
    if words > 40 {
        score *= 0.75;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_leans_on_another_does_not_stand() {
        let alone = stands_alone("The council closed the bridge to lorries on Monday.");
        assert!((alone - 1.0).abs() < f32::EPSILON);
        for leaning in [
            "It was closed by the council on the same Monday.",
            "“We closed the bridge to keep the people of the city safe.”",
            "However, the bridge was closed by the council.",
            "The council said:",
            "Closed.",
            "The council closed the bridge[3] to lorries on Monday.",
            "Subscribe to our newsletter on the bridge and on the council.",
        ] {
            let score = stands_alone(leaning);
            assert!(score < alone, "{leaning}: {score}");
        }
    }
}
