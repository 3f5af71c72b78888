//! How often the tagger is right.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline::text::tag::model::Model;
use dateline::text::tag::{Tag, Tagger};
use dateline::text::token::tokens;

use crate::treebank::Document;

/// Counts of right and wrong.
#[derive(Default)]
pub(crate) struct Score {
    words: u32,
    right: u32,
    marks: u32,
    coarse: u32,
    confused: BTreeMap<(Tag, Tag), u32>,
}

impl Score {
    /// Tags `documents` with the table in `bytes`.
    pub(crate) fn add(&mut self, bytes: &[u8], documents: &[&Document]) {
        let Some(model) = Model::decode(bytes) else { return };
        let mut tagger = Tagger::with(&model);
        for sentence in documents.iter().flat_map(|d| &d.sentences) {
            let tokens = tokens(&sentence.text, 0);
            let mut found = Vec::new();
            tagger.tag_into(&tokens, &mut found);
            for ((gold, found), token) in sentence.tags.iter().zip(&found).zip(&tokens) {
                self.marks += u32::from(!token.is_word);
                let Some(gold) = gold else { continue };
                self.words += 1;
                self.right += u32::from(gold == found);
                self.coarse += u32::from(coarse(*gold) == coarse(*found));
                *self.confused.entry((*gold, *found)).or_default() += 1;
                if std::env::var_os("SHOW_ERRORS").is_some() && gold != found {
                    eprintln!("{}\t{}\t{}\t{}", gold.as_str(), found.as_str(), token.text, sentence.text);
                }
            }
        }
    }

    /// What was found, for people.
    pub(crate) fn table(&self) -> String {
        let share = |a: u32, b: u32| 100.0 * f64::from(a) / f64::from(b.max(1));
        let mut out = format!("words {}  marks {}\n", self.words, self.marks);
        let _ = writeln!(out, "Penn, words            {:6.2} %", share(self.right, self.words));
        let _ =
            writeln!(out, "Penn, words and marks  {:6.2} %", share(self.right + self.marks, self.words + self.marks));
        let _ = writeln!(out, "coarse, words          {:6.2} %", share(self.coarse, self.words));
        for (name, of) in [
            ("proper", Tag::is_proper as fn(Tag) -> bool),
            ("finite verb", Tag::is_finite_verb),
            ("VBD", |tag| tag == Tag::VBD),
            ("VBN", |tag| tag == Tag::VBN),
            ("VB", |tag| tag == Tag::VB),
            ("noun", Tag::is_noun),
        ] {
            let count = |in_gold: bool, in_found: bool| {
                let hit = |pair: &(Tag, Tag)| (!in_gold || of(pair.0)) && (!in_found || of(pair.1));
                self.confused.iter().filter(|(pair, _)| hit(pair)).map(|(_, n)| n).sum::<u32>()
            };
            let (both, gold, found) = (count(true, true), count(true, false), count(false, true));
            let _ = writeln!(
                out,
                "{name:<12} recall {:6.2} %  precision {:6.2} %  of {gold}",
                share(both, gold),
                share(both, found)
            );
        }
        let mut wrong: Vec<_> = self.confused.iter().filter(|((a, b), _)| a != b).collect();
        wrong.sort_by_key(|(pair, n)| (std::cmp::Reverse(**n), **pair));
        for ((gold, found), n) in wrong.into_iter().take(12) {
            let _ = write!(out, "{}→{} {n}  ", gold.as_str(), found.as_str());
        }
        out.push('\n');
        out
    }
}

/// The universal tag, as far as the Penn tag tells: names, nouns, verbs with modals, adjectives, adverbs, and the rest.
fn coarse(tag: Tag) -> u8 {
    use Tag::{DT, IN, NN, NNP, PDT, PRP, PRPS, RP, TO, WDT, WP, WPS, WRB};
    match tag {
        _ if tag.is_proper() => NNP as u8,
        _ if tag.is_noun() => NN as u8,
        _ if tag.is_verb() => Tag::VB as u8,
        _ if tag.is_adjective() => Tag::JJ as u8,
        _ if tag.is_adverb() || tag == WRB => Tag::RB as u8,
        IN | TO | RP => IN as u8,
        DT | PDT | WDT => DT as u8,
        PRP | PRPS | WP | WPS => PRP as u8,
        _ => tag as u8,
    }
}
