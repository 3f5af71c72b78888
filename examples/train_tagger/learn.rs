//! The averaged perceptron.

use std::collections::{BTreeMap, HashMap};

use dateline::text::tag::features::{self, Capitals, EDGES};
use dateline::text::tag::model::{Draft, PLACES};
use dateline::text::tag::word::{Case, Folded, Word};
use dateline::text::tag::{NO_TAG, Tag, best, prepare};
use dateline::text::token::tokens;

use crate::treebank::Document;

/// Rounds over the treebank, and how many such teachers are averaged.
const ROUNDS: u32 = 8;
const TEACHERS: u64 = 8;
/// A word's tag counts when it has it this often, or once in so many of its places.
const TAG_LEAST: u32 = 2;
const TAG_SHARE: u32 = 20;
/// A word that always has the same tag this often needs no model.
const FIXED_LEAST: u32 = 6;
/// How much better than the next the right tag must be not to be learned again, in steps.
const MARGIN: i32 = 3;
/// Of how many words one is learned from as if it were unknown.
const HIDDEN: u64 = 25;
/// The largest weight of a feature must reach this in the table.
const LEAST_WEIGHT: i32 = 8;
/// The scale of weights in the table.
const SCALE: f64 = 10.0;

const TAGS: usize = Tag::POS as usize;

/// A sentence made ready to be learned from.
struct Lesson {
    words: Vec<Word>,
    capitals: Capitals,
    gold: Vec<Option<Tag>>,
    /// The features of each word that no tag enters into, as numbers of rows.
    features: Vec<Vec<u32>>,
}

/// Learns a table from documents and writes it down.
pub(crate) fn learn(documents: &[&Document]) -> Vec<u8> {
    let lexicon = Lexicon::of(documents);
    let mut rows = Rows::default();
    let mut lessons = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        for (number, sentence) in document.sentences.iter().enumerate() {
            lessons.push(lesson(&sentence.text, &sentence.tags, &lexicon, at, &mut rows));
            // Headlines and shouting are rare in treebanks: some sentences are learned once more as such.
            let title = match number % 12 {
                3 => sentence.text.to_uppercase(),
                7 => title_case(&sentence.text),
                _ => continue,
            };
            if tokens(&title, 0).len() == sentence.tags.len() {
                lessons.push(lesson(&title, &sentence.tags, &lexicon, at, &mut rows));
            }
        }
    }
    let mut sums: Vec<[f32; TAGS]> = Vec::new();
    for teacher in 0..TEACHERS {
        let taught = teach(&lessons, &mut rows, teacher + 1);
        sums.resize(sums.len().max(taught.len()), [0.0; TAGS]);
        for (sum, row) in sums.iter_mut().zip(&taught) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += weight;
            }
        }
    }
    let mut draft = Draft { words: lexicon.entries(), features: Vec::new() };
    for (key, row) in &rows.numbers {
        let Some(sum) = sums.get(*row as usize) else { continue };
        let scaled = |weight: f32| (f64::from(weight) * SCALE / TEACHERS as f64).round().clamp(-127.0, 127.0) as i8;
        let weights: Vec<(Tag, i8)> =
            Tag::ALL.into_iter().zip(sum).map(|(tag, &w)| (tag, scaled(w))).filter(|(_, w)| *w != 0).collect();
        if weights.iter().any(|(_, w)| i32::from(*w).abs() >= LEAST_WEIGHT) {
            draft.features.push((*key, weights));
        }
    }
    draft.encode()
}

/// `The Harbour Is Closed for Repairs`
fn title_case(text: &str) -> String {
    let raise = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().filter(|_| word.len() > 3);
        first.map_or(word.to_owned(), |c| c.to_uppercase().chain(chars).collect())
    };
    text.split(' ').map(raise).collect::<Vec<_>>().join(" ")
}

fn lesson(text: &str, gold: &[Option<Tag>], lexicon: &Lexicon, document: usize, rows: &mut Rows) -> Lesson {
    let mut words = Vec::new();
    let capitals = prepare(&tokens(text, 0), &mut words, |text, capitals| {
        let folded = Folded::new(text, capitals);
        let (known, fixed) = lexicon.without(&folded, document);
        Word::new(&folded, known, fixed)
    });
    let mut all = Vec::new();
    for at in EDGES..words.len() - EDGES {
        all.push(features::of_words(&words, at, capitals).map(|feature| rows.number(feature)).to_vec());
    }
    Lesson { words, capitals, gold: gold.to_vec(), features: all }
}

/// Features by their numbers.
#[derive(Default)]
struct Rows {
    numbers: BTreeMap<u32, u32>,
}

impl Rows {
    fn number(&mut self, feature: u32) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(feature).or_insert(next)
    }
}

/// Weights with the sum of all their states, each brought up to date when it is touched.
struct Weights {
    rows: Vec<Option<Box<[[i32; TAGS]; 2]>>>,
    now: i32,
}

