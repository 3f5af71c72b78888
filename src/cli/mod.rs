//! Arguments to one call per command; exit code and what a person sees.
//!
//! In: the process's arguments, and standard input where a command reads it. Out: an exit code, and text on standard
//! output (results) and standard error (problems). Knows nothing of how anything is done.

mod add;
mod annotate;
mod arguments;
mod build;
mod compare;
mod machine;
mod new;
mod progress;
mod report;
mod serve;
mod story;
mod summary;
mod timings;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser};

use crate::diagnostic::Diagnostic;
use arguments::{Arguments, Command, Format};

/// As messages name it.
const STANDARD_INPUT: &str = "standard input";

/// How a command ended, where nothing kept it from ending.
type Outcome = Result<(), Failure>;

/// Why a command could not do its work: exit code 1.
#[derive(Debug)]
enum Failure {
    /// Something about the input; every problem is listed.
    Refused(Vec<Diagnostic>),
    /// Something about the machine.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Failed(error)
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Failure::Refused(problems)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Failed(error.into())
    }
}

/// Runs the program with the process's arguments.
///
/// Exit code 0 done, 1 refused or failed, 2 bad usage.
pub fn run() -> ExitCode {
    survive_size_limit();
    let arguments = Arguments::try_parse().unwrap_or_else(|error| error.exit());
    let format = match &arguments.command {
        None => arguments.build.format,
        Some(Command::Build(build) | Command::Check(build)) => build.format,
        Some(_) => Format::Human,
    };
    let outcome = match arguments.command {
        None => build::run(arguments.build),
        Some(Command::Build(build)) => build::run(build),
        Some(Command::Check(build)) => build::run_check(build),
        Some(Command::Serve(typed)) => serve::run(&typed),
        Some(Command::Add(typed)) => add::run(&typed),
        Some(Command::New { folder, title }) => new::run(&folder, title.as_deref()),
        Some(Command::Annotate(typed)) => annotate::run(&typed),
        Some(Command::Story(typed)) => story::run(&typed),
        Some(Command::Compare) => compare::run(),
        Some(Command::Completions { shell }) => completions(shell),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(failure) => {
            match (failure, format) {
                (Failure::Failed(error), Format::Human) => report::failure(&error),
                (Failure::Failed(error), Format::Json) => machine::failure(&error),
                (Failure::Refused(problems), Format::Human) => report::problems(&problems),
                (Failure::Refused(problems), Format::Json) => machine::problems(&problems),
            }
            ExitCode::FAILURE
        }
    }
}

/// As many threads as are asked for, else one per core.
fn threads(jobs: Option<NonZeroUsize>) -> anyhow::Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).build();
    pool.context("cannot start threads")
}

/// Has writing beyond a file-size limit fail like writing to a full disk, with a message, where the system would rather
/// kill the program.
fn survive_size_limit() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Whoever read our output has seen enough; that is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    io::stdout().write_all(&script)?;
    Ok(())
}
