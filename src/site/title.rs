//! Names: of the site, and of each source in the few words a citation bears.

use std::collections::BTreeMap;

use crate::story::{Source, Story};

use super::dates;
use super::disclosure::Disclosed;

/// Longest derived title of a site, in characters.
const SITE_TITLE: usize = 90;
/// Longest short form of a source's title, in characters.
const SHORT_TITLE: usize = 24;

/// The site's title where the editor sets none: that of the newest source which may be named.
pub fn site_title(shown: &Disclosed<'_>) -> String {
    let story = &*shown.story;
    let by_date = || newest_first(story).into_iter().find(|&s| shown.is_named(s));
    let newest = story.status.as_ref().map(|status| status.now.source).or_else(by_date);
    newest.map_or_else(|| "Sources".to_owned(), |s| cut(&story.sources[s].article.title.text, SITE_TITLE))
}

/// The sources from the newest to the oldest, those of unknown date last. Of two that may be of one last day, the one
/// that cannot be earlier comes first.
pub fn newest_first(story: &Story) -> Vec<usize> {
    let mut order: Vec<usize> = (0..story.sources.len()).collect();
    order.sort_by_key(|&s| {
        let date = story.sources[s].published.value;
        std::cmp::Reverse((date.last_day(), date.first_day()))
    });
    order
}

/// What a citation calls each source: its outlet and day, else the first words of its title and the day. Names that
/// would fall together are told apart by the title, and then by a number.
pub fn source_labels(story: &Story, year: Option<i16>) -> Vec<String> {
    let mut labels: Vec<String> = story.sources.iter().map(|s| label(s, year, s.article.outlet.is_none())).collect();
    for pass in 0..2 {
        let mut count = BTreeMap::new();
        for label in &labels {
            *count.entry(label.clone()).or_insert(0) += 1;
        }
        let mut seen = BTreeMap::new();
        for (label_of, source) in labels.iter_mut().zip(&story.sources) {
            if count[label_of.as_str()] < 2 {
                continue;
            }
            let number: &mut usize = seen.entry(label_of.clone()).or_default();
            *number += 1;
            *label_of = if pass == 0 { label(source, year, true) } else { format!("{label_of} ({number})") };
        }
    }
    labels
}

fn label(source: &Source, year: Option<i16>, with_title: bool) -> String {
    let article = &source.article;
    let mut parts = Vec::new();
    parts.extend(article.outlet.as_ref().map(|o| cut(&o.text, SHORT_TITLE)));
    if with_title {
        let title = article.title.text.strip_prefix("The ").unwrap_or(&article.title.text);
        parts.push(format!("“{}”", cut(title, SHORT_TITLE).trim_matches(['“', '”', '"'])));
    }
    let day = dates::short(source.published.value, source.published.basis, year);
    parts.extend((!day.is_empty()).then_some(day));
    parts.join(", ")
}

/// The first words of `text`, at most `longest` characters, with an ellipsis where something is left out. A single
/// word that is longer is cut within.
pub fn cut(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((limit, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = &text[..limit];
    let head = head.rfind(char::is_whitespace).map_or(head, |at| &head[..at]);
    format!("{}…", head.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture;

    #[test]
    fn a_title_is_cut_between_words() {
        assert_eq!(cut("Bridge closed, ferries overwhelmed", 15), "Bridge closed…");
        assert_eq!(cut("Bridge closed", 15), "Bridge closed");
        assert_eq!(cut("Donaudampfschifffahrt", 5), "Donau…");
    }

    #[test]
    fn sources_that_would_be_called_alike_are_told_apart() {
        let mut story = fixture::story();
        let twin = story.sources[0].clone();
        story.sources.push(twin);
        let labels = source_labels(&story, Some(2031));
        let last = labels.len() - 1;
        assert_ne!(labels[0], labels[last]);
        assert_eq!(labels[1], source_labels(&fixture::story(), Some(2031))[1]);
    }
}
