//! Small made-up stories in, what they come to out.

use proptest::prelude::*;

use super::{ActorHint, DateBasis, EventStatus, Hints, Story, compose};
use crate::annotate::annotate;
use crate::corpus;

/// A story of sources named by their ids.
pub(super) fn story(sources: &[(&str, &str)]) -> Story {
    story_as_of(sources, &Hints::default())
}

pub(super) fn story_as_of(sources: &[(&str, &str)], hints: &Hints) -> Story {
    let articles = sources.iter().map(|(id, text)| {
        let article = corpus::parse(&format!("seeds/{id}.txt"), text.as_bytes()).expect("a readable source");
        let annotations = annotate(&article);
        (article, annotations)
    });
    compose(articles.collect(), hints)
}

/// `value basis` of each source by its id.
fn dates(story: &Story) -> Vec<String> {
    let mut dates: Vec<String> = story
        .sources
        .iter()
        .map(|s| format!("{} {} {}", s.article.id, s.published.value, s.published.basis.as_str()))
        .collect();
    dates.sort();
    dates
}

/// Monday, 3 March 2025, in print.
const DATED: &str = "HARWICK: Engineers closed the swing bridge to all traffic on Sunday after divers found a crack in its main \
    bearing.\n\nThe port authority said that ferries would carry passengers free of charge until the bearing is replaced.\n\n\
    Published in The Courier, March 3rd, 2025\n";

/// Tells of the same and of the day after; prints no date.
const UNDATED: &str = "The harbour council met in emergency session on Monday to find money for the repair of the swing bridge.\n\n\
    Divers had found a crack in the main bearing of the bridge, and engineers closed it to traffic on Sunday.\n\n\
    Council members are to meet again on Thursday.\n";

/// Names no day at all.
const TIMELESS: &str = "Harwick has lived with its old swing bridge for longer than anybody in the town can remember.\n\n\
    The bridge is the only way across the river for lorries, and its bearing was never replaced.\n";

#[test]
fn a_date_is_printed_inferred_or_unknown() {
    let story = story(&[("a", DATED), ("b", UNDATED), ("c", TIMELESS)]);
    assert_eq!(dates(&story), ["a 2025-03-03 printed", "b 2025-03-03/2025-03-04~ inferred", "c  unknown"]);
    assert!(story.sources.iter().all(|s| !s.published.reason.is_empty()));
    assert_eq!(story.edition.as_of.to_string(), "2025-03-03/2025-03-04~");
}

#[test]
fn the_order_of_the_sources_makes_no_difference_to_their_dates() {
    let third = UNDATED.replace("Monday", "Tuesday").replace("Thursday", "Friday");
    let one = [("a", DATED), ("b", UNDATED), ("c", third.as_str())];
    let other = [("c", third.as_str()), ("b", UNDATED), ("a", DATED)];
    assert_eq!(dates(&story(&one)), dates(&story(&other)));
}

#[test]
fn without_any_dated_source_no_date_is_made_up() {
    let story = story(&[("b", UNDATED), ("c", TIMELESS)]);
    assert_eq!(dates(&story), ["b  unknown", "c  unknown"]);
    assert_eq!(story.edition.basis, DateBasis::Unknown);
    assert!(story.status.is_none());
    assert!(story.events.iter().all(|e| e.basis == DateBasis::Unknown), "{:?}", story.events);
}

#[test]
fn one_event_told_by_two_sources_is_one_event() {
    let story = story(&[("a", DATED), ("b", UNDATED)]);
    let closing: Vec<_> = story.events.iter().filter(|e| e.date.to_string() == "2025-03-02").collect();
    assert_eq!(closing.len(), 1, "{closing:?}");
    assert_eq!(closing[0].independent, 2);
    assert_eq!(closing[0].basis, DateBasis::Resolved);
}

#[test]
fn no_two_events_of_an_archive_have_one_id() {
    // A length of time and a week: the first sentence tells of the week, and in an archive of the day of the report too.
    let text = |day: usize| {
        let words = "The pilots kept the harbour shut for the first time in three years this week, as quay";
        format!("---\ndate: 2025-{:02}-{:02}\n---\n{words} {day} has it.\n", 1 + day / 25, 1 + day % 25)
    };
    let texts: Vec<(String, String)> = (0..52).map(|day| (format!("s{day}"), text(day))).collect();
    let sources: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let events = story(&sources).events;
    let ids: std::collections::BTreeSet<&str> = events.iter().map(|event| event.id.as_str()).collect();
    assert!(events.iter().any(|event| event.date.as_day().is_none()) && events.len() > 52, "{}", events.len());
    assert_eq!(ids.len(), events.len());
}

