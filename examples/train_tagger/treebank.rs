//! Reads CoNLL-U and brings its tokens onto ours.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use dateline::text::tag::Tag;
use dateline::text::token::tokens;

/// A document of the treebank.
pub(crate) struct Document {
    /// Its id.
    pub(crate) name: String,
    /// Its sentences in order.
    pub(crate) sentences: Vec<Sentence>,
}

/// A sentence and the tags of its tokens, ours.
#[derive(Default)]
pub(crate) struct Sentence {
    /// As it stands.
    pub(crate) text: String,
    /// A tag for each of [`tokens`]; marks have none.
    pub(crate) tags: Vec<Option<Tag>>,
}

/// The documents of one file, plain or compressed.
pub(crate) fn read(path: impl AsRef<Path>) -> io::Result<Vec<Document>> {
    let path = path.as_ref();
    let mut file = File::open(path)?;
    let mut text = String::new();
    if path.extension().is_some_and(|e| e == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        file.read_to_string(&mut text)?;
    }
    let mut documents: Vec<Document> = Vec::new();
    let (mut sentence, mut words) = (String::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            documents.push(Document { name: name.to_owned(), sentences: Vec::new() });
        } else if let Some(text) = line.strip_prefix("# text = ") {
            text.clone_into(&mut sentence);
        } else if let Some(word) = word(line) {
            words.push(word);
        } else if line.is_empty() && !words.is_empty() {
            if let Some(document) = documents.last_mut() {
                document.sentences.push(align(&sentence, &words));
            }
            words.clear();
        }
    }
    Ok(documents)
}

/// The form and the Penn tag of a word's line.
fn word(line: &str) -> Option<(&str, &str)> {
    let mut fields = line.split('\t');
    fields.next()?.parse::<u32>().ok()?;
    Some((fields.next()?, fields.nth(2)?))
}

/// Gives each of our tokens the tag of the first of the treebank's words in it, or of the one it is part of.
fn align(text: &str, words: &[(&str, &str)]) -> Sentence {
    let mut places = Vec::new();
    let mut from = 0;
    for (form, tag) in words {
        if let Some(at) = text[from..].find(form) {
            places.push((from + at, from + at + form.len(), *tag));
            from += at + form.len();
        }
    }
    let found = tokens(text, 0);
    let of = |start: usize, end: usize, capital: bool| {
        let &(_, whole, tag) = places.iter().find(|&&(s, e, _)| s < end && start < e)?;
        let tag = penn(tag)?;
        let part = end < whole && text[end..whole].contains('-');
        Some(match tag {
            _ if !part || tag.is_proper() => tag,
            // `Lagos-based`, `pre-existing`
            _ if capital && start > 0 => Tag::NNP,
            Tag::CD | Tag::NN => tag,
            _ => Tag::JJ,
        })
    };
    let tags =
        found.iter().map(|t| if t.is_word { of(t.span.start, t.span.end, t.is_capitalised()) } else { None }).collect();
    Sentence { text: text.to_owned(), tags }
}

/// Our tag for one of the treebank's.
fn penn(name: &str) -> Option<Tag> {
    match name {
        "LS" => Some(Tag::CD),
        "GW" => Some(Tag::NN),
        "ADD" => Some(Tag::NNP),
        "AFX" => Some(Tag::JJ),
        _ => Tag::parse(name).filter(|tag| !tag.is_mark()),
    }
}
