//! What may be shown of each source: the one place where the publish policy is applied.
//!
//! Everything that pages, feeds and exports are made from goes through [`Disclosed`]. Where a policy withholds
//! something, the story is copied once and the withheld words are blanked in the copy, so that code which forgets to
//! ask can publish nothing but spaces.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::annotate::Annotations;
use crate::config::Settings;
use crate::corpus::{Article, Basis, Policy, SourceId, Title};
use crate::editorial::{Editor, Part};
use crate::story::{Actor, Citation, Edit, Published, Source, Story, Target, newest_of, witnesses};
use crate::text::Span;

use super::prose::one_line;

/// Why, where the words of the reason are withheld.
const WITHHELD: &str = "by sources that are not shown in full";

/// The story with everything blanked that its sources' policies withhold.
#[derive(Debug)]
pub struct Disclosed<'s> {
    /// Same indices of sources and actors as in the whole story.
    pub story: Cow<'s, Story>,
    policies: Vec<Policy>,
    /// For each source, the sentences that may be quoted; all where `None`.
    quotable: Vec<Option<BTreeSet<usize>>>,
}

impl<'s> Disclosed<'s> {
    /// Applies the policies of the sources, or the site's where a source states none.
    pub fn new(story: &'s Story, editor: &Editor, settings: &Settings) -> Self {
        let policies: Vec<Policy> = story.sources.iter().map(|s| s.article.policy.unwrap_or(settings.policy)).collect();
        let cited = cited_sentences(story, editor);
        let quotable: Vec<_> = policies
            .iter()
            .enumerate()
            .map(|(source, policy)| match policy {
                Policy::Full if story.sources[source].article.hidden.is_empty() => None,
                Policy::Full => Some(unhidden(&story.sources[source].article)),
                Policy::Excerpt => Some(&cited[source] & &unhidden(&story.sources[source].article)),
                Policy::Link | Policy::Private => Some(BTreeSet::new()),
            })
            .collect();
        let mut disclosed = Disclosed { story: Cow::Borrowed(story), policies, quotable };
        if disclosed.quotable.iter().any(Option::is_some) {
            disclosed.story = Cow::Owned(disclosed.redacted(story));
        }
        disclosed
    }

    /// The policy of a source.
    pub fn policy(&self, source: usize) -> Policy {
        self.policies[source]
    }

    /// Whether the source may be named, and so has a page.
    pub fn is_named(&self, source: usize) -> bool {
        self.policies[source] != Policy::Private
    }

    /// Whether a citation may be shown.
    pub fn shows(&self, citation: Citation) -> bool {
        self.shows_sentence(citation.source, citation.sentence)
    }

    /// Whether a sentence may be shown.
    pub fn shows_sentence(&self, source: usize, sentence: usize) -> bool {
        self.quotable.get(source).is_some_and(|q| q.as_ref().is_none_or(|q| q.contains(&sentence)))
    }

    /// Number of sources that are counted and never shown.
    pub fn private(&self) -> usize {
        self.policies.iter().filter(|p| **p == Policy::Private).count()
    }

    fn redacted(&self, whole: &Story) -> Story {
        let mut story = whole.clone();
        for (index, source) in story.sources.iter_mut().enumerate() {
            self.blank(index, source);
        }
        self.drop_statements(whole, &mut story);
        // The day of what is never shown is not shown either.
        if story.edition == newest_of(whole.sources.iter()) {
            let named = whole.sources.iter().enumerate().filter(|(source, _)| self.is_named(*source));
            story.edition = newest_of(named.map(|(_, of)| of));
        }
        for event in &mut story.events {
            event.citations.retain(|&c| self.shows(c));
            event.independent = independent(whole, &event.citations);
            event.readings.iter_mut().for_each(|reading| reading.citations.retain(|&c| self.shows(c)));
        }
        story.events.retain(|e| !e.citations.is_empty());
        for agreement in &mut story.agreements {
            agreement.citations.retain(|&c| self.shows(c));
            agreement.independent = independent(whole, &agreement.citations);
        }
        story.agreements.retain(|a| a.independent > 1);
        self.redact_ledger(whole, &mut story);
        story.questions.iter_mut().for_each(|question| question.citations.retain(|&c| self.shows(c)));
        story.questions.retain(|question| !question.citations.is_empty());
        // Its readings and its reason quote the sources: it is shown whole or not at all.
        story.disagreements.retain(|d| d.readings.iter().flat_map(|r| &r.citations).all(|&c| self.shows(c)));
        for section in &mut story.briefing.sections {
            section.items.iter_mut().for_each(|item| item.citations.retain(|&c| self.shows(c)));
            section.items.retain(|item| !item.citations.is_empty());
        }
        story.briefing.sections.retain(|s| !s.items.is_empty());
        story.status = story.status.filter(|s| self.shows(s.now));
        if let Some(status) = &mut story.status {
            status.before.retain(|&c| self.shows(c));
        }
        for actor in &mut story.actors {
            self.redact_actor(&story.sources, actor);
        }
        redact_parties(&mut story);
        let named = |edit: &Edit| match &edit.target {
            Target::Source(source) => self.is_named(*source),
            Target::Sentence(citation) | Target::Gone(citation) => self.is_named(citation.source),
            Target::Event(id) => story.events.iter().any(|event| event.id == *id),
            Target::Disagreement(id) => story.disagreements.iter().any(|found| found.id == *id),
            Target::Lost(_) => true,
        };
        let edits = std::mem::take(&mut story.edits);
        story.edits = edits.into_iter().filter(named).collect();
        story
    }