#[test]
fn two_meetings_on_one_day_stay_two() {
    let text = "The harbour council met pilots on 4 March 2025 to talk about tides and wages.\n\n\
        On 4 March 2025 school teachers gathered in the north of the county and voted for a strike.\n";
    let story = story(&[("a", text)]);
    assert_eq!(story.events.iter().filter(|e| e.date.to_string() == "2025-03-04").count(), 2);
}

#[test]
fn what_is_announced_is_not_told_as_done() {
    let story = story(&[("a", DATED), ("b", UNDATED)]);
    let ahead: Vec<_> = story.events.iter().filter(|e| e.status == EventStatus::Scheduled).collect();
    assert_eq!(ahead.len(), 1);
    assert_eq!(ahead[0].date.to_string(), "2025-03-06");
    assert!(story.briefing.sections.iter().any(|s| s.id == "next"));
}

#[test]
fn a_source_pasted_twice_does_not_corroborate_itself() {
    let story = story(&[("a", DATED), ("copy", DATED)]);
    assert_eq!(story.sources[0].group, story.sources[1].group);
    assert!(story.agreements.is_empty());
    assert!(story.events.iter().all(|e| e.independent == 1));
}

#[test]
fn agreement_needs_the_same_fact() {
    let told = "Divers found a long crack in the main bearing of the old swing bridge, the survey report says.\n";
    let alike = "A survey report says that divers found a crack in the main bearing of the swing bridge.\n";
    let denied = "A survey report says that divers never found a crack in the main bearing of the swing bridge.\n";
    let closed = "The council closed the swing bridge in the old harbour to lorries and cars.\n";
    let shut = "Lorries and cars can hardly use the harbour: the old swing bridge was closed by the council.\n";
    let reopened = "Lorries and cars can use the harbour: the old swing bridge was opened by the council.\n";
    let other = "A survey report says that divers found 14 cracks in the main bearing of the swing bridge.\n";
    let told_with = told.replace("a long crack", "3 cracks");
    let count = |a: &str, b: &str| {
        let rest = "The town has a market on the quay, and a lighthouse that tourists like to climb in summer.\n";
        let (a, b) = (format!("{a}\n{rest}"), format!("{b}\nTrains to the coast were late again because of leaves.\n"));
        story(&[("a", &a), ("b", &b)]).agreements.len()
    };
    assert_eq!(count(told, alike), 1);
    assert_eq!(count(told, denied), 0);
    assert_eq!(count(&told_with, other), 0);
    assert_eq!(count(closed, shut), 1);
    assert_eq!(count(closed, reopened), 0);
}

#[test]
fn the_story_as_of_a_day_knows_nothing_later() {
    let hints = Hints { as_of: Some(jiff::civil::date(2025, 3, 3)), ..Hints::default() };
    let later = UNDATED.replace("Monday", "Wednesday");
    let story = story_as_of(&[("a", DATED), ("later", &later)], &hints);
    assert_eq!(story.sources.len(), 1);
}

/// The editor's word that Kenya is a party.
fn of_kenya() -> Hints {
    let kenya = ActorHint { name: "Kenya".to_owned(), party: Some("Kenya".to_owned()), ..ActorHint::default() };
    Hints { actors: vec![kenya], ..Hints::default() }
}

#[test]
fn a_speaker_without_a_side_has_none() {
    let text = "Kenyan officials said the ferry would sail on time.\n\nA diver said the water was cold and dark.\n";
    let story = story_as_of(&[("a", text)], &of_kenya());
    let parties: Vec<Option<&str>> = story.statements.iter().map(|s| s.party.as_deref()).collect();
    assert_eq!(parties, [Some("Kenya"), None]);
    assert!(!story.statements[0].party_reason.is_empty() && story.statements[1].party_reason.is_empty());
}

#[test]
fn the_summary_keeps_to_its_words_and_never_repeats_itself() {
    let sources = [("a", DATED), ("b", UNDATED), ("c", TIMELESS), ("copy", DATED)];
    let story = story_as_of(&sources, &Hints { summary_words: Some(45), ..Hints::default() });
    let summary = &story.briefing.sections[0];
    assert_eq!(summary.id, "summary");
    let words: usize = summary.items.iter().map(|i| crate::text::token::count_words(story.words(i.citations[0]))).sum();
    assert!((10..=45).contains(&words), "{words}");
}

