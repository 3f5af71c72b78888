//! Whether words before or behind a cue are somebody who speaks.

use std::sync::LazyLock;

use crate::annotate::actor::{Title, lines, title};
use crate::text::table::WordList;

/// What a noun for those who speak is a noun for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaking {
    /// A person: `official`, `mayor`.
    One,
    /// Several: `officials`.
    Many,
    /// What people form: `ministry`.
    Body,
    /// What is read: `report`.
    Text,
}

static SPEAKERS: LazyLock<WordList<Speaking>> = LazyLock::new(|| {
    let rows = lines(include_str!("speakers.txt")).filter_map(|line| line.split_once('\t'));
    let read = |(kind, word)| {
        let kind = match kind {
            "one" => Speaking::One,
            "many" => Speaking::Many,
            "body" => Speaking::Body,
            _ => Speaking::Text,
        };
        (word, kind)
    };
    rows.map(read).collect()
});

/// What a noun is a noun for, whatever its case, where it is one for those who speak.
pub(super) fn speaking(word: &str) -> Option<Speaking> {
    let titled = || (title(word) == Some(Title::Role)).then_some(Speaking::One);
    SPEAKERS.get(word).copied().or_else(titled)
}

/// Whether a lower-case noun is one for people or bodies that speak: `official`, `spokeswoman`, `mayor`.
pub fn is_speaking_noun(word: &str) -> bool {
    speaking(word).is_some()
}
