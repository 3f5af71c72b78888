//! Where sources differ: each reading with its sentences, and why it is taken for a difference.

use std::borrow::Cow;

use serde::Serialize;

use crate::site::cite::{Link, Quoted, Site};
use crate::site::dates::{self, WrittenDate};
use crate::story::{Citation, DateBasis, Disagreement, DisagreementKind, Reading};

use super::count;
use super::edits::{self, EditView};

/// The page.
#[derive(Debug, Serialize)]
pub struct Disagreements<'s> {
    /// `6 differences, 1 conflict`.
    pub summary: String,
    /// The kinds that occur, the gravest first.
    pub kinds: Vec<KindView<'s>>,
    /// The kinds of which none was found, by their titles.
    pub silent: Vec<&'static str>,
    /// What kept sources from being compared; nothing where all were.
    pub missing: Vec<String>,
}

/// All differences of one kind.
#[derive(Debug, Serialize)]
pub struct KindView<'s> {
    /// Fragment.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// What the kind means.
    pub about: &'static str,
    /// Its differences.
    pub entries: Vec<EntryView<'s>>,
}

/// One difference.
#[derive(Debug, Serialize)]
pub struct EntryView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// What it is about.
    pub topic: &'s str,
    /// Why it was found.
    pub reason: String,
    /// Its readings, in the order of their dates.
    pub readings: Vec<ReadingView<'s>>,
    /// What the editor says of it.
    pub edits: Vec<EditView<'s>>,
}

/// One reading.
#[derive(Debug, Serialize)]
pub struct ReadingView<'s> {
    /// The words that make the difference.
    pub value: &'s str,
    /// The date of the source.
    pub as_of: WrittenDate,
    /// The sentences that say so.
    pub quotes: Vec<Quoted<'s>>,
}

/// The kinds with fragment, title and meaning, the gravest first.
const KINDS: [(DisagreementKind, &str, &str, &str); 5] = [
    (DisagreementKind::Conflict, "conflict", "Conflict", "They cannot both be right."),
    (
        DisagreementKind::StatusChange,
        "status-change",
        "Status change",
        "The sources tell of different moments; the later reading replaces the earlier.",
    ),
    (
        DisagreementKind::Framing,
        "framing",
        "Framing",
        "Other words or another credit for the same, variants of one statement among them; no contradiction.",
    ),
    (
        DisagreementKind::Ambiguity,
        "ambiguity",
        "Ambiguity",
        "Whether the sources contradict each other cannot be told from what they say.",
    ),
    (DisagreementKind::Spelling, "spelling", "Spelling", "One name, spelled differently."),
];

/// Whether there is such a page: from two sources on, also to say that nothing was found.
pub fn exists(site: &Site<'_>) -> bool {
    site.story.sources.len() > 1
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Disagreements<'s> {
    let all = &site.story.disagreements;
    let of = |kind: DisagreementKind| all.iter().filter(move |d| d.kind == kind);
    let conflicts = of(DisagreementKind::Conflict).count();
    let summary = format!(
        "{}, {}",
        count(all.len(), "difference", "differences"),
        if conflicts == 0 { "no conflict".to_owned() } else { count(conflicts, "conflict", "conflicts") }
    );
    let (heard, silent): (Vec<_>, Vec<_>) = KINDS.into_iter().partition(|(kind, ..)| of(*kind).next().is_some());
    Disagreements {
        summary,
        kinds: heard
            .into_iter()
            .map(|(kind, id, title, about)| KindView {
                id,
                title,
                about,
                entries: of(kind).map(|d| entry(site, root, d)).collect(),
            })
            .collect(),
        silent: silent.into_iter().map(|(_, _, title, _)| title).collect(),
        missing: missing(site),
    }
}

/// A difference in a line, for the front page.
#[derive(Debug, Serialize)]
pub struct Line<'s> {
    /// What it is about, linked.
    pub link: Link,
    /// Title of its kind.
    pub kind: &'static str,
    /// The words that make the difference, in the order of their dates; of two long wordings where they part, and none of
    /// other long ones.
    pub values: Vec<Cow<'s, str>>,
    /// Whether each takes the place of the one before.
    pub moves: bool,
}

/// What the front page tells of: all but what is a matter of spelling, or resolved by the editor.
fn telling<'s>(site: &'s Site<'_>) -> impl Iterator<Item = &'s Disagreement> {
    site.story.disagreements.iter().filter(|d| d.kind != DisagreementKind::Spelling && !d.resolved)
}

/// How many differences the front page tells of, if there is room.
pub fn number(site: &Site<'_>) -> usize {
    telling(site).count()
}

/// The gravest of them.
pub fn lines<'s>(site: &'s Site<'s>, root: &str, most: usize) -> Vec<Line<'s>> {
    let line = |d: &'s Disagreement| {
        let values: Vec<&str> = d.readings.iter().map(|r| r.value.as_str()).collect();
        let shown = d.readings.iter().flat_map(|r| &r.citations).all(|&c| site.shown.shows(c));
        Line {
            link: Link { href: format!("{root}disagreements.html#{}", d.id), label: d.topic.clone() },
            kind: KINDS.iter().find(|(kind, ..)| *kind == d.kind).map_or("", |(_, _, title, _)| title),
            values: if shown { in_a_line(&values) } else { Vec::new() },
            moves: d.kind == DisagreementKind::StatusChange,
        }
    };
    telling(site).take(most).map(line).collect()
}

