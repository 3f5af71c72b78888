//! Finding the sources below a folder.

use std::path::Path;

use crate::diagnostic::Diagnostic;

use super::Article;

/// What a folder of sources holds.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in the order of their paths.
    pub articles: Vec<Article>,
    /// Files that were named and skipped, and whatever else a person should know; errors and warnings, in path order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every source below `seeds`; paths in messages and articles are relative to `root`, with `/`.
pub fn read(root: &Path, seeds: &Path) -> Corpus {
    let _ = (root, seeds);
    Corpus::default()
}
