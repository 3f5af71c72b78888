//! What a sentence says was kept, broken, alleged or denied.

use crate::text::chunk::Chunk;
use crate::text::tag::Tag;

use super::clause::{Clause, Named};
use super::find::{Claim, Group};
use super::lexicon::{Act, NounEntry, Thing, verb};
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status};

impl Group<'_, '_, '_> {
    /// `violated the truce`, `the truce was broken by the port`, `denied breaking the truce`.
    pub(super) fn violate(&self) -> Option<Claim> {
        let clause = self.clause;
        let mut claim = Claim::new(Kind::Violation, Status::SaidBroken, self.head);
        if self.finite && self.passive {
            if self.negated {
                return None;
            }
            let instrument = clause.actor(self.at)?;
            let chunk = clause.chunks.iter().find(|chunk| chunk.head == instrument.head)?;
            clause.thing(chunk).filter(|n| n.binds() && !clause.is_denied_noun(chunk))?;
            claim.what = Some(chunk.tokens.clone());
            claim.instrument = Some(Named { tokens: chunk.tokens.clone(), head: chunk.head });
            claim.by = self.behind(&["by"]);
            return Some(claim);
        }
        let instrument = self.instrument_at(self.next, |t| matches!(t, Thing::Pact | Thing::Rule | Thing::Word))?;
        claim.what = self.rest(instrument.tokens.start);
        claim.instrument = Some(instrument);
        if self.finite {
            claim.by = Some(self.agent()?);
            if self.negated || self.is_denied() {
                claim.denied_by = if self.negated { None } else { self.denier() };
                claim.status = Status::Disputed;
                return claim.denied_by.is_some().then_some(claim);
            }
            return Some(claim);
        }
        self.under_a_verb(claim)
    }

    /// `accused the port of violating the truce`, `denied violating the truce`.
    pub(super) fn under_a_verb(&self, mut claim: Claim) -> Option<Claim> {
        let clause = self.clause;
        let start = clause.chunks[self.at].tokens.start;
        clause.words.tag(self.head).filter(|&tag| tag == Tag::VBG)?;
        let above = clause.chunks[..self.at]
            .iter()
            .rposition(|chunk| chunk.verb().is_some() && verb(clause.words.text(chunk.head)).is_some())?;
        let chunk = &clause.chunks[above];
        let acts = &verb(clause.words.text(chunk.head))?.acts;
        let form = chunk.verb()?;
        if form.negated || form.modal || clause.is_supposed(above) {
            return None;
        }
        if acts.contains(&Act::Accuse) && start > 0 && self.is(start - 1, &["of"]) {
            let (accused, accuser) = accusation(clause, above)?;
            claim.by = Some(accused);
            claim.alleged_by = accuser;
            return Some(claim);
        }
        if acts.contains(&Act::Deny) && form.finite && clause.after_adverbs(chunk.tokens.end) == start {
            let by = clause.actor(above).filter(|named| clause.is_agent(named))?;
            claim.denied_by = Some(by.clone());
            claim.by = Some(by);
            claim.status = Status::Disputed;
            return Some(claim);
        }
        None
    }

    /// Whether the clause hangs on a verb of denying: `denied that it broke the truce`.
    pub(super) fn is_denied(&self) -> bool {
        self.denying().is_some()
    }

    pub(super) fn denier(&self) -> Option<Named> {
        self.clause.actor(self.denying()?).filter(|named| self.clause.is_agent(named))
    }

    pub(super) fn denying(&self) -> Option<usize> {
        let above = self.clause.chunks[..self.at].iter().rposition(Chunk::is_finite)?;
        let chunk = &self.clause.chunks[above];
        let denies = verb(self.clause.words.text(chunk.head)).is_some_and(|v| v.acts.contains(&Act::Deny));
        (denies && chunk.verb().is_some_and(|v| !v.negated)).then_some(above)
    }

    /// `honoured the deal`, `must abide by the ruling`, `did not honour the deal`.
    pub(super) fn comply(&self) -> Option<Claim> {
        if self.passive {
            return None;
        }
        let instrument = self.instrument_at(self.next, |t| matches!(t, Thing::Pact | Thing::Rule | Thing::Word))?;
        let first = self.clause.chunks[self.at].tokens.start;
        let due = self.is(first, &["must", "shall"]);
        let mut claim = match (self.modal, due, self.negated) {
            (true, true, false) => Claim::new(Kind::Demand, Status::Proposed, self.head),
            (true, ..) => return None,
            (false, _, true) => Claim::new(Kind::Violation, Status::SaidBroken, self.head),
            (false, _, false) => Claim::new(Kind::Pledge, Status::SaidMet, self.head),
        };
        // `respects the law`, `keeps its promise`: a habit or a boast is no news of one commitment.
        let present = self.clause.words.tag(self.head).is_some_and(|tag| matches!(tag, Tag::VBZ | Tag::VBP));
        if claim.status == Status::SaidMet && present {
            return None;
        }
        claim.by = Some(self.agent()?);
        claim.what = self.rest(if due { self.head } else { instrument.tokens.start });
        claim.instrument = Some(instrument);
        Some(claim)
    }

    /// `failed to honour the deal`.
    pub(super) fn fail(&self) -> Option<Claim> {
        let clause = self.clause;
        let to = clause.starting(self.next).filter(|_| self.is_infinitive(self.next))?;
        let main = clause.chunks[to].head;
        let keeps = verb(clause.words.text(main)).filter(|v| v.acts.contains(&Act::Comply));
        keeps?;
        let next = clause.after_adverbs(clause.chunks[to].tokens.end);
        let instrument = self.instrument_at(next, |t| matches!(t, Thing::Pact | Thing::Rule | Thing::Word))?;
        let mut claim = Claim::new(Kind::Violation, Status::SaidBroken, self.head);
        claim.by = Some(self.agent()?);
        claim.what = self.rest(self.next);
        claim.instrument = Some(instrument);
        Some(claim)
    }

    /// `accused the port of a breach of the truce`; with a verb behind `of`, the verb makes the claim.
    pub(super) fn accuse(&self) -> Option<Claim> {
        let clause = self.clause;
        let (accused, accuser) = accusation(clause, self.at)?;
        let of = (accused.tokens.end.max(self.next)..clause.end(self.next)).find(|&t| self.is(t, &["of"]))?;
        let breach = clause.noun_at(of + 1)?;
        clause.thing(breach).filter(|n| n.is(Thing::Breach))?;
        let named = clause.chunks.iter().find(|chunk| {
            chunk.tokens.start > of && chunk.tokens.start <= of + 8 && clause.thing(chunk).is_some_and(NounEntry::binds)
        });
        let mut claim = Claim::new(Kind::Violation, Status::SaidBroken, self.head);
        claim.by = Some(accused);
        claim.alleged_by = accuser;
        claim.what = self.rest(of + 1);
        claim.instrument = named.map(|chunk| Named { tokens: chunk.tokens.clone(), head: chunk.head });
        Some(claim)
    }
}

/// Who is accused, and by whom: `X accuses Y of`, `Y was accused by X of`.
fn accusation(clause: &Clause<'_, '_>, at: usize) -> Option<(Named, Option<Named>)> {
    let chunk = &clause.chunks[at];
    let form = chunk.verb()?;
    let subject = clause.actor(at).filter(|named| clause.is_agent(named));
    if form.passive {
        let next = clause.after_adverbs(chunk.tokens.end);
        let by = clause.named_at(next + 1).filter(|_| clause.words.is_any(next, &["by"]));
        return Some((subject?, by));
    }
    let accused = clause.noun_at(clause.after_adverbs(chunk.tokens.end))?;
    let mut accused = Named { tokens: accused.tokens.clone(), head: accused.head };
    // "accused former board official Ann Lee": taken for two phrases.
    while let Some(next) = clause.noun_at(accused.tokens.end) {
        accused = Named { tokens: accused.tokens.start..next.tokens.end, head: next.head };
    }
    clause.is_agent(&accused).then_some((accused, subject))
}
