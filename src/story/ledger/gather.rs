//! From the claims of a sentence to tellings: places in the source, who says so, since when.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::annotate::actor::states::{Naming, only_state, state};
use crate::story::disagreement::is_happening;
use crate::story::sentence::is_furniture;
use crate::story::{Citation, DateBasis, ResolvedTimex, Source, Story};
use crate::text::stem::{content_stems, stem};
use crate::text::tag::{Tag, Tagged, Tagger};
use crate::text::token::append_tokens;
use crate::text::{Edtf, Span};

use super::clause::{Clause, Named, mend};
use super::find::{Claim, claims};
use super::lexicon::{Act, Thing, noun, verb};
use super::model::{CommitmentKind as Kind, CommitmentStatus as Status, LedgerNote, NoteKind, Since};

/// One sentence's word on one commitment.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub kind: Kind,
    pub status: Status,
    pub sentence: Citation,
    pub what: Option<Citation>,
    pub by: Option<Citation>,
    pub to: Option<Citation>,
    /// Whether it says to whom in words that mean nothing outside the sentence.
    pub to_elsewhere: bool,
    pub instrument: Option<Citation>,
    pub alleged_by: Option<Citation>,
    pub denied_by: Option<Citation>,
    pub consequence: Option<Citation>,
    pub verification: Option<Citation>,
    pub since: Option<Since>,
    /// Who owes it, in a form that compares across sources.
    pub debtor: Option<String>,
    /// Nouns that may mean the same instrument.
    pub group: Option<&'static str>,
    /// Stems of what is owed.
    pub stems: BTreeSet<String>,
    /// Names in the words for the instrument and its terms, and in the sentence.
    pub names: BTreeSet<String>,
    pub named: BTreeSet<String>,
}

/// What is asked of the story for every sentence.
pub(super) struct Context<'s> {
    /// Sure statements with a speaker: words and speaker, by source.
    said: Vec<Vec<(Span, Span)>>,
    /// Places of the actors, by sentence.
    actors: BTreeMap<(usize, usize), Vec<(Span, usize)>>,
    /// Parties by their states.
    party_of_state: BTreeMap<&'s str, &'s str>,
}

impl<'s> Context<'s> {
    pub(super) fn new(story: &'s Story) -> Self {
        let mut said = vec![Vec::new(); story.sources.len()];
        for attribution in &story.statements {
            let statement = &story.sources[attribution.source].annotations.statements[attribution.statement];
            let Some(&speaker) = statement.speaker.first() else { continue };
            let speaker = statement.antecedent.unwrap_or(speaker);
            said[attribution.source].extend(statement.content.iter().map(|&content| (content, speaker)));
        }
        let mut actors: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, actor) in story.actors.iter().enumerate() {
            for mention in &actor.mentions {
                actors.entry((mention.source, mention.sentence)).or_default().push((mention.span, index));
            }
        }
        let states = story.parties.iter().filter(|party| !party.third);
        let party_of_state =
            states.flat_map(|party| party.states.iter().map(|state| (*state, party.name.as_str()))).collect();
        Context { said, actors, party_of_state }
    }

    /// Who says the words at `span`, where somebody is reported.
    fn speaker(&self, source: usize, span: Span) -> Option<(Span, Span)> {
        self.said[source].iter().find(|(content, _)| content.contains(span)).copied()
    }
}

