//! The sources: what each is, when it was published and how that is known, what may be shown of it.

use serde::Serialize;

use crate::corpus::{Article, Basis, Policy};
use crate::site::cite::{Link, Site, direction};
use crate::site::dates::{self, WrittenDate};
use crate::site::title;
use crate::story::DateBasis;
use crate::text::language;

use super::coverage::{self, Coverage};
use super::edits::{self, EditView};
use super::{PartLink, balance, count};

/// Most sources on one page.
const ROWS: usize = 500;
/// Most sources beside other things: the newest.
const NEWEST: usize = 60;

/// All sources, or a page of them.
#[derive(Debug, Serialize)]
pub struct Sources<'s> {
    /// `Sources`, `Sources, part 2`.
    pub title: String,
    /// `5 sources, 3,077 words`.
    pub summary: String,
    /// The pages, where there are several.
    pub parts: Vec<PartLink>,
    /// How many are of each day; on the first page.
    pub coverage: Option<Coverage>,
    /// One row for each that may be named and stands here.
    pub rows: Vec<SourceRow<'s>>,
    /// The same rows as the page shows them: by the happening they report, where there are several.
    pub groups: Vec<SourceGroup<'s>>,
    /// The way to all, where not all are here.
    pub all: Option<Link>,
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

/// Path of a page of sources, from 0.
pub fn path(page: usize) -> String {
    if page == 0 { "sources.html".to_owned() } else { format!("sources-{}.html", page + 1) }
}

/// Number of pages after the first.
pub fn further(site: &Site<'_>) -> usize {
    site.named().count().div_ceil(ROWS).saturating_sub(1)
}

/// Makes the view of a page, from 0.
pub fn view<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Sources<'s> {
    let mut left = page * ROWS..(page + 1) * ROWS;
    let mut groups = Vec::new();
    for (heading, sources) in grouped(site) {
        let here = sources.iter().skip(left.start).take(left.len()).copied();
        let rows: Vec<SourceRow<'s>> = here.map(|source| row(site, root, source)).collect();
        left = left.start.saturating_sub(sources.len())..left.end.saturating_sub(sources.len());
        if !rows.is_empty() {
            groups.push(SourceGroup { heading, rows });
        }
    }
    let pages = further(site) + 1;
    Sources {
        title: if page == 0 { "Sources".to_owned() } else { format!("Sources, part {}", page + 1) },
        summary: summary(site),
        parts: PartLink::numbered(pages, page, |at| format!("{root}{}", path(at))),
        coverage: if page == 0 { coverage::view(site) } else { None },
        rows: groups.iter().flat_map(|group| group.rows.clone()).collect(),
        groups,
        all: None,
        withheld: withheld(site),
        edits: if page == 0 { edits::all(site, root) } else { Vec::new() },
    }
}

/// The newest sources, and the way to the others, for pages that are about something else.
pub fn newest<'s>(site: &'s Site<'s>, root: &str) -> Sources<'s> {
    let order = newest_named(site);
    let all = order.len();
    let rows: Vec<SourceRow<'s>> = order.into_iter().take(NEWEST).map(|source| row(site, root, source)).collect();
    let href = format!("{root}{}", path(0));
    let more = (all > rows.len()).then(|| Link { href, label: format!("All {}", count(all, "source", "sources")) });
    Sources {
        title: "Sources".to_owned(),
        summary: summary(site),
        parts: Vec::new(),
        coverage: None,
        rows,
        groups: Vec::new(),
        all: more,
        withheld: withheld(site),
        edits: Vec::new(),
    }
}

fn withheld(site: &Site<'_>) -> Option<String> {
    let private = site.shown.private();
    let said = || format!("{} counted and not shown.", count(private, "further source is", "further sources are"));
    (private > 0).then(said)
}

fn summary(site: &Site<'_>) -> String {
    let words = site.named().map(|s| site.story.sources[s].article.words).sum();
    format!("{}\u{a0}· {}", count(site.named().count(), "source", "sources"), count(words, "word", "words"))
}

/// The sources that may be named, the newest first, those of unknown date last.
fn newest_named(site: &Site<'_>) -> Vec<usize> {
    title::newest_first(site.story).into_iter().filter(|&s| site.shown.is_named(s)).collect()
}

/// A row for each source that may be named, the newest first, those of unknown date last.
pub fn rows<'s>(site: &'s Site<'s>, root: &str) -> Vec<SourceRow<'s>> {
    newest_named(site).into_iter().map(|source| row(site, root, source)).collect()
}

/// The sources by thread, those of threads with one source last under one heading; all as one group where there are no two
/// happenings that several sources report.
fn grouped(site: &Site<'_>) -> Vec<(Option<String>, Vec<usize>)> {
    let order = newest_named(site);
    let wide: Vec<_> = site.story.threads.iter().filter(|thread| thread.sources.len() > 1).collect();
    if wide.len() < 2 {
        return vec![(None, order)];
    }
    let mut of_source = vec![wide.len(); site.story.sources.len()];
    for (at, thread) in wide.iter().enumerate() {
        thread.sources.iter().for_each(|&source| of_source[source] = at);
    }
    let mut groups: Vec<(Option<String>, Vec<usize>)> = vec![(None, Vec::new()); wide.len() + 1];
    for source in order {
        groups[of_source[source]].1.push(source);
    }
    for ((heading, sources), thread) in groups.iter_mut().zip(&wide) {
        let lead = sources.iter().find(|&&source| source == thread.lead).or(sources.first());
        *heading = lead.map(|&source| site.story.sources[source].article.title.text.clone());
    }
    if let Some((heading, _)) = groups.last_mut() {
        *heading = Some("Other sources".to_owned());
    }
    groups.retain(|(_, sources)| !sources.is_empty());
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
