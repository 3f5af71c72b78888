//! Dated sources in, what each day brought out.

use crate::story::Story;
use crate::story::tests::story;

const SUNDAY: &str = "HARWICK: Engineers closed the swing bridge to all traffic on Sunday after divers found a crack.\n\n\
    The harbour council is to vote on the repair of the bridge bearing on Wednesday.\n\nPublished in The Courier, March 3rd, 2025\n";
const TUESDAY: &str = "On Sunday engineers closed the swing bridge to all traffic, and divers found a crack in its bearing.\n\n\
    Published in The Herald, March 4th, 2025\n";
const THURSDAY: &str = "The harbour council voted for the repair of the bridge bearing on Wednesday, by nine to two.\n\n\
    Published in The Courier, March 6th, 2025\n";
const UNDATED: &str = "The ferry company has hired two boats.\n";

fn told(sources: &[(&str, &str)]) -> Vec<String> {
    let story = story(sources);
    story.editions.iter().map(|issue| line(&story, issue)).collect()
}

fn line(story: &Story, issue: &super::Issue) -> String {
    let day = |id: &String| story.events.iter().find(|e| e.id == *id).map_or_else(String::new, |e| e.date.to_string());
    let days = |of: &[String]| of.iter().map(day).collect::<Vec<_>>().join(" ");
    format!(
        "{}: {} sources, added {}, corroborated {}, came about {}",
        issue.day.map_or_else(|| "undated".to_owned(), |day| day.to_string()),
        issue.sources.len(),
        days(&issue.added),
        days(&issue.corroborated),
        issue.came_about.iter().map(|(_, happened)| day(happened)).collect::<Vec<_>>().join(" "),
    )
}

#[test]
fn each_day_brings_what_its_sources_are_the_first_to_tell() {
    assert_eq!(
        told(&[("a", SUNDAY), ("b", TUESDAY), ("c", THURSDAY), ("d", UNDATED)]),
        [
            "2025-03-03: 1 sources, added 2025-03-02 2025-03-05, corroborated , came about ",
            "2025-03-04: 1 sources, added , corroborated 2025-03-02, came about ",
            "2025-03-06: 1 sources, added 2025-03-05, corroborated , came about 2025-03-05",
            "undated: 1 sources, added , corroborated , came about ",
        ]
    );
}

#[test]
fn what_a_later_version_leaves_out_is_told_and_what_another_paper_does_is_not() {
    const KEPT: &str = "Engineers closed the swing bridge to all traffic on Sunday after divers found a crack.\n\n\
        The crack runs through the eastern bearing, the harbour council said in a statement.\n\n\
        Boats may still pass below the bridge at low tide, with a pilot on board.\n\n\
        The council has called its members to a special sitting in the town hall.\n\n";
    const GONE: &str = "The inspector Ada Quill warned of the rusted bearing two winters ago.\n\n";
    let earlier = format!("{KEPT}{GONE}Published in The Courier, March 3rd, 2025\n");
    let withdrawn = |later: &str| -> Vec<String> {
        let story = story(&[("a", &earlier), ("b", later), ("c", THURSDAY)]);
        let told = story.editions.iter().flat_map(|i| i.withdrawn.iter().map(move |w| (i.day, w)));
        told.map(|(day, w)| format!("{} {}: {}", day.expect("a dated one"), w.later, story.words(w.told))).collect()
    };
    let line = "2025-03-05 1: The inspector Ada Quill warned of the rusted bearing two winters ago.";
    assert_eq!(withdrawn(&format!("{KEPT}Published in The Courier, March 5th, 2025\n")), [line]);
    // Another paper's copy, the same day's, one that has it in other words, and an extract.
    for silent in [
        format!("{KEPT}Published in The Herald, March 5th, 2025\n"),
        format!("{KEPT}Published in The Courier, March 3rd, 2025\n"),
        format!(
            "{KEPT}Ada Quill, an inspector, warned of rust in the bearing.\n\nPublished in The Courier, March 5th, 2025\n"
        ),
        format!("{}\n\nPublished in The Courier, March 5th, 2025\n", &KEPT[..KEPT.find("Boats").expect("it")]),
    ] {
        assert_eq!(withdrawn(&silent), Vec::<String>::new(), "{silent}");
    }
}

#[test]
fn a_source_pasted_twice_corroborates_nothing() {
    let again = told(&[("a", SUNDAY), ("b", SUNDAY)]);
    assert_eq!(again, ["2025-03-03: 2 sources, added 2025-03-02 2025-03-05, corroborated , came about "]);
}
