//! What holds for every text, however it is written.

use proptest::prelude::*;

use super::annotate;
use crate::corpus;
use crate::text::Span;

/// Words, marks and breaks that the rules look at, in any order.
pub(crate) fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "said",
        "told",
        "that",
        "according",
        "to",
        "According to",
        "adding",
        "Monday",
        "Oct.",
        "October",
        "27th",
        "2025",
        "2021",
        "-",
        "24",
        "the",
        "last",
        "next",
        "three",
        "days",
        "ago",
        "“",
        "”",
        "\"",
        "’s",
        ":",
        ",",
        ".",
        ";",
        "—",
        "(",
        ")",
        "\n",
        "\n\n",
        "Ann",
        "Lee",
        "U.S.",
        "Kenyan",
        "officials",
        "Mr.",
        "O’Neill",
        "(AB)",
        "é",
        "\u{a0}",
        "مرحبا",
        "1990s",
        "99999",
        "Feb 30",
        "‑",
        "of",
        "Ministry",
        "I",
        "😀",
        "•",
        "[1]",
        "early",
        "a",
        "few",
        "weeks",
        "**",
        "_",
        "[",
        "](a b)",
        "](a.b)",
        "`",
    ];
    let piece = prop::sample::select(pieces);
    let joint = prop::sample::select(vec![" ", "", " ", " "]);
    prop::collection::vec((piece, joint), 1..80)
        .prop_map(|parts| parts.into_iter().map(|(piece, joint)| format!("{piece}{joint}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn spans_lie_in_the_text_and_speakers_outside_what_they_say(
        text in hostile_text(),
        path in prop::sample::select(vec!["seeds/t.txt", "seeds/t.md"]),
    ) {
        let Ok(article) = corpus::parse(path, text.as_bytes()) else { return Ok(()) };
        let found = annotate(&article);
        let lies = |span: &Span| span.start < span.end && article.text.get(span.start..span.end).is_some();
        for timex in &found.timexes {
            prop_assert!(lies(&timex.span), "{timex:?}");
        }
        prop_assert!(found.timexes.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        for actor in &found.actors {
            prop_assert!(!actor.mentions.is_empty() && actor.mentions.iter().all(lies), "{actor:?}");
        }
        for statement in &found.statements {
            let spans = || statement.content.iter().chain(&statement.cue).chain(&statement.speaker);
            prop_assert!(!statement.content.is_empty() && spans().all(lies), "{statement:?}");
            for content in &statement.content {
                let apart = statement.cue.iter().chain(&statement.speaker).all(|s| !s.overlaps(*content));
                prop_assert!(apart, "{statement:?}");
            }
            prop_assert!(statement.actor.is_none_or(|a| a < found.actors.len()));
            // Within one paragraph each; what is said away from its cue fills a paragraph from its first word.
            let block = |span: &Span| article.blocks.iter().find(|b| b.span.contains(*span)).map(|b| b.span.start);
            prop_assert!(spans().all(|span| block(span).is_some()), "{statement:?}");
            let cue = statement.cue.first().or(statement.content.first()).and_then(block);
            for content in &statement.content {
                let start = block(content);
                prop_assert!(start == cue || start == Some(content.start), "{statement:?}");
            }
            prop_assert!(statement.content.windows(2).all(|w| w[0].end <= w[1].start), "{statement:?}");
        }
        for timex in &found.timexes {
            let crosses = article.sentences.iter().any(|s| s.span.overlaps(timex.span) && !s.span.contains(timex.span));
            prop_assert!(!crosses, "{timex:?}");
        }
    }
}
