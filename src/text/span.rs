//! Places in a text: half-open byte spans, and their translation to scalar offsets.

/// A half-open range of **byte** offsets into one decoded text. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, both in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The words this span covers; empty where the span does not lie in `text`.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(&self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// This span without white space at either end.
    #[must_use]
    pub fn trim(&self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

/// Translates byte offsets of one text to offsets in Unicode scalar values, the unit of every export.
///
/// Keeps one checkpoint per kilobyte, so a lookup reads at most that much.
#[derive(Debug, Clone)]
pub struct ScalarIndex<'t> {
    text: &'t str,
    /// `(byte, scalar)` of a character boundary at or after each multiple of [`STEP`] bytes.
    checkpoints: Vec<(usize, usize)>,
}

const STEP: usize = 1024;

impl<'t> ScalarIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = vec![(0, 0)];
        let mut next = STEP;
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                checkpoints.push((byte, scalar));
                next = byte + STEP;
            }
        }
        ScalarIndex { text, checkpoints }
    }

    /// The number of scalar values before `byte`.
    pub fn scalar(&self, byte: usize) -> usize {
        let at = self.checkpoints.partition_point(|&(b, _)| b <= byte) - 1;
        let (from, scalars) = self.checkpoints[at];
        scalars + self.text[from..byte.min(self.text.len())].chars().count()
    }

    /// Both ends of `span` in scalar values.
    pub fn range(&self, span: Span) -> [usize; 2] {
        [self.scalar(span.start), self.scalar(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalar_offsets_count_characters_not_bytes() {
        let text = "é–x".repeat(2000);
        let index = ScalarIndex::new(&text);
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.scalar(byte), scalar);
        }
        assert_eq!(index.scalar(text.len()), 6000);
    }

    #[test]
    fn trimming_keeps_character_boundaries() {
        let text = "a\u{a0} –b \n";
        assert_eq!(Span::new(1, text.len()).trim(text).of(text), "–b");
    }

    proptest::proptest! {
        #[test]
        fn any_span_is_within_its_text_and_counts_its_characters(
            text in proptest::collection::vec(proptest::char::any(), 0..60), a in 0_usize..260, b in 0_usize..260,
        ) {
            let text: String = text.into_iter().collect();
            let span = Span::new(a.min(b), a.max(b));
            // Where it cuts a character or runs beyond the end, it covers nothing; it never panics.
            let words = span.of(&text);
            proptest::prop_assert_eq!(words, text.get(span.start..span.end).unwrap_or(""));
            if text.is_char_boundary(span.start) && text.is_char_boundary(span.end) {
                let trimmed = span.trim(&text);
                proptest::prop_assert_eq!(trimmed.of(&text), words.trim());
                proptest::prop_assert!(span.contains(trimmed));
                let [start, end] = ScalarIndex::new(&text).range(span);
                let counted: String = text.chars().skip(start).take(end - start).collect();
                proptest::prop_assert_eq!(counted, words);
            }
        }
    }
}
