//! The words of an article with their parts of speech, read once for every stage that asks for them.

use std::borrow::Cow;
use std::ops::Range;

use crate::corpus::Article;
use crate::text::tag::{Tag, Tagged, Tagger};
use crate::text::token::{Token, append_tokens};

/// The tokens of all sentences of an article and their tags, in text order.
#[derive(Debug, Clone, Default)]
pub struct Words<'t> {
    tokens: Vec<Token<'t>>,
    tags: Vec<Tag>,
    /// The whole text, ASCII's letters in lower case.
    lower: String,
    /// The tokens of each sentence.
    sentences: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    /// Reads every sentence of `article`.
    pub fn of(article: &'t Article) -> Self {
        let mut words = Words::default();
        let mut tagger = Tagger::new();
        words.lower = article.text.to_ascii_lowercase();
        // A word and its space take some six bytes.
        words.tokens.reserve(article.text.len() / 5);
        words.tags.reserve(article.text.len() / 5);
        for sentence in &article.sentences {
            let from = words.tokens.len();
            append_tokens(sentence.span.of(&article.text), sentence.span.start, &mut words.tokens);
            tagger.tag_into(&words.tokens[from..], &mut words.tags);
            words.sentences.push(from..words.tokens.len());
        }
        words
    }

    /// The words of sentence number `index` of the article; none where there is no such sentence.
    pub fn sentence(&self, index: usize) -> Tagged<'_, 't> {
        let range = self.sentences.get(index).cloned().unwrap_or(0..0);
        Tagged { tokens: &self.tokens[range.clone()], tags: &self.tags[range] }
    }

    /// One of its tokens in lower case.
    pub fn lower(&self, token: &Token<'_>) -> Cow<'_, str> {
        // Most words have no letter that differs from its small one elsewhere than in ASCII.
        let is_plain = token.text.is_ascii() || !token.text.chars().any(|c| !c.is_ascii() && c.is_uppercase());
        match self.lower.get(token.span.start..token.span.end) {
            Some(lower) if is_plain => Cow::Borrowed(lower),
            _ => Cow::Owned(token.text.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::corpus;

    #[test]
    fn each_sentence_has_its_words_in_places_of_the_text() {
        let article = corpus::parse("seeds/a.txt", "The quay is shut. Ann Lee closed it.\n\nNobody came.".as_bytes());
        let article = article.expect("a text");
        let words = Words::of(&article);
        for (index, sentence) in article.sentences.iter().enumerate() {
            let found = words.sentence(index);
            assert_eq!(found.tokens.len(), found.tags.len());
            assert_eq!(found.tokens[0].span.start, sentence.span.start);
            assert_eq!(found.tokens.last().map(|t| t.span.end), Some(sentence.span.end));
            assert!(found.tokens.iter().all(|t| t.span.of(&article.text) == t.text));
        }
        assert!(words.sentence(article.sentences.len()).tokens.is_empty());
    }
}
