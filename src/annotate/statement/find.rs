//! Paragraph by paragraph: the attributions of each sentence, and quoted words that go on or stand alone.

use std::borrow::Cow;
use std::ops::Range;

use crate::annotate::actor::{self, LocalActor, Mentions};
use crate::annotate::words::Words;
use crate::corpus::{Article, Block};
use crate::text::Span;
use crate::text::tag::Tag;

use super::cue::Cue;
use super::doubt::is_no_whole;
use super::quotes::{quoted_share, quoted_words, rest_of_quotation};
use super::read::{Reading, choose_who, read};
use super::reference::Known;
use super::scene::Scene;
use super::weights::Weights;
use super::who::Who;
use super::{FEWEST_WORDS, Statement, StatementKind};

/// Readings less likely than this are left out: below, more would be wrong than right.
pub(super) const LEAST: f32 = 0.42;

/// How sure words are that a paragraph of their own announces.
const ANNOUNCED: f32 = 0.9;

/// Finds the attributed statements of an article, in text order.
pub fn find<'t>(article: &'t Article, words: &'t Words<'t>, actors: &[LocalActor]) -> Vec<Statement> {
    find_with(article, words, actors, Weights::built_in())
}

/// [`find`] with other weights than those that are built in.
pub fn find_with<'t>(
    article: &'t Article,
    words: &'t Words<'t>,
    actors: &[LocalActor],
    weights: &Weights,
) -> Vec<Statement> {
    let mentions = Mentions::new(actors);
    let genders = actor::genders(actors, &article.text);
    let mut finder = Finder {
        article,
        actors,
        genders,
        mentions,
        weights,
        found: Vec::new(),
        announced: None,
        open: None,
        waiting: Vec::new(),
        last: None,
    };
    for block in &article.blocks {
        if block.kind.is_body() {
            for part in parts(article, block) {
                finder.block(&Scene::new(article, words, &part));
            }
        } else if block.span.of(&article.text).trim_end().ends_with(':') {
            // A line of its own that looks like a heading: "The ministry said:".
            finder.waiting.clear();
            finder.announce(&Scene::new(article, words, block));
        } else {
            finder.waiting.clear();
            finder.last = None;
        }
    }
    finder.found.retain(|s| !s.content.is_empty());
    finder.found.sort_by_key(|s| (s.content[0], s.cue.first().copied()));
    finder.found
}

/// Longest stretch that is read at once, in bytes: many times a long paragraph. Who speaks is asked of all words around, so
/// that a chapter without a break would take the square of its length.
const AT_ONCE: usize = 20_000;

/// A paragraph in stretches of whole sentences; nearly every one is a single stretch.
fn parts<'a>(article: &'a Article, block: &'a Block) -> Vec<Cow<'a, Block>> {
    if block.span.len() <= AT_ONCE {
        return vec![Cow::Borrowed(block)];
    }
    let (mut parts, mut from) = (Vec::new(), block.sentences.start);
    while from < block.sentences.end {
        let start = article.sentences[from].span.start;
        let fits = |to: &usize| article.sentences[*to].span.end - start <= AT_ONCE;
        let to = (from + 1..block.sentences.end).take_while(fits).last().map_or(from, |last| last) + 1;
        let span = Span::new(start, article.sentences[to - 1].span.end);
        parts.push(Cow::Owned(Block { span, sentences: from..to, ..block.clone() }));
        from = to;
    }
    parts
}

/// Statements before that a pronoun or description can mean: more than a long report has, so that the work grows with the
/// length of a text and not with its square.
const REMEMBERED: usize = 400;

struct Finder<'a> {
    article: &'a Article,
    actors: &'a [LocalActor],
    genders: Vec<Option<actor::Gender>>,
    mentions: Mentions,
    weights: &'a Weights,
    found: Vec<Statement>,
    /// Speaker and cue whose words follow in the next paragraph: "The ministry said:".
    announced: Option<(Option<Span>, Span)>,
    /// The statement whose quotation the paragraph before left open.
    open: Option<usize>,
    /// Quotations without a speaker that the paragraphs right before left open, each going on in the next.
    waiting: Vec<usize>,
    /// The statement with a speaker and quoted words that the paragraph before ends with.
    last: Option<usize>,
}

