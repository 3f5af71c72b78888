use super::{Tag, Tagger, tag};
use crate::text::token::tokens;

/// `word/TAG` for each token.
fn read(text: &str) -> String {
    let tokens = tokens(text, 0);
    let tags = tag(&tokens);
    tokens.iter().zip(tags).map(|(t, tag)| format!("{}/{}", t.text, tag.as_str())).collect::<Vec<_>>().join(" ")
}

#[test]
fn sentences_of_news() {
    for (text, expected) in [
        ("The mayor said the quay was closed.", "The/DT mayor/NN said/VBD the/DT quay/NN was/VBD closed/VBN ./."),
        ("She has denied the report.", "She/PRP has/VBZ denied/VBN the/DT report/NN ./."),
        (
            "Officials will meet in Nairobi on Monday.",
            "Officials/NNS will/MD meet/VB in/IN Nairobi/NNP on/IN Monday/NNP ./.",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_word_with_the_ending_of_another_has_the_tag_of_its_first_part() {
    for (text, expected) in [
        ("Smith's deputy left.", "Smith's/NNP deputy/NN"),
        ("It’s over.", "It’s/PRP over/"),
        ("They can’t go.", "They/PRP can’t/MD go/VB ./."),
        ("We cannot go.", "We/PRP cannot/MD go/VB ./."),
        ("They don't know.", "They/PRP don't/VBP know/VB ./."),
    ] {
        assert!(read(text).starts_with(expected), "{text}: {}", read(text));
    }
}

#[test]
fn marks_are_told_apart_by_what_stands_beside_them() {
    for (text, expected) in [
        ("Dr. Lee left.", "Dr/NNP ./Mr. Lee/NNP left/VBD ./."),
        ("\"No,\" she said.", "\"/`` No/"),
        ("The pilots’ union", "The/DT pilots/NNS ’/"),
        ("(the port)", "(/( the/DT port/NN )/)"),
        ("It cost $5 – 5% more", "It/PRP cost/"),
    ] {
        assert!(read(text).starts_with(expected), "{text}: {}", read(text));
    }
    let of = |text: &str, at: usize| tag(&tokens(text, 0))[at];
    assert_eq!(of("\"No,\" she said.", 3), Tag::CloseQuote);
    assert_eq!(of("The pilots’ union", 2), Tag::POS);
    assert_eq!(of("‘The pilots’, she said", 3), Tag::CloseQuote);
    assert_eq!(of("the ‘port’ of", 3), Tag::CloseQuote);
    assert_eq!(of("a Lagos-based firm", 2), Tag::Hyphen);
    assert_eq!(of("the port - the old one", 2), Tag::Dash);
    assert_eq!(of("It cost $5 – 5% more", 2), Tag::Currency);
}

#[test]
fn an_acronym_is_not_the_pronoun_of_its_letters() {
    assert!(read("The US said it would go.").starts_with("The/DT US/NNP said/VBD it/PRP"));
}

#[test]
fn a_sentence_in_capitals_is_read_without_them() {
    assert!(read("THE MAYOR SAID THE QUAY WAS CLOSED").starts_with("THE/DT MAYOR/NN SAID/VBD THE/DT"));
}

#[test]
fn tags_are_named_and_numbered_without_a_gap() {
    for (at, tag) in Tag::ALL.into_iter().enumerate() {
        assert_eq!(tag as usize, at);
        assert_eq!(Tag::parse(tag.as_str()), Some(tag));
    }
    assert!(Tag::VBD.is_finite_verb() && !Tag::VBN.is_finite_verb() && Tag::MD.is_verb() && !Tag::IN.is_verb());
    assert!(Tag::Comma.is_mark() && Tag::POS.is_mark() && !Tag::FW.is_mark());
}

proptest::proptest! {
    #[test]
    fn any_text_gets_a_tag_for_each_token(text in "([A-Za-z]{1,9}|’s|n't|[0-9.,]{1,4}|\\PC|'|\"| |-|\\.){0,60}") {
        let tokens = tokens(&text, 0);
        let mut tagger = Tagger::new();
        let mut first = Vec::new();
        tagger.tag_into(&tokens, &mut first);
        assert_eq!(first.len(), tokens.len());
        for (token, tag) in tokens.iter().zip(&first) {
            assert!(token.is_word || tag.is_mark() || matches!(tag, Tag::CC | Tag::NN | Tag::IN), "{token:?} {tag:?}");
        }
        let mut again = Vec::new();
        tagger.tag_into(&tokens, &mut again);
        assert_eq!(first, again);
    }
}
