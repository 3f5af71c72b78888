//! The notation of the grammar's patterns, and the tries they are compiled into.
//!
//! ```text
//! MONTH ~.? DAY (,? YEAR)?          classes in capitals, words and marks as they stand
//! (in / YEAR and) < YEAR > !people   what must stand before and after, or must not
//! early <day>                       a whole expression of the group `day`
//! ```
//! `?` makes the item before it optional, `( a / b c )` are alternatives, `~x` stands close to what is before it,
//! `Word` is a word with a capital, `^` the start and `$` the end of the sentence (in contexts only).

use super::lexicon::{Class, Classes, Lexicon, WordId};
use super::scan::Token;

/// One step of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub what: What,
    /// Without white space before it.
    pub glued: bool,
}

/// What a step takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A word or mark; with a capital where the pattern has one.
    Word(WordId, bool),
    /// This figure.
    Exact(i32),
    /// A token of a class, whose value is kept.
    Class(Class),
    /// A number in figures or words.
    Number,
    /// A year in words: `nineteen ninety-six`.
    SpokenYear,
    /// An expression of a group, which is kept.
    Group(u8),
}

impl What {
    /// What a token must be for a step of several possible classes; empty for the others.
    pub(super) fn first(self) -> &'static [Class] {
        match self {
            What::Exact(_) => &[Class::Figure],
            What::Number => &[Class::Figure, Class::NumberWord, Class::Multiplier],
            What::SpokenYear => &[Class::NumberWord, Class::Multiplier],
            What::Word(..) | What::Class(_) | What::Group(_) => &[],
        }
    }
}

/// What must or must not stand beside an expression: one of some sequences of words, classes and edges.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    choices: Vec<Vec<Beside>>,
    negated: bool,
}

/// One token beside an expression.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Word(WordId),
    Class(Class),
    /// The start or end of the sentence.
    Edge,
}

impl Beside {
    fn is(self, token: Option<&Token>) -> bool {
        match (self, token) {
            (Beside::Edge, token) => token.is_none(),
            (Beside::Word(word), Some(token)) => token.word == word,
            (Beside::Class(class), Some(token)) => token.classes.has(class),
            (_, None) => false,
        }
    }
}

impl Context {
    /// Whether the tokens that end right before `at` are as asked.
    pub(super) fn allows_before(&self, tokens: &[Token], at: usize) -> bool {
        let found = self.choices.iter().any(|choice| {
            choice.iter().rev().enumerate().all(|(nth, beside)| {
                let token = at.checked_sub(nth + 1).and_then(|at| tokens.get(at));
                beside.is(token)
            })
        });
        found != self.negated
    }

    /// Whether the tokens from `at` are as asked.
    pub(super) fn allows_after(&self, tokens: &[Token], at: usize) -> bool {
        let found = self
            .choices
            .iter()
            .any(|choice| choice.iter().enumerate().all(|(nth, beside)| beside.is(tokens.get(at + nth))));
        found != self.negated
    }
}

/// A pattern taken apart.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Every sequence of steps that it stands for.
    pub sequences: Vec<Vec<Step>>,
    pub before: Option<Context>,
    pub after: Option<Context>,
}

/// Most sequences that one pattern may stand for.
const MOST: usize = 4096;

/// Reads a pattern; the error says what is wrong with it.
pub(super) fn parse(text: &str, groups: &[&str], lexicon: &mut Lexicon) -> Result<Pattern, String> {
    let (before, rest) = match text.split_once(" < ") {
        Some((before, rest)) => (Some(context(before, lexicon)?), rest),
        None => (None, text),
    };
    let (core, after) = match rest.split_once(" > ") {
        Some((core, after)) => (core, Some(context(after, lexicon)?)),
        None => (rest, None),
    };
    let pieces = pieces(core);
    let mut reader = Reader { pieces: &pieces, at: 0, groups, lexicon };
    let sequences = reader.sequence()?;
    if reader.at < pieces.len() {
        return Err(format!("“{}” is not expected", pieces[reader.at]));
    }
    if sequences.iter().any(Vec::is_empty) {
        return Err("it can match nothing at all".to_owned());
    }
    Ok(Pattern { sequences, before, after })
}

