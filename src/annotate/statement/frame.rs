//! Verbs of saying that stand beside a quotation: `“…,” Lee said`, `Lee said, “…`.
//!
//! In: a paragraph's words, their parts of speech and its quotations. Out: better parts of speech around such verbs, and
//! where they are. A tagger reads each sentence by itself and takes rare surnames and present-tense verbs behind a
//! quotation for other words; the place tells what they are.

use crate::text::Span;
use crate::text::tag::Tag;
use crate::text::token::Token;

use super::lexicon::lemma;
use super::speaker::is_speaking_noun;

/// How far from the mark the verb may stand, in tokens.
const REACH: usize = 8;

/// Sets right the tags of a surname and its verb of saying right behind a quotation: `,” Ernest told`, `,” Hill notes.`;
/// in the sentence that begins at token `start`.
pub(super) fn repair(tokens: &[Token<'_>], tags: &mut [Tag], start: usize, quotations: &[Span]) {
    mend_close(tokens, tags, start);
    for quote in quotations {
        let from = tokens.partition_point(|t| t.span.start < quote.end);
        let Some(close) = from.checked_sub(1).filter(|&close| tokens[close].span.end == quote.end) else { continue };
        if from < start || !ends_clause(tokens, close) {
            continue;
        }
        mend_reader(tokens, tags, from);
        let names = tokens[from..].iter().take(4).take_while(|t| is_name_word(t)).count();
        let at = from + names;
        if at >= tokens.len() || !is_saying(tokens[at].text) {
            continue;
        }
        let open = |tag: &Tag| {
            !matches!(
                tag,
                Tag::PRP | Tag::PRPS | Tag::DT | Tag::IN | Tag::CC | Tag::WP | Tag::WRB | Tag::EX | Tag::NNPS
            )
        };
        if names == 0 || !tags[from..at].iter().all(open) {
            continue;
        }
        tags[from..at].fill(Tag::NNP);
        tags[at] = match tags[at] {
            Tag::NNS => Tag::VBZ,
            Tag::VBN | Tag::NN | Tag::JJ => Tag::VBD,
            tag => tag,
        };
    }
}

/// Sets right the tag of a verb of saying behind a quotation and a phrase: `,” the notice reads.`, `,” the official added`,
/// where an adjective that is a speaker too and a participle were seen.
fn mend_reader(tokens: &[Token<'_>], tags: &mut [Tag], from: usize) {
    if !matches!(tags.get(from), Some(Tag::DT | Tag::PRPS)) {
        return;
    }
    let ends = |at: usize| matches!(tags.get(at), Some(Tag::Stop | Tag::Comma) | None);
    let speaks = |at: usize| is_speaking_noun(&tokens[at].text.to_lowercase());
    let of_phrase = |&at: &usize| {
        matches!(tags[at], Tag::NN | Tag::NNP | Tag::JJ) || matches!(tags[at], Tag::VBN | Tag::VBD) && speaks(at)
    };
    let phrase = (from + 1..tokens.len()).take(5).take_while(of_phrase).count();
    // The verb was seen as one more word of the phrase, or stands behind it.
    for verb in from + 2..(from + phrase + 2).min(tokens.len()) {
        let noun = verb - 1;
        let is_noun = matches!(tags[noun], Tag::NN | Tag::NNP) || speaks(noun);
        if !is_noun || !is_saying(tokens[verb].text) {
            continue;
        }
        if tags[verb] == Tag::NNS && ends(verb + 1) {
            tags[verb] = Tag::VBZ;
        } else if matches!(tags[verb], Tag::VBN | Tag::JJ | Tag::NN) && !tokens[verb].text.ends_with('s') {
            tags[verb] = Tag::VBD;
        } else if tags[verb] != Tag::VBD {
            continue;
        }
        if matches!(tags[noun], Tag::JJ | Tag::VBN | Tag::VBD) {
            tags[noun] = Tag::NN;
        }
        return;
    }
}

/// Sets right the tag of an adjective behind those who speak that looks like another word: `sources close to the talks`.
fn mend_close(tokens: &[Token<'_>], tags: &mut [Tag], start: usize) {
    for at in start + 1..tokens.len().saturating_sub(1) {
        let close = tokens[at].text == "close" && tokens[at + 1].text == "to";
        if close && is_speaking_noun(&tokens[at - 1].text.to_lowercase()) {
            tags[at] = Tag::JJ;
        }
    }
}

/// A capitalised word of letters.
fn is_name_word(token: &Token<'_>) -> bool {
    token.is_word
        && token.is_capitalised()
        && token.text.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '’' | '\''))
}

/// A lower-case form with a tense of a verb of saying.
fn is_saying(word: &str) -> bool {
    let past =
        word.ends_with("ed") || word.ends_with('s') || matches!(word, "said" | "told" | "wrote" | "spoke" | "swore");
    past && lemma(word).is_some_and(|l| l.framing().is_some())
}

/// The verbs of saying outside quotation marks that a quotation of a whole sentence stands beside: `Lee said, “We go on`,
/// `“We go on,” Lee said`. In order.
pub(super) fn framing(
    tokens: &[Token<'_>],
    lower: &[impl AsRef<str>],
    tags: &[Tag],
    quoted: &[Option<usize>],
) -> Vec<usize> {
    let verb = |&at: &usize| {
        matches!(tags[at], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VBG | Tag::VB)
            && lemma(lower[at].as_ref()).is_some_and(|l| l.framing().is_some())
    };
    let bare = |at: &usize| quoted[*at].is_none() && tags[*at] != Tag::Stop;
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        if quoted[at] == quoted[at - 1] {
            continue;
        }
        let first = (at..tokens.len()).find(|&i| tokens[i].is_word);
        if quoted[at].is_some() && first.is_some_and(|i| tokens[i].is_capitalised()) {
            found.extend((at.saturating_sub(REACH)..at).rev().take_while(bare).find(verb));
        }
        if quoted[at - 1].is_some() && ends_clause(tokens, at - 1) {
            found.extend((at..tokens.len().min(at + REACH)).take_while(bare).find(verb));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the quotation that ends with the mark at `close` ends with a comma, a question or a cry: `,”`, `?”`.
pub(super) fn ends_clause(tokens: &[Token<'_>], close: usize) -> bool {
    // A quotation that no mark closes ends with its comma.
    let last = close + usize::from(matches!(tokens[close].text, "," | "?" | "!"));
    let mark = (close.saturating_sub(3)..last).rev().map(|i| tokens[i].text).find(|t| !matches!(*t, "'" | "’" | "\""));
    mark.is_some_and(|t| matches!(t, "," | "?" | "!" | "—" | "…"))
}
