//! Who said what: attributed statements by speaker, quoted and reported ones apart.

use serde::Serialize;

use crate::annotate::StatementKind;
use crate::corpus::Article;
use crate::site::cite::{Link, Quoted, Site};
use crate::site::prose::{Run, runs};
use crate::story::{Actor, Attribution};
use crate::text::Span;

use super::briefing::speaker;
use super::count;

/// Most speakers in the list beside the page.
const LISTED: usize = 20;

/// All statements.
#[derive(Debug, Serialize)]
pub struct Statements<'s> {
    /// `57 statements by 7 named speakers`.
    pub summary: String,
    /// The groups that are listed for choosing.
    pub list: Vec<Listed>,
    /// By speaker, those who say most first; unnamed speakers last.
    pub groups: Vec<Speaker<'s>>,
}

/// A speaker in the list beside the page.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// The group.
    #[serde(flatten)]
    pub link: Link,
    /// Number of statements.
    pub count: usize,
}

/// The statements of one speaker.
#[derive(Debug, Serialize)]
pub struct Speaker<'s> {
    /// Fragment.
    pub id: String,
    /// The actor's former ids, which links may still use.
    pub former: &'s [String],
    /// Name.
    pub name: &'s str,
    /// Whether it is an actor's own name and not our words for the rest.
    pub is_actor: bool,
    /// Role and side.
    pub about: Vec<&'s str>,
    /// The actor's entry.
    pub href: Option<String>,
    /// `4 statements`.
    pub count: String,
    /// In quotation marks, at least in part.
    pub direct: Vec<StatementView<'s>>,
    /// In the reporter's words.
    pub indirect: Vec<StatementView<'s>>,
}

/// One statement.
#[derive(Debug, Serialize)]
pub struct StatementView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Who says it, where the group does not.
    pub speaker: Option<String>,
    /// The sentence in pieces: what is said, and the words around it.
    pub pieces: Vec<Piece<'s>>,
    /// Where it stands.
    pub quoted: Quoted<'s>,
}

/// A piece of a sentence.
#[derive(Debug, Serialize)]
pub struct Piece<'s> {
    /// Its words, in runs.
    pub runs: Vec<Run<'s>>,
    /// Whether it is what was said.
    pub said: bool,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    !site.story.statements.is_empty()
}

/// Fragment of an actor's statements.
pub fn group_anchor(actor: &Actor) -> String {
    format!("by-{}", actor.id)
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Statements<'s> {
    let all = &site.story.statements;
    let mut groups = Vec::new();
    for (index, actor) in site.story.actors.iter().enumerate() {
        let of_actor: Vec<_> = all.iter().filter(|a| a.actor == Some(index)).collect();
        let about = [actor.role.as_deref(), actor.party.as_deref()];
        let about = about.into_iter().flatten().filter(|words| *words != actor.name).collect();
        let href = (!actor.mentions.is_empty()).then(|| format!("{root}actors.html#{}", actor.id));
        groups.extend(group(site, root, &of_actor, group_anchor(actor), &actor.name, true).map(|g| Speaker {
            former: &actor.former_ids,
            about,
            href,
            ..g
        }));
    }
    groups.sort_by_key(|g| std::cmp::Reverse(g.direct.len() + g.indirect.len()));
    let loose = |named: bool| -> Vec<&Attribution> {
        all.iter().filter(|a| a.actor.is_none() && speaker(site, a).is_some() == named).collect()
    };
    groups.extend(group(site, root, &loose(true), "by-others".to_owned(), "Unnamed speakers", false));
    groups.extend(group(site, root, &loose(false), "unattributed".to_owned(), "No speaker given", false));
    let named = groups.iter().filter(|g| g.is_actor).count();
    let total = groups.iter().map(|g| g.direct.len() + g.indirect.len()).sum();
    let all = count(total, "statement", "statements");
    let speakers = match named {
        0 => "no speaker known by name".to_owned(),
        named => count(named, "speaker known by name", "speakers known by name"),
    };
    let listed = groups.iter().take(LISTED).chain(groups.iter().skip(LISTED).filter(|g| !g.is_actor));
    let link = |g: &Speaker<'_>| Link { href: format!("#{}", g.id), label: g.name.to_owned() };
    let list = listed.map(|g| Listed { link: link(g), count: g.direct.len() + g.indirect.len() }).collect();
    Statements { summary: format!("{all} · {speakers}"), list, groups }
}

fn group<'s>(
    site: &'s Site<'s>,
    root: &str,
    statements: &[&'s Attribution],
    id: String,
    name: &'s str,
    is_actor: bool,
) -> Option<Speaker<'s>> {
    let (mut direct, mut indirect) = (Vec::new(), Vec::new());
    for attribution in statements {
        let Some((kind, view)) = statement(site, root, attribution, is_actor) else { continue };
        if kind == StatementKind::Indirect { indirect.push(view) } else { direct.push(view) }
    }
    let total = direct.len() + indirect.len();
    (total > 0).then(|| Speaker {
        former: &[],
        id,
        name,
        is_actor,
        about: Vec::new(),
        href: None,
        count: count(total, "statement", "statements"),
        direct,
        indirect,
    })
}

fn statement<'s>(
    site: &'s Site<'s>,
    root: &str,
    attribution: &'s Attribution,
    is_actor: bool,
) -> Option<(StatementKind, StatementView<'s>)> {
    let source = &site.story.sources[attribution.source];
    let statement = source.annotations.statements.get(attribution.statement)?;
    let citation = attribution.citation;
    let view = StatementView {
        id: &attribution.id,
        speaker: if is_actor { None } else { speaker(site, attribution) },
        pieces: pieces(&source.article, whole(site, attribution, &statement.content), &statement.content),
        quoted: site.quoted(root, citation),
    };
    site.shown.shows(citation).then_some((statement.kind, view))
}

/// The sentence in which a statement begins, and those it goes on in as far as they may be shown.
fn whole(site: &Site<'_>, attribution: &Attribution, content: &[Span]) -> Span {
    let citation = attribution.citation;
    let ends = content.iter().map(|c| c.end).max().unwrap_or(citation.span.end);
    let sentences = &site.story.sources[attribution.source].article.sentences;
    let next = (citation.sentence + 1..sentences.len()).take_while(|&s| sentences[s].span.start < ends);
    let shown = next.take_while(|&s| site.shown.shows(site.story.cite(attribution.source, s)));
    shown.fold(citation.span, |whole, s| whole.cover(sentences[s].span))
}

/// Cuts the words of `whole` at the ends of `said`.
fn pieces<'s>(article: &'s Article, whole: Span, said: &[Span]) -> Vec<Piece<'s>> {
    let mut pieces = Vec::new();
    let mut from = whole.start;
    let mut push = |start: usize, end: usize, said: bool| {
        if start < end {
            pieces.push(Piece { runs: runs(article, Span::new(start, end)), said });
        }
    };
    for span in said {
        let (start, end) = (span.start.clamp(from, whole.end.max(from)), span.end.clamp(from, whole.end.max(from)));
        push(from, start, false);
        push(start, end, true);
        from = end;
    }
    push(from, whole.end, false);
    pieces
}
