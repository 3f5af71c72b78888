//! A paragraph made ready for reading: its words, their parts of speech, its phrases and quotations.

use std::borrow::Cow;
use std::ops::Range;

use crate::annotate::time::is_calendar_word;
use crate::annotate::words::Words;
use crate::corpus::{Article, Block};
use crate::text::Span;
use crate::text::chunk::{self, Chunk, ChunkKind, chunks};
use crate::text::tag::{Tag, Tagged};
use crate::text::token::Token;

use super::cue::{Cue, cues};
use super::frame;
use super::quotes::quotations;
use super::speaker::is_speaking_noun;
use super::weights::{Value, value};

/// A noun phrase without what hangs on it: `the senior official`, `he`, `Ann Lee`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The token that it is about: its last noun.
    pub(super) head: usize,
    /// Whether it names a time: `last week`, `Monday`.
    pub(super) is_time: bool,
}

/// A noun phrase with all that belongs to it, in tokens of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) tokens: Range<usize>,
    pub(super) base: Range<usize>,
}

impl Whole {
    fn new(phrase: chunk::Phrase, start: usize) -> Self {
        let moved = |range: Range<usize>| range.start + start..range.end + start;
        Whole { tokens: moved(phrase.tokens), base: moved(phrase.base) }
    }
}

/// One paragraph.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    /// The whole article's text.
    pub(super) text: &'t str,
    /// The paragraph's place.
    pub(super) block: Span,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) tags: Vec<Tag>,
    /// The tokens in lower case.
    pub(super) lower: Vec<Cow<'t, str>>,
    /// The tokens of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
    /// The paragraph's quotations, marks included.
    pub(super) quotations: Vec<Span>,
    /// The quotation each token stands in, its marks among them.
    pub(super) quoted: Vec<Option<usize>>,
    /// The verbs of saying beside a quotation, in order.
    pub(super) framing: Vec<usize>,
    /// The noun phrases, sentence after sentence.
    pub(super) phrases: Vec<Phrase>,
    /// The words that may be cues, in order.
    pub(super) cues: Vec<Cue>,
    /// The chunks of each sentence that holds one, in tokens of the sentence.
    chunks: Vec<Vec<Chunk>>,
    /// Whether each token is a verb with a tense, and how many of these stand before it outside quotations: asked for each
    /// place where what is said may end.
    finite: Vec<bool>,
    finite_before: Vec<usize>,
    /// The class of each token, with its digest; known in the sentences of cues.
    classes: Vec<(Class, u64)>,
}

/// What names the class of a token, see [`Scene::class`].
#[derive(Debug, Clone, Copy)]
enum Class {
    /// Its word in lower case.
    Word,
    /// The mark itself.
    Mark,
    /// Its part of speech, or what it is the edge of.
    Kind(&'static str),
}

impl<'t> Scene<'t> {
    /// The scene of `block`, its words given.
    pub(super) fn new(article: &'t Article, words: &'t Words<'t>, block: &Block) -> Self {
        let text = article.text.as_str();
        let count = block.sentences.clone().map(|sentence| words.sentence(sentence).tokens.len()).sum();
        let mut scene = Scene {
            text,
            block: block.span,
            tokens: Vec::with_capacity(count),
            tags: Vec::with_capacity(count),
            lower: Vec::with_capacity(count),
            sentences: Vec::with_capacity(block.sentences.len()),
            quotations: quotations(text, block.span),
            quoted: Vec::new(),
            framing: Vec::new(),
            phrases: Vec::new(),
            cues: Vec::new(),
            chunks: Vec::with_capacity(block.sentences.len()),
            finite: Vec::with_capacity(count),
            finite_before: Vec::with_capacity(count + 1),
            classes: Vec::new(),
        };
        for sentence in block.sentences.clone() {
            let tagged = words.sentence(sentence);
            let range = scene.tokens.len()..scene.tokens.len() + tagged.tokens.len();
            scene.tokens.extend_from_slice(tagged.tokens);
            scene.tags.extend_from_slice(tagged.tags);
            frame::repair(&scene.tokens, &mut scene.tags, range.start, &scene.quotations);
            scene.lower.extend(tagged.tokens.iter().map(|token| words.lower(token)));
            for at in range.clone() {
                scene.finite.push(scene.has_tense(at));
            }
            scene.sentences.push(range);
        }
        scene.quoted = quoted(&scene.tokens, &scene.quotations);
        scene.framing = frame::framing(&scene.tokens, &scene.lower, &scene.tags, &scene.quoted);
        let mut before = 0;
        scene.finite_before.push(before);
        for (finite, quoted) in scene.finite.iter().zip(&scene.quoted) {
            before += usize::from(*finite && quoted.is_none());
            scene.finite_before.push(before);
        }
        scene.cues = cues(&scene);
        scene.classes = vec![(Class::Mark, 0); scene.tokens.len()];
        for index in 0..scene.sentences.len() {
            scene.look_into(index);
        }
        scene
    }

