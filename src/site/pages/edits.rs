//! What the editor changed, where a reader meets it: what stood there, what stands there now, and the editor's note.

use serde::Serialize;

use crate::site::cite::{Link, Site};
use crate::site::dates;
use crate::story::{Edit, Target};
use crate::text::{Edtf, capitalised};

use super::editor::{self, PartView};

/// One thing that the editor did.
#[derive(Debug, Serialize)]
pub struct EditView<'s> {
    /// What was done: `Title`, `Event redated`.
    pub what: String,
    /// What stood there before; empty where nothing did.
    pub old: String,
    /// What stands there now; empty where it is no words.
    pub new: String,
    /// The editor's note.
    pub note: Vec<PartView<'s>>,
    /// What it is about, for the list of all.
    pub on: Option<Link>,
    /// Why it has no effect.
    pub lost: Option<&'s str>,
    /// Whether its words were found in another source than the one named.
    pub moved: bool,
    /// The editor's file.
    pub file: &'s str,
}

/// Corrections of a source.
pub fn of_source<'s>(site: &'s Site<'s>, root: &str, source: usize) -> Vec<EditView<'s>> {
    views(site, root, |edit| edit.target == Target::Source(source))
}

/// Notes on a sentence.
pub fn of_sentence<'s>(site: &'s Site<'s>, root: &str, source: usize, sentence: usize) -> Vec<EditView<'s>> {
    let here = |target: &Target| matches!(target, Target::Sentence(c) if (c.source, c.sentence) == (source, sentence));
    views(site, root, |edit| here(&edit.target))
}

/// What was done to an event.
pub fn of_event<'s>(site: &'s Site<'s>, root: &str, id: &str) -> Vec<EditView<'s>> {
    views(site, root, |edit| matches!(&edit.target, Target::Event(event) if event == id))
}

/// What was said of a disagreement.
pub fn of_disagreement<'s>(site: &'s Site<'s>, root: &str, id: &str) -> Vec<EditView<'s>> {
    views(site, root, |edit| matches!(&edit.target, Target::Disagreement(found) if found == id))
}

/// Everything, in the order of the files.
pub fn all<'s>(site: &'s Site<'s>, root: &str) -> Vec<EditView<'s>> {
    views(site, root, |_| true)
}

fn views<'s>(site: &'s Site<'s>, root: &str, wanted: impl Fn(&Edit) -> bool) -> Vec<EditView<'s>> {
    let mut found: Vec<EditView<'s>> =
        site.story.edits.iter().filter(|edit| wanted(edit)).map(|edit| view(site, root, edit)).collect();
    // The note of a file that corrects several things stands once, under the last.
    for at in 1..found.len() {
        if found[at - 1].file == found[at].file {
            found[at - 1].note.clear();
        }
    }
    found
}

fn view<'s>(site: &'s Site<'s>, root: &str, edit: &'s Edit) -> EditView<'s> {
    let whole =
        |source: usize| Link { href: format!("{root}{}", site.paths[source]), label: site.labels[source].clone() };
    let on = match &edit.target {
        Target::Source(source) => Some(whole(*source)),
        Target::Sentence(citation) | Target::Gone(citation) => {
            // A sentence that is withheld has no place on its page.
            let shown = site.shown.shows(*citation);
            Some(if shown { site.cite(root, *citation) } else { whole(citation.source) })
        }
        Target::Event(id) => {
            Some(Link { href: format!("{root}{}", site.chronicle.href(id)), label: "in the timeline".to_owned() })
        }
        Target::Disagreement(id) => {
            Some(Link { href: format!("{root}disagreements.html#{id}"), label: "where sources differ".to_owned() })
        }
        Target::Lost(_) => None,
    };
    EditView {
        what: capitalised(edit.what),
        old: written(&edit.old),
        new: written(&edit.new),
        note: site.notes.get(&edit.path).map(|parts| editor::in_place(site, root, parts)).unwrap_or_default(),
        on,
        lost: if let Target::Lost(why) = &edit.target { Some(why) } else { None },
        moved: edit.moved,
        file: &edit.path,
    }
}

/// A date in words; anything else as it stands.
fn written(value: &str) -> String {
    Edtf::parse(value).filter(|date| *date != Edtf::Unknown).map_or_else(|| value.to_owned(), dates::long)
}
