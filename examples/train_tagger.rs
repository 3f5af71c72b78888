//! Learns the table of the part-of-speech tagger, `src/text/tag/model.bin`, and says how good it is.
//!
//! ```text
//! cargo run --release --example train_tagger -- gum-train.conllu.gz gum-dev.conllu.gz src/text/tag/model.bin
//! cargo run --release --example train_tagger -- --folds 8 gum-train.conllu.gz gum-dev.conllu.gz
//! ```
//!
//! The first file is learned from, the second measured with, the third written; files may be plain or compressed. With
//! `--folds` nothing is written: the documents of both files are dealt out to so many parts, and each is tagged by what
//! the others teach. The same files give the same bytes.

#[path = "train_tagger/learn.rs"]
mod learn;
#[path = "train_tagger/measure.rs"]
mod measure;
#[path = "train_tagger/treebank.rs"]
mod treebank;

use std::io::{self, Error};
use std::{env, fs};

use learn::learn;
use measure::Score;
use treebank::{Document, read};

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let mut folds = 0;
    if arguments.first().is_some_and(|a| a == "--folds") {
        folds = arguments.get(1).and_then(|n| n.parse().ok()).unwrap_or(8);
        arguments.drain(..2.min(arguments.len()));
    }
    match arguments.as_slice() {
        [train, dev] if folds > 1 => {
            let mut documents = read(train)?;
            documents.extend(read(dev)?);
            cross(&documents, folds);
        }
        [train, dev, table] => {
            let bytes = learn(&read(train)?.iter().collect::<Vec<_>>());
            let mut score = Score::default();
            score.add(&bytes, &read(dev)?.iter().collect::<Vec<_>>());
            print!("{}", score.table());
            println!("{} bytes", bytes.len());
            fs::write(table, bytes)?;
        }
        _ => return Err(Error::other("usage: train_tagger [--folds N] TRAIN DEV [TABLE]")),
    }
    Ok(())
}

/// Tags each document by what those of the other parts teach.
fn cross(documents: &[Document], folds: usize) {
    let (mut all, mut news) = (Score::default(), Score::default());
    for fold in 0..folds {
        let apart = |wanted: bool| {
            let of = documents.iter().enumerate().filter(move |(at, _)| (at % folds == fold) == wanted);
            of.map(|(_, document)| document).collect::<Vec<_>>()
        };
        let bytes = learn(&apart(false));
        all.add(&bytes, &apart(true));
        let reports: Vec<&Document> = apart(true).into_iter().filter(|d| d.name.contains("news")).collect();
        news.add(&bytes, &reports);
    }
    print!("all documents\n{}\nnews\n{}", all.table(), news.table());
}
