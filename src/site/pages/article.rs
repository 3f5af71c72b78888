//! A source on its own page: the text as it stands, a place to land for every sentence, and the way back from each.

use std::borrow::Cow;

use serde::Serialize;

use crate::corpus::{Article, Basis, Block, BlockKind, Policy};
use crate::site::cite::{Link, STATEMENTS, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::prose::{Run, runs};
use crate::text::Span;

use super::sources;

/// A source's page.
#[derive(Debug, Serialize)]
pub struct ArticleView<'s> {
    /// Title on one line.
    pub title: &'s str,
    /// The printed title with its sentences.
    pub heading: Option<BlockView<'s>>,
    /// What the title is made from, where the source has none.
    pub title_note: Option<&'static str>,
    /// Lines before the title.
    pub tags: Vec<BlockView<'s>>,
    /// Language, where declared.
    pub lang: Option<&'s str>,
    /// Outlet.
    pub outlet: Option<&'s str>,
    /// Author.
    pub author: Option<&'s str>,
    /// Where it was published.
    pub url: Option<&'s str>,
    /// When.
    pub date: WrittenDate,
    /// `512 words`.
    pub words: String,
    /// What is withheld, where anything is.
    pub withheld: Option<&'static str>,
    /// Whether some of the text is shown.
    pub has_text: bool,
    /// The text.
    pub groups: Vec<GroupView<'s>>,
    /// Where it comes from.
    pub facts: Vec<Fact<'s>>,
    /// Other sources that tell the same text.
    pub copies: Vec<Link>,
}

/// Blocks of one kind in a row: a list's items together, anything else alone.
#[derive(Debug, Serialize)]
pub struct GroupView<'s> {
    /// Class: `highlights`, `points`, `heading`, `text`, `code`, `credit`, `tag`.
    pub kind: &'static str,
    /// Its blocks.
    pub blocks: Vec<BlockView<'s>>,
}

/// A block of text.
#[derive(Debug, Serialize)]
pub struct BlockView<'s> {
    /// The `¶` number.
    pub number: Option<usize>,
    /// Its text, whole, in pieces.
    pub pieces: Vec<Piece<'s>>,
    /// Where its sentences are cited.
    pub notes: Vec<Link>,
}

/// A sentence, or what stands between two.
#[derive(Debug, Serialize)]
pub struct Piece<'s> {
    /// Fragment of a sentence.
    pub id: Option<&'s str>,
    /// The words, in runs.
    pub runs: Vec<Run<'s>>,
    /// `cited` where the site rests something on it, `said` where it stands in the list of statements only.
    pub mark: Option<&'static str>,
}

/// A line of the provenance.
#[derive(Debug, Serialize)]
pub struct Fact<'s> {
    /// What it is.
    pub term: &'static str,
    /// What it says.
    pub text: &'s str,
    /// How that is known.
    pub note: Option<Cow<'s, str>>,
    /// Whether it is a fixed string such as a digest.
    pub code: bool,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str, index: usize) -> ArticleView<'s> {
    let row = sources::row(site, root, index);
    let article = &site.story.sources[index].article;
    let policy = site.shown.policy(index);
    let title_at = article.blocks.iter().position(|b| b.kind == BlockKind::Title).filter(|_| policy == Policy::Full);
    let mut tags = Vec::new();
    let mut rest = Vec::new();
    for (at, block) in article.blocks.iter().enumerate() {
        let Some(view) = block_view(site, root, index, block) else { continue };
        match block.kind {
            BlockKind::Tag if title_at.is_some_and(|title| at < title) => tags.push(view),
            _ if title_at == Some(at) => {}
            kind => rest.push((class(kind), view)),
        }
    }
    ArticleView {
        title: row.title,
        heading: title_at.and_then(|at| block_view(site, root, index, &article.blocks[at])),
        title_note: row.derived.then_some("title derived from the first sentence"),
        tags,
        lang: row.lang,
        outlet: row.outlet,
        author: article.author.as_ref().map(|a| a.text.as_str()).filter(|_| policy != Policy::Link),
        url: article.url.as_deref(),
        date: row.date,
        words: row.words,
        withheld: withheld(policy),
        has_text: !rest.is_empty(),
        groups: grouped(rest),
        facts: facts(site, index),
        copies: row.copies,
    }
}

fn withheld(policy: Policy) -> Option<&'static str> {
    match policy {
        Policy::Full => None,
        Policy::Excerpt => Some("Only the sentences that this site cites are shown."),
        Policy::Link | Policy::Private => Some("The text of this source is not shown here."),
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Tag => "tag",
        BlockKind::Highlight => "highlights",
        BlockKind::Heading | BlockKind::Title => "heading",
        BlockKind::Paragraph => "text",
        BlockKind::Item => "points",
        BlockKind::Credit => "credit",
        BlockKind::Preformatted => "code",
    }
}

