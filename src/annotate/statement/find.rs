//! Paragraph by paragraph: the attribution of each sentence, and quoted words that go on or stand alone.

use crate::annotate::actor::{self, ActorKind, LocalActor, Mentions};
use crate::corpus::{Article, Block};
use crate::text::Span;
use crate::text::token::tokens;

use super::clause::{Found, Sentence};
use super::quotes::{quotations, quoted_share};
use super::{Statement, StatementKind};

/// Fewest words of a quotation that stands for a statement without a cue; shorter ones are scare quotes.
const FEWEST_WORDS: usize = 6;

/// Finds the attributed statements of an article, in text order.
pub fn find(article: &Article, actors: &[LocalActor]) -> Vec<Statement> {
    let mentions = Mentions::new(actors);
    let mut finder = Finder { article, actors, mentions, found: Vec::new(), announced: None };
    for block in article.blocks.iter().filter(|b| b.kind.is_body()) {
        finder.block(block);
    }
    finder.found.sort_by_key(|s| (s.content[0], s.cue.first().copied()));
    finder.found
}

struct Finder<'a> {
    article: &'a Article,
    actors: &'a [LocalActor],
    mentions: Mentions,
    found: Vec<Statement>,
    /// Speaker and cue whose words follow in the next paragraph: "The ministry said:".
    announced: Option<(Span, Span)>,
}

impl Finder<'_> {
    fn block(&mut self, block: &Block) {
        let text = self.article.text.as_str();
        let quoted = quotations(text, block.span);
        let before = self.found.len();
        let announced = self.announced.take();
        if let (Some((who, cue)), Some(quote)) = (announced, quoted.first())
            && quote.start == block.span.start
        {
            self.push(vec![*quote], Some(cue), Some(who), &quoted);
        }
        for sentence in block.sentences.clone() {
            self.sentence(sentence, &quoted);
        }
        self.left_over(before, &quoted);
    }

    fn sentence(&mut self, sentence: usize, quoted: &[Span]) {
        let text = self.article.text.as_str();
        let span = self.article.sentences[sentence].span;
        let words = tokens(span.of(text), span.start);
        if let Some(last) = self.found.last()
            && last.content.iter().any(|c| c.contains(span))
        {
            return;
        }
        let reader = Sentence { text, span, tokens: &words, quotations: quoted };
        match reader.attribution() {
            Some(found) => self.attribute(&found, quoted),
            None => self.go_on(span, quoted),
        }
    }

    fn attribute(&mut self, found: &Found, quoted: &[Span]) {
        let Found { speaker: who, cue, content, added } = *found;
        match content {
            // A quotation that opened in an earlier sentence is said as a whole.
            Some(content) => {
                let whole = quoted.iter().find(|q| q.start < content.start && q.end > content.start);
                let content = whole.map_or(content, |q| q.cover(content));
                self.push(vec![content], Some(cue), Some(who), quoted);
            }
            None => self.announced = Some((who, cue)),
        }
        if let Some((cue, content)) = added {
            self.push(vec![content], Some(cue), Some(who), quoted);
        }
    }

    /// A sentence all in quotation marks right behind a statement of the same paragraph goes on with it.
    fn go_on(&mut self, span: Span, quoted: &[Span]) {
        let text = self.article.text.as_str();
        let Some(quote) = quoted.iter().find(|q| q.start == span.start || q.contains(span)) else { return };
        let Some(last) = self.found.last_mut() else { return };
        let same_block = self.article.block_of(last.sentence).span.contains(span);
        let speaks = last.kind != StatementKind::Indirect && !last.speaker.is_empty();
        let already = last.content.iter().any(|c| c.overlaps(*quote));
        if same_block && speaks && !already && quote.len() + 2 >= span.len() && quoted_share(text, span, quoted) > 0.9 {
            last.content.push(*quote);
        }
    }

    /// Quotations that no cue reached: statements with no known speaker where they are long enough to be one.
    fn left_over(&mut self, before: usize, quoted: &[Span]) {
        let text = self.article.text.as_str();
        for &quote in quoted {
            let covered = self.found[before..].iter().any(|s| s.content.iter().any(|c| c.overlaps(quote)));
            let whole = self.article.sentence_at(quote.start).is_some_and(|s| {
                let sentence = self.article.sentences[s].span;
                quote.len() >= sentence.len() || quoted_share(text, sentence, &[quote]) > 0.9
            });
            if !covered && whole && crate::text::token::count_words(quote.of(text)) >= FEWEST_WORDS {
                self.push(vec![quote], None, None, quoted);
            }
        }
    }

    /// Who "he", "she" or "they" is: the speaker of the sentence right before, in the same paragraph. "He" and "she"
    /// are one named person; nobody else is guessed.
    fn antecedent(&self, who: Span, sentence: usize) -> Option<Span> {
        let text = self.article.text.as_str();
        let pronoun = who.of(text).to_lowercase();
        let last = self.found.last()?;
        let near = last.sentence == sentence || last.sentence + 1 == sentence;
        let together = self.article.sentences[last.sentence].block == self.article.sentences[sentence].block;
        let before = last.antecedent.or(last.speaker.first().copied()).filter(|_| near && together)?;
        let is_person = last.actor.is_some_and(|a| self.actors[a].kind == ActorKind::Person);
        let plural = before.of(text).split_whitespace().any(|w| w.ends_with('s') && w.starts_with(char::is_lowercase));
        match pronoun.as_str() {
            "he" | "she" if is_person => Some(before),
            "they" if !is_person && plural => Some(before),
            _ => None,
        }
    }

    fn push(&mut self, content: Vec<Span>, cue: Option<Span>, who: Option<Span>, quoted: &[Span]) {
        let text = self.article.text.as_str();
        if content.iter().any(|c| who.is_some_and(|w| w.overlaps(*c)) || cue.is_some_and(|w| w.overlaps(*c))) {
            return;
        }
        let Some(sentence) = self.article.sentence_at(content[0].start) else { return };
        let share = quoted_share(text, content[0], quoted);
        let kind = match share {
            s if s >= 0.9 => StatementKind::Direct,
            s if s > 0.0 => StatementKind::Mixed,
            _ => StatementKind::Indirect,
        };
        let antecedent = who.and_then(|who| self.antecedent(who, sentence));
        let actor = antecedent.or(who).and_then(|who| actor::of_speaker(who, text, self.actors, &self.mentions));
        self.found.push(Statement {
            kind,
            content,
            cue: cue.into_iter().collect(),
            speaker: who.into_iter().collect(),
            antecedent,
            actor,
            sentence,
        });
    }
}
