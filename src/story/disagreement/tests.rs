use crate::annotate::annotate;
use crate::corpus;
use crate::pipeline::annotate_alone;
use crate::story::{Disagreement, DisagreementKind, Hints, Story, compare, compose};

fn story(sources: &[(&str, &str)]) -> Story {
    let read = |(at, (day, text)): (usize, &(&str, &str))| {
        let front = if day.is_empty() { String::new() } else { format!("---\ndate: {day}\n---\n") };
        let article = corpus::parse(&format!("seeds/{at}.md"), format!("{front}# Title {at}\n\n{text}\n").as_bytes());
        let article = article.expect("a text");
        let annotations = annotate(&article);
        (article, annotations)
    };
    compose(sources.iter().enumerate().map(read).collect(), &Hints::default())
}

fn of(story: &Story, kind: DisagreementKind) -> Vec<&Disagreement> {
    story.disagreements.iter().filter(|d| d.kind == kind).collect()
}

fn values(disagreement: &Disagreement) -> Vec<&str> {
    disagreement.readings.iter().map(|r| r.value.as_str()).collect()
}

/// What two sentences of two days differ in.
fn pair(one: (&str, &str), other: (&str, &str)) -> Option<&'static str> {
    let read = |(day, text): (&str, &str)| {
        let article = corpus::parse("a.txt", text.as_bytes()).expect("a text");
        annotate_alone(article, day.parse().ok())
    };
    compare(&read(one), &read(other)).disagreement.map(|(kind, _)| kind.as_str())
}

#[test]
fn only_what_cannot_be_true_at_once_is_a_conflict() {
    let a = "The ferry Marigold sank 50 miles off the coast of Norland after a fire in its engine room.";
    let other = "The ferry Marigold sank about 30 miles off the coast of Norland after a fire in the engine room.";
    for (one, two, expected) in [
        (("2014-05-02", a), ("2014-05-02", other), Some("conflict")),
        // Rounding, bounds and ranges that hold the number.
        (
            ("2014-05-02", a),
            (
                "2014-05-02",
                "The ferry Marigold sank nearly 55 miles off the coast of Norland after a fire in its engine room.",
            ),
            None,
        ),
        (
            ("2014-05-02", a),
            (
                "2014-05-02",
                "The ferry Marigold sank more than 40 miles off the coast of Norland after a fire in its engine room.",
            ),
            None,
        ),
        // What may be is no reading.
        (
            ("2014-05-02", a),
            (
                "2014-05-02",
                "The ferry Marigold could have sunk 30 miles off the coast of Norland after a fire in its engine room.",
            ),
            None,
        ),
        // A length on one day, and on another.
        (
            ("2014-05-05", "The talks in Port Ann lasted nine hours on Sunday, port officials said."),
            ("2014-05-06", "The talks in Port Ann lasted 18 hours on Monday, port officials said."),
            None,
        ),
        // A count that grows.
        (
            ("2014-05-02", "At least 12 sailors were killed when the ferry Marigold sank off the coast of Norland."),
            ("2014-05-04", "Some 31 sailors were killed when the ferry Marigold sank off the coast of Norland."),
            None,
        ),
        (
            ("2014-05-02", "Twelve sailors were killed when the ferry Marigold sank off the coast of Norland."),
            ("2014-05-04", "Thirty-one sailors were killed when the ferry Marigold sank off the coast of Norland."),
            Some("status change"),
        ),
        // Months later another happening is told, but for a total that runs on; elsewhere, too.
        (
            ("2014-05-02", "Twelve sailors were killed when rebels shelled the ferry port of Norland."),
            ("2014-08-04", "Thirty-one sailors were killed when rebels shelled the ferry port of Norland."),
            None,
        ),
        (
            ("2014-05-02", "Some 1,200 sailors have been killed in Norland since the shelling of the port began."),
            ("2014-08-04", "Some 3,100 sailors have been killed in Norland since the shelling of the port began."),
            Some("status change"),
        ),
        (
            ("2014-05-02", "Norland television said that a bomb in Springfield wounded twelve sailors."),
            ("2014-05-04", "Norland television said that a bomb in Riverside wounded 31 sailors."),
            None,
        ),
        // From one thing it is another distance than from another.
        (
            (
                "2014-05-02",
                "The ferry Marigold sank 50 miles from the coast of Norland after a fire in its engine room.",
            ),
            (
                "2014-05-02",
                "The ferry Marigold sank 30 miles from the port of Norland after a fire in its engine room.",
            ),
            None,
        ),
        // Two speakers differ, they do not contradict.
        (
            ("2014-05-02", "Mayor Ann Lee said that the ferry Marigold sank 50 miles off the coast of Norland."),
            ("2014-05-02", "Captain Tom Reed said that the ferry Marigold sank 30 miles off the coast of Norland."),
            None,
        ),
    ] {
        assert_eq!(pair(one, two), expected, "{one:?} / {two:?}");
    }
}

