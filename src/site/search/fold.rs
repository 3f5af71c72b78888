//! Words as they are searched: without accents and case, letters of one sound and digits of one value as one.
//!
//! The script of the page folds what a reader types with the very same [table](TABLE), which the index carries, so that
//! both sides agree. What a word is follows Unicode's properties `Alphabetic`, `N` and `M` on both sides.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word, in characters: what is longer is searched by its beginning.
pub const LONGEST: usize = 40;

/// The table, parsed once.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("fold.txt")));

/// What is written apart and searched alike.
#[derive(Debug, Default, Serialize)]
pub struct Table {
    drop: Vec<(u32, u32)>,
    letters: BTreeMap<char, String>,
    digits: Vec<u32>,
    joined: Vec<(u32, u32)>,
    longest: usize,
}

impl Table {
    fn parse(text: &str) -> Self {
        let mut table = Table { longest: LONGEST, ..Table::default() };
        for line in text.lines() {
            let mut fields = line.split('#').next().unwrap_or_default().split_whitespace();
            let kind = fields.next();
            let codes: Vec<u32> = fields.filter_map(|code| u32::from_str_radix(code, 16).ok()).collect();
            match (kind, codes.as_slice()) {
                (Some("drop"), &[from, to]) => table.drop.push((from, to)),
                (Some("joined"), &[from, to]) => table.joined.push((from, to)),
                (Some("digits"), &[zero]) => table.digits.push(zero),
                (Some("letter"), [from, to @ ..]) => {
                    let to = to.iter().filter_map(|&code| char::from_u32(code)).collect();
                    table.letters.extend(char::from_u32(*from).map(|from| (from, to)));
                }
                _ => {}
            }
        }
        table
    }

    fn drops(&self, c: char) -> bool {
        within(&self.drop, c)
    }

    /// The value of a digit that is not one of ASCII's.
    fn digit(&self, c: char) -> Option<char> {
        let zero = self.digits.iter().find(|&&zero| (zero..zero + 10).contains(&(c as u32)))?;
        char::from_digit(c as u32 - zero, 10)
    }

    /// A word as it is searched; empty where nothing of it is left.
    fn fold(&self, word: &str) -> String {
        if word.is_ascii() {
            return word.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
        }
        let bare: String = word.nfkd().filter(|&c| !self.drops(c)).collect();
        let mut plain = String::with_capacity(bare.len());
        for c in bare.to_lowercase().chars().filter(|&c| !self.drops(c)) {
            match self.letters.get(&c) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(self.digit(c).unwrap_or(c)),
            }
        }
        plain.nfc().filter(|&c| is_word(c)).collect()
    }
}

fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let next = ranges.partition_point(|&(from, _)| from <= c as u32);
    next > 0 && ranges[next - 1].1 >= c as u32
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether `c` may stand within a word as it is written.
fn is_written(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_word(c) || TABLE.drops(c) }
}

/// The words of `text` as they are searched, in order: each takes one place. What is written without spaces comes as
/// pairs of neighbours, and its last letter alone.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    for run in text.split(|c: char| !is_written(c)).filter(|run| !run.is_empty()) {
        let folded = TABLE.fold(run);
        if folded.is_ascii() {
            if !folded.is_empty() {
                each(&folded);
            }
            continue;
        }
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            let joined = within(&TABLE.joined, first);
            let end = rest.find(|c| within(&TABLE.joined, c) != joined).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if joined {
                pairs(piece, &mut each);
            } else {
                each(beginning(piece));
            }
            rest = after;
        }
    }
}

fn beginning(word: &str) -> &str {
    word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end])
}

fn pairs(piece: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = piece.char_indices().map(|(at, _)| at).chain([piece.len()]).collect();
    for at in 0..starts.len() - 1 {
        each(&piece[starts[at]..starts[(at + 2).min(starts.len() - 1)]]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searched(text: &str) -> String {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found.join(" ")
    }

    #[test]
    fn words_are_searched_without_accents_and_case() {
        for (text, read) in [
            ("The Mayor’s Café, 3rd floor", "the mayor s cafe 3rd floor"),
            ("İSTASYON ılık IŞIK", "istasyon ilik isik"),
            ("Straße Łódź Ærø Þór", "strasse lodz aero thor"),
            ("Ёлка и Киев", "елка и киев"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("soft\u{ad}ly ﬁne ①", "softly fine 1"),
            ("e-mail 12,5 %", "e mail 12 5"),
            ("", ""),
            ("— …", ""),
        ] {
            assert_eq!(searched(text), read, "{text}");
        }
    }

    #[test]
    fn letters_of_one_sound_and_digits_of_one_value_are_one() {
        for (one, other) in [
            ("کتابی", "كتابي"),
            ("پُل", "پل"),
            ("مدرسة", "مدرسه"),
            ("أُعيد", "اعيد"),
            ("ښوونځی", "ښوونځي"),
            ("۲۰۳۱", "2031"),
            ("٢٠٣١", "2031"),
            ("می\u{200c}رود", "میرود"),
            ("שלום", "שלומ"),
            ("が", "か\u{3099}"),
            ("ＡＢＣ", "abc"),
        ] {
            assert_eq!(searched(one), searched(other), "{one}");
            assert!(!searched(one).is_empty());
        }
        assert_ne!(searched("が"), searched("か"), "a voiced syllable is another");
    }

    #[test]
    fn what_is_written_without_spaces_comes_in_pairs() {
        assert_eq!(searched("旧桥关闭 2031年"), "旧桥 桥关 关闭 闭 2031 年");
        assert_eq!(searched("橋"), "橋");
        assert_eq!(searched("다리가 닫혔다"), "다리가 닫혔다");
    }

    #[test]
    fn a_long_word_is_searched_by_its_beginning() {
        assert_eq!(searched(&"x".repeat(500)).len(), LONGEST);
        assert_eq!(searched(&"ж".repeat(500)).chars().count(), LONGEST);
    }
}
