//! One pair of accounts that contradict each other, and everything that makes two happenings of them.

use crate::corpus::Policy;
use crate::story::tests::{story, story_as_of};
use crate::story::{DateBasis, Event, Hints, Story};

/// What two papers tell alike but for the day.
const ONE: &str =
    "The ferry Aurora ran aground on a sandbank off Harwick on 18 March 2024, injuring 14 passengers and crew.";
const OTHER: &str = "The ferry Aurora ran aground on a sandbank off Harwick on 19 March 2024, injuring 14 passengers.";

/// A paper's report: a front matter, the sentence, and a paragraph of its own.
fn report(outlet: &str, date: &str, told: &str, rest: &str) -> String {
    format!("---\noutlet: {outlet}\ndate: {date}\n---\n{told}\n\n{rest}\n")
}

const REST: &str = "The town has a market on the quay, and a lighthouse that tourists like to climb.";
const OTHER_REST: &str = "Trains to the coast were late because leaves lay on the rails all the way to Wexport.";

fn of_two(one: &str, other: &str) -> Story {
    let (one, other) =
        (report("The Courier", "2024-03-20", one, REST), report("The Post", "2024-03-21", other, OTHER_REST));
    story(&[("a", &one), ("b", &other)])
}

fn contested(story: &Story) -> Vec<&Event> {
    story.events.iter().filter(|e| e.basis == DateBasis::Contested).collect()
}

#[test]
fn a_true_conflict_is_one_event_with_both_days() {
    for swapped in [false, true] {
        let story = if swapped { of_two(OTHER, ONE) } else { of_two(ONE, OTHER) };
        let (events, found) = (&story.events, contested(&story));
        assert_eq!((events.len(), found.len()), (1, 1), "{events:?}");
        let event = found[0];
        let papers = if swapped { ["The Post", "The Courier"] } else { ["The Courier", "The Post"] };
        assert_eq!(event.reason, format!("18 March 2024 in {}, 19 March 2024 in {}", papers[0], papers[1]));
        assert_eq!((event.citations.len(), event.independent, event.rank), (2, 2, 1));
        let days: Vec<String> = event.readings.iter().map(|r| r.day.to_string()).collect();
        assert_eq!(days, ["2024-03-18", "2024-03-19"]);
        assert!(days.contains(&event.date.to_string()));
    }
}

#[test]
fn weekdays_set_against_printed_dates_can_contradict() {
    let on = |sentence: &str, day: &str, weekday: &str| sentence.replace(day, weekday);
    let story = of_two(&on(ONE, "18 March 2024", "Monday"), &on(OTHER, "19 March 2024", "Tuesday"));
    assert_eq!(contested(&story).len(), 1);
}

#[test]
fn a_day_that_two_sources_give_stays_an_event_beside_the_other() {
    let third =
        "A ferry, the Aurora, ran aground on a sandbank off Harwick on 18 March 2024 and 14 passengers were hurt.";
    let fourth = "Off Harwick the ferry Aurora ran aground on 19 March 2024; it lay on a sandbank for long, with 14 hurt passengers.";
    let (one, other) =
        (report("The Courier", "2024-03-20", ONE, REST), report("The Post", "2024-03-21", OTHER, OTHER_REST));
    let third = report("The Mail", "2024-03-22", third, "Nobody sells ice cream in winter.");
    let fourth = report("The Herald", "2024-03-22", fourth, "Rain fell on the hills.");
    let story = story(&[("a", &one), ("b", &other), ("c", &third), ("d", &fourth)]);
    let found = contested(&story);
    assert_eq!(found.len(), 2, "{:?}", story.events);
    assert!(found.iter().all(|e| e.reason.contains("18 March 2024 in The Courier")), "{found:?}");
    assert!(found.iter().all(|e| e.reason.contains("19 March 2024 in The Post")), "{found:?}");
}

/// The number of contested events, where one of the sentences is changed.
fn count_with(from: &str, to: &str) -> usize {
    assert!(OTHER.contains(from));
    contested(&of_two(ONE, &OTHER.replace(from, to))).len()
}

