//! Which pronoun a person goes by, as far as titles and given names tell.

use std::sync::LazyLock;

use super::lexicon::{Class, class};
use super::{ActorKind, LocalActor};
use crate::text::table::WordList;

/// The pronoun that a text uses for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// The gender of each actor: of people by the courtesy before a mention, by a role, else by the given name. `None` where
/// nothing tells, or where two of them tell different things.
pub fn genders(actors: &[LocalActor], text: &str) -> Vec<Option<Gender>> {
    actors.iter().map(|actor| gender(actor, text)).collect()
}

fn gender(actor: &LocalActor, text: &str) -> Option<Gender> {
    if !matches!(actor.kind, ActorKind::Person | ActorKind::Unknown) {
        return None;
    }
    let before = |start: usize| text.get(..start).and_then(|t| t.split_whitespace().next_back()).unwrap_or("");
    let titles = actor.mentions.iter().map(|mention| before(mention.start));
    let roles = actor.roles.iter().flat_map(|role| role.text.split(' '));
    let honorific = actor.name.split(' ').take(1);
    let mut told = titles.chain(roles).chain(honorific).filter_map(by_title);
    if let Some(first) = told.next() {
        return told.all(|next| next == first).then_some(first);
    }
    let mut names = actor.name.split([' ', '-']);
    // A name alone may be a surname.
    let first = names.next().filter(|_| names.next().is_some())?;
    match class(first) {
        c if c.is(Class::OF_MEN) => Some(Gender::Male),
        c if c.is(Class::OF_WOMEN) => Some(Gender::Female),
        _ => None,
    }
}

/// Titles by the pronoun of those who bear them. "Chairman" and "spokesman" are said of women too.
static TITLES: LazyLock<WordList<Gender>> = LazyLock::new(|| {
    const MALE: &str = "mr sir lord king prince duke baron sheikh shaikh imam mullah ayatollah father pope congressman \
                        businessman assemblyman";
    const FEMALE: &str = "mrs ms miss dame lady queen princess duchess baroness countess sister actress";
    let all = |words: &'static str, gender| words.split_whitespace().map(move |word| (word, gender));
    all(MALE, Gender::Male).chain(all(FEMALE, Gender::Female)).collect()
});

fn by_title(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.');
    let is_woman = || {
        word.len()
            .checked_sub("woman".len())
            .and_then(|at| word.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case("woman"))
    };
    TITLES.get(word).copied().or_else(|| is_woman().then_some(Gender::Female))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_courtesy_tells_more_than_a_given_name() {
        let actor = |name: &str, start: usize, end: usize| LocalActor {
            name: name.to_owned(),
            kind: ActorKind::Person,
            role: None,
            roles: Vec::new(),
            state: None,
            acronym: None,
            mentions: vec![Span::new(start, end)],
        };
        let text = "Ms. Peter Lee met Mr Quill, Maria Berg, Kim Ode and Ode.";
        let people = [("Peter Lee", 4), ("Quill", 21), ("Maria Berg", 28), ("Kim Ode", 40), ("Ode", 52)];
        let actors: Vec<LocalActor> = people.iter().map(|&(name, at)| actor(name, at, at + name.len())).collect();
        let (he, she) = (Some(Gender::Male), Some(Gender::Female));
        assert_eq!(genders(&actors, text), [she, he, she, None, None]);
    }
}
