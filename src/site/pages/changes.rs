//! What each edition brought: a day with new sources, the newest first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::site::cite::{Link, Quote, Site};
use crate::site::dates::{self, WrittenDate};
use crate::story::{Agreement, Citation, Disagreement, DisagreementKind, Event, Issue, Withdrawn};
use crate::text::edtf::day_in_words;

use super::sources::{self, SourceRow};
use super::{PartLink, count};

/// Most items of one kind that an edition shows; the timeline and the briefing have the rest.
const SHOWN: usize = 12;

/// What a page of editions may come to, in bytes as they are guessed; real pages stay below a megabyte.
const BUDGET: usize = 500_000;
/// Bytes of a source's line, and of a change.
const SOURCE: usize = 260;
const CHANGE: usize = 1_600;

/// All editions, or a page of them.
#[derive(Debug, Serialize)]
pub struct Changes<'s> {
    /// `Edition by edition`, `Edition by edition, part 2`.
    pub title: String,
    /// The pages, where there are several.
    pub parts: Vec<PartLink>,
    /// `3 editions`.
    pub summary: String,
    /// The newest first; sources of unknown date last.
    pub editions: Vec<EditionView<'s>>,
}

/// One edition.
#[derive(Debug, Serialize)]
pub struct EditionView<'s> {
    /// Fragment.
    pub id: String,
    /// `28 October 2025`; nothing for sources of unknown date.
    pub day: Option<String>,
    /// For `<time>`.
    pub machine: Option<String>,
    /// How the day is known, where no source of the edition prints it: `inferred`.
    pub mark: Option<&'static str>,
    /// Its sources.
    pub sources: Vec<SourceRow<'s>>,
    /// What changed, by kind; none is empty.
    pub groups: Vec<Group<'s>>,
}

/// Changes of one kind.
#[derive(Debug, Serialize)]
pub struct Group<'s> {
    /// `Added to the timeline`.
    pub title: &'static str,
    /// How often.
    pub all: usize,
    /// What changed, or the first of it.
    pub items: Vec<Change<'s>>,
    /// `and 30 more`, with the link to where they are.
    pub more: Option<Link>,
}

/// One thing that changed.
#[derive(Debug, Serialize)]
pub struct Change<'s> {
    /// Its words.
    pub quote: Quote<'s>,
    /// Its date, where it has one.
    pub date: Option<WrittenDate>,
    /// Its place on the page that has it.
    pub at: Link,
    /// What was said before.
    pub before: Option<Quote<'s>>,
}

/// What the newest edition brought, in short.
#[derive(Debug, Serialize)]
pub struct News<'s> {
    /// Its day.
    pub day: WrittenDate,
    /// `2 sources`.
    pub sources: String,
    /// What changed: `Added to the timeline`, and how often.
    pub kinds: Vec<(&'static str, usize)>,
    /// Some of the events among it.
    pub items: Vec<Change<'s>>,
    /// Where all of it stands.
    pub all: Link,
}

/// Whether there is such a page: from the second edition on.
pub fn exists(site: &Site<'_>) -> bool {
    site.editions().count() > 1
}

/// The editions of each page, the newest first; those of sources without a date last.
fn turned<'s>(site: &'s Site<'_>) -> Vec<Vec<&'s Issue>> {
    let (dated, undated): (Vec<&Issue>, Vec<&Issue>) = site.editions().partition(|issue| issue.day.is_some());
    let mut pages: Vec<Vec<&Issue>> = vec![Vec::new()];
    let mut size = 0;
    for issue in dated.into_iter().rev().chain(undated) {
        let lists = [&issue.added, &issue.corroborated, &issue.agreed, &issue.disputed].map(Vec::len);
        let changes: usize =
            lists.into_iter().chain([issue.came_about.len(), issue.withdrawn.len(), 1]).map(|n| n.min(SHOWN)).sum();
        let own = SOURCE * issue.sources.len() + CHANGE * changes;
        if size > 0 && size + own > BUDGET {
            pages.push(Vec::new());
            size = 0;
        }
        size += own;
        pages.last_mut().into_iter().for_each(|page| page.push(issue));
    }
    pages
}

/// Path of a page of editions, from 0.
pub fn path(page: usize) -> String {
    if page == 0 { "changes.html".to_owned() } else { format!("changes-{}.html", page + 1) }
}

/// Number of pages after the first.
pub fn further(site: &Site<'_>) -> usize {
    if exists(site) { turned(site).len() - 1 } else { 0 }
}

/// Where the edition of a day stands, from the root.
pub fn href(site: &Site<'_>, day: Date) -> String {
    let page = turned(site).iter().position(|page| page.iter().any(|issue| issue.day == Some(day)));
    format!("{}#d{day}", path(page.unwrap_or(0)))
}

