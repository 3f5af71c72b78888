//! `content/` to the editor's hints and pages.
//!
//! In: a folder of TOML and Markdown, and the story for what it cites. Out: [`Hints`] for the story, [`Page`]s whose
//! every citation was found word for word in its source. Knows nothing of templates.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::story::{ActorHint, Citation, Story};

/// A Markdown page of the editor, with its citations verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// File stem: `method` becomes `method.html`; `briefing` is the editor's lead and no page of its own.
    pub slug: String,
    /// From the front matter, else the first heading, else the stem.
    pub title: String,
    /// The text in parts.
    pub parts: Vec<Part>,
}

/// A part of a page, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML: the editor's own Markdown, rendered.
    Html(String),
    /// A citation in running text: verified, to be linked by the site.
    Cite(Vec<Citation>),
}

/// Reads `content/actors.toml` below `root`.
///
/// # Errors
/// Every problem of the file, located.
pub fn actors(root: &Path) -> Result<Vec<ActorHint>, Vec<Diagnostic>> {
    let _ = root;
    Ok(Vec::new())
}

/// Reads the Markdown pages of `content/` below `root`, in path order, and verifies their citations in `story`.
///
/// # Errors
/// Every problem of every page, located: a quotation that is not in its source, an unknown source, broken syntax.
pub fn pages(root: &Path, story: &Story) -> Result<Vec<Page>, Vec<Diagnostic>> {
    let _ = (root, story);
    Ok(Vec::new())
}
