//! The front page: what this is about, as of when, from how many sources, where it stands, what matters most.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::site::cite::{Link, Quote, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::svg::{self, Overview};
use crate::story::{Citation, DateBasis, Event};

use super::briefing::{self, ItemView};
use super::changes::{self, News};
use super::commitments::{self, LapseView};
use super::count;
use super::disagreements;
use super::editor::{self, Opening};
use super::sources::{self, SourceRow};

/// Most agreements on the front page.
pub const AGREEMENTS: usize = 4;

/// Most differences on the front page.
const DIFFERENCES: usize = 4;

/// Most sentences of what is new.
const NEWS: usize = 3;

/// Most sources that stand beside the text.
const FEW_SOURCES: usize = 8;

/// The front page.
#[derive(Debug, Serialize)]
pub struct Index<'s> {
    /// Title of the story.
    pub title: &'s str,
    /// One line below it.
    pub standfirst: Option<&'s str>,
    /// As of when; nothing where no source has a date.
    pub as_of: Option<WrittenDate>,
    /// `5 sources`, `1 with a printed date`.
    pub counts: Vec<String>,
    /// Where it stands.
    pub status: Option<StatusView<'s>>,
    /// How the editor's lead begins.
    pub lead: Option<Opening<'s>>,
    /// What matters most.
    pub summary: Vec<ItemView<'s>>,
    /// Told alike.
    pub agreements: Vec<AgreementView<'s>>,
    /// How many there are.
    pub agreed: usize,
    /// Whether the briefing has more of them.
    pub more_agreements: bool,
    /// Where sources differ, the gravest first.
    pub differences: Vec<disagreements::Line<'s>>,
    /// How many differences there are.
    pub differ: usize,
    /// How long ago the last agreement and the last alleged violation were, where a day is stated.
    pub lapses: Vec<LapseView<'s>>,
    /// What the newest sources brought, where some are older.
    pub news: Option<News<'s>>,
    /// The running days.
    pub overview: Option<Overview>,
    /// Whether there is a briefing page.
    pub briefing: bool,
    /// The sources, or the newest of many.
    pub sources: Vec<SourceRow<'s>>,
    /// The way to all, where not all are here.
    pub all_sources: Option<Link>,
    /// Whether they are few enough to stand beside the text.
    pub few_sources: bool,
    /// Sources that are counted and not shown.
    pub withheld: Option<String>,
}

/// Where the story stands.
#[derive(Debug, Serialize)]
pub struct StatusView<'s> {
    /// The newest source's own first sentence.
    pub now: StatusLine<'s>,
    /// What the others said before, the newest first.
    pub before: Vec<StatusLine<'s>>,
}

/// What one source says of the state of things.
#[derive(Debug, Serialize)]
pub struct StatusLine<'s> {
    /// Its words.
    pub quote: Quote<'s>,
    /// When it was published, the year left out where it is that of the story.
    pub date: WrittenDate,
}

/// What independent sources tell alike.
#[derive(Debug, Serialize)]
pub struct AgreementView<'s> {
    /// Its words.
    pub quote: Quote<'s>,
    /// `3 sources`: the independent ones.
    pub independent: String,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Index<'s> {
    let story = site.story;
    let as_of = story.edition.as_of;
    let sources = sources::newest(site, root);
    let agreements = agreements(site, root);
    Index {
        title: &site.title,
        standfirst: site.settings.standfirst.as_deref(),
        as_of: as_of.first_day().map(|_| dates::written(as_of, story.edition.basis)),
        counts: counts(site),
        status: status(site, root),
        lead: site.lead().map(|page| editor::opening(editor::parts(site, root, page))),
        summary: story.highlights.iter().filter_map(|i| briefing::item(site, root, i)).collect(),
        agreed: story.agreements.len(),
        more_agreements: story.agreements.len() > agreements.len()
            && story.briefing.sections.iter().any(|s| s.id == "agreed"),
        agreements,
        news: changes::newest(site, root, &news(site)),
        differ: disagreements::number(site),
        differences: disagreements::lines(site, root, DIFFERENCES),
        lapses: commitments::stated_lapses(site, root),
        overview: svg::overview(site),
        briefing: briefing::exists(site),
        few_sources: sources.rows.len() <= FEW_SOURCES,
        all_sources: sources.all,
        sources: sources.rows,
        withheld: sources.withheld,
    }
}

fn counts(site: &Site<'_>) -> Vec<String> {
    let mut counts = vec![count(site.story.sources.len(), "source", "sources")];
    counts.extend(dates_given(site));
    if site.shown.private() > 0 {
        counts.push(format!("{} not shown", site.shown.private()));
    }
    counts
}

/// How many sources print their date, and how many declare it.
fn dates_given(site: &Site<'_>) -> Vec<String> {
    let all = site.story.sources.len();
    let given = [(DateBasis::Printed, "printed"), (DateBasis::Declared, "declared")];
    let said: Vec<_> = given
        .into_iter()
        .filter_map(|(basis, word)| match (sources::dated_by(site, basis), all) {
            (0, _) => None,
            (1, 1) => Some(format!("with a {word} date")),
            (n, _) if n == all => Some(format!("all with a {word} date")),
            (n, _) => Some(format!("{n} with a {word} date")),
        })
        .collect();
    match (said.is_empty(), all) {
        (true, 1) => vec!["without a printed date".to_owned()],
        (true, 2..) => vec!["none with a printed date".to_owned()],
        _ => said,
    }
}

/// The events for which the newest edition is told on the front page: those that weigh most, but none whose sentence
/// stands there already.
pub fn news<'s>(site: &Site<'s>) -> Vec<&'s Event> {
    let story = site.story;
    let status = story.status.iter().flat_map(|status| std::iter::once(&status.now).chain(&status.before));
    let chosen = story.highlights.iter().map(|item| &item.citations);
    let chosen = chosen.chain(story.agreements.iter().take(AGREEMENTS).map(|told| &told.citations));
    let first = |citations: &[Citation]| citations.iter().copied().find(|&c| site.shown.shows(c));
    let place = |c: Citation| (c.source, c.sentence);
    let taken: BTreeSet<_> = status.copied().chain(chosen.filter_map(|all| first(all))).map(place).collect();
    let is_free = |event: &&Event| first(&event.citations).is_some_and(|c| !taken.contains(&place(c)));
    changes::newest_events(site).into_iter().filter(is_free).take(NEWS).collect()
}

fn status<'s>(site: &'s Site<'s>, root: &str) -> Option<StatusView<'s>> {
    let status = site.story.status.as_ref()?;
    let line = |citation: Citation| {
        let published = &site.story.sources[citation.source].published;
        let text = dates::short(published.value, site.year);
        let date = WrittenDate { text, ..site.published(citation.source) };
        Some(StatusLine { quote: site.quote(root, &[citation])?, date })
    };
    Some(StatusView { now: line(status.now)?, before: status.before.iter().filter_map(|&c| line(c)).collect() })
}

fn agreements<'s>(site: &'s Site<'s>, root: &str) -> Vec<AgreementView<'s>> {
    let all = site.story.agreements.iter().take(AGREEMENTS);
    all.filter_map(|a| {
        Some(AgreementView {
            quote: site.quote(root, &a.citations)?,
            independent: count(a.independent, "source", "sources"),
        })
    })
    .collect()
}
