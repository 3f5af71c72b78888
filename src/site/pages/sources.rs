//! The sources: what each is, when it was published and how that is known, what may be shown of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::corpus::{Article, Basis, Policy};
use crate::site::cite::{Link, Site, direction};
use crate::site::dates::{self, WrittenDate};
use crate::site::title;
use crate::story::DateBasis;
use crate::text::language;

use super::coverage::{self, Coverage};
use super::edits::{self, EditView};
use super::{balance, count};

/// All sources.
#[derive(Debug, Serialize)]
pub struct Sources<'s> {
    /// `5 sources, 3,077 words`.
    pub summary: String,
    /// How many are of each day.
    pub coverage: Option<Coverage>,
    /// One row for each that may be named.
    pub rows: Vec<SourceRow<'s>>,
    /// The same rows as the page shows them: by the happening they report, where there are several.
    pub groups: Vec<SourceGroup<'s>>,
    /// `1 further source is counted and not shown.`
    pub withheld: Option<String>,
    /// What the editor changed in sources and events.
    pub edits: Vec<EditView<'s>>,
}

/// Sources shown under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct SourceGroup<'s> {
    /// Title of the source that tells most of what all tell; `None` where no heading is needed.
    pub heading: Option<String>,
    /// One row for each.
    pub rows: Vec<SourceRow<'s>>,
}

/// One source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRow<'s> {
    /// Its page.
    pub href: String,
    /// Title.
    pub title: &'s str,
    /// Whether the title was made from the first sentence.
    pub derived: bool,
    /// Language, where known and not English.
    pub lang: Option<&'s str>,
    /// Where its words run: `rtl`, `ltr`, `auto`.
    pub dir: &'static str,
    /// `in Urdu, not analysed`, where it is not in English.
    pub language: Option<String>,
    /// Who published it.
    pub outlet: Option<&'s str>,
    /// When.
    pub date: WrittenDate,
    /// `printed`, `inferred`, ….
    pub basis: &'static str,
    /// Why that date.
    pub reason: String,
    /// `512 words`.
    pub words: String,
    /// How often it quotes anybody, with the link to whom.
    pub quotes: Option<Link>,
    /// What may be shown, where that is not everything.
    pub policy: Option<&'static str>,
    /// Other sources that tell the same text, the first of them.
    pub copies: Vec<Link>,
    /// How many more there are.
    pub more_copies: usize,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    site.named().next().is_some()
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Sources<'s> {
    let private = site.shown.private();
    let rows = rows(site, root);
    Sources {
        summary: summary(site),
        coverage: coverage::view(site),
        groups: groups(site, root, &rows),
        rows,
        withheld: (private > 0)
            .then(|| format!("{} counted and not shown.", count(private, "further source is", "further sources are"))),
        edits: edits::all(site, root),
    }
}

fn summary(site: &Site<'_>) -> String {
    let words = site.named().map(|s| site.story.sources[s].article.words).sum();
    format!("{} · {}", count(site.named().count(), "source", "sources"), count(words, "word", "words"))
}

/// A row for each source that may be named, the newest first, those of unknown date last.
pub fn rows<'s>(site: &'s Site<'s>, root: &str) -> Vec<SourceRow<'s>> {
    let named = title::newest_first(site.story).into_iter().filter(|&s| site.shown.is_named(s));
    named.map(|s| row(site, root, s)).collect()
}

/// The rows by thread, those of threads with one source last under one heading; all as one group where there are no two
/// happenings that several sources report.
fn groups<'s>(site: &'s Site<'s>, root: &str, rows: &[SourceRow<'s>]) -> Vec<SourceGroup<'s>> {
    let wide: Vec<_> = site.story.threads.iter().filter(|thread| thread.sources.len() > 1).collect();
    if wide.len() < 2 {
        return vec![SourceGroup { heading: None, rows: rows.to_vec() }];
    }
    let href = |source: usize| format!("{root}{}", site.paths[source]);
    let mut of_page: BTreeMap<String, usize> = BTreeMap::new();
    for (at, thread) in wide.iter().enumerate() {
        of_page.extend(thread.sources.iter().map(|&source| (href(source), at)));
    }
    let mut groups: Vec<SourceGroup<'s>> = vec![SourceGroup { heading: None, rows: Vec::new() }; wide.len() + 1];
    for row in rows {
        groups[of_page.get(&row.href).copied().unwrap_or(wide.len())].rows.push(row.clone());
    }
    for (group, thread) in groups.iter_mut().zip(&wide) {
        let lead = group.rows.iter().find(|row| row.href == href(thread.lead)).or(group.rows.first());
        group.heading = lead.map(|row| row.title.to_owned());
    }
    if let Some(others) = groups.last_mut() {
        others.heading = Some("Other sources".to_owned());
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// The row of one source.
pub fn row<'s>(site: &'s Site<'s>, root: &str, index: usize) -> SourceRow<'s> {
    let source = &site.story.sources[index];
    let article = &source.article;
    let (copies, more_copies) = copies(site, root, index);
    SourceRow {
        href: format!("{root}{}", site.paths[index]),
        title: &article.title.text,
        derived: article.title.basis == Basis::Derived,
        lang: site.language(index),
        dir: direction(site.language(index)),
        language: language(article),
        outlet: article.outlet.as_ref().map(|o| o.text.as_str()),
        date: site.published(index),
        basis: source.published.basis.as_str(),
        reason: dates::in_words(&source.published.reason),
        words: count(article.words, "word", "words"),
        quotes: balance::of_source(site, root, index),
        policy: policy(site.shown.policy(index)),
        copies,
        more_copies,
    }
}

/// The language of a source that is not in English, for a reader.
fn language(article: &Article) -> Option<String> {
    let tag = &article.language.as_ref().filter(|_| !article.is_in_english())?.text;
    let name = language::name(tag).unwrap_or_else(|| format!("the language “{tag}”"));
    let read = if article.body_sentences().next().is_some() { "analysed in part" } else { "not analysed" };
    Some(format!("in {name}, {read}"))
}

/// Copies of one text that are linked; the rest are counted.
const COPIES: usize = 6;

/// The first of the other sources that tell the text of `index`, linked, and how many more there are.
fn copies(site: &Site<'_>, root: &str, index: usize) -> (Vec<Link>, usize) {
    let group = site.story.sources[index].group;
    let all = site.texts.get(&group).map_or(&[][..], Vec::as_slice);
    let others = all.iter().filter(|&&s| s != index);
    let link = |&s: &usize| Link { href: format!("{root}{}", site.paths[s]), label: site.labels[s].clone() };
    (others.take(COPIES).map(link).collect(), all.len().saturating_sub(COPIES + 1))
}

/// What a policy means, where it withholds anything.
pub fn policy(policy: Policy) -> Option<&'static str> {
    match policy {
        Policy::Full => None,
        Policy::Excerpt => Some("cited sentences only"),
        Policy::Link => Some("link only"),
        Policy::Private => Some("not shown"),
    }
}

/// Number of sources whose date is known in this way.
pub fn dated_by(site: &Site<'_>, basis: DateBasis) -> usize {
    site.story.sources.iter().filter(|s| s.published.basis == basis).count()
}
