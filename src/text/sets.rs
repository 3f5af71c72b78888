//! Things by their number, joined into sets.

/// Disjoint sets of the numbers from 0 up (Galler and Fischer 1964). A set is known by its least member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    /// `count` sets of one member each.
    pub fn new(count: usize) -> Self {
        DisjointSets { parent: (0..count).collect() }
    }

    /// Adds a set of one member, whose number is returned.
    pub fn push(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    /// The least member of the set that `at` is in.
    pub fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Makes one set of the two that `a` and `b` are in.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_sets_have_one_least_member() {
        let mut sets = DisjointSets::new(3);
        assert_eq!(sets.push(), 3);
        sets.join(3, 1);
        sets.join(2, 3);
        assert_eq!([0, 1, 2, 3].map(|at| sets.root(at)), [0, 1, 1, 1]);
    }
}
