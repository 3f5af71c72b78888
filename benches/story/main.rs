//! How the work on a story grows with its sources: seconds that all processors work on each stage for 100, 1,000 and 10,000
//! articles, the exponent of its growth, and the most memory held. What else the machine does counts little that way.
//!
//! ```text
//! cargo bench --bench story
//! DATELINE_BENCH=100,400,1600 cargo bench --bench story
//! ```
//!
//! The articles are made up, the same ones on every machine: some happenings on each day of a long story, each told by
//! several outlets in words of their own, with copies, edited copies, summaries of older days and articles without a date.
//! An exponent of 1 is work that grows as the sources do, 2 as their pairs. Stages that take no time at the smaller size
//! have none. Each size is read in a process of its own, so that the memory is its own too.

mod made_up;

use std::env;
use std::fs;
use std::io;
use std::process::Command;

use dateline::annotate::annotate;
use dateline::corpus;
use dateline::stages::Stages;
use dateline::story::{Hints, Story, compose_watched};
use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Set for a process that reads one size.
const ONE: &str = "DATELINE_BENCH_ONE";
/// Seconds below which nothing is said of growth.
const NOTHING: f64 = 0.02;

fn main() -> io::Result<()> {
    if let Some(size) = env::var(ONE).ok().and_then(|size| size.parse().ok()) {
        read(size);
        return Ok(());
    }
    let typed = env::var("DATELINE_BENCH").unwrap_or_default();
    let mut sizes: Vec<usize> = typed.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    let mut columns: Vec<Vec<(String, f64)>> = Vec::new();
    for size in &sizes {
        let output = Command::new(env::current_exe()?).env(ONE, size.to_string()).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        columns.push(text.lines().filter_map(line).collect());
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
    }
    print(&sizes, &columns);
    Ok(())
}

fn line(line: &str) -> Option<(String, f64)> {
    let (name, value) = line.split_once('\t')?;
    Some((name.to_owned(), value.parse().ok()?))
}

/// Makes the articles of one size, composes their story and prints a line for each stage.
fn read(size: usize) {
    let start = worked();
    let texts = made_up::articles(size);
    let articles: Vec<_> = texts
        .par_iter()
        .enumerate()
        .filter_map(|(at, text)| corpus::parse(&format!("seeds/{at:05}.txt"), text.as_bytes()).ok())
        .map(|article| {
            let annotations = annotate(&article);
            (article, annotations)
        })
        .collect();
    drop(texts);
    println!("(made up and annotated)\t{:.4}", worked() - start);
    let whole = worked();
    let mut stages = Stages::default();
    let story: Story = compose_watched(articles, &Hints::default(), &mut stages);
    for stage in stages.ended() {
        println!("{}\t{:.4}", stage.name, stage.worked.unwrap_or(stage.wall).as_secs_f64());
    }
    println!("all stages\t{:.4}", worked() - whole);
    println!("events\t{}", story.events.len());
    println!("agreements\t{}", story.agreements.len());
    println!("texts that are no copies\t{}", story.sources.iter().enumerate().filter(|(at, s)| s.group == *at).count());
    println!("peak memory, MiB\t{:.0}", peak().unwrap_or(f64::NAN));
}

/// Seconds that this process has worked so far, on all processors together.
fn worked() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The most memory this process held, where the system tells.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1024.0)
}

fn print(sizes: &[usize], columns: &[Vec<(String, f64)>]) {
    let Some(names) = columns.first() else { return };
    print!("{:<28}", "articles");
    for size in sizes {
        print!("{size:>12}");
    }
    println!("{:>12}", "exponent");
    for (at, (name, _)) in names.iter().enumerate() {
        let values: Vec<f64> = columns.iter().filter_map(|column| column.get(at)).map(|(_, value)| *value).collect();
        print!("{name:<28}");
        for value in &values {
            print!("{value:>12.2}");
        }
        let steps = values.windows(2).zip(sizes.windows(2)).filter(|(values, _)| values[0] > NOTHING);
        let growth =
            steps.map(|(values, sizes)| (values[1] / values[0]).ln() / (sizes[1] as f64 / sizes[0] as f64).ln());
        println!("   {}", growth.map(|exponent| format!("{exponent:.2}")).collect::<Vec<_>>().join(" "));
    }
}
