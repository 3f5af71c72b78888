//! The story to bytes: routes, views, templates, feeds, exports, pictures.
//!
//! In: a [`Story`], the editor's pages, settings. Out: [`Output`]s with paths below the site, in path order.
//! Knows nothing of how the story was found, and does not touch the disk but for a site's own templates.

use std::path::Path;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::editorial::Page;
use crate::story::Story;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path below the site with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Renders every file of the site. `templates` is a folder whose files override the built-in ones by name.
///
/// # Errors
/// A template that does not parse or render, located.
pub fn render(
    story: &Story,
    pages: &[Page],
    settings: &Settings,
    templates: Option<&Path>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let _ = (story, pages, settings, templates);
    Ok(Vec::new())
}

/// The story as data, the contract's `story.json`.
pub fn story_json(story: &Story, pages: &[Page], settings: &Settings) -> serde_json::Value {
    let _ = (story, pages, settings);
    serde_json::Value::Null
}
