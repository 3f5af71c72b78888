//! What one sentence says of commitments.
//!
//! A claim is made only where the grammar shows who acts and on what; conditions, hopes and modals make none.

use std::ops::Range;

use crate::text::chunk::{Chunk, ChunkKind};
use crate::text::tag::Tag;

use super::clause::{Clause, Named};
use super::lexicon::{Act, Thing, noun, verb};
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status};

/// What a sentence says of one commitment; ranges are tokens of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub kind: Kind,
    pub status: Status,
    /// The verb or noun that makes the claim.
    pub cue: usize,
    pub what: Option<Range<usize>>,
    pub by: Option<Named>,
    pub to: Option<Named>,
    /// The instrument's noun phrase.
    pub instrument: Option<Named>,
    /// Who says so, where the verb itself tells.
    pub alleged_by: Option<Named>,
    /// Who denies it, in the same sentence.
    pub denied_by: Option<Named>,
}

impl Claim {
    fn new(kind: Kind, status: Status, cue: usize) -> Self {
        Claim { kind, status, cue, what: None, by: None, to: None, instrument: None, alleged_by: None, denied_by: None }
    }
}

/// All claims of a sentence, in text order.
pub(super) fn claims(clause: &Clause<'_, '_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for at in 0..clause.chunks.len() {
        match clause.chunks[at].kind {
            ChunkKind::Verb(_) => found.extend(of_verb(clause, at)),
            ChunkKind::Noun => found.extend(of_noun(clause, at)),
            _ => {}
        }
    }
    found.sort_by_key(|claim| claim.cue);
    found.dedup_by(|b, a| a.what.is_some() && a.what == b.what);
    found
}

/// A verb group being read.
struct Group<'c, 's, 't> {
    clause: &'c Clause<'s, 't>,
    /// Its chunk.
    at: usize,
    /// Its main verb.
    head: usize,
    /// What follows it, adverbs left out.
    next: usize,
    modal: bool,
    negated: bool,
    passive: bool,
    finite: bool,
}

fn of_verb(clause: &Clause<'_, '_>, at: usize) -> Option<Claim> {
    let chunk = &clause.chunks[at];
    let form = chunk.verb()?;
    let entry = verb(clause.words.text(chunk.head))?;
    let next = clause.after_adverbs(chunk.tokens.end);
    let group = Group {
        clause,
        at,
        head: chunk.head,
        next,
        modal: form.modal,
        negated: form.negated,
        passive: form.passive,
        finite: form.finite,
    };
    if clause.is_supposed(at) {
        return None;
    }
    entry.acts.iter().find_map(|&act| group.read(act, entry.lemma))
}

