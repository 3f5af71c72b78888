//! Files of keys and values in TOML, as an editor writes them.
//!
//! In: the text and the keys that it may hold. Out: what is read of it, or every problem at once, each with its place
//! and what to do: a file with five faults is mended in one round.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Problems};
use crate::text::one_line;

/// Similarity (Jaro–Winkler) from which a known key is offered for an unknown one.
const NEAR: f64 = 0.8;

/// What is wrong with the words of a value, as the end of a sentence that begins with the key, and what to do.
pub(crate) type Wrong = (String, &'static str);

/// What the value of a key is.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Words that somebody wrote.
    Words,
    /// Words that must be more than a text.
    Checked(fn(&str) -> Option<Wrong>),
    /// Several of them.
    List(fn(&str) -> Option<Wrong>),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number from 1 on.
    Number,
    /// A day, or words.
    Day,
    /// Keys below a heading of their own.
    Table(&'static [Key]),
    /// Any number of such headings.
    Tables(&'static [Key]),
}

/// A key that a file may hold.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Whether the file says nothing without it.
    pub(crate) needed: bool,
}

impl Key {
    pub(crate) const fn may(name: &'static str, kind: Kind) -> Key {
        Key { name, kind, needed: false }
    }

    pub(crate) const fn must(name: &'static str, kind: Kind) -> Key {
        Key { name, kind, needed: true }
    }
}

/// Reads the TOML at `range` of `text`.
///
/// # Errors
/// Every problem, located in `text`.
pub(crate) fn read<T: DeserializeOwned>(
    path: &str,
    text: &str,
    range: Range<usize>,
    keys: &[Key],
) -> Result<T, Vec<Diagnostic>> {
    let source = &text[range.clone()];
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut file = File::default();
    if errors.is_empty() {
        file.table(&table, keys);
    } else {
        file.problems.extend(errors.iter().map(|error| syntax(source, error)));
    }
    if file.problems.is_empty() {
        match toml::from_str(source) {
            Ok(read) => return Ok(read),
            Err(error) => file.problems.push(syntax(source, &error)),
        }
    }
    file.problems.sort();
    file.problems.dedup();
    let mut told = Problems::default();
    file.problems.into_iter().for_each(|problem| told.add(|| problem.located(path, text, range.start)));
    Err(told.told())
}

/// The one problem of TOML at `range` of `text` that cannot be read at all.
pub(crate) fn unreadable(path: &str, text: &str, range: &Range<usize>, error: &toml::de::Error) -> Diagnostic {
    syntax(&text[range.clone()], error).located(path, text, range.start)
}

/// What the parser says of the TOML `source`, with what to do.
fn syntax(source: &str, error: &toml::de::Error) -> Problem {
    let at = error.span().unwrap_or(0..source.len());
    let said = one_line(error.message());
    let (message, help) = if said == "duplicate key" {
        let key = source.get(at.clone()).unwrap_or_default();
        (format!("`{}` is set twice", one_line(key)), "keep one of the two lines")
    } else if said.starts_with("invalid string") || said.contains("basic string") || said.contains("literal string") {
        (format!("this is not TOML: {said}"), "close the quotation marks on the same line: `key = \"value\"`")
    } else if said.contains("date") || said.contains("month") {
        (format!("this is not TOML: {said}"), "write a day of the calendar as \"YYYY-MM-DD\"")
    } else if said.contains("table") {
        (format!("this is not TOML: {said}"), "write a heading as `[name]`, or `[[name]]` where there may be several")
    } else {
        (format!("this is not TOML: {said}"), "write each line as `key = \"value\"`, words in quotation marks")
    };
    Problem { start: at.start, end: at.end, message, help: help.to_owned() }
}

/// Words that must be some: for titles and names.
pub(crate) fn filled(words: &str) -> Option<Wrong> {
    words.trim().is_empty().then(|| ("is empty".to_owned(), "write the words, or leave the line out"))
}

/// One problem, at bytes of the TOML.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    start: usize,
    end: usize,
    message: String,
    help: String,
}

