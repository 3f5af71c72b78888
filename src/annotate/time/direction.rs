//! Whether a sentence sets an expression in the future.

use std::sync::LazyLock;

use crate::text::Span;

use super::expression::{Direction, Meaning, Timex};

static AHEAD: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("ahead.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// How far before the expression a cue can stand, in bytes.
const REACH: usize = 90;

/// Sets an open expression ahead where a word of the future stands before it in its sentence.
pub(super) fn set(mut timex: Timex, sentence: Option<Span>, text: &str) -> Timex {
    let open = matches!(timex.meaning, Meaning::Weekday(_) | Meaning::MonthDay { .. } | Meaning::Month(_));
    if timex.direction != Direction::Open || !open {
        return timex;
    }
    let from = sentence.map_or(timex.span.start, |s| s.start.max(timex.span.start.saturating_sub(REACH)));
    let from = (from..=timex.span.start).find(|&at| text.is_char_boundary(at)).unwrap_or(timex.span.start);
    let before = Span::new(from, timex.span.start).of(text);
    if let Some(cue) = last_cue(before) {
        timex.direction = Direction::Ahead;
        timex.cue = Some(cue.to_owned());
    }
    timex
}

/// The cue nearest to the end of `before`, unless a clause that starts anew stands between.
fn last_cue(before: &str) -> Option<&'static str> {
    let clause = before.rsplit([';', ':', '—', '“', '"']).next().unwrap_or(before).to_lowercase();
    AHEAD
        .iter()
        .filter_map(|cue| Some((whole_word(&clause, cue)?, *cue)))
        .max_by_key(|&(at, cue)| (at, cue.len()))
        .map(|(_, cue)| cue)
}

/// Last place of `cue` in `clause` with no letter at either side.
fn whole_word(clause: &str, cue: &str) -> Option<usize> {
    clause.rmatch_indices(cue).map(|(at, _)| at).find(|&at| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(clause[..at].chars().next_back()) && !letter(clause[at + cue.len()..].chars().next())
    })
}
