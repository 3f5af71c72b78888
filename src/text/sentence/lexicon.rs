//! The word lists of the sentence splitter, read once from the data files beside this module.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What the stop of an abbreviation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Stands before a name; never ends a sentence.
    Title,
    /// Ends a sentence only before a word that commonly opens one.
    Inner,
    /// An abbreviation only before a number.
    Number,
    /// A time of day.
    Clock,
    /// Never ends a sentence.
    Never,
}

static ABBREVIATIONS: LazyLock<BTreeMap<String, Class>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for line in lines(include_str!("abbreviations.txt")) {
        let mut words = line.split_whitespace();
        let class = match words.next() {
            Some("title") => Class::Title,
            Some("number") => Class::Number,
            Some("clock") => Class::Clock,
            Some("never") => Class::Never,
            _ => Class::Inner,
        };
        for word in words {
            table.entry(word.to_owned()).or_insert(class);
            if word.len() > 2 {
                table.entry(word.to_uppercase()).or_insert(class);
            }
        }
    }
    table
});

static OPENERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words(include_str!("openers.txt")));
static SAYING: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words(include_str!("saying.txt")));
static CALENDAR: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words(include_str!("after_clock.txt")));

/// The class of an abbreviation, given without its last stop.
pub(super) fn class(word: &str) -> Option<Class> {
    ABBREVIATIONS.get(word).copied()
}

/// Whether a capitalised word most likely opens a sentence.
pub(super) fn is_opener(word: &str) -> bool {
    let capitalised = word.starts_with(char::is_uppercase);
    capitalised && OPENERS.contains(word.to_lowercase().replace('’', "'").as_str())
}

/// Whether a word is a verb of saying.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.contains(word)
}

/// Whether a word that follows a time of day goes on with it: a day, a month, a time zone.
pub(super) fn is_calendar_or_zone(word: &str) -> bool {
    CALENDAR.contains(word)
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#'))
}

fn words(data: &'static str) -> BTreeSet<&'static str> {
    lines(data).flat_map(str::split_whitespace).collect()
}
