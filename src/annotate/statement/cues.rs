//! The words of saying, read from `cues.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What must stand beside a verb for it to be a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: `said`.
    Nothing,
    /// The word "that", or quoted words: `confirmed that`.
    That,
    /// Quoted words: `“…,” she continued`.
    Quote,
    /// Somebody, and "of": `accused the mayor of lying`.
    Of,
    /// As [`Needs::That`], or "by" and a participle: `countered by accusing the mayor of lying`.
    By,
}

static CUES: LazyLock<HashMap<&'static str, Needs>> = LazyLock::new(|| {
    crate::annotate::actor::lines(include_str!("cues.txt"))
        .filter_map(|line| {
            let (word, needs) = line.split_once('\t')?;
            Some((
                word,
                match needs {
                    "that" => Needs::That,
                    "quote" => Needs::Quote,
                    "of" => Needs::Of,
                    "by" => Needs::By,
                    _ => Needs::Nothing,
                },
            ))
        })
        .collect()
});

/// What a lower-case verb form needs to be a cue; `None` for any other word.
pub(super) fn cue(word: &str) -> Option<Needs> {
    CUES.get(word).copied()
}