#[test]
fn what_speaks_for_two_happenings_silences() {
    assert_eq!(count_with("ran", "ran"), 1, "the pair that all others are made from");
    let silenced = [
        ("14", "15"),
        ("14 passengers", "passengers"),
        ("Aurora", "Borealis"),
        ("off Harwick", "off Wexport"),
        ("ran", "never ran"),
        ("ran aground", "again ran aground"),
        ("ran aground", "ran aground every day"),
        ("ran aground", "ran aground for the second time"),
        ("on 19 March 2024", "on Mondays"),
        ("ran aground", "would run aground"),
        ("ran aground", "was expected to run aground"),
        ("injuring", "and not as wrongly told before, injuring"),
        ("on 19 March 2024", "on 27 March 2024"),
        ("on 19 March 2024", "yesterday"),
        ("on 19 March 2024", "in March 2024"),
        ("on 19 March 2024", "early on 19 March 2024"),
        ("on 19 March 2024", "at 5 p.m. on 19 March 2024"),
        ("on 19 March 2024", "before 19 March 2024"),
        ("on 19 March 2024", "on 19 March 2024 and 20 March 2024"),
        (OTHER, "19 March 2024: The ferry Aurora ran aground on a sandbank off Harwick, injuring 14 passengers."),
        (OTHER, "The ferry Aurora ran aground on a sandbank off Harwick, injuring 14 passengers, 19 March 2024."),
        ("injuring", "“injuring”"),
        ("passengers.", "passengers?"),
        ("passengers.", "passengers, the harbour master said on 20 March 2024."),
        (
            "on 19 March 2024, injuring 14 passengers.",
            "injuring 14 passengers, the harbour master said on 19 March 2024.",
        ),
        ("The ferry", "Photo: The ferry"),
    ];
    let loud: Vec<&str> = silenced.iter().filter(|(from, to)| count_with(from, to) > 0).map(|(_, to)| *to).collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn neither_number_nor_person_tells_one_happening_from_its_like() {
    let without = |sentence: &str| sentence.replace("14 passengers", "passengers");
    assert!(contested(&of_two(&without(ONE), &without(OTHER))).is_empty());
}

#[test]
fn a_person_tells_one_happening_from_its_like() {
    let told = |day: u8| {
        format!(
            "Mayor Ada Quill died on {day} March 2024 after a brief illness in a small hospital by the old harbour of \
             Wexport.\n\nAda Quill was mayor of Wexport and loved its market. Ada Quill had no enemies."
        )
    };
    assert_eq!(contested(&of_two(&told(18), &told(19))).len(), 1);
    let nobody = |day: u8| told(day).replace("Mayor Ada Quill", "The mayor of Wexport");
    assert!(contested(&of_two(&nobody(18), &nobody(19))).is_empty());
}

#[test]
fn contrary_words_tell_of_two_happenings() {
    let told = |verb: &str, day: u8| {
        format!("Harwick {verb} its indoor swimming baths to all 300 members of the rowing club on {day} March 2024.")
    };
    assert_eq!(contested(&of_two(&told("closed", 18), &told("closed", 19))).len(), 1);
    assert!(contested(&of_two(&told("closed", 18), &told("opened", 19))).is_empty());
}

#[test]
fn a_date_that_is_inferred_contests_nothing() {
    let on = |sentence: &str, day: &str, weekday: &str| sentence.replace(day, weekday);
    let one = report("The Courier", "2024-03-20", &on(ONE, "18 March 2024", "Monday"), REST);
    let other =
        format!("{}\n\n{OTHER_REST} The council is to meet on Thursday.\n", on(OTHER, "19 March 2024", "Tuesday"));
    let story = story(&[("a", &one), ("b", &other)]);
    assert!(story.sources[1].published.basis >= DateBasis::Inferred);
    assert!(contested(&story).is_empty());
}

#[test]
fn the_same_weekday_of_two_weeks_is_one_word() {
    let one = report("The Courier", "2024-03-20", &ONE.replace("18 March 2024", "Monday"), REST);
    let other = report("The Post", "2024-03-27", &OTHER.replace("19 March 2024", "Monday"), OTHER_REST);
    assert!(contested(&story(&[("a", &one), ("b", &other)])).is_empty());
}

#[test]
fn a_source_that_knows_both_days_tells_of_two_happenings() {
    let both = "A ferry had run aground on a sandbank off Harwick on 18 March 2024 too, and passengers were hurt.";
    assert!(contested(&of_two(ONE, &format!("{OTHER}\n\n{both}"))).is_empty());
}

#[test]
fn a_like_thing_on_a_third_day_shows_that_it_recurs() {
    let third = "A ferry ran aground on a sandbank off Harwick on 12 March 2024, injuring nobody but some passengers.";
    let third = report("The Mail", "2024-03-22", third, "Nobody sells ice cream in winter.");
    let (one, other) =
        (report("The Courier", "2024-03-20", ONE, REST), report("The Post", "2024-03-21", OTHER, OTHER_REST));
    assert!(contested(&story(&[("a", &one), ("b", &other), ("c", &third)])).is_empty());
}

#[test]
fn one_outlet_corrects_itself_and_a_copy_is_no_witness() {
    let one = report("The Courier", "2024-03-20", ONE, REST);
    let corrected = report("The Courier", "2024-03-21", OTHER, OTHER_REST);
    assert!(contested(&story(&[("a", &one), ("b", &corrected)])).is_empty());
    let long = format!("{REST} It was built of red brick by the town’s own masons and has never been painted since.");
    let copied =
        |told: &str, outlet: &str| report(outlet, "2024-03-21", told, &format!("{long}\n\n{long}\n\n{OTHER_REST}"));
    let (one, copy) = (copied(ONE, "The Courier"), copied(OTHER, "The Post"));
    assert!(contested(&story(&[("a", &one), ("b", &copy)])).is_empty());
}

#[test]
fn a_source_that_may_not_be_quoted_contests_nothing() {
    let one = report("The Courier", "2024-03-20", ONE, REST);
    let other = report("The Post", "2024-03-21", OTHER, OTHER_REST);
    for (policy, expected) in [("full", 1), ("excerpt", 1), ("link", 0), ("private", 0)] {
        let other = other.replacen("---\n", &format!("---\npublish: {policy}\n"), 1);
        let story = story(&[("a", &one), ("b", &other)]);
        assert_eq!(contested(&story).len(), expected, "{policy}");
        assert!(expected == 1 || story.events.iter().all(|e| !e.reason.contains("The Post")));
    }
    let hints = Hints { policy: Policy::Link, ..Hints::default() };
    assert!(contested(&story_as_of(&[("a", &one), ("b", &other)], &hints)).is_empty());
}
