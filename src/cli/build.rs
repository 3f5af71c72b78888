//! The `build` command.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use super::arguments::BuildArguments;
use super::{Outcome, report, summary};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Loaded};
use crate::publish;
use crate::story::Hints;

/// The arguments, resolved.
struct Settings {
    root: PathBuf,
    out: PathBuf,
    base_url: Option<String>,
    hints: Hints,
    jobs: usize,
    strict: bool,
    single: bool,
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
            single: typed.single_file,
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
    let outputs = pipeline::render(&loaded, &settings.root, settings.single)?;
    let changes = publish::commit(&outputs, &settings.out)?;
    report::problems(&loaded.warnings);
    let mut stdout = anstream::stdout().lock();
    summary::write(&mut stdout, &loaded.story, &outputs, changes, &settings.out)?;
    Ok(stdout.flush()?)
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
