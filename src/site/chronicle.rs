//! The pages of the timeline, and which of them each event stands on.
//!
//! In: the story as it may be shown. Out: [`Chronicle`], from which every link to an event is made. Where the events are too
//! many for one page, `timeline.html` lists the pages in the order of their days, and keeps a place for each event, so that
//! links made before still lead to where the way goes on.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::story::{Event, Story};

/// What a page of the timeline may come to, in bytes as they are guessed; real pages stay below a megabyte.
const BUDGET: usize = 500_000;
/// Bytes that an event takes beside the words of its sentences, and each sentence beside its words.
const AROUND: usize = 560;
const AROUND_SENTENCE: usize = 260;

/// The page that every event has an address on.
pub const PAGE: &str = "timeline.html";

/// The events by page.
#[derive(Debug, Default)]
pub struct Chronicle {
    /// The events of each page, as indices into those of the story.
    pub pages: Vec<Range<usize>>,
    of_event: BTreeMap<String, usize>,
    of_day: BTreeMap<Date, usize>,
}

impl Chronicle {
    /// Gives each event its page: a new one begins where the last is full.
    pub fn new(story: &Story) -> Self {
        let mut chronicle = Chronicle::default();
        let mut size = 0;
        for (at, event) in story.events.iter().enumerate() {
            let own = length(story, event);
            if let Some(page) = chronicle.pages.last_mut().filter(|_| size + own <= BUDGET) {
                page.end = at + 1;
            } else {
                chronicle.pages.push(at..at + 1);
                size = 0;
            }
            size += own;
            let page = chronicle.pages.len() - 1;
            chronicle.of_event.insert(event.id.clone(), page);
            if let Some(day) = event.date.as_day().filter(|_| !event.background) {
                chronicle.of_day.entry(day).or_insert(page);
            }
        }
        chronicle
    }

    /// Whether the events stand on pages of their own, behind one that lists them.
    pub fn is_split(&self) -> bool {
        self.pages.len() > 1
    }

    /// Path of a page, from 0.
    pub fn path(&self, page: usize) -> String {
        if self.is_split() { format!("timeline-{}.html", page + 2) } else { PAGE.to_owned() }
    }

    /// Where an event stands, from the root.
    pub fn href(&self, event: &str) -> String {
        let path = self.of_event.get(event).map_or_else(|| PAGE.to_owned(), |&page| self.path(page));
        format!("{path}#{event}")
    }

    /// Where a day begins, from the root.
    pub fn day(&self, day: Date) -> String {
        let path = self.of_day.get(&day).map_or_else(|| PAGE.to_owned(), |&page| self.path(page));
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
        assert_eq!((chronicle.pages.len(), chronicle.is_split()), (1, false));
        assert_eq!(chronicle.href("e2"), "timeline.html#e2");
        assert_eq!(chronicle.day(day(1)), "timeline.html#d1990-01-02");
    }

    #[test]
    fn many_turn_to_a_new_page_and_every_link_follows() {
        let chronicle = Chronicle::new(&story(2_000));
        assert!(chronicle.pages.len() > 2);
        assert_eq!(chronicle.pages.iter().map(Range::len).sum::<usize>(), 2_000);
        let last = chronicle.pages.len() + 1;
        assert_eq!(chronicle.href("e1999"), format!("timeline-{last}.html#e1999"));
        assert_eq!(chronicle.day(day(1999)), format!("timeline-{last}.html#d{}", day(1999)));
        assert_eq!(chronicle.href("e0"), "timeline-2.html#e0");
    }
}
