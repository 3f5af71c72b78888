//! One sentence in, the dates of its events out.

use crate::annotate::annotate;
use crate::corpus;
use crate::story::{Hints, compose};

use super::FRAMES;

/// The events of a source of Wednesday, 12 June 2024 with this one sentence: their dates, those to come with a `>`.
fn events(sentence: &str) -> String {
    let text = format!("---\ndate: 2024-06-12\n---\n{sentence}\n");
    let article = corpus::parse("seeds/a.txt", text.as_bytes()).expect("a readable source");
    let annotations = annotate(&article);
    let story = compose(vec![(article, annotations)], &Hints::default());
    let status = |e: &crate::story::Event| if e.status == crate::story::EventStatus::Scheduled { ">" } else { "" };
    story.events.iter().map(|e| format!("{}{}", status(e), e.date)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> =
        table.iter().map(|(s, wanted)| (*s, *wanted, events(s))).filter(|(_, w, got)| w != got).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_has_its_entries() {
    let kinds = "about apart bound feast limit moved of opening owner range rare start to";
    assert_eq!(FRAMES.keys().copied().collect::<Vec<_>>().join(" "), kinds);
}

#[test]
fn a_plain_date_is_the_date_of_what_is_told() {
    check(&[
        ("The harbour council closed the swing bridge on Monday.", "2024-06-10"),
        ("The first ferry sailed from the old quay in 1987.", "1987"),
        ("The council, which bought the bridge in May, said on Tuesday that it was safe.", "2024-05 2024-06-11"),
    ]);
}

#[test]
fn a_year_in_a_name_dates_the_thing_named_alone() {
    check(&[
        ("The mayor defended the 2003 treaty with the pilots before an angry crowd.", ""),
        ("The whole harbour council praised her 2019 election.", ""),
        ("The pilots recalled Harwick’s 2016 ferry disaster in their letter.", ""),
        ("Engineers compared the plan with last year’s vote in the county.", ""),
        ("In her 2003 letter, the mayor promised the pilots higher wages.", "2003"),
        ("The 2003 treaty gave the pilots higher wages and a new quay.", "2003"),
        ("Divers found the wreck in 2003 under the old quay.", "2003"),
    ]);
}

#[test]
fn what_is_compared_with_a_date_is_of_another() {
    check(&[
        ("Ferry traffic was heavier than in 2019, the harbour council said.", ""),
        ("Ferry traffic rose by 12 percent compared with 2019.", ""),
        ("The bridge carried fewer lorries than on Monday.", ""),
        ("It was the worst storm on the coast since 1987.", ""),
        ("The pilots walked out for the first time since Monday.", ""),
        ("It was the worst storm since 1987, when the old quay was swept away.", "1987"),
    ]);
}

#[test]
fn what_goes_on_since_a_date_has_no_end() {
    check(&[
        ("The pilots have refused all night work since 2019.", "2019/.."),
        ("The quarrel has a history dating back to 1991 in the county courts.", "1991/.."),
        ("The swing bridge has been closed to lorries since Monday.", "2024-06-10"),
    ]);
}

#[test]
fn a_limit_is_no_date() {
    check(&[
        ("The council promised to replace all bearings by 2014.", ""),
        ("The court barred the pilots from striking until April 2020.", ""),
        ("Officials warned of a repeat of the mistakes of the 1990s.", ""),
        ("The council read letters from 1984 to the crowd.", ""),
        ("The council until Wednesday had never had a pilot among its members.", ""),
    ]);
}

#[test]
fn two_dates_of_a_stretch_are_one() {
    check(&[
        ("From 2007 to 2011 the council spent nothing on the bridge.", "2007/2011"),
        ("Between 1978 and 1995 the ferry sank in the harbour three times.", "1978/1995"),
        ("The council spent nothing on the bridge, beginning in 2009 and continuing through 2016.", "2009/2016"),
        ("The ferry sank in 1978 and in 1995.", "1978 1995"),
        ("The county council opened the quay in 1978 and the bridge in 1995.", "1978 1995"),
    ]);
}

#[test]
fn what_is_later_than_its_source_is_to_come() {
    check(&[
        ("“I take office on July 1, 2024,” the new harbour master wrote.", ">2024-07-01"),
        ("The judge set the hearing for June 28.", ">2024-06-28"),
        ("Work on the new quay will begin in August, the council said.", ">2024-08"),
        ("The ferry sank on 28 June 2023.", "2023-06-28"),
    ]);
}

#[test]
fn what_happened_this_week_happened_before_the_report() {
    check(&[("The council closed the swing bridge this week.", "2024-06-10/2024-06-12")]);
}

#[test]
fn a_feast_that_is_celebrated_is_no_date() {
    check(&[
        ("Children can openly celebrate Christmas in the county again.", ""),
        ("The old quay burned down on Christmas Day.", "2023-12-25"),
        ("The vote was to be held before Christmas but the council put it off.", ""),
    ]);
}

#[test]
fn a_count_is_as_exact_as_its_words() {
    check(&[
        ("The bridge was closed less than two weeks ago.", ""),
        ("The bridge was closed two weeks ago.", "2024-05-27~/2024-06-02~"),
        ("The bridge was built about 40 years ago.", "1984~"),
        ("The bridge was closed two days ago.", "2024-06-10"),
        ("The bridge was closed yesterday.", "2024-06-11"),
    ]);
}

#[test]
fn a_speaker_counts_from_the_day_of_speaking() {
    check(&[
        ("“Today we closed the bridge for good,” the mayor told reporters on Monday.", "2024-06-10"),
        ("“We closed the bridge for good yesterday,” the mayor told reporters.", ""),
    ]);
}

#[test]
fn the_finer_of_two_dates_stands() {
    check(&[
        ("In early May the council met, and on May 3 it closed the bridge.", "2024-05-03"),
        ("Hired in 2010 and dismissed in 2013, the pilot was hired again on Jan. 20, 2017.", "2010 2017-01-20"),
    ]);
}

#[test]
fn a_weekday_of_almost_a_week_ago_is_as_likely_tomorrow() {
    check(&[
        ("The mayor headed Thursday to the county town.", ""),
        ("The mayor headed last Thursday to the county town.", "2024-06-06"),
        ("The mayor headed Friday to the county town.", "2024-06-07"),
    ]);
}