/// Makes the view of a page, from 0.
pub fn view<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Changes<'s> {
    let desk = Desk::new(site, root);
    let pages = turned(site);
    let editions = pages.get(page).into_iter().flatten().filter_map(|issue| desk.edition(issue)).collect();
    let all = pages.iter().map(Vec::len).sum();
    let title = "Edition by edition";
    Changes {
        title: if page == 0 { title.to_owned() } else { format!("{title}, part {}", page + 1) },
        parts: PartLink::numbered(pages.len(), page, |at| format!("{root}{}", path(at))),
        summary: count(all, "edition", "editions"),
        editions,
    }
}

/// The newest edition with a day, where there is another.
fn newest_issue<'s>(site: &Site<'s>) -> Option<&'s Issue> {
    site.editions().filter(|issue| issue.day.is_some()).last().filter(|_| exists(site))
}

/// The events that the newest edition added, those that weigh most first.
pub fn newest_events<'s>(site: &Site<'s>) -> Vec<&'s Event> {
    let added: BTreeSet<&str> = newest_issue(site).iter().flat_map(|i| &i.added).map(String::as_str).collect();
    let mut events: Vec<&Event> = site.story.events.iter().filter(|e| added.contains(e.id.as_str())).collect();
    events.sort_by_key(|event| event.rank);
    events
}

/// The newest edition in short, with some of its events; nothing where there is no other before it.
pub fn newest<'s>(site: &'s Site<'s>, root: &str, events: &[&'s Event]) -> Option<News<'s>> {
    let issue = newest_issue(site)?;
    let desk = Desk::new(site, root);
    let edition = desk.edition(issue)?;
    let day = issue.day?;
    Some(News {
        day: WrittenDate { text: edition.day?, machine: edition.machine, mark: edition.mark, edtf: day.to_string() },
        sources: count(edition.sources.len(), "source", "sources"),
        kinds: edition.groups.iter().map(|group| (group.title, group.all)).collect(),
        items: events.iter().filter_map(|event| desk.event(issue, &event.id)).collect(),
        all: Link { href: format!("{root}{}", href(site, day)), label: "All that is new".to_owned() },
    })
}

struct Desk<'s, 'r> {
    site: &'s Site<'s>,
    /// For each source, the place of its edition.
    edition_of: Vec<usize>,
    root: &'r str,
    events: BTreeMap<&'s str, &'s Event>,
    agreements: BTreeMap<&'s str, &'s Agreement>,
}

impl<'s, 'r> Desk<'s, 'r> {
    fn new(site: &'s Site<'s>, root: &'r str) -> Self {
        let story = site.story;
        let mut edition_of = vec![usize::MAX; story.sources.len()];
        for (place, issue) in story.editions.iter().enumerate() {
            issue.sources.iter().for_each(|&source| edition_of[source] = place);
        }
        Desk {
            site,
            edition_of,
            root,
            events: story.events.iter().map(|event| (event.id.as_str(), event)).collect(),
            agreements: story.agreements.iter().map(|agreement| (agreement.id.as_str(), agreement)).collect(),
        }
    }