impl Finder<'_> {
    fn block(&mut self, scene: &Scene<'_>) {
        let before = self.found.len();
        let announced = self.announced.take();
        let readings = readings(scene, self.weights);
        let own = |quote: Span| readings.iter().flat_map(|r| &r.content).any(|c| scene.span(c.clone()).overlaps(quote));
        if let (Some((who, cue)), Some(quote)) = (announced, scene.quotations.first())
            && quote.start == scene.block.start
            && !own(*quote)
        {
            self.push(scene, vec![*quote], Some(cue), who, ANNOUNCED);
        }
        for reading in &readings {
            let content: Vec<Span> = reading.content.iter().map(|c| scene.span(c.clone())).collect();
            let who = reading.who.as_ref().map(|w| trimmed(scene, w.tokens.clone()));
            let cue = scene.span(reading.cue.group.clone());
            match speaker_within(scene.text, &content, cue, &scene.quotations).filter(|_| who.is_none()) {
                Some((quote, who)) => self.push(scene, vec![quote], Some(cue), Some(who), ANNOUNCED),
                None => self.push(scene, content, Some(cue), who, reading.confidence),
            }
        }
        let announced = announced.filter(|_| self.found.len() > before).map(|_| before);
        let taken = self.go_on(before, scene);
        self.left_over(before, taken, scene);
        self.come_to_speaker(before, scene);
        self.announce(scene);
        self.keep_open(announced, scene);
        self.keep_last(before, taken, scene);
    }

    /// Remembers who speaks where the paragraph ends with a colon: "The ministry said in a statement:".
    fn announce(&mut self, scene: &Scene<'_>) {
        let Some(sentence) = scene.sentences.last() else { return };
        if sentence.end.checked_sub(1).is_none_or(|last| &*scene.lower[last] != ":") {
            return;
        }
        let Some(cue) =
            scene.cues.iter().rev().filter(|c| c.sentence == *sentence).find_map(|c| announcing(scene, c.clone()))
        else {
            return;
        };
        let who = choose_who(scene, &cue, self.weights).0.filter(|who| !is_no_whole(scene, &cue, who));
        let who = who.map(|w| trimmed(scene, w.tokens));
        self.announced = Some((who, scene.span(cue.group)));
    }

    /// A quotation that the paragraph before left open goes on where this one opens with a mark and has no speaker of
    /// its own; and whoever the paragraph before quotes goes on where this one is a quotation and nothing else.
    fn go_on(&mut self, before: usize, scene: &Scene<'_>) -> Option<Span> {
        let (open, last) = (self.open.take(), self.last.take());
        if let Some(open) = open
            && let Some(rest) = rest_of_quotation(scene.text, scene.block)
            && !self.found[before..].iter().any(|s| s.content.iter().chain(&s.cue).any(|c| c.overlaps(rest)))
        {
            self.found.get_mut(open)?.content.push(rest);
            return None;
        }
        let quote = *scene.quotations.first()?;
        let own = |s: &Statement| s.content.iter().chain(&s.cue).any(|c| c.overlaps(quote));
        if quote.start != scene.block.start || self.found[before..].iter().any(own) {
            return None;
        }
        let whole = quote.end == scene.block.end;
        let goes_on = open.or(last.filter(|_| whole && is_closed_alike(scene.text, quote)))?;
        self.found.get_mut(goes_on)?.content.push(quote);
        self.open = (whole && open.is_some()).then_some(goes_on);
        self.last = whole.then_some(goes_on);
        Some(quote)
    }

    /// Whoever speaks at the end of a quotation over several paragraphs has said all of it: each paragraph but the last was
    /// left open, and the next opened with a mark.
    fn come_to_speaker(&mut self, before: usize, scene: &Scene<'_>) {
        let mark = |span: &Span| span.of(scene.text).chars().next();
        let mut waiting = std::mem::take(&mut self.waiting);
        // What another kind of mark opens is another quotation, and the one before was left open by mistake.
        let goes_on = |&w: &usize| self.found[w].content.first().map(mark) == scene.quotations.first().map(mark);
        if !waiting.iter().all(goes_on) {
            waiting.clear();
        }
        let Some(&quote) = scene.quotations.first().filter(|q| q.start == scene.block.start) else { return };
        let Some(at) = (before..self.found.len()).find(|&at| self.found[at].content.first() == Some(&quote)) else {
            return;
        };
        if self.found[at].cue.is_empty() {
            if quote.end == scene.block.end && !is_closed(scene.text, quote) {
                self.waiting = waiting;
                self.waiting.push(at);
            }
        } else if !self.found[at].speaker.is_empty() && self.found[at].kind == StatementKind::Direct {
            if let Some(&first) = waiting.first() {
                self.found[at].sentence = self.found[first].sentence;
            }
            let mut content: Vec<Span> =
                waiting.iter().flat_map(|&w| std::mem::take(&mut self.found[w].content)).collect();
            content.append(&mut self.found[at].content);
            self.found[at].content = content;
        }
    }

    /// Remembers whom the paragraph quotes last, if it names a speaker and quotes nobody else behind.
    fn keep_last(&mut self, before: usize, taken: Option<Span>, scene: &Scene<'_>) {
        let (Some(quote), None) = (scene.quotations.last(), taken) else { return };
        let of_block = self.found.iter().enumerate().skip(before);
        let last = of_block.max_by_key(|(_, s)| s.content.last().map(|c| c.end));
        let in_transcript = |s: &Statement| s.cue.iter().any(|c| c.of(scene.text) == ":");
        let speaks = |s: &Statement| s.kind != StatementKind::Indirect && !s.speaker.is_empty() && !in_transcript(s);
        self.last = last.filter(|(_, s)| speaks(s) && s.content.iter().any(|c| c.overlaps(*quote))).map(|(at, _)| at);
    }

    /// Remembers the statement that ends with a quotation which the paragraph leaves open, or that was announced and
    /// fills its paragraph.
    fn keep_open(&mut self, announced: Option<usize>, scene: &Scene<'_>) {
        let Some(&last) = scene.quotations.last().filter(|q| q.end == scene.block.end) else { return };
        if announced.is_some() && last.start == scene.block.start {
            self.open = announced;
        } else if !is_closed(scene.text, last) {
            let of = |s: &Statement| !s.cue.is_empty() && s.content.iter().any(|c| c.overlaps(last));
            self.open = self.found.iter().rposition(of);
        }
    }

    /// Quotations that no cue reached: statements with no known speaker where they are long enough to be one.
    fn left_over(&mut self, before: usize, taken: Option<Span>, scene: &Scene<'_>) {
        let text = scene.text;
        for &quote in scene.quotations.iter().filter(|q| Some(**q) != taken) {
            if self.found[before..].iter().any(|s| s.content.iter().any(|c| c.overlaps(quote))) {
                continue;
            }
            let whole = self.article.sentence_at(quote.start).is_some_and(|s| {
                let sentence = self.article.sentences[s].span;
                quote.len() >= sentence.len() || quoted_share(text, sentence, &[quote]) > 0.9
            });
            if whole && crate::text::token::count_words(quote.of(text)) >= FEWEST_WORDS {
                self.push(scene, vec![quote], None, None, 0.0);
            }
        }
    }

    fn push(&mut self, scene: &Scene<'_>, content: Vec<Span>, cue: Option<Span>, who: Option<Span>, confidence: f32) {
        let text = scene.text;
        if content.iter().any(|c| who.is_some_and(|w| w.overlaps(*c)) || cue.is_some_and(|w| w.overlaps(*c))) {
            return;
        }
        let Some(sentence) = content.first().and_then(|c| self.article.sentence_at(c.start)) else { return };
        let kind = kind_of(text, &content, &scene.quotations);
        let known = Known {
            article: self.article,
            actors: self.actors,
            genders: &self.genders,
            mentions: &self.mentions,
            found: &self.found[self.found.len().saturating_sub(REMEMBERED)..],
        };
        let antecedent = who.and_then(|who| known.antecedent(who, &content));
        let actor = antecedent.or(who).and_then(|who| actor::of_speaker(who, text, self.actors, &self.mentions));
        self.found.push(Statement {
            kind,
            content,
            cue: cue.into_iter().collect(),
            speaker: who.into_iter().collect(),
            antecedent,
            actor,
            sentence,
            confidence,
        });
    }
}

