//! States with their seats of government and demonyms, read from `states.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a word names a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By its name.
    Name,
    /// By its seat of government, which is also a place.
    Capital,
    /// By an adjective or the name of its people.
    Demonym,
}

static TABLE: LazyLock<HashMap<String, (&'static str, Naming)>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for line in include_str!("states.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let Some(state) = fields.next().filter(|s| !s.is_empty()) else { continue };
        table.insert(fold(state), (state, Naming::Name));
        for naming in [Naming::Name, Naming::Capital, Naming::Demonym] {
            for word in fields.next().unwrap_or("").split(';').filter(|w| !w.is_empty()) {
                table.entry(fold(word)).or_insert((state, naming));
            }
        }
    }
    table
});

/// The state that a word or name means, and how.
pub fn state(name: &str) -> Option<(&'static str, Naming)> {
    // "us" is a pronoun, "US" a state.
    if name.len() == 2 && name.chars().any(char::is_lowercase) {
        return None;
    }
    TABLE.get(&fold(name)).copied()
}

/// A name made comparable: lower case, one kind of hyphen, apostrophe and space, no diacritics, no full stops.
pub fn fold(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|&c| !is_combining_mark(c) && c != '.') {
        match c {
            '‐' | '‑' | '‒' | '–' | '—' | '-' => folded.push('-'),
            '’' | '‘' | 'ʼ' | '\'' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            'ı' => folded.push('i'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_capitals_and_demonyms_lead_to_the_state() {
        assert_eq!(state("Türkiye"), Some(("Turkey", Naming::Name)));
        assert_eq!(state("U.S."), Some(("United States", Naming::Name)));
        assert_eq!(state("us"), None);
        assert_eq!(state("Lima"), Some(("Peru", Naming::Capital)));
        assert_eq!(state("Kenyans"), Some(("Kenya", Naming::Demonym)));
        assert_eq!(state("Atlantis"), None);
    }
}
