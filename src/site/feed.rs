//! Feeds of what happened, of new sources and of editions, dated by the content: no clock.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::story::{Event, EventStatus, Issue};
use crate::text::Edtf;
use crate::text::edtf::day_in_words;

use super::cite::{Link, Site};
use super::pages::{changes, count};
use super::{dates, routes, title};

/// Most entries of a feed.
const LONGEST: usize = 50;
/// Longest title of an entry, in characters.
const TITLE: usize = 100;

/// A feed.
#[derive(Debug, Serialize)]
pub struct Feed<'s> {
    /// Title of the site.
    pub title: &'s str,
    /// Identity of the feed.
    pub id: String,
    /// Address of the site with a closing slash, or nothing: then links are relative.
    pub base: &'s str,
    /// Who answers for it.
    pub author: &'s str,
    /// Time of the newest entry.
    pub updated: String,
    /// Entries, the newest first.
    pub entries: Vec<Entry>,
}

/// An event, a source or an edition as an entry.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// `event`, `source` or `edition`.
    pub kind: &'static str,
    /// Identity, the same wherever the site stands.
    pub id: String,
    /// The words, cut to a line.
    pub title: String,
    /// The words, whole.
    pub text: String,
    /// The date in words, with its mark.
    pub date: String,
    /// Address of its place, relative to the site's root.
    pub href: String,
    /// Where the words stand.
    pub cite: Link,
    /// End of the day, for sorting.
    pub updated: String,
}

/// Makes the feed; `None` where nothing has a date.
pub fn feed<'s>(site: &'s Site<'s>) -> Option<Feed<'s>> {
    let newest = site.story.edition.as_of.last_day();
    let events = site.story.events.iter().filter(|e| !e.background);
    let mut dated: Vec<(Date, usize, Entry)> = events
        .filter_map(|event| {
            let day = day_of(event.date, newest)?;
            Some((day, event.rank, event_entry(site, day, event)?))
        })
        .collect();
    let updated = dated.iter().map(|(day, ..)| *day).max().max(newest)?;
    dated.extend(site.named().filter_map(|source| source_entry(site, newest, source)));
    dated.extend(site.story.editions.iter().filter_map(|issue| edition_entry(site, issue)));
    dated.sort_by_key(|&(day, rank, ref entry)| (std::cmp::Reverse(day), entry.kind, rank));
    dated.truncate(LONGEST);
    let entries = dated.into_iter().map(|(.., entry)| entry).collect();
    let identity: Vec<&str> = site.story.sources.iter().map(|s| s.article.id.0.as_str()).take(1).collect();
    Some(Feed {
        title: &site.title,
        id: uuid(&format!("feed {}", identity.join(" "))),
        base: site.settings.base_url.as_deref().unwrap_or(""),
        author: site.settings.publisher.as_deref().unwrap_or(&site.title),
        updated: midnight(updated),
        entries,
    })
}

/// The day an entry is filed under: its own, but never after the story's.
fn day_of(date: Edtf, newest: Option<Date>) -> Option<Date> {
    let day = date.last_day().or(date.first_day())?;
    Some(newest.map_or(day, |newest| day.min(newest)))
}

fn source_entry(site: &Site<'_>, newest: Option<Date>, source: usize) -> Option<(Date, usize, Entry)> {
    let told = &site.story.sources[source];
    let day = day_of(told.published.value, newest)?;
    let date = site.published(source);
    let entry = Entry {
        kind: "source",
        id: uuid(&format!("source {}", told.article.id)),
        title: title::cut(&told.article.title.text, TITLE),
        text: told.article.title.text.clone(),
        date: std::iter::once(date.text.as_str()).chain(date.mark).collect::<Vec<_>>().join(", "),
        href: site.paths[source].clone(),
        cite: Link { href: site.paths[source].clone(), label: site.labels[source].clone() },
        updated: midnight(day),
    };
    Some((day, source, entry))
}

/// An edition, where there is a page of them.
fn edition_entry(site: &Site<'_>, issue: &Issue) -> Option<(Date, usize, Entry)> {
    let day = issue.day.filter(|_| changes::exists(site))?;
    let named: Vec<usize> = issue.sources.iter().copied().filter(|&source| site.shown.is_named(source)).collect();
    let titles: Vec<&str> = named.iter().map(|&source| site.labels[source].as_str()).collect();
    let href = changes::href(site, day);
    let entry = Entry {
        kind: "edition",
        id: uuid(&format!("edition {day} {}", site.story.sources[*named.first()?].article.id)),
        title: format!("Edition of {}", day_in_words(day)),
        text: count(named.len(), "new source", "new sources"),
        date: day_in_words(day),
        cite: Link { href: href.clone(), label: titles.join("; ") },
        href,
        updated: midnight(day),
    };
    Some((day, 0, entry))
}

fn event_entry(site: &Site<'_>, day: Date, event: &Event) -> Option<Entry> {
    let &lead = event.citations.iter().find(|&&c| site.shown.shows(c))?;
    let text = site.line(lead);
    let date = dates::written(event.date, event.basis);
    let announced = (event.status == EventStatus::Scheduled).then_some("announced");
    let marks: Vec<&str> = date.mark.into_iter().chain(announced).collect();
    Some(Entry {
        kind: "event",
        id: uuid(&event.id),
        title: title::cut(&text, TITLE),
        text,
        date: std::iter::once(date.text.as_str()).chain(marks).collect::<Vec<_>>().join(", "),
        href: site.chronicle.href(&event.id),
        cite: site.cite("", lead),
        updated: midnight(day),
    })
}

/// JSON Feed 1.1.
pub fn json_feed(feed: &Feed<'_>) -> serde_json::Value {
    let items: Vec<_> = feed
        .entries
        .iter()
        .map(|e| {
            json!({
                "id": e.id,
                "url": format!("{}{}", feed.base, e.href),
                "title": e.title,
                "content_text": format!("{}: {} ({})", e.date, e.text, e.cite.label),
                "date_published": e.updated,
                "tags": [e.kind],
            })
        })
        .collect();
    let mut json = json!({ "version": "https://jsonfeed.org/version/1.1", "title": feed.title });
    if !feed.base.is_empty() {
        json["home_page_url"] = json!(feed.base);
        json["feed_url"] = json!(format!("{}feed.json", feed.base));
    }
    json["authors"] = json!([{ "name": feed.author }]);
    json["language"] = json!("en");
    json["items"] = json!(items);
    json
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// A name-based UUID (RFC 9562, version 8) of the SHA-256 of `name`.
fn uuid(name: &str) -> String {
    let mut bytes = Sha256::digest(name.as_bytes());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = routes::hex(&bytes[..16]);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}
