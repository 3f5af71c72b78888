//! Words of saying by which nothing is said: `did not say`, `if she says`, `nobody said`, `will announce`, `did he say?`.
//!
//! In: an attribution as it was read. Out: whether it tells of words that nobody is known to have said, or has words cut so
//! that they cannot be the speaker's. Where the words are directly quoted somebody said them, and only a condition speaks
//! against it.

use std::ops::Range;

use crate::text::tag::Tag;

use super::cue::Cue;
use super::scene::Scene;
use super::who::Who;

/// Whether what was read as said by `who` is in doubt.
pub(super) fn is_doubtful(scene: &Scene<'_>, cue: &Cue, who: Option<&Who>, content: &[Range<usize>]) -> bool {
    let quoted = content.iter().all(|c| c.clone().all(|at| scene.quoted[at].is_some() || !scene.tokens[at].is_word));
    if who.is_some_and(|who| is_supposed(scene, cue, who) || is_no_whole(scene, cue, who)) {
        return true;
    }
    if quoted {
        return false;
    }
    cue.negated
        || who.is_some_and(|who| is_nobody(scene, who))
        || is_unsaid(scene, cue)
        || is_question(scene, cue)
        || who.is_some_and(|who| {
            is_cut(scene, who, content)
                || is_place(scene, cue, who, content)
                || holds_main_clause(scene, cue, who, content)
        })
}

/// `if the mayor says`, `whether the mayor said`, `should the mayor say`, `it is not true that the mayor said`.
fn is_supposed(scene: &Scene<'_>, cue: &Cue, who: &Who) -> bool {
    let before = |n: usize| who.tokens.start.checked_sub(n).filter(|&at| at >= cue.sentence.start);
    let word = |at: usize| &*scene.lower[at];
    let supposes = |w: &str| {
        matches!(w, "if" | "unless" | "whether" | "until" | "lest" | "suppose" | "supposing" | "imagine" | "assuming")
    };
    let inverts = |w: &str| {
        matches!(
            w,
            "did"
                | "does"
                | "do"
                | "had"
                | "has"
                | "have"
                | "should"
                | "would"
                | "will"
                | "could"
                | "can"
                | "may"
                | "were"
        )
    };
    let opener = before(1).map(word);
    let untrue =
        opener == Some("that") && (2..=4).filter_map(before).any(|at| matches!(word(at), "not" | "n't" | "untrue"));
    let first = word(who.tokens.start);
    let opens = who.tokens.start == cue.sentence.start;
    who.is_left
        && (opener.is_some_and(supposes)
            || untrue
            || opener.is_some_and(inverts) && before(1) == Some(cue.sentence.start)
            || opens && who.tokens.len() > 1 && (supposes(first) || inverts(first)))
}

/// Whether what was taken for the speaker ends a longer phrase, which speaks or in which somebody else does.
pub(super) fn is_no_whole(scene: &Scene<'_>, cue: &Cue, who: &Who) -> bool {
    is_half(scene, cue, who) || is_where(scene, cue, who)
}

/// Where somebody is who speaks: `a woman who lives near | Alma said`.
fn is_where(scene: &Scene<'_>, cue: &Cue, who: &Who) -> bool {
    let before = who.tokens.start.checked_sub(1).filter(|&at| at >= cue.sentence.start).map(|at| &*scene.lower[at]);
    who.is_left && before.is_some_and(|word| matches!(word, "near" | "in" | "at" | "outside" | "inside" | "around"))
}

/// Whether a name is the end of a longer phrase that speaks as a whole: `lawyers for both | Lee and Venn said`, `the mayor's
/// lawyer and | Venn said`. Behind a clause it is not: `the gate fell and Venn said`.
fn is_half(scene: &Scene<'_>, cue: &Cue, who: &Who) -> bool {
    let both = |at: usize| usize::from(at > 0 && matches!(&*scene.lower[at - 1], "both" | "either" | "neither"));
    let start = who.tokens.start - both(who.tokens.start);
    let Some(joiner) = start.checked_sub(1).filter(|&at| at > cue.sentence.start) else { return false };
    let joins = matches!(&*scene.lower[joiner], "and" | "or" | "of" | "for" | "from" | "with");
    // "Jr." ends with a mark of its own.
    let noun = joiner - if scene.tokens[joiner - 1].text == "." { 2.min(joiner) } else { 1 };
    let noun = matches!(scene.tags[noun], Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS);
    let apart =
        |at: &usize| scene.quoted[*at].is_none() && !matches!(scene.tags[*at], Tag::Comma | Tag::Colon | Tag::Dash);
    let mut clause = (cue.sentence.start..joiner).rev().take_while(apart);
    who.is_left && joins && noun && !clause.any(|at| scene.is_finite(at))
}

