//! Whether the speaker of a statement is named, only described, or missing.

use crate::annotate::statement::speaker::is_speaking_noun;

use super::model::{Attribution, Story};

/// Words that name nobody without what stands before them.
const PRONOUNS: [&str; 12] = ["he", "she", "they", "it", "we", "i", "who", "both", "which", "that", "this", "you"];

/// How a speaker is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speaker {
    /// By a name, a person's or a body's.
    Named,
    /// By a description only: `a senior official`, `sources`.
    Unnamed,
    /// Not at all, or not surely.
    Missing,
}

impl Story {
    /// How the speaker of a statement is given.
    pub fn speaker(&self, attribution: &Attribution) -> Speaker {
        match self.speaker_words(attribution) {
            _ if attribution.actor.is_some() => Speaker::Named,
            None => Speaker::Missing,
            // Somebody with a name, most often, who is not known for sure.
            Some(words) if is_pronoun(&words) => Speaker::Missing,
            Some(words) if words.split(", ").any(names_somebody) => Speaker::Named,
            Some(_) => Speaker::Unnamed,
        }
    }

    /// Who says it, as the source has it: `harbour officials`. The actor's name where the source has a pronoun only; nothing
    /// where that is not known.
    pub fn speaker_in_words(&self, attribution: &Attribution) -> Option<String> {
        let words = self.speaker_words(attribution)?;
        if is_pronoun(&words) {
            let actor = attribution.actor.and_then(|actor| self.actors.get(actor))?;
            return Some(actor.name.clone()).filter(|name| !name.is_empty());
        }
        Some(words)
    }

    /// The words for a speaker, on one line: those that a pronoun or a description stands for, where that is known.
    fn speaker_words(&self, attribution: &Attribution) -> Option<String> {
        let source = self.sources.get(attribution.source)?;
        let statement = source.annotations.statements.get(attribution.statement)?;
        let span = statement.antecedent.or(statement.speaker.first().copied())?;
        let words = source.article.words_at(span).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(words).filter(|words| !words.is_empty())
    }
}

fn is_pronoun(words: &str) -> bool {
    PRONOUNS.contains(&words.to_lowercase().as_str())
}

/// Whether a part of the words for a speaker ends, before any `of` or `who`, in a name: `Senator Dana Ortiz of Elm`,
/// not `a spokeswoman for Senator Dana Ortiz`, `Kenyan officials` or `Sources`.
fn names_somebody(part: &str) -> bool {
    const BEHIND: [&str; 12] =
        ["of", "for", "from", "in", "at", "on", "with", "who", "whose", "close", "to", "familiar"];
    const ALONE: [&str; 18] = [
        "he", "she", "they", "it", "we", "i", "you", "this", "that", "both", "others", "many", "some", "one",
        "another", "most", "several", "those",
    ];
    let words: Vec<&str> = part.split_whitespace().take_while(|w| !BEHIND.contains(w)).collect();
    let Some(last) = words.last().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())) else { return false };
    let lower = last.to_lowercase();
    // A capital that opens a sentence is no name.
    let ordinary = words.len() == 1 && (ALONE.contains(&lower.as_str()) || is_speaking_noun(&lower));
    last.starts_with(char::is_uppercase) && !ordinary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pronoun_that_stands_for_nobody_sure_is_no_unnamed_speaker() {
        let source = "“The pier is safe,” he said in a letter on Monday.\n\n\
            Officials said the road to it was closed.\n\nPublished in The Courier, March 3rd, 2025\n";
        let story = crate::story::tests::story(&[("a", source)]);
        let given: Vec<Speaker> = story.statements.iter().map(|attribution| story.speaker(attribution)).collect();
        assert_eq!(given, [Speaker::Missing, Speaker::Unnamed]);
    }

    #[test]
    fn who_is_named_and_who_is_described() {
        for (words, named) in [
            ("Senator Dana Ortiz of Elm County", true),
            ("The chairman of the harbour board, Dana Ortiz", true),
            ("the Port Authority", true),
            ("Dana Ortiz, a lawyer", true),
            ("a spokeswoman for Senator Dana Ortiz", false),
            ("a senior Kenyan official", false),
            ("Sources", false),
            ("White House officials", false),
            ("an official who knows Dana Ortiz", false),
            ("They", false),
            ("one", false),
        ] {
            assert_eq!(words.split(", ").any(names_somebody), named, "{words}");
        }
    }
}
