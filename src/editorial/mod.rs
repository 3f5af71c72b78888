//! `content/` to the editor's hints and pages.
//!
//! In: texts of TOML and Markdown, and the story for what they cite. Out: [`ActorHint`](crate::story::ActorHint)s
//! for the story, [`Page`]s whose every citation was found word for word in its source. Knows nothing of templates.

mod actors;
mod code;
#[cfg(test)]
mod fixture;
mod markdown;
mod page;
mod syntax;
mod verify;

use crate::story::Citation;

pub use actors::{ACTORS, actors};
pub use page::{Pages, is_page, pages};

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

/// A part of a page, in order. The HTML of one part need not be closed: a citation may stand in the middle of a
/// paragraph, and the parts put in a row make the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML: the editor's own Markdown, rendered. Headings begin at the second level; code is marked up with
    /// classes that begin with `hl-`.
    Html(String),
    /// A citation in running text: verified, to be linked by the site.
    Cite(Vec<Citation>),
}
