use super::super::fixture::{entry, story};
use super::*;

const PAGE: (&str, &str) = ("content/x.md", "");

/// The words found, or the message and the help.
fn verify(id: &str, words: &str) -> String {
    let story = story(&[
        ("port/a", "The port closed at noon. Workers’ wages rose by 3.5%\u{a0}on\nMonday.|A café — small — opened."),
        ("b", "Nobody came back. The port closed at noon."),
    ]);
    let refused = BTreeSet::new();
    let (library, entry) = (Library::new(story.sources.iter().map(|s| &s.article), &refused), entry(id, words));
    if let Some(citation) = library.find(&entry) {
        return format!("{}.{} {}", citation.source, citation.sentence, story.words(citation));
    }
    let problem = library.not_found(&entry, PAGE);
    format!("{}; {}", problem.message, problem.help.unwrap())
}

#[test]
fn exact_words_are_found() {
    assert_eq!(verify("port/a", "port closed"), "0.0 port closed");
    assert_eq!(verify("b", "The port closed at noon."), "1.1 The port closed at noon.");
    assert_eq!(verify("port/a", "3.5% on Monday"), "0.1 3.5%\u{a0}on\nMonday");
    assert_eq!(verify("port/a", "Workers’ wages"), "0.1 Workers’ wages");
    assert_eq!(verify("port/a", "— small —"), "0.2 — small —");
}

#[test]
fn marks_of_markdown_may_be_left_out() {
    let mut story = story(&[("a", "The **port** closed at [noon](b).")]);
    story.sources[0].article.marks =
        [(4, 6), (10, 12), (23, 24), (28, 32)].map(|(from, to)| Span::new(from, to)).to_vec();
    let words = |words: &str| {
        let found = Library::new(story.sources.iter().map(|s| &s.article), &BTreeSet::new()).find(&entry("a", words));
        found.map(|citation| story.words(citation)).unwrap_or_default()
    };
    assert_eq!(words("port closed"), "port** closed");
    assert_eq!(words("closed at noon."), "closed at [noon](b).");
    assert_eq!(words("**port** closed"), "**port** closed");
    assert_eq!(words("port closed at noon (b)"), "");
}

#[test]
fn other_words_are_not() {
    for near in ["the port closed", "port close", "ort closed", "portclosed", "Workers' wages", "a cafe", "rose by 3"] {
        assert!(verify("port/a", near).starts_with("these words do not stand in `port/a`"), "{near}");
    }
}

#[test]
fn what_is_wrong_is_explained() {
    assert_eq!(
        verify("port/a", "noon. Workers’ wages"),
        "these words run over the end of a sentence of `port/a`; cite each sentence by itself: [@a, \"one\"; @a, \"two\"]"
    );
    assert_eq!(verify("port/a", "Nobody came"), "these words do not stand in `port/a`; they stand in `b`");
    assert_eq!(
        verify("port/a", "The port closed at midnight."),
        "these words do not stand in `port/a`; after `The port closed at` the source goes on with \
         `noon. Workers’ wages rose by 3.5%`"
    );
    assert_eq!(verify("b", "Xyz abc"), "these words do not stand in `b`; quote the source exactly, letter for letter");
    assert_eq!(verify("port/b", "x"), "no source is called `port/b`; there is `port/a`");
    assert_eq!(
        verify("zzz", "x"),
        "no source is called `zzz`; the id of a source is its path below seeds/ without the extension"
    );
}
