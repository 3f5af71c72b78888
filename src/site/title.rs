//! Names: of the site, and of each source in the few words a citation bears.

use std::collections::BTreeMap;

use crate::corpus::Basis;
use crate::story::{Source, Story};

use super::dates;
use super::disclosure::Disclosed;
use super::prose::one_line;

/// Longest derived title of a site, in characters.
const SITE_TITLE: usize = 90;
/// Shortest part of a title that stands for the whole, in characters.
const PART: usize = 25;
/// Longest short form of a source's title, in characters.
const SHORT_TITLE: usize = 24;
/// The same in running text.
const SHORTEST_TITLE: usize = 20;

/// The site's title where the editor sets none: that of the newest source which may be named; where no source has a
/// date, the first title that a source prints itself.
pub fn site_title(shown: &Disclosed<'_>) -> String {
    let story = &*shown.story;
    let (english, others): (Vec<usize>, Vec<usize>) = newest_first(story)
        .into_iter()
        .filter(|&s| shown.is_named(s))
        .partition(|&s| story.sources[s].article.is_in_english());
    let named = || if english.is_empty() { others.iter() } else { english.iter() }.copied();
    let dated = named().find(|&s| story.sources[s].published.value.first_day().is_some());
    let printed = || named().find(|&s| story.sources[s].article.title.basis != Basis::Derived);
    let newest = story.status.as_ref().map(|status| status.now.source).or(dated);
    let chosen = newest.or_else(printed).or_else(|| named().next());
    chosen.map_or_else(|| "Sources".to_owned(), |s| headline(&story.sources[s].article.title.text))
}

/// A long title up to the last colon, semicolon or dash within reach; else its first words.
fn headline(title: &str) -> String {
    let whole = cut(title, SITE_TITLE);
    if !whole.ends_with('…') || title.trim() == whole {
        return whole;
    }
    let marks = [";", ": ", " – ", " — ", " | "];
    let ends = marks.iter().filter_map(|mark| whole.rfind(mark));
    let end = ends.filter(|&at| whole[..at].chars().count() >= PART).max();
    end.map_or_else(|| whole.clone(), |at| whole[..at].trim_end().to_owned())
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

/// What a citation within running text calls each source: its outlet or the first words of its title, no more of them
/// than tell it from the others.
pub fn inline_labels(story: &Story, labels: &[String]) -> Vec<String> {
    let outlet = |s: &Source| s.article.outlet.as_ref().map(|o| cut(&o.text, SHORT_TITLE));
    let of_all = |label: &dyn Fn(&Source) -> String| story.sources.iter().map(label).collect::<Vec<_>>();
    let steps = [
        of_all(&|s| outlet(s).unwrap_or_else(|| short_title(s, SHORTEST_TITLE))),
        of_all(&|s| outlet(s).unwrap_or_else(|| short_title(s, SHORT_TITLE))),
    ];
    let counts = steps.each_ref().map(|step| {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for label in step {
            *counts.entry(label).or_default() += 1;
        }
        counts
    });
    let told_apart = |at: usize| {
        let alone = |(step, counts): &(&Vec<String>, &BTreeMap<&String, usize>)| counts.get(&step[at]) == Some(&1);
        steps.iter().zip(&counts).find(alone).map(|(step, _)| step[at].clone())
    };
    labels.iter().enumerate().map(|(at, whole)| told_apart(at).unwrap_or_else(|| whole.clone())).collect()
}

/// The first words of a source's title in quotation marks.
fn short_title(source: &Source, longest: usize) -> String {
    let title = &source.article.title.text;
    let title = title.strip_prefix("The ").map_or_else(|| title.clone(), capitalised);
    isolated(format!("“{}”", cut(&title, longest).trim_matches(['“', '”', '"'])))
}

/// `words` with a capital letter at the front.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Words that run from the right, set apart so that what stands beside them keeps its place.
fn isolated(words: String) -> String {
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if words.contains(from_right) { format!("\u{2068}{words}\u{2069}") } else { words }
}

fn label(source: &Source, year: Option<i16>, with_title: bool) -> String {
    let article = &source.article;
    let mut parts = Vec::new();
    parts.extend(article.outlet.as_ref().map(|o| cut(&o.text, SHORT_TITLE)));
    if with_title {
        parts.push(short_title(source, SHORT_TITLE));
    }
    // On one line, whole.
    let day = dates::cited(source.published.value, source.published.basis, year);
    parts.extend((!day.is_empty()).then(|| day.replace(' ', "\u{a0}").replace('–', "\u{2060}–\u{2060}")));
    parts.join(", ")
}

/// The first words of `text`, at most `longest` characters, with an ellipsis where something is left out. A single
/// word that is longer is cut within. A last word of two or three small letters (`of`, `the`, `To`) goes with
/// what is left out.
pub fn cut(text: &str, longest: usize) -> String {
    let text = text.trim();
    let Some((limit, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = &text[..limit];
    let mut head = head.rfind(char::is_whitespace).map_or(head, |at| &head[..at]);
    while let Some((before, last)) = head.rsplit_once(char::is_whitespace)
        && is_small(last)
    {
        head = before.trim_end();
    }
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    // What is cut off may have closed what turns the direction of writing.
    format!("{}…", one_line(head))
}

/// Whether a word joins others only, as far as its length tells: `a`, `of`, `the`; in a headline `To`, not `Jim`.
fn is_small(word: &str) -> bool {
    let longest = if word.starts_with(char::is_lowercase) { 3 } else { 2 };
    word.chars().count() <= longest
        && word.chars().all(char::is_alphabetic)
        && word.chars().skip(1).all(char::is_lowercase)
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
        assert_eq!(cut("Round of the talks opens", 14), "Round…");
        assert_eq!(cut("Mayor Vows To Resign", 15), "Mayor Vows…");
        assert_eq!(cut("Vote at the UN delayed", 15), "Vote at the UN…");
    }

    #[test]
    fn a_long_title_ends_with_a_clause() {
        let long = "Harbour office to close the old swing bridge as of June 1; mayor names a new board of engineers";
        assert_eq!(headline(long), "Harbour office to close the old swing bridge as of June 1");
        let without = "Harbour office to close the old swing bridge as of June after its board of engineers resigned";
        assert_eq!(
            headline(without),
            "Harbour office to close the old swing bridge as of June after its board of engineers…"
        );
        assert_eq!(headline("Bridge: closed for…"), "Bridge: closed for…");
    }

    #[test]
    fn in_running_text_a_source_has_the_shortest_name_that_is_its_own() {
        let mut story = fixture::story();
        let mut twin = story.sources[0].clone();
        twin.article.title.text = "A wholly different title".to_owned();
        story.sources.push(twin);
        let labels = source_labels(&story, Some(2031));
        let short = inline_labels(&story, &labels);
        assert_eq!(short[0], labels[0], "two sources of one outlet");
        assert!(short[1].len() <= labels[1].len());
        let distinct: std::collections::BTreeSet<_> = short.iter().collect();
        assert_eq!(distinct.len(), short.len());
    }

    #[test]
    fn words_from_the_right_are_set_apart() {
        assert_eq!(isolated("“أُعيد”".to_owned()), "\u{2068}“أُعيد”\u{2069}");
        assert_eq!(isolated("“Bridge”".to_owned()), "“Bridge”");
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