    /// Drops the cells and entries of the ledger whose words are withheld. How an entry stands rests on all its sentences: one
    /// that loses any is dropped, rather than shown with a status that nobody can check.
    fn redact_ledger(&self, whole: &Story, story: &mut Story) {
        story.commitments.retain(|entry| entry.citations.iter().all(|&c| self.shows(c)));
        for entry in &mut story.commitments {
            for cell in entry.cells_mut() {
                cell.retain(|&c| self.shows(c));
            }
            entry.since = entry.since.take().filter(|since| self.shows(since.citation));
            entry.independent = independent(whole, &entry.citations);
        }
        for note in &mut story.ledger_notes {
            note.citations.retain(|&c| self.shows(c));
            note.by = note.by.filter(|&c| self.shows(c));
        }
        story.ledger_notes.retain(|note| !note.citations.is_empty());
    }

    fn blank(&self, index: usize, source: &mut Source) {
        let Some(quotable) = &self.quotable[index] else { return };
        let article = &mut source.article;
        if self.policies[index] == Policy::Full {
            let kept = around_hidden(article);
            article.text = mask(&article.text, &kept);
            retitle(article, &kept);
            return;
        }
        let kept: Vec<Span> = quotable.iter().filter_map(|&s| article.sentences.get(s)).map(|s| s.span).collect();
        article.text = mask(&article.text, &kept);
        retitle(article, &kept);
        source.published.reason = unquoted(&source.published.reason);
        if self.policies[index] != Policy::Excerpt {
            article.dateline = None;
            source.annotations = Annotations::default();
            source.timexes.clear();
        }
        if self.policies[index] == Policy::Private {
            source.published = Published::default();
            *article = nameless(std::mem::take(&mut article.text), article);
        }
    }

    /// Drops the statements any word of which is withheld, and mends what points at the others.
    fn drop_statements(&self, whole: &Story, story: &mut Story) {
        let kept: Vec<bool> = whole.statements.iter().map(|a| self.shows_statement(whole, a)).collect();
        let new_index: Vec<Option<usize>> = kept
            .iter()
            .scan(0, |next, &keep| {
                let at = keep.then_some(*next);
                *next += usize::from(keep);
                Some(at)
            })
            .collect();
        let mut keep = kept.iter();
        story.statements.retain(|_| keep.next().copied().unwrap_or(false));
        for item in story.briefing.sections.iter_mut().flat_map(|s| &mut s.items) {
            item.statement = item.statement.and_then(|s| new_index.get(s).copied().flatten());
        }
    }

    fn shows_statement(&self, whole: &Story, attribution: &crate::story::Attribution) -> bool {
        let Some(source) = whole.sources.get(attribution.source) else { return false };
        let Some(statement) = source.annotations.statements.get(attribution.statement) else { return false };
        let shown = |span: &Span| {
            let (first, last) =
                (source.article.sentence_at(span.start), source.article.sentence_at(span.end.saturating_sub(1)));
            matches!((first, last), (Some(a), Some(b)) if (a..=b).all(|s| self.shows_sentence(attribution.source, s)))
        };
        self.shows(attribution.citation)
            && statement.content.iter().chain(&statement.cue).chain(&statement.speaker).all(shown)
    }

    /// Keeps the names of an actor that stand in words that are shown.
    fn redact_actor(&self, sources: &[Source], actor: &mut Actor) {
        let before = actor.mentions.len();
        actor.mentions.retain(|&c| self.shows(c));
        if actor.mentions.len() == before {
            return;
        }
        let words = |c: &Citation| one_line(&sources[c.source].article.words_at(c.span));
        actor.aliases.retain_mut(|(alias, count)| {
            *count = actor.mentions.iter().filter(|c| words(c) == *alias).count();
            *count > 0
        });
        let is_shown = |name: &str| sources.iter().any(|s| s.article.text.contains(name));
        if !is_shown(&actor.name) {
            actor.name = actor.mentions.first().map(words).unwrap_or_default();
        }
        actor.role = actor.role.take().filter(|role| is_shown(role));
        actor.roles.retain(|role| self.shows(role.citation));
    }
}

