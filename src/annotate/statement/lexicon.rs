//! The words that can be cues, or part of one: verbs and nouns of saying in all their forms.

use std::sync::LazyLock;

use crate::annotate::actor::lines;
use crate::text::table::{Shapes, Table};

/// What one written form can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lemma {
    /// The base form as a verb: `said` → `say`.
    pub(super) verb: Option<&'static str>,
    /// The base form as a noun: `claims` → `claim`.
    pub(super) noun: Option<&'static str>,
    /// The base form of a verb of saying beside a quotation alone: `“…,” she remembered`.
    pub(super) beside: Option<&'static str>,
    /// Whether the verb gives names and so never introduces a quotation: `named “Old Mill”`.
    pub(super) names: bool,
    /// What the verb says together with other words.
    pub(super) gives: Option<Gives>,
    /// Whether the noun is what is told, and a clause with “that” its words: `a warning that`.
    pub(super) told: bool,
}

impl Lemma {
    /// The base form of a verb that can stand beside a quotation.
    pub(super) fn framing(self) -> Option<&'static str> {
        self.verb.filter(|_| !self.names).or(self.beside)
    }
}

/// What makes a verb a word of saying that by itself is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    /// `made it clear that`
    Clear,
    /// `let it be known that`
    Known,
    /// `issued a warning that`
    Words,
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
        let is_noun = matches!(kind, "noun" | "told");
        let made = if is_noun { noun_forms(base) } else { verb_forms(base) };
        for form in made.into_iter().chain(irregular.into_iter().map(str::to_owned)) {
            enter(forms.entry(form).or_default(), kind, base);
        }
    }
    let mut shapes = Shapes::default();
    for form in forms.keys() {
        shapes.add(form);
    }
    Lexicon { forms, shapes }
});

/// Notes what a line of the table says of a form.
fn enter(entry: &mut Lemma, kind: &str, base: &'static str) {
    match kind {
        "verb" => entry.verb = entry.verb.or(Some(base)),
        "noun" => entry.noun = entry.noun.or(Some(base)),
        "beside" => entry.beside = entry.beside.or(Some(base)),
        "names" => entry.names = true,
        "told" => entry.told = true,
        "clear" => entry.gives = entry.gives.or(Some(Gives::Clear)),
        "known" => entry.gives = entry.gives.or(Some(Gives::Known)),
        "gives" => entry.gives = entry.gives.or(Some(Gives::Words)),
        _ => {}
    }
}

/// What a lower-case word can be, where it can be a cue or part of one.
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
        let claims = lemma("claims").map(|l| (l.verb, l.noun, l.told));
        assert_eq!(claims, Some((Some("claim"), Some("claim"), true)));
        assert_eq!(lemma("believed"), None, "a verb of thought reports no speech");
        assert_eq!(lemma("remembered").map(|l| (l.verb, l.framing())), Some((None, Some("remember"))));
    }
}
