use super::*;

/// One line in; the sentences out, joined by ` | `.
fn split(text: &str) -> String {
    sentences(text, 0).iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn stops_are_told_from_abbreviations() {
    let cases = [
        ("He left. She stayed.", "He left. | She stayed."),
        ("The U.S. envoy met Dr. J. R. Smith. They talked.", "The U.S. envoy met Dr. J. R. Smith. | They talked."),
        ("She flew to the U.S. The visit was short.", "She flew to the U.S. | The visit was short."),
        ("It cost $3.50. It rose 2.5 percent.", "It cost $3.50. | It rose 2.5 percent."),
        (
            "They met at 10 a.m. Monday. He left at 9 p.m. Nobody saw.",
            "They met at 10 a.m. Monday. | He left at 9 p.m. | Nobody saw.",
        ),
        ("Rep. Ann Lee (R-Tenn.) spoke.", "Rep. Ann Lee (R-Tenn.) spoke."),
        ("RIVERTON, N.J. — Mayor Lee resigned. He wept.", "RIVERTON, N.J. — Mayor Lee resigned. | He wept."),
        ("No. 5 won. Was it fair? No. He cheated.", "No. 5 won. | Was it fair? | No. | He cheated."),
        ("Acme Inc. bought Bolt Ltd. The price is unknown.", "Acme Inc. bought Bolt Ltd. | The price is unknown."),
        ("1. First we go. 2. Then we stop.", "1. First we go. | 2. Then we stop."),
    ];
    for (given, expected) in cases {
        assert_eq!(split(given), expected);
    }
}

#[test]
fn what_closes_after_the_stop_belongs_to_the_sentence() {
    let cases = [
        ("“We go.” He left.", "“We go.” | He left."),
        ("\"We go.\" He left.", "\"We go.\" | He left."),
        ("It failed.[1] Nobody cared.[12][b] They went on.", "It failed.[1] | Nobody cared.[12][b] | They went on."),
        ("(It failed.) Nobody cared.", "(It failed.) | Nobody cared."),
        ("It was “wrong.”Then he left.", "It was “wrong.” | Then he left."),
        ("“Why?” he asked. “Because!” she said.", "“Why?” he asked. | “Because!” she said."),
        ("“Who are you?” Mayor Lee asked. She left.", "“Who are you?” Mayor Lee asked. | She left."),
        ("“Who are you?” Nobody knew.", "“Who are you?” | Nobody knew."),
    ];
    for (given, expected) in cases {
        assert_eq!(split(given), expected);
    }
}

#[test]
fn dots_colons_and_white_space() {
    let cases = [
        ("He said: Go home. Now.", "He said: Go home. | Now."),
        ("Well ... maybe. It is ... Lee who knows.", "Well ... maybe. | It is ... Lee who knows."),
        ("They waited... Nobody came.", "They waited... | Nobody came."),
        ("One\u{a0}step.\u{a0}Two steps.", "One\u{a0}step. | Two steps."),
        ("A line\nbroken here. Next\nline.", "A line\nbroken here. | Next\nline."),
        ("No stop\n\nNext block", "No stop | Next block"),
        ("Is it? Yes! Good…", "Is it? | Yes! | Good…"),
        ("It ended. al-Shams fled.", "It ended. | al-Shams fled."),
        ("See example.com for more. Bye.", "See example.com for more. | Bye."),
        ("", ""),
        (" . ", "."),
        ("… A b. … C d. [...]", "… A b. | … C d. [...]"),
    ];
    for (given, expected) in cases {
        assert_eq!(split(given), expected);
    }
}

#[test]
fn spans_are_offset_by_the_base() {
    assert_eq!(sentences(" A b. C d.", 100), [Span::new(101, 105), Span::new(106, 110)]);
}

proptest::proptest! {
    #[test]
    fn every_visible_character_is_in_exactly_one_sentence(text in "[a-zA-Z .?!…\"”'()\\[\\]1é\n\u{a0}-]{0,80}") {
        let mut last = 0;
        for span in sentences(&text, 0) {
            proptest::prop_assert!(text[last..span.start].trim().is_empty());
            proptest::prop_assert!(!span.of(&text).is_empty());
            proptest::prop_assert_eq!(span.of(&text), span.of(&text).trim());
            last = span.end;
        }
        proptest::prop_assert!(text[last..].trim().is_empty());
    }
}

#[test]
fn what_never_ends_is_cut_between_words() {
    for (unit, joins) in [("word ", false), ("word", true), ("语", true)] {
        let text = unit.repeat(3000);
        let found = sentences(&text, 0);
        assert!(found.len() > 3 && found.iter().all(|s| s.len() <= 2000), "{unit:?}");
        let pieces: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        assert_eq!(pieces.join(if joins { "" } else { " " }), text.trim(), "{unit:?}");
    }
    assert_eq!(sentences(&"word ".repeat(400), 0).len(), 1);
}

#[test]
fn marks_of_other_scripts_end_sentences() {
    let cut = |text: &str| sentences(text, 0).iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>().join("|");
    for (text, expected) in [
        ("پل بند ہے۔ میئر نے کہا۔", "پل بند ہے۔|میئر نے کہا۔"),
        ("پل بند ہے۔میئر نے کہا۔", "پل بند ہے۔|میئر نے کہا۔"),
        ("پانی ۳۔۵ میٹر ہے۔ کیوں؟ معلوم نہیں۔", "پانی ۳۔۵ میٹر ہے۔|کیوں؟|معلوم نہیں۔"),
        ("هل أغلق الجسر؟ نعم. أغلق يوم الاثنين.", "هل أغلق الجسر؟|نعم.|أغلق يوم الاثنين."),
        ("大桥关闭了。市长说：“会重开。”人们在等。", "大桥关闭了。|市长说：“会重开。”|人们在等。"),
        ("橋は閉鎖された。「待ってほしい。」と市長は述べた。", "橋は閉鎖された。|「待ってほしい。」と市長は述べた。"),
        ("पुल बंद है। क्यों? पता नहीं।", "पुल बंद है।|क्यों?|पता नहीं।"),
        ("Köprü kapandı. Başkan “Açılacak.” dedi.", "Köprü kapandı.|Başkan “Açılacak.” dedi."),
        ("Мост закрыт. Мэр ждёт.", "Мост закрыт.|Мэр ждёт."),
    ] {
        assert_eq!(cut(text), expected);
    }
}
