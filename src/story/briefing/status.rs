//! Where the story stands: of each dated source the sentence that tells the state of things, newest first, not averaged.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::corpus::BlockKind;
use crate::story::dating::anchor;
use crate::story::model::{Citation, Source, Status, Story};
use crate::story::space::Space;
use crate::text::similarity::cosine;
use crate::text::stem::{content_stems, stem};

/// Earlier states shown beside the newest.
const BEFORE: usize = 4;
/// Sentences at the head of a source among which its state is looked for: news tells it first.
const HEAD: usize = 8;
/// Least standing of a sentence.
const STANDING: f32 = 0.35;
/// Worth of a word of state, of a day within one of the source's own, and of what lies at the heart of the story.
const STATE: f32 = 0.35;
const TODAY: f32 = 0.15;
const CENTRAL: f32 = 0.5;

static STATES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = include_str!("state_cues.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(stem).collect()
});

/// The state by the newest source, and by a few earlier ones. Sources whose day is not known tell no state.
pub(in crate::story) fn status(story: &Story, space: &Space) -> Option<Status> {
    let mut states: Vec<(usize, Citation)> = story
        .sources
        .iter()
        .enumerate()
        .filter(|(source, of)| of.group == *source && anchor(&of.published).is_some())
        .filter_map(|(source, of)| Some((source, state(story, space, source, of)?)))
        .collect();
    states.sort_by_key(|&(source, _)| {
        let value = story.sources[source].published.value;
        (std::cmp::Reverse((value.first_day(), value.last_day())), source)
    });
    let mut states = states.into_iter().map(|(_, citation)| citation);
    Some(Status { now: states.next()?, before: states.take(BEFORE).collect() })
}

/// The sentence at the head of a source that tells best how things stand on its day.
fn state(story: &Story, space: &Space, source: usize, of: &Source) -> Option<Citation> {
    let article = &of.article;
    if !article.is_in_english() {
        return None;
    }
    let running = |sentence: &usize| article.block_of(*sentence).kind == BlockKind::Paragraph;
    let head = article.body_sentences().filter(running).take(HEAD).enumerate();
    let scored = head.filter(|(_, sentence)| space.alone[source][*sentence] >= STANDING).map(|(place, sentence)| {
        let central = cosine(&space.sentences[source][sentence], &space.story);
        let mut worth = 1.0 / (1.0 + place as f32) + CENTRAL * central;
        if tells_state(&article.sentence_text(sentence)) {
            worth += STATE;
        }
        if is_of_its_day(of, sentence) {
            worth += TODAY;
        }
        (worth * space.alone[source][sentence], sentence)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    Some(story.cite(source, best.1))
}

fn tells_state(sentence: &str) -> bool {
    content_stems(sentence).iter().any(|stem| STATES.contains(stem))
}

/// Whether a sentence names a day within one of the source's own.
fn is_of_its_day(of: &Source, sentence: usize) -> bool {
    let Some(anchor) = anchor(&of.published) else { return false };
    let span = of.article.sentences[sentence].span;
    let near = |day: jiff::civil::Date| {
        let (from, to) = (anchor.first.yesterday(), anchor.last.tomorrow());
        from.is_ok_and(|from| from <= day) && to.is_ok_and(|to| day <= to)
    };
    of.timexes_in(span).any(|(_, value)| value.date.as_day().is_some_and(near))
}

#[cfg(test)]
mod tests {
    use crate::story::tests::story;

    #[test]
    fn the_state_is_the_sentence_that_says_how_things_stand() {
        let early = "The pilots’ union and the airline were set to resume their talks on wages on Tuesday.\n\n\
            Published in The Courier, March 3rd, 2025\n";
        let late = "Nobody slept much in the lobby of the old hotel by the river.\n\n\
            The talks on wages between the pilots’ union and the airline failed on Tuesday.\n\n\
            Published in The Echo, March 4th, 2025\n";
        let status = story(&[("a", early), ("b", late)]).status.expect("two dated sources");
        assert_eq!((status.now.source, status.now.sentence), (1, 1));
        assert_eq!(status.before.len(), 1);
    }
}
