//! The story as data: `data/story.json`, the schema that describes it, tables, a calendar and references.
//!
//! Every offset counts Unicode scalar values of the decoded source file; every address is relative to the site's root.

pub mod calendar;
mod commitments;
mod editions;
mod lines;
mod model;
pub mod references;
pub mod tables;

use std::collections::BTreeMap;

use crate::corpus::Policy;
use crate::story::{Citation, DateBasis, DateReading, EventStatus};
use crate::text::edtf::Precision;
use crate::text::{Edtf, ScalarIndex};

use super::cite::{LEAD, Site};
use super::pages::briefing::section_title;
use super::pages::editor;
use super::prose;

pub use lines::lines;
pub use model::*;

/// Makes the data of a site.
pub fn export<'s>(site: &'s Site<'s>) -> StoryExport<'s> {
    let export = Exporter::new(site);
    let story = site.story;
    StoryExport {
        title: site.title.clone(),
        sources: site.named().map(|s| export.source(s)).collect(),
        events: story.events.iter().map(|e| export.event(e)).collect(),
        statements: story.statements.iter().filter_map(|a| export.statement(a)).collect(),
        actors: (0..story.actors.len()).filter_map(|a| export.actor(a)).collect(),
        agreements: story.agreements.iter().map(|a| export.agreement(a)).collect(),
        disagreements: story.disagreements.iter().map(|d| export.disagreement(d)).collect(),
        commitments: story.commitments.iter().map(|c| commitments::commitment(&export, c)).collect(),
        threads: story.threads.iter().filter_map(|t| export.thread(t)).collect(),
        questions: story.questions.iter().map(|q| export.question(q)).collect(),
        briefing: BriefingExport { sections: export.sections() },
        edition: EditionExport {
            as_of: edtf(story.edition.as_of),
            basis: date_basis(story.edition.basis),
            sources: story.sources.len(),
        },
        editions: editions::editions(&export),
    }
}

/// The schema of the data (JSON Schema 2020-12).
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(StoryExport<'static>).into()
}

struct Exporter<'e> {
    site: &'e Site<'e>,
    offsets: Vec<ScalarIndex<'e>>,
}

impl<'e> Exporter<'e> {
    fn new(site: &'e Site<'e>) -> Self {
        let offsets = site.story.sources.iter().map(|s| ScalarIndex::new(&s.article.text)).collect();
        Exporter { site, offsets }
    }

