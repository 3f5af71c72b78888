//! The pages of the timeline, and which of them each event and each day stands on.
//!
//! In: the story as it may be shown. Out: [`Chronicle`], from which every link to an event is made.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::split::Split;
use crate::story::{Event, Story};

/// Bytes that an event takes beside the words of its sentences, and each sentence beside its words.
const AROUND: usize = 560;
const AROUND_SENTENCE: usize = 260;

/// The page that every event has an address on.
pub const PAGE: &str = "timeline.html";

/// The events by page.
#[derive(Debug, Default)]
pub struct Chronicle {
    /// The pages, by index into the events of the story.
    pub split: Split,
    of_day: BTreeMap<Date, usize>,
}

impl Chronicle {
    /// Gives each event its page.
    pub fn new(story: &Story) -> Self {
        let events = story.events.iter().map(|event| (Some(event.id.as_str()), length(story, event)));
        let split = Split::new("timeline", events);
        let mut of_day = BTreeMap::new();
        for (at, event) in story.events.iter().enumerate().filter(|(_, event)| !event.background) {
            if let Some(day) = event.date.as_day() {
                of_day.entry(day).or_insert_with(|| split.page_at(at));
            }
        }
        Chronicle { split, of_day }
    }

    /// Where an event stands, from the root.
    pub fn href(&self, event: &str) -> String {
        self.split.href(event)
    }

    /// Where a day begins, from the root.
    pub fn day(&self, day: Date) -> String {
        let path = self.of_day.get(&day).map_or_else(|| PAGE.to_owned(), |&page| self.split.path(page));
        format!("{path}#d{day}")
    }
}

/// Bytes of an event as it is shown.
fn length(story: &Story, event: &Event) -> usize {
    let shown = event.citations.iter().take(super::cite::MOST + 1);
    AROUND + shown.map(|c| AROUND_SENTENCE + story.words(*c).len()).sum::<usize>() + 32 * event.citations.len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::story::{Citation, DateBasis, EventStatus, Source};
    use crate::text::{Edtf, Span};

    /// A story of so many events, one a day, each a sentence long.
    fn story(events: usize) -> Story {
        let article = crate::corpus::parse("seeds/a.txt", b"The lock keeper opened the upper gate.").expect("a text");
        let source = Source {
            article,
            annotations: crate::annotate::Annotations::default(),
            timexes: Vec::new(),
            published: crate::story::Published::default(),
            group: 0,
            desk: 0,
        };
        let span = Span::new(0, source.article.text.len());
        let event = |at: usize| Event {
            id: format!("e{at}"),
            date: Edtf::day(day(at)),
            basis: DateBasis::Printed,
            reason: String::new(),
            readings: Vec::new(),
            status: EventStatus::Happened,
            background: false,
            rank: at + 1,
            actors: Vec::new(),
            citations: vec![Citation { source: 0, sentence: 0, span }],
            independent: 1,
        };
        Story { events: (0..events).map(event).collect(), sources: vec![source], ..Story::default() }
    }

    fn day(at: usize) -> Date {
        date(1990, 1, 1).saturating_add(jiff::Span::new().days(at as i64))
    }

    #[test]
    fn few_events_stand_on_one_page() {
        let chronicle = Chronicle::new(&story(3));
        assert!(!chronicle.split.is_split());
        assert_eq!(chronicle.href("e2"), "timeline.html#e2");
        assert_eq!(chronicle.day(day(1)), "timeline.html#d1990-01-02");
    }

    #[test]
    fn of_many_each_link_and_each_day_leads_to_the_page_they_stand_on() {
        let chronicle = Chronicle::new(&story(2_000));
        let pages = &chronicle.split.pages;
        assert!(pages.len() > 2);
        let last = pages.len() + 1;
        assert_eq!(chronicle.href("e1999"), format!("timeline-{last}.html#e1999"));
        assert_eq!(chronicle.day(day(1999)), format!("timeline-{last}.html#d{}", day(1999)));
        assert_eq!(chronicle.day(day(0)), "timeline-2.html#d1990-01-01");
    }
}
