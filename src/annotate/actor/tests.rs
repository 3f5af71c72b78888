//! Names in, actors out.

use proptest::prelude::*;

use crate::annotate::tests::hostile_text;
use crate::corpus::{self, Article};

use super::{Mentions, find, of_speaker};

fn article(text: &str) -> Article {
    corpus::parse("seeds/t.txt", format!("A plain title of it\n\n{text}\n").as_bytes()).unwrap()
}

/// The actors as `kind name (state)`, each with its mentions as written.
fn read(text: &str) -> Vec<String> {
    let article = article(text);
    let actors = find(&article);
    let line = |actor: &super::LocalActor| {
        let state =
            actor.state.filter(|state| *state != actor.name).map(|state| format!(" ({state})")).unwrap_or_default();
        let mentions: Vec<&str> = actor.mentions.iter().map(|m| m.of(&article.text)).collect();
        format!("{} {}{state}: {}", actor.kind.as_str(), actor.name, mentions.join(", "))
    };
    actors.iter().map(line).collect()
}

fn has(text: &str, expected: &str) {
    let found = read(text);
    assert!(found.iter().any(|line| line == expected), "{text}\n{expected}\n{found:#?}");
}

fn names(text: &str) -> String {
    find(&article(text)).iter().map(|actor| actor.name.clone()).collect::<Vec<_>>().join("|")
}

#[test]
fn later_surnames_and_titles_lead_to_the_person() {
    has("The mayor met Ann Lee, who won. Lee said so. Ms. Lee left.", "person Ann Lee: Ann Lee, Lee, Lee");
    has("It was said by Defence Minister Omar Reyes. Reyes left.", "person Omar Reyes: Omar Reyes, Reyes");
    // Two of one surname: a surname alone is neither's, but for the one with the title.
    let two = "There were President Ann Lee and Senator Tom Lee. It was said by Lee. Then President Lee left.";
    has(two, "person Ann Lee: Ann Lee, Lee");
    has(two, "person Tom Lee: Tom Lee");
    // Named with a title before, and never with it again: somebody else.
    has("They met President Lee again. Later came Sasha Lee, who is twelve.", "person Lee: Lee");
}

#[test]
fn roles_are_kept_apart_from_names() {
    let article = article(
        "They met Kenyan Defence Minister Omar Reyes. They met Kenya’s foreign minister Ann Berg, and Minister of Trade and Industry Tom Lee.",
    );
    let found = find(&article);
    let role =
        |name: &str| found.iter().find(|a| a.name == name).map(|a| (a.role.clone().unwrap_or_default(), a.state));
    assert_eq!(role("Omar Reyes"), Some(("Kenyan Defence Minister".to_owned(), Some("Kenya"))));
    assert_eq!(role("Ann Berg"), Some(("foreign minister".to_owned(), Some("Kenya"))));
    assert_eq!(role("Tom Lee"), Some(("Minister of Trade and Industry".to_owned(), None)));
}

#[test]
fn acronyms_either_way_and_by_their_letters() {
    has(
        "They joined the Harbour Pilots Union (HPU). It was the HPU again.",
        "organisation Harbour Pilots Union: Harbour Pilots Union, HPU, HPU",
    );
    has(
        "They joined the HPU (Harbour Pilots Union) again.",
        "organisation Harbour Pilots Union: HPU, Harbour Pilots Union",
    );
    has(
        "They joined the Harbour Pilots Union. It was the HPU again.",
        "organisation Harbour Pilots Union: Harbour Pilots Union, HPU",
    );
    assert_eq!(names("They saw Ann Lee (XYZ) in the Harbour Pilots Union."), "Ann Lee|Harbour Pilots Union");
}

#[test]
fn nested_names_are_not_confused() {
    let text = "They met the Sahil Front. They later met leaders from Harakat-e-Sahil Kenya, people from the Kenyan Sahil Front and others from the Ugandan Sahil Front.";
    let found = names(text);
    for name in ["Sahil Front", "Harakat-e-Sahil Kenya", "Kenyan Sahil Front", "Ugandan Sahil Front"] {
        assert!(found.split('|').any(|n| n == name), "{found}");
    }
    // With one of them alone, the shorter name is its.
    has(
        "They met the Kenyan Sahil Front. The Sahil Front left.",
        "organisation Kenyan Sahil Front (Kenya): Kenyan Sahil Front, Sahil Front",
    );
    let ministries =
        names("It is the Kenyan Defence Ministry and the Ugandan Defence Ministry. It was the Defence Ministry.");
    assert_eq!(ministries, "Kenyan Defence Ministry|Ugandan Defence Ministry|Defence Ministry");
}

#[test]
fn a_relative_of_a_like_name_is_another() {
    let far = "Mayor Bob Quell spoke. It was late. Then Mr. Bobby Quell spoke.";
    assert_eq!(names(far), "Bobby Quell");
    let kin = "Mayor Bob Quell spoke. It was late. Then the mayor’s son Bobby Quell spoke.";
    assert_eq!(names(kin), "Bob Quell|Bobby Quell");
    let beside = "It was Bobby Quell, once a rival of Bob Quell. It was late.";
    assert_eq!(names(beside), "Bobby Quell|Bob Quell");
}

