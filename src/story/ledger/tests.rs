//! One made-up sentence in, its entries out.

use super::super::tests::story;
use super::{Commitment, CommitmentStatus, gaps, items};
use crate::story::{Citation, Story};

fn words(story: &Story, cells: &[Citation]) -> String {
    cells.iter().map(|c| story.words(*c)).collect::<Vec<_>>().join(" + ")
}

/// `kind status: by | what | to | under | said by | denied by` of every entry.
fn rows(story: &Story) -> Vec<String> {
    let row = |c: &Commitment| {
        let cells = [&c.by, &c.what, &c.to, &c.instrument, &c.alleged_by, &c.denied_by];
        let cells: Vec<String> = cells.iter().map(|cell| words(story, cell)).collect();
        format!("{:?} {:?}: {}", c.kind, c.status, cells.join(" | ").trim_end_matches([' ', '|']))
    };
    story.commitments.iter().map(row).collect()
}

/// The entries of a report that holds one sentence beside a neutral one.
fn read(sentence: &str) -> Vec<String> {
    rows(&story(&[("a", &format!("The river rose again by noon.\n\n{sentence}\n"))]))
}

#[test]
fn what_is_promised_asked_refused_or_broken_makes_an_entry() {
    for (sentence, row) in [
        (
            "The Pilots’ Union promised to return to work by Friday.",
            "Pledge InForce: The Pilots’ Union | to return to work by Friday",
        ),
        (
            "The council pledged that the bridge would reopen.",
            "Pledge InForce: The council | that the bridge would reopen",
        ),
        (
            "The council signed an agreement with the ferry company.",
            "Agreement InForce: The council | an agreement with the ferry company | the ferry company | an agreement",
        ),
        (
            "The ferry company follows the Elm Accord, which commits owners to paying the crews.",
            "Obligation InForce: owners | to paying the crews |  | the Elm Accord",
        ),
        (
            "The union urged the council to repair the bridge.",
            "Demand Proposed: the council | to repair the bridge | The union",
        ),
        (
            "The mayor repeated the council’s demand that the union must return to work.",
            "Demand Proposed: the union | must return to work | the council",
        ),
        (
            "Crew members said their union urged the council to repair the bridge.",
            "Demand Proposed: the council | to repair the bridge |  |  | Crew members",
        ),
        ("The union rejected the proposal on Monday.", "Refusal Refused: The union | the proposal on Monday"),
        (
            "The council violated the agreement in two places.",
            "Violation SaidBroken: The council | the agreement in two places |  | the agreement",
        ),
        (
            "The union accused the council of breaching the contract.",
            "Violation SaidBroken: the council | the contract |  | the contract | The union",
        ),
        (
            "The council failed to honour the agreement.",
            "Violation SaidBroken: The council | to honour the agreement |  | the agreement",
        ),
        (
            "In talks led by Ferdal and Ostmark, the council and the union agreed on a truce and went home.",
            "Agreement InForce: the council and the union | a truce |  | a truce",
        ),
        (
            "The union accused former board official Ann Ortiz of breaking the rules.",
            "Violation SaidBroken: former board official Ann Ortiz | the rules |  | the rules | The union",
        ),
        (
            "The council pledged further payments to the crews, and officials in Elm and Oak spoke of the quay.",
            "Pledge InForce: The council | further payments to the crews",
        ),
        ("The company complied with the ruling.", "Pledge SaidMet: The company | the ruling |  | the ruling"),
        ("The council withdrew from the agreement.", "Agreement Ended: The council | the agreement |  | the agreement"),
    ] {
        assert_eq!(read(sentence), [row], "{sentence}");
    }
}

#[test]
fn who_is_told_by_a_pronoun_alone_is_no_gap() {
    let told = |sentence: &str| story(&[("a", sentence)]).commitments.first().map(|c| (c.to.len(), c.to_elsewhere));
    assert_eq!(told("Crew members said their union urged the council to repair the bridge.\n"), Some((0, true)));
    assert_eq!(told("The union urged the council to repair the bridge.\n"), Some((1, false)));
    assert_eq!(told("The council promised to repair the bridge.\n"), Some((0, false)));
}

#[test]
fn what_is_supposed_denied_or_of_something_else_makes_none() {
    for sentence in [
        "If the council promised to repair the bridge, the union would return.",
        "The union may sign an agreement with the council.",
        "The council did not promise to repair the bridge.",
        "No agreement was reached between the council and the union.",
        "The talks ended without an agreement.",
        "The council hopes that the union agreed to return.",
        "The crews agreed that the weather was bad.",
        "Did the council violate the agreement?",
        "The mayor declined to comment.",
        "The waves broke over the pier.",
        "The council met the mayor.",
        "He promised to come.",
        "The film promises to be a success.",
        "Ann Ortiz was a gifted, promising young pilot.",
        "The results of Friday’s vote promise to make the repairs even harder.",
        "The union insisted that the council asking for money would make no difference.",
        "Video requires JavaScript to play.",
        "The council struck a tree.",
    ] {
        assert_eq!(read(sentence), [""; 0], "{sentence}");
    }
}

