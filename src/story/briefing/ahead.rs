//! What a report says of the days ahead of it. In a report that is not the newest that may have been overtaken since.
//!
//! An inference by the words alone, good for leaving a sentence out and for nothing else.

use crate::story::model::{Citation, Story};

/// Behind "will" where it is the noun: "the will to act", "a lack of political will and money".
const BEHIND_THE_NOUN: [&str; 8] = ["and", "for", "from", "in", "of", "or", "that", "to"];
/// Before "to" and what is still to come.
const BEFORE_TO: [&str; 7] = ["are", "expected", "is", "planned", "scheduled", "set", "slated"];

/// Whether a sentence looks ahead, in its source's own words, from an earlier day than that of the story's newest state.
pub(super) fn is_overtaken(story: &Story, citation: Citation) -> bool {
    let Some(status) = &story.status else { return false };
    let day = |source: usize| {
        let value = story.sources[source].published.value;
        (value.first_day(), value.last_day())
    };
    day(citation.source) < day(status.now.source)
        && looks_ahead(&story.sources[citation.source].article.sentence_text(citation.sentence))
}

/// Whether a sentence says, outside quotation marks, what will be.
fn looks_ahead(sentence: &str) -> bool {
    let own = unquoted(sentence).to_lowercase();
    let words: Vec<&str> = own.split_whitespace().collect();
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| match *word {
        "will" => next.starts_with(char::is_alphabetic) && !BEHIND_THE_NOUN.contains(next),
        _ => *next == "to" && BEFORE_TO.contains(word),
    })
}

/// A sentence without what stands between double quotation marks.
fn unquoted(sentence: &str) -> String {
    let mut within = false;
    let outside = sentence.chars().filter(|&mark| {
        let before = within;
        within = match mark {
            '“' | '«' => true,
            '”' | '»' => false,
            '"' => !within,
            _ => within,
        };
        !before && !within
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_will_be_is_told_from_what_is() {
        for ahead in [
            "The union said the next round will focus on wages.",
            "The ferry is set to sail again on Monday.",
            "The council is to meet on Friday.",
            "“We are ready,” she said of the talks, which are scheduled to go on.",
        ] {
            assert!(looks_ahead(ahead), "{ahead}");
        }
        for told in [
            "The two sides lack the will to talk.",
            "The mayor blamed a lack of political will.",
            "“We will not wait,” said the mayor, who left on Monday.",
            "The ferry has sailed, due to better weather.",
        ] {
            assert!(!looks_ahead(told), "{told}");
        }
    }
}