fn context(text: &str, lexicon: &mut Lexicon) -> Result<Context, String> {
    let text = text.trim();
    let (negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let mut beside = |item: &str| -> Result<Beside, String> {
        if item == "^" || item == "$" {
            return Ok(Beside::Edge);
        }
        if is_class(item) {
            return Class::parse(item).map(Beside::Class).ok_or_else(|| format!("no class {item}"));
        }
        Ok(Beside::Word(lexicon.intern(item.strip_prefix('\\').unwrap_or(item))))
    };
    let mut choices = Vec::new();
    for choice in inner.split(" / ") {
        choices.push(choice.split_whitespace().map(&mut beside).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(Context { choices, negated })
}

fn is_class(item: &str) -> bool {
    item.len() > 1 && item.bytes().all(|b| b.is_ascii_uppercase()) || item == "Q"
}

/// The pattern's words, brackets and marks apart.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        while rest.len() > 1 {
            let cut = if rest.starts_with(['(', ')']) || rest.starts_with('?') {
                1
            } else {
                match rest.find(['(', ')', '?']) {
                    Some(cut) if cut > 0 => cut,
                    _ => break,
                }
            };
            pieces.push(&rest[..cut]);
            rest = &rest[cut..];
        }
        if !rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces
}

struct Reader<'p> {
    pieces: &'p [&'p str],
    at: usize,
    groups: &'p [&'p str],
    lexicon: &'p mut Lexicon,
}

impl Reader<'_> {
    /// Items up to a closing bracket, an alternative or the end.
    fn sequence(&mut self) -> Result<Vec<Vec<Step>>, String> {
        let mut sequences: Vec<Vec<Step>> = vec![Vec::new()];
        while let Some(&piece) = self.pieces.get(self.at).filter(|piece| !matches!(**piece, ")" | "/")) {
            self.at += 1;
            let mut choices = if piece == "(" { self.alternatives()? } else { vec![vec![self.step(piece)?]] };
            if self.pieces.get(self.at) == Some(&"?") {
                self.at += 1;
                choices.push(Vec::new());
            }
            if sequences.len() * choices.len() > MOST {
                return Err("it stands for too many sequences".to_owned());
            }
            if let [only] = choices.as_slice() {
                // Most items have no choice: the sequences just grow.
                for sequence in &mut sequences {
                    sequence.extend_from_slice(only);
                }
                continue;
            }
            sequences = sequences
                .iter()
                .flat_map(|head| choices.iter().map(move |tail| [head.as_slice(), tail.as_slice()].concat()))
                .collect();
        }
        Ok(sequences)
    }

    fn alternatives(&mut self) -> Result<Vec<Vec<Step>>, String> {
        let mut all = self.sequence()?;
        while self.pieces.get(self.at) == Some(&"/") {
            self.at += 1;
            all.extend(self.sequence()?);
        }
        if self.pieces.get(self.at) != Some(&")") {
            return Err("a bracket is not closed".to_owned());
        }
        self.at += 1;
        Ok(all)
    }

    fn step(&mut self, piece: &str) -> Result<Step, String> {
        let (glued, piece) =
            piece.strip_prefix('~').filter(|rest| !rest.is_empty()).map_or((false, piece), |rest| (true, rest));
        let what = match piece {
            "NUM" => What::Number,
            "SPOKENYEAR" => What::SpokenYear,
            _ if piece.starts_with('<') && piece.ends_with('>') => {
                let name = &piece[1..piece.len() - 1];
                let group = self.groups.iter().position(|group| *group == name);
                let group = group.and_then(|group| u8::try_from(group).ok());
                What::Group(group.ok_or_else(|| format!("no group {name}"))?)
            }
            _ if piece.bytes().all(|b| b.is_ascii_digit()) => What::Exact(piece.parse().unwrap_or(i32::MAX)),
            _ if is_class(piece) => What::Class(Class::parse(piece).ok_or_else(|| format!("no class {piece}"))?),
            _ => {
                let word = piece.strip_prefix('\\').unwrap_or(piece);
                let capital = word.starts_with(char::is_uppercase);
                What::Word(self.lexicon.intern(&word.to_lowercase()), capital)
            }
        };
        Ok(Step { what, glued })
    }
}

