//! A cue to the attribution it makes: the likeliest speaker, then what is said before it and behind it, then whether it
//! is one at all.

use std::ops::Range;

use super::content::Attributed;
use super::cue::Cue;
use super::describe::{Sureness, sure};
use super::doubt::is_doubtful;
use super::lexicon::lemma;
use super::scene::Scene;
use super::weights::{Sink, Value, Weights, best, value};
use super::who::{self, Who};

/// A word that by itself is as unlikely as this is not looked at further: what stands around it never makes up for it.
const HOPELESS: f32 = -0.5;

/// How sure a quotation is that is signed with a dash and a name, or headed by a name in capitals and a colon.
const SIGNED: f32 = 0.9;

/// How sure a verb of saying is that stands with its subject right behind quoted words.
const FRAMED: f32 = 0.9;

/// How sure what somebody was told is, of nobody: `She was told that …`; and a charge that somebody denies.
const TOLD: f32 = 0.5;

/// How sure a clause with “that” is right behind a verb that says nothing else, and its subject: `Lee denied that …`.
const CLAUSE_TOLD: f32 = 0.87;

/// How sure an attribution is at most that is in doubt: too little to be shown.
const DOUBTFUL: f32 = 0.5;

/// The attribution that a cue would make.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) cue: Cue,
    pub(super) who: Option<Who>,
    /// What is said, in tokens, in text order. Never empty.
    pub(super) content: Vec<Range<usize>>,
    /// How likely all of it is: the cue, the speaker and what is said.
    pub(super) confidence: f32,
}

/// The choices around one cue.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) who: Option<Who>,
    pub(super) left: Option<usize>,
    pub(super) right: Option<Range<usize>>,
    sure: Sureness,
}

