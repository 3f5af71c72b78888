//! `seeds/` to articles: walk, decode, front matter, structure, printed title, date and outlet.
//!
//! In: a folder. Out: [`Article`]s in the order of their paths, and diagnostics for what could not be read.
//! Knows nothing of other articles, of the story or of HTML.
//!
//! This room alone reads a root from the disk. It hands out the [`Texts`] of the editor's folders too, and asks nothing
//! of their meaning: the rooms that know it know no paths of the machine.

mod article;
mod correction;
mod credit;
mod dateline;
mod decode;
mod files;
mod front_matter;
mod ids;
mod language;
mod lines;
mod markdown;
mod marks;
mod own_date;
mod read;
mod stamp;
mod structure;
#[cfg(test)]
mod tests;
mod title;
mod walk;

pub use article::*;
pub use correction::{Corrected, Correction, correction};
pub use files::{Folder, Texts, check_root, folder};
pub(crate) use front_matter::is_between_dashes;
pub use marks::Unmarked;
pub use walk::{Corpus, read};

/// Whether an editor states something at the top of `text`, above the document's own words.
pub fn has_front_matter(text: &str) -> bool {
    front_matter::read("", text).map_or(true, |matter| matter.body > 0)
}

use crate::config::Limits;

/// Reads one text as an article, as [`fn@read`] does for each file: for texts that are not in a folder.
///
/// `path` is what messages name; below `seeds/`, and without its extension, it is the id.
///
/// # Errors
/// Every problem that keeps the text from being an article, located.
pub fn parse(path: &str, bytes: &[u8]) -> Result<Article, Vec<crate::diagnostic::Diagnostic>> {
    let below = path.strip_prefix("seeds/").unwrap_or(path);
    let id = SourceId(ids::stem(below).to_owned());
    read::article(path, id, bytes, &Limits::WIDEST).map(|(article, _)| article)
}