impl Weights {
    fn add(&self, row: u32, scores: &mut [i32; PLACES]) {
        if let Some(Some(row)) = self.rows.get(row as usize) {
            for (score, weight) in scores.iter_mut().zip(&row[0]) {
                *score += weight;
            }
        }
    }

    /// The second row holds the sum of `step × time`, from which the average follows (Daumé 2006).
    fn learn(&mut self, row: u32, tag: Tag, step: i32) {
        if self.rows.len() <= row as usize {
            self.rows.resize_with(row as usize + 1, || None);
        }
        let row = self.rows[row as usize].get_or_insert_with(|| Box::new([[0; TAGS]; 2]));
        row[0][tag as usize] += step;
        row[1][tag as usize] += step * self.now;
    }
}

/// One perceptron over all lessons, in an order of its own.
fn teach(lessons: &[Lesson], rows: &mut Rows, seed: u64) -> Vec<[f32; TAGS]> {
    let mut weights = Weights { rows: Vec::new(), now: 1 };
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut chance = Chance(seed);
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            order.swap(at, (chance.next() % (at as u64 + 1)) as usize);
        }
        for &at in &order {
            study(&lessons[at], &mut weights, rows, &mut chance);
        }
    }
    let total = weights.now as f32;
    let average = |row: Option<Box<[[i32; TAGS]; 2]>>| {
        row.map_or([0.0; TAGS], |row| std::array::from_fn(|tag| row[0][tag] as f32 - row[1][tag] as f32 / total))
    };
    weights.rows.into_iter().map(average).collect()
}

fn study(lesson: &Lesson, weights: &mut Weights, rows: &mut Rows, chance: &mut Chance) {
    let mut before = [NO_TAG; 2];
    for (at, gold) in (EDGES..).zip(&lesson.gold) {
        let word = lesson.words[at];
        let tag = match (word.fixed, gold) {
            (Some(tag), _) => tag,
            (None, None) => Tag::NN,
            (None, Some(gold)) => {
                let hidden = chance.next().is_multiple_of(HIDDEN);
                let mut numbers: Vec<u32> = Vec::new();
                if hidden {
                    let mut words = lesson.words.clone();
                    words[at] = word.unknown();
                    numbers.extend(features::of_words(&words, at, lesson.capitals).map(|f| rows.number(f)));
                    numbers.extend(features::of_tags(&words, at, before).map(|f| rows.number(f)));
                } else {
                    numbers.extend(&lesson.features[at - EDGES]);
                    numbers.extend(features::of_tags(&lesson.words, at, before).map(|f| rows.number(f)));
                }
                let mut scores = [0; PLACES];
                for &row in &numbers {
                    weights.add(row, &mut scores);
                }
                let found = best(&scores);
                scores[*gold as usize] -= MARGIN;
                let rival = best(&scores);
                if rival != *gold {
                    for row in numbers {
                        weights.learn(row, *gold, 1);
                        weights.learn(row, rival, -1);
                    }
                }
                weights.now += 1;
                found
            }
        };
        before = [tag as u32, before[0]];
    }
}

/// Numbers that look like chance and are always the same (`SplitMix64`, Steele et al. 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
}

/// Which tags words take, in all documents and in each.
#[derive(Default)]
struct Lexicon {
    counts: HashMap<u32, Counts>,
    /// Tags from the lists, as bits.
    listed: HashMap<u32, u64>,
}

#[derive(Default)]
struct Counts {
    all: BTreeMap<Tag, u32>,
    of: BTreeMap<(usize, Tag), u32>,
}

impl Lexicon {
    fn of(documents: &[&Document]) -> Self {
        let mut lexicon = Lexicon { counts: HashMap::new(), listed: listed() };
        for (at, document) in documents.iter().enumerate() {
            for sentence in &document.sentences {
                let tokens = tokens(&sentence.text, 0);
                let capitals = Capitals::of(tokens.iter().filter(|t| t.is_word).map(|t| t.text));
                for (token, tag) in tokens.iter().zip(&sentence.tags) {
                    let Some(tag) = *tag else { continue };
                    let folded = Folded::new(token.text, capitals);
                    // What is known of a word is known of it in lower case, unless it is a name.
                    if folded.shape.case == Case::Mixed || folded.shape.digit {
                        continue;
                    }
                    let counts = lexicon.counts.entry(folded.form()).or_default();
                    *counts.all.entry(tag).or_default() += 1;
                    *counts.of.entry((at, tag)).or_default() += 1;
                }
            }
        }
        lexicon
    }

    /// What would be known of a word had one document not been read, and its fixed tag.
    fn without(&self, word: &Folded, document: usize) -> (u64, Option<Tag>) {
        let form = word.form();
        let listed = self.listed.get(&form).copied().unwrap_or(0);
        let Some(counts) = self.counts.get(&form) else { return (listed, self.fixed(form)) };
        let less = |(&tag, &n): (&Tag, &u32)| (tag, n - counts.of.get(&(document, tag)).copied().unwrap_or(0));
        let rest: Vec<(Tag, u32)> = counts.all.iter().map(less).filter(|(_, n)| *n > 0).collect();
        (listed | known(&rest), self.fixed(form))
    }

