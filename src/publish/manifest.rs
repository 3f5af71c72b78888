//! The list of files that marks a folder as made by this program.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::site::Output;

/// Name of the manifest within the site.
pub(super) const NAME: &str = ".dateline-manifest";

const HEAD: &str = "# Files of this folder, made by dateline and replaced whole by its next build.\n\
                    # Check them with: sha256sum -c .dateline-manifest\n";

/// Digests by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest(pub(super) BTreeMap<String, String>);

impl Manifest {
    /// The manifest of `outputs`.
    pub(super) fn of(outputs: &[Output]) -> Self {
        Manifest(outputs.iter().map(|o| (o.path.clone(), digest(&o.bytes))).collect())
    }

    /// Reads what [`Manifest::write`] wrote; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(entry).collect::<Option<_>>().map(Manifest)
    }

    /// The file's text: `digest`, two spaces, `path`, a line each, sorted by path.
    pub(super) fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, digest) in &self.0 {
            let _ = writeln!(text, "{digest}  {path}");
        }
        text
    }
}

fn entry(line: &str) -> Option<(String, String)> {
    let (digest, path) = line.split_once("  ")?;
    let fits = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) && is_safe(path);
    fits.then(|| (path.to_owned(), digest.to_owned()))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether `path` stays below the folder it is joined to, on any system.
fn is_safe(path: &str) -> bool {
    let odd = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    !path.chars().any(odd) && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Checks that `outputs` can be files of one folder, side by side, on any system.
pub(super) fn check_paths(outputs: &[Output]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in outputs.iter().map(|o| o.path.as_str()) {
        if !is_safe(path) || path == NAME || path.split('/').next() == Some(".git") {
            problems.push(Diagnostic::error(path, "is no path that a file of the site may have"));
        }
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            let message = if other == path {
                "two pages would have this path".to_owned()
            } else {
                format!("differs from {other} by nothing but capital letters")
            };
            problems.push(Diagnostic::error(path, message).help("give one of the two another name"));
        }
    }
    let folders = outputs.iter().flat_map(|o| o.path.match_indices('/').map(|(at, _)| &o.path[..at]));
    for folder in folders.collect::<std::collections::BTreeSet<_>>() {
        if let Some(file) = seen.get(&folder.to_lowercase()) {
            problems.push(Diagnostic::error(*file, "would be a file and a folder at once"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(paths: &[&str]) -> Vec<Output> {
        paths.iter().map(|p| Output { path: (*p).to_owned(), bytes: p.as_bytes().to_vec() }).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = Manifest::of(&outputs(&["b.html", "a/b c.html"]));
        assert_eq!(Manifest::parse(&manifest.write()), Some(manifest));
        for other in ["hello\n", "00  x\n", &format!("{}  ../x\n", "0".repeat(64))] {
            assert_eq!(Manifest::parse(other), None, "{other}");
        }
    }

    #[test]
    fn paths_that_cannot_be_files_side_by_side_are_refused() {
        assert_eq!(check_paths(&outputs(&["a.html", "a/b.html", ".nojekyll"])), []);
        for bad in [
            &["../a"][..],
            &["/a"],
            &["a//b"],
            &["a/./b"],
            &[""],
            &["a\\b"],
            &["a\nb"],
            &["c:d"],
            &[NAME],
            &[".git/config"],
            &["a", "a"],
            &["a", "A"],
            &["a", "a/b"],
            &["a/b", "A"],
        ] {
            assert_ne!(check_paths(&outputs(bad)), [], "{bad:?}");
        }
    }
}
