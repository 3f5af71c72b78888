//! `content/` to the editor's hints and pages.
//!
//! In: texts of TOML and Markdown, and the story for what they cite. Out: [`ActorHint`](crate::story::ActorHint)s and
//! [`Edits`](crate::story::Edits) for the story, [`Page`]s and [`Notes`] whose every citation was found word for word in
//! its source. Knows nothing of templates.

mod actors;
mod code;
mod entries;
#[cfg(test)]
mod fixture;
mod links;
mod markdown;
mod page;
mod syntax;
mod verify;

use std::collections::BTreeMap;

use crate::story::Citation;

pub use actors::{ACTORS, actors};
pub use entries::{ENTRIES, SOURCES, edits};
pub use links::{Link, links, links_of_notes, surely_dead};
pub use page::{Pages, is_page, notes, pages};

/// Notes of corrections and entries in parts, by the path of the file.
pub type Notes = BTreeMap<String, Vec<Part>>;

/// All that the editor says in words of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    /// Pages, the lead of the briefing among them.
    pub pages: Vec<Page>,
    /// Notes on sources, sentences and events.
    pub notes: Notes,
}

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
