//! What each day and each source brought, as data.

use std::collections::BTreeSet;

use crate::story::{Citation, Issue, Order};

use super::Exporter;
use super::model::{AddsExport, CameAboutExport, IssueExport, OrderName, RepeatExport, WithdrawnExport};

/// The editions, those without a source that may be named left out.
pub(super) fn editions<'e>(export: &Exporter<'e>) -> Vec<IssueExport<'e>> {
    let story = export.site.story;
    let events: BTreeSet<&str> = story.events.iter().map(|event| event.id.as_str()).collect();
    let agreements: BTreeSet<&str> = story.agreements.iter().map(|agreement| agreement.id.as_str()).collect();
    export.site.editions().map(|issue| edition(export, issue, &events, &agreements)).collect()
}

fn edition<'e>(
    export: &Exporter<'e>,
    issue: &'e Issue,
    events: &BTreeSet<&str>,
    agreements: &BTreeSet<&str>,
) -> IssueExport<'e> {
    let known = |ids: &'e [String], among: &BTreeSet<&str>| {
        ids.iter().map(String::as_str).filter(|id| among.contains(id)).collect::<Vec<_>>()
    };
    let came_about = issue.came_about.iter().map(|(announced, told)| CameAboutExport { announced, told });
    let withdrawn = issue
        .withdrawn
        .iter()
        .filter(|withdrawn| export.site.shown.shows(withdrawn.told) && export.site.shown.is_named(withdrawn.later));
    IssueExport {
        day: issue.day.map(|day| day.to_string()),
        sources: issue
            .sources
            .iter()
            .filter(|&&s| export.site.shown.is_named(s))
            .map(|&s| export.source_id(s))
            .collect(),
        added: known(&issue.added, events),
        corroborated: known(&issue.corroborated, events),
        agreed: known(&issue.agreed, agreements),
        disputed: known(&issue.disputed, events),
        came_about: came_about.filter(|c| events.contains(c.announced) && events.contains(c.told)).collect(),
        withdrawn: withdrawn
            .map(|withdrawn| WithdrawnExport {
                citation: export.citation(withdrawn.told),
                later: &export.site.story.sources[withdrawn.later].article.id.0,
            })
            .collect(),
    }
}

/// What a source adds; `None` where none of its sentences may be shown.
pub(super) fn adds<'e>(export: &Exporter<'e>, source: usize) -> Option<AddsExport<'e>> {
    let site = export.site;
    let novelty = site.story.novelty.get(source)?;
    let shown = |citation: &Citation| site.shown.shows(*citation);
    let told = |citation: Citation| site.story.sources[citation.source].article.id.0.as_str();
    let repeats = novelty.repeated.iter().filter(|(here, there)| shown(here) && shown(there));
    let adds = AddsExport {
        order: match novelty.order {
            Order::First => OrderName::First,
            Order::Later => OrderName::Later,
            Order::Undated => OrderName::Undated,
        },
        new: novelty.new.iter().copied().filter(shown).map(|c| site.sentence_id(c)).collect(),
        repeats: repeats
            .map(|&(here, there)| RepeatExport {
                sentence: site.sentence_id(here),
                source: told(there),
                of: site.sentence_id(there),
            })
            .collect(),
    };
    let whole = (0..site.story.sources[source].article.sentences.len()).any(|s| shown(&site.story.cite(source, s)));
    whole.then_some(adds)
}