#[test]
fn a_happening_that_moves_on_is_a_status_change_and_no_conflict() {
    let story = story(&[
        (
            "2014-05-06",
            "The pay talks between Norland and the Pilots’ Union are set to resume on Wednesday in Port Ann after a day of rest.",
        ),
        (
            "2014-05-08",
            "The pay talks between Norland and the Pilots’ Union have collapsed after two long nights in Port Ann.",
        ),
    ]);
    assert_eq!(of(&story, DisagreementKind::Conflict), Vec::<&Disagreement>::new());
    let changes = of(&story, DisagreementKind::StatusChange);
    let changed = changes.first().expect("a status change");
    assert_eq!(values(changed), ["set to resume on Wednesday", "have collapsed"]);
    assert!(changed.reason.contains("announced for 2014-05-07"), "{}", changed.reason);
}

#[test]
fn another_credit_is_framing() {
    let story = story(&[
        ("2014-05-06", "The pay talks, mediated by Kenya and Ghana, began in the old town hall on Monday."),
        ("2014-05-06", "Delegates came late to the talks, which were held in the town hall with Kenyan mediation."),
    ]);
    let framed = of(&story, DisagreementKind::Framing);
    let framed = framed.first().expect("a framing");
    assert_eq!(values(framed), ["mediated by Kenya and Ghana", "Kenyan mediation"]);
}

#[test]
fn a_statement_quoted_in_two_wordings_is_a_variant() {
    let story = story(&[
        (
            "2014-05-06",
            "“The strike casts doubt on the intentions of the airline board regarding its promise to pay its pilots in winter,” the union said.",
        ),
        (
            "2014-05-06",
            "In a note, the Pilots’ Union said: “The strike comes in a week of talks, casting doubt on the intentions of the airline board regarding the matter of pilots and their winter pay promise.”",
        ),
    ]);
    let framed = of(&story, DisagreementKind::Framing);
    assert!(
        framed.iter().any(|d| d.reason.starts_with("variants") && d.readings.len() == 2),
        "{:?}",
        story.disagreements
    );
}

#[test]
fn a_story_of_one_text_told_twice_has_no_differences() {
    let text = "Forty sailors drowned when the ferry Marigold sank 50 miles off the coast of Norland, its owners said. The search goes on.";
    let story = story(&[("2014-05-06", text), ("2014-05-06", text)]);
    assert_eq!(story.disagreements, []);
}

#[test]
fn talks_called_by_their_place_are_credited_apart() {
    let one = "The talks between the pilots and the port, mediated by Kenya, ended on Monday without a result.";
    let other = "The talks between the pilots and the port, mediated by Kenya and Norway, ended without a result.";
    let credits =
        |other: &str| of(&story(&[("2025-03-04", one), ("2025-03-04", other)]), DisagreementKind::Framing).len();
    assert_eq!(credits(other), 1);
    assert_eq!(credits("At the Lima talks mediated by Kenya and Norway, the pilots and the port agreed to meet."), 0);
}

#[test]
fn the_section_leaves_out_what_the_states_tell() {
    let one = "The talks between the Pilots and the Port of Elm ended in deadlock on Monday after a long day.";
    let other = "The talks between the Pilots and the Port of Elm have failed, the mayor said early on Wednesday.";
    let story = story(&[("2025-03-04", one), ("2025-03-05", other)]);
    let changes = of(&story, DisagreementKind::StatusChange);
    let states: Vec<_> = story.status.iter().flat_map(|s| [s.now].into_iter().chain(s.before.clone())).collect();
    let all = changes.iter().all(|d| d.readings.iter().all(|r| states.contains(&r.citations[0])));
    assert!(!changes.is_empty() && all, "{:?} {:?}", story.status, story.disagreements);
    assert!(story.briefing.sections.iter().all(|s| s.id != "dispute"));
}
