//! The `compare` command: whether two sentences tell the same, and how they differ, as a line of JSON.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::arguments::parse_date;
use super::{Failure, Outcome, STANDARD_INPUT};
use crate::corpus;
use crate::diagnostic::Diagnostic;
use crate::pipeline;
use crate::story::{self, Story};

/// Pairs that are read before their lines are printed.
const BATCH: usize = 256;

/// Two sentences as they come in on a line of JSON.
#[derive(Deserialize)]
struct Line {
    id: String,
    a: String,
    b: String,
    #[serde(default)]
    date_a: Option<String>,
    #[serde(default)]
    date_b: Option<String>,
}

#[derive(Serialize)]
struct Compared {
    id: String,
    same: f64,
    disagreement: Option<Disagreement>,
}

#[derive(Serialize)]
struct Disagreement {
    #[serde(rename = "type")]
    kind: &'static str,
    reason: String,
}

/// Compares the pairs of standard input.
pub(super) fn run() -> Outcome {
    let mut problems = Vec::new();
    let mut lines = io::stdin().lock().split(b'\n').enumerate();
    loop {
        let batch = lines.by_ref().take(BATCH).map(|(at, line)| Ok((at + 1, line?))).collect::<io::Result<Vec<_>>>()?;
        if batch.is_empty() {
            break;
        }
        let pairs = batch.into_par_iter().filter(|(_, line)| !line.trim_ascii().is_empty());
        let compared: Vec<_> = pairs.map(|(number, line)| compare(number, &line)).collect();
        let mut stdout = io::stdout().lock();
        for result in compared {
            match result {
                Ok(line) => stdout.write_all(line.as_bytes())?,
                Err(found) => problems.push(found),
            }
        }
        stdout.flush()?;
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Refused(problems)) }
}

fn compare(number: usize, line: &[u8]) -> Result<String, Diagnostic> {
    let wrong = |why: String| Diagnostic::error(STANDARD_INPUT, format!("line {number}: {why}"));
    let pair: Line = serde_json::from_slice(line).map_err(|error| {
        wrong(error.to_string())
            .help("a pair is a line like {\"id\": \"a\", \"a\": \"…\", \"b\": \"…\", \"date_a\": \"2024-05-01\", \"date_b\": null}")
    })?;
    let date = |text: Option<&str>, name: &str| match text {
        None | Some("") => Ok(None),
        Some(text) => parse_date(text).map(Some).map_err(|why| wrong(format!("{name} is {why}"))),
    };
    let (date_a, date_b) = (date(pair.date_a.as_deref(), "date_a")?, date(pair.date_b.as_deref(), "date_b")?);
    let read = |text: &str, date| read(text, date).map_err(&wrong);
    let found = story::compare(&read(&pair.a, date_a)?, &read(&pair.b, date_b)?);
    let disagreement = found.disagreement.map(|(kind, reason)| Disagreement { kind: kind.as_str(), reason });
    let compared = Compared { id: pair.id, same: (found.same * 10_000.0).round() / 10_000.0, disagreement };
    serde_json::to_string(&compared).map(|line| line + "\n").map_err(|error| wrong(error.to_string()))
}

/// A sentence as a story of one source; of an empty one nothing can be read.
fn read(text: &str, date: Option<Date>) -> Result<Story, String> {
    let bytes = ["\u{feff}", text].concat().into_bytes();
    let mut article = corpus::parse("sentence.txt", &bytes)
        .map_err(|problems| problems.first().map_or_else(String::new, |problem| problem.message.clone()))?;
    // A lone sentence is running text, whatever it looks like, and its language is not to be told from so few words.
    article.language = None;
    for block in &mut article.blocks {
        block.kind = corpus::BlockKind::Paragraph;
    }
    Ok(pipeline::annotate_alone(article, date))
}
