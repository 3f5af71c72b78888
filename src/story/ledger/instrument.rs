//! What a sentence says of an instrument: that it was concluded, extended, left, or binds somebody.

use crate::text::chunk::ChunkKind;
use crate::text::tag::Tag;

use super::clause::Named;
use super::find::{Claim, Group};
use super::lexicon::Thing;
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status};

impl Group<'_, '_, '_> {
    /// `signed an accord with the port`, `a truce was reached`, `a truce agreed in May`.
    pub(super) fn conclude(&self) -> Option<Claim> {
        let clause = self.clause;
        let mut claim = Claim::new(Kind::Agreement, Status::InForce, self.head);
        let reduced = !self.finite && clause.words.tag(self.head) == Some(Tag::VBN);
        if self.finite && !self.passive {
            let instrument = self.instrument_at(self.next, |t| t == Thing::Pact)?;
            claim.by = Some(self.agent()?);
            claim.to = self.with(instrument.tokens.end);
            claim.what = Some(instrument.tokens.start..self.terms_end(instrument.tokens.end));
            claim.instrument = Some(instrument);
        } else if self.passive || reduced {
            let instrument = if reduced { self.noun_before() } else { clause.actor(self.at) }?;
            let chunk = clause.chunks.iter().find(|chunk| chunk.head == instrument.head)?;
            clause.thing(chunk).filter(|n| n.is(Thing::Pact) && !clause.is_denied_noun(chunk))?;
            claim.instrument = Some(Named { tokens: chunk.tokens.clone(), head: chunk.head });
            claim.what = Some(chunk.tokens.start..self.terms_end(self.next).max(chunk.tokens.end));
            claim.by = self.behind(&["by"]).or_else(|| self.between(chunk.tokens.end));
        } else {
            return None;
        }
        Some(claim)
    }

    /// Where the words for an instrument end: before what it is only set against in time.
    pub(super) fn terms_end(&self, from: usize) -> usize {
        let end = self.clause.end(from);
        let other = ["after", "before", "following", "during", "since", "amid", "despite"];
        (from..end).find(|&t| self.is(t, &other)).unwrap_or(end)
    }

    /// The noun phrase right before a participle, a comma left out.
    pub(super) fn noun_before(&self) -> Option<Named> {
        let start = self.clause.chunks[self.at].tokens.start;
        let comma = usize::from(start > 0 && self.clause.words.tag(start - 1) == Some(Tag::Comma));
        let chunk = self.clause.chunks.iter().find(|chunk| chunk.tokens.end + comma == start)?;
        (chunk.kind == ChunkKind::Noun).then(|| Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// The agent behind one of `words` right after the verb.
    pub(super) fn behind(&self, words: &[&str]) -> Option<Named> {
        let named = self.clause.named_at(self.next + 1).filter(|_| self.is(self.next, words))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `with the union` at a token.
    pub(super) fn with(&self, at: usize) -> Option<Named> {
        let named = self.clause.named_at(at + 1).filter(|_| self.is(at, &["with"]))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `between the port and the city` at a token.
    pub(super) fn between(&self, at: usize) -> Option<Named> {
        let named = self.clause.named_at(at + 1).filter(|_| self.is(at, &["between"]))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `withdrew from the accord`, `tore up the contract`.
    pub(super) fn quit(&self, lemma: &str) -> Option<Claim> {
        let mut at = self.next;
        match lemma {
            "withdraw" if !self.is(at, &["from"]) => return None,
            "pull" if !self.is(at, &["out"]) => return None,
            "tear" if self.is(at, &["up"]) => at += 1,
            "tear" => return None,
            _ => {}
        }
        if self.passive {
            return None;
        }
        let instrument = self.instrument_at(at, |t| t == Thing::Pact)?;
        let mut claim = Claim::new(Kind::Agreement, Status::Ended, self.head);
        claim.by = Some(self.agent()?);
        claim.what = self.rest(instrument.tokens.start);
        claim.instrument = Some(instrument);
        Some(claim)
    }

    /// `the truce collapsed`.
    pub(super) fn lapse(&self) -> Option<Claim> {
        let clause = self.clause;
        let instrument = clause.actor(self.at)?;
        let chunk = clause.chunks.iter().find(|chunk| chunk.head == instrument.head)?;
        clause.thing(chunk).filter(|n| n.is(Thing::Pact) && !clause.is_denied_noun(chunk))?;
        let mut claim = Claim::new(Kind::Agreement, Status::Ended, self.head);
        claim.what = Some(chunk.tokens.start..clause.end(self.next).max(self.head + 1));
        claim.instrument = Some(Named { tokens: chunk.tokens.clone(), head: chunk.head });
        Some(claim)
    }

    /// `extended the truce by a week`.
    pub(super) fn extend(&self) -> Option<Claim> {
        let mut claim = Claim::new(Kind::Agreement, Status::InForce, self.head);
        let instrument = if self.passive {
            let subject = self.clause.actor(self.at)?;
            let chunk = self.clause.chunks.iter().find(|chunk| chunk.head == subject.head)?;
            self.clause.thing(chunk).filter(|n| n.is(Thing::Pact) && !self.clause.is_denied_noun(chunk))?;
            claim.by = self.behind(&["by"]);
            Named { tokens: chunk.tokens.clone(), head: chunk.head }
        } else {
            claim.by = Some(self.agent()?);
            self.instrument_at(self.next, |t| t == Thing::Pact)?
        };
        claim.what = Some(instrument.tokens.start..self.clause.end(self.next).max(instrument.tokens.end));
        claim.instrument = Some(instrument);
        Some(claim)
    }

    /// `the accord commits the port to open`, `which requires owners to pay`.
    pub(super) fn bind(&self) -> Option<Claim> {
        let clause = self.clause;
        let instrument = clause.actor(self.at)?;
        let chunk = clause.chunks.iter().find(|chunk| chunk.head == instrument.head)?;
        clause.thing(chunk).filter(|n| (n.is(Thing::Pact) || n.is(Thing::Rule)) && !clause.is_denied_noun(chunk))?;
        let bound = clause.noun_at(self.next)?;
        let from = bound.tokens.end;
        if !(self.is_infinitive(from) || self.is(from, &["to", "from"])) {
            return None;
        }
        let mut claim = Claim::new(Kind::Obligation, Status::InForce, self.head);
        claim.by = Some(Named { tokens: bound.tokens.clone(), head: bound.head });
        claim.what = self.rest(from);
        claim.instrument = Some(Named { tokens: chunk.tokens.clone(), head: chunk.head });
        Some(claim)
    }
}
