//! States with their seats of government and demonyms, read from `states.tsv`.

use std::sync::LazyLock;

use super::lines;
use crate::text::table::{Shapes, Table};

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

/// What stands under a folded name.
struct Names<V> {
    shapes: Shapes,
    table: Table<String, V>,
}

impl<V: Copy> Names<V> {
    fn new(table: Table<String, V>) -> Self {
        let mut shapes = Shapes::default();
        for name in table.keys() {
            shapes.add(name);
        }
        Names { shapes, table }
    }

    /// Looks up a name as it is written; short ones of ASCII's letters and blanks are folded in place.
    fn get(&self, name: &str) -> Option<V> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b' ';
        let mut buffer = [0_u8; SHORT];
        match buffer.get_mut(..name.len()) {
            Some(lower) if name.bytes().all(plain) && !name.as_bytes().windows(2).any(|two| two == b"  ") => {
                if !self.shapes.may_hold(name) {
                    return None;
                }
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).ok().and_then(|folded| self.table.get(folded)).copied()
            }
            // No name of the tables is nearly as long.
            _ if name.len() > 4 * SHORT => None,
            _ => self.table.get(fold(name).as_str()).copied(),
        }
    }
}

static TABLE: LazyLock<Names<(&'static str, Naming)>> = LazyLock::new(|| {
    let mut table = Table::default();
    let rows = || lines(include_str!("states.tsv"));
    let taken_out: Vec<(&str, &str)> = rows()
        .flat_map(|row| {
            row.split(['\t', ';']).filter_map(move |word| Some((row.split('\t').next()?, word.strip_prefix('-')?)))
        })
        .collect();
    for row in rows() {
        let mut fields = row.split('\t');
        let Some(state) = fields.next() else { continue };
        table.insert(fold(state), (state, Naming::Name));
        for naming in [Naming::Name, Naming::Capital, Naming::Demonym] {
            let words = fields.next().unwrap_or("").split(';');
            for word in words.filter(|w| !w.is_empty() && !w.starts_with('-') && !taken_out.contains(&(state, w))) {
                table.entry(fold(word)).or_insert((state, naming));
            }
        }
    }
    Names::new(table)
});

static SEATS: LazyLock<Names<&'static str>> = LazyLock::new(|| {
    let rows = lines(include_str!("seats.tsv")).filter_map(|line| line.split_once('\t'));
    Names::new(rows.map(|(seat, state)| (fold(seat), state)).collect())
});

/// The state that a word or name means, and how.
pub fn state(name: &str) -> Option<(&'static str, Naming)> {
    // "us" is a pronoun, "US" a state.
    if name.len() == 2 && name.chars().any(char::is_lowercase) {
        return None;
    }
    TABLE.get(name)
}

/// The state whose government sits in, or is, what is named: "the White House".
pub fn seat(name: &str) -> Option<&'static str> {
    SEATS.get(name)
}

/// The one state that the words name, by name, seat or adjective: "Kenya’s foreign ministry". `None` where they name two.
pub fn only_state(words: &str) -> Option<&'static str> {
    let mut found: Option<&'static str> = None;
    for word in words.split(|c: char| c.is_whitespace() || c == ',') {
        let bare = crate::text::token::without_possessive(word);
        if let Some((state, _)) = state(bare).filter(|_| bare.chars().next().is_some_and(char::is_uppercase)) {
            if found.is_some_and(|other| other != state) {
                return None;
            }
            found = Some(state);
        }
    }
    found
}

/// Longest name that is looked up without being copied.
const SHORT: usize = 40;

/// What [`fold`] does, for ASCII alone.
fn fold_ascii(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for byte in name.trim().bytes().filter(|&b| b != b'.' && b != b',') {
        if !byte.is_ascii_whitespace() {
            folded.push(char::from(byte.to_ascii_lowercase()));
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A name made comparable: lower case, one kind of hyphen, apostrophe and space, no diacritics, no full stops
/// or commas.
pub fn fold(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    if name.is_ascii() {
        return fold_ascii(name);
    }
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|&c| !is_combining_mark(c) && c != '.' && c != ',') {
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
    fn both_ways_of_folding_do_the_same() {
        for name in ["U.S.", "St.  Mary\n", " Jean-Luc O'Neill. ", "x . y", "."] {
            // A mark that is left out sends the name the other way.
            assert_eq!(fold(name), fold(&format!("{name}\u{301}")), "{name:?}");
        }
        assert_eq!(fold("Jean‑Luc  O’NEILL"), "jean-luc o'neill");
    }

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
