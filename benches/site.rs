//! How fast a story becomes a site: articles a second of each stage of a whole build, and MB (10⁶ bytes) a second of what is
//! rendered, checked and published, for the first time and with nothing or one article changed.
//!
//! ```text
//! cargo bench --bench site
//! DATELINE_BENCH=1000 cargo bench --bench site
//! ```
//!
//! The articles are those of the bench on stories, written to a folder of their own. Each stage is given the best of some
//! rounds, by the time that all processors worked on it: what else the machine does counts little that way.

#[path = "story/made_up.rs"]
mod made_up;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use dateline::diagnostic::Diagnostic;
use dateline::site::Output;
use dateline::stages::Stages;
use dateline::story::Hints;
use dateline::{pipeline, publish};

/// Articles where nothing else is asked for.
const ARTICLES: usize = 200;
const ROUNDS: usize = 5;
/// Seconds below which nothing is said of a stage.
const NOTHING: f64 = 0.000_5;

fn main() -> io::Result<()> {
    let count = env::var("DATELINE_BENCH").ok().and_then(|typed| typed.trim().parse().ok()).unwrap_or(ARTICLES);
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    fs::create_dir(root.join("seeds"))?;
    for (at, text) in made_up::articles(count).iter().enumerate() {
        fs::write(root.join(format!("seeds/{at:05}.txt")), text)?;
    }
    let mut times = Times::default();
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        bytes = round(root, &mut times)?;
    }
    println!("{count} articles, a site of {:.1} MB", bytes as f64 / 1e6);
    println!("{:<28}{:>10}{:>14}{:>12}", "", "seconds", "articles/s", "site MB/s");
    for (name, seconds) in times.in_order.iter().filter_map(|name| Some((*name, *times.best.get(name)?))) {
        if seconds > NOTHING {
            println!("{name:<28}{seconds:>10.4}{:>14.0}{:>12.1}", count as f64 / seconds, bytes as f64 / 1e6 / seconds);
        }
    }
    Ok(())
}

/// The best time of each stage, and the stages in the order of a build.
#[derive(Default)]
struct Times {
    best: BTreeMap<&'static str, f64>,
    in_order: Vec<&'static str>,
}

impl Times {
    fn take(&mut self, stages: &Stages) {
        for stage in stages.ended() {
            let seconds = stage.worked.unwrap_or(stage.wall).as_secs_f64();
            let best = self.best.entry(stage.name).or_insert_with(|| {
                self.in_order.push(stage.name);
                f64::MAX
            });
            *best = best.min(seconds);
        }
    }
}

/// Builds the site anew, publishes it three times and gives its bytes.
fn round(root: &Path, times: &mut Times) -> io::Result<usize> {
    let mut stages = Stages::default();
    let loaded = pipeline::load(root, Hints::default(), &mut stages).map_err(told)?;
    let mut outputs = pipeline::render(&loaded, root, false, &mut stages).map_err(told)?;
    let out = root.join("public");
    for name in ["published: all new", "published: nothing changed", "published: one changed"] {
        if name == "published: one changed" {
            change(&mut outputs);
        }
        stages.begin(name, 0);
        publish::commit(&outputs, &out).map_err(told)?;
    }
    stages.end();
    times.take(&stages);
    fs::remove_dir_all(&out)?;
    Ok(outputs.iter().map(|output| output.bytes.len()).sum())
}

/// Changes one page as an edit of its source would.
fn change(outputs: &mut [Output]) {
    if let Some(page) = outputs.iter_mut().find(|output| output.path.starts_with("articles/")) {
        page.bytes.extend_from_slice(b"\n");
    }
}

fn told(problems: Vec<Diagnostic>) -> io::Error {
    io::Error::other(problems.into_iter().map(|problem| problem.to_string()).collect::<Vec<_>>().join("\n"))
}
