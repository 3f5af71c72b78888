//! Identities that outlive change: of sources by their path, of sentences by their words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::text::token::tokens;

use super::{SentenceId, SourceId};

/// Gives every path (below `seeds/`, with `/`) its id: the path without `.txt` or `.md`. Where several differ in nothing
/// but that, one of them keeps it, a `.txt` before others, and the others are called by their whole path.
pub(super) fn source_ids(paths: &[String]) -> Vec<SourceId> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for path in paths {
        let owner = owners.entry(stem(path)).or_insert(path);
        if path.strip_suffix(".txt").is_some() {
            *owner = path;
        }
    }
    let mut taken: BTreeSet<String> = owners.keys().map(|id| (*id).to_owned()).collect();
    let mut id = |path: &String| {
        if owners.get(stem(path)) == Some(&path.as_str()) {
            return stem(path).to_owned();
        }
        let mut id = path.clone();
        while !taken.insert(id.clone()) {
            id = format!("{path}-{}", fingerprint(id.as_bytes()));
        }
        id
    };
    paths.iter().map(|path| SourceId(id(path))).collect()
}

/// A few digits that tell `bytes` from others.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..4])
}

/// A path without the extension of a source.
pub(super) fn stem(path: &str) -> &str {
    let cut = [".txt", ".md"].iter().find_map(|extension| {
        let at = path.len().checked_sub(extension.len())?;
        path.get(at..).filter(|end| end.eq_ignore_ascii_case(extension)).map(|_| &path[..at])
    });
    cut.filter(|stem| !stem.is_empty() && !stem.ends_with('/')).unwrap_or(path)
}

/// Hands out the ids of one source's sentences, in text order.
pub(super) struct SentenceIds<'s> {
    source: &'s str,
    /// The words of sentences, and how often they were tried. Only looked up, so that its order shows nowhere.
    seen: HashMap<String, usize>,
    taken: HashSet<String>,
}

impl<'s> SentenceIds<'s> {
    pub(super) fn new(source: &'s SourceId) -> Self {
        SentenceIds { source: &source.0, seen: HashMap::new(), taken: HashSet::new() }
    }

    /// The id of the next sentence: `s` and ten hexadecimal digits of a digest of the source's id, the sentence's words in
    /// lower case, and how many sentences of the same words came before it.
    pub(super) fn next(&mut self, sentence: &str) -> SentenceId {
        let words = normalised(sentence);
        let mut count = self.seen.get(&words).copied().unwrap_or_default();
        let id = loop {
            let id = digest(&[self.source, &words, &count.to_string()]);
            count += 1;
            if self.taken.insert(id.clone()) {
                break id;
            }
        };
        self.seen.insert(words, count);
        SentenceId(id)
    }
}

/// The words alone, in lower case with single spaces; the text itself where it has none.
fn normalised(sentence: &str) -> String {
    let mut words = String::with_capacity(sentence.len() + 1);
    for token in tokens(sentence, 0).iter().filter(|token| token.is_word) {
        if token.text.is_ascii() {
            words.push_str(token.text);
            let from = words.len() - token.text.len();
            words[from..].make_ascii_lowercase();
        } else {
            words.push_str(&token.text.to_lowercase());
        }
        words.push(' ');
    }
    if words.pop().is_none() { sentence.trim().to_owned() } else { words }
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("s{}", hex(&hash.finalize()[..5]))
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_its_path_without_extension() {
        let ids = |paths: &[&str]| {
            let paths: Vec<_> = paths.iter().map(|p| (*p).to_owned()).collect();
            source_ids(&paths).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ids(&["a.md", "b/c.txt", "d.TXT"]), "a b/c d");
        assert_eq!(ids(&["a.md", "a.txt", "b.md"]), "a.md a b");
        assert_eq!(ids(&["a.MD", "a.md"]), "a a.md");
        assert_eq!(ids(&["a.TXT", "a.txt"]), "a.TXT a");
        assert_eq!(ids(&["a.md", "a.md.txt", "a.txt"]), "a.md-fecccc97 a.md a");
        assert_eq!(ids(&["x/.md", ".txt"]), "x/.md .txt");
    }

    #[test]
    fn a_sentence_is_its_words() {
        let source = SourceId("a".to_owned());
        let mut ids = SentenceIds::new(&source);
        let (one, two, again) = (ids.next("It rained."), ids.next("It snowed."), ids.next("“It  RAINED”!"));
        assert_eq!(one, SentenceIds::new(&source).next("it rained"));
        assert!(one != two && one != again && two != again);
        assert_eq!(one.0.len(), 11);
        assert_ne!(one, SentenceIds::new(&SourceId("b".to_owned())).next("It rained."));
    }
}