/// All that a source says of commitments, with the notes on consequences and verification.
pub(super) fn tellings(story: &Story, context: &Context<'_>, source: usize) -> (Vec<Telling>, Vec<LedgerNote>) {
    let of = &story.sources[source];
    let article = of.article.in_english();
    let article = article.with_blank_marks();
    let mut tagger = Tagger::new();
    let (mut found, mut notes): (Vec<Telling>, Vec<LedgerNote>) = (Vec::new(), Vec::new());
    for sentence in article.body_sentences() {
        let span = article.sentences[sentence].span;
        let text = span.of(&article.text);
        if !may_tell(text) || is_furniture(text) {
            continue;
        }
        let mut tokens = Vec::new();
        append_tokens(text, span.start, &mut tokens);
        let mut tags = Vec::with_capacity(tokens.len());
        tagger.tag_into(&tokens, &mut tags);
        mend(&tokens, &mut tags);
        let clause = Clause::new(Tagged { tokens: &tokens, tags: &tags });
        let reader = Reader { story, context, of, source, sentence, clause: &clause };
        reader.deny(found.last_mut().filter(|t| t.sentence.sentence + 1 == sentence));
        let from = found.len();
        found.extend(claims(&clause).into_iter().filter_map(|claim| reader.telling(&claim)));
        let told: Vec<Span> = found[from..].iter().filter_map(|t| t.instrument).map(|c| c.span).collect();
        found.extend(reader.named_by_day(&told));
        if let Some(last) = found.get_mut(from..).and_then(<[Telling]>::last_mut) {
            reader.deny(Some(last));
        }
        notes.extend(reader.note());
    }
    (found, notes)
}

/// Whether a sentence holds a word of commitment at all, and is no question.
fn may_tell(sentence: &str) -> bool {
    let known = |word: &str| verb(word).is_some() || noun(word).is_some_and(|n| !n.is(Thing::Agent));
    !sentence.trim_end().ends_with('?') && sentence.split(|c: char| !c.is_alphabetic()).any(known)
}

/// Whether a name is that of a capital, which may stand for its government or be a place.
fn is_capital(name: &str) -> bool {
    state(name).is_some_and(|(_, naming)| naming == Naming::Capital)
}

/// One sentence with all around it.
struct Reader<'r, 's, 't> {
    story: &'r Story,
    context: &'r Context<'r>,
    of: &'r Source,
    source: usize,
    sentence: usize,
    clause: &'r Clause<'s, 't>,
}

