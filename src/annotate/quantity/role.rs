//! What is told of a quantity: killed, arrested, leaked.

use std::sync::LazyLock;

use crate::text::stem::stem;
use crate::text::table::WordList;
use crate::text::tag::{Tag, Tagged};

use super::Quantity;
use super::unit::Unit;

/// Words behind a quantity, and before it, among which its role is looked for.
const BEHIND: usize = 7;
const BEFORE: usize = 10;

/// What is told of a quantity, an entry of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Role {
    /// Its name: `killed`.
    pub name: &'static str,
    /// Whether its count grows as time goes on.
    pub grows: bool,
    /// Whether it is of people where nothing else is named.
    pub of_people: bool,
    /// Whether only what is measured has it: "two leaks" are no count of what leaked.
    pub of_measures: bool,
}

impl Role {
    /// Whether it can be told of this: people are counted and not measured, and "gallons captured" are no prisoners.
    fn is_of(self, unit: &Unit) -> bool {
        match unit {
            Unit::Measure(_) => !self.of_people,
            Unit::Count(_) => !self.of_measures,
            Unit::Bare => true,
        }
    }
}

static ROLES: LazyLock<WordList<Role>> = LazyLock::new(|| {
    let mut roles = Vec::new();
    for row in super::rows(include_str!("roles.tsv")) {
        let [name, grows, of, words] = row[..] else { continue };
        let role = Role { name, grows: grows == "g", of_people: of == "p", of_measures: of == "m" };
        roles.extend(words.split(' ').map(|word| (word, role)));
    }
    roles.into_iter().collect()
});

fn role_of(word: &str) -> Option<Role> {
    ROLES.get(word).copied()
}

/// Gives each quantity of one sentence its role and its verb.
pub(super) fn assign(words: Tagged<'_, '_>, quantities: &mut [Quantity]) {
    let places: Vec<(usize, usize)> = quantities
        .iter()
        .map(|q| {
            let first = words.tokens.partition_point(|t| t.span.start < q.span.start);
            (first, words.tokens.partition_point(|t| t.span.end <= q.span.end))
        })
        .collect();
    for (index, quantity) in quantities.iter_mut().enumerate() {
        let (first, end) = places[index];
        let until = places.get(index + 1).map_or(words.tokens.len(), |next| next.0);
        let since = index.checked_sub(1).map_or(0, |before| places[before].1);
        quantity.role = within(words, first, end)
            .or_else(|| behind(words, end, until))
            .or_else(|| before(words, since, first))
            // "killed 40 people and 12 soldiers": what is told of the one is told of the next.
            .or_else(|| before(words, 0, first))
            .filter(|role| role.is_of(&quantity.unit));
        quantity.verb = verb(words, first, end, until);
        if quantity.unit == Unit::Bare && quantity.role.is_some_and(|role| role.of_people) {
            quantity.unit = Unit::Count("people".to_owned());
        }
        if let (Unit::Count(noun), Some(role)) = (&quantity.unit, quantity.role)
            && role.of_people
            && role_of(noun).is_none_or(|own| own == role)
            && within(words, first, end).is_some()
        {
            quantity.unit = Unit::Count("people".to_owned());
        }
    }
}

/// "40 deaths": the noun itself.
fn within(words: Tagged<'_, '_>, first: usize, end: usize) -> Option<Role> {
    let last = end.checked_sub(1).filter(|last| *last > first)?;
    (first..=last).rev().find_map(|at| role_of(words.text(at)).filter(|_| words.tag(at).is_some_and(Tag::is_noun)))
}

/// "40 people were killed", "40 dead": no mark and no other verb between.
fn behind(words: Tagged<'_, '_>, end: usize, until: usize) -> Option<Role> {
    for at in end..until.min(end + BEHIND) {
        let tag = words.tag(at)?;
        if let Some(role) = role_of(words.text(at)) {
            let noun = matches!(tag, Tag::NN | Tag::NNS) && at > end && words.tag(at - 1) != Some(Tag::VBD);
            return (!noun).then_some(role);
        }
        let auxiliary =
            words.is_any(at, &["were", "was", "are", "is", "have", "has", "had", "been", "be", "being", "left", "may"]);
        if tag.is_mark()
            || !auxiliary
                && (tag.is_finite_verb() || matches!(tag, Tag::VBG | Tag::IN | Tag::CC | Tag::TO))
                && at > end + 2
        {
            return None;
        }
        if tag.is_mark() {
            return None;
        }
    }
    None
}

/// "killed at least 40 people", "the toll rose to 40".
fn before(words: Tagged<'_, '_>, since: usize, first: usize) -> Option<Role> {
    let from = since.max(first.saturating_sub(BEFORE));
    for at in (from..first).rev() {
        if let Some(role) = role_of(words.text(at)) {
            return Some(role);
        }
        if matches!(words.tag(at), Some(Tag::Stop | Tag::Colon)) {
            return None;
        }
    }
    None
}

/// Stem of the nearest verb before, else behind, that is no auxiliary.
fn verb(words: Tagged<'_, '_>, first: usize, end: usize, until: usize) -> Option<String> {
    let is_verb = |at: &usize| words.tag(*at).is_some_and(Tag::is_verb) && stem(words.text(*at)).is_some();
    let before = (first.saturating_sub(5)..first).rev().find(is_verb);
    let found = before.or_else(|| (end..until.min(end + 5)).find(is_verb))?;
    stem(words.text(found))
}
