//! Whether words before or behind a cue are somebody who speaks.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::annotate::actor::{lines, title};
use crate::text::Span;
use crate::text::token::Token;

static SPEAKERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("speakers.txt")).collect());

/// Longest speaker, in words: "a senior official of the ministry, who asked not to be named".
const LONGEST: usize = 16;

/// The speaker that ends right before token `cue`: back to the start of its clause. `None` where that is no speaker.
///
/// Beside quoted words (`quoted`) any noun phrase with a determiner will do: "one diver".
pub(super) fn before(tokens: &[Token<'_>], from: usize, cue: usize, quoted: bool) -> Option<Span> {
    let mut end = cue;
    // "has said", "also said", "had repeatedly told"
    while end > from && is_adverb_or_auxiliary(tokens[end - 1].text) {
        end -= 1;
    }
    end = without_time(tokens, from, end);
    let start = clause_start(tokens, from, end);
    span_of(tokens, start, end, quoted)
}

/// Leaves out a day before the verb: "the mayor on Friday said", "the mayor last week said".
fn without_time(tokens: &[Token<'_>], from: usize, end: usize) -> usize {
    let lower = |at: usize| tokens.get(at).map(|t| t.text.to_lowercase()).unwrap_or_default();
    if end < from + 3 {
        return end;
    }
    let day = crate::annotate::time::is_calendar_word(&lower(end - 1));
    match lower(end - 2).as_str() {
        "on" if day => end - 2,
        "last" | "this" if day || matches!(lower(end - 1).as_str(), "year" | "month" | "week") => end - 2,
        _ => end,
    }
}

/// The speaker that starts at token `from`, behind an inverted cue or "according to".
pub(super) fn after(tokens: &[Token<'_>], from: usize, quoted: bool) -> Option<Span> {
    let mut end = from;
    while end < tokens.len() && end - from < LONGEST && !ends_speaker(tokens, from, end) {
        end += 1;
    }
    span_of(tokens, from, end, quoted)
}

/// Whether the speaker that starts at `from` ends before token `at`.
fn ends_speaker(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    let text = tokens[at].text;
    if matches!(text, "." | ";" | ":" | "“" | "\"" | "—" | "–" | "(" | "!" | "?") {
        // The stop of an initial or a short title is part of the name.
        return !(text == "."
            && at > from
            && (tokens[at - 1].text.chars().count() == 1 || title(&tokens[at - 1].text.to_lowercase()).is_some()));
    }
    let bound = at > from && matches!(tokens[at - 1].text, "involved" | "present" | "based");
    if bound && text == "in" {
        return false;
    }
    text == ","
        || matches!(
            text.to_lowercase().as_str(),
            "in" | "on"
                | "at"
                | "during"
                | "after"
                | "before"
                | "when"
                | "while"
                | "as"
                | "but"
                | "that"
                | "told"
                | "adding"
                | "noting"
                | "last"
                | "early"
                | "late"
        )
}

/// First token of the clause that ends before `end`: behind an opening phrase with its comma.
fn clause_start(tokens: &[Token<'_>], from: usize, end: usize) -> usize {
    let mut start = from;
    for at in from..end {
        let opens_anew = matches!(tokens[at].text, "," | ";" | ":" | "—" | "–" | "”" | "\"");
        if opens_anew && at + 1 < end && !is_apposition(tokens, at, end) {
            start = at + 1;
        }
    }
    while start < end && is_opener(tokens[start].text) {
        start += 1;
    }
    start
}

/// A comma after a name that is closed by a comma before the cue: "Ann Lee, the mayor, said".
fn is_apposition(tokens: &[Token<'_>], comma: usize, end: usize) -> bool {
    tokens[comma].text == "," && tokens[end - 1].text == "," && comma > 0 && tokens[comma - 1].is_capitalised()
        || tokens[comma].text == "," && comma + 1 == end
}

fn span_of(tokens: &[Token<'_>], mut from: usize, mut to: usize, quoted: bool) -> Option<Span> {
    while to > from && !tokens[to - 1].is_word && tokens[to - 1].text != ")" {
        to -= 1;
    }
    while from < to && !tokens[from].is_word {
        from += 1;
    }
    let words = &tokens[from..to];
    let count = words.iter().filter(|t| t.is_word).count();
    let quotes = words.iter().any(|t| matches!(t.text, "“" | "”" | "\"" | "«" | "»"));
    if count == 0 || count > LONGEST || quotes || !is_speaker(words, quoted) {
        return None;
    }
    Some(Span::new(words[0].span.start, words[words.len() - 1].span.end))
}

/// Somebody: a pronoun, a name, a title or a noun for people who speak; and no verb of its own before a comma.
fn is_speaker(words: &[Token<'_>], quoted: bool) -> bool {
    let lower: Vec<String> = words.iter().map(|w| w.text.to_lowercase()).collect();
    if lower.len() == 1 && matches!(lower[0].as_str(), "he" | "she" | "they" | "we" | "i" | "who") {
        return true;
    }
    if matches!(
        lower[0].as_str(),
        "it" | "there" | "this" | "that" | "which" | "what" | "to" | "and" | "or" | "as" | "not" | "if" | "when"
    ) && lower.len() == 1
    {
        return false;
    }
    if matches!(
        lower[0].as_str(),
        "if" | "when" | "while" | "as" | "because" | "although" | "to" | "that" | "which" | "what" | "not" | "by"
    ) {
        return false;
    }
    let head = lower
        .iter()
        .position(|w| matches!(w.as_str(), "," | "who" | "familiar" | "involved" | "close"))
        .unwrap_or(lower.len());
    let clause = lower.iter().skip(1).any(|w| matches!(w.as_str(), "that" | "which"));
    if clause || lower[..head].iter().any(|w| is_finite(w)) {
        return false;
    }
    let determined = lower.len() > 1
        && lower.len() <= 6
        && matches!(lower[0].as_str(), "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their" | "its");
    if quoted && determined {
        return true;
    }
    lower.iter().any(|w| SPEAKERS.contains(w.as_str()) || title(w.trim_end_matches('s')).is_some())
        || words.iter().any(|w| {
            w.is_capitalised() && w.is_word && !crate::annotate::time::is_calendar_word(&w.text.to_lowercase())
        }) && !is_only_opener(&lower)
}

fn is_only_opener(lower: &[String]) -> bool {
    lower.len() == 1
        && (is_opener(&lower[0])
            || matches!(
                lower[0].as_str(),
                "the" | "a" | "an" | "one" | "some" | "many" | "most" | "it" | "they" | "he"
            ))
}

fn is_finite(word: &str) -> bool {
    let contracted = ["'ll", "’ll", "'ve", "’ve", "'re", "’re", "n't", "n’t", "'d", "’d", "'m", "’m"];
    contracted.iter().any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "said"
                | "says"
                | "told"
                | "made"
                | "came"
        )
}

fn is_opener(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "however"
            | "meanwhile"
            | "but"
            | "and"
            | "yet"
            | "still"
            | "so"
            | "then"
            | "while"
            | "though"
            | "although"
            | "moreover"
            | "instead"
            | "nevertheless"
    )
}

fn is_adverb_or_auxiliary(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "has"
            | "have"
            | "had"
            | "also"
            | "further"
            | "again"
            | "later"
            | "earlier"
            | "reportedly"
            | "then"
            | "once"
            | "even"
            | "previously"
            | "only"
            | "just"
    ) || (lower.len() > 4 && lower.ends_with("ly"))
}

/// The state that an adjective or a name in a speaker belongs to: "Kenyan officials", "Kenya’s foreign ministry".
pub fn state_of(speaker: &str) -> Option<&'static str> {
    crate::annotate::actor::states::only_state(speaker)
}
