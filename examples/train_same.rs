//! Learns the weights by which two sentences are told to tell the same fact.
//!
//! ```text
//! cargo run --release --example train_same -- frequencies src/story/same/frequencies.tsv < SENTENCES.txt
//! cargo run --release --example train_same -- weights PAIRS.jsonl src/story/same/weights.tsv
//! ```
//!
//! The first counts in how many sentences (one a line) each stem stands. The second reads pairs `{"a", "b", "same": 0|1}`,
//! learns on either half to measure on the other, says precision, recall and F1 of both, and then learns on all.
//!
//! A logistic model over the measures and their products of two, fitted by `AdaGrad` (Duchi, Hazan, Singer 2011) with L2
//! regularisation. Its bias is moved so that one half is the cut with the highest F1 on pairs it has not learned from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead};
use std::{env, fs};

use dateline::story::same::{Model, NAMES, Scale, Sentence, measures};
use dateline::text::stem::content_stems;
use serde::Deserialize;

/// Rounds over all pairs, size of a step, and the pull to zero of weights of measures and of products.
const ROUNDS: usize = 150;
const RATE: f64 = 0.05;
const PULL: f64 = 0.02;
const PULL_OF_PRODUCTS: f64 = 0.1;
/// Least weight that is kept.
const LEAST: f64 = 0.004;
/// Rarest stem that is listed, in a hundred thousand sentences.
const RAREST: f64 = 12.0;

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    same: u8,
}

type Example = (Vec<f64>, bool);

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["frequencies", table] => frequencies(table),
        ["weights", pairs, table] => weights(pairs, table),
        _ => Err(io::Error::other("give what to learn and its files")),
    }
}

fn frequencies(table: &str) -> io::Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut total = 0_usize;
    for line in io::stdin().lock().lines() {
        // Words in small letters alone: names are rare wherever they are not the news of the day.
        let line = line?;
        let small: Vec<&str> = line.split_whitespace().filter(|w| !w.contains(char::is_uppercase)).collect();
        let mut stems = content_stems(&small.join(" "));
        stems.sort_unstable();
        stems.dedup();
        total += 1;
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let mut out = String::from(
        "# Stems and in how many of a hundred thousand sentences of news they stand in small letters, the rarest left out.\n",
    );
    out.push_str("# Made by examples/train_same.rs from articles of Multi-News (Fabbri et al. 2019) and of Timeline17 (Binh Tran et al. 2013).\n");
    for (stem, n) in counts {
        let share = n as f64 * 100_000.0 / total.max(1) as f64;
        if share >= RAREST && stem.chars().all(char::is_alphabetic) {
            let _ = writeln!(out, "{stem}\t{share:.0}");
        }
    }
    fs::write(table, out)
}

fn weights(pairs: &str, table: &str) -> io::Result<()> {
    let read = |line: &str| serde_json::from_str::<Pair>(line).map_err(io::Error::other);
    let pairs: Vec<Pair> = fs::read_to_string(pairs)?.lines().map(read).collect::<Result<_, _>>()?;
    let examples: Vec<Example> =
        pairs.iter().map(|pair| (measures(&Sentence::new(&pair.a), &Sentence::new(&pair.b)), pair.same == 1)).collect();
    let halves: Vec<Vec<&Example>> = (0..2).map(|half| examples.iter().skip(half).step_by(2).collect()).collect();
    let mut unseen = Vec::new();
    for (learned, judged) in [(0, 1), (1, 0)] {
        let model = fit(&halves[learned]);
        let own = cut(&halves[learned].iter().map(|e| (model.probability(&e.0), e.1)).collect::<Vec<_>>());
        let found: Vec<(f64, bool)> = halves[judged].iter().map(|e| (model.probability(&e.0), e.1)).collect();
        eprintln!("half {judged}: at 0.5 {}, at {own:.2} {}", figures(&found, 0.5), figures(&found, own));
        unseen.extend(found);
    }
    let at = cut(&unseen);
    eprintln!("both halves: at 0.5 {}, at {at:.2} {}", figures(&unseen, 0.5), figures(&unseen, at));
    let mut model = fit(&examples.iter().collect::<Vec<_>>());
    model.bias -= (at / (1.0 - at)).ln();
    fs::write(table, written(&model))
}

