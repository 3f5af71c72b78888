//! What holds of every article, every annotation and every refusal.

use std::collections::BTreeSet;

use dateline::annotate::Annotations;
use dateline::corpus::Article;
use dateline::diagnostic::Diagnostic;
use dateline::text::Span;

/// A refusal says something, on one line, and points at a place that there can be.
pub(crate) fn check_problems(problems: &[Diagnostic]) {
    assert!(!problems.is_empty());
    for problem in problems {
        assert!(!problem.message.is_empty() && !problem.message.contains('\n'), "{problem:?}");
        let Some(at) = &problem.location else { continue };
        assert!(at.line > 0 && at.column >= at.excerpt_column && at.excerpt_column > 0, "{problem:?}");
        assert!(
            !at.excerpt.contains('\n') && at.column <= at.excerpt_column + at.excerpt.chars().count(),
            "{problem:?}"
        );
    }
}

/// The parts of an article lie in its text, in order.
pub(crate) fn check_article(article: &Article) {
    let harmless = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    assert!(article.text.chars().all(harmless), "{:?}", article.text);
    assert!(!article.title.text.trim().is_empty() && !article.title.text.contains('\n'));
    let lies = |span: Span| article.text.get(span.start..span.end).is_some();
    let pieces =
        [article.title.span, article.dateline.as_ref().map(|d| d.span), article.printed.as_ref().and_then(|p| p.span)];
    assert!(pieces.into_iter().flatten().all(lies));
    assert!(article.marks.iter().all(|mark| lies(*mark) && !mark.is_empty()));
    assert!(article.marks.windows(2).all(|pair| pair[0].end <= pair[1].start));
    let mut last = 0;
    let mut ids = BTreeSet::new();
    for (at, block) in article.blocks.iter().enumerate() {
        assert!(last <= block.span.start && lies(block.span) && !block.span.is_empty(), "{block:?}");
        assert!(!block.sentences.is_empty(), "{block:?}");
        for sentence in &article.sentences[block.sentences.clone()] {
            assert!(last <= sentence.span.start && block.span.contains(sentence.span), "{sentence:?}");
            assert!(lies(sentence.span) && !article.words_at(sentence.span).trim().is_empty(), "{sentence:?}");
            assert!(sentence.block == at && ids.insert(&sentence.id), "{sentence:?}");
            last = sentence.span.end;
        }
        last = last.max(block.span.end);
    }
    assert_eq!(ids.len(), article.sentences.len());
    assert!(article.url.as_deref().is_none_or(|url| url.starts_with("http://") || url.starts_with("https://")));
}

/// What was read out of an article lies in its text.
pub(crate) fn check_annotations(article: &Article, found: &Annotations) {
    let lies = |span: &Span| article.text.get(span.start..span.end).is_some_and(|words| !words.is_empty());
    assert!(found.timexes.iter().all(|timex| lies(&timex.span)));
    assert!(found.timexes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    for actor in &found.actors {
        assert!(!actor.mentions.is_empty() && actor.mentions.iter().all(lies), "{actor:?}");
    }
    for statement in &found.statements {
        let around = || statement.cue.iter().chain(&statement.speaker);
        assert!(!statement.content.is_empty() && statement.content.iter().chain(around()).all(lies), "{statement:?}");
        assert!(statement.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "{statement:?}");
        let apart = |content: &Span| around().all(|span| !span.overlaps(*content));
        assert!(statement.content.iter().all(apart), "{statement:?}");
        assert!(statement.actor.is_none_or(|actor| actor < found.actors.len()), "{statement:?}");
    }
}