/// The cue of a sentence that ends with a colon, where it is a verb of saying (`told the court:`) or a noun that some
/// verb gives out (`released this statement:`).
fn announcing(scene: &Scene<'_>, cue: Cue) -> Option<Cue> {
    if !matches!(cue.form, "noun" | "acc" | "colon" | "dash" | "pass" | "inf" | "modal") {
        return Some(cue);
    }
    let verb = (cue.sentence.start..cue.anchor).rev().find(|&at| scene.is_finite(at))?;
    let modifies = scene.tags.get(cue.anchor + 1).is_some_and(|tag| tag.as_str().starts_with("NN"));
    let near = cue.form == "noun" && !modifies && cue.sentence.end - cue.anchor <= 4 && cue.anchor - verb <= 6;
    near.then_some(Cue { anchor: verb, lemma: "say", form: "fin", group: verb..cue.group.end, ..cue })
}

/// The quotation and the few words between its closing mark and the verb, where no speaker was found and these were taken
/// for words of his: `“We stay,” the military noted`.
fn speaker_within(text: &str, content: &[Span], cue: Span, quotations: &[Span]) -> Option<(Span, Span)> {
    let [content] = content else { return None };
    let quote = *quotations.iter().find(|q| q.start == content.start && q.end < content.end)?;
    let tail = Span::new(quote.end, content.end).of(text);
    let who = Span::new(content.end - tail.trim_start().len(), content.end);
    let words: Vec<&str> = who.of(text).split_whitespace().collect();
    let opens = words.first().is_some_and(|w| matches!(*w, "the" | "a" | "an") || w.starts_with(char::is_uppercase));
    let comma = quote.of(text).trim_end_matches(['”', '"', '»', '\'', '’']).ends_with([',', '?', '!']);
    let adjacent = cue.start >= who.end && Span::new(who.end, cue.start).of(text).trim().is_empty();
    let plain = words.iter().all(|w| w.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '’')));
    (opens && comma && adjacent && plain && words.len() <= FEWEST_WORDS + 2).then_some((quote, who))
}

