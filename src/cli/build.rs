//! The `build` command.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::arguments::BuildArguments;
use super::{Outcome, report};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Loaded};
use crate::publish;
use crate::site::Output;
use crate::story::{DateBasis, Hints, Source};

/// The arguments, resolved.
struct Settings {
    root: PathBuf,
    out: PathBuf,
    base_url: Option<String>,
    hints: Hints,
    jobs: usize,
    strict: bool,
}

impl From<BuildArguments> for Settings {
    fn from(typed: BuildArguments) -> Self {
        Settings {
            out: typed.out.unwrap_or_else(|| typed.input.root.join("public")),
            root: typed.input.root,
            base_url: typed.base_url,
            hints: Hints { as_of: typed.input.as_of, ..Hints::default() },
            jobs: typed.jobs.map_or(0, usize::from),
            strict: typed.strict,
        }
    }
}

/// Builds the site.
pub(super) fn run(arguments: BuildArguments) -> Outcome {
    let settings = Settings::from(arguments);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.jobs).build().context("cannot start threads")?;
    pool.install(|| build(&settings))
}

fn build(settings: &Settings) -> Outcome {
    publish::check_place(&settings.root, &settings.out).map_err(|problem| vec![problem])?;
    let mut loaded = pipeline::load(&settings.root, settings.hints.clone())?;
    if let Some(base_url) = &settings.base_url {
        loaded.settings.base_url = Some(base_url.clone());
    }
    loaded.warnings.extend(unstated_policy(&loaded));
    loaded.warnings.sort();
    if settings.strict && !loaded.warnings.is_empty() {
        return Err(loaded.warnings.into());
    }
    let outputs = pipeline::render(&loaded, &settings.root)?;
    let changes = publish::commit(&outputs, &settings.out)?;
    report::problems(&loaded.warnings);
    let summary = summary(&loaded, &outputs, changes, &settings.out);
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(summary.as_bytes()).and_then(|()| stdout.flush()).map_err(|e| anyhow!(e).into())
}

/// A site that is to be public, without a word on how much of other people's texts may be.
fn unstated_policy(loaded: &Loaded) -> Option<Diagnostic> {
    let at_risk = loaded.settings.base_url.is_some()
        && !loaded.settings.policy_stated
        && loaded.story.sources.iter().any(|s| s.article.policy.is_none());
    at_risk.then(|| {
        Diagnostic::warning(
            "content/site.toml",
            "this site has an address, and the whole texts of its sources will be public on it",
        )
        .help(
            "state what may be shown of each source with a line `publish = \"…\"`: full (the whole text), excerpt (the \
             cited sentences and a link), link (a link only) or private (counted, never shown)",
        )
    })
}

/// What was read, what was inferred, what was written, and where to click.
fn summary(loaded: &Loaded, outputs: &[Output], changes: publish::Changes, out: &Path) -> String {
    let sources = &loaded.story.sources;
    let words: usize = sources.iter().map(|s| s.article.words).sum();
    let mut text = format!("Read     {}, {}\n", count(sources.len(), "source"), count(words, "word"));
    for source in sources {
        text.push_str(&source_lines(source));
    }
    let bytes: usize = outputs.iter().map(|o| o.bytes.len()).sum();
    let pages = outputs.iter().filter(|o| Path::new(&o.path).extension().is_some_and(|e| e == "html")).count();
    text.push_str(&format!(
        "Wrote    {}, {} in all, {} kB: {} new, {} changed, {} unchanged, {} removed\n",
        count(pages, "page"),
        count(outputs.len(), "file"),
        grouped(bytes.div_ceil(1000)),
        changes.added,
        changes.changed,
        changes.unchanged,
        changes.removed,
    ));
    text.push_str(&format!("Open     {}\n", out.join("index.html").display()));
    report::printable(&text)
}

fn source_lines(source: &Source) -> String {
    let dated = match source.published.basis {
        DateBasis::Unknown => "date unknown".to_owned(),
        basis => format!("{} {}", basis.as_str(), source.published.value),
    };
    format!("  {}\n    {}\n    {dated}: {}\n", source.article.path, source.article.title.text, source.published.reason)
}

fn count(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands set apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
