//! What a person reads when a build is done.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use clap::builder::styling::Style;

use super::report::printable;
use crate::corpus::Basis;
use crate::publish::Changes;
use crate::site::Output;
use crate::story::{DateBasis, Source, Story};

/// Most sources that are listed one by one.
const MOST: usize = 20;
/// Most characters of a title.
const LONGEST: usize = 160;

const LABEL: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

/// Writes what was read, what was inferred, what was written and where to click.
pub(super) fn write(
    out: &mut impl Write,
    story: &Story,
    outputs: &[Output],
    changes: Changes,
    folder: &Path,
) -> io::Result<()> {
    let sources = &story.sources;
    let words = sources.iter().map(|s| s.article.words).sum();
    writeln!(
        out,
        "{LABEL}Read{LABEL:#}   {}, {}: {}",
        count(sources.len(), "source"),
        count(words, "word"),
        dated(story)
    )?;
    for source in sources.iter().take(MOST) {
        write_source(out, source)?;
    }
    if sources.len() > MOST {
        let rest = sources.len() - MOST;
        writeln!(out, "       … and {}, all of them listed in sources.html", count(rest, "more source"))?;
    }
    let bytes: usize = outputs.iter().map(|o| o.bytes.len()).sum();
    let Changes { added, changed, unchanged, removed } = changes;
    writeln!(
        out,
        "{LABEL}Wrote{LABEL:#}  {} in {}, {} kB: {} new, {} changed, {} unchanged, {} removed",
        count(pages(outputs), "page"),
        count(outputs.len(), "file"),
        grouped(bytes.div_ceil(1000)),
        grouped(added),
        grouped(changed),
        grouped(unchanged),
        grouped(removed),
    )?;
    writeln!(out, "{LABEL}Open{LABEL:#}   {}", printable(&folder.join("index.html").to_string_lossy()))
}

/// Writes what was checked.
pub(super) fn write_checked(out: &mut impl Write, story: &Story, outputs: &[Output]) -> io::Result<()> {
    writeln!(
        out,
        "{LABEL}Checked{LABEL:#}  {}, {}, {}; nothing was written",
        count(story.sources.len(), "source"),
        count(pages(outputs), "page"),
        count(outputs.len(), "file"),
    )
}

/// How many of the files are pages.
pub(super) fn pages(outputs: &[Output]) -> usize {
    outputs.iter().filter(|o| Path::new(&o.path).extension().is_some_and(|e| e == "html")).count()
}

/// How many dates are known in which way, the surest first.
fn dated(story: &Story) -> String {
    let kinds = [DateBasis::Declared, DateBasis::Printed, DateBasis::Resolved, DateBasis::Inferred, DateBasis::Unknown];
    let of = |basis| story.sources.iter().filter(|s| s.published.basis == basis).count();
    let known = kinds.into_iter().map(|basis| (of(basis), basis)).filter(|&(n, _)| n > 0);
    let parts: Vec<_> = known.map(|(n, basis)| format!("{n} {}", basis.as_str())).collect();
    format!("date {}", parts.join(", "))
}

fn write_source(out: &mut impl Write, source: &Source) -> io::Result<()> {
    let article = &source.article;
    let derived = if article.title.basis == Basis::Derived { " (from its first sentence)" } else { "" };
    writeln!(out, "       {}", printable(&article.path))?;
    writeln!(out, "         {}{QUIET}{derived}{QUIET:#}", printable(&shortened(&article.title.text)))?;
    let date = match source.published.basis {
        DateBasis::Unknown => "date unknown".to_owned(),
        basis => format!("{} {}", source.published.value, basis.as_str()),
    };
    writeln!(out, "         {date}{QUIET}: {}{QUIET:#}", printable(&source.published.reason))
}

/// The beginning of a title that is longer than a terminal would show.
fn shortened(title: &str) -> Cow<'_, str> {
    title.char_indices().nth(LONGEST).map_or(title.into(), |(end, _)| format!("{}…", title[..end].trim_end()).into())
}

fn count(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands set apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!([0, 1, 999, 1000, 1_234_567].map(grouped), ["0", "1", "999", "1,000", "1,234,567"]);
        assert_eq!([0, 1, 2].map(|n| count(n, "page")), ["0 pages", "1 page", "2 pages"]);
    }
}