/// Whether a quotation ends with a mark.
fn is_closed(text: &str, quote: Span) -> bool {
    quote.of(text).ends_with(['”', '"', '»', '\'', '’'])
}

/// Whether a quotation ends with the mark that belongs to its first.
fn is_closed_alike(text: &str, quote: Span) -> bool {
    const PAIRS: [(&str, &str); 5] = [("“", "”"), ("\"", "\""), ("''", "''"), ("«", "»"), ("„", "“")];
    let words = quote.of(text);
    PAIRS.iter().any(|(open, close)| words.len() > 4 && words.starts_with(open) && words.ends_with(close))
}

/// Direct where nine tenths of the words are quoted, mixed where some are.
fn kind_of(text: &str, content: &[Span], quotations: &[Span]) -> StatementKind {
    // Most have no quoted words: nothing to count.
    if !content.iter().any(|c| quotations.iter().any(|q| q.overlaps(*c))) {
        return StatementKind::Indirect;
    }
    // Nor where all of them are.
    let holds_word = |span: Span| span.of(text).contains(char::is_alphanumeric);
    if content.iter().all(|c| quotations.iter().any(|q| q.contains(*c)) && holds_word(*c)) {
        return StatementKind::Direct;
    }
    let (mut all, mut quoted) = (0, 0);
    for span in content {
        let (words, inside) = quoted_words(text, *span, quotations);
        (all, quoted) = (all + words, quoted + inside);
    }
    match quoted as f64 / all.max(1) as f64 {
        share if share >= 0.9 => StatementKind::Direct,
        share if share > 0.0 => StatementKind::Mixed,
        _ => StatementKind::Indirect,
    }
}

/// A speaker without the comma that closes its apposition, with the "Jr." behind the name.
fn trimmed(scene: &Scene<'_>, mut tokens: Range<usize>) -> Span {
    while tokens.len() > 1 && scene.tags[tokens.end - 1] == Tag::Comma {
        tokens.end -= 1;
    }
    let text = |at: usize| scene.tokens.get(at).map_or("", |token| token.text);
    if text(tokens.end) == "," && actor::is_generation(text(tokens.end + 1)) {
        tokens.end += 2;
    }
    let is_abbreviated = text(tokens.end) == "." && actor::is_generation(text(tokens.end.saturating_sub(1)));
    tokens.end += usize::from(is_abbreviated);
    scene.span(tokens)
}

