//! Who speaks in one source: each speaker with the paragraphs, which is the list of statements seen by source.

use serde::Serialize;

use crate::annotate::StatementKind;
use crate::site::cite::{Link, Site};
use crate::site::voices::{Speaker, kind_of};

use super::briefing::speaker;
use super::statements;

/// A speaker in a source.
#[derive(Debug, Serialize)]
pub struct Voice {
    /// Name, or the words of the source.
    pub name: String,
    /// The speaker's statements in all sources, where that is an actor.
    pub href: Option<String>,
    /// Party.
    pub party: Option<String>,
    /// Places of the quoted, partly quoted and reported statements, with what they are.
    pub kinds: Vec<(&'static str, Vec<Link>)>,
}

/// The speakers of a source, in the order of their first words; quoted words without a speaker last.
pub fn of_source(site: &Site<'_>, root: &str, source: usize) -> Vec<Voice> {
    let mut voices: Vec<(Option<usize>, Voice)> = Vec::new();
    for &at in site.voices.of_source(source) {
        let attribution = &site.story.statements[at];
        if !site.shown.shows(attribution.citation) {
            continue;
        }
        let actor = attribution.actor.and_then(|a| site.story.actors.get(a));
        let missing = site.voices.speaker(at) == Speaker::Missing;
        let words = if missing { None } else { speaker(site, attribution) };
        let name = actor.map(|a| a.name.clone()).filter(|n| !n.is_empty()).or(words).unwrap_or_default();
        let known = voices.iter().position(|(a, v)| *a == attribution.actor && v.name == name);
        let known = known.unwrap_or_else(|| {
            let party = attribution.party.clone().filter(|p| *p != name);
            let href = actor.map(|a| format!("{root}{}", statements::of_actor(a)));
            voices.push((attribution.actor, Voice { name, href, party, kinds: Vec::new() }));
            voices.len() - 1
        });
        let kind = match kind_of(site.story, attribution) {
            StatementKind::Direct => "in quotation marks",
            StatementKind::Mixed => "partly in quotation marks",
            StatementKind::Indirect => "in the reporter’s words",
        };
        let number = site.article(attribution.citation).block_of(attribution.citation.sentence).number;
        let link = Link {
            href: format!("#{}", site.sentence_id(attribution.citation)),
            label: number.map_or_else(|| "title".to_owned(), |n| format!("¶{n}")),
        };
        let kinds = &mut voices[known].1.kinds;
        match kinds.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, places)) => places.push(link),
            None => kinds.push((kind, vec![link])),
        }
    }
    voices.sort_by_key(|(_, voice)| voice.name.is_empty());
    voices.into_iter().map(|(_, voice)| voice).collect()
}