    fn citation(&self, citation: Citation) -> CitationExport<'e> {
        let [start, end] = self.offsets[citation.source].range(citation.span);
        CitationExport {
            source: self.site.story.sources[citation.source].article.id.0.as_str(),
            sentence: self.site.sentence_id(citation),
            start,
            end,
            text: self.site.story.words(citation),
            href: self.site.href("", citation),
        }
    }

    fn citations(&self, citations: &[Citation]) -> Vec<CitationExport<'e>> {
        citations.iter().filter(|&&c| self.site.shown.shows(c)).map(|&c| self.citation(c)).collect()
    }

    /// A thread with the sources that may be named; its title is that of one of them.
    fn thread(&self, thread: &crate::story::Thread) -> Option<ThreadExport> {
        let named: Vec<usize> = thread.sources.iter().copied().filter(|&s| self.site.shown.is_named(s)).collect();
        let lead = named.iter().copied().find(|&s| s == thread.lead).or(named.first().copied())?;
        Some(ThreadExport {
            id: thread.id.clone(),
            title: self.site.story.sources[lead].article.title.text.clone(),
            sources: named.into_iter().map(|s| self.source_id(s)).collect(),
        })
    }

    fn source_id(&self, source: usize) -> String {
        self.site.story.sources[source].article.id.0.clone()
    }

    fn source(&self, index: usize) -> SourceExport<'e> {
        let source = &self.site.story.sources[index];
        let article = &source.article;
        SourceExport {
            id: article.id.0.clone(),
            path: article.path.clone(),
            sha256: article.sha256.clone(),
            title: article.title.text.clone(),
            title_basis: basis(article.title.basis),
            language: article.language.as_ref().map(|language| language.text.clone()),
            outlet: article.outlet.as_ref().map(|o| o.text.clone()),
            published: PublishedExport {
                value: edtf(source.published.value),
                basis: date_basis(source.published.basis),
                reason: source.published.reason.clone(),
            },
            dateline: article.dateline.as_ref().map(|d| d.place.clone()),
            url: article.url.clone(),
            publish: match self.site.shown.policy(index) {
                Policy::Full => PolicyName::Full,
                Policy::Excerpt => PolicyName::Excerpt,
                Policy::Link | Policy::Private => PolicyName::Link,
            },
            words: article.words,
            page: self.site.paths[index].clone(),
            adds: editions::adds(self, index),
        }
    }

    fn event(&self, event: &crate::story::Event) -> EventExport<'e> {
        let actors = event.actors.iter().filter_map(|&a| self.site.story.actors.get(a));
        EventExport {
            id: event.id.clone(),
            date: edtf(event.date),
            precision: event.date.precision().map(precision),
            basis: date_basis(event.basis),
            reason: event.reason.clone(),
            readings: event.readings.iter().map(|reading| self.reading(reading)).collect(),
            status: match event.status {
                EventStatus::Happened => StatusName::Happened,
                EventStatus::Scheduled => StatusName::Scheduled,
            },
            background: event.background,
            title: event.citations.first().map(|&c| self.site.line(c)).unwrap_or_default(),
            rank: event.rank,
            actors: actors.filter(|a| !a.mentions.is_empty()).map(|a| a.id.clone()).collect(),
            independent: event.independent,
            citations: self.citations(&event.citations),
        }
    }

    fn reading(&self, reading: &DateReading) -> ReadingExport<'e> {
        ReadingExport { value: reading.day.to_string(), citations: self.citations(&reading.citations) }
    }

    fn statement(&self, attribution: &crate::story::Attribution) -> Option<StatementExport<'e>> {
        let source = self.site.story.sources.get(attribution.source)?;
        let statement = source.annotations.statements.get(attribution.statement)?;
        let actor = attribution.actor.and_then(|a| self.site.story.actors.get(a)).filter(|a| !a.mentions.is_empty());
        let words = |spans: &[crate::text::Span]| {
            let joined: Vec<_> = spans.iter().map(|s| prose::one_line(s.of(&source.article.text))).collect();
            Some(joined.join(" ")).filter(|w| !w.is_empty())
        };
        Some(StatementExport {
            id: attribution.id.clone(),
            kind: match statement.kind {
                crate::annotate::StatementKind::Direct => StatementKindName::Direct,
                crate::annotate::StatementKind::Indirect => StatementKindName::Indirect,
                crate::annotate::StatementKind::Mixed => StatementKindName::Mixed,
            },
            text: words(&statement.content).unwrap_or_default(),
            speaker: words(&statement.speaker),
            actor: actor.map(|a| a.id.clone()),
            party: attribution.party.clone(),
            party_reason: Some(attribution.party_reason.clone()).filter(|r| !r.is_empty()),
            cue: words(&statement.cue),
            citations: self.citations(&[attribution.citation]),
        })
    }

    fn actor(&self, index: usize) -> Option<ActorExport<'e>> {
        use crate::annotate::ActorKind;
        let actor = self.site.story.actors.get(index).filter(|a| !a.mentions.is_empty())?;
        Some(ActorExport {
            id: actor.id.clone(),
            name: actor.name.clone(),
            kind: match actor.kind {
                ActorKind::Person => ActorKindName::Person,
                ActorKind::Organisation => ActorKindName::Organisation,
                ActorKind::State => ActorKindName::State,
                ActorKind::Place => ActorKindName::Place,
                ActorKind::Unknown => ActorKindName::Unknown,
            },
            role: actor.role.clone(),
            party: actor.party.clone(),
            party_reason: self.site.party_reason(index).map(str::to_owned),
            aliases: actor
                .aliases
                .iter()
                .map(|(text, count)| AliasExport { text: text.clone(), count: *count })
                .collect(),
            mentions: self.citations(&actor.mentions),
        })
    }

    fn agreement(&self, agreement: &crate::story::Agreement) -> AgreementExport<'e> {
        let mut sources: Vec<usize> = agreement.citations.iter().map(|c| c.source).collect();
        sources.sort_unstable();
        sources.dedup();
        AgreementExport {
            id: agreement.id.clone(),
            text: agreement.citations.first().map(|&c| prose::one_line(self.site.story.words(c))).unwrap_or_default(),
            sources: sources.into_iter().map(|s| self.source_id(s)).collect(),
            independent: agreement.independent,
            citations: self.citations(&agreement.citations),
        }
    }

    fn question(&self, question: &crate::story::Question) -> QuestionExport<'e> {
        QuestionExport {
            id: question.id.clone(),
            text: question.citations.first().map(|&c| prose::one_line(self.site.story.words(c))).unwrap_or_default(),
            cue: question.cue.to_owned(),
            citations: self.citations(&question.citations),
        }
    }

    fn disagreement(&self, disagreement: &crate::story::Disagreement) -> DisagreementExport<'e> {
        let reading = |reading: &crate::story::Reading| ReadingOfExport {
            value: reading.value.clone(),
            as_of: edtf(reading.as_of),
            citations: self.citations(&reading.citations),
        };
        DisagreementExport {
            id: disagreement.id.clone(),
            kind: disagreement_kind(disagreement.kind),
            topic: disagreement.topic.clone(),
            reason: disagreement.reason.clone(),
            resolved: disagreement.resolved,
            readings: disagreement.readings.iter().map(reading).collect(),
        }
    }

    /// The sections with the editor's lead after the summary, which is first by contract.
    fn sections(&self) -> Vec<SectionExport<'e>> {
        let mut sections: Vec<SectionExport<'_>> = Vec::new();
        for section in &self.site.story.briefing.sections {
            let items = section.items.iter().map(|item| ItemExport {
                text: item.citations.first().map(|&c| prose::one_line(self.site.story.words(c))).unwrap_or_default(),
                editor: false,
                citations: self.citations(&item.citations),
                score: item.score.iter().copied().collect(),
            });
            sections.push(SectionExport {
                id: section.id.to_owned(),
                title: section_title(section.id),
                items: items.collect(),
            });
        }
        if let Some(lead) = self.editors_lead() {
            let at = usize::from(sections.first().is_some_and(|s| s.id == "summary"));
            sections.insert(at, lead);
        }
        sections
    }

    /// The paragraphs of the editor's lead, each with the citations that stand in it.
    fn editors_lead(&self) -> Option<SectionExport<'e>> {
        let page = self.site.pages.iter().find(|p| p.slug == LEAD)?;
        let items: Vec<ItemExport<'_>> = prose::paragraphs(&editor::bare(page))
            .into_iter()
            .map(|(text, citations)| ItemExport {
                text,
                editor: true,
                citations: self.citations(&citations),
                score: BTreeMap::new(),
            })
            .collect();
        let title = "From the editor".to_owned();
        (!items.is_empty()).then(|| SectionExport { id: "editor".to_owned(), title, items })
    }
}

