//! Nouns that make a claim by themselves: somebody’s pledge to do something, one side’s demand of the other.

use crate::text::chunk::Chunk;
use crate::text::tag::Tag;

use super::clause::{Clause, Named};
use super::find::Claim;
use super::lexicon::Thing;
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status};

/// `the port's pledge to open`, `its commitment that …`, `the union's demand that …`, `the port's breach of the accord`.
pub(super) fn of_noun(clause: &Clause<'_, '_>, at: usize) -> Option<Claim> {
    let chunk = &clause.chunks[at];
    let entry = clause.thing(chunk)?;
    let owner = owner(clause, chunk).or_else(|| owner_of_object(clause, at))?;
    let mut next = chunk.tokens.end;
    if clause.words.tag(next).is_some_and(|tag| matches!(tag, Tag::Dash | Tag::Colon)) {
        next += 1;
    }
    let infinitive = |t: usize| {
        clause.words.is_any(t, &["to"])
            && clause.starting(t).is_some_and(|c| clause.chunks[c].verb().is_some_and(|v| v.infinitive))
    };
    let that = clause.words.is_any(next, &["that"]);
    let from = if that { next + 1 } else { next };
    let end = clause.end(from);
    // `the vow to try fits the season`: the phrase ends where its own verb begins.
    let own = |c: &Chunk| c.is_finite() || infinitive(from) && clause.follows_verb(c);
    let verb_of_its_own = clause.chunks.iter().find(|c| !that && c.tokens.start > from && own(c));
    let what = from..verb_of_its_own.map_or(end, |c| c.tokens.start.min(end));
    if what.is_empty() || clause.is_denied_noun(chunk) {
        return None;
    }
    if entry.is(Thing::Word) && (that || infinitive(next)) && next == chunk.tokens.end {
        let mut claim = Claim::new(Kind::Pledge, Status::InForce, chunk.head);
        claim.by = Some(owner);
        claim.what = Some(what);
        return Some(claim);
    }
    let demands = clause.words.is_any(chunk.head, &["demand", "ultimatum", "demands"]);
    if demands && that {
        let asked = clause.named_at(from).filter(|named| clause.is_agent(named))?;
        let act = (asked.head + 1..what.end).find(|&t| {
            clause.words.tag(t) == Some(Tag::VB)
                || clause.words.is_any(t, &["must", "should"])
                || clause.words.tag(t) == Some(Tag::VBP)
        })?;
        let mut claim = Claim::new(Kind::Demand, Status::Proposed, chunk.head);
        claim.by = Some(Named { tokens: asked.tokens.start..asked.tokens.end.min(act), head: asked.head });
        claim.to = Some(owner);
        claim.what = Some(act..clause.end(act));
        return Some(claim);
    }
    None
}

/// Who a noun phrase belongs to by its own first words: `the port’s pledge`; of `its`, whom it stands for is not asked.
fn owner(clause: &Clause<'_, '_>, chunk: &Chunk) -> Option<Named> {
    let mark = (chunk.tokens.start..chunk.head).rev().find(|&t| {
        let text = clause.words.text(t);
        clause.words.tag(t) == Some(Tag::POS)
            || (text.ends_with("’s") || text.ends_with("'s") || text.ends_with("s’") || text.ends_with("s'"))
    })?;
    let head = if clause.words.tag(mark) == Some(Tag::POS) { mark.checked_sub(1)? } else { mark };
    let named = Named { tokens: chunk.tokens.start..mark + 1, head };
    clause.is_agent(&named).then_some(named)
}

/// Whom `its` stands for where the noun is the object of a verb: the one who acts in it, `the port honours its pledge`.
fn owner_of_object(clause: &Clause<'_, '_>, at: usize) -> Option<Named> {
    let chunk = &clause.chunks[at];
    let own = clause.words.is_any(chunk.tokens.start, &["its", "their", "his", "her"]);
    let verb = at.checked_sub(1).filter(|&v| own && clause.chunks[v].is_finite())?;
    let adjacent = clause.chunks[verb].tokens.end == chunk.tokens.start;
    let named = clause.actor(verb).filter(|named| adjacent && clause.is_agent(named))?;
    (clause.words.tag(named.head) != Some(Tag::PRP)).then_some(named)
}