#[test]
fn the_summary_leads_with_the_newest_and_tells_no_plan_that_it_overtook() {
    let early = "The pilots’ union and the airline broke off their talks on wages in the capital on Monday.\n\n\
        The pilots’ union said the next round of talks on wages will begin in the capital on Tuesday.\n\n\
        Some nine thousand travellers have lost their seats since the first walkout in February.\n\n\
        Published in The Courier, March 3rd, 2025\n";
    let late = "The talks on wages between the pilots’ union and the airline failed on Tuesday.\n\n\
        The airline will offer passengers of the capital other flights until the talks resume.\n\n\
        Published in The Echo, March 4th, 2025\n";
    let led = |sources: &[(&str, &str)]| -> Vec<(usize, usize)> {
        let story = story(sources);
        let items = story.briefing.sections[0].items.iter();
        items.map(|item| (item.citations[0].source, item.citations[0].sentence)).collect()
    };
    assert_eq!(led(&[("a", early), ("b", late)]), [(1, 0), (1, 1), (0, 2)]);
    // Of the newest report itself the plan is news.
    assert_eq!(led(&[("a", early)]), [(0, 0), (0, 1), (0, 2)]);
}

#[test]
fn what_tells_the_news_too_is_no_background() {
    let source = "The swing bridge, which was rebuilt in 1931 after a fire, was closed to all traffic on Monday.\n\n\
        In 1954 a barge struck the northern pier and the council replaced its timber with stone.\n\n\
        Published in The Courier, March 4th, 2025\n";
    let story = story(&[("a", source)]);
    assert!(story.events.iter().filter(|e| e.background).count() > 1, "{:?}", story.events);
    let background = story.briefing.sections.iter().find(|s| s.id == "background");
    let told: Vec<&str> = background.iter().flat_map(|s| &s.items).map(|i| story.words(i.citations[0])).collect();
    assert!(told.iter().all(|words| !words.starts_with("The swing bridge")), "{told:?}");
}

#[test]
fn any_text_makes_a_story() {
    for text in ["x", "“x", "On Monday", "\u{200f}مرحبا", "1990s 1990s 1990s", "He said: “"] {
        let story = story(&[("a", text), ("b", text)]);
        assert_eq!(story.sources.len(), 2);
    }
}

#[test]
fn a_text_pasted_a_hundred_times_is_one_witness() {
    let ids: Vec<String> = (0..100).map(|n| format!("copy{n:03}")).collect();
    let mut sources: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), UNDATED)).collect();
    sources.push(("dated", DATED));
    let story = story(&sources);
    assert!(story.sources[..100].iter().all(|s| s.group == 0));
    assert!(story.events.iter().all(|e| e.independent <= 2));
    assert!(story.agreements.iter().all(|a| a.independent <= 2));
}

#[test]
fn like_words_of_two_days_do_not_agree() {
    let one = "The council refused on Monday to give the pilots any written promise of higher wages.\n";
    let two = "On Tuesday the council refused to give the pilots any written promise of higher wages.\n";
    let count = |a: &str, b: &str| {
        let dated = |text: &str, outlet: &str| format!("{text}\nPublished in {outlet}, March 5th, 2025\n");
        story(&[("a", &dated(a, "The Courier")), ("b", &dated(b, "The Herald"))]).agreements.len()
    };
    let again = two.replace("On Tuesday the", "The").replace("wages.", "wages on Monday, they were told.");
    assert_eq!(count(one, two), 0);
    assert_eq!(count(one, &again), 1);
}

#[test]
fn who_they_are_is_who_spoke_right_before() {
    let text = "Kenyan officials said the ferry would sail on time. They warned that the sea was rough.\n\n\
        “Nobody will be paid,” they said.\n";
    let parties: Vec<Option<String>> =
        story_as_of(&[("a", text)], &of_kenya()).statements.iter().map(|s| s.party.clone()).collect();
    assert_eq!(parties, [Some("Kenya".to_owned()), Some("Kenya".to_owned()), None]);
}

#[test]
fn the_summary_is_first_even_where_nothing_fits() {
    let hints = Hints { summary_words: Some(1), ..Hints::default() };
    for text in ["One.", DATED] {
        let story = story_as_of(&[("a", text)], &hints);
        assert_eq!(story.briefing.sections[0].id, "summary");
        assert!(story.briefing.sections[0].items.is_empty());
    }
}

#[test]
fn an_edition_is_as_of_the_day_asked_for() {
    let day = jiff::civil::date(2025, 3, 10);
    let story = story_as_of(&[("a", DATED)], &Hints { as_of: Some(day), ..Hints::default() });
    assert_eq!(story.edition.as_of.to_string(), "2025-03-10");
}

