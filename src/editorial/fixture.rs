//! Small stories for the tests of this room.

use super::syntax::Entry;
use crate::annotate::Annotations;
use crate::corpus::{Article, Basis, Block, BlockKind, Sentence, SentenceId, SourceId, Title};
use crate::story::{Published, Source, Story};
use crate::text::{Span, sentence};

/// A story of sources with an id and a text; paragraphs are parted by `|`.
pub(super) fn story(sources: &[(&str, &str)]) -> Story {
    let sources = sources.iter().enumerate().map(|(group, (id, text))| Source {
        article: article(id, text),
        annotations: Annotations::default(),
        timexes: Vec::new(),
        published: Published::default(),
        group,
        desk: group,
    });
    Story { sources: sources.collect(), ..Story::default() }
}

/// A citation as written, standing nowhere.
pub(super) fn entry(id: &str, words: &str) -> Entry {
    Entry { id: id.to_owned(), id_range: 0..0, words: words.to_owned(), words_range: 0..0 }
}

fn article(id: &str, text: &str) -> Article {
    let (mut blocks, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    for paragraph in text.split('|') {
        let first = sentences.len();
        for span in sentence::sentences(paragraph, at) {
            sentences.push(Sentence { id: SentenceId(format!("s{}", sentences.len())), span, block: blocks.len() });
        }
        let span = Span::new(at, at + paragraph.len());
        let number = Some(blocks.len() + 1);
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
            sentences: first..sentences.len(),
            number,
            language: None,
        });
        at += paragraph.len() + 1;
    }
    Article {
        id: SourceId(id.to_owned()),
        path: format!("seeds/{id}.txt"),
        sha256: String::new(),
        encoding: "UTF-8",
        text: text.to_owned(),
        marks: Vec::new(),
        language: None,
        title: Title { text: id.to_owned(), span: None, basis: Basis::Derived },
        outlet: None,
        author: None,
        url: None,
        policy: None,
        dateline: None,
        printed: None,
        blocks,
        sentences,
        words: 0,
        hidden: Vec::new(),
    }
}
