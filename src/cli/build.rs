//! The `build` and `check` commands: the same reading and rendering; one writes it, the other tells what is doubtful.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::arguments::{BuildArguments, Format};
use super::progress::Progress;
use super::{Outcome, machine, report, summary, threads, timings};
use crate::check;
use crate::corpus::Policy;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Loaded};
use crate::publish;
use crate::site::Output;
use crate::stages::{Stage, Stages};
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
    timings: bool,
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
            timings: typed.timings,
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
    let mut stages = Stages::default();
    let progress = settings.progress(&stages);
    settings.check_place()?;
    publish::recover(&settings.out);
    let (mut loaded, outputs) = settings.prepare(&mut stages)?;
    loaded.warnings.extend(publish::check_limits(&outputs));
    settings.judge(&loaded.warnings)?;
    stages.begin("writing", 0);
    let changes = publish::commit(&outputs, &settings.out)?;
    stages.end();
    drop(progress);
    let mut stdout = anstream::stdout().lock();
    match settings.format {
        Format::Json => {
            let done = machine::Done {
                site: Some((&loaded.story, &outputs)),
                changes: Some(changes),
                stages: settings.timed(&stages),
            };
            machine::write(&mut stdout, &loaded.warnings, &done)?;
        }
        Format::Human => {
            report::problems(&loaded.warnings);
            summary::write(&mut stdout, &loaded.story, &outputs, changes, &settings.out)?;
        }
    }
    stdout.flush()?;
    settings.tell(&stages);
    Ok(())
}

fn check(settings: &Settings) -> Outcome {
    let mut stages = Stages::default();
    let progress = settings.progress(&stages);
    settings.check_place()?;
    let (mut loaded, outputs) = settings.prepare(&mut stages)?;
    stages.begin("checks", 0);
    publish::check(&outputs, &settings.out)?;
    loaded.warnings.extend(check::findings(&loaded, &outputs));
    settings.judge(&loaded.warnings)?;
    stages.end();
    drop(progress);
    let mut stdout = anstream::stdout().lock();
    match settings.format {
        Format::Json => {
            let done =
                machine::Done { site: Some((&loaded.story, &outputs)), changes: None, stages: settings.timed(&stages) };
            machine::write(&mut stdout, &loaded.warnings, &done)?;
        }
        Format::Human => {
            report::problems(&loaded.warnings);
            summary::write_checked(&mut stdout, &loaded.story, &outputs)?;
        }
    }
    stdout.flush()?;
    settings.tell(&stages);
    Ok(())
}

impl Settings {
    /// What a person sees of a build that takes its time.
    fn progress(&self, stages: &Stages) -> Option<Progress> {
        (self.format == Format::Human).then(|| Progress::of(stages.now()))
    }

    /// What the stages took, where that is asked for; to somebody at a terminal what took long anyway. What is printed
    /// elsewhere is the same for the same input.
    fn tell(&self, stages: &Stages) {
        let at_terminal = || std::io::stderr().is_terminal();
        let text = match self.format {
            Format::Json => None,
            Format::Human if self.timings => Some(timings::table(stages.ended())),
            Format::Human => {
                timings::longest(stages.ended()).filter(|_| at_terminal()).map(|l| format!("Took   {l}\n"))
            }
        };
        // Nobody is left to be told that standard error is closed.
        let _ = text.map(|text| write!(anstream::stderr(), "{text}"));
    }

    /// The same, as part of the one object.
    fn timed<'s>(&self, stages: &'s Stages) -> Option<&'s [Stage]> {
        self.timings.then(|| stages.ended())
    }

    fn check_place(&self) -> Result<(), Vec<Diagnostic>> {
        publish::check_place(&self.root, &self.out).map_err(|problem| vec![problem])
    }

    /// Reads the root and renders its site.
    fn prepare(&self, stages: &mut Stages) -> Result<(Loaded, Vec<Output>), Vec<Diagnostic>> {
        let mut loaded = pipeline::load(&self.root, self.hints.clone(), stages).map_err(|mut problems| {
            problems.extend(pipeline::broken_templates(&self.root));
            problems.extend(publish::check_standing(&self.out).err().unwrap_or_default());
            problems
        })?;
        if let Some(base_url) = &self.base_url {
            loaded.settings.base_url = Some(base_url.clone());
        }
        let found: Vec<Diagnostic> = unstated_policy(&loaded).into_iter().chain(links_to_nowhere(&loaded)).collect();
        loaded.warnings.extend(found.into_iter().chain(pipeline::unused_templates(&self.root)));
        // Warnings that fail are told before anything is rendered.
        self.judge(&loaded.warnings)?;
        let outputs = pipeline::render(&loaded, &self.root, self.single, stages)?;
        Ok((loaded, outputs))
    }

    /// With `--strict`, refuses what holds a warning.
    fn judge(&self, found: &[Diagnostic]) -> Result<(), Vec<Diagnostic>> {
        let fails = self.strict && found.iter().any(|problem| problem.severity == Severity::Warning);
        if fails { Err(found.to_vec()) } else { Ok(()) }
    }
}

/// Sources of which only a link is to be shown, without an address that it could lead to.
fn links_to_nowhere(loaded: &Loaded) -> impl Iterator<Item = Diagnostic> + '_ {
    let policy = loaded.settings.policy;
    let articles = loaded.story.sources.iter().map(|source| &source.article);
    let linked =
        articles.filter(move |article| article.policy.unwrap_or(policy) == Policy::Link && article.url.is_none());
    linked.map(|article| {
        Diagnostic::warning(&article.path, "only a link to this source is to be shown, and it has no address")
            .help("state where it was published: a line `url: https://…` in its front matter")
    })
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
