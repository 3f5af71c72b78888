//! Sides found, and stories without any.

use crate::annotate::annotate;
use crate::corpus;
use crate::story::{Hints, Story, compose};

fn story(texts: &[&str]) -> Story {
    let read = |(at, text): (usize, &&str)| {
        let text = format!("A plain title of it\n\n{text}\n");
        let article = corpus::parse(&format!("seeds/{at}.txt"), text.as_bytes()).unwrap();
        let annotations = annotate(&article);
        (article, annotations)
    };
    compose(texts.iter().enumerate().map(read).collect(), &Hints::default())
}

/// The parties with their members, a third party with a star.
fn parties(texts: &[&str]) -> Vec<String> {
    let story = story(texts);
    let of = |party: &crate::story::Party| {
        let members: Vec<&str> = party.members.iter().map(|(at, _)| story.actors[*at].name.as_str()).collect();
        format!("{}{}: {}", party.name, if party.third { "*" } else { "" }, members.join(", "))
    };
    story.parties.iter().map(of).collect()
}

const ONE: &str = "Kenya accused Uganda of a raid on Monday. The talks between Kenya and Uganda failed, which were mediated by Rwanda. \
                   Kenyan Defence Minister Omar Reyes left. Uganda warned Kenya on Tuesday.";
const OTHER: &str = "Uganda rejected the plan of Kenya. Kenya and Uganda had talks mediated by Rwanda for days. Uganda blamed Kenya again. \
                     The border between Kenya and Uganda is closed.";

#[test]
fn the_two_that_are_set_against_each_other_are_the_sides() {
    let found = parties(&[ONE, OTHER]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.contains(&"Kenya: Kenya, Omar Reyes".to_owned()), "{found:?}");
    assert!(found.contains(&"Uganda: Uganda".to_owned()), "{found:?}");
    assert_eq!(found[2], "Rwanda*: Rwanda");
}

#[test]
fn every_party_and_member_says_why() {
    let story = story(&[ONE, OTHER]);
    assert!(story.parties.iter().all(|p| !p.reason.is_empty() && p.members.iter().all(|m| !m.1.is_empty())));
}

#[test]
fn weak_evidence_gives_no_parties() {
    assert_eq!(parties(&[ONE]), Vec::<String>::new());
    let trade =
        "Kenya and Uganda sell tea. Kenya sent flowers to Uganda. Kenya and Uganda, with Rwanda, Chad and Sudan, met.";
    assert_eq!(parties(&[trade, trade]), Vec::<String>::new());
    // Told by one text twice over, it is told once.
    assert_eq!(parties(&["Kenya accused Uganda.", "Kenya accused Uganda."]), Vec::<String>::new());
}

#[test]
fn the_order_of_sources_changes_no_party() {
    let mut one = parties(&[ONE, OTHER]);
    let mut other = parties(&[OTHER, ONE]);
    one.sort();
    other.sort();
    assert_eq!(one, other);
}

#[test]
fn a_body_of_the_state_against_the_same_party_is_of_its_side() {
    let front = "Uganda accused the Kenyan Sahil Front of a raid. Uganda blamed the Kenyan Sahil Front again. Uganda attacked the Sahil Front.";
    let found = parties(&[&format!("{ONE} {front}"), OTHER]);
    assert!(found.contains(&"Kenya: Kenya, Kenyan Sahil Front, Omar Reyes".to_owned()), "{found:?}");
    // One that is set against its own state is not.
    let rebels = "Kenya attacked the Kenyan Sahil Front. Kenya accused the Kenyan Sahil Front of a raid. Kenya blamed the Sahil Front.";
    let found = parties(&[&format!("{ONE} {rebels}"), OTHER]);
    assert!(!found.iter().any(|party| party.contains("Sahil")), "{found:?}");
}