/// Scalar values of a reading that fits a line.
const SHORT: usize = 60;

/// Readings that fit a line: as they are where they are short, and two long ones where they part and come together.
fn in_a_line<'s>(values: &[&'s str]) -> Vec<Cow<'s, str>> {
    if values.iter().all(|value| value.chars().count() <= SHORT) {
        return values.iter().map(|&value| Cow::Borrowed(value)).collect();
    }
    let [one, other] = values else { return Vec::new() };
    parting(one, other).map_or(Vec::new(), |clips| clips.into_iter().map(Cow::Owned).collect())
}

/// Fewest words in a row that show two wordings to be one statement; words shown of these, and before them; and words of a
/// wording at most that are compared.
const IN_COMMON: usize = 5;
const SHOWN: usize = 4;
const BEFORE: usize = 2;
const COMPARED: usize = 200;

/// Two wordings around the place where their longest run of common words begins: `This casts doubts on …`, `… casting doubts
/// on …`.
fn parting(one: &str, other: &str) -> Option<[String; 2]> {
    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().take(COMPARED).collect()
    }
    fn alike(word: &str) -> String {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    }
    let (one, other) = (words(one), words(other));
    let folded = [&one, &other].map(|words| words.iter().map(|word| alike(word)).collect::<Vec<_>>());
    let (mut longest, mut ends) = (0, (0, 0));
    let mut above = vec![0_usize; other.len() + 1];
    for (i, word) in folded[0].iter().enumerate() {
        let mut row = vec![0_usize; other.len() + 1];
        for (j, _) in folded[1].iter().enumerate().filter(|(_, found)| *found == word) {
            row[j + 1] = above[j] + 1;
            if row[j + 1] > longest {
                (longest, ends) = (row[j + 1], (i + 1, j + 1));
            }
        }
        above = row;
    }
    let clip = |words: &[&str], end: usize| {
        let start = end - longest;
        let from = start.saturating_sub(BEFORE);
        let shown = words[from..(start + SHOWN).min(end)].join(" ");
        let bare = shown.trim_matches(|c: char| !c.is_alphanumeric());
        format!("“{}{bare} …”", if from > 0 { "… " } else { "" })
    };
    (longest >= IN_COMMON).then(|| [clip(&one, ends.0), clip(&other, ends.1)])
}

/// The title of the kind of the difference whose readings these sentences are.
pub fn kind_of(site: &Site<'_>, citations: &[Citation]) -> Option<&'static str> {
    let is = |d: &&Disagreement| d.readings.iter().filter_map(|r| r.citations.first()).eq(citations);
    let kind = site.story.disagreements.iter().find(is)?.kind;
    KINDS.iter().find(|(known, ..)| *known == kind).map(|(_, _, title, _)| *title)
}

fn entry<'s>(site: &'s Site<'s>, root: &str, disagreement: &'s Disagreement) -> EntryView<'s> {
    EntryView {
        id: &disagreement.id,
        topic: &disagreement.topic,
        reason: dates::in_words(&disagreement.reason),
        readings: disagreement.readings.iter().map(|r| reading(site, root, r)).collect(),
        edits: edits::of_disagreement(site, root, &disagreement.id),
    }
}

fn reading<'s>(site: &'s Site<'s>, root: &str, reading: &'s Reading) -> ReadingView<'s> {
    let shown = reading.citations.iter().filter(|&&c| site.shown.shows(c));
    let basis = reading.citations.first().map_or(DateBasis::Unknown, |c| site.story.sources[c.source].published.basis);
    ReadingView {
        value: &reading.value,
        as_of: dates::written(reading.as_of, basis),
        quotes: shown.map(|&c| site.quoted(root, c)).collect(),
    }
}

/// What kept sources from being compared.
fn missing(site: &Site<'_>) -> Vec<String> {
    let sources = &site.story.sources;
    let copies = sources.iter().enumerate().filter(|(at, source)| source.group != *at).count();
    let undated = sources.iter().filter(|source| source.published.value.first_day().is_none()).count();
    let foreign = sources.iter().filter(|source| !source.article.is_in_english()).count();
    let mut found = Vec::new();
    let mut add = |number: usize, why: &str| {
        if number > 0 {
            found.push(format!("{} {why}", count(number, "source", "sources")));
        }
    };
    add(copies, "told as a copy of another and not compared with it");
    add(undated, "without a date: whether a reading is the later one cannot be told there");
    add(foreign, "in another language than English, which is not read");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_wordings_are_shown_where_they_part() {
        let one = "“This casts doubts on the intentions of the port regarding its promise,”";
        let other =
            "“The gates were shut at night, casting doubts on the intentions of the Port, regarding its promise.”";
        let clips = ["“This casts doubts on the intentions …”", "“… night, casting doubts on the intentions …”"];
        assert_eq!(in_a_line(&[one, other]), clips);
        assert_eq!(in_a_line(&["three days", "four days"]), ["three days", "four days"]);
        let unlike = "“Nobody here has ever seen the gates of the port standing open after the night.”";
        assert_eq!(in_a_line(&[one, unlike]), [] as [&str; 0]);
        assert_eq!(in_a_line(&[one, other, unlike]), [] as [&str; 0]);
    }
}
