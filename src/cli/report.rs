//! Problems as a person reads them on a terminal.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Location, Severity};

/// Most problems that are printed; the rest are counted.
const MOST: usize = 100;

/// Prints `problems` on standard error, and how many there are of each kind.
pub(super) fn problems(problems: &[Diagnostic]) {
    if problems.is_empty() {
        return;
    }
    let sorted = sorted(problems);
    let mut text = String::new();
    for problem in sorted.iter().take(MOST) {
        text.push_str(&render(problem));
        text.push_str("\n\n");
    }
    text.push_str(&counts(&sorted));
    // Nobody is left to be told that standard error is closed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// The problems as they are printed, without colours: for where they are shown beside a page.
pub(super) fn plain(problems: &[Diagnostic]) -> String {
    let sorted = sorted(problems);
    let shown: Vec<String> = sorted.iter().take(MOST).map(|problem| render(problem)).collect();
    anstream::adapter::strip_str(&shown.join("\n\n")).to_string()
}

/// Each problem once, by file and place.
pub(super) fn sorted(problems: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = problems.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted
}

/// Prints why the machine refused.
pub(super) fn failure(error: &anyhow::Error) {
    let _ = writeln!(anstream::stderr(), "error: {}", printable(&format!("{error:#}")));
}

/// `text` with everything that could move a cursor, colour a terminal or turn the direction of writing made visible.
/// Keeps the number of scalar values.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            c if c.is_control() || is_invisible(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Marks that turn the direction of writing or hide themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn counts(sorted: &[&Diagnostic]) -> String {
    let parts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let noun = severity.as_str();
        match sorted.iter().filter(|p| p.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {noun}")),
            n => Some(format!("{n} {noun}s")),
        }
    });
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let hidden = match sorted.len().saturating_sub(MOST) {
        0 => String::new(),
        n => format!(", {n} not shown"),
    };
    format!("{}{hidden}\n", parts.join(", "))
}

fn render(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let path = printable(&problem.path);
    let title = level.primary_title(printable(&problem.message));
    let mut group: Group<'_> = match &problem.location {
        None => title.element(Origin::path(path)),
        Some(at) if at.excerpt_column == 1 => title.element(snippet(at).path(path)),
        // The renderer counts columns from the beginning of what it is given.
        Some(at) => title.element(Origin::path(path).line(at.line).char_column(at.column)).element(snippet(at)),
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    Renderer::styled().render(&[group])
}

fn snippet(at: &Location) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let line = printable(&at.excerpt);
    let byte = |scalar: usize| line.char_indices().nth(scalar).map_or(line.len(), |(byte, _)| byte);
    let start = at.column.saturating_sub(at.excerpt_column.max(1));
    let span = byte(start)..byte(start + at.width);
    Snippet::source(line).line_start(at.line).annotation(AnnotationKind::Primary.span(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(problem: &Diagnostic) -> String {
        anstream::adapter::strip_str(&render(problem)).to_string()
    }

    #[test]
    fn a_problem_shows_its_line_and_what_to_do() {
        let problem =
            Diagnostic::error("content/a.md", "no such word").at("one\ntwo é three\n", 9..12).help("write it");
        let expected =
            "error: no such word\n --> content/a.md:2:5\n  |\n2 | two é three\n  |     ^^^\n  |\n  = help: write it";
        assert_eq!(plain(&problem), expected);
        assert_eq!(plain(&Diagnostic::warning("seeds", "is empty")), "warning: is empty\n--> seeds");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = ["x".repeat(5000), "HERE".to_owned(), "y".repeat(100_000)].concat();
        let shown = plain(&Diagnostic::error("a", "b").at(&line, 5000..5004));
        assert!(shown.contains("a:1:5001") && shown.contains("xHEREy") && shown.len() < 2000, "{shown}");
        let lines: Vec<&str> = shown.lines().collect();
        let place = lines.iter().position(|line| line.contains("HERE")).unwrap();
        assert_eq!(lines[place].find("HERE"), lines[place + 1].find("^^^^"), "{shown}");
    }

    #[test]
    fn what_moves_a_terminal_is_made_visible() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b\u{9b}c\r"), "a␛[31m\u{fffd}b\u{fffd}c␍");
        let problem = Diagnostic::error("a\u{1b}", "b\u{1b}").at("\u{1b}]0;x\u{7}", 0..1).help("\u{1b}");
        assert!(!plain(&problem).contains(['\u{1b}', '\u{7}']));
        let many = vec![Diagnostic::warning("a", "b"); 2];
        assert_eq!(counts(&many.iter().collect::<Vec<_>>()), "2 warnings\n");
    }
}
