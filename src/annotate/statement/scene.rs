//! A paragraph made ready for reading: its words, their parts of speech, its phrases and quotations.

use std::borrow::Cow;
use std::ops::Range;

use crate::annotate::time::is_calendar_word;
use crate::corpus::{Article, Block};
use crate::text::Span;
use crate::text::tag::{Tag, Tagger};
use crate::text::token::{Token, tokens};

use super::quotes::quotations;

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
    /// The noun phrases, sentence after sentence.
    pub(super) phrases: Vec<Phrase>,
}

impl<'t> Scene<'t> {
    pub(super) fn new(article: &'t Article, block: &Block, tagger: &mut Tagger<'_>) -> Self {
        let text = article.text.as_str();
        let mut all = Vec::new();
        let mut tags = Vec::new();
        let mut sentences = Vec::new();
        let mut phrases = Vec::new();
        for sentence in block.sentences.clone() {
            let span = article.sentences[sentence].span;
            let start = all.len();
            let words = tokens(span.of(text), span.start);
            tagger.tag_into(&words, &mut tags);
            all.extend(words);
            sentences.push(start..all.len());
        }
        let lower: Vec<Cow<'t, str>> = all.iter().map(lower_case).collect();
        for sentence in &sentences {
            find_phrases(&tags, &lower, sentence.clone(), &mut phrases);
        }
        let quotations = quotations(text, block.span);
        let quoted = quoted(&all, &quotations);
        Scene { text, block: block.span, tokens: all, tags, lower, sentences, quotations, quoted, phrases }
    }

    /// The word where its class is closed (a preposition, a pronoun, a mark), else its part of speech; `^` and `$` beyond
    /// the ends of `sentence`.
    pub(super) fn class(&self, at: Option<usize>, sentence: &Range<usize>) -> &str {
        match at {
            Some(at) if at < sentence.start => "^",
            Some(at) if at < sentence.end => self.class_of(at),
            Some(_) => "$",
            None => "^",
        }
    }

    fn class_of(&self, at: usize) -> &str {
        let tag = self.tags[at];
        match tag {
            Tag::OpenQuote | Tag::CloseQuote => self.mark_class(at),
            Tag::IN | Tag::TO | Tag::CC | Tag::MD | Tag::PRP | Tag::PRPS | Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB
            | Tag::RP | Tag::EX | Tag::DT
                if self.tokens[at].text.len() <= 10 =>
            {
                &self.lower[at]
            }
            _ if !self.tokens[at].is_word => {
                if self.is_quote_edge(at) { self.mark_class(at) } else { self.tokens[at].text }
            }
            Tag::RB if matches!(&*self.lower[at], "not" | "also" | "never" | "so" | "then" | "however") => {
                &self.lower[at]
            }
            _ if self.is_be(at) => "be",
            _ if self.is_have(at) => "have",
            _ => tag.as_str(),
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
        matches!(self.mark_class(at), "<q" | ">q") && matches!(self.tokens[at].text, "\"" | "“" | "”" | "'" | "’" | "‘" | "`" | "«" | "»" | "„")
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

    pub(super) fn is_be(&self, at: usize) -> bool {
        matches!(&*self.lower[at], "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
    }

    pub(super) fn is_have(&self, at: usize) -> bool {
        matches!(&*self.lower[at], "has" | "have" | "had" | "having")
    }

    /// Whether token `at` is a verb with a tense.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        matches!(self.tags[at], Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// How many verbs with a tense stand in `range`, outside quotations.
    pub(super) fn finite_between(&self, range: Range<usize>) -> usize {
        range.filter(|&at| self.is_finite(at) && self.quoted[at].is_none()).count()
    }

    /// The place in the text of a run of tokens.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => Span::new(first.span.start, last.span.end),
            _ => Span::new(self.block.start, self.block.start),
        }
    }

    /// The noun phrases that lie in `range`.
    pub(super) fn phrases_in(&self, range: Range<usize>) -> &[Phrase] {
        let from = self.phrases.partition_point(|p| p.tokens.start < range.start);
        let to = self.phrases.partition_point(|p| p.tokens.end <= range.end);
        self.phrases.get(from..to).unwrap_or(&[])
    }
}

fn lower_case<'t>(token: &Token<'t>) -> Cow<'t, str> {
    if token.text.chars().any(char::is_uppercase) {
        Cow::Owned(token.text.to_lowercase())
    } else {
        Cow::Borrowed(token.text)
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

/// Base noun phrases of one sentence: a pronoun, or determiners, adjectives and numbers with the nouns behind them.
fn find_phrases(tags: &[Tag], lower: &[Cow<'_, str>], sentence: Range<usize>, out: &mut Vec<Phrase>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let end = phrase_end(tags, lower, at, sentence.end);
        if end == at {
            at += 1;
            continue;
        }
        let tokens = at..end;
        let noun = |&i: &usize| is_noun(tags[i]) || is_pronoun(tags[i]);
        let head = tokens.clone().rev().find(noun).unwrap_or(end - 1);
        let is_time = is_time_word(&lower[head]);
        out.push(Phrase { tokens, head, is_time });
        at = end;
    }
}

fn is_time_word(word: &str) -> bool {
    is_calendar_word(word)
        || matches!(
            word,
            "week" | "weekend" | "month" | "year" | "years" | "months" | "weeks" | "days" | "today" | "yesterday"
                | "tomorrow" | "morning" | "afternoon" | "evening" | "night" | "tonight" | "day" | "hours" | "time"
                | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
        )
}

fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::FW)
}