#[test]
fn a_private_source_is_named_in_no_reason() {
    let private = format!("---\npublish: private\ntitle: Hidden words\n---\n{DATED}");
    let story = story(&[("a", &private), ("b", UNDATED)]);
    assert_eq!(story.sources[1].published.basis, DateBasis::Inferred);
    assert!(!story.sources[1].published.reason.contains("Courier"), "{}", story.sources[1].published.reason);
}

#[test]
fn a_surname_alone_is_the_person_whom_the_story_names_foremost() {
    let known = "Mayor Ada Quill spoke. Quill was glad. ";
    let other = "Then came Mr. Tom Quill.";
    let short = "Mr. Quill said that the harbour was closed.";
    let names = |times: usize| -> Vec<String> {
        let first = known.repeat(times);
        story(&[("a", &first), ("b", other), ("c", short)]).actors.iter().map(|a| a.name.clone()).collect()
    };
    assert_eq!(names(6), ["Ada Quill", "Tom Quill"]);
    assert_eq!(names(1).len(), 3, "{:?}", names(1));
}

/// The names of a story's actors, sorted.
fn names(sources: &[(&str, &str)]) -> Vec<String> {
    let mut names: Vec<String> = story(sources).actors.iter().map(|a| a.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn a_son_of_one_source_is_whom_others_name_without_it_unless_one_has_both() {
    let son = ("a", "Mayor Adam Quill Jr. spoke at the quay. Quill was glad.");
    let plain = ("b", "Then came Mayor Adam Quill. He was glad, and the quay was full.");
    assert_eq!(names(&[son, plain]), ["Adam Quill Jr."]);
    assert_eq!(names(&[son, plain, ("c", "Quill was glad, and Quill said so.")]), ["Adam Quill Jr."]);
    assert_eq!(
        names(&[son, plain, ("c", "It was said by Adam Quill and then by Adam Quill Jr. of the harbour.")]).len(),
        2
    );
    let other = ("a", "Adam Quill Jr. spoke at the quay. President Quill was glad of it.");
    assert_eq!(names(&[other, plain]), ["Adam Quill", "Adam Quill Jr.", "Quill"]);
}

#[test]
fn whom_one_source_names_beside_each_other_are_two_in_all() {
    let beside = ("a", "Bobby Quill, the son of Mayor Bob Quill, was on the quay. Mayor Bob Quill was not.");
    let father = ("b", "Mayor Bob Quill spoke. He was glad.");
    let son = ("c", "Then Mr. Bobby Quill spoke. He was not glad.");
    assert_eq!(names(&[beside, father, son]), ["Bob Quill", "Bobby Quill"]);
    assert_eq!(names(&[father, son]).len(), 1);
}

#[test]
fn an_actor_answers_to_the_id_it_had_under_a_shorter_name() {
    let short = "The harbour was closed, Mr. Quill said on the quay.\n\nMr. Quill said nobody was hurt.\n";
    let full = "Inspector Ada Quill led the search of the harbour.\n";
    let ids = |sources: &[(&str, &str)]| -> Vec<String> {
        story(sources).actors.iter().flat_map(|a| a.former_ids.iter().chain([&a.id]).cloned()).collect()
    };
    let before = ids(&[("b", short)]);
    let after = ids(&[("a", full), ("b", short)]);
    assert_eq!(before, ["actor-quill"]);
    assert!(after.contains(&"actor-quill".to_owned()) && after.contains(&"actor-ada-quill".to_owned()), "{after:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_two_texts_make_a_story_whose_citations_lie_in_them(
        texts in prop::collection::vec(crate::annotate::tests::hostile_text(), 1..4),
    ) {
        let articles = texts.iter().enumerate().filter_map(|(n, text)| {
            let article = corpus::parse(&format!("seeds/{n}.txt"), text.as_bytes()).ok()?;
            let annotations = annotate(&article);
            Some((article, annotations))
        });
        let story = compose(articles.collect(), &Hints::default());
        let cited = story.events.iter().flat_map(|e| &e.citations).chain(story.agreements.iter().flat_map(|a| &a.citations));
        for citation in cited {
            prop_assert!(!story.words(*citation).is_empty());
        }
        let ids: std::collections::BTreeSet<&str> = story.events.iter().map(|e| e.id.as_str()).collect();
        prop_assert_eq!(ids.len(), story.events.len());
    }
}