/// The attributions of a paragraph that are likely enough, none within what another says.
pub(super) fn readings(scene: &Scene<'_>, weights: &Weights) -> Vec<Reading> {
    let mut all: Vec<Reading> =
        scene.cues.iter().filter_map(|cue| read(scene, cue, weights)).filter(|r| r.confidence >= LEAST).collect();
    all.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.cue.anchor.cmp(&b.cue.anchor)));
    leave_out(&mut all, |asked, all| is_answered(scene, asked, all));
    leave_out(&mut all, |paper, all| is_told_by_another(scene, paper, all));
    leave_out(&mut all, is_nested);
    let mut chosen: Vec<Reading> = Vec::new();
    for mut reading in all {
        // What a likelier reading has is not said twice; what stands on the other side of the cue is left.
        let taken =
            |c: &Range<usize>| chosen.iter().any(|r| r.content.iter().any(|o| c.start < o.end && o.start < c.end));
        reading.content.retain(|c| !taken(c));
        if !reading.content.is_empty() {
            chosen.push(reading);
        }
    }
    chosen.sort_by_key(|r| r.cue.anchor);
    chosen
}

/// Leaves out the readings that `test`, told of all of them, is true of.
fn leave_out(all: &mut Vec<Reading>, test: impl Fn(&Reading, &[Reading]) -> bool) {
    let verdicts: Vec<bool> = all.iter().map(|reading| test(reading, all)).collect();
    let mut verdicts = verdicts.into_iter();
    all.retain(|_| !verdicts.next().unwrap_or(false));
}

/// Whether the verb of `inner` stands within what `outer`, another, has as said.
fn holds(outer: &Reading, inner: &Reading) -> bool {
    outer.cue.anchor != inner.cue.anchor && outer.content.iter().any(|c| c.contains(&inner.cue.anchor))
}

fn is_framed(scene: &Scene<'_>, reading: &Reading) -> bool {
    reading.who.is_some() && scene.framing.binary_search(&reading.cue.anchor).is_ok()
}

/// `Asked whether they would stay, Lee said: “…”`: who answers is not part of the question.
fn is_answered(scene: &Scene<'_>, asked: &Reading, all: &[Reading]) -> bool {
    let behind_comma = |who: &Who| {
        let before = who.tokens.start.checked_sub(1).map(|at| scene.tags[at]);
        who.is_left && who.is_subject && before == Some(Tag::Comma)
    };
    let answers = |r: &Reading| is_framed(scene, r) || r.who.as_ref().is_some_and(behind_comma);
    asked.who.is_none() && asked.cue.form == "vbn" && all.iter().any(|r| holds(asked, r) && answers(r))
}

/// `“We go,” he said on Monday, the paper reported`: the words in the marks are his and not the paper's.
fn is_told_by_another(scene: &Scene<'_>, paper: &Reading, all: &[Reading]) -> bool {
    let within = |at: usize| paper.content.iter().any(|c| c.contains(&at));
    let quotes = |r: &Reading| {
        let first = r.content[0].start;
        is_framed(scene, r) && scene.opens_quote(first) && first < r.cue.anchor && within(first)
    };
    all.iter().any(|r| holds(paper, r) && quotes(r))
}

/// What somebody is said to have said is the outer speaker's.
fn is_nested(inner: &Reading, all: &[Reading]) -> bool {
    all.iter().any(|outer| holds(outer, inner) && !holds(inner, outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_the_closing_mark_are_the_speaker() {
        let text = "“The gate stays shut,” the brass noted. “It stays,” he read and noted.";
        let quotations = super::super::quotes::quotations(text, Span::new(0, text.len()));
        let at = |words: &str| {
            let start = text.find(words).expect("in the text");
            Span::new(start, start + words.len())
        };
        let found = speaker_within(text, &[at("“The gate stays shut,” the brass")], at("noted"), &quotations);
        let (quote, who) = found.expect("a speaker");
        assert_eq!((quote.of(text), who.of(text)), ("“The gate stays shut,”", "the brass"));
        let last = text.rfind("noted").map(|start| Span::new(start, start + 5)).expect("in the text");
        assert_eq!(speaker_within(text, &[at("“It stays,” he read")], last, &quotations), None);
    }
}