#[test]
fn a_son_is_not_his_father() {
    let short = "It was Omar Quell Jr. again. They met Omar Quell. It was Quell Jr. who won and Quell who lost.";
    has(short, "person Omar Quell Jr.: Omar Quell Jr., Quell Jr.");
    has(short, "person Omar Quell: Omar Quell, Quell");
    // The surname alone is the one's who was named when it was first used.
    let first = "It was Omar Quell Jr. again. Quell won. They met Rev. Omar Quell. Quell lost.";
    has(first, "person Omar Quell Jr.: Omar Quell Jr., Quell, Quell");
    has(first, "person Omar Quell: Omar Quell");
    let neither = "It was said of Omar Quell Jr. and then of Omar Quell again. It was won by Quell.";
    assert_eq!(names(neither), "Omar Quell Jr.|Omar Quell|Quell");
    // The only one of the text is also called without it, but not by an office that nobody gave him.
    has("It was Rep. Omar Quell, Jr., again. Rep. Quell won.", "person Omar Quell, Jr.: Omar Quell, Jr., Quell");
    has("It was Omar Quell Jr. again. President Quell won.", "person Omar Quell Jr.: Omar Quell Jr.");
    has(
        "It was Omar Quell Jr. again. Omar T. Quell Jr. was there.",
        "person Omar T. Quell Jr.: Omar Quell Jr., Omar T. Quell Jr.",
    );
}

#[test]
fn a_seat_is_the_government_only_where_it_acts() {
    has("On Monday, Lima accused Quito.", "state Peru: Lima");
    has("They met in Lima on Monday.", "place Lima (Peru): Lima");
    has("They want talks with Lima.", "state Peru: Lima");
    has("They went to the Kremlin on Monday.", "organisation Kremlin (Russia): Kremlin");
    // A person may be called like a city.
    has("They met Valerie Paris, who sang. It was Paris who left.", "person Valerie Paris: Valerie Paris, Paris");
}

#[test]
fn nothing_is_named_by_a_capital_alone() {
    for text in [
        "Talks went on. The talks failed.",
        "On Monday the talks failed. Democrats and Muslims met in March.",
        "Prime Minister and President met. The Kenyan won.",
        "They signed the Harbour Act and won the Harbour Cup.",
        "They saw “Better Boats” again.",
        "She is a New Jersey Democrat and a rower.",
    ] {
        assert_eq!(names(text), "", "{text}");
    }
}

#[test]
fn kinds_by_what_stands_around() {
    for (text, expected) in [
        ("It was Zora Quell, 43, again.", "person Zora Quell: Zora Quell"),
        ("It was Brunnfeld, a town in the north.", "place Brunnfeld: Brunnfeld"),
        ("They work for Quellex, a mining company.", "organisation Quellex: Quellex"),
        ("It was led by the company Quellex.", "organisation Quellex: Quellex"),
        ("They met in the state capital of Old Quell.", "place Old Quell: Old Quell"),
        ("It was Brunnfeld’s mayor who won.", "place Brunnfeld: Brunnfeld"),
        ("House Minority Whip Omar Quell of Ohio won.", "person Omar Quell: Omar Quell"),
        ("It was R. Zora Quell who won.", "person R. Zora Quell: R. Zora Quell"),
        ("It was the group’s captain Zora Quell.", "person Zora Quell: Zora Quell"),
        ("Bridge Ferries said the line was open.", "unknown Bridge Ferries: Bridge Ferries"),
        ("It was said by Democracy for Quell.", "organisation Democracy for Quell: Democracy for Quell"),
        (
            "They heard Citizens for Better Ferries.",
            "organisation Citizens for Better Ferries: Citizens for Better Ferries",
        ),
        ("Doctors Without Harbours said so.", "organisation Doctors Without Harbours: Doctors Without Harbours"),
        ("They blamed Quell for Brunnfeld.", "unknown Quell: Quell"),
        ("Bridge Ferries closed the line. It said a storm was near.", "organisation Bridge Ferries: Bridge Ferries"),
    ] {
        has(text, expected);
    }
}

#[test]
fn a_speaker_is_the_actor_that_its_words_are_headed_by() {
    let text = "They met Ann Lee and the Harbour Pilots Union.";
    for (speaker, expected) in [
        ("Ann Lee", Some("Ann Lee")),
        ("harbour master Ann Lee", Some("Ann Lee")),
        ("Ann Lee, the mayor", Some("Ann Lee")),
        ("a spokesman for Ann Lee", None),
        ("Ann Lee’s lawyer", None),
        ("the Harbour Pilots Union", Some("Harbour Pilots Union")),
        ("a member of the Harbour Pilots Union", None),
        ("one of her lawyers, Ann Lee", Some("Ann Lee")),
        ("the leader of the Senate, Ann Lee", Some("Ann Lee")),
        ("a lawyer for the mayor, Ann Lee", None),
        ("the sheriff, Tom Park, and the mayor, Ann Lee", None),
        ("Tom Park and Ann Lee", None),
    ] {
        let article = article(&format!("{text} It was said by {speaker}."));
        let actors = find(&article);
        let start = article.text.find(&format!("by {speaker}")).unwrap() + 3;
        let span = crate::text::Span::new(start, start + speaker.len());
        let found = of_speaker(span, &article.text, &actors, &Mentions::new(&actors));
        assert_eq!(found.map(|at| actors[at].name.as_str()), expected, "{speaker}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mentions_lie_in_sentences_sorted_and_apart(text in hostile_text()) {
        let Ok(article) = corpus::parse("seeds/t.txt", text.as_bytes()) else { return Ok(()) };
        for actor in find(&article) {
            prop_assert!(!actor.name.is_empty() && !actor.mentions.is_empty());
            prop_assert!(actor.mentions.windows(2).all(|w| w[0].end <= w[1].start), "{actor:?}");
            for mention in &actor.mentions {
                prop_assert!(article.text.get(mention.start..mention.end).is_some_and(|words| !words.is_empty()));
                prop_assert!(article.sentences.iter().any(|s| s.span.contains(*mention)), "{actor:?}");
            }
            for role in &actor.roles {
                prop_assert!(article.sentences.iter().any(|s| s.span.contains(role.span)), "{actor:?}");
            }
        }
    }
}