fn edtf(value: Edtf) -> Option<String> {
    Some(value.to_string()).filter(|v| !v.is_empty())
}

fn disagreement_kind(kind: crate::story::DisagreementKind) -> DisagreementKindName {
    use crate::story::DisagreementKind;
    match kind {
        DisagreementKind::Conflict => DisagreementKindName::Conflict,
        DisagreementKind::StatusChange => DisagreementKindName::StatusChange,
        DisagreementKind::Framing => DisagreementKindName::Framing,
        DisagreementKind::Ambiguity => DisagreementKindName::Ambiguity,
        DisagreementKind::Spelling => DisagreementKindName::Spelling,
    }
}

fn date_basis(basis: DateBasis) -> DateBasisName {
    match basis {
        DateBasis::Declared => DateBasisName::Declared,
        DateBasis::Printed => DateBasisName::Printed,
        DateBasis::Resolved => DateBasisName::Resolved,
        DateBasis::Inferred => DateBasisName::Inferred,
        DateBasis::Contested => DateBasisName::Contested,
        DateBasis::Unknown => DateBasisName::Unknown,
    }
}

fn basis(basis: crate::corpus::Basis) -> BasisName {
    use crate::corpus::Basis;
    match basis {
        Basis::Declared => BasisName::Declared,
        Basis::Printed => BasisName::Printed,
        Basis::Filename => BasisName::Filename,
        Basis::Derived => BasisName::Derived,
    }
}

fn precision(precision: Precision) -> PrecisionName {
    match precision {
        Precision::Day => PrecisionName::Day,
        Precision::Month => PrecisionName::Month,
        Precision::Year => PrecisionName::Year,
        Precision::Decade => PrecisionName::Decade,
        Precision::Century => PrecisionName::Century,
    }
}