    /// Finds the phrases and classes of a sentence, where a cue asks for them: half of the sentences hold none.
    fn look_into(&mut self, index: usize) {
        let range = self.sentences[index].clone();
        let from = self.cues.partition_point(|cue| cue.anchor < range.start);
        if self.cues.get(from).is_none_or(|cue| cue.anchor >= range.end) {
            self.chunks.push(Vec::new());
            return;
        }
        let chunks = chunks(Tagged { tokens: &self.tokens[range.clone()], tags: &self.tags[range.clone()] });
        self.phrases.reserve(chunks.len());
        find_phrases(self, &range, &chunks);
        self.chunks.push(chunks);
        for at in range {
            let class = self.class_of(at);
            self.classes[at] = (class, Value::new(self.class_name(at, class)).digest());
        }
    }

    /// The words of sentence number `index` of the paragraph.
    fn tagged(&self, index: usize) -> Option<(Tagged<'_, 't>, &[Chunk], usize)> {
        let range = self.sentences.get(index)?.clone();
        let tagged = Tagged { tokens: &self.tokens[range.clone()], tags: &self.tags[range.clone()] };
        Some((tagged, self.chunks.get(index)?, range.start))
    }

    /// The subject of the verb at `at`, where grammar tells it: its base phrase and all of it.
    pub(super) fn subject(&self, at: usize) -> Option<Whole> {
        let (tagged, chunks, start) = self.tagged(self.sentence_of(at)?)?;
        let verb = chunks.iter().position(|c| c.verb().is_some() && c.tokens.contains(&(at - start)))?;
        Some(Whole::new(chunk::subject(tagged, chunks, verb)?, start))
    }

    /// The whole phrase whose base begins at `at`.
    pub(super) fn whole(&self, at: usize) -> Option<Whole> {
        let (tagged, chunks, start) = self.tagged(self.sentence_of(at)?)?;
        let first = chunks.iter().position(|c| c.tokens.start + start == at)?;
        Some(Whole::new(chunk::phrase(tagged, chunks, first)?, start))
    }

    /// Number of the sentence of the paragraph that token `at` stands in.
    fn sentence_of(&self, at: usize) -> Option<usize> {
        self.sentences.iter().position(|s| s.contains(&at))
    }

    /// The word where its class is closed (a preposition, a pronoun, a mark), else its part of speech; `^` and `$` beyond
    /// the ends of `sentence`.
    pub(super) fn class(&self, at: Option<usize>, sentence: &Range<usize>) -> Value<'_> {
        match at {
            Some(at) if at < sentence.start => value!("^"),
            Some(at) if at < sentence.end => {
                let (class, digest) = self.classes[at];
                Value::known(self.class_name(at, class), digest)
            }
            Some(_) => value!("$"),
            None => value!("^"),
        }
    }

    fn class_name(&self, at: usize, class: Class) -> &str {
        match class {
            Class::Word => &self.lower[at],
            Class::Mark => self.tokens[at].text,
            Class::Kind(kind) => kind,
        }
    }

