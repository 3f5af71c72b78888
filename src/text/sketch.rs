//! Sets told apart without comparing them.

use super::similarity::mix;

/// A bit for each of a set, by its hash: what has a bit that another set lacks is not in that set. Asking it first spares
/// nine of ten comparisons where many sets are compared with many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch {
    bits: u128,
    size: usize,
}

impl Sketch {
    /// The sketch of a set whose members, each once, have these hashes.
    pub fn of(hashes: impl Iterator<Item = u64>) -> Self {
        let (mut bits, mut size) = (0, 0);
        for hash in hashes {
            bits |= 1_u128 << (mix(hash) % 128);
            size += 1;
        }
        Sketch { bits, size }
    }

    /// How many members two sets can have in common at most.
    pub fn shared_at_most(self, other: Sketch) -> usize {
        let missing = |one: Sketch, other: Sketch| (one.bits & !other.bits).count_ones() as usize;
        self.size.saturating_sub(missing(self, other)).min(other.size.saturating_sub(missing(other, self)))
    }

    /// Whether this share of the smaller set may be in the larger one.
    pub fn may_share(self, other: Sketch, share: f64) -> bool {
        let smaller = self.size.min(other.size);
        // A hair less, so that no rounding decides.
        self.shared_at_most(other) as f64 >= share * smaller as f64 - 1e-9
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    proptest::proptest! {
        #[test]
        fn two_sets_never_share_more_than_their_sketches_allow(
            a in proptest::collection::btree_set(0_u64..400, 0..60),
            b in proptest::collection::btree_set(0_u64..400, 0..60),
        ) {
            let sketch = |set: &BTreeSet<u64>| Sketch::of(set.iter().copied());
            let shared = a.intersection(&b).count();
            proptest::prop_assert!(sketch(&a).shared_at_most(sketch(&b)) >= shared);
            let smaller = a.len().min(b.len()).max(1);
            proptest::prop_assert!(sketch(&a).may_share(sketch(&b), shared as f64 / smaller as f64));
        }
    }

    #[test]
    fn sets_with_nothing_in_common_are_told_apart() {
        let (low, high) = (Sketch::of(0..12), Sketch::of(1000..1012));
        assert!(low.shared_at_most(high) < 5);
        assert!(!low.may_share(high, 0.7));
        assert_eq!(low.shared_at_most(low), 12);
    }
}