impl Reader<'_, '_, '_> {
    fn cite(&self, span: Span) -> Option<Citation> {
        let sentence = self.of.article.sentence_at(span.start)?;
        let words = span.of(&self.of.article.text);
        // `the port’s pledge`: the port owes it.
        let owner = ["’s", "'s"].iter().find_map(|mark| words.strip_suffix(mark)).or_else(|| {
            ["s’", "s'"].iter().any(|mark| words.ends_with(mark)).then(|| words.trim_end_matches(['’', '\'']))
        });
        let span = Span::new(span.start, span.start + owner.unwrap_or(words).len());
        Some(Citation { source: self.source, sentence, span })
    }

    fn place(&self, tokens: &Range<usize>) -> Option<Citation> {
        self.cite(self.clause.span(tokens)?)
    }

    fn telling(&self, claim: &Claim) -> Option<Telling> {
        let cue = self.clause.words.tokens.get(claim.cue)?.span;
        let spoken = self.context.speaker(self.source, cue);
        let by = self.who(claim.by.as_ref(), spoken)?;
        let (to_elsewhere, to) = match claim.to.as_ref() {
            Some(named) if self.is_of_somebody(named) => (true, None),
            named => (false, self.who(named, spoken)?),
        };
        let alleged_by = self.who(claim.alleged_by.as_ref(), spoken)?;
        let what = claim.what.as_ref().and_then(|tokens| self.place(tokens));
        let instrument = claim.instrument.as_ref().and_then(|named| self.place(&named.tokens));
        let sentence = self.story.cite(self.source, self.sentence);
        let group =
            claim.instrument.as_ref().and_then(|named| noun(self.clause.words.text(named.head))).map(|n| n.group);
        let said_by = spoken.and_then(|(_, speaker)| self.cite(speaker));
        let own =
            |said: &Citation| by.is_none_or(|by| by.span != said.span) && to.is_none_or(|to| to.span != said.span);
        let terms: Vec<Span> = what.iter().chain(&instrument).map(|c| c.span).collect();
        Some(Telling {
            kind: claim.kind,
            status: claim.status,
            sentence,
            stems: what.map(|c| self.stems(c)).unwrap_or_default(),
            debtor: by.map(|by| self.key(by)),
            alleged_by: alleged_by.or(said_by.filter(own)),
            denied_by: self.who(claim.denied_by.as_ref(), spoken)?,
            consequence: self.noun_of(Thing::Penalty),
            verification: self.noun_of(Thing::Verify),
            since: self.since(claim.kind, cue, &terms),
            names: self.names(|span| terms.iter().any(|term| term.contains(span))),
            named: self.names(|_| true),
            what,
            by,
            to,
            to_elsewhere,
            instrument,
            group,
        })
    }

    /// An instrument whose own words hold its day was concluded, whatever the sentence tells of it: `the March 3 truce`.
    fn named_by_day(&self, told: &[Span]) -> Option<Telling> {
        let clause = self.clause;
        clause.chunks.iter().find_map(|chunk| {
            clause.thing(chunk).filter(|n| n.is(Thing::Pact) && !clause.is_denied_noun(chunk))?;
            let span = clause.span(&chunk.tokens)?;
            let dated = self.of.timexes_in(span).any(|(_, value)| value.date.as_day().is_some());
            if !dated || told.iter().any(|known| known.overlaps(span)) {
                return None;
            }
            let named = Named { tokens: chunk.tokens.clone(), head: chunk.head };
            let mut claim = Claim::new(Kind::Agreement, Status::InForce, chunk.head);
            claim.what = Some(chunk.tokens.clone());
            claim.instrument = Some(named);
            self.telling(&claim).filter(|telling| telling.since.is_some())
        })
    }

    /// Whether somebody is told of by whose they are alone: `their side` stands in a sentence that says whose it is; by
    /// itself it would be anybody's.
    fn is_of_somebody(&self, named: &Named) -> bool {
        self.clause.words.tag(named.tokens.start) == Some(Tag::PRPS)
    }

    /// The words for somebody; a pronoun is led back to the speaker where it is the speaker’s own or opens what is said.
    /// Outer `None` where that cannot be told.
    #[expect(clippy::option_option, reason = "nobody named, and somebody who cannot be told, are two things")]
    fn who(&self, named: Option<&Named>, spoken: Option<(Span, Span)>) -> Option<Option<Citation>> {
        let Some(named) = named else { return Some(None) };
        if self.clause.words.tag(named.head) != Some(Tag::PRP) {
            return Some(self.place(&named.tokens));
        }
        let (content, speaker) = spoken?;
        let at = self.clause.words.tokens.get(named.head)?.span;
        let mine = self.clause.words.is_any(named.head, &["i", "we"]);
        let opens = Span::new(content.start, at.start).of(&self.of.article.text);
        let first = opens.split_whitespace().all(|word| word.eq_ignore_ascii_case("that"));
        let theirs = self.clause.words.is_any(named.head, &["he", "she", "they", "it"]) && first;
        if mine || theirs { self.cite(speaker).map(Some) } else { None }
    }

    /// Who it is, so that it compares: the party or actor that the words name alone, else the words.
    fn key(&self, by: Citation) -> String {
        let words = by.span.of(&self.of.article.text);
        let within = self.context.actors.get(&(by.source, by.sentence));
        let named: BTreeSet<usize> =
            within.into_iter().flatten().filter(|(span, _)| by.span.contains(*span)).map(|m| m.1).collect();
        let parties: BTreeSet<&str> = named
            .iter()
            .filter_map(|&actor| self.story.actors[actor].party.as_deref())
            .chain(only_state(words).and_then(|state| self.context.party_of_state.get(state).copied()))
            .collect();
        match (parties.first(), named.first()) {
            (Some(party), _) if parties.len() == 1 => format!("party {party}"),
            (_, Some(actor)) if named.len() == 1 => format!("actor {actor}"),
            _ => content_stems(words).join(" "),
        }
    }

    /// Stems of what is owed, names of months and the nouns for an instrument among them.
    fn stems(&self, what: Citation) -> BTreeSet<String> {
        content_stems(what.span.of(&self.of.article.text)).into_iter().collect()
    }

    /// Stems of names in the sentence, those of its parties left out: both sides are named wherever the story is told.
    fn names(&self, within: impl Fn(Span) -> bool) -> BTreeSet<String> {
        let words = self.clause.words;
        let proper = (0..words.tags.len()).filter(|&at| words.tags[at].is_proper() && within(words.tokens[at].span));
        let names = proper.filter(|&at| {
            let word = words.text(at);
            let party = only_state(word).is_some_and(|state| self.context.party_of_state.contains_key(state));
            // `signed in Elmport`, `the Elmport talks`: the place, not the side.
            let meets = words.tag(at + 1).is_some_and(Tag::is_noun)
                && (noun(words.text(at + 1)).is_some_and(|n| n.is(Thing::Pact)) || is_happening(words.text(at + 1)));
            let place = at > 0 && words.is_any(at - 1, &["in", "at"]) || meets && is_capital(word);
            (!party || place) && !crate::annotate::time::is_calendar_word(&word.to_lowercase())
        });
        names.filter_map(|at| stem(words.text(at))).collect()
    }

    /// A noun phrase of the sentence that names a penalty, or somebody who looks.
    fn noun_of(&self, thing: Thing) -> Option<Citation> {
        let clause = self.clause;
        let chunk = clause.chunks.iter().find(|chunk| {
            chunk.kind == crate::text::chunk::ChunkKind::Noun
                && clause.thing(chunk).is_some_and(|n| n.is(thing) && !n.binds())
                && !clause.is_denied_noun(chunk)
        })?;
        let whole = clause.named_at(chunk.tokens.start).map_or(chunk.tokens.clone(), |named| named.tokens);
        self.place(&whole)
    }

    /// The date of the instrument or of the deed: one in its own words, else the only one of the sentence.
    fn since(&self, kind: Kind, cue: Span, terms: &[Span]) -> Option<Since> {
        let span = self.of.article.sentences[self.sentence].span;
        let known = |value: &ResolvedTimex| value.date != Edtf::Unknown && value.basis != DateBasis::Unknown;
        let dated: Vec<_> = self.of.timexes_in(span).filter(|(_, value)| known(value)).collect();
        let own = |at: Span| terms.iter().any(|term| term.contains(at));
        // What stands behind the terms is the date of something else; a day in a promise is its deadline.
        let before = |at: Span| at.end <= cue.start;
        let closes = |at: Span| terms.iter().any(|term| at.end <= term.end);
        let is_deed = matches!(kind, Kind::Agreement | Kind::Violation);
        let mut within = dated.iter().filter(|(timex, _)| is_deed && own(timex.span));
        let (timex, value) = match (within.next(), within.next()) {
            (Some(found), None) => *found,
            (None, _) => match dated.as_slice() {
                [only]
                    if !matches!(kind, Kind::Obligation | Kind::Refusal)
                        && (before(only.0.span) || is_deed && closes(only.0.span)) =>
                {
                    *only
                }
                _ => return None,
            },
            _ => return None,
        };
        // A year in a promise or a demand is seldom its own.
        if !is_deed && value.date.as_day().is_none() {
            return None;
        }
        let day = value.date.first_day()?;
        let published = self.of.published.value.last_day();
        if published.is_some_and(|published| day > published) {
            return None;
        }
        let citation = self.cite(timex.span)?;
        Some(Since { date: value.date, basis: value.basis, reason: value.reason.clone(), citation })
    }

    /// Marks an alleged violation as denied where this sentence says so: `charges the port denies`, `The port denied the
    /// accusation`.
    fn deny(&self, told: Option<&mut Telling>) {
        let Some(told) = told.filter(|t| t.kind == Kind::Violation && t.status == Status::SaidBroken) else { return };
        let clause = self.clause;
        let same = told.sentence.sentence == self.sentence;
        let denier = clause.chunks.iter().enumerate().find_map(|(at, chunk)| {
            let form = chunk.verb().filter(|v| v.finite && !v.modal && !v.negated)?;
            let entry = verb(clause.words.text(chunk.head))?;
            let about = clause.noun_at(clause.after_adverbs(chunk.tokens.end));
            let charge = about.is_some_and(|c| clause.thing(c).is_some_and(|n| n.is(Thing::Charge)))
                || about.is_some_and(|c| clause.words.is_any(c.head, &["it", "this", "that"]));
            let denies = entry.acts.contains(&Act::Deny) || entry.lemma == "reject" && charge;
            if form.passive || !denies || !(same || charge) {
                return None;
            }
            let near = at.checked_sub(1).and_then(|b| clause.chunks.get(b));
            let near = near.map(|c| Named { tokens: c.tokens.clone(), head: c.head });
            clause.actor(at).into_iter().chain(near).find_map(|by| {
                let words = self.place(&by.tokens)?;
                let same = told.debtor.as_ref() == Some(&self.key(words));
                (same || charge && clause.words.tag(by.head) == Some(Tag::PRP)).then_some(words)
            })
        });
        if denier.is_some() {
            told.denied_by = denier;
            told.status = Status::Disputed;
        }
    }

    /// A sentence on a threat or on who looks whether an instrument is kept.
    fn note(&self) -> Option<LedgerNote> {
        let clause = self.clause;
        let sentence = self.story.cite(self.source, self.sentence);
        let conditional = clause.chunks.iter().any(|c| clause.words.is_any(c.head, &["if", "unless"]));
        let threat = clause.chunks.iter().enumerate().find_map(|(at, chunk)| {
            let form = chunk.verb().filter(|v| !v.modal && !v.negated && !v.passive)?;
            let acts = &verb(clause.words.text(chunk.head))?.acts;
            let threatens = acts.contains(&Act::Threaten) && !form.infinitive;
            let warns = acts.contains(&Act::Warn) && conditional && (form.finite || form.infinitive);
            let follows = clause.after_adverbs(chunk.tokens.end);
            let of_deed = clause.noun_at(follows).is_some() || clause.words.is_any(follows, &["to", "of", "that"]);
            if !(threatens || warns) || !of_deed || clause.is_supposed(at) {
                return None;
            }
            // `with the union threatening a strike`, `went so far as to warn`
            let above = || (0..at).rev().find(|&v| clause.chunks[v].is_finite() && !clause.is_supposed(v));
            let near = || at.checked_sub(1).and_then(|b| clause.noun_at(clause.chunks[b].tokens.start));
            let by = match (clause.actor(at), form.infinitive) {
                (Some(by), _) => by,
                (None, true) => clause.actor(above()?)?,
                (None, false) => near()
                    .filter(|c| c.tokens.end == chunk.tokens.start)
                    .map(|c| Named { tokens: c.tokens.clone(), head: c.head })?,
            };
            let by = Some(by).filter(|named| clause.is_agent(named))?;
            (clause.words.tag(by.head) != Some(Tag::PRP)).then(|| self.place(&by.tokens)).flatten()
        });
        if let Some(by) = threat {
            return Some(LedgerNote { kind: NoteKind::Consequence, by: Some(by), citations: vec![sentence] });
        }
        let pact = clause.chunks.iter().any(|chunk| clause.thing(chunk).is_some_and(|n| n.is(Thing::Pact)));
        self.noun_of(Thing::Verify).filter(|_| pact)?;
        Some(LedgerNote { kind: NoteKind::Verification, by: None, citations: vec![sentence] })
    }
}
