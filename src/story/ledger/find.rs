//! What one sentence says of commitments.
//!
//! A claim is made only where the grammar shows who acts and on what; conditions, hopes and modals make none.

use std::ops::Range;

use crate::text::chunk::{Chunk, ChunkKind};
use crate::text::tag::Tag;

use super::clause::{Clause, Named};
use super::lexicon::{Act, Thing, noun, verb};
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status};
use super::noun::of_noun;

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
    pub(super) fn new(kind: Kind, status: Status, cue: usize) -> Self {
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
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Group<'c, 's, 't> {
    pub(super) clause: &'c Clause<'s, 't>,
    /// Its chunk.
    pub(super) at: usize,
    /// Its main verb.
    pub(super) head: usize,
    /// What follows it, adverbs left out.
    pub(super) next: usize,
    pub(super) modal: bool,
    pub(super) negated: bool,
    pub(super) passive: bool,
    pub(super) finite: bool,
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
    pub(super) fn agent(&self) -> Option<Named> {
        let named = self.clause.actor(self.at).filter(|named| self.clause.is_agent(named))?;
        let before = named.tokens.start.checked_sub(1);
        let object = before.is_some_and(|b| self.is(b, &["whom", "which", "that", "what"]));
        let relative = object
            && before.is_some_and(|b| {
                !self.is(b, &["that"]) || b > 0 && self.clause.words.tag(b - 1).is_some_and(Tag::is_noun)
            });
        (!relative).then_some(named)
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.clause.words.is_any(at, words)
    }

    /// `to` with a base form, at a token.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        // `to “solve”`
        let quoted =
            self.clause.words.tag(at + 1) == Some(Tag::OpenQuote) && self.clause.words.tag(at + 2) == Some(Tag::VB);
        self.is(at, &["to"]) && quoted
            || self.clause.starting(at).is_some_and(|c| self.clause.chunks[c].verb().is_some_and(|v| v.infinitive))
                && self.is(at, &["to"])
    }

    /// Whether the clause that begins at `at` says what shall be: `that the port will stay open`.
    pub(super) fn is_of_future(&self, at: usize) -> bool {
        let end = self.clause.end(at);
        (at..end).any(|t| {
            self.is(t, &["will", "would", "shall", "should", "must"]) || self.clause.words.text(t).ends_with("’ll")
        })
    }

    pub(super) fn rest(&self, from: usize) -> Option<Range<usize>> {
        let end = self.clause.end(from);
        (end > from).then_some(from..end)
    }

    /// `promised to open the gate`, `promised the union that …`, `committed itself to peace`, `pledged a million`.
    pub(super) fn undertake(&self, lemma: &str) -> Option<Claim> {
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
            "pledge" | "promise" | "vow" => {
                self.clause.noun_at(after).is_some_and(|c| self.is_thing_given(c)) && !self.is_praise(after)
            }
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
    pub(super) fn leads_nowhere(&self, to: usize) -> bool {
        self.is(to + 1, &["disagree", "be"])
    }

    /// A noun, not a pronoun, and not one’s own: `pledged aid`, but not `pledged his allegiance`.
    pub(super) fn is_thing_given(&self, chunk: &Chunk) -> bool {
        let common = self.clause.words.tag(chunk.head).is_some_and(|tag| matches!(tag, Tag::NN | Tag::NNS));
        common && self.clause.words.tag(chunk.tokens.start) != Some(Tag::PRPS)
    }

    /// `a gifted, promising young pilot`: the word for a promise before a noun without an article.
    pub(super) fn is_praise(&self, after: usize) -> bool {
        let article = matches!(self.clause.words.tag(after), Some(Tag::DT | Tag::CD | Tag::PDT));
        self.clause.words.tag(self.head) == Some(Tag::VBG) && !self.finite && !article
    }

    pub(super) fn can_owe(&self, chunk: &Chunk) -> bool {
        self.clause.is_agent(&Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// `under the accord`, `as part of the deal`, in front or behind.
    pub(super) fn under(&self) -> Option<Named> {
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
    pub(super) fn instrument_at(&self, at: usize, accepts: impl Fn(Thing) -> bool) -> Option<Named> {
        let from = if self.is(at, &["to", "on", "with", "by", "from", "of", "upon"]) { at + 1 } else { at };
        let from = if self.is(at, &["out"]) && self.is(at + 1, &["of"]) { at + 2 } else { from };
        let chunk = self.clause.noun_at(from)?;
        let entry = self.clause.thing(chunk)?;
        let good = entry.things.iter().any(|&thing| accepts(thing)) && !self.clause.is_denied_noun(chunk);
        good.then(|| Named { tokens: chunk.tokens.clone(), head: chunk.head })
    }

    /// `offered to leave`, `offered a truce`, `proposed a ban`.
    pub(super) fn offer(&self) -> Option<Claim> {
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
    pub(super) fn demand(&self, lemma: &str) -> Option<Claim> {
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
        // The phrase may have taken more than its own: the action begins at the first `to` or base form behind it. What
        // would or will be is no demand: `insisted that the port would pay`.
        let may = |t: &usize| !self.is(*t, &["would", "will", "could", "can", "may", "might", "did", "does", "do"]);
        let mut action = (asked.head + 1..clause.end(at)).take_while(may);
        let from = action.find(|&t| self.is_infinitive(t) || that && self.is_due(t))?;
        let by = Named { tokens: asked.tokens.start..asked.tokens.end.min(from), head: asked.head };
        claim.what = self.rest(from);
        claim.by = Some(by);
        claim.to = Some(wants);
        Some(claim)
    }

    /// `must open`, `should open`, and the base form behind `demanded that the port`.
    pub(super) fn is_due(&self, at: usize) -> bool {
        self.is(at, &["must", "should", "shall"]) || self.clause.words.tag(at) == Some(Tag::VB)
    }

    /// `refused to sign`, `rejected the proposal`: what is turned down must be something asked or agreed.
    pub(super) fn refuse(&self, lemma: &str) -> Option<Claim> {
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
}

impl Clause<'_, '_> {
    fn thing_of(&self, named: &Named, thing: Thing) -> bool {
        noun(self.words.text(named.head)).is_some_and(|n| n.is(thing))
    }
}
