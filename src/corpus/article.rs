//! The article: one source document, decoded, with its structure found.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

pub use crate::config::Policy;
use crate::text::{Span, language};

use super::marks;

/// Identity of a source: its path below `seeds/` without the extension. Cited as `[@id, "exact words"]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub String);

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Identity of a sentence: `s` and a short hash of its source's identity and its words, so that it outlives other
/// sources, moved paragraphs and mended neighbours. Two sentences alike in one source are told apart by their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SentenceId(pub String);

impl fmt::Display for SentenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How something about a source is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Stated in the source's front matter.
    Declared,
    /// Printed in the text of the source.
    Printed,
    /// Read out of the file's name.
    Filename,
    /// Made from the text by a rule, since the source does not say it.
    Derived,
}

/// The title of an article. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The words, on one line.
    pub text: String,
    /// Where they stand, unless declared in the front matter.
    pub span: Option<Span>,
    /// How it is known: declared, printed, or derived from the first sentence.
    pub basis: Basis,
}

/// A date that the source itself gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedDate {
    /// The day.
    pub date: Date,
    /// Declared, printed or filename.
    pub basis: Basis,
    /// Where it stands in the text.
    pub span: Option<Span>,
    /// What a reader should know of how it was found, as a sentence fragment: `credit line "Published in …"`.
    pub reason: String,
}

/// The place, and perhaps agency, that a report opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The whole dateline with its mark (`RIVERTON:`, `CITY, Oct 27 (Agency) —`).
    pub span: Span,
    /// The place as printed.
    pub place: String,
    /// The agency in brackets.
    pub agency: Option<String>,
}

/// Something said of the source, with how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// What is said, on one line.
    pub text: String,
    /// How it is known.
    pub basis: Basis,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A stray line: section or tags above the title, or a piece of the page the text was pasted from.
    Tag,
    /// The printed title.
    Title,
    /// A bulleted line before the body.
    Highlight,
    /// A heading within the body.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list within the body.
    Item,
    /// A line that names author, outlet or date of publication.
    Credit,
    /// Code or other preformatted text of a Markdown source; not analysed.
    Preformatted,
}

impl BlockKind {
    /// Whether the block's sentences are statements about the story: part of the counts and, in English, of the analysis.
    pub fn is_body(self) -> bool {
        matches!(self, BlockKind::Highlight | BlockKind::Paragraph | BlockKind::Item)
    }
}

/// A block of an article, in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place, marks such as bullets left out.
    pub span: Span,
    /// Its sentences, as indices into [`Article::sentences`].
    pub sentences: Range<usize>,
    /// Number among the paragraphs, from 1, counted over [`BlockKind::is_body`] blocks: the `¶3` of a citation.
    pub number: Option<usize>,
    /// BCP 47 tag of its language, where that is another than the article's.
    pub language: Option<&'static str>,
}

/// A sentence of an article. Every word of a block belongs to a sentence of it, headings and titles too; only the dateline,
/// which stands in the first paragraph's block, belongs to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Stable identity, unique within the source: also the fragment on its page.
    pub id: SentenceId,
    /// Its place.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
}

/// One source document. Every [`Span`] counts bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identity.
    pub id: SourceId,
    /// Path relative to the root with `/`, as messages name it: `seeds/x.txt`.
    pub path: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    /// The decoded text, whole: front matter, blank lines and all. Line ends are as in the file.
    pub text: String,
    /// Places of the inline marks of Markdown in body, headings and credits: delimiters of emphasis, brackets and
    /// destinations of links, whole pictures, backticks, backslashes, signs of quotation at the start of a line. Sorted and
    /// disjoint; empty for plain text. Raw HTML and preformatted text have none.
    pub marks: Vec<Span>,
    /// BCP 47 tag of its language: declared, or told from its words; `None` where they are too few to tell, and then it is
    /// read as English.
    pub language: Option<Attested>,
    /// The title.
    pub title: Title,
    /// Who published it.
    pub outlet: Option<Attested>,
    /// Who wrote it.
    pub author: Option<Attested>,
    /// Where it was published: an absolute `http` or `https` URL.
    pub url: Option<String>,
    /// What may be shown; the site's setting decides where this is `None`.
    pub policy: Option<Policy>,
    /// Place and agency of the report.
    pub dateline: Option<Dateline>,
    /// The day of publication that the source gives.
    pub printed: Option<PrintedDate>,
    /// Blocks in text order.
    pub blocks: Vec<Block>,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Words in body blocks.
    pub words: usize,
    /// Sentences that the editor withholds, in order, as indices: they are never read and never shown.
    pub hidden: Vec<usize>,
}

impl Article {
    /// How a reason names it: its outlet, else its title in quotation marks.
    pub fn label(&self) -> String {
        self.outlet.as_ref().map_or_else(|| format!("“{}”", self.title.text), |outlet| outlet.text.clone())
    }

    /// The words of a sentence, without marks.
    pub fn sentence_text(&self, sentence: usize) -> Cow<'_, str> {
        self.words_at(self.sentences[sentence].span)
    }

    /// The block a sentence stands in.
    pub fn block_of(&self, sentence: usize) -> &Block {
        &self.blocks[self.sentences[sentence].block]
    }

    /// Indices of the sentences that are analysed, in order: those of body blocks in English.
    pub fn body_sentences(&self) -> impl Iterator<Item = usize> + '_ {
        let read = self.blocks.iter().filter(|b| b.kind.is_body() && self.is_english(b));
        read.flat_map(|b| b.sentences.clone()).filter(|sentence| !self.is_hidden(*sentence))
    }

    /// Whether the editor withholds a sentence.
    pub fn is_hidden(&self, sentence: usize) -> bool {
        self.hidden.binary_search(&sentence).is_ok()
    }

    /// BCP 47 tag of a block's language; `None` where it could not be told.
    pub fn language_of(&self, block: &Block) -> Option<&str> {
        block.language.or(self.language.as_ref().map(|language| language.text.as_str()))
    }

    /// Whether a block is read as English. What is in another language is shown and cited, and never analysed.
    pub fn is_english(&self, block: &Block) -> bool {
        self.language_of(block).is_none_or(language::is_english)
    }

    /// Whether the article as a whole is read as English.
    pub fn is_in_english(&self) -> bool {
        self.language.as_ref().is_none_or(|language| language::is_english(&language.text))
    }

    /// The article as the rules for English may read it: every place holds, where a block in another language stands
    /// there is a blank one that belongs to no analysis, and where a sentence is hidden there are blanks.
    pub fn in_english(&self) -> Cow<'_, Article> {
        let mut unread: Vec<Span> = self.blocks.iter().filter(|b| !self.is_english(b)).map(|b| b.span).collect();
        if unread.is_empty() && self.hidden.is_empty() {
            return Cow::Borrowed(self);
        }
        let hidden = self.hidden.iter().filter(|&&sentence| self.is_english(self.block_of(sentence)));
        unread.extend(hidden.map(|&sentence| self.sentences[sentence].span));
        unread.sort_unstable();
        let mut english = Article { text: marks::blank(&self.text, &unread), ..self.clone() };
        for block in english.blocks.iter_mut().filter(|b| !self.is_english(b)) {
            block.kind = BlockKind::Preformatted;
        }
        Cow::Owned(english)
    }

    /// Index of the sentence that holds byte `at`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.start <= at);
        let found = next.checked_sub(1)?;
        (at < self.sentences[found].span.end).then_some(found)
    }
}
