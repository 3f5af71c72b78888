//! Words on one line, and the lines of built-in tables.

use super::unseen;

/// `text` with every run of white space as one space, and none at its ends; what was cut out of a line turns nothing that
/// is shown behind it.
pub fn one_line(text: &str) -> String {
    unseen::settle(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `words` with a capital at the beginning.
pub fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The lines of a built-in table: neither empty ones nor comments.
pub fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
