//! The words of commitment, from the tables beside this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a verb does to a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Undertake,
    Conclude,
    Offer,
    Demand,
    Refuse,
    Violate,
    Comply,
    Fail,
    Quit,
    Lapse,
    Extend,
    Bind,
    Accuse,
    Deny,
    Threaten,
    Warn,
    Suppose,
}

/// What a noun is to a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Pact,
    Rule,
    Word,
    Demand,
    Breach,
    Charge,
    Verify,
    Penalty,
    Agent,
}

/// A verb's dictionary form and what it may do; some do more than one thing.
#[derive(Debug, Default)]
pub(super) struct VerbEntry {
    pub lemma: &'static str,
    pub acts: Vec<Act>,
}

/// A noun's group (nouns of one group may mean the same instrument), and what it is; some are more than one thing.
#[derive(Debug)]
pub(super) struct NounEntry {
    pub group: &'static str,
    pub things: Vec<Thing>,
}

impl NounEntry {
    pub(super) fn is(&self, thing: Thing) -> bool {
        self.things.contains(&thing)
    }

    /// Whether it is something that can be kept or broken.
    pub(super) fn binds(&self) -> bool {
        self.things.iter().any(|thing| matches!(thing, Thing::Pact | Thing::Rule | Thing::Word))
    }
}

static VERBS: LazyLock<BTreeMap<&str, VerbEntry>> = LazyLock::new(|| {
    let mut verbs: BTreeMap<&str, VerbEntry> = BTreeMap::new();
    for [class, lemma, forms] in lines(include_str!("verbs.tsv")) {
        let Some(act) = act(class) else { continue };
        for form in forms.split(' ') {
            let entry = verbs.entry(form).or_default();
            entry.lemma = lemma;
            entry.acts.push(act);
        }
    }
    verbs
});

static NOUNS: LazyLock<BTreeMap<&str, NounEntry>> = LazyLock::new(|| {
    let mut nouns: BTreeMap<&str, NounEntry> = BTreeMap::new();
    for [class, group, forms] in lines(include_str!("nouns.tsv")) {
        let Some(thing) = thing(class) else { continue };
        for form in forms.split('\t') {
            nouns.entry(form).or_insert(NounEntry { group, things: Vec::new() }).things.push(thing);
        }
    }
    nouns
});

fn lines(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.splitn(3, '\t');
        Some([parts.next()?, parts.next()?, parts.next()?])
    })
}

fn act(class: &str) -> Option<Act> {
    Some(match class {
        "undertake" => Act::Undertake,
        "conclude" => Act::Conclude,
        "offer" => Act::Offer,
        "demand" => Act::Demand,
        "refuse" => Act::Refuse,
        "violate" => Act::Violate,
        "comply" => Act::Comply,
        "fail" => Act::Fail,
        "quit" => Act::Quit,
        "lapse" => Act::Lapse,
        "extend" => Act::Extend,
        "bind" => Act::Bind,
        "accuse" => Act::Accuse,
        "deny" => Act::Deny,
        "threaten" => Act::Threaten,
        "warn" => Act::Warn,
        "suppose" => Act::Suppose,
        _ => return None,
    })
}

fn thing(class: &str) -> Option<Thing> {
    Some(match class {
        "pact" => Thing::Pact,
        "rule" => Thing::Rule,
        "word" => Thing::Word,
        "demand" => Thing::Demand,
        "breach" => Thing::Breach,
        "charge" => Thing::Charge,
        "verify" => Thing::Verify,
        "penalty" => Thing::Penalty,
        "agent" => Thing::Agent,
        _ => return None,
    })
}

/// What a word may do as a verb, in any case.
pub(super) fn verb(word: &str) -> Option<&'static VerbEntry> {
    VERBS.get(word.to_lowercase().as_str())
}

/// What a word is as a noun, in any case and without a possessive ending.
pub(super) fn noun(word: &str) -> Option<&'static NounEntry> {
    NOUNS.get(crate::text::token::without_possessive(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{Act, Thing, noun, verb};

    #[test]
    fn a_form_leads_to_its_verb_and_a_plural_to_its_noun() {
        assert_eq!(verb("Broke").map(|v| v.lemma), Some("break"));
        assert!(verb("committed").is_some_and(|v| v.acts == [Act::Undertake, Act::Bind]));
        assert!(noun("treaties").is_some_and(|n| n.is(Thing::Pact) && n.binds()));
        assert!(verb("walk").is_none() && noun("walk").is_none());
    }
}