impl Problem {
    /// The same with its place in `text`, where the TOML begins at byte `offset`.
    fn located(self, path: &str, text: &str, offset: usize) -> Diagnostic {
        Diagnostic::error(path, self.message).at(text, self.start + offset..self.end + offset).help(self.help)
    }
}

/// A file while it is looked through.
#[derive(Default)]
struct File {
    problems: Vec<Problem>,
}

impl File {
    fn table(&mut self, table: &Spanned<DeTable<'_>>, keys: &[Key]) {
        for (key, value) in table.get_ref() {
            match keys.iter().find(|known| known.name == key.get_ref()) {
                Some(known) => self.value(known.name, value, known.kind),
                None => self.unknown(key.get_ref(), key.span(), keys),
            }
        }
        // A key that is mistyped is not missing besides.
        let unknown = table.get_ref().keys().filter(|key| keys.iter().all(|known| known.name != key.get_ref()));
        let meant: Vec<&str> = unknown.filter_map(|key| near(key.get_ref(), keys)).collect();
        let missing = |key: &&Key| key.needed && !table.get_ref().contains_key(key.name) && !meant.contains(&key.name);
        for key in keys.iter().filter(missing) {
            // The table of a whole file begins where its text does.
            let help = format!("add a line `{} = {}`", key.name, example(key.kind));
            self.tell(table.span().start..table.span().start, format!("`{}` is missing", key.name), help);
        }
    }

    fn unknown(&mut self, key: &str, at: Range<usize>, keys: &[Key]) {
        let meant = near(key, keys).map(|name| format!("perhaps `{name}` is meant; ")).unwrap_or_default();
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        self.tell(at, format!("unknown key `{key}`"), format!("{meant}the known keys are {}", known.join(", ")));
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, kind: Kind) {
        let at = value.span();
        match (kind, value.get_ref()) {
            (Kind::Words | Kind::Day, DeValue::String(_)) | (Kind::Day, DeValue::Datetime(_)) => {}
            (Kind::Checked(check), DeValue::String(words)) => {
                if let Some((wrong, help)) = check(words) {
                    self.tell(at, format!("`{name}` {wrong}"), help);
                }
            }
            (Kind::List(check), DeValue::Array(all)) => {
                all.iter().for_each(|one| self.value(name, one, Kind::Checked(check)));
            }
            (Kind::OneOf(words), DeValue::String(word)) if words.contains(&&**word) => {}
            (Kind::OneOf(words), DeValue::String(word)) => {
                self.tell(at, format!("`{name}` cannot be `{word}`"), format!("choose one of {}", words.join(", ")));
            }
            (Kind::Number, DeValue::Integer(number)) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                if read.is_err() || read.is_ok_and(|number| number < 1) {
                    let help = format!("write a whole number from 1 to {}", i64::MAX);
                    self.tell(at, format!("`{name}` cannot be {number}"), help);
                }
            }
            (Kind::Table(keys), DeValue::Table(table)) => {
                self.table(&Spanned::new(at, table.clone()), keys);
            }
            (Kind::Tables(keys), DeValue::Array(all)) => {
                for one in all {
                    match one.get_ref() {
                        DeValue::Table(table) => self.table(&Spanned::new(one.span(), table.clone()), keys),
                        other => self.mistaken(name, one.span(), other, Kind::Table(keys)),
                    }
                }
            }
            (kind, other) => self.mistaken(name, at, other, kind),
        }
    }

    /// A value of another kind than the key's.
    fn mistaken(&mut self, name: &str, at: Range<usize>, value: &DeValue<'_>, kind: Kind) {
        let is = match value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let wanted = match kind {
            Kind::Words | Kind::Checked(_) | Kind::OneOf(_) => "text",
            Kind::List(_) => "a list of texts",
            Kind::Number => "a whole number",
            Kind::Day => "a date",
            Kind::Table(_) | Kind::Tables(_) => "a table",
        };
        let help = match kind {
            Kind::Table(_) => format!("write a line `[{name}]` and its keys below it"),
            Kind::Tables(_) => format!("write a line `[[{name}]]` and its keys below it"),
            _ => format!("write `{name} = {}`", example(kind)),
        };
        self.tell(at, format!("`{name}` is {is}, not {wanted}"), help);
    }

    fn tell(&mut self, at: Range<usize>, message: String, help: impl Into<String>) {
        self.problems.push(Problem { start: at.start, end: at.end, message, help: help.into() });
    }
}

