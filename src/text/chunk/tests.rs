use super::{Chunk, ChunkKind, Phrase, chunks, phrase, subject};
use crate::text::tag::{Tagged, tag};
use crate::text::token::{Token, tokens};

fn shown(tokens: &[Token<'_>], range: &std::ops::Range<usize>, text: &str) -> String {
    tokens
        .get(range.clone())
        .filter(|t| !t.is_empty())
        .map_or(String::new(), |t| text[t[0].span.start..t[t.len() - 1].span.end].to_owned())
}

fn with<T>(text: &str, read: impl Fn(Tagged<'_, '_>, &[Chunk]) -> T) -> T {
    let tokens = tokens(text, 0);
    let tags = tag(&tokens);
    let words = Tagged { tokens: &tokens, tags: &tags };
    read(words, &chunks(words))
}

fn nouns(text: &str) -> String {
    with(text, |words, chunks| {
        let nouns = chunks.iter().filter(|c| c.kind == ChunkKind::Noun);
        nouns.map(|c| shown(words.tokens, &c.tokens, text)).collect::<Vec<_>>().join(" | ")
    })
}

fn verbs(text: &str) -> String {
    with(text, |words, chunks| {
        let show = |chunk: &Chunk| {
            let verb = chunk.verb()?;
            let flags = [
                (verb.finite, "finite"),
                (verb.modal, "modal"),
                (verb.passive, "passive"),
                (verb.infinitive, "infinitive"),
                (verb.participle, "participle"),
                (verb.negated, "negated"),
            ];
            let flags: Vec<&str> = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
            Some(format!(
                "{} [{}] {}",
                shown(words.tokens, &chunk.tokens, text),
                words.text(chunk.head),
                flags.join(" ")
            ))
        };
        chunks.iter().filter_map(show).collect::<Vec<_>>().join(" | ")
    })
}

/// The subject of the last finite verb of the main cue `verb`.
fn subject_of(text: &str, verb: &str) -> String {
    with(text, |words, chunks| {
        let at = chunks.iter().rposition(|c| c.verb().is_some() && words.text(c.head) == verb);
        let found: Option<Phrase> = at.and_then(|at| subject(words, chunks, at));
        found.map_or("-".to_owned(), |p| shown(words.tokens, &p.tokens, text))
    })
}

/// The phrase right behind `verb`.
fn phrase_after(text: &str, verb: &str) -> String {
    with(text, |words, chunks| {
        let at = chunks.iter().rposition(|c| words.text(c.head) == verb);
        let found = at.and_then(|at| phrase(words, chunks, at + 1));
        found.map_or("-".to_owned(), |p| shown(words.tokens, &p.tokens, text))
    })
}

#[test]
fn base_noun_phrases() {
    for (text, expected) in [
        ("The old mayor closed the quay.", "The old mayor | the quay"),
        ("She met the harbour master's deputy.", "She | the harbour master's deputy"),
        ("The pilots’ union sued Dr. Ann Lee.", "The pilots’ union | Dr. Ann Lee"),
        ("A 43-year-old man died.", "A 43-year-old man"),
        ("Officials on Monday closed the Lagos-based company.", "Officials | Monday | the Lagos-based company"),
        ("The mayor told reporters Monday that the quay was safe.", "The mayor | reporters | Monday | the quay"),
        ("The mayor gave the divers a medal.", "The mayor | the divers | a medal"),
        ("Political and military leaders met.", "Political and military leaders"),
        ("The injured were taken to a hospital.", "The injured | a hospital"),
        ("It’s a big, old ship.", "It’s | a big, old ship"),
        ("The firms ended long-standing free-trade deals.", "The firms | long-standing free-trade deals"),
        ("The Port Hedland legislative council met.", "The Port Hedland legislative council"),
        ("Pilot Lee Kwan-ho of the union spoke.", "Pilot Lee Kwan-ho | the union"),
        ("A well-known diver found newly-built wrecks.", "A well-known diver | newly-built wrecks"),
    ] {
        assert_eq!(nouns(text), expected, "{text}");
    }
}

#[test]
fn verb_groups() {
    for (text, expected) in [
        ("The quay has not yet been closed.", "has not yet been closed [closed] finite passive negated"),
        ("The mayor will open the quay.", "will open [open] finite modal"),
        ("She didn’t say that.", "didn’t say [say] finite negated"),
        ("The mayor wants to open it.", "wants [wants] finite | to open [open] infinitive"),
        (
            "He said nothing, adding that he was glad.",
            "said [said] finite | adding [adding] participle | was [was] finite",
        ),
        ("The pilots were leaving.", "were leaving [leaving] finite"),
    ] {
        assert_eq!(verbs(text), expected, "{text}");
    }
}

#[test]
fn subjects() {
    for (text, verb, expected) in [
        ("The mayor said the quay was safe.", "said", "The mayor"),
        ("A spokesman for the ministry said the quay was safe.", "said", "A spokesman for the ministry"),
        ("The head of the agency in Lagos said it was safe.", "said", "The head of the agency in Lagos"),
        ("The mayor and her deputy said it was safe.", "said", "The mayor and her deputy"),
        ("Kenya, Uganda and Chad said it was safe.", "said", "Kenya, Uganda and Chad"),
        (
            "Ann Lee, the head of the port authority, said it was safe.",
            "said",
            "Ann Lee, the head of the port authority",
        ),
        ("Ann Lee, 43, a diver from Lagos, said it was safe.", "said", "Ann Lee, 43, a diver from Lagos"),
        ("A man who lives nearby said it was safe.", "said", "A man who lives nearby"),
        ("The agency, which runs the port, said it was safe.", "said", "The agency, which runs the port"),
        ("On Monday, the mayor said it was safe.", "said", "the mayor"),
        ("In Lagos, the mayor also said it was safe.", "said", "the mayor"),
        ("After the talks in Lagos, the mayor said it was safe.", "said", "the mayor"),
        ("The ferry sank, and the mayor said it was safe.", "said", "the mayor"),
        ("The pilots left because the mayor said it was safe.", "said", "the mayor"),
        ("The mayor came and said it was safe.", "said", "-"),
        ("Said it was safe.", "said", "-"),
    ] {
        assert_eq!(subject_of(text, verb), expected, "{text}");
    }
}

#[test]
fn phrases_behind_a_verb() {
    for (text, verb, expected) in [
        (
            "“It is safe,” said Ann Lee, the head of the port authority.",
            "said",
            "Ann Lee, the head of the port authority",
        ),
        ("“It is safe,” said Ann Lee, 43, a diver from Lagos.", "said", "Ann Lee, 43, a diver from Lagos"),
        ("“It is safe,” said a spokesman for the ministry.", "said", "a spokesman for the ministry"),
        ("“It is safe,” said Ann Lee in Lagos on Monday.", "said", "Ann Lee"),
        ("“It is safe,” said the mayor on Monday.", "said", "the mayor"),
        ("“It is safe,” said the mayor and the quay was opened.", "said", "the mayor"),
        ("“It is safe,” said the mayor and her deputy.", "said", "the mayor and her deputy"),
        ("“It is safe,” said a man who lives nearby.", "said", "a man who lives nearby"),
        ("“It is safe,” said the Port Council (PC).", "said", "the Port Council (PC)"),
    ] {
        assert_eq!(phrase_after(text, verb), expected, "{text}");
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    let started = std::time::Instant::now();
    for shape in
        ["red-", "port-", "closing-", "very ", "the ", "port, ", "port and ", "closed ", "who said ", "(", "’s "]
    {
        let text = format!("It rained on {}", shape.repeat(100_000 / shape.len()));
        with(&text, |words, chunks| {
            for at in 0..chunks.len() {
                subject(words, chunks, at);
            }
        });
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_text_is_chunked_in_order_without_panic(text in "(the |mayor |and |, |who |said |of |\\(|\\)|’s|'|-|é|“|”|[A-Za-z0-9]{1,6} |\\PC){0,30}") {
        with(&text, |words, chunks| {
            let mut end = 0;
            for (at, chunk) in chunks.iter().enumerate() {
                assert!(chunk.tokens.start >= end && chunk.tokens.contains(&chunk.head) && chunk.tokens.end <= words.tokens.len());
                end = chunk.tokens.end;
                for found in [phrase(words, chunks, at), subject(words, chunks, at)].into_iter().flatten() {
                    assert!(found.tokens.end <= words.tokens.len() && found.tokens.contains(&found.head));
                }
            }
        });
    }
}