    /// The pronoun that heads a phrase, or the part of speech of another head.
    pub(super) fn head_class(&self, head: usize) -> Value<'_> {
        match self.tags[head] {
            Tag::PRP | Tag::WP | Tag::WDT => Value::new(&self.lower[head]),
            tag => Value::new(tag.as_str()),
        }
    }

    fn class_of(&self, at: usize) -> Class {
        let tag = self.tags[at];
        match tag {
            Tag::OpenQuote | Tag::CloseQuote => Class::Kind(self.mark_class(at)),
            Tag::IN
            | Tag::TO
            | Tag::CC
            | Tag::MD
            | Tag::PRP
            | Tag::PRPS
            | Tag::WDT
            | Tag::WP
            | Tag::WPS
            | Tag::WRB
            | Tag::RP
            | Tag::EX
            | Tag::DT
                if self.tokens[at].text.len() <= 10 =>
            {
                Class::Word
            }
            _ if !self.tokens[at].is_word => {
                if self.is_quote_edge(at) {
                    Class::Kind(self.mark_class(at))
                } else {
                    Class::Mark
                }
            }
            Tag::RB if matches!(&*self.lower[at], "not" | "also" | "never" | "so" | "then" | "however") => Class::Word,
            _ if self.is_be(at) => Class::Kind("be"),
            _ if self.is_have(at) => Class::Kind("have"),
            _ => Class::Kind(tag.as_str()),
        }
    }

    fn mark_class(&self, at: usize) -> &'static str {
        match self.quoted[at].map(|q| self.quotations[q]) {
            Some(q) if self.tokens[at].span.start <= q.start + 1 => "<q",
            Some(q) if self.tokens[at].span.end + 1 >= q.end => ">q",
            _ => "q",
        }
    }

    /// Whether token `at` is the first or last mark of a quotation.
    fn is_quote_edge(&self, at: usize) -> bool {
        matches!(self.mark_class(at), "<q" | ">q")
            && matches!(self.tokens[at].text, "\"" | "“" | "”" | "'" | "’" | "‘" | "`" | "«" | "»" | "„")
    }

    /// Whether a quotation opens at token `at`.
    pub(super) fn opens_quote(&self, at: usize) -> bool {
        self.quoted.get(at).copied().flatten().is_some_and(|q| self.tokens[at].span.start == self.quotations[q].start)
    }

    /// Whether a quotation ends with token `at`.
    pub(super) fn closes_quote(&self, at: usize) -> bool {
        self.quoted.get(at).copied().flatten().is_some_and(|q| self.tokens[at].span.end == self.quotations[q].end)
    }

    /// First token of the quotation that token `at` stands in.
    pub(super) fn quote_start(&self, at: usize) -> Option<usize> {
        let quote = self.quoted.get(at).copied().flatten()?;
        (0..=at).rev().take_while(|&i| self.quoted[i] == Some(quote)).last()
    }

    /// One past the last token of the quotation that token `at` stands in.
    pub(super) fn quote_end(&self, at: usize) -> Option<usize> {
        let quote = self.quoted.get(at).copied().flatten()?;
        (at..self.tokens.len()).take_while(|&i| self.quoted[i] == Some(quote)).last().map(|last| last + 1)
    }

    /// Whether two tokens stand in one quotation.
    pub(super) fn same_quote(&self, one: usize, other: usize) -> bool {
        self.quoted[one].is_some() && self.quoted[one] == self.quoted[other]
    }

    /// Whether a verb of saying beside a quotation stands in `range`, other than `cue`.
    pub(super) fn frames(&self, range: Range<usize>, cue: usize) -> bool {
        let from = self.framing.partition_point(|&at| at < range.start);
        self.framing[from..].iter().take_while(|&&at| at < range.end).any(|&at| at != cue)
    }

    pub(super) fn is_be(&self, at: usize) -> bool {
        matches!(&*self.lower[at], "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
    }

    pub(super) fn is_have(&self, at: usize) -> bool {
        matches!(&*self.lower[at], "has" | "have" | "had" | "having")
    }

    /// Whether token `at` is a verb with a tense.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.finite.get(at).copied().unwrap_or(false)
    }

    fn has_tense(&self, at: usize) -> bool {
        match self.tags.get(at).copied().unwrap_or(Tag::Stop) {
            Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD => true,
            Tag::PRP | Tag::EX | Tag::WP | Tag::WDT => self.has_contraction(at),
            _ => false,
        }
    }

    /// Whether a pronoun carries its verb: "he’d", "they’re".
    fn has_contraction(&self, at: usize) -> bool {
        self.lower[at]
            .rsplit_once(['’', '\''])
            .is_some_and(|(_, verb)| matches!(verb, "s" | "d" | "ll" | "re" | "ve" | "m"))
    }

    /// How many verbs with a tense stand in `range`, outside quotations.
    pub(super) fn finite_between(&self, range: Range<usize>) -> usize {
        let before = |at: usize| self.finite_before.get(at).or(self.finite_before.last()).copied().unwrap_or(0);
        before(range.end).saturating_sub(before(range.start))
    }

    /// The place in the text of a run of tokens.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                Span::new(first.span.start, last.span.end)
            }
            _ => Span::new(self.block.start, self.block.start),
        }
    }

    /// The noun phrase that begins at token `at`.
    pub(super) fn phrase_at(&self, at: usize) -> Option<&Phrase> {
        self.phrases.binary_search_by_key(&at, |p| p.tokens.start).ok().map(|at| &self.phrases[at])
    }

    /// The noun phrases that lie in `range`.
    pub(super) fn phrases_in(&self, range: Range<usize>) -> &[Phrase] {
        let from = self.phrases.partition_point(|p| p.tokens.start < range.start);
        let to = self.phrases.partition_point(|p| p.tokens.end <= range.end);
        self.phrases.get(from..to).unwrap_or(&[])
    }
}

