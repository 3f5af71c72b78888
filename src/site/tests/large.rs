//! Stories of very many sources: no page grows with them beyond what a phone opens, and every link still leads somewhere.

use jiff::civil::{Date, date};

use super::*;
use crate::story::ledger::{Commitment, CommitmentKind, CommitmentStatus, LedgerNote, NoteKind};
use crate::story::{Citation, Event, EventStatus, Issue, Published, Source};
use crate::text::Edtf;

const SOURCES: usize = 2_000;

/// A report a day, each with an event of its own.
fn story() -> Story {
    let day = |at: usize| date(1990, 1, 1).saturating_add(jiff::Span::new().days(at as i64));
    let source = |at: usize| {
        let text = format!("The lock keeper of gate {at} opened it at dawn.\n\nThe barges went through one by one.");
        Source {
            article: crate::corpus::parse(&format!("seeds/report-{at}.txt"), text.as_bytes()).expect("a text"),
            annotations: crate::annotate::Annotations::default(),
            timexes: Vec::new(),
            published: Published {
                value: Edtf::day(day(at)),
                basis: DateBasis::Printed,
                reason: "credit line".to_owned(),
            },
            group: at,
            desk: at,
        }
    };
    let sources: Vec<Source> = (0..SOURCES).map(source).collect();
    let event = |(at, of): (usize, &Source)| Event {
        id: format!("e{}", of.article.sentences[0].id),
        date: Edtf::day(day(at)),
        basis: DateBasis::Printed,
        reason: "the date as printed".to_owned(),
        readings: Vec::new(),
        status: EventStatus::Happened,
        background: false,
        rank: at + 1,
        actors: Vec::new(),
        citations: vec![Citation { source: at, sentence: 0, span: of.article.sentences[0].span }],
        independent: 1,
    };
    let events: Vec<Event> = sources.iter().enumerate().map(event).collect();
    let issue = |(at, event): (usize, &Event)| Issue {
        day: Some::<Date>(day(at)),
        sources: vec![at],
        added: vec![event.id.clone()],
        ..Issue::default()
    };
    let editions = events.iter().enumerate().map(issue).collect();
    let commitments = events.iter().map(|event| pledge(event.citations[0], &event.id)).collect();
    let note =
        |event: &Event| LedgerNote { kind: NoteKind::Verification, by: None, citations: event.citations.clone() };
    let ledger_notes = events.iter().map(note).collect();
    Story { sources, events, commitments, ledger_notes, editions, ..Story::default() }
}

/// A word given in a sentence.
fn pledge(citation: Citation, event: &str) -> Commitment {
    Commitment {
        id: event.replacen('e', "c", 1),
        kind: CommitmentKind::Pledge,
        status: CommitmentStatus::InForce,
        what: vec![citation],
        by: Vec::new(),
        to: Vec::new(),
        to_elsewhere: false,
        instrument: Vec::new(),
        since: None,
        alleged_by: Vec::new(),
        denied_by: Vec::new(),
        consequence: Vec::new(),
        verification: Vec::new(),
        citations: vec![citation],
        independent: 1,
    }
}

#[test]
fn many_sources_are_on_many_pages_that_a_phone_opens() {
    let story = story();
    let outputs = render(&story, &Editor::default(), &settings(), &Texts::new()).expect("the site renders");
    let is_page = |output: &&Output| Path::new(&output.path).extension().is_some_and(|ending| ending == "html");
    let heavy: Vec<_> =
        outputs.iter().filter(is_page).filter(|o| o.bytes.len() >= 1_000_000).map(|o| &o.path).collect();
    assert_eq!(heavy, [""; 0]);
    let dangling = crate::publish::check_links(&outputs, settings().base_url.as_deref());
    assert!(dangling.is_empty(), "{:?}", dangling.first());
    for first in ["timeline", "sources", "changes"] {
        let of_kind =
            |o: &&Output| is_page(o) && o.path.starts_with(&format!("{first}-")) || o.path == format!("{first}.html");
        let pages: Vec<&Output> = outputs.iter().filter(of_kind).collect();
        assert!(pages.len() > 2, "{first}: {}", pages.len());
        let links: Vec<usize> = (0..SOURCES)
            .step_by(97)
            .map(|at| {
                let leads = format!("href=\"{}", routes::article(&format!("report-{at}")));
                pages.iter().filter(|o| text_of(&outputs, &o.path).contains(&leads)).count()
            })
            .collect();
        assert!(links.iter().all(|&on| on == 1), "{first}: each source is on one of its pages: {links:?}");
    }
    let front = text_of(&outputs, "index.html");
    assert!(front.len() < 300_000 && front.contains("<circle"), "{}", front.len());
    let ledger = |o: &&Output| is_page(o) && o.path.starts_with("commitments-");
    let ledger: Vec<&str> = outputs.iter().filter(ledger).map(|o| text_of(&outputs, &o.path)).collect();
    let old = text_of(&outputs, "commitments.html");
    for entry in story.commitments.iter().step_by(97) {
        let id = format!("id=\"{}\"", entry.id);
        assert!(old.contains(&id), "old links hold");
        assert_eq!(ledger.iter().filter(|page| page.contains(&id)).count(), 1, "{id}");
    }
    assert!(ledger.iter().any(|page| page.contains("id=\"verification\"")));
    let timeline = text_of(&outputs, "timeline.html");
    assert!(story.events.iter().all(|event| timeline.contains(&format!("id=\"{}\"", event.id))), "old links hold");
}

#[test]
fn a_fact_that_many_tell_shows_some_and_counts_the_rest() {
    let mut story = story();
    let told = story.sources.iter().enumerate().take(400);
    story.events[0].citations =
        told.map(|(source, of)| Citation { source, sentence: 1, span: of.article.sentences[1].span }).collect();
    let outputs = render(&story, &Editor::default(), &settings(), &Texts::new()).expect("the site renders");
    let page = text_of(&outputs, "timeline-2.html");
    assert!(page.contains("<summary>399 more<span") && page.contains("the data has all 400"));
    assert_eq!(page.matches("one by one").count(), 25);
}

#[test]
fn a_wrong_address_tells_the_newest_of_many_sources() {
    let settings = Settings { base_url: None, ..settings() };
    let outputs = render(&story(), &Editor::default(), &settings, &Texts::new()).expect("the site renders");
    let lost = text_of(&outputs, "404.html");
    assert!(lost.contains("The newest of 2,000\u{a0}sources"), "{lost}");
    assert!(lost.contains(&format!("gate {}", SOURCES - 1)) && !lost.contains("gate 7 "));
}
