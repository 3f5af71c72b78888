//! The `build` and `check` commands: the same reading and rendering; one writes it, the other tells what is doubtful.

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::arguments::{BuildArguments, Format};
use super::{Outcome, machine, report, summary, threads};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Loaded};
use crate::publish;
use crate::site::Output;
use crate::story::Hints;

/// The arguments, resolved.
struct Settings {
    root: PathBuf,
    out: PathBuf,
    base_url: Option<String>,
    hints: Hints,
    jobs: Option<NonZeroUsize>,
    strict: bool,
    format: Format,
    single: bool,
}

impl From<BuildArguments> for Settings {
    fn from(typed: BuildArguments) -> Self {
        Settings {
            out: typed.out.unwrap_or_else(|| typed.input.root.join("public")),
            root: typed.input.root,
            base_url: typed.base_url,
            hints: Hints { as_of: typed.input.as_of, ..Hints::default() },
            jobs: typed.jobs,
            strict: typed.strict,
            format: typed.format,
            single: typed.single_file,
        }
    }
}

/// Builds the site.
pub(super) fn run(arguments: BuildArguments) -> Outcome {
    let settings = Settings::from(arguments);
    threads(settings.jobs)?.install(|| build(&settings))
}

/// Checks what a build with these arguments would do.
pub(super) fn run_check(arguments: BuildArguments) -> Outcome {
    let settings = Settings::from(arguments);
    threads(settings.jobs)?.install(|| check(&settings))
}

fn build(settings: &Settings) -> Outcome {
    let (mut loaded, outputs) = settings.prepare()?;
    loaded.warnings.extend(publish::check_limits(&outputs));
    settings.judge(&loaded.warnings)?;
    let changes = publish::commit(&outputs, &settings.out)?;
    let mut stdout = anstream::stdout().lock();
    match settings.format {
        Format::Json => machine::write(&mut stdout, &loaded.warnings, Some((&loaded.story, &outputs)), Some(changes))?,
        Format::Human => {
            report::problems(&loaded.warnings);
            summary::write(&mut stdout, &loaded.story, &outputs, changes, &settings.out)?;
        }
    }
    Ok(stdout.flush()?)
}

fn check(settings: &Settings) -> Outcome {
    let (mut loaded, outputs) = settings.prepare()?;
    publish::check(&outputs, &settings.out)?;
    loaded.warnings.extend(check::findings(&loaded, &outputs));
    settings.judge(&loaded.warnings)?;
    let mut stdout = anstream::stdout().lock();
    match settings.format {
        Format::Json => machine::write(&mut stdout, &loaded.warnings, Some((&loaded.story, &outputs)), None)?,
        Format::Human => {
            report::problems(&loaded.warnings);
            summary::write_checked(&mut stdout, &loaded.story, &outputs)?;
        }
    }
    Ok(stdout.flush()?)
}

impl Settings {
    /// Reads the root and renders its site.
    fn prepare(&self) -> Result<(Loaded, Vec<Output>), Vec<Diagnostic>> {
        publish::check_place(&self.root, &self.out).map_err(|problem| vec![problem])?;
        let mut loaded = pipeline::load(&self.root, self.hints.clone())?;
        if let Some(base_url) = &self.base_url {
            loaded.settings.base_url = Some(base_url.clone());
        }
        loaded.warnings.extend(unstated_policy(&loaded));
        // Warnings that fail are told before anything is rendered.
        self.judge(&loaded.warnings)?;
        let outputs = pipeline::render(&loaded, &self.root, self.single)?;
        Ok((loaded, outputs))
    }

    /// With `--strict`, refuses what holds a warning.
    fn judge(&self, found: &[Diagnostic]) -> Result<(), Vec<Diagnostic>> {
        let fails = self.strict && found.iter().any(|problem| problem.severity == Severity::Warning);
        if fails { Err(found.to_vec()) } else { Ok(()) }
    }
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
