//! The page that searches: what there is to choose from. A script does the rest; without one the page says so.

use serde::Serialize;

use crate::site::cite::Site;
use crate::site::search::Search;

use super::sources::{self, SourceRow};

/// Path of the page.
pub const PATH: &str = "search.html";

/// Most sources that are offered one by one, and listed for who has no scripts.
const MOST: usize = 60;

/// The search.
#[derive(Debug, Default, Serialize)]
pub struct SearchView<'s> {
    /// Digest of the index.
    pub version: String,
    /// Outlets to choose from.
    pub outlets: Vec<Choice<'s>>,
    /// Sources to choose from, where they are few.
    pub sources: Vec<Choice<'s>>,
    /// Whether any source has a date to choose by.
    pub dated: bool,
    /// The sources, where they are few.
    pub rows: Vec<SourceRow<'s>>,
}

/// An outlet or a source to choose.
#[derive(Debug, Serialize)]
pub struct Choice<'s> {
    /// What stands in the address: stays the same while the outlet or source does.
    pub value: String,
    /// Its number in the index.
    pub number: usize,
    /// What a reader sees.
    pub label: &'s str,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    sources::exists(site)
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str, search: Option<&'s Search>) -> SearchView<'s> {
    let Some(search) = search else { return SearchView::default() };
    let outlet = |(number, name): (usize, &'s String)| Choice { value: name.clone(), number, label: name };
    let source = |(number, &source): (usize, &usize)| {
        let page = site.paths[source].trim_start_matches("articles/").trim_end_matches(".html");
        Choice { value: format!("page:{page}"), number, label: &site.labels[source] }
    };
    let few = search.sources.len() <= MOST;
    SearchView {
        version: search.version.clone(),
        outlets: search.outlets.iter().enumerate().map(outlet).collect(),
        sources: search.sources.iter().enumerate().filter(|_| few).map(source).collect(),
        dated: search.sources.iter().any(|&source| site.story.sources[source].published.value.first_day().is_some()),
        rows: if few { sources::rows(site, root) } else { Vec::new() },
    }
}
