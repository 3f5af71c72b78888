//! What is served now: the last good site, and what is wrong since.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Built;
use crate::cli::report;
use crate::diagnostic::Diagnostic;

/// Changed files that are named.
const NAMED: usize = 4;

/// Shared by the thread that builds and those that answer.
pub(super) struct State {
    port: u16,
    base: String,
    now: Mutex<Now>,
    news: Condvar,
}

/// The site by path, and how often it or its problems have changed.
#[derive(Default)]
struct Now {
    files: BTreeMap<String, Vec<u8>>,
    problems: String,
    version: u64,
}

/// What a build came to.
pub(super) struct Came {
    /// How many files are other than before; none where the build failed.
    pub(super) changed: Option<usize>,
    /// Some of them.
    pub(super) names: Vec<String>,
    pub(super) first: bool,
    pub(super) problems: Vec<Diagnostic>,
}

impl State {
    pub(super) fn new(port: u16, base: String) -> Self {
        State { port, base, now: Mutex::default(), news: Condvar::new() }
    }

    /// Path below which the site stands, with a slash at both ends.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Takes what was built in the place of what was; the files of a failed build stay.
    pub(super) fn take(&self, built: Result<Built, Vec<Diagnostic>>) -> Came {
        let mut now = self.now();
        let came = match built {
            Ok(built) => {
                let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
                let mut changed: Vec<String> = Vec::new();
                for output in built.outputs {
                    if now.files.get(&output.path) != Some(&output.bytes) {
                        changed.push(output.path.clone());
                    }
                    files.insert(output.path, output.bytes);
                }
                changed.extend(now.files.keys().filter(|path| !files.contains_key(*path)).cloned());
                let first = now.files.is_empty();
                let mended = !now.problems.is_empty();
                now.problems.clear();
                now.version += u64::from(mended || !changed.is_empty());
                now.files = files;
                let number = changed.len();
                changed.truncate(NAMED);
                Came { changed: Some(number), names: changed, first, problems: built.warnings }
            }
            Err(problems) => {
                now.problems = report::plain(&problems);
                now.version += 1;
                Came { changed: None, names: Vec::new(), first: false, problems }
            }
        };
        drop(now);
        self.news.notify_all();
        came
    }

    /// The file at `path` below the site.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.now().files.get(path).cloned()
    }

    /// The version, and what is wrong; waits up to `most` where the version is still the one that is known.
    pub(super) fn after(&self, known: Option<u64>, most: Duration) -> (u64, String) {
        let now = self.now();
        let waited = self.news.wait_timeout_while(now, most, |now| known == Some(now.version));
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (now.version, now.problems.clone())
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        // Whoever panicked has left a whole site or none: files are exchanged at once.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
