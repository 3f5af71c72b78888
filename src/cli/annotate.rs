//! The `annotate` command: what can be read out of one document alone, as a line of JSON.

use std::fs;
use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::arguments::{AnnotateArguments, parse_date};
use super::{Failure, Outcome, STANDARD_INPUT};
use crate::corpus;
use crate::diagnostic::Diagnostic;
use crate::pipeline;
use crate::story::{Source, Story};
use crate::text::{ScalarIndex, Span};

/// Documents that are read before their lines are printed.
const BATCH: usize = 256;

/// A document as it comes in on a line of JSON.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    dct: Option<String>,
}

/// A document to be read.
struct Document {
    /// As messages name it; gives the id too, unless there is one.
    path: String,
    /// The id to print, and the line of standard input it came on.
    line: Option<(String, usize)>,
    bytes: Vec<u8>,
    date: Option<Date>,
}

/// Half-open, in Unicode scalar values of the document's decoded text.
type Range = [usize; 2];

#[derive(Serialize)]
struct Annotated<'a> {
    id: &'a str,
    dct: Dct<'a>,
    title: Title<'a>,
    sentences: Vec<Range>,
    timex: Vec<Timex<'a>>,
    quotes: Vec<Quote<'a>>,
    actors: Vec<Actor<'a>>,
}

/// The document creation time.
#[derive(Serialize)]
struct Dct<'a> {
    value: String,
    basis: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Title<'a> {
    text: &'a str,
    basis: corpus::Basis,
}

#[derive(Serialize)]
struct Timex<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Quote<'a> {
    kind: &'static str,
    content: Vec<Range>,
    cue: Vec<Range>,
    speaker: Vec<Range>,
    /// Name of the actor that the speaker is; else the words that a pronoun or a description stands for.
    actor: Option<&'a str>,
    /// Its id among the actors.
    actor_id: Option<&'a str>,
    /// How likely cue, speaker and content all are: 0 to 1.
    confidence: f32,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    party: Option<&'a str>,
    mentions: Vec<Range>,
}

/// Annotates files, or the documents of standard input.
pub(super) fn run(arguments: &AnnotateArguments) -> Outcome {
    let mut problems = Vec::new();
    if arguments.jsonl {
        let mut lines = io::stdin().lock().split(b'\n').enumerate();
        loop {
            let batch: Vec<(usize, io::Result<Vec<u8>>)> = lines.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let mut documents = Vec::new();
            for (at, line) in batch {
                let line = line?;
                if !line.trim_ascii().is_empty() {
                    documents.push(document(at + 1, &line));
                }
            }
            print(documents, &mut problems)?;
        }
    } else {
        for files in arguments.files.chunks(BATCH) {
            let read = |file: &std::path::PathBuf| {
                let path = file.to_string_lossy().into_owned();
                match fs::read(file) {
                    Ok(bytes) => Ok(Document { path, line: None, bytes, date: arguments.date }),
                    Err(error) => Err(Diagnostic::error(path, format!("cannot be read: {error}"))),
                }
            };
            print(files.iter().map(read).collect(), &mut problems)?;
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Refused(problems)) }
}

/// The document on a line of standard input.
fn document(number: usize, line: &[u8]) -> Result<Document, Diagnostic> {
    let wrong = |why: String| Diagnostic::error(STANDARD_INPUT, format!("line {number}: {why}"));
    let read: Line = serde_json::from_slice(line).map_err(|error| {
        wrong(error.to_string())
            .help("a document is a line like {\"id\": \"a\", \"text\": \"…\", \"dct\": \"2024-05-01\"}")
    })?;
    let date = match read.dct.as_deref() {
        None | Some("") => None,
        Some(date) => Some(parse_date(date).map_err(|why| wrong(format!("dct is {why}")))?),
    };
    // A mark in front says that this is UTF-8, and keeps one that the text itself begins with.
    let bytes = ["\u{feff}", &read.text].concat().into_bytes();
    // A name without a date in it: nothing is to be read out of it.
    Ok(Document { path: "document.txt".to_owned(), line: Some((read.id, number)), bytes, date })
}

/// Prints a line for each document that can be read, in order; problems are collected.
fn print(documents: Vec<Result<Document, Diagnostic>>, problems: &mut Vec<Diagnostic>) -> io::Result<()> {
    let lines: Vec<_> = documents.into_par_iter().map(|document| annotate(document.map_err(|e| vec![e])?)).collect();
    let mut stdout = io::stdout().lock();
    for line in lines {
        match line {
            Ok(line) => stdout.write_all(line.as_bytes())?,
            Err(found) => problems.extend(found),
        }
    }
    stdout.flush()
}

fn annotate(document: Document) -> Result<String, Vec<Diagnostic>> {
    let Document { path, line, bytes, date } = document;
    let article = corpus::parse(&path, &bytes).map_err(|problems| match &line {
        None => problems,
        Some((_, number)) => problems.into_iter().map(|problem| on_line(*number, &problem)).collect(),
    })?;
    let story = pipeline::annotate_alone(article, date);
    let Some(source) = story.sources.first() else { return Ok(String::new()) };
    let annotated = annotated(&story, source, line.as_ref().map(|(id, _)| id.as_str()));
    let json = serde_json::to_string(&annotated);
    json.map(|line| line + "\n").map_err(|error| vec![Diagnostic::error(path, error.to_string())])
}

/// A problem with a document that came on a line of standard input.
fn on_line(number: usize, problem: &Diagnostic) -> Diagnostic {
    Diagnostic::error(STANDARD_INPUT, format!("line {number}: {}", problem.message))
}

fn annotated<'a>(story: &'a Story, source: &'a Source, id: Option<&'a str>) -> Annotated<'a> {
    let article = &source.article;
    let index = ScalarIndex::new(&article.text);
    let ranges = |spans: &[Span]| spans.iter().map(|&span| index.range(span)).collect::<Vec<_>>();
    let timex = source.annotations.timexes.iter().zip(&source.timexes).map(|(timex, resolved)| {
        let [start, end] = index.range(timex.span);
        let (value, reason) = (&*resolved.value, &*resolved.reason);
        Timex { start, end, text: timex.span.of(&article.text), kind: timex.kind.as_str(), value, reason }
    });
    let quotes = story.statements.iter().filter_map(|attribution| {
        let statement = source.annotations.statements.get(attribution.statement)?;
        let actor = attribution.actor.and_then(|at| story.actors.get(at));
        Some(Quote {
            kind: statement.kind.as_str(),
            content: ranges(&statement.content),
            cue: ranges(&statement.cue),
            speaker: ranges(&statement.speaker),
            confidence: (statement.confidence * 100.0).round() / 100.0,
            actor: actor.map(|actor| &*actor.name).or_else(|| Some(statement.antecedent?.of(&article.text))),
            actor_id: actor.map(|actor| &*actor.id),
        })
    });
    let actors = story.actors.iter().map(|actor| Actor {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind.as_str(),
        party: actor.party.as_deref(),
        mentions: actor.mentions.iter().map(|mention| index.range(mention.span)).collect(),
    });
    let published = &source.published;
    Annotated {
        id: id.unwrap_or(&article.id.0),
        dct: Dct { value: published.value.to_string(), basis: published.basis.as_str(), reason: &published.reason },
        title: Title { text: &article.title.text, basis: article.title.basis },
        sentences: article.sentences.iter().map(|sentence| index.range(sentence.span)).collect(),
        timex: timex.collect(),
        quotes: quotes.collect(),
        actors: actors.collect(),
    }
}