impl Group<'_, '_, '_> {
    fn read(&self, act: Act, lemma: &str) -> Option<Claim> {
        // `, promising to pay`: told as a thing done beside the main verb.
        let start = self.clause.chunks[self.at].tokens.start;
        let beside = self.clause.words.tag(self.head) == Some(Tag::VBG)
            && start > 0
            && self.clause.words.tag(start - 1) == Some(Tag::Comma);
        let plain = (self.finite || beside) && !self.modal && !self.negated;
        match act {
            Act::Undertake if plain => self.undertake(lemma),
            Act::Conclude if !self.modal && !self.negated => self.conclude(),
            Act::Offer if plain && !self.passive => self.offer(),
            Act::Demand if plain && !self.passive => self.demand(lemma),
            Act::Refuse if plain && !self.passive => self.refuse(lemma),
            Act::Violate if !self.modal => self.violate(),
            Act::Comply if self.finite => self.comply(),
            Act::Fail if plain => self.fail(),
            Act::Quit if plain => self.quit(lemma),
            Act::Lapse if plain => self.lapse(),
            Act::Extend if plain => self.extend(),
            Act::Bind if plain && !self.passive => self.bind(),
            Act::Accuse if !self.modal && !self.negated => self.accuse(),
            _ => None,
        }
    }

    /// Who acts; nobody where the verb's object stands before it: `whom the mayor promised to pay`.
    fn agent(&self) -> Option<Named> {
        let named = self.clause.actor(self.at).filter(|named| self.clause.is_agent(named))?;
        let before = named.tokens.start.checked_sub(1);
        let object = before.is_some_and(|b| self.is(b, &["whom", "which", "that", "what"]));
        let relative = object
            && before.is_some_and(|b| {
                !self.is(b, &["that"]) || b > 0 && self.clause.words.tag(b - 1).is_some_and(Tag::is_noun)
            });
        (!relative).then_some(named)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.clause.words.is_any(at, words)
    }

    /// `to` with a base form, at a token.
    fn is_infinitive(&self, at: usize) -> bool {
        // `to “solve”`
        let quoted =
            self.clause.words.tag(at + 1) == Some(Tag::OpenQuote) && self.clause.words.tag(at + 2) == Some(Tag::VB);
        self.is(at, &["to"]) && quoted
            || self.clause.starting(at).is_some_and(|c| self.clause.chunks[c].verb().is_some_and(|v| v.infinitive))
                && self.is(at, &["to"])
    }

    /// Whether the clause that begins at `at` says what shall be: `that the port will stay open`.
    fn is_of_future(&self, at: usize) -> bool {
        let end = self.clause.end(at);
        (at..end).any(|t| {
            self.is(t, &["will", "would", "shall", "should", "must"]) || self.clause.words.text(t).ends_with("’ll")
        })
    }

    fn rest(&self, from: usize) -> Option<Range<usize>> {
        let end = self.clause.end(from);
        (end > from).then_some(from..end)
    }

    /// `promised to open the gate`, `promised the union that …`, `committed itself to peace`, `pledged a million`.
    fn undertake(&self, lemma: &str) -> Option<Claim> {
        let passive_commit = self.passive && lemma == "commit";
        if self.passive && !passive_commit {
            return None;
        }
        let by = self.agent()?;
        let mut claim = Claim::new(Kind::Pledge, Status::InForce, self.head);
        let mut at = self.next;
        if self.is(at, &["itself", "himself", "herself", "themselves"]) {
            at += 1;
        } else if let Some(chunk) =
            self.clause.noun_at(at).filter(|c| matches!(lemma, "promise" | "swear") && self.can_owe(c))
            && (self.is_infinitive(chunk.tokens.end) || self.is(chunk.tokens.end, &["that"]))
        {
            claim.to = Some(Named { tokens: chunk.tokens.clone(), head: chunk.head });
            at = chunk.tokens.end;
        }
        let after = self.clause.after_adverbs(at);
        let gives = match lemma {
            _ if self.is_infinitive(after) => !self.leads_nowhere(after),
            _ if self.is(after, &["that"]) => self.is_of_future(after),
            "commit" => self.is(after, &["to"]),
            "pledge" | "promise" | "vow" => self.clause.noun_at(after).is_some_and(|c| self.is_thing_given(c)),
            _ => false,
        };
        if !gives {
            return None;
        }
        claim.what = self.rest(after);
        claim.by = Some(by);
        claim.instrument = self.under();
        claim.what.is_some().then_some(claim)
    }

    /// `agreed to disagree`, `agreed to be named`: nothing that could be kept or broken later.
    fn leads_nowhere(&self, to: usize) -> bool {
        self.is(to + 1, &["disagree", "be"])
    }

    /// A noun, not a pronoun, and not one’s own: `pledged aid`, but not `pledged his allegiance`.
    fn is_thing_given(&self, chunk: &Chunk) -> bool {
        let common = self.clause.words.tag(chunk.head).is_some_and(|tag| matches!(tag, Tag::NN | Tag::NNS));
        common && self.clause.words.tag(chunk.tokens.start) != Some(Tag::PRPS)
    }

    fn can_owe(&self, chunk: &Chunk) -> bool {
        self.clause.is_agent(&Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// `under the accord`, `as part of the deal`, in front or behind.
    fn under(&self) -> Option<Named> {
        let clause = self.clause;
        clause.chunks.windows(2).find_map(|pair| {
            let [before, chunk] = pair else { return None };
            let binds = clause.thing(chunk).is_some_and(|n| n.is(Thing::Pact) || n.is(Thing::Rule));
            let under = before.kind == ChunkKind::Preposition && clause.words.is_any(before.head, &["under"]);
            (binds && under && !clause.is_denied_noun(chunk))
                .then(|| Named { tokens: chunk.tokens.clone(), head: chunk.head })
        })
    }

    /// The instrument that begins at a token, `to` or `on` before it left out.
    fn instrument_at(&self, at: usize, accepts: impl Fn(Thing) -> bool) -> Option<Named> {
        let from = if self.is(at, &["to", "on", "with", "by", "from", "of", "upon"]) { at + 1 } else { at };
        let from = if self.is(at, &["out"]) && self.is(at + 1, &["of"]) { at + 2 } else { from };
        let chunk = self.clause.noun_at(from)?;
        let entry = self.clause.thing(chunk)?;
        let good = entry.things.iter().any(|&thing| accepts(thing)) && !self.clause.is_denied_noun(chunk);
        good.then(|| Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// `signed an accord with the port`, `a truce was reached`, `a truce agreed in May`.
    fn conclude(&self) -> Option<Claim> {
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
    fn terms_end(&self, from: usize) -> usize {
        let end = self.clause.end(from);
        let other = ["after", "before", "following", "during", "since", "amid", "despite"];
        (from..end).find(|&t| self.is(t, &other)).unwrap_or(end)
    }

    /// The noun phrase right before a participle, a comma left out.
    fn noun_before(&self) -> Option<Named> {
        let start = self.clause.chunks[self.at].tokens.start;
        let comma = usize::from(start > 0 && self.clause.words.tag(start - 1) == Some(Tag::Comma));
        let chunk = self.clause.chunks.iter().find(|chunk| chunk.tokens.end + comma == start)?;
        (chunk.kind == ChunkKind::Noun).then(|| Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// The agent behind one of `words` right after the verb.
    fn behind(&self, words: &[&str]) -> Option<Named> {
        let named = self.clause.named_at(self.next + 1).filter(|_| self.is(self.next, words))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `with the union` at a token.
    fn with(&self, at: usize) -> Option<Named> {
        let named = self.clause.named_at(at + 1).filter(|_| self.is(at, &["with"]))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `between the port and the city` at a token.
    fn between(&self, at: usize) -> Option<Named> {
        let named = self.clause.named_at(at + 1).filter(|_| self.is(at, &["between"]))?;
        self.clause.is_agent(&named).then_some(named)
    }

    /// `offered to leave`, `offered a truce`, `proposed a ban`.
    fn offer(&self) -> Option<Claim> {
        let given = self.is_infinitive(self.next)
            || self.clause.noun_at(self.next).is_some_and(|chunk| {
                self.clause.thing(chunk).is_some_and(|n| n.binds() && !self.clause.is_denied_noun(chunk))
            });
        let by = self.agent().filter(|_| given)?;
        let mut claim = Claim::new(Kind::Offer, Status::Proposed, self.head);
        claim.by = Some(by);
        claim.what = self.rest(self.next);
        Some(claim)
    }

    /// `demanded that the port open`, `urged the port to open`, `called on the port to open`.
    fn demand(&self, lemma: &str) -> Option<Claim> {
        let clause = self.clause;
        let wants = self.agent()?;
        let mut claim = Claim::new(Kind::Demand, Status::Proposed, self.head);
        let at = match lemma {
            "call" if self.is(self.next, &["on", "upon"]) => self.next + 1,
            "call" => return None,
            "insist" | "demand" if self.is(self.next, &["that"]) => self.next + 1,
            "insist" => return None,
            _ => self.next,
        };
        let asked = clause.named_at(at).filter(|named| clause.is_agent(named))?;
        let that = self.is(self.next, &["that"]);
        // The phrase may have taken more than its own: the action begins at the first `to` or base form behind it.
        let from = (asked.head + 1..clause.end(at)).find(|&t| self.is_infinitive(t) || that && self.is_due(t))?;
        let by = Named { tokens: asked.tokens.start..asked.tokens.end.min(from), head: asked.head };
        claim.what = self.rest(from);
        claim.by = Some(by);
        claim.to = Some(wants);
        Some(claim)
    }

    /// `must open`, `should open`, and the base form behind `demanded that the port`.
    fn is_due(&self, at: usize) -> bool {
        self.is(at, &["must", "should", "shall"]) || self.clause.words.tag(at) == Some(Tag::VB)
    }

    /// `refused to sign`, `rejected the proposal`: what is turned down must be something asked or agreed.
    fn refuse(&self, lemma: &str) -> Option<Claim> {
        let by = self.agent()?;
        let mut claim = Claim::new(Kind::Refusal, Status::Refused, self.head);
        let what = self.rest(self.next)?;
        if self.is_infinitive(self.next) {
            if lemma != "refuse" {
                return None;
            }
            let names = (what.start..what.end).any(|t| {
                noun(self.clause.words.text(t)).is_some_and(|n| n.binds() || n.is(Thing::Demand))
                    && self.clause.words.tag(t).is_some_and(Tag::is_noun)
            });
            let binding = verb(self.clause.words.text(self.next + 1))
                .is_some_and(|v| v.acts.iter().any(|act| matches!(act, Act::Undertake | Act::Comply)));
            if !names && !binding {
                return None;
            }
        } else {
            let object = self.instrument_at(self.next, |t| matches!(t, Thing::Pact | Thing::Demand))?;
            claim.instrument = self.clause.thing_of(&object, Thing::Pact).then_some(object);
        }
        claim.by = Some(by);
        claim.what = Some(what);
        Some(claim)
    }

    /// `violated the truce`, `the truce was broken by the port`, `denied breaking the truce`.
    fn violate(&self) -> Option<Claim> {
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
    fn under_a_verb(&self, mut claim: Claim) -> Option<Claim> {
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
    fn is_denied(&self) -> bool {
        self.denying().is_some()
    }

    fn denier(&self) -> Option<Named> {
        self.clause.actor(self.denying()?).filter(|named| self.clause.is_agent(named))
    }

    fn denying(&self) -> Option<usize> {
        let above = self.clause.chunks[..self.at].iter().rposition(Chunk::is_finite)?;
        let chunk = &self.clause.chunks[above];
        let denies = verb(self.clause.words.text(chunk.head)).is_some_and(|v| v.acts.contains(&Act::Deny));
        (denies && chunk.verb().is_some_and(|v| !v.negated)).then_some(above)
    }

    /// `honoured the deal`, `must abide by the ruling`, `did not honour the deal`.
    fn comply(&self) -> Option<Claim> {
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
    fn fail(&self) -> Option<Claim> {
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

    /// `withdrew from the accord`, `tore up the contract`.
    fn quit(&self, lemma: &str) -> Option<Claim> {
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
    fn lapse(&self) -> Option<Claim> {
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
    fn extend(&self) -> Option<Claim> {
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
    fn bind(&self) -> Option<Claim> {
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

    /// `accused the port of a breach of the truce`; with a verb behind `of`, the verb makes the claim.
    fn accuse(&self) -> Option<Claim> {
        let clause = self.clause;
        let (accused, accuser) = accusation(clause, self.at)?;
        let of = (accused.tokens.end.max(self.next)..clause.end(self.next)).find(|&t| self.is(t, &["of"]))?;
        let breach = clause.noun_at(of + 1)?;
        clause.thing(breach).filter(|n| n.is(Thing::Breach))?;
        let named = clause.chunks.iter().find(|chunk| {
            chunk.tokens.start > of && chunk.tokens.start <= of + 8 && clause.thing(chunk).is_some_and(|n| n.binds())
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
    let accused = Named { tokens: accused.tokens.clone(), head: accused.head };
    clause.is_agent(&accused).then_some((accused, subject))
}

/// `the port's pledge to open`, `its commitment that …`, `the union's demand that …`, `the port's breach of the accord`.
fn of_noun(clause: &Clause<'_, '_>, at: usize) -> Option<Claim> {
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
    let verb_of_its_own = clause.chunks.iter().find(|c| !that && c.is_finite() && c.tokens.start > from);
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

impl Clause<'_, '_> {
    fn thing_of(&self, named: &Named, thing: Thing) -> bool {
        noun(self.words.text(named.head)).is_some_and(|n| n.is(thing))
    }
}
