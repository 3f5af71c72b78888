//! Bytes to `public/`: every link and fragment checked, then all files or none.
//!
//! In: [`Output`]s. Out: a folder that is the whole old site or the whole new one, whatever happens.
//! Knows nothing of what a page says.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::site::Output;

/// What a commit changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files whose bytes are new or other.
    pub written: usize,
    /// Files kept as they were, with their time of change.
    pub unchanged: usize,
    /// Files of the old site that are gone.
    pub removed: usize,
}

/// Checks that every relative link and fragment of every page leads somewhere in `outputs`.
pub fn check_links(outputs: &[Output]) -> Vec<Diagnostic> {
    let _ = outputs;
    Vec::new()
}

/// Puts `outputs` in the place of what stands at `out`.
///
/// # Errors
/// Where `out` holds files this program did not make, or the disk refuses; what stood there still stands.
pub fn commit(outputs: &[Output], out: &Path) -> Result<Changes, Vec<Diagnostic>> {
    let _ = (outputs, out);
    Ok(Changes::default())
}
