//! Capitalised names in running text, with what stands around them.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::annotate::time::is_calendar_word;
use crate::text::Span;
use crate::text::token::{Token, without_possessive as bare};

/// A run of capitalised words as it stands in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Name<'t> {
    /// Its place, `’s` left out.
    pub(super) span: Span,
    /// Its words, hyphenated ones in one.
    pub(super) words: Vec<&'t str>,
    /// The word before it, in lower case; empty at the start of the sentence.
    pub(super) before: String,
    /// An acronym in brackets behind it, with its place.
    pub(super) acronym: Option<(&'t str, Span)>,
}

impl Name<'_> {
    /// Whether it opens its sentence, where any word has a capital.
    pub(super) fn is_initial(&self) -> bool {
        self.before.is_empty()
    }
}

static NOT_NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::lines(include_str!("not_names.txt")).collect());
static BODIES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::lines(include_str!("organisations.txt")).collect());

/// Whether a lower-case word makes a name that of a body.
pub(super) fn is_body_word(word: &str) -> bool {
    BODIES.contains(word)
}

/// Whether a lower-case word is never a name by itself.
pub(super) fn is_no_name(word: &str) -> bool {
    NOT_NAMES.contains(word)
}

/// The names of one sentence, in order. `text` is the whole article.
pub(super) fn names<'t>(tokens: &[Token<'t>], text: &'t str) -> Vec<Name<'t>> {
    let words = hyphenated(tokens, text);
    let mut found: Vec<Name<'t>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !starts_name(&words, at) {
            at += 1;
            continue;
        }
        let end = run_end(&words, at);
        let (from, to) = trim_no_names(&words, at, end);
        if from < to {
            found.push(name(&words, from, to, text));
        }
        at = end;
    }
    found
}

/// Tokens with hyphenated compounds joined into one: `Jean-Pierre`, `Ben-i-Salt`.
fn hyphenated<'t>(tokens: &[Token<'t>], text: &'t str) -> Vec<Token<'t>> {
    let mut joined: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let glued = joined.last().is_some_and(|last: &Token<'_>| {
            let touches = last.span.end == token.span.start;
            let hyphen = |t: &str| matches!(t, "-" | "‑" | "‐");
            let ends_open = last.text.ends_with(['-', '‑', '‐']);
            touches
                && ((hyphen(token.text) && last.is_word && !ends_open)
                    || (token.is_word && ends_open && last.text.chars().nth(1).is_some()))
        });
        match joined.last_mut() {
            Some(last) if glued => {
                last.span.end = token.span.end;
                last.text = last.span.of(text);
            }
            _ => joined.push(*token),
        }
    }
    joined
}

fn starts_name(words: &[Token<'_>], at: usize) -> bool {
    let word = &words[at];
    word.is_word && word.is_capitalised() && !is_calendar_word(bare(word.text).to_lowercase().as_str())
}

/// One past the last word of the run that starts at `at`.
fn run_end(words: &[Token<'_>], at: usize) -> usize {
    let mut end = at + 1;
    while end < words.len() && !is_possessive(words[end - 1].text) {
        let held = (words[end].text == "." && is_abbreviated(words, end)) || joins(words, end);
        if starts_name(words, end) {
            end += 1;
        } else if (held || is_of_many(words, at, end)) && end + 1 < words.len() && starts_name(words, end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// An apostrophe behind a plural in the name of a body, `Drivers’ Union`; not behind a state, which only owns one.
fn is_of_many(words: &[Token<'_>], from: usize, apostrophe: usize) -> bool {
    let owners = &words[from..apostrophe];
    let touches = |owner: &Token<'_>| owner.span.end == words[apostrophe].span.start && owner.text.ends_with('s');
    let owner = owners.iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    let mut rest = (apostrophe + 1..words.len()).take_while(|&at| starts_name(words, at));
    matches!(words[apostrophe].text, "’" | "'")
        && owners.last().is_some_and(touches)
        && super::states::state(&owner).is_none()
        && rest.any(|at| is_body_word(bare(words[at].text).to_lowercase().as_str()))
}

/// `of` and `for` hold the name of a body together; `al`, `bin` and their like a person's.
fn joins(words: &[Token<'_>], at: usize) -> bool {
    match words[at].text {
        "of" | "for" => is_body_word(words[at - 1].text.to_lowercase().as_str()) || words[at - 1].text.ends_with("ate"),
        "al" | "bin" | "ibn" | "de" | "del" | "der" | "van" | "von" | "di" | "da" | "dos" | "la" | "le" | "ul" => true,
        _ => false,
    }
}

/// A full stop behind an initial or a short title within a name.
fn is_abbreviated(words: &[Token<'_>], stop: usize) -> bool {
    let before = &words[stop - 1];
    before.span.end == words[stop].span.start
        && (before.text.chars().count() == 1 || super::title(before.text.to_lowercase().as_str()).is_some())
}

/// Leaves out words at either end that are no name: "The", "However", "But".
fn trim_no_names(words: &[Token<'_>], mut from: usize, mut to: usize) -> (usize, usize) {
    // "Mr" is no name, and says that one follows.
    let is_courtesy = |word: &str| super::title(word) == Some(super::Title::Courtesy);
    let left_out = |word: &str| is_no_name(word) && !is_courtesy(word);
    while from < to && (!words[from].is_word || left_out(&bare(words[from].text).to_lowercase())) {
        from += 1;
    }
    while from < to && (!words[to - 1].is_word || is_no_name(bare(words[to - 1].text).to_lowercase().as_str())) {
        to -= 1;
    }
    (from, to)
}

fn name<'t>(words: &[Token<'t>], from: usize, to: usize, text: &'t str) -> Name<'t> {
    let last = bare(words[to - 1].text);
    let mut span = Span::new(words[from].span.start, words[to - 1].span.start + last.len());
    // The last stop of "U.S." belongs to it.
    if last.contains('.') && text[span.end..].starts_with('.') {
        span.end += 1;
    }
    let mut parts: Vec<&'t str> = words[from..to].iter().filter(|w| w.is_word).map(|w| w.text).collect();
    if let Some(end) = parts.last_mut() {
        *end = last;
    }
    let before = from.checked_sub(1).map(|b| words[b].text.to_lowercase()).unwrap_or_default();
    Name { span: span.trim(text), words: parts, before, acronym: acronym(words, to) }
}

/// `(ABC)` right behind a name.
fn acronym<'t>(words: &[Token<'t>], to: usize) -> Option<(&'t str, Span)> {
    let [open, word, close, ..] = words.get(to..)? else { return None };
    let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
    let is_acronym = (2..=10).contains(&word.text.len()) && capitals * 2 > word.text.chars().count();
    (open.text == "(" && close.text == ")" && is_acronym).then_some((word.text, word.span))
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("’s") || word.ends_with("'s") || word.ends_with("s’")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    #[test]
    fn an_apostrophe_behind_a_plural_belongs_to_the_name_of_a_body() {
        let cases = [
            ("The Eastside Traders’ Association met.", "Eastside Traders’ Association"),
            ("It was the Drivers’ Union.", "Drivers’ Union"),
            ("It was the Drivers' and Pilots' Trade Union.", "Drivers|Pilots' Trade Union"),
            ("It was Kenya’s Union.", "Kenya|Union"),
            ("It was the Philippines’ Congress.", "Philippines|Congress"),
            ("It was the Drivers’ Paul Reed.", "Drivers|Paul Reed"),
            ("The ‘Drivers’ met.", "Drivers"),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = names(&tokens(text, 0), text).iter().map(|name| name.span.of(text)).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
