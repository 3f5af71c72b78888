//! `content/sources/` and `content/entries/`: what the editor corrects, adds and hides, anchored to quoted words.
//!
//! In: the texts of both folders, and the articles. Out: corrected articles, the [`Edits`] for the story, located errors.
//! Words that stand in the source named are the anchor; else those that stand in one other source alone have moved; else
//! the entry is an orphan, without effect. Nothing is ever anchored to words that are merely alike.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use crate::corpus::{self, Article, SourceId, Texts};
use crate::diagnostic::{Diagnostic, Location};
use crate::keys::{Key, Kind};
use crate::story::{Deed, Edits, Entry, Place};
use crate::text::Edtf;

use super::page::front_matter;
use super::verify::{Anchor, Library};

/// Folder of corrections of sources.
pub const SOURCES: &str = "content/sources";
/// Folder of entries.
pub const ENTRIES: &str = "content/entries";

const PLACE: [Key; 2] = [Key::must("source", Kind::Words), Key::must("words", Kind::Words)];

const KEYS: [Key; 7] = [
    Key::may("event", Kind::OneOf(&["add", "pin", "merge", "split", "redate", "hide"])),
    Key::may("sentence", Kind::OneOf(&["hide", "annotate"])),
    Key::may("disagreement", Kind::OneOf(&["resolve", "dismiss"])),
    Key::must("source", Kind::Words),
    Key::must("words", Kind::Words),
    Key::may("date", Kind::Day),
    Key::may("and", Kind::Tables(&PLACE)),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    event: Option<Spanned<OfEvent>>,
    sentence: Option<Spanned<OfSentence>>,
    disagreement: Option<Spanned<OfDisagreement>>,
    source: Spanned<String>,
    words: Spanned<String>,
    date: Option<Spanned<WrittenDate>>,
    #[serde(default)]
    and: Vec<WrittenPlace>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPlace {
    source: Spanned<String>,
    words: Spanned<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum OfEvent {
    Add,
    Pin,
    Merge,
    Split,
    Redate,
    Hide,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum OfSentence {
    Hide,
    Annotate,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum OfDisagreement {
    Resolve,
    Dismiss,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Words(String),
    Day(toml::value::Datetime),
}

/// Corrects the articles and anchors the entries.
///
/// # Errors
/// Every problem of every file, located: what cannot be read, keys that are not known, a date that is none.
pub fn edits(
    sources: &Texts,
    entries: &Texts,
    articles: &mut [Article],
    refused: &BTreeSet<SourceId>,
    problems: &mut Vec<Diagnostic>,
) -> Edits {
    let mut edits = Edits::default();
    correct(sources, articles, refused, &mut edits, problems);
    let library = Library::new(articles.iter(), refused);
    for (name, text) in entries {
        let path = format!("{ENTRIES}/{name}");
        match read(&path, text) {
            Ok(read) => {
                edits.anchors.extend(read.at.map(|at| (path.clone(), at)));
                anchor(path, read.deed, &read.places, &library, &mut edits);
            }
            Err(found) => problems.extend(found),
        }
    }
    for entry in edits.entries.iter().filter(|entry| entry.deed == Deed::HideSentence) {
        for place in &entry.places {
            if let Some(article) = articles.iter_mut().find(|article| article.id == place.source) {
                hide(article, place.sentence);
            }
        }
    }
    edits
}

fn correct(
    sources: &Texts,
    articles: &mut [Article],
    refused: &BTreeSet<SourceId>,
    edits: &mut Edits,
    problems: &mut Vec<Diagnostic>,
) {
    for (name, text) in sources {
        let path = format!("{SOURCES}/{name}");
        let correction = match corpus::correction(&path, text) {
            Ok(correction) => correction,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        if refused.contains(&correction.source) {
            continue;
        }
        let named = Diagnostic::warning(&*path, "").at(text, correction.source_range.clone());
        edits.anchors.extend(named.location.map(|at| (path.clone(), at)));
        let Some(article) = articles.iter_mut().find(|article| article.id == correction.source) else {
            edits.lost.push((path, format!("no source is called “{}”", correction.source)));
            continue;
        };
        let id = correction.source.clone();
        for field in correction.apply(article) {
            let twice = edits.corrected.iter().find(|(_, of, before)| *of == id && before.field == field.field);
            if let Some((other, ..)) = twice {
                let message = format!("corrects the {} of `{id}`, as {other} does", field.field);
                problems.push(Diagnostic::error(&*path, message).help("leave it in one of the two files"));
            }
            edits.corrected.push((path.clone(), id.clone(), field));
        }
    }
}

/// Withholds a sentence; a title made of it goes too.
fn hide(article: &mut Article, sentence: usize) {
    let span = article.sentences[sentence].span;
    if article.title.span.is_some_and(|title| title.start < span.end && span.start < title.end) {
        article.title.text = article.id.to_string();
        article.title.span = None;
    }
    if let Err(at) = article.hidden.binary_search(&sentence) {
        article.hidden.insert(at, sentence);
    }
}

/// A place as written: source and words.
type Words = (String, String);

/// An entry as written.
struct Read {
    deed: Deed,
    places: Vec<Words>,
    /// Where its words stand in the file.
    at: Option<Location>,
}

fn read(path: &str, text: &str) -> Result<Read, Vec<Diagnostic>> {
    let (written, offset) = front_matter::<Option<Written>>(path, text, &KEYS)?;
    let Some(written) = written else {
        let help = "begin the file with a line `+++`, then for instance `sentence = \"annotate\"`, `source = \"…\"`, \
                    `words = \"…\"`, and a line `+++`";
        let nothing = Diagnostic::error(path, "this entry says nothing of what it is about").at(text, 0..0);
        return Err(vec![nothing.help(help)]);
    };
    // Spans count from the front matter's first line on.
    let first = text.split_inclusive('\n').next().map_or(0, str::len);
    let at = |span: std::ops::Range<usize>| (span.start + first).min(offset)..(span.end + first).min(offset);
    let refuse = |message: String, span: std::ops::Range<usize>, help: &str| {
        vec![Diagnostic::error(path, message).at(text, at(span)).help(help)]
    };
    let words_at = written.words.span();
    let named = Diagnostic::warning(path, "").at(text, at(words_at.clone())).location;
    let deed = deed(&written).map_err(|(message, help)| refuse(message.to_owned(), words_at.clone(), help))?;
    let deed = match (deed, &written.date) {
        (Deed::AddEvent(_) | Deed::RedateEvent(_), None) => {
            return Err(refuse("a date is missing".to_owned(), words_at, "add a line `date = \"YYYY-MM-DD\"`"));
        }
        (Deed::AddEvent(_) | Deed::RedateEvent(_), Some(date)) => {
            let words = match date.get_ref() {
                WrittenDate::Words(words) => words.trim().to_owned(),
                WrittenDate::Day(day) => day.to_string(),
            };
            let Some(value) = Edtf::parse(&words).filter(|value| *value != Edtf::Unknown) else {
                let help =
                    "write YYYY-MM-DD, or another date of EDTF such as 2024-03, 2024-03-05~ or 2024-03-05/2024-03-07";
                return Err(refuse(format!("`{words}` is not a date"), date.span(), help));
            };
            if matches!(deed, Deed::AddEvent(_)) { Deed::AddEvent(value) } else { Deed::RedateEvent(value) }
        }
        (_, Some(date)) => {
            let help = "leave the date out, or write `event = \"redate\"`";
            return Err(refuse("this entry sets no date".to_owned(), date.span(), help));
        }
        (deed, None) => deed,
    };
    let several = deed == Deed::MergeEvents;
    match written.and.first() {
        None if several => {
            let help = "name the other event by a table [[and]] with its source and words";
            return Err(refuse("one event cannot be merged".to_owned(), words_at, help));
        }
        Some(other) if !several && !matches!(deed, Deed::ResolveDisagreement | Deed::DismissDisagreement) => {
            let help = "write one entry for each place";
            return Err(refuse("this entry is about one place".to_owned(), other.words.span(), help));
        }
        _ => {}
    }
    let others = written.and.into_iter().map(|place| (place.source, place.words));
    let all = std::iter::once((written.source, written.words)).chain(others);
    let places = all.map(|(source, words)| (source.into_inner().trim().to_owned(), words.into_inner())).collect();
    Ok(Read { deed, places, at: named })
}

/// What is asked for; a date still to be set. Else what is wrong, and what to do.
fn deed(written: &Written) -> Result<Deed, (&'static str, &'static str)> {
    let event = written.event.as_ref().map(|event| *event.get_ref());
    let sentence = written.sentence.as_ref().map(|sentence| *sentence.get_ref());
    let disagreement = written.disagreement.as_ref().map(|disagreement| *disagreement.get_ref());
    let help = "write one of `event = \"…\"` (add, pin, merge, split, redate, hide), `sentence = \"…\"` (hide, annotate) and \
                `disagreement = \"…\"` (resolve, dismiss)";
    Ok(match (event, sentence, disagreement) {
        (Some(OfEvent::Add), None, None) => Deed::AddEvent(Edtf::Unknown),
        (Some(OfEvent::Pin), None, None) => Deed::PinEvent,
        (Some(OfEvent::Merge), None, None) => Deed::MergeEvents,
        (Some(OfEvent::Split), None, None) => Deed::SplitEvent,
        (Some(OfEvent::Redate), None, None) => Deed::RedateEvent(Edtf::Unknown),
        (Some(OfEvent::Hide), None, None) => Deed::HideEvent,
        (None, Some(OfSentence::Hide), None) => Deed::HideSentence,
        (None, Some(OfSentence::Annotate), None) => Deed::AnnotateSentence,
        (None, None, Some(OfDisagreement::Resolve)) => Deed::ResolveDisagreement,
        (None, None, Some(OfDisagreement::Dismiss)) => Deed::DismissDisagreement,
        (None, None, None) => return Err(("this entry does not say what to do", help)),
        _ => return Err(("this entry asks for several things", help)),
    })
}

fn anchor(path: String, deed: Deed, written: &[Words], library: &Library<'_>, edits: &mut Edits) {
    let mut places = Vec::new();
    for (source, words) in written {
        match library.anchor(source, words) {
            Anchor::At { article, sentence, span, moved } => {
                places.push(Place { source: article.id.clone(), sentence, span, moved });
            }
            Anchor::Refused => return,
            Anchor::Lost(why) => {
                edits.lost.push((path, why));
                return;
            }
        }
    }
    edits.entries.push(Entry { path, deed, places });
}

#[cfg(test)]
mod tests;
