//! What needs no model: marks by what stands beside them, and plain numbers.

use super::Tag;
use crate::text::token::Token;

/// The tag of the mark at `at`; `None` for a word.
///
/// A straight quotation mark opens where something other than a word touches it before and something touches it after.
pub(super) fn mark(tokens: &[Token<'_>], at: usize) -> Option<Tag> {
    let token = tokens.get(at)?;
    if token.is_word {
        return None;
    }
    let before = at.checked_sub(1).and_then(|b| tokens.get(b)).filter(|b| b.span.end == token.span.start);
    let after = tokens.get(at + 1).filter(|a| a.span.start == token.span.end);
    let opens = after.is_some() && before.is_none_or(|b| !b.is_word && !is_end(b.text));
    Some(match token.text {
        "," | "،" => Tag::Comma,
        "." if before.is_some_and(|b| b.is_word) && goes_on(tokens, at) => Tag::Point,
        "." | "?" | "!" | "…" | "。" | "؟" | "‽" => Tag::Stop,
        ":" | ";" => Tag::Colon,
        "-" | "‐" | "‑" if before.is_some_and(|b| b.is_word) && after.is_some_and(|a| a.is_word) => Tag::Hyphen,
        "-" | "‐" | "‑" | "–" | "—" | "―" | "−" => Tag::Dash,
        "'" | "’" if is_plural_possessive(before, after) => Tag::POS,
        "\"" | "'" if opens => Tag::OpenQuote,
        "“" | "‘" | "«" | "„" | "‹" | "`" => Tag::OpenQuote,
        "\"" | "'" | "”" | "’" | "»" | "›" => Tag::CloseQuote,
        "(" | "[" | "{" => Tag::OpenBracket,
        ")" | "]" | "}" => Tag::CloseBracket,
        "$" | "£" | "€" | "¥" | "₹" | "₨" | "₽" | "₺" => Tag::Currency,
        "&" => Tag::CC,
        "%" | "°" => Tag::NN,
        "@" => Tag::IN,
        _ => Tag::SYM,
    })
}

/// Whether a word follows in the sentence, so that a point before it belongs to an abbreviation.
fn goes_on(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at + 1..].iter().take(4).any(|t| t.is_word)
}

fn is_end(mark: &str) -> bool {
    matches!(mark, "," | "." | "?" | "!" | "…" | ")" | "]" | "%" | ":" | ";")
}

/// `pilots’ `: an apostrophe right behind a word in s, and nothing but a space or a mark behind it.
fn is_plural_possessive(before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    after.is_none() && before.is_some_and(|b| b.is_word && b.text.ends_with(['s', 'S']))
}

/// Digits, with the points and commas within them.
pub(super) fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) && !text.is_empty()
}
