//! All annotated articles to one story: dates, independence, actors, events, agreement, briefing.
//!
//! In: articles with their annotations, in path order, and the editor's [`Hints`]. Out: one [`Story`].
//! Knows nothing of HTML or files. Every collection is ordered, and no order of input files can change a result.

mod actors;
mod agreement;
mod briefing;
mod contested;
mod dating;
mod events;
mod frame;
mod independence;
mod model;
mod sentence;
mod space;
#[cfg(test)]
mod tests;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use model::*;

use crate::annotate::statement::speaker::state_of;
use crate::annotate::{ActorKind, Annotations, Statement};
use crate::corpus::Article;
use crate::text::Edtf;

use actors::Cast;
use space::Space;

/// Composes the story.
pub fn compose(articles: Vec<(Article, Annotations)>, hints: &Hints) -> Story {
    let whole = Space::new(&articles);
    let (articles, dates) = as_of(articles, &whole, hints);
    let space = if hints.as_of.is_some() { Space::new(&articles) } else { whole };
    let groups = independence::groups(&articles);
    let cast = actors::cast(&articles, &hints.actors);
    let sources = sources(articles, dates, groups);
    let statements = statements(&sources, &cast, &hints.actors);
    let in_sentence = actors_by_sentence(&sources, &cast);
    let mut story = Story {
        events: events::events(&sources, &space, &in_sentence, &cast.actors, hints.policy),
        agreements: agreement::agreements(&sources, &space, &speakers(&statements)),
        edition: edition(&sources, hints.as_of),
        actors: cast.actors,
        sources,
        statements,
        ..Story::default()
    };
    story.status = briefing::status(&story, &space);
    story.highlights = briefing::highlights(&story, &space);
    story.briefing = briefing::briefing(&story, &space, hints.summary_words);
    story
}

/// What one article says, without what only a story has: events, agreement, a briefing.
pub fn alone(article: Article, annotations: Annotations) -> Story {
    let hints = Hints::default();
    let articles = vec![(article, annotations)];
    let dates = articles.iter().map(|(article, annotations)| dating::own(article, annotations)).collect();
    let cast = actors::cast(&articles, &hints.actors);
    let sources = sources(articles, dates, vec![0]);
    let statements = statements(&sources, &cast, &hints.actors);
    Story { actors: cast.actors, sources, statements, ..Story::default() }
}

fn sources(articles: Vec<(Article, Annotations)>, dates: Vec<Published>, groups: Vec<usize>) -> Vec<Source> {
    let around = values::around(&dates);
    let parts = articles.into_iter().zip(dates).zip(groups);
    parts
        .map(|(((article, annotations), published), group)| {
            let timexes = values::values(&annotations, &published, around);
            Source { article, annotations, timexes, published, group }
        })
        .collect()
}

/// Dates the sources, and leaves out those that came after the day asked for.
fn as_of(
    articles: Vec<(Article, Annotations)>,
    space: &Space,
    hints: &Hints,
) -> (Vec<(Article, Annotations)>, Vec<Published>) {
    let dates = dating::dates(&articles, space, hints.policy);
    let Some(day) = hints.as_of else { return (articles, dates) };
    let known = |date: &Published| date.value.first_day().is_none_or(|first| first <= day);
    articles.into_iter().zip(dates).filter(|(_, date)| known(date)).unzip()
}

/// The day asked for, or the newest date of a source that is known to within days.
fn edition(sources: &[Source], as_of: Option<Date>) -> Edition {
    if let Some(day) = as_of {
        return Edition { as_of: Edtf::day(day), basis: DateBasis::Declared };
    }
    let dated = sources.iter().filter(|s| dating::anchor(&s.published).is_some());
    let newest = dated.max_by_key(|s| {
        (s.published.value.first_day(), s.published.value.last_day(), std::cmp::Reverse(s.published.basis))
    });
    newest.map_or_else(Edition::default, |s| Edition { as_of: s.published.value, basis: s.published.basis })
}

/// All statements of all sources, their speakers led back to the actors of the story.
fn statements(sources: &[Source], cast: &Cast, hints: &[ActorHint]) -> Vec<Attribution> {
    let parties: BTreeMap<&str, &str> =
        hints.iter().filter_map(|h| Some((h.name.as_str(), h.party.as_deref()?))).collect();
    let mut found = Vec::new();
    for (source, of) in sources.iter().enumerate() {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, statement) in of.annotations.statements.iter().enumerate() {
            let actor = statement.actor.and_then(|local| cast.of_source[source][local]);
            let who = statement.antecedent.or(statement.speaker.first().copied());
            let speaker = who.map_or("", |s| s.of(&of.article.text));
            let state = state_of(speaker);
            // A body that has a state's adjective in its name need not be on that state's side.
            let own_side = actor.is_none_or(|a| matches!(cast.actors[a].kind, ActorKind::State | ActorKind::Person));
            let party = actor
                .and_then(|a| cast.actors[a].party.clone())
                .or_else(|| side_named(statement, source, &of.annotations, cast))
                .or_else(|| state.filter(|_| own_side).map(|s| parties.get(s).map_or(s, |p| *p).to_owned()));
            let nth = seen.entry(statement.sentence).and_modify(|n| *n += 1).or_insert(1);
            let sentence = &of.article.sentences[statement.sentence];
            let suffix = if *nth == 1 { String::new() } else { format!("-{nth}") };
            found.push(Attribution {
                id: format!("q{}{suffix}", sentence.id),
                source,
                statement: index,
                actor,
                party,
                citation: Citation { source, sentence: statement.sentence, span: sentence.span },
            });
        }
    }
    found
}

/// The one side of the actors that a description names: "the Pilots’ Union delegation" is of the union's side.
fn side_named(statement: &Statement, source: usize, annotations: &Annotations, cast: &Cast) -> Option<String> {
    let speaker = statement.antecedent.as_ref().or(statement.speaker.first()).filter(|_| statement.actor.is_none())?;
    let named = annotations.actors.iter().enumerate().filter(|(_, a)| a.mentions.iter().any(|m| speaker.contains(*m)));
    let sides: BTreeSet<&str> =
        named.filter_map(|(local, _)| cast.actors[cast.of_source[source][local]?].party.as_deref()).collect();
    (sides.len() == 1).then(|| sides.into_iter().next().map(str::to_owned))?
}

/// Who speaks in each sentence, where that is known.
fn speakers(statements: &[Attribution]) -> agreement::Speakers {
    let mut speakers = agreement::Speakers::new();
    for statement in statements {
        if let Some(actor) = statement.actor {
            speakers.entry((statement.source, statement.citation.sentence)).or_default().insert(actor);
        }
    }
    speakers
}

/// The actors named in each sentence of each source.
fn actors_by_sentence(sources: &[Source], cast: &Cast) -> Vec<Vec<BTreeSet<usize>>> {
    let mut named: Vec<Vec<BTreeSet<usize>>> =
        sources.iter().map(|s| vec![BTreeSet::new(); s.article.sentences.len()]).collect();
    for (index, actor) in cast.actors.iter().enumerate() {
        for mention in &actor.mentions {
            named[mention.source][mention.sentence].insert(index);
        }
    }
    named
}
