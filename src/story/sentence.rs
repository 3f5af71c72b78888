//! Whether a sentence can stand alone on another page.

use crate::text::token::count_words;

/// Openings that lean on the sentence before. Lower case.
const DANGLING: [&str; 34] = [
    "he",
    "she",
    "it",
    "they",
    "his",
    "her",
    "their",
    "its",
    "him",
    "them",
    "this",
    "these",
    "those",
    "such",
    "that",
    "however",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "also",
    "instead",
    "meanwhile",
    "moreover",
    "therefore",
    "thus",
    "earlier",
    "later",
    "then",
    "one",
    "another",
    "here",
    "there",
];

/// How well a sentence stands alone, from 0 (not at all) to 1.
pub(super) fn stands_alone(sentence: &str) -> f32 {
    let words = count_words(sentence);
    if words < 6 || sentence.trim_end().ends_with(':') {
        return 0.0;
    }
    let opening = sentence.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    let mut score: f32 = 1.0;
    if DANGLING.contains(&opening.as_str()) {
        score *= 0.4;
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
            "“We closed the bridge to keep people safe,” and more.",
            "However, the bridge was closed by the council.",
            "The council said:",
            "Closed.",
        ] {
            let score = stands_alone(leaning);
            assert!(score < alone, "{leaning}: {score}");
        }
    }
}
