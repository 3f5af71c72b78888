//! One document in, the date that its own words fix out.

use crate::annotate::annotate;
use crate::corpus;

/// The value, or what stays open.
fn date(text: &str) -> String {
    let article = corpus::parse("x.txt", text.as_bytes()).expect("a readable text");
    let dating = annotate(&article).dating;
    match (dating.inferred, dating.open) {
        (Some(found), _) => {
            assert!(!found.reason.is_empty());
            found.value.to_string()
        }
        (None, Some(open)) => format!("open “{}”", open.words),
        (None, None) => String::new(),
    }
}

#[test]
fn what_the_words_of_one_document_fix() {
    let table = [
        // The year of the nearest full date.
        ("NAIROBI, Aug. 7 (Newswire) -- The port was closed. It had opened on May 2, 2024.", "2024-08-07~"),
        ("LONDON, 3 January — The vote was held. It was called on 12 December 2024.", "2025-01-03~"),
        ("NAIROBI, Aug. 7 (Newswire) --\n\nThe port was closed. It had opened on May 2, 2024.", "2024-08-07~"),
        // The year in which the weekday is right.
        ("RIVERTON, Wednesday, Aug. 7 — The port was closed, and will stay so all through 2024.", "2024-08-07~"),
        ("RIVERTON, Aug. 7 (Newswire) — The port was closed on Wednesday, the first time in 2024.", "2024-08-07~"),
        // A day that the text names and dates.
        ("The port was closed today, 14 March 2025, after a storm.", "2025-03-14"),
        ("The port was closed yesterday (14 March 2025) after a storm.", "2025-03-15"),
        // The order of day and month.
        ("Published: 03/04/2025\n\nThe port was closed. It opened again on March 2, 2025.", "2025-03-04"),
        ("Published: 03/04/2025\n\nRIVERTON, April 3 (Newswire) — The port was closed.", "2025-04-03"),
        ("Published: 03/04/2025\n\nThe port was closed on Thursday.", "2025-04-03"),
    ];
    for (text, expected) in table {
        assert_eq!(date(text), expected, "{text}");
    }
}

#[test]
fn what_nothing_fixes_stays_open() {
    let table = [
        ("NAIROBI, Aug. 7 (Newswire) -- The port was closed.", "open “NAIROBI, Aug. 7 (Newswire) --”"),
        ("NAIROBI, Aug. 7 (Newswire) -- The port of 1998 was closed.", "open “NAIROBI, Aug. 7 (Newswire) --”"),
        ("Published: 03/04/2025\n\nThe port was closed.", "open “Published: 03/04/2025”"),
        ("Published: 03/04/2025\n\nThe town was founded on 3 March 1998.", "open “Published: 03/04/2025”"),
    ];
    for (text, expected) in table {
        assert_eq!(date(text), expected, "{text}");
    }
}

#[test]
fn the_dates_of_events_are_not_those_of_the_document() {
    for text in [
        "The town was founded on 3 March 1998.",
        "The port was closed on Monday. It had opened on 14 March 2025.",
        "Talks are set for 14 March 2025 in the town hall.",
        "The port was closed. © 2024 The Post",
        "Riverton: Aug. 7 was a hot day, and the port was closed.",
        "Today the port was closed. A storm of 14 March 2025 had broken it.",
        "It is today, 14 March 2025, and not today, 15 March 2025, he said.",
    ] {
        assert_eq!(date(text), "", "{text}");
    }
}

#[test]
fn a_printed_date_needs_no_inference() {
    assert_eq!(
        date("Published March 3, 2024\n\nRIVERTON, Aug. 7 — The port was closed. It opened on May 2, 2024."),
        ""
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in crate::annotate::tests::hostile_text()) {
        if let Ok(article) = corpus::parse("x.txt", text.as_bytes()) {
            let _ = annotate(&article).dating;
        }
    }
}