/// The cut with the highest F1.
fn cut(found: &[(f64, bool)]) -> f64 {
    let cuts = (20..70).map(|cut| f64::from(cut) / 100.0);
    cuts.max_by(|a, b| score(found, *a).2.total_cmp(&score(found, *b).2)).unwrap_or(0.5)
}

fn score(found: &[(f64, bool)], cut: f64) -> (f64, f64, f64) {
    let flagged = found.iter().filter(|f| f.0 >= cut).count() as f64;
    let right = found.iter().filter(|f| f.0 >= cut && f.1).count() as f64;
    let all = found.iter().filter(|f| f.1).count() as f64;
    let (precision, recall) = (right / flagged.max(1.0), right / all.max(1.0));
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
}

fn figures(found: &[(f64, bool)], cut: f64) -> String {
    let (precision, recall, f1) = score(found, cut);
    let right = found.iter().filter(|f| (f.0 >= cut) == f.1).count() as f64 / found.len().max(1) as f64;
    format!("P {precision:.4} R {recall:.4} F1 {f1:.4} accuracy {right:.4}")
}

fn fit(examples: &[&Example]) -> Model {
    let mut model = Model { scales: scales(examples), ..Model::default() };
    model.weights.extend((0..NAMES.len()).map(|one| (one, None, 0.0)));
    for one in 0..NAMES.len() {
        model.weights.extend((one..NAMES.len()).map(|two| (one, Some(two), 0.0)));
    }
    let rows: Vec<(Vec<f64>, f64)> = examples
        .iter()
        .map(|(measures, same)| {
            let scaled = model.scaled(measures);
            let row = model.weights.iter().map(|&(one, two, _)| scaled[one] * two.map_or(1.0, |two| scaled[two] * 0.5));
            (row.collect(), f64::from(u8::from(*same)))
        })
        .collect();
    let mut weights = vec![0.0; model.weights.len()];
    let (mut steps, mut bias, mut bias_steps) = (vec![1e-6; weights.len()], 0.0, 1e-6);
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; weights.len()];
        let mut bias_slope = 0.0;
        for (row, same) in &rows {
            let sum: f64 = bias + row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - same;
            bias_slope += wrong;
            slope.iter_mut().zip(row).for_each(|(s, x)| *s += wrong * x);
        }
        let count = rows.len().max(1) as f64;
        for (at, weight) in weights.iter_mut().enumerate() {
            let pull = if model.weights[at].1.is_some() { PULL_OF_PRODUCTS } else { PULL };
            let slope = slope[at] / count + pull * *weight;
            steps[at] += slope * slope;
            *weight -= RATE * slope / f64::sqrt(steps[at]);
        }
        let slope: f64 = bias_slope / count;
        bias_steps += slope * slope;
        bias -= RATE * slope / f64::sqrt(bias_steps);
    }
    model.bias = bias;
    for (entry, weight) in model.weights.iter_mut().zip(weights) {
        entry.2 = if entry.1.is_some() { weight * 0.5 } else { weight };
    }
    model
}

fn scales(examples: &[&Example]) -> Vec<Scale> {
    let count = examples.len().max(1) as f64;
    (0..NAMES.len())
        .map(|at| {
            let mean = examples.iter().map(|e| e.0[at]).sum::<f64>() / count;
            let variance = examples.iter().map(|e| (e.0[at] - mean).powi(2)).sum::<f64>() / count;
            Scale { mean, deviation: variance.sqrt().max(0.01) }
        })
        .collect()
}

fn written(model: &Model) -> String {
    let mut out = String::from(
        "# Weights by which two sentences tell the same: scales, bias, and weights of measures and of products.\n",
    );
    out.push_str(
        "# Made by examples/train_same.rs from the Microsoft Research Paraphrase Corpus (Dolan and Brockett 2005).\n",
    );
    for (name, scale) in NAMES.iter().zip(&model.scales) {
        let _ = writeln!(out, "scale\t{name}\t{:.4}\t{:.4}", scale.mean, scale.deviation);
    }
    let _ = writeln!(out, "bias\t{:.4}", model.bias);
    for &(one, two, weight) in model.weights.iter().filter(|w| w.2.abs() >= LEAST) {
        let two = two.map_or(String::new(), |two| format!("\t{}", NAMES[two]));
        let _ = writeln!(out, "weight\t{}{two}\t{weight:.4}", NAMES[one]);
    }
    out
}
