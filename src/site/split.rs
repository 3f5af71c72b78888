//! What is too long for one page, in pages.
//!
//! In: things in reading order with the bytes that each may take. Out: [`Split`], from which every link to one of them is
//! made. Where they are too many for one page, the page of old lists the pages and keeps a place for each thing, so that
//! links made before still lead to where the way goes on.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a page may come to, in bytes as they are guessed; real pages stay below a megabyte.
const BUDGET: usize = 250_000;

/// Things by page.
#[derive(Debug, Default)]
pub struct Split {
    stem: &'static str,
    /// The things of each page, by their place in reading order.
    pub pages: Vec<Range<usize>>,
    page_of: BTreeMap<String, usize>,
}

impl Split {
    /// Gives each thing, an id where it has one and a size, its page: a new one begins where the last is full. The page that
    /// every thing has an address on is `stem` with `.html`.
    pub fn new<'i>(stem: &'static str, things: impl Iterator<Item = (Option<&'i str>, usize)>) -> Self {
        let mut split = Split { stem, ..Split::default() };
        let mut size = 0;
        for (at, (id, own)) in things.enumerate() {
            if let Some(page) = split.pages.last_mut().filter(|_| size + own <= BUDGET) {
                page.end = at + 1;
            } else {
                split.pages.push(at..at + 1);
                size = 0;
            }
            size += own;
            if let Some(id) = id {
                split.page_of.insert(id.to_owned(), split.pages.len() - 1);
            }
        }
        split
    }

    /// Whether the things stand on pages of their own, behind one that lists them.
    pub fn is_split(&self) -> bool {
        self.pages.len() > 1
    }

    /// Path of a page, from 0.
    pub fn path(&self, page: usize) -> String {
        if self.is_split() { format!("{}-{}.html", self.stem, page + 2) } else { self.first() }
    }

    /// Path of the page that every thing has an address on.
    pub fn first(&self) -> String {
        format!("{}.html", self.stem)
    }

    /// The page that the thing at `place` in reading order stands on.
    pub fn page_at(&self, place: usize) -> usize {
        self.pages.partition_point(|page| page.end <= place)
    }

    /// Where a thing stands, from the root.
    pub fn href(&self, id: &str) -> String {
        let path = self.page_of.get(id).map_or_else(|| self.first(), |&page| self.path(page));
        format!("{path}#{id}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(things: usize, size: usize) -> Split {
        let ids: Vec<String> = (0..things).map(|at| format!("e{at}")).collect();
        Split::new("ledger", ids.iter().map(|id| (Some(id.as_str()), size)))
    }

    #[test]
    fn few_things_stand_on_one_page() {
        let split = split(3, 1_000);
        assert_eq!((split.pages.len(), split.is_split()), (1, false));
        assert_eq!(split.href("e2"), "ledger.html#e2");
        assert_eq!(split.href("gone"), "ledger.html#gone");
    }

    #[test]
    fn many_turn_to_a_new_page_and_every_link_follows() {
        let split = split(2_000, BUDGET / 500);
        assert_eq!(split.pages.iter().map(Range::len).collect::<Vec<_>>(), [500; 4]);
        assert_eq!((split.page_at(0), split.page_at(499), split.page_at(500), split.page_at(1_999)), (0, 0, 1, 3));
        assert_eq!(split.href("e1999"), "ledger-5.html#e1999");
        assert_eq!(split.href("e0"), "ledger-2.html#e0");
    }

    #[test]
    fn a_thing_beyond_every_page_has_one_by_itself() {
        assert_eq!(split(3, 2 * BUDGET).pages, [0..1, 1..2, 2..3]);
    }
}