/// Makes the choices around `cue`.
pub(super) fn choose(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> Choices {
    let (who, who_sure) = choose_who(scene, cue, weights);
    let at = Attributed::new(scene, cue, who.as_ref());
    let (left, left_sure) = choose_left(&at, weights);
    let (start, right_sure) = choose_right(&at, left, weights);
    let (right, end_sure) = match start {
        Some(start) => choose_end(&at, start, weights),
        None => (None, 1.0),
    };
    let sure = Sureness { who: sure(who_sure), left: sure(left_sure), right: sure(right_sure), end: sure(end_sure) };
    Choices { who, left, right, sure }
}

/// The likeliest speaker of a cue.
pub(super) fn choose_who(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> (Option<Who>, f32) {
    let who::Candidates { mut all, has_subject } = who::candidates(scene, cue);
    let mut scores: Vec<f32> = Vec::with_capacity(all.len() + 1);
    scores.extend(
        all.iter().enumerate().map(|(rank, who)| weights.score(|out| who::describe(scene, cue, who, rank, out))),
    );
    scores.push(weights.score(|out| who::describe_none(scene, cue, has_subject, out)));
    match best(&scores) {
        Some((at, p)) if at < all.len() => (Some(all.swap_remove(at)), p),
        Some((_, p)) => (None, p),
        None => (None, 0.0),
    }
}

/// Whether the phrase stands right between the end of a quotation and a verb of saying.
fn is_framed(scene: &Scene<'_>, cue: &Cue, who: &Who) -> bool {
    let names = lemma(&scene.lower[cue.anchor]).is_some_and(|l| l.names);
    let verb = !names && !matches!(cue.form, "noun" | "inf" | "acc" | "colon" | "dash");
    let from = (cue.sentence.start..who.tokens.start).rev().find(|&at| scene.closes_quote(at));
    // "“…,” another friend, Ann Lee said": nothing but names and commas between.
    let quoted = from.is_some_and(|close| {
        who.tokens.start - close <= 8
            && (close + 1..who.tokens.start).all(|at| !scene.is_finite(at) && scene.quoted[at].is_none())
            && (close + 1 == who.tokens.start || scene.framing.binary_search(&cue.anchor).is_ok())
    });
    verb && who.is_left && quoted && who.tokens.end == cue.group.start && who.tokens.start > cue.sentence.start
}

fn choose_left(at: &Attributed<'_, '_>, weights: &Weights) -> (Option<usize>, f32) {
    let starts = at.left_starts();
    if starts.is_empty() {
        return (None, 1.0);
    }
    let mut scores: Vec<f32> = Vec::with_capacity(starts.len() + 1);
    scores.extend(starts.iter().map(|&start| weights.score(|out| at.describe_left(start, out))));
    scores.push(weights.score(|out| at.describe_no_left(out)));
    let (chosen, p) = best(&scores).unwrap_or((starts.len(), 0.0));
    (starts.get(chosen).map(|&start| at.behind_colon(start)), p)
}

fn choose_right(at: &Attributed<'_, '_>, left: Option<usize>, weights: &Weights) -> (Option<usize>, f32) {
    let starts = at.right_starts();
    if starts.is_empty() {
        return (None, 1.0);
    }
    let mut scores: Vec<f32> = Vec::with_capacity(starts.len() + 1);
    scores.extend(starts.iter().map(|&start| weights.score(|out| at.describe_right(start, left, out))));
    scores.push(weights.score(|out| at.describe_no_right(left, out)));
    best(&scores).map_or((None, 0.0), |(chosen, p)| (starts.get(chosen).copied(), p))
}

fn choose_end(at: &Attributed<'_, '_>, start: usize, weights: &Weights) -> (Option<Range<usize>>, f32) {
    let ends = at.right_ends(start);
    let last = at.trimmed_end(start, at.cue.sentence.end);
    let scores: Vec<f32> =
        ends.iter().map(|&end| weights.score(|out| at.describe_end(start, end, last, out))).collect();
    best(&scores).map_or((None, 0.0), |(chosen, p)| (Some(start..with_mark(at.scene, ends[chosen])), p))
}

/// `end` behind the mark that closes a quotation, where only a comma or stop stands before it: `“a joke,”`.
fn with_mark(scene: &Scene<'_>, end: usize) -> usize {
    let close = scene.quote_end(end).filter(|_| end > 0 && scene.same_quote(end - 1, end));
    close.filter(|&close| (end..close).all(|i| !scene.tokens[i].is_word)).unwrap_or(end)
}

/// The attribution that `cue` would make; `None` where nothing is said.
pub(super) fn read(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> Option<Reading> {
    if let Some(transcript) = transcript(scene, cue) {
        return Some(transcript);
    }
    let word = weights.score(|out| describe_word(scene, cue, out));
    if word < HOPELESS && scene.framing.binary_search(&cue.anchor).is_err() {
        return None;
    }
    let choices = choose(scene, cue, weights);
    let yes = word + weights.score(|out| describe_choices(scene, cue, &choices, out));
    // A signed quotation needs no words of saying.
    let signed = cue.form == "dash" && choices.left.is_some() && choices.who.is_some();
    let framed = choices.left.is_some() && choices.who.as_ref().is_some_and(|who| is_framed(scene, cue, who));
    let likely = 1.0 / (1.0 + (-yes).exp());
    let confidence = match (signed, framed) {
        (true, _) => SIGNED,
        (_, true) => likely.max(FRAMED),
        _ if is_told(scene, cue, &choices) || is_denied_charge(scene, cue, &choices) => likely.max(TOLD),
        _ if is_clause_told(scene, cue, &choices) => likely.max(CLAUSE_TOLD),
        _ => likely,
    };
    let content = content(scene, cue, &choices);
    let Choices { who, .. } = choices;
    let doubtful = !content.is_empty() && is_doubtful(scene, cue, who.as_ref(), &content);
    let confidence = if doubtful { confidence.min(DOUBTFUL) } else { confidence };
    (!content.is_empty()).then(|| Reading { cue: cue.clone(), who, content, confidence })
}

/// `was told that …`, by nobody who is named.
fn is_told(scene: &Scene<'_>, cue: &Cue, choices: &Choices) -> bool {
    let that =
        choices.right.as_ref().is_some_and(|said| said.start == cue.group.end && &*scene.lower[said.start] == "that");
    cue.form == "pass" && cue.lemma == "tell" && choices.who.is_none() && choices.left.is_none() && that
}

/// `a charge the port denies`: a noun for what is told, right before who denies it.
fn is_denied_charge(scene: &Scene<'_>, cue: &Cue, choices: &Choices) -> bool {
    let at = Attributed::new(scene, cue, choices.who.as_ref());
    let told = |end: usize| lemma(&scene.lower[end - 1]).is_some_and(|l| l.told);
    let subject = choices.who.as_ref().is_some_and(|who| who.is_subject && who.tokens.end == cue.group.start);
    cue.lemma == "deny"
        && cue.form == "fin"
        && subject
        && choices.left.is_some()
        && at.left_end > 0
        && told(at.left_end)
}

/// `Lee denied that the gate was shut`: a verb that says nothing else, right behind its subject and before a clause.
fn is_clause_told(scene: &Scene<'_>, cue: &Cue, choices: &Choices) -> bool {
    let that =
        choices.right.as_ref().is_some_and(|said| said.start == cue.group.end && &*scene.lower[said.start] == "that");
    let subject = choices.who.as_ref().is_some_and(|who| who.is_subject && who.tokens.end == cue.group.start);
    let says = matches!(
        cue.lemma,
        "say" | "deny" | "announce" | "confirm" | "warn" | "insist" | "reply" | "reiterate" | "declare"
    );
    says && matches!(cue.form, "fin" | "perf") && that && subject && choices.left.is_none()
}

/// `LEE: I think …` at the start of a paragraph: all the rest is what is said.
fn transcript(scene: &Scene<'_>, cue: &Cue) -> Option<Reading> {
    let start = scene.tokens.iter().position(|t| t.is_word)?;
    let name = start..cue.anchor;
    let capitals = |i: usize| !scene.tokens[i].is_word || scene.tokens[i].text.chars().all(|c| !c.is_lowercase());
    let is_name = cue.form == "colon" && cue.sentence.start == 0 && !name.is_empty() && name.clone().all(capitals);
    let end = (0..scene.tokens.len()).rev().find(|&i| scene.tokens[i].is_word)? + 1;
    (is_name && cue.anchor + 3 < end).then(|| Reading {
        cue: cue.clone(),
        who: Some(Who { head: cue.anchor - 1, tokens: name.clone(), phrase: name, is_left: true, is_subject: true }),
        content: std::iter::once(cue.anchor + 1..end).collect(),
        confidence: SIGNED,
    })
}

/// What speaks for the choices being right.
pub(super) fn describe(scene: &Scene<'_>, cue: &Cue, choices: &Choices, out: &mut impl Sink) {
    describe_word(scene, cue, out);
    describe_choices(scene, cue, choices, out);
}

fn describe_choices(scene: &Scene<'_>, cue: &Cue, choices: &Choices, out: &mut impl Sink) {
    let at = Attributed::new(scene, cue, choices.who.as_ref());
    at.describe_cue(choices.left, choices.right.as_ref(), choices.sure, out);
}

/// What the word by itself, and those beside it, say for its being a cue.
fn describe_word(scene: &Scene<'_>, cue: &Cue, out: &mut impl Sink) {
    let sentence = &cue.sentence;
    let previous = scene.class(cue.group.start.checked_sub(1), sentence);
    let next = scene.class(Some(cue.group.end), sentence);
    let (form, lemma) = (Value::new(cue.form), Value::new(cue.lemma));
    out.feature(value!("c.lemma"), &[lemma]);
    out.feature(value!("c.lemma.form"), &[lemma, form, Value::new(scene.tags[cue.anchor].as_str())]);
    out.feature(value!("c.lemma.next"), &[lemma, next]);
    out.feature(value!("c.lemma.not"), &[lemma, if cue.negated { value!("not") } else { value!("") }]);
    out.feature(value!("c.form.prev"), &[form, previous]);
    out.feature(value!("c.form.next"), &[form, next]);
    out.feature(value!("c.around"), &[previous, next]);
    out.feature(value!("c.sentence"), &[scene.class(Some(sentence.start), sentence), form]);
}

/// All that is said under the cue: before it, behind it, and in the sentences behind that are all in quotation marks.
pub(super) fn content(scene: &Scene<'_>, cue: &Cue, choices: &Choices) -> Vec<Range<usize>> {
    let at = Attributed::new(scene, cue, choices.who.as_ref());
    let left = choices.left.map(|start| start..at.left_end);
    let said = |r: &Range<usize>| r.clone().any(|i| scene.tokens[i].is_word);
    let mut all: Vec<Range<usize>> = left.into_iter().chain(choices.right.clone()).filter(said).collect();
    let quoted = |range: &Range<usize>| range.clone().any(|i| scene.quoted[i].is_some());
    let Some(end) = all.last().map(|r| r.end).filter(|_| all.iter().any(quoted)) else { return all };
    let reached = end.max(cue.sentence.end);
    for sentence in scene.sentences.iter().filter(|s| s.start >= reached && !s.is_empty()) {
        let joined =
            all.last().is_some_and(|last| last.end == sentence.start && scene.same_quote(last.end - 1, sentence.start));
        // A quotation that began in the sentence before, and is not his.
        let others = !joined && sentence.start > 0 && scene.same_quote(sentence.start - 1, sentence.start);
        if others || !goes_on(scene, sentence) {
            break;
        }
        match all.last_mut() {
            Some(last) if joined => last.end = sentence.end,
            _ => all.push(sentence.clone()),
        }
    }
    all
}

/// Whether a sentence is all in quotation marks, and so is every other that its quotation reaches: `“… A. B,” Lee said`
/// has a speaker of its own.
fn goes_on(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    let all_quoted = |range: &Range<usize>| range.clone().all(|i| scene.quoted[i].is_some());
    let end = scene.quote_end(sentence.end - 1).unwrap_or(sentence.end);
    let last = scene.sentences.iter().find(|s| s.contains(&(end - 1)));
    if all_quoted(sentence) {
        return last.is_none_or(all_quoted);
    }
    is_pieced(scene, sentence)
}

/// Whether a sentence begins and ends with quoted words and has few of the reporter's between: `“It's one” of many, he
/// “never asked.”`
fn is_pieced(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    let Some(last) = sentence.clone().rev().find(|&i| scene.quoted[i].is_some() || scene.tokens[i].is_word) else {
        return false;
    };
    let own: Vec<usize> = sentence.clone().filter(|&i| scene.quoted[i].is_none()).collect();
    let says = |&i: &usize| lemma(&scene.lower[i]).is_some_and(|l| l.verb.is_some());
    scene.opens_quote(sentence.start)
        && scene.closes_quote(last)
        && own.len() * 3 <= sentence.len()
        && !own.iter().any(says)
}
