//! All annotated articles to one story: dates, independence, actors, events, agreement, disagreements, briefing.
//!
//! In: articles with their annotations, in path order, and the editor's [`Hints`]. Out: one [`Story`].
//! Knows nothing of HTML or files. Every collection is ordered, and no order of input files can change a result.

mod actors;
mod agreement;
mod briefing;
mod compare;
mod contested;
mod dating;
mod disagreement;
pub mod edit;
mod editions;
mod events;
mod frame;
mod independence;
pub mod ledger;
mod model;
mod novelty;
mod parties;
mod positions;
mod questions;
pub mod same;
mod sentence;
mod space;
mod speaker;
#[cfg(test)]
mod tests;
mod threads;
mod values;
mod wordings;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use compare::{Comparison, compare};
pub use edit::{Deed, Edit, Edits, Entry, Place, Target};
pub use editions::{Issue, Withdrawn};
pub use independence::witnesses;
pub use model::*;
pub use speaker::Speaker;
pub use wordings::{Told, Wording, wordings_by_actor};

use crate::annotate::actor::{Mentions, states::only_state};
use crate::annotate::statement::keep_sure;
use crate::annotate::{Annotations, Statement};
use crate::corpus::Article;
use crate::stages::Stages;
use crate::text::Edtf;

use actors::Cast;
use space::Space;

/// Composes the story.
pub fn compose(articles: Vec<(Article, Annotations)>, hints: &Hints) -> Story {
    compose_watched(articles, hints, &mut Stages::default())
}

/// The same, and tells of its stages.
pub fn compose_watched(mut articles: Vec<(Article, Annotations)>, hints: &Hints, stages: &mut Stages) -> Story {
    stages.begin("vectors", 0);
    let likely = positions::likely(&articles);
    for (article, annotations) in &mut articles {
        keep_sure(&mut annotations.statements, &article.text);
    }
    let whole = Space::new(&articles);
    stages.begin("dating", 0);
    let (articles, dates) = as_of(articles, &whole, hints);
    let space = if hints.as_of.is_some() { Space::new(&articles) } else { whole };
    stages.begin("independence", 0);
    let groups = independence::groups(&articles);
    let desks = independence::desks(&articles, &groups);
    stages.begin("actors", 0);
    let mut cast = actors::cast(&articles, &hints.actors);
    stages.begin("values of dates", 0);
    let mut sources = sources(articles, dates, &groups, &desks);
    stages.begin("parties, statements", 0);
    let parties = parties::parties(&sources, &cast.actors, &hints.actors);
    for party in &parties {
        for (member, _) in &party.members {
            cast.actors[*member].party = Some(party.name.clone());
        }
    }
    let mut statements = self::statements(&sources, &cast, &parties);
    if positions::add(&mut sources, likely, &cast, &parties, &statements) {
        statements = self::statements(&sources, &cast, &parties);
    }
    let in_sentence = actors_by_sentence(&sources, &cast);
    stages.begin("events", 0);
    let mut events = events::events(&sources, &space, &in_sentence, &cast.actors, hints.policy);
    let edits = edit::edit(&mut events, &hints.edits, &sources);
    stages.begin("agreement, threads", 0);
    let (agreements, threads) =
        rayon::join(|| agreement::agreements(&sources, &space, &speakers(&statements)), || threads::threads(&sources));
    stages.begin("editions", 0);
    let mut story = Story {
        events,
        edits,
        agreements,
        threads,
        edition: edition(&sources, hints.as_of),
        actors: cast.actors,
        parties,
        sources,
        statements,
        ..Story::default()
    };
    story.editions = editions::editions(&story.sources, &story.events, &story.agreements, &space);
    // Of a few sources none of these is work for two threads, and none waits for another.
    stages.begin("ledger, disagreements", 0);
    let (told, (disagreements, (questions, novelty))) = rayon::join(
        || ledger::ledger(&story),
        || {
            let rest = || {
                (
                    questions::questions(&story.sources, &space),
                    novelty::novelty(&story.sources, &space, &story.agreements),
                )
            };
            rayon::join(|| disagreement::disagreements(&story), rest)
        },
    );
    (story.commitments, story.ledger_notes) = told;
    (story.disagreements, story.questions, story.novelty) = (disagreements, questions, novelty);
    edit::settle(&mut story.disagreements, &mut story.edits, &hints.edits, &story.sources);
    stages.begin("briefing", 0);
    story.status = briefing::status(&story, &space);
    (story.highlights, story.briefing) = briefing::compose(&story, &space, hints.summary_words);
    stages.end();
    story
}

/// What one article says, without what only a story has: events, agreement, a briefing.
///
/// All attributions stand in it, also those that a story would not show; quoted words that nothing attributes do not.
pub fn alone(article: Article, mut annotations: Annotations) -> Story {
    annotations.statements.retain(|statement| !statement.cue.is_empty());
    let hints = Hints::default();
    let articles = vec![(article, annotations)];
    let dates = articles.iter().map(|(article, annotations)| dating::own(article, annotations)).collect();
    let cast = actors::cast(&articles, &hints.actors);
    let sources = sources(articles, dates, &[0], &[0]);
    let statements = statements(&sources, &cast, &[]);
    Story { actors: cast.actors, sources, statements, ..Story::default() }
}

