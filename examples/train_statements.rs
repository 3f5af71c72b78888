//! Learns the weights by which attributed statements are found.
//!
//! ```text
//! cargo run --release --example train_statements -- TRAIN.jsonl src/annotate/statement/weights.tsv [TEST.jsonl FOUND.jsonl]…
//! ```
//!
//! With a second pair of files, what the new weights find in the texts of the one is written to the other.
//!
//! Each line of the input is an annotated article: `{"text", "quotes": [{"content": [[s,e]…], "cue": [[s,e]…] | null,
//! "speaker": [[s,e]…] | null, "cue_class": "speech" | …}]}`, offsets in Unicode scalar values.
//!
//! Log-linear models: for each choice (the speaker of a cue, where what is said begins and ends) one softmax over its
//! candidates, fitted by `AdaGrad` (Duchi, Hazan, Singer 2011) with L2 regularisation. The last model, whether a cue is
//! one and all choices around it are right, is learned from the choices that models trained on the other parts of the
//! articles make, so that its probabilities hold for text that nobody has seen. Features that are rare or weigh little
//! are left out. The order of examples is fixed: the same input gives the same table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::{env, fs, io};

use dateline::annotate::statement::{
    self,
    learn::{self, Example, Gold, Weights},
};
use dateline::annotate::words::Words;
use dateline::corpus::{self, Article};
use dateline::text::{ScalarIndex, Span};
use serde::Deserialize;
use serde_json::json;

/// Parts of the articles: what is chosen in each is learned from the others.
const PARTS: usize = 4;
/// Descents whose mean is taken.
const DESCENTS: usize = 6;
/// Rounds over all examples.
const ROUNDS: usize = 10;
/// Size of a step.
const RATE: f32 = 0.04;
/// Strength of the pull to zero, for each look at a weight.
const PULL: f32 = 0.000_01;
/// Fewest examples that a feature is seen in.
const FEWEST: usize = 3;
/// Units of one in the table, and the least weight that is kept.
const SCALE: f32 = 100.0;
const LEAST: f32 = 0.01;

type Spans = Option<Vec<[usize; 2]>>;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    content: Spans,
    cue: Spans,
    speaker: Spans,
    cue_class: String,
}

type Annotated = (Article, Vec<Gold>);

fn main() -> io::Result<()> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [train, table, tests @ ..] = paths.as_slice() else {
        return Err(io::Error::other("give the annotated articles and the table to write"));
    };
    let articles: Vec<Annotated> = lines(train)?.iter().filter_map(article).collect();
    eprintln!("{} articles", articles.len());
    let mut verdicts = Vec::new();
    for part in 0..PARTS {
        let of_part = |wanted: bool| {
            let dealt = articles.iter().enumerate().filter(move |(at, _)| (at % PARTS == part) == wanted);
            dealt.map(|(_, article)| article).collect::<Vec<_>>()
        };
        let weights = Weights::read(&fit(&choices(&of_part(false))));
        let found = parallel(&of_part(true), |(article, gold)| learn::verdicts(article, gold, &weights));
        verdicts.extend(found.into_iter().flatten());
    }
    let all: Vec<&Annotated> = articles.iter().collect();
    let choices = choices(&all);
    eprintln!(
        "{} choices, {} cues of which {} are right",
        choices.len(),
        verdicts.len(),
        verdicts.iter().filter(|e| e.right == 0).count()
    );

    let fitted = [fit(&choices), fit(&verdicts)].concat();
    let mut out = BufWriter::new(fs::File::create(table)?);
    writeln!(out, "# Weights by which attributed statements are found, in hundredths of a natural logarithm.")?;
    writeln!(out, "# Made by examples/train_statements.rs; a feature is its kind and the values that make it.")?;
    write!(out, "{fitted}")?;
    out.flush()?;
    let weights = Weights::read(&fitted);
    for pair in tests.chunks_exact(2) {
        predict(&pair[0], &pair[1], &weights)?;
    }
    Ok(())
}

