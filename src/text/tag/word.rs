//! What the model asks of a single word: hashes of its forms, its shape, its known tags.

use super::Tag;
use super::features::Capitals;
use super::model::Model;
use crate::text::table::eight;

/// A word in numbers. Cheap to make: nothing is allocated, and no text is kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The word in lower case, without `’s`.
    pub form: u32,
    /// Its last two, three and four bytes.
    pub endings: [u32; 3],
    /// Its first three bytes.
    pub beginning: u32,
    /// See [`Shape`]; as a number.
    pub shape: u32,
    /// The tags it is known to take, as bits; of an unknown word a number for its shape and ending.
    pub class: u32,
    /// The tag that it has wherever it stands.
    pub fixed: Option<Tag>,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape {
    /// The case of its letters.
    pub case: Case,
    /// Whether it holds a digit.
    pub digit: bool,
    /// Whether it ended in `’s`.
    pub possessive: bool,
}

/// The case of a word's letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Case {
    /// No capital.
    #[default]
    Lower,
    /// A capital at its beginning only.
    Title,
    /// A capital letter alone.
    Initial,
    /// Two letters and more, all capitals.
    Upper,
    /// Capitals within.
    Mixed,
}

/// The longest word that is read in full; of a longer one only the head.
const LONGEST: usize = 48;

/// The lower-case bytes of a word, apostrophes straight, and how it was written.
pub struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
    /// How it was written.
    pub shape: Shape,
}

impl Folded {
    /// Folds a word, a possessive ending cut unless the whole is a word of its own (`it's`).
    ///
    /// An acronym of up to four letters stays as it stands, so that `US` is not `us`, unless the whole sentence is in
    /// capitals.
    pub fn new(text: &str, capitals: Capitals) -> Self {
        let mut folded = Folded { bytes: [0; LONGEST], len: 0, shape: Shape::default() };
        let mut letters = Letters::default();
        if text.is_ascii() && text.len() <= LONGEST {
            folded.len = text.len();
            for (chunk, from) in folded.bytes.as_chunks_mut::<8>().0.iter_mut().zip(text.as_bytes().chunks(8)) {
                *chunk = letters.lower_eight(eight(from)).to_le_bytes();
            }
        } else {
            for c in text.chars() {
                letters.count(c.is_alphabetic(), c.is_uppercase());
                letters.digits += u32::from(c.is_ascii_digit());
                let lower = if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) };
                if !folded.push(lower) {
                    break;
                }
            }
        }
        folded.shape.digit = letters.digits > 0;
        let Letters { mut upper, all: mut letters, .. } = letters;
        let first = text.chars().next().is_some_and(char::is_uppercase);
        if folded.len > 2 && folded.bytes[..folded.len].ends_with(b"'s") && !is_contraction(folded.bytes()) {
            folded.len -= 2;
            folded.bytes[folded.len..folded.len + 2].fill(0);
            folded.shape.possessive = true;
            letters -= 1;
            upper -= u32::from(text.ends_with('S'));
        }
        folded.shape.case = match upper {
            0 => Case::Lower,
            1 if letters == 1 => Case::Initial,
            _ if upper == letters => Case::Upper,
            1 if first => Case::Title,
            _ => Case::Mixed,
        };
        if folded.shape.case == Case::Upper && folded.len <= 4 && capitals != Capitals::All {
            folded.bytes[..folded.len].make_ascii_uppercase();
        }
        folded
    }

    fn push(&mut self, c: char) -> bool {
        let fits = self.len + c.len_utf8() <= LONGEST;
        if fits {
            self.len += c.encode_utf8(&mut self.bytes[self.len..]).len();
        }
        fits
    }

    /// The folded word.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The number of the folded word.
    pub fn form(&self) -> u32 {
        let mut sum = self.len as u64;
        for chunk in self.bytes.as_chunks::<8>().0.iter().take(self.len.div_ceil(8)) {
            sum = (sum.rotate_left(23) ^ u64::from_le_bytes(*chunk)).wrapping_mul(K);
        }
        (sum >> 32) as u32
    }

    /// The last four bytes, the last of all highest; zeros before a shorter word.
    fn ending(&self) -> u32 {
        match self.bytes().last_chunk::<4>() {
            Some(last) => u32::from_le_bytes(*last),
            None if self.len == 0 => 0,
            None => self.beginning() << (8 * (4 - self.len)),
        }
    }

    /// The first four bytes, the first of all lowest.
    fn beginning(&self) -> u32 {
        self.bytes.first_chunk().map_or(0, |first| u32::from_le_bytes(*first))
    }
}

/// Counts over a word.
#[derive(Default)]
struct Letters {
    all: u32,
    upper: u32,
    digits: u32,
}