fn sources(
    articles: Vec<(Article, Annotations)>,
    dates: Vec<Published>,
    groups: &[usize],
    desks: &[usize],
) -> Vec<Source> {
    let around = values::around(&dates);
    let parts = articles.into_iter().zip(dates).zip(groups.iter().zip(desks));
    parts
        .map(|(((article, annotations), published), (&group, &desk))| {
            let timexes = values::values(&annotations, &published, around);
            Source { article, annotations, timexes, published, group, desk }
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
    as_of.map_or_else(|| newest_of(sources.iter()), |day| Edition { as_of: Edtf::day(day), basis: DateBasis::Declared })
}

/// The newest date of a source that is known to within days.
pub(crate) fn newest_of<'s>(sources: impl Iterator<Item = &'s Source>) -> Edition {
    let dated = sources.filter(|s| dating::anchor(&s.published).is_some());
    let newest = dated.max_by_key(|s| {
        (s.published.value.first_day(), s.published.value.last_day(), std::cmp::Reverse(s.published.basis))
    });
    newest.map_or_else(Edition::default, |s| Edition { as_of: s.published.value, basis: s.published.basis })
}

/// All statements of all sources, their speakers led back to the actors and parties of the story.
fn statements(sources: &[Source], cast: &Cast, parties: &[Party]) -> Vec<Attribution> {
    let sides = Sides::new(parties);
    let mut found = Vec::new();
    for (source, of) in sources.iter().enumerate() {
        let mentions = Mentions::new(&of.annotations.actors);
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, statement) in of.annotations.statements.iter().enumerate() {
            let actor = statement.actor.and_then(|local| cast.of_source[source][local]);
            let side = sides.of_statement(statement, &mentions, (source, of), cast);
            let nth = seen.entry(statement.sentence).and_modify(|n| *n += 1).or_insert(1);
            let sentence = &of.article.sentences[statement.sentence];
            let suffix = if *nth == 1 { String::new() } else { format!("-{nth}") };
            let (party, party_reason) = side.map_or((None, String::new()), |(party, why)| (Some(party), why));
            found.push(Attribution {
                id: format!("q{}{suffix}", sentence.id),
                source,
                statement: index,
                actor,
                party,
                party_reason,
                citation: Citation { source, sentence: statement.sentence, span: sentence.span },
            });
        }
    }
    found
}

/// Which party an actor, or the words for a speaker, belong to.
struct Sides<'s> {
    parties: &'s [Party],
    of_actor: BTreeMap<usize, (usize, &'s str)>,
    of_state: BTreeMap<&'s str, usize>,
}

impl<'s> Sides<'s> {
    fn new(parties: &'s [Party]) -> Self {
        let mut sides = Sides { parties, of_actor: BTreeMap::new(), of_state: BTreeMap::new() };
        for (at, party) in parties.iter().enumerate() {
            sides.of_actor.extend(party.members.iter().map(|(member, why)| (*member, (at, why.as_str()))));
            sides.of_state.extend(party.states.iter().map(|state| (*state, at)));
        }
        sides
    }

    /// The side of whoever makes a statement.
    fn of_statement(
        &self,
        statement: &Statement,
        mentions: &Mentions,
        (at, source): (usize, &Source),
        cast: &Cast,
    ) -> Option<(String, String)> {
        if let Some(actor) = statement.actor.and_then(|local| cast.of_source[at][local]) {
            return self.of_actor(actor);
        }
        let words = statement.antecedent.or(statement.speaker.first().copied())?;
        let named = mentions.within(words).filter_map(|(_, local)| cast.of_source[at][local]);
        self.of_words(words.of(&source.article.text), named)
    }

    fn of_actor(&self, actor: usize) -> Option<(String, String)> {
        let &(party, why) = self.of_actor.get(&actor)?;
        Some((self.parties[party].name.clone(), why.to_owned()))
    }

    /// By the one state, or the one party's actors, that the words for a speaker name: "Kenyan officials", "the Pilots’
    /// Union delegation".
    fn of_words(&self, words: &str, named: impl Iterator<Item = usize>) -> Option<(String, String)> {
        let sides: BTreeSet<usize> = named.filter_map(|actor| self.of_actor.get(&actor).map(|side| side.0)).collect();
        let state = only_state(words).and_then(|state| self.of_state.get(state).copied());
        let mut all: BTreeSet<usize> = sides;
        all.extend(state);
        let party = all.iter().next().filter(|_| all.len() == 1).map(|&at| &self.parties[at])?;
        Some((party.name.clone(), format!("“{words}” names {}", party.name)))
    }
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
