//! Entries in, events and edits out.

use super::*;
use crate::story::tests::story_as_of;
use crate::story::{Hints, Story};

const COURIER: &str = "HARWICK: Engineers closed the swing bridge to all traffic on Sunday after divers found a crack.\n\n\
    The harbour council met in emergency session on Saturday.\n\nPublished in The Courier, March 3rd, 2025\n";
const HERALD: &str = "Engineers closed the swing bridge to all traffic on Sunday, when divers found a crack in its bearing.\n\n\
    The ferry company hired two boats on Saturday.\n\nPublished in The Herald, March 3rd, 2025\n";

/// The story as an editor with these entries has it; each names a source and a sentence of it by number.
fn told(entries: &[(Deed, &[(&str, usize)])]) -> Story {
    let entries = entries.iter().enumerate().map(|(at, (deed, places))| Entry {
        path: format!("content/entries/{at}.md"),
        deed: *deed,
        places: places.iter().map(|(source, sentence)| place(source, *sentence)).collect(),
    });
    let edits = Edits { entries: entries.collect(), ..Edits::default() };
    story_as_of(&[("courier", COURIER), ("herald", HERALD)], &Hints { edits, ..Hints::default() })
}

fn place(source: &str, sentence: usize) -> Place {
    Place { source: SourceId(source.to_owned()), sentence, span: Span::new(0, 1), moved: false }
}

/// Each event in the order of these lines: its date and the first words of its sentences.
fn events(story: &Story) -> Vec<String> {
    let words = |c: &Citation| story.words(*c).split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let line = |e: &Event| format!("{} {}", e.date, e.citations.iter().map(words).collect::<Vec<_>>().join("; "));
    let mut lines: Vec<String> = story.events.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn without_entries_the_events_are_the_program_s() {
    let story = told(&[]);
    assert_eq!(
        events(&story),
        [
            "2025-03-01 The ferry company",
            "2025-03-01 The harbour council",
            "2025-03-02 Engineers closed the; Engineers closed the"
        ]
    );
    assert_eq!(story.edits, []);
}

#[test]
fn an_event_is_redated_and_says_what_it_was() {
    let story = told(&[(Deed::RedateEvent(Edtf::parse("2025-02-28").unwrap()), &[("courier", 1)])]);
    assert_eq!(events(&story)[0], "2025-02-28 The harbour council");
    let redated = &story.events[0];
    assert_eq!(redated.basis, DateBasis::Declared);
    assert!(redated.reason.starts_with("set by the editor; before: 2025-03-01"), "{}", redated.reason);
    let edit = &story.edits[0];
    assert_eq!((edit.what, edit.old.as_str(), edit.new.as_str()), ("event redated", "2025-03-01", "2025-02-28"));
}

#[test]
fn events_are_merged_split_hidden_added_and_pinned() {
    let story = told(&[(Deed::MergeEvents, &[("courier", 1), ("herald", 1)])]);
    assert_eq!(events(&story)[0], "2025-03-01 The harbour council; The ferry company");
    assert!(story.events.iter().all(|event| event.independent == 2));
    let story = told(&[(Deed::SplitEvent, &[("herald", 0)])]);
    let sunday: Vec<_> = story.events.iter().filter(|e| e.date.to_string() == "2025-03-02").collect();
    assert_eq!(sunday.iter().map(|e| (e.citations.len(), e.independent)).collect::<Vec<_>>(), [(1, 1), (1, 1)]);
    assert_ne!(sunday[0].id, sunday[1].id);
    let story = told(&[(Deed::HideEvent, &[("herald", 1)])]);
    assert_eq!(story.events.len(), 2);
    assert!(matches!(story.edits[0].target, Target::Gone(_)));
    let story = told(&[(Deed::AddEvent(Edtf::parse("2025-03").unwrap()), &[("herald", 0)])]);
    assert_eq!(story.events.len(), 4);
    let story = told(&[(Deed::PinEvent, &[("courier", 1)])]);
    assert_eq!(story.events.iter().find(|e| e.rank == 1).map(|e| e.citations[0].sentence), Some(1));
}

#[test]
fn what_does_not_fit_changes_nothing_and_says_so() {
    let before = events(&told(&[]));
    for (deed, places) in [
        (Deed::MergeEvents, &[("courier", 0), ("herald", 0)][..]),
        (Deed::SplitEvent, &[("courier", 1)]),
        (Deed::HideEvent, &[("courier", 2)]),
    ] {
        let story = told(&[(deed, places)]);
        assert_eq!(events(&story), before, "{deed:?}");
        assert_eq!(orphans(&story.edits, &BTreeMap::new()).count(), 1, "{deed:?}");
    }
}

#[test]
fn an_entry_waits_for_a_source_of_a_later_day() {
    assert_eq!(told(&[(Deed::HideEvent, &[("later", 0)])]).edits, []);
}

#[test]
fn a_difference_is_resolved_or_dismissed() {
    let reading = |story: &Story, source: usize| crate::story::Reading {
        value: source.to_string(),
        as_of: Edtf::Unknown,
        citations: vec![story.cite(source, 0)],
    };
    for (deed, left) in [(Deed::ResolveDisagreement, 1), (Deed::DismissDisagreement, 0)] {
        let story = told(&[]);
        let mut found = vec![Disagreement {
            id: "d1".to_owned(),
            kind: crate::story::DisagreementKind::Conflict,
            topic: "the day".to_owned(),
            readings: vec![reading(&story, 0), reading(&story, 1)],
            reason: String::new(),
            resolved: false,
        }];
        let entry = |places: &[(&str, usize)]| Entry {
            path: "content/entries/x.md".to_owned(),
            deed,
            places: places.iter().map(|(source, sentence)| place(source, *sentence)).collect(),
        };
        let mut all = Vec::new();
        let edits = Edits { entries: vec![entry(&[("courier", 0), ("herald", 1)])], ..Edits::default() };
        settle(&mut found, &mut all, &edits, &story.sources);
        assert_eq!(
            (found.len(), orphans(&all, &edits.anchors).count()),
            (1, 1),
            "one of the sentences is of no difference"
        );
        let edits = Edits { entries: vec![entry(&[("courier", 0), ("herald", 0)])], ..Edits::default() };
        settle(&mut found, &mut all, &edits, &story.sources);
        assert_eq!((found.len(), found.iter().filter(|d| d.resolved).count()), (left, left));
    }
}
