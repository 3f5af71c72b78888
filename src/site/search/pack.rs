//! Numbers as letters: lists that a script reads without decompressing anything.
//!
//! A number is written in groups of five bits, the lowest first, one letter a group; a letter from 32 on says that
//! another follows.

/// The letters, by value. None of them needs an escape in a string.
pub(super) const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Opens a list of numbers that is written as a row of bits.
pub(super) const BITS: char = '!';

/// Writes one number.
pub(super) fn number(out: &mut String, mut value: u32) {
    while value >= 32 {
        out.push(letter(value & 31 | 32));
        value >>= 5;
    }
    out.push(letter(value));
}

/// Writes a number of either sign.
pub(super) fn signed(out: &mut String, value: i32) {
    number(out, ((value << 1) ^ (value >> 31)).cast_unsigned());
}

/// Writes rising numbers by their differences, or as a row of bits where that is shorter.
pub(super) fn rising(values: impl Iterator<Item = u32> + Clone) -> String {
    let mut steps = String::new();
    let mut last = None;
    for value in values.clone() {
        number(&mut steps, last.map_or(value, |last: u32| value - last - 1));
        last = Some(value);
    }
    if steps.len() <= last.map_or(0, |last| last as usize / 6 + 2) {
        return steps;
    }
    let mut bits = vec![0; last.map_or(0, |last| last as usize / 6 + 1)];
    for value in values {
        bits[value as usize / 6] |= 1 << (value % 6);
    }
    std::iter::once(BITS).chain(bits.into_iter().map(letter)).collect()
}

fn letter(value: u32) -> char {
    char::from(LETTERS[value as usize & 63])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(letter: char) -> u32 {
        LETTERS.iter().position(|&l| char::from(l) == letter).unwrap() as u32
    }

    /// Reads what [`rising`] wrote, as the script does.
    fn read(text: &str) -> Vec<u32> {
        if let Some(bits) = text.strip_prefix(BITS) {
            let set =
                |(at, l): (usize, char)| (0..6).filter(move |b| value(l) >> b & 1 == 1).map(move |b| at as u32 * 6 + b);
            return bits.chars().enumerate().flat_map(set).collect();
        }
        let (mut found, mut now, mut shift, mut next) = (Vec::new(), 0, 0, 0);
        for l in text.chars().map(value) {
            now |= (l & 31) << shift;
            shift += 5;
            if l < 32 {
                found.push(next + now);
                next += now + 1;
                (now, shift) = (0, 0);
            }
        }
        found
    }

    #[test]
    fn rising_numbers_are_read_back() {
        for list in [vec![], vec![0], vec![5, 6, 70, 100_000], (0..500).collect(), (0..500).step_by(3).collect()] {
            assert_eq!(read(&rising(list.iter().copied())), list);
        }
        assert!(rising(0..6000).len() < 1010, "a row of bits");
    }

    #[test]
    fn numbers_of_either_sign_are_short_where_they_are_small() {
        let mut out = String::new();
        for value in [0, -1, 1, -16, 15, i32::MAX, i32::MIN] {
            signed(&mut out, value);
        }
        assert_eq!(out.chars().take(5).collect::<String>(), "012VU");
    }
}