    /// What an edition could quote: the sentences of its own sources and of those before it.
    fn quote(&self, issue: &Issue, citations: &[Citation]) -> Option<Quote<'s>> {
        let place = issue.sources.iter().map(|&source| self.edition_of[source]).max()?;
        let known: Vec<Citation> =
            citations.iter().copied().filter(|citation| self.edition_of[citation.source] <= place).collect();
        self.site.quote_briefly(self.root, &known)
    }

    fn edition(&self, issue: &'s Issue) -> Option<EditionView<'s>> {
        let named = issue.sources.iter().filter(|&&source| self.site.shown.is_named(source));
        let sources: Vec<_> = named.map(|&source| sources::row(self.site, self.root, source)).collect();
        let came_about = issue.came_about.iter().filter_map(|(announced, happened)| {
            let before = self.quote(issue, &self.events.get(announced.as_str())?.citations)?;
            Some(Change { before: Some(before), ..self.event(issue, happened)? })
        });
        let groups = [
            self.group("Came about as announced", came_about.collect(), "timeline.html"),
            self.group("Date told otherwise", self.all_events(issue, &issue.disputed), "timeline.html"),
            self.group(
                "Now told by a second independent source",
                self.all_events(issue, &issue.corroborated),
                "timeline.html",
            ),
            self.group(
                "Now told alike by independent sources",
                issue.agreed.iter().filter_map(|id| self.agreement(issue, id)).collect(),
                "briefing.html#agreed",
            ),
            self.group("Now told otherwise", self.differences(issue), "disagreements.html"),
            self.group(
                "No longer in the newer version of a report",
                issue.withdrawn.iter().filter_map(|withdrawn| self.withdrawn(withdrawn)).collect(),
                "sources.html",
            ),
            self.group("Added to the timeline", self.all_events(issue, &issue.added), "timeline.html"),
        ];
        (!sources.is_empty()).then(|| EditionView {
            id: issue.day.map_or_else(|| "undated".to_owned(), |day| format!("d{day}")),
            day: issue.day.map(day_in_words),
            machine: issue.day.map(|day| day.to_string()),
            mark: sources.iter().map(|row| row.date.mark).reduce(Option::and).flatten(),
            sources,
            groups: groups.into_iter().flatten().collect(),
        })
    }

    fn group(&self, title: &'static str, mut items: Vec<Change<'s>>, page: &str) -> Option<Group<'s>> {
        let all = items.len();
        let left = all.saturating_sub(SHOWN);
        items.truncate(SHOWN);
        let more =
            (left > 0).then(|| Link { href: format!("{}{page}", self.root), label: count(left, "more", "more") });
        (!items.is_empty()).then_some(Group { title, all, items, more })
    }

    /// Those that weigh most, where they are too many.
    fn all_events(&self, issue: &Issue, ids: &[String]) -> Vec<Change<'s>> {
        let mut events: Vec<&Event> = ids.iter().filter_map(|id| self.events.get(id.as_str()).copied()).collect();
        events.sort_by_key(|event| event.rank);
        events.iter().filter_map(|event| self.event(issue, &event.id)).collect()
    }

    fn event(&self, issue: &Issue, id: &str) -> Option<Change<'s>> {
        let event = self.events.get(id)?;
        Some(Change {
            quote: self.quote(issue, &event.citations)?,
            date: Some(dates::written(event.date, event.basis)),
            at: Link {
                href: format!("{}{}", self.root, self.site.chronicle.href(&event.id)),
                label: "Timeline".to_owned(),
            },
            before: None,
        })
    }

    /// Differences whose last reading came with this edition, an earlier one being of another, each pair of sentences once.
    /// Another credit, wording or spelling changes nothing that was told.
    fn differences(&self, issue: &Issue) -> Vec<Change<'s>> {
        let days =
            |d: &'s Disagreement| d.readings.iter().filter_map(|r| Some((r.as_of.first_day()?, r.citations.first()?)));
        let changes = |d: &&Disagreement| !matches!(d.kind, DisagreementKind::Spelling | DisagreementKind::Framing);
        let mut told: Vec<&'s Disagreement> = self.site.story.disagreements.iter().filter(changes).collect();
        // Of two that end in one pair of sentences, the one that tells more of the way there.
        told.sort_by_key(|d| std::cmp::Reverse(d.readings.len()));
        let mut seen = BTreeSet::new();
        told.into_iter()
            .filter_map(|d| {
                let (last, now) = days(d).max_by_key(|(day, _)| *day)?;
                let (_, before) = days(d).filter(|(day, _)| *day < last).max_by_key(|(day, _)| *day)?;
                let of_edition = issue.sources.contains(&now.source) && !issue.sources.contains(&before.source);
                if !of_edition || !seen.insert((*before, *now)) {
                    return None;
                }
                Some(Change {
                    quote: self.site.quote_briefly(self.root, &[*now])?,
                    date: None,
                    at: Link { href: format!("{}disagreements.html#{}", self.root, d.id), label: d.topic.clone() },
                    before: Some(self.site.quote_briefly(self.root, &[*before])?),
                })
            })
            .collect()
    }

    /// A sentence of the earlier version, beside the version that has it no more.
    fn withdrawn(&self, withdrawn: &Withdrawn) -> Option<Change<'s>> {
        let site = self.site;
        let at = site.shown.is_named(withdrawn.later).then(|| Link {
            href: format!("{}{}", self.root, site.paths[withdrawn.later]),
            label: format!("not in {}", site.labels[withdrawn.later]),
        })?;
        Some(Change { quote: site.quote_briefly(self.root, &[withdrawn.told])?, date: None, at, before: None })
    }

    fn agreement(&self, issue: &Issue, id: &str) -> Option<Change<'s>> {
        let agreement = self.agreements.get(id)?;
        Some(Change {
            quote: self.quote(issue, &agreement.citations)?,
            date: None,
            at: Link { href: format!("{}briefing.html#agreed", self.root), label: "Briefing".to_owned() },
            before: None,
        })
    }
}