/// The known key that `key` is most like, if it is like one.
fn near(key: &str, keys: &[Key]) -> Option<&'static str> {
    let known = keys.iter().map(|known| (strsim::jaro_winkler(key, known.name), known.name));
    let near = known.filter(|(likeness, _)| *likeness >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0));
    near.map(|(_, name)| name)
}

/// A value as it is written.
fn example(kind: Kind) -> String {
    match kind {
        Kind::Words | Kind::Checked(_) => "\"…\"".to_owned(),
        Kind::List(_) => "[\"…\", \"…\"]".to_owned(),
        Kind::OneOf(words) => format!("\"{}\"", words.join("\" or \"")),
        Kind::Number => "100".to_owned(),
        Kind::Day => "\"YYYY-MM-DD\"".to_owned(),
        Kind::Table(_) | Kind::Tables(_) => "{ … }".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIP: [Key; 2] = [Key::must("name", Kind::Checked(filled)), Key::may("crew", Kind::Number)];
    const KEYS: [Key; 5] = [
        Key::may("port", Kind::Words),
        Key::may("flags", Kind::List(filled)),
        Key::may("state", Kind::OneOf(&["open", "closed"])),
        Key::may("since", Kind::Day),
        Key::may("ship", Kind::Tables(&SHIP)),
    ];

    fn told(toml: &str) -> Vec<String> {
        let text = format!("+++\n{toml}");
        let problems = read::<toml::Table>("x", &text, 4..text.len(), &KEYS).err().unwrap_or_default();
        let line = |problem: Diagnostic| {
            assert!(problem.location.is_some(), "{problem}");
            format!("{problem}; {}", problem.help.clone().expect("what to do"))
        };
        problems.into_iter().map(line).collect()
    }

    #[test]
    fn every_problem_is_told_at_once() {
        assert_eq!(
            told("port = 'a'\nflags = ['b']\nstate = 'open'\nsince = 2024-05-01\n[[ship]]\nname = 'c'\n"),
            [""; 0]
        );
        assert_eq!(
            told(
                "prot = 'a'\nport = 3\nflags = 'b'\nstate = 'shut'\nsince = true\n[[ship]]\ncrew = -1\n[[ship]]\nname = ' '\ncrew = 9999999999999999999\n"
            ),
            [
                "x:2:1: unknown key `prot`; perhaps `port` is meant; the known keys are port, flags, state, since, ship",
                "x:3:8: `port` is a whole number, not text; write `port = \"…\"`",
                "x:4:9: `flags` is text, not a list of texts; write `flags = [\"…\", \"…\"]`",
                "x:5:9: `state` cannot be `shut`; choose one of open, closed",
                "x:6:9: `since` is true or false, not a date; write `since = \"YYYY-MM-DD\"`",
                "x:7:1: `name` is missing; add a line `name = \"…\"`",
                "x:8:8: `crew` cannot be -1; write a whole number from 1 to 9223372036854775807",
                "x:10:8: `name` is empty; write the words, or leave the line out",
                "x:11:8: `crew` cannot be 9999999999999999999; write a whole number from 1 to 9223372036854775807",
            ]
        );
    }

    #[test]
    fn broken_syntax_is_located_with_what_to_do() {
        for (toml, place, help) in [
            ("port = 'a\n", "x:2:", "close the quotation marks"),
            ("port = 'a'\nport = 'b'\n", "x:3:1: `port` is set twice", "keep one"),
            ("since = 2024-13-01\n", "x:2:9", "YYYY-MM-DD"),
            ("[[ship]\n", "x:2:", "heading"),
            ("port\n", "x:2:", "write each line"),
        ] {
            let told = told(toml);
            assert!(told[0].starts_with(place) && told[0].contains(help), "{toml}: {told:?}");
        }
        assert_eq!(told("port 'a'\nstate 'open'\n").len(), 2, "each line that is none");
    }
}
