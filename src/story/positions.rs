//! What a side says, where next to nothing of it is sure enough to be shown otherwise.
//!
//! A side with hardly a word reads as a side that said nothing. Of such a side, and of no other, the reporter's words for
//! what it says are taken too where they are likely: its name stands as the subject right before a verb of saying.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::actor::Mentions;
use crate::annotate::{Annotations, Statement, StatementKind};
use crate::corpus::Article;

use super::Sides;
use super::actors::Cast;
use super::model::{Attribution, Party, Source};

/// How likely a statement is at least. Below, too many are of another speaker.
const LIKELY: f32 = 0.6;
/// A side with fewer sure statements is heard too little.
const FEW: usize = 3;
/// Words between the speaker and the verb at most: "countered by accusing".
const BETWEEN: usize = 2;

/// Statements that are likely, by the id of their article.
pub(super) type Likely = BTreeMap<String, Vec<Statement>>;

/// The likely statements of articles, before those that are not sure are left out.
pub(super) fn likely(articles: &[(Article, Annotations)]) -> Likely {
    let of = |(article, annotations): &(Article, Annotations)| {
        let likely = annotations.statements.iter().filter(|s| !s.is_sure(&article.text) && is_likely(s, &article.text));
        let likely: Vec<Statement> = likely.cloned().collect();
        (!likely.is_empty()).then(|| (article.id.0.clone(), likely))
    };
    articles.iter().filter_map(of).collect()
}

fn is_likely(statement: &Statement, text: &str) -> bool {
    let (Some(speaker), Some(cue)) = (statement.speaker.first(), statement.cue.first()) else { return false };
    let gap = text.get(speaker.end..cue.start);
    statement.kind != StatementKind::Direct
        && statement.confidence >= LIKELY
        && gap.is_some_and(|gap| !gap.contains([',', ';', ':', '.']) && gap.split_whitespace().count() <= BETWEEN)
}

/// Adds to the sources what is likely said by the sides that few sure statements are of; `false` where there is none.
pub(super) fn add(
    sources: &mut [Source],
    mut likely: Likely,
    cast: &Cast,
    parties: &[Party],
    sure: &[Attribution],
) -> bool {
    let heard = |party: &Party| sure.iter().filter(|a| a.party.as_ref() == Some(&party.name)).take(FEW).count();
    let silent: BTreeSet<&str> =
        parties.iter().filter(|p| !p.third && heard(p) < FEW).map(|p| p.name.as_str()).collect();
    let sides = Sides::new(parties);
    let mut added = false;
    for (at, source) in sources.iter_mut().enumerate().filter(|_| !silent.is_empty()) {
        let of_source = likely.remove(source.article.id.0.as_str()).unwrap_or_default();
        let mentions = Mentions::new(&source.annotations.actors);
        let told: Vec<Statement> = of_source
            .into_iter()
            .filter(|s| {
                let side = sides.of_statement(s, &mentions, (at, &*source), cast);
                side.is_some_and(|(party, _)| silent.contains(party.as_str()))
            })
            .collect();
        added |= !told.is_empty();
        source.annotations.statements.extend(told);
        source.annotations.statements.sort_by_key(|s| (s.content.first().copied(), s.cue.first().copied()));
    }
    added
}

#[cfg(test)]
mod tests {
    use crate::story::model::Attribution;
    use crate::story::tests::story_as_of;
    use crate::story::{ActorHint, Hints};

    fn said_by_sudland(text: &str) -> Vec<String> {
        let hint = |name: &str| ActorHint { name: name.into(), party: Some(name.into()), ..ActorHint::default() };
        let hints = Hints { actors: vec![hint("Norland"), hint("Sudland")], ..Hints::default() };
        let story = story_as_of(&[("a", text)], &hints);
        let of = story.statements.iter().filter(|s| s.party.as_deref() == Some("Sudland"));
        let source = &story.sources[0];
        let cue =
            |s: &Attribution| source.annotations.statements[s.statement].cue[0].of(&source.article.text).to_owned();
        of.map(cue).collect()
    }

    const NORLAND: &str = "“Norland will not open the strait before spring,” Norland’s minister Ann Ortiz said on Monday.\n\n\
        “We have waited long enough for Sudland to answer us,” Ann Ortiz said on Tuesday.\n\n";
    const LIKELY: &str = "Sudland countered by accusing Norland’s delegation of lacking a plan for the strait.\n";

    #[test]
    fn a_side_is_silent_only_where_nothing_it_says_is_likely() {
        assert_eq!(said_by_sudland(&format!("{NORLAND}{LIKELY}")), ["accusing"]);
    }

    #[test]
    fn what_is_likely_is_left_where_enough_is_sure() {
        let said = |n: usize| format!("“The strait stays shut until day {n} of the year,” Sudland said on Monday.\n\n");
        let once = said_by_sudland(&format!("{NORLAND}{}{LIKELY}", said(1)));
        assert_eq!(once, ["said", "accusing"]);
        let often: String = (1..=3).map(said).collect();
        assert_eq!(said_by_sudland(&format!("{NORLAND}{often}{LIKELY}")), ["said"; 3]);
    }
}