fn is_pronoun(tag: Tag) -> bool {
    matches!(tag, Tag::PRP | Tag::WP | Tag::WDT)
}

/// One past the phrase that starts at `at`; `at` itself where none does.
fn phrase_end(tags: &[Tag], lower: &[Cow<'_, str>], at: usize, limit: usize) -> usize {
    if is_pronoun(tags[at]) {
        return at + 1;
    }
    let mut end = at;
    let mut seen_noun = false;
    while end < limit {
        let tag = tags[end];
        let next = tags.get(end + 1).copied().filter(|_| end + 1 < limit);
        let fits = match tag {
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::FW | Tag::POS => {
                seen_noun = true;
                true
            }
            // A new determiner opens a new phrase, behind a possessive too.
            Tag::DT | Tag::PDT | Tag::PRPS | Tag::WPS => end == at || !seen_noun && tags[end - 1] == Tag::PDT,
            Tag::CD | Tag::JJ | Tag::JJR | Tag::JJS | Tag::Currency => !seen_noun || next.is_some_and(joins) || lower[end - 1].ends_with("’s") || lower[end - 1].ends_with("'s"),
            Tag::VBN | Tag::VBG => end > at && !seen_noun && next.is_some_and(joins),
            Tag::RB | Tag::RBS | Tag::RBR => end > at && !seen_noun && next.is_some_and(|n| matches!(n, Tag::JJ | Tag::VBN | Tag::CD)),
            // "Jan. 3", "John F. Lee", "Smith-Lee", "AT&T"
            Tag::Hyphen => end > at && next.is_some_and(|n| joins(n) || n == Tag::RB),
            Tag::Point => end > at && next.is_some_and(|n| joins(n) || n == Tag::Comma),
            Tag::SYM => end > at && &*lower[end] == "&",
            _ => false,
        };
        if !fits {
            break;
        }
        end += 1;
    }
    // "9/11" is no phrase of its own before the slash.
    if end < limit && &*lower[end] == "/" {
        return at;
    }
    let has_head = (at..end).any(|i| is_noun(tags[i]));
    let stands_alone = end > at && matches!(tags[end - 1], Tag::DT | Tag::CD | Tag::JJ | Tag::JJS | Tag::JJR);
    if has_head || stands_alone { end } else { at }
}

fn joins(tag: Tag) -> bool {
    is_noun(tag) || matches!(tag, Tag::JJ | Tag::CD | Tag::JJR | Tag::JJS | Tag::VBN | Tag::VBG)
}
