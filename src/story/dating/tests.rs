//! Small stories in, the dates of their sources out.

use proptest::prelude::*;

use crate::annotate::annotate;
use crate::corpus;
use crate::story::{Hints, compose};

/// `id value basis` of each source, by id.
fn dates(sources: &[(&str, &str)]) -> Vec<String> {
    let articles = sources.iter().map(|(id, text)| {
        let article = corpus::parse(&format!("seeds/{id}.txt"), text.as_bytes()).expect("a readable source");
        let annotations = annotate(&article);
        (article, annotations)
    });
    let story = compose(articles.collect(), &Hints::default());
    let mut dates: Vec<String> = story
        .sources
        .iter()
        .map(|s| format!("{} {} {}", s.article.id, s.published.value, s.published.basis.as_str()))
        .collect();
    dates.sort();
    dates
}

/// Thursday, 7 March 2024.
const DATED: &str = "Published in The Courier, March 7th, 2024\n\nThe ferry to Ardmore ran aground on Wednesday in thick fog, and divers \
    freed its rudder at noon.\n\nNobody among the ninety passengers was hurt, the harbour master said.\n";

#[test]
fn a_day_without_its_year_is_that_of_the_nearest_dated_source() {
    let undated = "ARDMORE, March 7 (Newswire) — The ferry that ran aground in thick fog was towed to the harbour by divers.\n\n\
        Its rudder was freed, the harbour master said.\n";
    assert_eq!(dates(&[("a", DATED), ("b", undated)]), ["a 2024-03-07 printed", "b 2024-03-07~ inferred"]);
    assert_eq!(dates(&[("b", undated)]), ["b  unknown"]);
}

#[test]
fn a_day_in_either_order_is_that_beside_a_dated_source() {
    let undated = "Published: 08/03/2024\n\nThe ferry that ran aground in thick fog was towed to the harbour by divers.\n\n\
        Its rudder was freed, the harbour master said.\n";
    assert_eq!(dates(&[("a", DATED), ("b", undated)]), ["a 2024-03-07 printed", "b 2024-03-08 inferred"]);
    assert_eq!(dates(&[("b", undated)]), ["b  unknown"]);
}

#[test]
fn another_story_dates_nothing() {
    let other = "Teachers in the north of the county voted on Monday for a strike over wages and long hours.\n";
    assert_eq!(dates(&[("a", DATED), ("b", other)])[1], "b  unknown");
}

#[test]
fn a_weekday_told_alike_bounds_the_day_and_states_none() {
    let undated = "The council voted on Thursday for a new light on the pier.\n\n\
        The ferry to Ardmore ran aground on Wednesday in thick fog, and divers freed its rudder.\n";
    assert_eq!(dates(&[("a", DATED), ("b", undated)])[1], "b 2024-03-07/2024-03-08~ inferred");
}

#[test]
fn an_inference_is_no_ground_for_another() {
    let undated = "The council voted on Thursday for a new light on the pier.\n\n\
        The ferry to Ardmore ran aground on Wednesday in thick fog, and divers freed its rudder.\n";
    let third = "For a new light on the pier the council voted on Thursday, and the lamp is red.\n";
    assert_eq!(dates(&[("b", undated), ("c", third)]), ["b  unknown", "c  unknown"]);
}

/// Made-up sentences that share words, weekdays and places.
fn a_text() -> impl Strategy<Value = String> {
    let sentence = (0..4_usize, 0..4_usize, 0..7_usize).prop_map(|(who, what, day)| {
        let who = ["The ferry", "The council", "A diver", "The harbour master"][who];
        let what =
            ["ran aground in fog", "voted for a new pier", "freed the rudder of the ferry", "met the pilots"][what];
        let day = ["on Monday", "on Tuesday", "on Thursday", "yesterday", "today", "", "on Friday night"][day];
        format!("{who} {what} near Ardmore {day}.\n\n")
    });
    let head = prop::option::of(1..28_u8)
        .prop_map(|d| d.map(|d| format!("Published March {d}, 2024\n\n")).unwrap_or_default());
    (head, prop::collection::vec(sentence, 1..5)).prop_map(|(head, all)| head + &all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_order_of_the_sources_changes_a_date(
        texts in prop::collection::vec(a_text(), 2..6).prop_flat_map(|texts| {
            let named: Vec<(usize, String)> = texts.into_iter().enumerate().collect();
            (Just(named.clone()), Just(named).prop_shuffle())
        }),
    ) {
        let ids = ["a", "b", "c", "d", "e", "f"];
        let of = |named: &[(usize, String)]| {
            dates(&named.iter().map(|(n, text)| (ids[*n], text.as_str())).collect::<Vec<_>>())
        };
        prop_assert_eq!(of(&texts.0), of(&texts.1));
    }
}