    /// The one tag of a word: by its counts, or, of an irregular past tense such as `sank`, by the list of verbs.
    fn fixed(&self, form: u32) -> Option<Tag> {
        let past = |counts: &Counts| counts.all.keys().all(|tag| *tag == Tag::VBD);
        if self.listed.get(&form) == Some(&(1 << Tag::VBD as u64)) && self.counts.get(&form).is_none_or(past) {
            return Some(Tag::VBD);
        }
        let counts = &self.counts.get(&form)?.all;
        let listed = self.listed.get(&form).copied().unwrap_or(0);
        let total: u32 = counts.values().sum();
        let (&tag, &most) = counts.iter().max_by_key(|(_, n)| **n)?;
        let sure = total >= FIXED_LEAST && (total - most) * 200 <= total && listed & !(1 << tag as u64) == 0;
        (sure && !tag.is_proper()).then_some(tag)
    }

    fn entries(&self) -> Vec<(u32, u64, Option<Tag>)> {
        let mut forms: Vec<u32> = self.counts.keys().chain(self.listed.keys()).copied().collect();
        forms.sort_unstable();
        forms.dedup();
        let entry = |form: u32| {
            let rest: Vec<(Tag, u32)> =
                self.counts.get(&form).map(|c| c.all.iter().map(|(&t, &n)| (t, n)).collect()).unwrap_or_default();
            let known = known(&rest) | self.listed.get(&form).copied().unwrap_or(0);
            (known != 0).then(|| (form, known, self.fixed(form)))
        };
        forms.into_iter().filter_map(entry).collect()
    }
}

/// The tags that count, as bits.
fn known(counts: &[(Tag, u32)]) -> u64 {
    let total: u32 = counts.iter().map(|(_, n)| n).sum();
    let counts = counts.iter().filter(|(_, n)| *n >= TAG_LEAST && n * TAG_SHARE >= total || total < 3);
    counts.fold(0, |bits, (tag, _)| bits | 1 << *tag as u64)
}

/// The lists of words and their tags that stand beside the tagger.
fn listed() -> HashMap<u32, u64> {
    let mut all: HashMap<u32, u64> = HashMap::new();
    let mut add = |word: &str, tags: &[Tag]| {
        let bits = tags.iter().fold(0, |bits, tag| bits | 1 << *tag as u64);
        *all.entry(Folded::new(word, Capitals::Sentence).form()).or_default() |= bits;
    };
    for line in include_str!("../../src/text/tag/lexicon.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let Some(word) = fields.next() else { continue };
        add(word, &fields.filter_map(Tag::parse).collect::<Vec<_>>());
    }
    for line in include_str!("../../src/text/tag/verbs.txt").lines().filter(|l| !l.starts_with('#')) {
        let (line, noun) = line.strip_suffix(" n").map_or((line, false), |line| (line, true));
        let mut fields = line.split_whitespace();
        let Some(base) = fields.next() else { continue };
        let past = fields.next().map_or_else(|| with_ending(base, "ed"), str::to_owned);
        let participle = fields.next().map_or_else(|| past.clone(), str::to_owned);
        let doubled = past.strip_suffix("ed").filter(|stem| stem.len() == base.len() + 1 && !base.ends_with('e'));
        let gerund = doubled.map_or_else(|| with_ending(base, "ing"), |stem| format!("{stem}ing"));
        add(base, &[Tag::VB, Tag::VBP]);
        add(&with_ending(base, "s"), &[Tag::VBZ]);
        add(&past, &[Tag::VBD]);
        add(&participle, &[Tag::VBN]);
        add(&gerund, &[Tag::VBG]);
        if noun {
            add(base, &[Tag::NN]);
            add(&with_ending(base, "s"), &[Tag::NNS]);
        }
    }
    all
}

/// A regular form of a verb.
fn with_ending(base: &str, ending: &str) -> String {
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| base.ends_with(end));
    match (ending, base.as_bytes().last()) {
        ("ed", Some(b'e')) => format!("{base}d"),
        ("ing", Some(b'e')) if !base.ends_with("ee") && !base.ends_with("ye") => {
            format!("{}ing", &base[..base.len() - 1])
        }
        ("ed", Some(b'y')) if !vowel_before_y => format!("{}ied", &base[..base.len() - 1]),
        ("s", Some(b'y')) if !vowel_before_y => format!("{}ies", &base[..base.len() - 1]),
        ("s", Some(b's' | b'x' | b'z')) => format!("{base}es"),
        ("s", _) if base.ends_with("ch") || base.ends_with("sh") || base.ends_with('o') => format!("{base}es"),
        _ => format!("{base}{ending}"),
    }
}