/// Drops what parties rest on where that is withheld: members nobody reads of, reasons that quote, and the parties of
/// the program that are left with neither.
fn redact_parties(story: &mut Story) {
    let (sources, actors) = (&story.sources, &story.actors);
    let is_shown = |name: &str| sources.iter().any(|s| s.article.text.contains(name));
    for party in &mut story.parties {
        party.members.retain(|(member, _)| actors.get(*member).is_some_and(|a| !a.mentions.is_empty()));
        for (member, reason) in &mut party.members {
            let role = reason.split_once(": of ").map(|(role, _)| role);
            if role.is_some_and(|role| actors[*member].roles.iter().all(|given| given.text != role)) {
                WITHHELD.clone_into(reason);
            }
        }
        if !party.declared {
            WITHHELD.clone_into(&mut party.reason);
        }
    }
    story.parties.retain(|party| party.declared || !party.members.is_empty() && is_shown(&party.name));
    let parties: BTreeSet<String> = story.parties.iter().map(|party| party.name.clone()).collect();
    let told = |party: &String| parties.contains(party) || is_shown(party);
    for actor in &mut story.actors {
        actor.party = actor.party.take().filter(told);
    }
    for attribution in &mut story.statements {
        attribution.party = attribution.party.take().filter(told);
        if attribution.party.is_none() {
            attribution.party_reason.clear();
        }
    }
}

/// The sentences that the editor does not withhold.
fn unhidden(article: &Article) -> BTreeSet<usize> {
    (0..article.sentences.len()).filter(|&sentence| !article.is_hidden(sentence)).collect()
}

/// What stands around the sentences that the editor withholds, in order.
fn around_hidden(article: &Article) -> Vec<Span> {
    let mut kept = Vec::new();
    let mut at = 0;
    for span in article.hidden.iter().filter_map(|&sentence| article.sentences.get(sentence)).map(|s| s.span) {
        kept.push(Span::new(at, span.start));
        at = span.end;
    }
    kept.push(Span::new(at, article.text.len()));
    kept
}

/// Number of independent sources among `citations`.
fn independent(story: &Story, citations: &[Citation]) -> usize {
    witnesses(citations, &story.sources)
}

/// The sentences of each source that the site quotes for their content. An actor's mentions and the list of statements
/// do not count: they would make an excerpt of nearly the whole text.
fn cited_sentences(story: &Story, editor: &Editor) -> Vec<BTreeSet<usize>> {
    let mut cited = vec![BTreeSet::new(); story.sources.len()];
    let parts = editor.pages.iter().flat_map(|p| &p.parts).chain(editor.notes.values().flatten());
    let editor = parts.flat_map(|part| match part {
        Part::Cite(citations) => citations.as_slice(),
        Part::Html(_) => &[],
    });
    let status = story.status.iter().flat_map(|s| std::iter::once(&s.now).chain(&s.before));
    let items = story.briefing.sections.iter().flat_map(|s| &s.items).chain(&story.highlights);
    let briefing = items.flat_map(|i| &i.citations);
    let events = story.events.iter().flat_map(|e| &e.citations);
    let agreements = story.agreements.iter().flat_map(|a| &a.citations);
    let readings = story.disagreements.iter().flat_map(|d| &d.readings).flat_map(|r| &r.citations);
    let entries = story.commitments.iter().flat_map(|c| &c.citations);
    let ledger = entries.chain(story.ledger_notes.iter().flat_map(|n| &n.citations));
    for citation in editor.chain(status).chain(briefing).chain(events).chain(agreements).chain(ledger).chain(readings) {
        if let Some(sentences) = cited.get_mut(citation.source) {
            sentences.insert(citation.sentence);
        }
    }
    cited
}

/// Gives an article the name of its file for a title that was made from words that are withheld.
fn retitle(article: &mut Article, kept: &[Span]) {
    let is_shown = |span: Span| kept.iter().any(|kept| kept.contains(span));
    if article.title.basis == Basis::Derived && !article.title.span.is_some_and(is_shown) {
        let name = article.path.rsplit('/').next().unwrap_or(&article.path);
        let text = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        article.title = Title { text, span: None, basis: Basis::Filename };
    }
}

/// A reason without the words that it quotes.
pub(super) fn unquoted(reason: &str) -> String {
    let mut parts = reason.split('“');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("“…”");
        text.push_str(part.split_once('”').map_or("", |(_, rest)| rest));
    }
    text
}

/// An article of which nothing is left but its place in the order.
fn nameless(blank: String, article: &Article) -> Article {
    Article {
        id: SourceId(String::new()),
        path: String::new(),
        sha256: String::new(),
        text: blank,
        marks: Vec::new(),
        language: None,
        title: Title { text: "Withheld".to_owned(), span: None, basis: Basis::Declared },
        outlet: None,
        author: None,
        url: None,
        dateline: None,
        printed: None,
        ..article.clone()
    }
}

/// `text` with every character outside `kept` (in order) turned to a blank of the same length, in bytes and in scalar
/// values, so that every offset still holds.
fn mask(text: &str, kept: &[Span]) -> String {
    let mut kept = kept.iter().peekable();
    text.char_indices()
        .map(|(at, c)| {
            while kept.next_if(|span| span.end <= at).is_some() {}
            if kept.peek().is_some_and(|span| span.start <= at) {
                return c;
            }
            match c.len_utf8() {
                1 => ' ',
                2 => '\u{a0}',
                3 => '\u{2003}',
                _ => '\u{1d173}',
            }
        })
        .collect()
}
