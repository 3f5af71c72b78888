//! Whether words before or behind a cue are somebody who speaks.

use std::sync::LazyLock;

use crate::annotate::actor::{lines, title};
use crate::text::table::WordSet;

static SPEAKERS: LazyLock<WordSet<&'static str>> = LazyLock::new(|| lines(include_str!("speakers.txt")).collect());

/// Whether a lower-case noun is one for people or bodies that speak: `official`, `spokeswoman`, `mayor`.
pub fn is_speaking_noun(word: &str) -> bool {
    SPEAKERS.contains(word) || title(word) == Some(crate::annotate::actor::Title::Role)
}
