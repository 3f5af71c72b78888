//! What the sources themselves call unknown, undecided or awaited.
//!
//! In: sources and the sentences as vectors. Out: [`Question`]s: sentences of the sources that hold one of the words of
//! `question_cues.txt`, the weightiest first. A sentence that another source tells alike joins it. Nothing is answered:
//! a later source may have done so, and each sentence carries its date.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::similarity::cosine;

use super::model::{Citation, Question, Source};
use super::space::Space;

/// How well a sentence must stand alone.
const READABLE: f32 = 0.4;
/// Likeness from which two sentences leave the same open.
const SAME: f32 = 0.5;
/// Most questions: a reader of more has an archive to search.
const MOST: usize = 100;

/// The cues as words.
static CUES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("question_cues.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| (line, line.split(' ').collect())).collect()
});
/// Words that a cue holds somewhere, so that most sentences are passed over quickly.
static RARE: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| CUES.iter().filter_map(|(_, words)| words.iter().max_by_key(|w| w.len()).copied()).collect());

/// All open questions, the weightiest first.
pub(super) fn questions(sources: &[Source], space: &Space) -> Vec<Question> {
    let mut found: Vec<(f32, Citation, &'static str)> = Vec::new();
    for (source, of) in sources.iter().enumerate().filter(|(source, of)| of.group == *source) {
        for sentence in of.article.body_sentences() {
            let alone = space.alone[source][sentence];
            if alone < READABLE {
                continue;
            }
            if let Some(cue) = cue(&of.article.sentence_text(sentence)) {
                let central = cosine(&space.sentences[source][sentence], &space.story);
                let span = of.article.sentences[sentence].span;
                found.push((central * alone, Citation { source, sentence, span }, cue));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut questions: Vec<Question> = Vec::new();
    for (_, citation, cue) in found {
        let vector = |c: &Citation| &space.sentences[c.source][c.sentence];
        let known = questions.iter_mut().find(|q| cosine(vector(&q.citations[0]), vector(&citation)) >= SAME);
        if let Some(question) = known {
            if question.citations.iter().all(|c| c.source != citation.source) {
                question.citations.push(citation);
            }
        } else if questions.len() < MOST {
            let id = format!("u{}", sources[citation.source].article.sentences[citation.sentence].id);
            questions.push(Question { id, cue, citations: vec![citation] });
        }
    }
    questions
}

/// The cue that a sentence holds outside quotation marks: what a speaker asks is his statement.
fn cue(sentence: &str) -> Option<&'static str> {
    let words: Vec<String> = outside_quotes(sentence)
        .replace("didn’t", "did not")
        .replace("didn't", "did not")
        .unicode_words()
        .map(str::to_lowercase)
        .collect();
    if !words.iter().any(|w| RARE.contains(w.as_str())) {
        return None;
    }
    let stands = |cue: &[&str]| words.windows(cue.len()).any(|run| run.iter().zip(cue).all(|(word, of)| word == of));
    CUES.iter().find(|(_, cue)| stands(cue)).map(|(line, _)| *line)
}

/// The words that nobody is quoted with.
fn outside_quotes(sentence: &str) -> String {
    let mut open = false;
    let mut text = String::with_capacity(sentence.len());
    for c in sentence.chars() {
        match c {
            '“' => open = true,
            '”' => open = false,
            '"' => open = !open,
            _ if open => {}
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    #[test]
    fn what_is_left_open_is_found_by_its_words() {
        assert_eq!(cue("It remains unclear whether the bridge can be saved."), Some("remains unclear"));
        assert_eq!(cue("The date of the vote has yet to be announced."), Some("yet to be announced"));
        assert_eq!(cue("“It is unclear to me what you want,” the mayor said."), None);
        assert_eq!(cue("The water was clear and the ferry sailed."), None);
    }

    #[test]
    fn one_question_of_two_sources_is_one() {
        let one = "It remains unclear when the swing bridge over the river will be open to lorries again.\n";
        let two =
            "Not clear yet, they said, is when lorries may cross the swing bridge over the river: it is unclear.\n";
        let other = "The harbour master has yet to comment on the price of ferry tickets this spring.\n";
        let more = "Divers found a crack in the main bearing. Ferries carry passengers free of charge until Easter. \
            Bakers complain of empty streets. Schools begin an hour later than usual. A shipyard offered its crane.\n";
        let story = story(&[("a", one), ("b", &format!("{two}\n{other}")), ("c", more)]);
        let counts: Vec<usize> = story.questions.iter().map(|q| q.citations.len()).collect();
        assert_eq!(counts.iter().sum::<usize>(), 3);
        assert!(counts.contains(&2), "{:?}", story.questions);
    }
}