fn grouped<'s>(blocks: Vec<(&'static str, BlockView<'s>)>) -> Vec<GroupView<'s>> {
    let mut groups: Vec<GroupView<'s>> = Vec::new();
    for (kind, block) in blocks {
        match groups.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, "highlights" | "points") => last.blocks.push(block),
            _ => groups.push(GroupView { kind, blocks: vec![block] }),
        }
    }
    groups
}

/// A block with everything in it that may be shown; `None` where that is nothing.
fn block_view<'s>(site: &'s Site<'s>, root: &str, source: usize, block: &Block) -> Option<BlockView<'s>> {
    let article = &site.story.sources[source].article;
    let whole = site.shown.policy(source) == Policy::Full;
    let pieces = pieces(site, source, article, block, whole);
    let mut notes: Vec<Link> = Vec::new();
    for sentence in block.sentences.clone() {
        for (label, href) in site.backlinks.get(&(source, sentence)).into_iter().flatten() {
            if !notes.iter().any(|n| n.label == *label) {
                notes.push(Link { href: format!("{root}{href}"), label: label.clone() });
            }
        }
    }
    notes.sort_by_key(|note| place_in_order(note.href.strip_prefix(root).unwrap_or(&note.href)));
    let says_something =
        pieces.iter().any(|p| p.id.is_some() || whole && p.runs.iter().any(|r| !r.mark && !r.text.trim().is_empty()));
    says_something.then_some(BlockView { number: block.number, pieces, notes })
}

/// Where the page of a note stands among the pages of the site: the front page first, the editor's own last.
fn place_in_order(href: &str) -> usize {
    const ORDER: [&str; 4] = ["index.html", "briefing.html", "timeline.html", "statements.html"];
    ORDER.iter().position(|page| href.starts_with(page)).unwrap_or(ORDER.len())
}

/// Sentences with what stands between them; with gaps marked where sentences are withheld.
fn pieces<'s>(site: &'s Site<'s>, source: usize, article: &'s Article, block: &Block, whole: bool) -> Vec<Piece<'s>> {
    let between = |from: usize, to: usize| (from < to).then(|| Span::new(from, to));
    let gap = |runs| Piece { id: None, runs, mark: None };
    let kept = |between: Option<Span>| between.map(|span| gap(runs(article, span)));
    let mut pieces = Vec::new();
    let mut at = block.span.start;
    for sentence in block.sentences.clone() {
        let Some(s) = article.sentences.get(sentence) else { continue };
        if !site.shown.shows_sentence(source, sentence) {
            continue;
        }
        let passed = between(at, s.span.start);
        if whole {
            pieces.extend(kept(passed));
        } else if let Some(passed) = passed {
            let text = if at == block.span.start || passed.len() > 3 { "… " } else { " " };
            pieces.push(gap(vec![Run { text, mark: false }]));
        }
        pieces.push(Piece { id: Some(&s.id.0), runs: runs(article, s.span), mark: mark(site, source, sentence) });
        at = at.max(s.span.end);
    }
    if whole {
        pieces.extend(kept(between(at, block.span.end)));
    }
    pieces
}

fn mark(site: &Site<'_>, source: usize, sentence: usize) -> Option<&'static str> {
    let links = site.backlinks.get(&(source, sentence))?;
    Some(if links.iter().all(|(label, _)| label == STATEMENTS) { "said" } else { "cited" })
}

fn facts<'s>(site: &'s Site<'s>, index: usize) -> Vec<Fact<'s>> {
    let source = &site.story.sources[index];
    let article = &source.article;
    let mut facts = Vec::new();
    let mut add = |term, text: &'s str, note: Option<Cow<'s, str>>, code| {
        if !text.is_empty() {
            facts.push(Fact { term, text, note, code });
        }
    };
    add(
        "Date",
        source.published.basis.as_str(),
        Some(Cow::Owned(dates::in_words(&source.published.reason))).filter(|r: &Cow<'_, str>| !r.is_empty()),
        false,
    );
    let attested = [("Outlet", &article.outlet), ("Author", &article.author)];
    for (term, what) in attested {
        if let Some(what) = what {
            add(term, &what.text, Some(Cow::Borrowed(basis(what.basis))), false);
        }
    }
    add("Title", basis(article.title.basis), None, false);
    add("Language", article.language.as_deref().unwrap_or(""), None, false);
    add("File", &article.path, None, true);
    add("Encoding", article.encoding, None, false);
    add("SHA-256", &article.sha256, None, true);
    facts
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Declared => "declared in the file’s front matter",
        Basis::Printed => "printed in the text",
        Basis::Filename => "read from the file’s name",
        Basis::Derived => "derived from the first sentence",
    }
}