fn lines(path: &str) -> io::Result<Vec<Line>> {
    BufReader::new(fs::File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Writes what is found in the articles of one file to another, in the form of the input.
fn predict(from: &str, to: &str, weights: &Weights) -> io::Result<()> {
    let mut out = BufWriter::new(fs::File::create(to)?);
    for line in lines(from)? {
        let Some((article, _)) = article(&line) else { continue };
        let index = ScalarIndex::new(&article.text);
        let ranges = |spans: &[Span]| spans.iter().map(|&span| index.range(span)).collect::<Vec<_>>();
        let quotes: Vec<_> = statement::find_with(&article, &Words::of(&article), &[], weights)
            .iter()
            .map(|s| {
                json!({"content": ranges(&s.content), "cue": ranges(&s.cue), "speaker": ranges(&s.speaker),
                    "kind": s.kind.as_str(), "confidence": s.confidence})
            })
            .collect();
        writeln!(out, "{}", json!({"id": line.id, "quotes": quotes}))?;
    }
    out.flush()
}

fn choices(articles: &[&Annotated]) -> Vec<Example> {
    parallel(articles, |(article, gold)| learn::choices(article, gold)).into_iter().flatten().collect()
}

fn parallel<T: Send>(articles: &[&Annotated], read: impl Fn(&Annotated) -> T + Sync) -> Vec<T> {
    use rayon::prelude::*;
    articles.par_iter().map(|article| read(article)).collect()
}

fn article(line: &Line) -> Option<Annotated> {
    let article = corpus::parse("article.txt", line.text.as_bytes()).ok()?;
    let bytes: Vec<usize> = article.text.char_indices().map(|(byte, _)| byte).chain([article.text.len()]).collect();
    let spans = |spans: &Spans| {
        let found = spans.iter().flatten();
        found.filter_map(|&[s, e]| Some(Span::new(*bytes.get(s)?, *bytes.get(e)?))).collect::<Vec<_>>()
    };
    let gold = line.quotes.iter().map(|q| Gold {
        content: spans(&q.content),
        cue: spans(&q.cue),
        speaker: spans(&q.speaker),
        is_speech: q.cue_class == "speech",
    });
    let gold = gold.collect();
    Some((article, gold))
}

/// An example with its features by number.
struct Numbered {
    candidates: Vec<Vec<u32>>,
    right: usize,
}

/// Fits one log-linear model to the examples; lines of the table.
fn fit(examples: &[Example]) -> String {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        let mut of_one: Vec<&str> = example.candidates.iter().flatten().map(String::as_str).collect();
        of_one.sort_unstable();
        of_one.dedup();
        for feature in of_one {
            *seen.entry(feature).or_default() += 1;
        }
    }
    let names: Vec<&str> = seen.iter().filter(|(_, n)| **n >= FEWEST).map(|(name, _)| *name).collect();
    let numbers: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let number = |features: &Vec<String>| features.iter().filter_map(|f| numbers.get(f.as_str()).copied()).collect();
    let numbered: Vec<Numbered> = examples
        .iter()
        .map(|e| Numbered { candidates: e.candidates.iter().map(number).collect(), right: e.right })
        .collect();
    let weights = mean_of_descents(&numbered, names.len());
    let mut table = String::new();
    for (name, weight) in names.iter().zip(&weights) {
        if weight.abs() >= LEAST {
            let _ = writeln!(table, "{}\t{name}", (weight * SCALE).round() as i32);
        }
    }
    table
}

/// The mean of several descents, each with its own orders of the examples: what an order brings by chance is evened out.
fn mean_of_descents(examples: &[Numbered], features: usize) -> Vec<f32> {
    use rayon::prelude::*;
    let all: Vec<Vec<f32>> = (0..DESCENTS).into_par_iter().map(|nth| descend(examples, features, nth)).collect();
    (0..features).map(|feature| all.iter().map(|weights| weights[feature]).sum::<f32>() / DESCENTS as f32).collect()
}

/// `AdaGrad` over all examples, round after round, each in another order; the mean of the weights after each round.
fn descend(examples: &[Numbered], features: usize, nth: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features];
    let mut squares = vec![1e-6_f32; features];
    let mut sums = vec![0.0_f32; features];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for round in 0..ROUNDS {
        shuffle(&mut order, (nth * ROUNDS + round) as u64 + 1);
        let mut loss = 0.0_f64;
        for &at in &order {
            let example = &examples[at];
            let scores: Vec<f32> =
                example.candidates.iter().map(|c| c.iter().map(|&f| weights[f as usize]).sum()).collect();
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
            let sum: f32 = powers.iter().sum();
            loss -= f64::from((powers[example.right] / sum).max(1e-9).ln());
            for (at, candidate) in example.candidates.iter().enumerate() {
                let slope = powers[at] / sum - f32::from(u8::from(at == example.right));
                if slope.abs() < 1e-4 {
                    continue;
                }
                for &feature in candidate {
                    let feature = feature as usize;
                    let step = slope + PULL * weights[feature];
                    squares[feature] += step * step;
                    weights[feature] -= RATE * step / squares[feature].sqrt();
                }
            }
        }
        for (sum, weight) in sums.iter_mut().zip(&weights) {
            *sum += weight;
        }
        eprintln!("descent {nth}, round {round}: loss {:.4}", loss / examples.len() as f64);
    }
    sums.iter().map(|sum| sum / ROUNDS as f32).collect()
}

/// A fixed order that looks like none (a linear congruential generator).
fn shuffle(order: &mut [usize], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for at in (1..order.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (state >> 33) as usize % (at + 1));
    }
}