/// Whether what was taken for the speaker is the rest of a place that the words end with: `found in Alma, | Norland, addressed
/// to …, The Courier reported`.
fn is_place(scene: &Scene<'_>, cue: &Cue, who: &Who, content: &[Range<usize>]) -> bool {
    let comma = who.tokens.start.checked_sub(1).filter(|&at| scene.tags[at] == Tag::Comma);
    let Some(place) = comma.filter(|&at| at > cue.sentence.start && content.iter().any(|c| c.end == at)) else {
        return false;
    };
    let mut before = (cue.sentence.start..place).rev().skip_while(|&at| scene.tags[at] == Tag::NNP);
    let behind_in = before.next().is_some_and(|at| matches!(&*scene.lower[at], "in" | "at" | "near" | "from"));
    let longer = who.tokens.clone().any(|at| scene.tags[at] == Tag::Comma);
    scene.tags[place - 1] == Tag::NNP && behind_in && longer
}

/// `nobody`, `no official`, `none of them`, `few`.
fn is_nobody(scene: &Scene<'_>, who: &Who) -> bool {
    let first = &*scene.lower[who.tokens.start];
    let before = who.tokens.start.checked_sub(1).map(|at| &*scene.lower[at]);
    matches!(first, "nobody" | "no" | "none" | "neither" | "few" | "nothing") || before == Some("neither")
}

/// What is yet to be said, or was not: `will say`, `should say`, `is expected to announce`, `failed to mention`; but `went on
/// to say`, and `would say only`.
fn is_unsaid(scene: &Scene<'_>, cue: &Cue) -> bool {
    let word = |at: usize| &*scene.lower[at];
    match cue.form {
        "modal" => {
            let only = (cue.group.start..(cue.group.end + 1).min(cue.sentence.end)).any(|at| word(at) == "only");
            !only
        }
        "inf" => {
            let before = (cue.sentence.start..cue.group.start).rev().take(4);
            let went_on = before.clone().any(|at| {
                matches!(
                    word(at),
                    "went" | "goes" | "continued" | "took" | "quick" | "first" | "proceeded" | "rose" | "this"
                )
            });
            !went_on
        }
        _ => false,
    }
}

/// Whether the sentence asks, and nobody is said to ask.
fn is_question(scene: &Scene<'_>, cue: &Cue) -> bool {
    let asks = matches!(cue.lemma, "ask" | "wonder" | "question" | "demand" | "inquire" | "enquire");
    let last = cue.sentence.end - 1;
    !asks && scene.tokens[last].text == "?" && scene.quoted[last].is_none()
}

/// Whether the words stop in the middle of a phrase right before their speaker: `“…,” the “boat people” of | Lima said`.
fn is_cut(scene: &Scene<'_>, who: &Who, content: &[Range<usize>]) -> bool {
    content.iter().any(|c| {
        let open = matches!(scene.tags[c.end - 1], Tag::IN | Tag::DT | Tag::TO | Tag::PRPS)
            && scene.quoted[c.end - 1].is_none();
        open && c.end == who.tokens.start
    })
}

/// Whether the words run on from a clause into the one it stands before: `Before the mayor said | the dam was safe, the town
/// was cleared`.
fn holds_main_clause(scene: &Scene<'_>, cue: &Cue, who: &Who, content: &[Range<usize>]) -> bool {
    let opener = who.tokens.start.checked_sub(1).filter(|&at| at == cue.sentence.start);
    let subordinate = opener.is_some_and(|at| matches!(scene.tags[at], Tag::IN | Tag::WRB));
    let comma = |at: usize| scene.tags[at] == Tag::Comma && scene.quoted[at].is_none();
    subordinate && content.iter().any(|c| c.start > cue.anchor && c.clone().any(comma))
}
