//! What a word is to names, from the lists beside this module: one look-up a word.

use std::sync::LazyLock;

use crate::text::table::{Table, WordList};

use super::{Title, lines};

/// What a lower-case word can be. A set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u16);

impl Class {
    /// Never a name by itself.
    pub(super) const NO_NAME: Class = Class(1);
    /// Makes a name that of a body: `ministry`, `union`.
    pub(super) const BODY: Class = Class(1 << 1);
    /// Makes a name that of a place, or says what a place is: `river`, `town`.
    pub(super) const PLACE: Class = Class(1 << 2);
    /// `mr`.
    pub(super) const COURTESY: Class = Class(1 << 3);
    /// `sheikh`.
    pub(super) const HONORIFIC: Class = Class(1 << 4);
    /// `president`.
    pub(super) const ROLE: Class = Class(1 << 5);
    /// What a minister is minister of: `defence`.
    pub(super) const PORTFOLIO: Class = Class(1 << 6);
    /// The first name of people.
    pub(super) const GIVEN: Class = Class(1 << 7);
    /// A verb that those who speak or govern do.
    pub(super) const ACT: Class = Class(1 << 8);
    /// A preposition of place.
    pub(super) const LOCATIVE: Class = Class(1 << 9);
    /// The name of a place by itself: `texas`.
    pub(super) const REGION: Class = Class(1 << 10);
    /// A noun for what bodies do with one another: `talks`, `border`.
    pub(super) const DEALING: Class = Class(1 << 11);
    /// No name alone, though part of names: `northern`, `democratic`.
    pub(super) const NOT_ALONE: Class = Class(1 << 12);
    /// Makes a name that of a thing that does not act: `treaty`, `cup`.
    pub(super) const THING: Class = Class(1 << 13);
    /// The first name of men; one of both sexes is in neither this nor the next.
    pub(super) const OF_MEN: Class = Class(1 << 14);
    /// The first name of women.
    pub(super) const OF_WOMEN: Class = Class(1 << 15);
    /// Mr, Dr, Sheikh, President.
    pub(super) const TITLE: Class = Class(1 << 3 | 1 << 4 | 1 << 5);

    /// Whether it is one of `other`.
    pub(super) fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both in one.
    pub(super) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// What it is as a title.
    pub(super) fn title(self) -> Option<Title> {
        match self {
            c if c.is(Class::ROLE) => Some(Title::Role),
            c if c.is(Class::HONORIFIC) => Some(Title::Honorific),
            c if c.is(Class::COURTESY) => Some(Title::Courtesy),
            _ => None,
        }
    }
}

static CLASSES: LazyLock<WordList<Class>> = LazyLock::new(|| {
    let mut classes: Table<&'static str, Class> = Table::default();
    let lists = [
        (Class::NO_NAME, include_str!("not_names.txt")),
        (Class::BODY, include_str!("organisations.txt")),
        (Class::PLACE, include_str!("places.txt")),
        (Class::PORTFOLIO, include_str!("portfolios.txt")),
        (Class::ACT, include_str!("acts.txt")),
        (Class::REGION, include_str!("regions.txt")),
        (Class::DEALING, include_str!("dealings.txt")),
        (Class::LOCATIVE, include_str!("locatives.txt")),
        (Class::NOT_ALONE, include_str!("not_alone.txt")),
        (Class::THING, include_str!("things.txt")),
    ];
    let listed = lists.into_iter().flat_map(|(class, list)| lines(list).map(move |word| (word, class)));
    let titles = lines(include_str!("titles.txt")).filter_map(|line| {
        let (kind, word) = line.split_once('\t')?;
        let class = match kind {
            "role" => Class::ROLE,
            "honorific" => Class::HONORIFIC,
            _ => Class::COURTESY,
        };
        Some((word, class))
    });
    let given = lines(include_str!("given_names.txt")).filter_map(|line| {
        let (of, word) = line.split_once('\t')?;
        let class = match of {
            "m" => Class::GIVEN.or(Class::OF_MEN),
            "f" => Class::GIVEN.or(Class::OF_WOMEN),
            _ => Class::GIVEN,
        };
        Some((word, class))
    });
    for (word, class) in listed.chain(titles).chain(given) {
        classes.entry(word).or_default().0 |= class.0;
    }
    classes.into_iter().collect()
});

/// What a word is, whatever its case. Words of other letters than ASCII's are in none of the lists.
pub(super) fn class(word: &str) -> Class {
    CLASSES.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_all_that_its_lists_say() {
        assert!(class("Ministry").is(Class::BODY) && !class("Ministry").is(Class::TITLE));
        assert_eq!(class("President").title(), Some(Title::Role));
        assert_eq!(class("Zzz"), Class::default());
        assert_eq!(class("a word that is far too long for any list"), Class::default());
    }
}
