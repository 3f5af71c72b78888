//! How to cite a source, and which were published before and after it.

use jiff::civil::Date;
use serde::Serialize;

use crate::site::cite::Site;
use crate::site::export::references;
use crate::text::edtf::month_name;

use super::sources::{self, SourceRow};

/// A source as a reference. Its title and address stand on the page already.
#[derive(Debug, Serialize)]
pub struct Reference<'s> {
    /// Who wrote it, else who published it.
    pub by: Option<&'s str>,
    /// `2025, October 27`, or `n.d.`.
    pub when: String,
    /// Who published it, where another wrote it.
    pub outlet: Option<&'s str>,
    /// What must be known of the date.
    pub note: Option<String>,
    /// BibTeX.
    pub bibtex: String,
    /// CSL-JSON.
    pub csl: String,
}

/// The sources next to one in time.
#[derive(Debug, Serialize)]
pub struct Neighbours<'s> {
    /// The one before.
    pub before: Option<SourceRow<'s>>,
    /// The one after.
    pub after: Option<SourceRow<'s>>,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, index: usize) -> Reference<'s> {
    let source = &site.story.sources[index];
    let author = source.article.author.as_ref().map(|author| author.text.as_str());
    let outlet = source.article.outlet.as_ref().map(|outlet| outlet.text.as_str());
    let day = references::stated_day(source);
    let date = site.published(index);
    let is_told = day.is_none() && source.published.value.first_day().is_some();
    Reference {
        by: author.or(outlet),
        when: day.map_or_else(|| "n.d.".to_owned(), in_reference),
        outlet: outlet.filter(|_| author.is_some()),
        note: is_told.then(|| format!("date {}: {}", source.published.basis.as_str(), date.text)),
        bibtex: references::bibtex_of(source),
        csl: serde_json::to_string(&references::csl_of(source)).unwrap_or_default(),
    }
}

fn in_reference(day: Date) -> String {
    format!("{}, {} {}", day.year(), month_name(day.month()), day.day())
}

/// The sources next to one in time; none for a source of unknown date.
pub fn neighbours<'s>(site: &'s Site<'s>, root: &str, index: usize) -> Neighbours<'s> {
    let order = &site.by_day;
    let at = order.iter().position(|&source| source == index);
    let row = |at: Option<usize>| Some(sources::row(site, root, *order.get(at?)?));
    Neighbours { before: row(at.map(|at| at + 1)), after: row(at.and_then(|at| at.checked_sub(1))) }
}
