//! Names and figures that stand in one source only.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::actor::states::state;
use crate::story::model::{Citation, Story};
use crate::text::Span;
use crate::text::token::{Token, tokens, without_possessive};

/// For each word of the story the one independent source that has it; `None` where several do.
pub(super) struct OwnWords {
    holder: BTreeMap<String, Option<usize>>,
    /// Places of actors whom several independent sources name, in whatever spelling: byte spans by source and sentence.
    shared: BTreeMap<(usize, usize), Vec<Span>>,
}

impl OwnWords {
    pub(super) fn new(story: &Story) -> Self {
        let mut holder: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for source in &story.sources {
            for token in tokens(&source.article.text, 0).iter().filter(|t| t.is_word) {
                let held = holder.entry(folded(token.text)).or_insert(Some(source.group));
                *held = held.filter(|group| *group == source.group);
            }
        }
        let mut shared: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for actor in &story.actors {
            let groups: BTreeSet<usize> = actor.mentions.iter().map(|m| story.sources[m.source].group).collect();
            for mention in actor.mentions.iter().filter(|_| groups.len() > 1) {
                shared.entry((mention.source, mention.sentence)).or_default().push(mention.span);
            }
        }
        OwnWords { holder, shared }
    }

    /// Whether a sentence has a name or a figure that stands in its source only. The word that opens it is no name.
    pub(super) fn in_sentence(&self, story: &Story, citation: Citation) -> bool {
        let Some(source) = story.sources.get(citation.source) else { return false };
        let words = tokens(citation.span.of(&source.article.text), citation.span.start);
        let told = self.shared.get(&(citation.source, citation.sentence));
        let known = |t: &Token<'_>| told.is_some_and(|spans| spans.iter().any(|s| s.overlaps(t.span)));
        let figure = |t: &Token<'_>| t.text.starts_with(|c: char| c.is_ascii_digit());
        let capital = |t: &Token<'_>| t.text.starts_with(char::is_uppercase) && state(t.text).is_none();
        let words = words.iter().filter(|t| t.is_word).enumerate();
        let mut naming = words.filter(|(nth, t)| figure(t) || *nth > 0 && capital(t) && !known(t));
        naming.any(|(_, t)| self.is_own(t.text))
    }

    fn is_own(&self, word: &str) -> bool {
        self.holder.get(&folded(word)).is_some_and(Option::is_some)
    }
}

fn folded(word: &str) -> String {
    without_possessive(&word.to_lowercase()).replace('’', "'")
}

#[cfg(test)]
mod tests {
    use crate::story::tests::story;

    use super::*;

    #[test]
    fn other_words_alone_are_no_report_of_ones_own() {
        let one =
            "The mayor doubts that the bridge will open soon. The crane came from Elmport. It cost 40,000 crowns.\n";
        let other = "That the bridge opens soon, the mayor does not believe. A crane arrived; it was dear.\n";
        let story = story(&[("a", one), ("b", other)]);
        let own = OwnWords::new(&story);
        let sentences = story.sources[0].article.body_sentences();
        let found: Vec<bool> = sentences.map(|s| own.in_sentence(&story, story.cite(0, s))).collect();
        assert_eq!(found, [false, true, true]);
    }
}
