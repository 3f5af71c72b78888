//! The day that a document gives of itself, from the surest place that names one.
//!
//! In: one text with its parts. Out: a [`PrintedDate`] with its basis and reason; `None` where no place names a whole day.

use jiff::civil::Date;

use crate::text::{Span, printed_date};

use super::credit::Occasion;
use super::structure::Classified;
use super::{Basis, PrintedDate, stamp};

/// What the places are looked for in.
pub(super) struct Document<'t> {
    /// The text, blanks for marks.
    pub(super) text: &'t str,
    /// First byte below the front matter.
    pub(super) body: usize,
    pub(super) parts: &'t [Classified],
    /// Place of the dateline; empty where there is none.
    pub(super) dateline: Span,
    /// Of the file, without its extension.
    pub(super) name: &'t str,
}

impl Document<'_> {
    /// Declared; else in a credit line of the publication, a stamp at the head, a notice; else of a change; else in the
    /// dateline; else in the id of a wire report, the file's name, the heading of a printed page.
    pub(super) fn date(&self, declared: Option<Date>) -> Option<PrintedDate> {
        let declared = declared.map(|date| PrintedDate {
            date,
            basis: Basis::Declared,
            span: None,
            reason: "stated in the front matter".to_owned(),
        });
        declared
            .or_else(|| self.credit(Occasion::Published))
            .or_else(|| {
                let stamp = stamp::at_the_head(self.text, self.body).filter(|s| !self.is_printout(s.span))?;
                Some(self.printed("stamp", stamp.date, stamp.span, stamp.span))
            })
            .or_else(|| {
                let notice = stamp::notice(self.text, self.body)?;
                Some(self.printed("notice", notice.date, notice.span, notice.span))
            })
            .or_else(|| self.credit(Occasion::Updated))
            .or_else(|| {
                let found = *printed_date::find(self.dateline.of(self.text), self.dateline.start).first()?;
                Some(self.printed("dateline", found.date, self.dateline, found.span))
            })
            .or_else(|| {
                let id = stamp::wire_id(self.text, self.body)?;
                Some(self.printed("id of the report", id.date, id.span, id.span))
            })
            .or_else(|| self.file_name())
            .or_else(|| {
                let printed = self.credit(Occasion::Printout)?;
                let reason = format!("{}: its page was printed on that day, so it is not younger", printed.reason);
                Some(PrintedDate { basis: Basis::Derived, reason, ..printed })
            })
    }

    /// The first credit line with a day of this occasion.
    fn credit(&self, occasion: Occasion) -> Option<PrintedDate> {
        self.parts.iter().find_map(|part| {
            let found = part.credit.as_ref().filter(|c| c.occasion == occasion)?.date?;
            Some(self.printed("credit line", found.date, part.span, found.span))
        })
    }

    fn is_printout(&self, span: Span) -> bool {
        let of = |part: &&Classified| part.credit.as_ref().is_some_and(|c| c.occasion == Occasion::Printout);
        self.parts.iter().filter(of).any(|part| part.span.contains(span))
    }

    fn file_name(&self) -> Option<PrintedDate> {
        let date = date_of_name(self.name)?;
        let reason = format!("file name “{}”", self.name);
        Some(PrintedDate { date, basis: Basis::Filename, span: None, reason })
    }

    /// `kind` of place, with the words that stand at `line`.
    fn printed(&self, kind: &str, date: Date, line: Span, span: Span) -> PrintedDate {
        let words = line.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        PrintedDate { date, basis: Basis::Printed, span: Some(span), reason: format!("{kind} “{words}”") }
    }
}

/// The day in a file's name: `2024-03-05-post`, `20240305`, `post_2024_03_05`, `ABC20240305.0261`.
fn date_of_name(name: &str) -> Option<Date> {
    let hyphened = name.replace('_', "-");
    let full = printed_date::find(&hyphened, 0).first().map(|found| found.date);
    // Digits among small letters are those of a hash.
    let mut runs = name.split(|c: char| !c.is_ascii_alphanumeric());
    full.or_else(|| {
        runs.find_map(|run| printed_date::compact(run.trim_start_matches(|c: char| c.is_ascii_uppercase())))
    })
}