/// Sequences of steps that share their beginnings.
#[derive(Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
}

/// A place in a trie, with the ways on by the kind of step.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// By word, sorted.
    words: Vec<(WordId, Step, usize)>,
    /// By class, figure or number.
    classes: Vec<(Step, usize)>,
    /// What a token must be for any of those.
    mask: Classes,
    /// By group.
    groups: Vec<(Step, usize)>,
    /// Rules whose pattern ends here, first of the file first.
    pub rules: Vec<u16>,
}

impl Node {
    /// The steps that `token` may take from here, each with where it leads.
    pub(super) fn ways(&self, token: &Token) -> impl Iterator<Item = (Step, usize)> {
        let from = self.words.partition_point(|(word, ..)| *word < token.word);
        let words = self.words[from..].iter().take_while(|(word, ..)| *word == token.word);
        let classes = if token.classes.meets(self.mask) { self.classes.as_slice() } else { &[] };
        words.map(|(_, step, next)| (*step, *next)).chain(classes.iter().chain(&self.groups).copied())
    }

    /// All steps from here.
    pub(super) fn steps(&self) -> impl Iterator<Item = Step> {
        self.words
            .iter()
            .map(|(_, step, _)| *step)
            .chain(self.classes.iter().chain(&self.groups).map(|(step, _)| *step))
    }

    fn known(&self, wanted: &Step) -> Option<usize> {
        if let What::Word(word, _) = wanted.what {
            // The first nodes have hundreds of words, and each rule asks them.
            let from = self.words.partition_point(|(known, ..)| *known < word);
            let same = self.words[from..].iter().take_while(|(known, ..)| *known == word);
            return same.map(|(_, step, next)| (step, *next)).find(|(step, _)| *step == wanted).map(|(_, next)| next);
        }
        let others = self.classes.iter().chain(&self.groups);
        others.map(|(step, next)| (step, *next)).find(|(step, _)| step == &wanted).map(|(_, next)| next)
    }

    fn add(&mut self, step: Step, next: usize) {
        match step.what {
            What::Word(word, _) => {
                let at = self.words.partition_point(|(known, ..)| *known <= word);
                self.words.insert(at, (word, step, next));
            }
            What::Group(_) => self.groups.push((step, next)),
            What::Class(_) | What::Exact(_) | What::Number | What::SpokenYear => {
                for &class in step.what.first() {
                    self.mask.set(class);
                }
                if let What::Class(class) = step.what {
                    self.mask.set(class);
                }
                self.classes.push((step, next));
            }
        }
    }
}

impl Trie {
    pub(super) fn new() -> Self {
        Trie { nodes: vec![Node::default()] }
    }

    pub(super) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// Adds the sequences of a pattern, all of which end in `rule`.
    pub(super) fn insert(&mut self, sequences: &[Vec<Step>], rule: u16) {
        // Neighbours among them share most of their steps, which are walked once: a third of the time it takes.
        let (mut before, mut path): (&[Step], Vec<usize>) = (&[], vec![0]);
        for sequence in sequences {
            let shared = sequence.iter().zip(before).take_while(|(step, before)| step == before).count();
            path.truncate(shared + 1);
            for step in &sequence[shared..] {
                let at = path.last().copied().unwrap_or(0);
                let next = self.nodes.len();
                let known = self.nodes[at].known(step);
                if known.is_none() {
                    self.nodes.push(Node::default());
                    self.nodes[at].add(*step, next);
                }
                path.push(known.unwrap_or(next));
            }
            before = sequence;
            let rules = &mut self.nodes[path.last().copied().unwrap_or(0)].rules;
            if let Err(place) = rules.binary_search(&rule) {
                rules.insert(place, rule);
            }
        }
    }
}
