//! What was done and what is wrong, as one JSON object for editors and CI.

use std::io::{self, Write};

use serde::Serialize;

use super::{report, summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::publish::Changes;
use crate::site::Output;
use crate::stages::Stage;
use crate::story::Story;

/// The object. Lines and columns count from 1, columns in Unicode scalar values.
#[derive(Serialize)]
struct Report<'r> {
    problems: Vec<Problem<'r>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The site that was rendered; none where that was refused.
    site: Option<Site>,
    /// What changed on the disk; none where nothing was written.
    written: Option<Written>,
    /// What each stage took, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<Vec<Timing>>,
}

/// What one stage took.
#[derive(Serialize)]
struct Timing {
    stage: &'static str,
    seconds: f64,
    /// Seconds that all processors worked together, where the system tells.
    worked: Option<f64>,
}

/// What came of a run.
#[derive(Default)]
pub(super) struct Done<'d> {
    /// The site that was rendered.
    pub(super) site: Option<(&'d Story, &'d [Output])>,
    /// What changed on the disk.
    pub(super) changes: Option<Changes>,
    /// What the stages took, where that is to be told.
    pub(super) stages: Option<&'d [Stage]>,
}

#[derive(Serialize)]
struct Problem<'r> {
    severity: &'static str,
    /// Relative to the root; none where the machine refused.
    path: Option<&'r str>,
    line: Option<usize>,
    column: Option<usize>,
    /// Scalar values to mark from the column on.
    width: Option<usize>,
    message: &'r str,
    help: Option<&'r str>,
}

#[derive(Serialize)]
struct Site {
    sources: usize,
    pages: usize,
    files: usize,
    bytes: usize,
}

#[derive(Serialize)]
struct Written {
    new: usize,
    changed: usize,
    unchanged: usize,
    removed: usize,
}

/// Writes the object, with a line end.
pub(super) fn write(out: &mut impl Write, problems: &[Diagnostic], done: &Done<'_>) -> io::Result<()> {
    let site = done.site.map(|(story, outputs)| Site {
        sources: story.sources.len(),
        pages: summary::pages(outputs),
        files: outputs.len(),
        bytes: outputs.iter().map(|output| output.bytes.len()).sum(),
    });
    let written = done.changes.map(|Changes { added, changed, unchanged, removed }| Written {
        new: added,
        changed,
        unchanged,
        removed,
    });
    let timing = |stage: &Stage| Timing {
        stage: stage.name,
        seconds: stage.wall.as_secs_f64(),
        worked: stage.worked.map(|worked| worked.as_secs_f64()),
    };
    let timings = done.stages.map(|stages| stages.iter().map(timing).collect());
    let sorted = report::sorted(problems);
    put(out, sorted.into_iter().map(Problem::of).collect(), (site, written, timings))
}

/// Prints what was refused, on standard output.
pub(super) fn problems(problems: &[Diagnostic]) {
    // Nobody is left to be told that standard output is closed.
    let _ = write(&mut io::stdout().lock(), problems, &Done::default());
}

/// Prints why the machine refused, on standard output.
pub(super) fn failure(error: &anyhow::Error) {
    let message = format!("{error:#}");
    let severity = Severity::Error.as_str();
    let problem =
        Problem { severity, path: None, line: None, column: None, width: None, message: &message, help: None };
    let _ = put(&mut io::stdout().lock(), vec![problem], (None, None, None));
}

impl<'r> Problem<'r> {
    fn of(problem: &'r Diagnostic) -> Self {
        let at = problem.location.as_ref();
        Problem {
            severity: problem.severity.as_str(),
            path: Some(&problem.path),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            width: at.map(|at| at.width),
            message: &problem.message,
            help: problem.help.as_deref(),
        }
    }
}

fn put(
    out: &mut impl Write,
    problems: Vec<Problem<'_>>,
    (site, written, timings): (Option<Site>, Option<Written>, Option<Vec<Timing>>),
) -> io::Result<()> {
    let of = |severity: Severity| problems.iter().filter(|p| p.severity == severity.as_str()).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let report = Report { problems, errors, warnings, notes, site, written, timings };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}