/// The quotation that each token stands in.
fn quoted(tokens: &[Token<'_>], quotations: &[Span]) -> Vec<Option<usize>> {
    let mut at = 0;
    tokens
        .iter()
        .map(|token| {
            while quotations.get(at).is_some_and(|q| q.end <= token.span.start) {
                at += 1;
            }
            quotations.get(at).is_some_and(|q| q.start <= token.span.start).then_some(at)
        })
        .collect()
}

/// The noun phrases of one sentence and its relative pronouns, which can be subjects too.
fn find_phrases(scene: &mut Scene<'_>, sentence: &Range<usize>, chunks: &[Chunk]) {
    if opens_with_name(scene, sentence) && !chunks.iter().any(|c| c.kind == ChunkKind::Noun && c.tokens.start == 0) {
        let at = sentence.start;
        scene.phrases.push(Phrase { tokens: at..at + 1, head: at, is_time: false });
    }
    for chunk in chunks {
        let range = chunk.tokens.start + sentence.start..chunk.tokens.end + sentence.start;
        let head = chunk.head + sentence.start;
        let relative = chunk.kind == ChunkKind::Relative && matches!(scene.tags[head], Tag::WP | Tag::WDT);
        // "Harbour officials": the first word of a sentence is easily taken for another part of speech.
        let early = chunk.tokens.start == 1 && is_open_capital(scene, sentence.start);
        let range = if early && chunk.kind == ChunkKind::Noun { sentence.start..range.end } else { range };
        // "the senior security official": an adjective too, where it is not the last word.
        let speaks = |at: usize| at < sentence.end && is_speaking_noun(&scene.lower[at]) && !scene.is_finite(at);
        let late = chunk.kind == ChunkKind::Noun && !relative && speaks(range.end) && scene.tags[head] != Tag::PRP;
        let (range, head) = if late { (range.start..range.end + 1, range.end) } else { (range, head) };
        if chunk.kind == ChunkKind::Noun || relative {
            let is_time = is_time_word(&scene.lower[head]);
            scene.phrases.push(Phrase { tokens: range, head, is_time });
        }
    }
}

/// Whether the sentence opens with a capitalised word of an open class right before a verb with a tense: a surname that
/// was taken for another part of speech.
fn opens_with_name(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    let at = sentence.start;
    at + 1 < sentence.end && is_open_capital(scene, at) && scene.is_finite(at + 1)
}

/// Whether a capitalised word of an open class stands at `at`, taken for something else than a noun.
fn is_open_capital(scene: &Scene<'_>, at: usize) -> bool {
    let open = scene.tags.get(at).is_some_and(|tag| {
        matches!(tag, Tag::JJ | Tag::VB | Tag::VBP | Tag::VBD | Tag::VBN | Tag::FW | Tag::UH | Tag::JJR | Tag::JJS)
            || *tag == Tag::RB && !scene.lower[at].ends_with("ly") && scene.lower[at].len() > 5
    });
    open && scene.tokens[at].is_capitalised()
}

fn is_time_word(word: &str) -> bool {
    is_calendar_word(word)
        || matches!(
            word,
            "week"
                | "weekend"
                | "month"
                | "year"
                | "years"
                | "months"
                | "weeks"
                | "days"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "tonight"
                | "day"
                | "hours"
                | "time"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
        )
}