impl Letters {
    /// Counts eight ASCII bytes at once, zeros for none, and gives them in lower case.
    #[inline]
    fn lower_eight(&mut self, bytes: u64) -> u64 {
        // The high bit of each byte from `first` to `last`.
        let within = |bytes: u64, first: u8, last: u8| {
            let each = 0x0101_0101_0101_0101;
            let (reached, passed) = (bytes + each * u64::from(0x80 - first), bytes + each * u64::from(0x7f - last));
            (reached ^ passed) & (each << 7)
        };
        let upper = within(bytes, b'A', b'Z');
        let lower = bytes | upper >> 2;
        self.upper += upper.count_ones();
        self.all += within(lower, b'a', b'z').count_ones();
        self.digits += within(bytes, b'0', b'9').count_ones();
        lower
    }

    #[inline]
    fn count(&mut self, letter: bool, upper: bool) {
        self.all += u32::from(letter);
        self.upper += u32::from(upper);
    }
}

/// Words in `’s` that are a pronoun or an adverb with a verb, not a possessive.
fn is_contraction(word: &[u8]) -> bool {
    matches!(
        word,
        b"it's"
            | b"he's"
            | b"she's"
            | b"that's"
            | b"there's"
            | b"here's"
            | b"what's"
            | b"who's"
            | b"where's"
            | b"how's"
            | b"let's"
            | b"when's"
            | b"why's"
            | b"this's"
    )
}

impl Word {
    /// Reads a word, `known` being the tags it can take as bits; 0 where it is unknown.
    pub fn new(folded: &Folded, known: u64, fixed: Option<Tag>) -> Self {
        let shape = folded.shape;
        let number = shape.case as u32 | u32::from(shape.digit) << 3 | u32::from(shape.possessive) << 4;
        let ending = folded.ending();
        let endings = [ending >> 16, ending >> 8, ending];
        let class = if known == 0 { mix(1, endings[0], number) } else { mix(2, known as u32, (known >> 32) as u32) };
        // A capital may make a name of any word but a function word.
        let fixed = fixed.filter(|tag| shape.case == Case::Lower || is_function(*tag));
        Word { form: folded.form(), endings, beginning: folded.beginning() & 0x00ff_ffff, shape: number, class, fixed }
    }

    /// Reads a word by the words the model knows.
    pub fn known(text: &str, capitals: Capitals, model: &Model) -> Self {
        let folded = Folded::new(text, capitals);
        let (known, fixed) = model.word(folded.form());
        Word::new(&folded, known, fixed)
    }

    /// This word as it would be, had it never been seen.
    #[must_use]
    pub fn unknown(&self) -> Self {
        let form = mix(4, 0, 0);
        Word { form, class: mix(1, self.endings[0], self.shape), fixed: None, ..*self }
    }

    /// A mark or the edge of a sentence: known by its tag alone.
    pub fn mark(tag: Option<Tag>) -> Self {
        let number = tag.map_or(99, |tag| tag as u32);
        let form = mix(3, number, 0);
        Word { form, endings: [form; 3], beginning: form, shape: 0x80 | number, class: form, fixed: tag }
    }
}

/// Whether words of this tag keep it with a capital.
fn is_function(tag: Tag) -> bool {
    use Tag::{CC, DT, EX, IN, MD, PRP, PRPS, TO, WDT, WP, WPS, WRB};
    matches!(tag, CC | DT | EX | IN | MD | PRP | PRPS | TO | WDT | WP | WPS | WRB)
}

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for two numbers and what they are.
#[inline]
pub fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let sum = (u64::from(a) | u64::from(b) << 32) ^ u64::from(kind).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let sum = sum.wrapping_mul(K);
    let sum = (sum ^ sum >> 32).wrapping_mul(K);
    (sum >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{Capitals, Case, Folded};

    #[test]
    fn a_word_is_folded_and_its_writing_kept() {
        for (text, expected, case, digit, possessive) in [
            ("Harbour", "harbour", Case::Title, false, false),
            ("Smith’s", "smith", Case::Title, false, true),
            ("it's", "it's", Case::Lower, false, false),
            ("US", "US", Case::Upper, false, false),
            ("NATION'S", "nation", Case::Upper, false, true),
            ("A", "a", Case::Initial, false, false),
            ("McNab@[`{Z", "mcnab@[`{z", Case::Mixed, false, false),
            ("1990s", "1990s", Case::Lower, true, false),
            ("Élan", "élan", Case::Title, false, false),
            ("", "", Case::Lower, false, false),
        ] {
            let folded = Folded::new(text, Capitals::Sentence);
            assert_eq!(folded.bytes(), expected.as_bytes(), "{text}");
            assert_eq!(
                (folded.shape.case, folded.shape.digit, folded.shape.possessive),
                (case, digit, possessive),
                "{text}"
            );
        }
        assert_eq!(Folded::new("US", Capitals::All).bytes(), b"us");
        assert_eq!(Folded::new(&"x".repeat(99), Capitals::Sentence).bytes().len(), 48);
    }
}