#[test]
fn an_allegation_that_is_denied_is_disputed() {
    for text in [
        "The union accused the council of breaching the contract, a charge the council denied.",
        "The union accused the council of breaching the contract. The council denied the accusation.",
    ] {
        let rows = read(text);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert!(rows[0].starts_with("Violation Disputed: the council | the contract"), "{rows:?}");
    }
    assert!(read("The council denied violating the contract.")[0].starts_with("Violation Disputed"));
}

#[test]
fn the_same_promise_in_two_sources_is_one_entry_and_another_is_not() {
    let one = "The Harbour Council promised to repair the old swing bridge before winter.";
    let same = "The Harbour Council has promised to repair the swing bridge before the winter storms.";
    let other = "The Harbour Council promised to plant trees along the market street.";
    let told = story(&[("a", one), ("b", same), ("c", other)]);
    let counts: Vec<usize> = told.commitments.iter().map(|c| c.independent).collect();
    assert_eq!(counts, [2, 1]);
    assert_eq!(items(&told).len(), 2);
}

#[test]
fn two_agreements_of_two_days_stay_apart() {
    let one = "The council and the union signed an agreement in Elmport on March 3, 2025.\n\nPublished in The Courier, March 9th, 2025\n";
    let other = "The council and the union signed an agreement in Elmport on March 7, 2025.\n\nPublished in The Post, March 9th, 2025\n";
    let apart = story(&[("a", one), ("b", other)]);
    assert_eq!(apart.commitments.len(), 2);
    let gaps = gaps(&apart);
    let lapse = gaps.last_agreement.expect("two agreements with a day");
    assert_eq!((lapse.least, lapse.most, lapse.day.to_string().as_str()), (2, 2, "2025-03-07"));
    assert_eq!((gaps.agreements, gaps.no_terms, gaps.no_date, gaps.violations), (2, 2, 0, 0));
    assert!(gaps.last_violation.is_none());
    let together = story(&[("a", one), ("b", &other.replace("March 7,", "March 3,"))]);
    assert_eq!(together.commitments.len(), 1);
}

#[test]
fn every_cell_stands_in_its_sentence() {
    let told = story(&[(
        "a",
        "The union accused the council of breaching the contract of 2024. The council promised to pay.",
    )]);
    assert_eq!(told.commitments.len(), 2);
    for entry in &told.commitments {
        assert!(entry.status != CommitmentStatus::SaidMet);
        for cell in entry.what.iter().chain(&entry.by).chain(&entry.instrument).chain(&entry.alleged_by) {
            let sentence = told.cite(cell.source, cell.sentence);
            assert!(sentence.span.contains(cell.span), "{}", told.words(*cell));
        }
    }
}

#[test]
fn an_instrument_named_by_its_day_is_one_that_was_concluded() {
    let text = "The walkout followed the March 3 truce, which ended a week of strikes.\n\nPublished in The Courier, March 9th, 2025\n";
    let told = story(&[("a", text)]);
    assert_eq!(rows(&told), ["Agreement InForce:  | the March 3 truce |  | the March 3 truce"]);
    assert_eq!(gaps(&told).last_agreement.map(|lapse| lapse.most), Some(6));
}

#[test]
fn a_threat_under_a_condition_is_noted_and_one_supposed_is_not() {
    let notes =
        |sentence: &str| story(&[("a", &format!("The river rose again by noon.\n\n{sentence}\n"))]).ledger_notes.len();
    assert_eq!(notes("The union threatened a second strike on the ferries."), 1);
    assert_eq!(notes("The ministers went so far as to warn of a lockout if no progress is made."), 1);
    assert_eq!(notes("The union may have threatened a strike."), 0);
    assert_eq!(notes("The flood threatened the old bridge."), 0);
}

#[test]
fn cells_are_whole() {
    for (sentence, row) in [
        (
            "The mayor pledged to “mend the quay, the lamps and the gate by May,” though the crane is broken.",
            "Pledge InForce: The mayor | to “mend the quay, the lamps and the gate by May,”",
        ),
        (
            "Sen. Ann Lee (R-Elm), Mayor Bo Day (D-Oak) and two members of the union called on the council to cancel the vote.",
            "Demand Proposed: the council | to cancel the vote | Sen. Ann Lee (R-Elm), Mayor Bo Day (D-Oak) and two members of the union",
        ),
        (
            "In Elmport, Ann Lee and the union called on the council to cancel the vote.",
            "Demand Proposed: the council | to cancel the vote | Ann Lee and the union",
        ),
    ] {
        assert_eq!(read(sentence), [row], "{sentence}");
    }
}

#[test]
fn a_truce_of_the_talks_in_a_capital_is_the_truce_dated_there() {
    let dated =
        "Norway and Kenya followed a truce agreed in Lima on March 3.\n\nPublished in The Echo, March 9th, 2025\n";
    let undated =
        "In the Lima talks led by Ann Lee, Norway and Kenya agreed on a ceasefire and promised to meet again.\n";
    let agreements = |other: &str| {
        let story = story(&[("a", dated), ("b", other)]);
        story.commitments.iter().filter(|c| format!("{:?}", c.kind) == "Agreement").count()
    };
    assert_eq!(agreements(undated), 1);
    assert_eq!(agreements(&undated.replace("Lima", "Oslo")), 2);
}
