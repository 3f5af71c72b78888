//! The words that can be cues: verbs and nouns of saying in all their forms.

use std::sync::LazyLock;

use crate::annotate::actor::lines;
use crate::text::table::{Shapes, Table};

/// The base forms that one written form can belong to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lemma {
    /// As a verb: `said` → `say`.
    pub(super) verb: Option<&'static str>,
    /// As a noun: `claims` → `claim`.
    pub(super) noun: Option<&'static str>,
}

struct Lexicon {
    forms: Table<String, Lemma>,
    shapes: Shapes,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut forms: Table<String, Lemma> = Table::default();
    for line in lines(include_str!("cues.tsv")) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(base)) = (fields.next(), fields.next()) else { continue };
        let irregular: Vec<&str> = fields.next().into_iter().flat_map(|f| f.split(';')).collect();
        let verb = kind == "verb";
        let made = if verb { verb_forms(base) } else { noun_forms(base) };
        for form in made.into_iter().chain(irregular.into_iter().map(str::to_owned)) {
            let entry = forms.entry(form).or_default();
            if verb {
                entry.verb.get_or_insert(base);
            } else {
                entry.noun.get_or_insert(base);
            }
        }
    }
    let mut shapes = Shapes::default();
    for form in forms.keys() {
        shapes.add(form);
    }
    Lexicon { forms, shapes }
});

/// The base forms of a lower-case word that can be a cue.
pub(super) fn lemma(word: &str) -> Option<Lemma> {
    let lexicon = &*LEXICON;
    if lexicon.shapes.may_hold(word) { lexicon.forms.get(word).copied() } else { None }
}

/// The regular forms of a verb, the base itself among them.
fn verb_forms(base: &str) -> Vec<String> {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let third = if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    vec![base.to_owned(), third, format!("{stem}ed"), format!("{stem}ing")]
}

/// Singular and plural.
fn noun_forms(base: &str) -> Vec<String> {
    let plural = if base.ends_with(['s', 'x']) || base.ends_with("ch") { "es" } else { "s" };
    vec![base.to_owned(), format!("{base}{plural}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_base() {
        for (form, base) in [("said", "say"), ("accuses", "accuse"), ("denied", "deny"), ("admitting", "admit")] {
            assert_eq!(lemma(form).and_then(|l| l.verb), Some(base), "{form}");
        }
        assert_eq!(lemma("claims"), Some(Lemma { verb: Some("claim"), noun: Some("claim") }));
        assert_eq!(lemma("believed"), None, "a verb of thought reports no speech");
    }
}
