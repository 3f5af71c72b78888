//! Front matter: what an editor states of a source, at the very top of its file.
//!
//! In: the decoded text. Out: [`FrontMatter`] and where the article's text begins, or located errors. TOML stands between
//! lines of `+++`, YAML between lines of `---`. A rule of dashes opens front matter only where a key follows it, so that a
//! pasted text may begin with one.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Problems};
use crate::keys;
use crate::text::{one_line, printed_date, unseen};

use super::Policy;

const KEYS: [&str; 7] = ["title", "outlet", "author", "date", "url", "language", "publish"];

/// Lines below which nobody states a policy: a text that speaks of one is no statement.
const TOP: usize = 12;

/// What a correction states besides: the source that it is of.
const OF: &str = "source";

/// What is stated; nothing of it needs to be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) publish: Option<Policy>,
    /// The source corrected, and where it is named: of a correction alone.
    pub(super) source: Option<(String, std::ops::Range<usize>)>,
    /// First byte of the article's own text.
    pub(super) body: usize,
}

/// Whether a text opens with front matter between lines of dashes.
pub(crate) fn is_between_dashes(text: &str) -> bool {
    Frame::find(text).is_some_and(|frame| frame.fence == "---" && frame.close.is_some())
}

/// A key with its value, as either notation gives it.
struct Entry {
    key: String,
    key_at: std::ops::Range<usize>,
    /// The words of the value, or what it is instead of words.
    value: Result<String, &'static str>,
    value_at: std::ops::Range<usize>,
}

/// Reads the front matter of `text`; the default, with `body` 0, where it has none.
///
/// # Errors
/// Every problem found, located in `text`.
pub(super) fn read(path: &str, text: &str) -> Result<FrontMatter, Vec<Diagnostic>> {
    read_with(path, text, &KEYS)
}

/// Reads the front matter of a correction, which names its `source` besides.
///
/// # Errors
/// Every problem found, located in `text`.
pub(super) fn read_correction(path: &str, text: &str) -> Result<FrontMatter, Vec<Diagnostic>> {
    read_with(path, text, &[&[OF], &KEYS[..]].concat())
}

fn read_with(path: &str, text: &str, known: &[&str]) -> Result<FrontMatter, Vec<Diagnostic>> {
    let Some(frame) = Frame::find(text) else { return Ok(FrontMatter::default()) };
    let Some(close) = frame.close else {
        let fence = frame.fence;
        return Err(vec![
            Diagnostic::error(path, "this front matter is opened and never closed")
                .at(text, 0..fence.len())
                .help(format!("put a line `{fence}` after the last key, or remove the first line")),
        ]);
    };
    let inner = frame.inner_start..close.start;
    let entries = if frame.fence == "+++" { toml(path, text, inner) } else { yaml(path, text, inner) };
    let mut matter = FrontMatter { body: close.end, ..FrontMatter::default() };
    let mut problems = Problems::default();
    for entry in entries.map_err(|e| vec![*e])? {
        if known.contains(&entry.key.as_str()) {
            if let Err(problem) = matter.set((path, text), &entry) {
                problems.add(|| *problem);
            }
        } else {
            problems.add(|| unknown((path, text), known, &entry));
        }
    }
    let problems = problems.told();
    if problems.is_empty() { Ok(matter) } else { Err(problems) }
}

/// A line near the top of the text that states how much of it may be public, where none is read: what is to be withheld
/// must not go public over a blank line too many.
pub(super) fn policy_astray(path: &str, text: &str) -> Option<Diagnostic> {
    let body = read(path, text).map_or(0, |matter| matter.body);
    let lines = Lines { text, at: body }.filter(|line| !text[line.clone()].trim().is_empty());
    let line = lines.take(TOP).find(|line| states_policy(&text[line.clone()]))?;
    let stated = line.start..line.start + text[line.clone()].trim_end().len();
    Some(
        Diagnostic::error(path, "this line states what may be public, and stands where nothing is read of it")
            .at(text, stated)
            .help("begin the file with a line ---, put this line below it and another --- below that; or remove it"),
    )
}

/// Whether a line says `publish: private` or the like and nothing else, however it is written.
fn states_policy(line: &str) -> bool {
    let marks = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = line.split(marks).filter(|word| !word.is_empty()).collect();
    let [key, value] = words[..] else { return false };
    let is_set = line.contains([':', '=', '：']);
    is_set
        && key.eq_ignore_ascii_case("publish")
        && policy(&value.to_ascii_lowercase()).is_some_and(|p| p != Policy::Full)
}

/// The two fences.
struct Frame {
    fence: &'static str,
    inner_start: usize,
    /// The closing line, its line end with it.
    close: Option<std::ops::Range<usize>>,
}

impl Frame {
    fn find(text: &str) -> Option<Self> {
        let mut lines = Lines { text, at: 0 };
        let first = lines.next()?;
        let fence = ["+++", "---"].into_iter().find(|fence| text[first.clone()].trim_end() == *fence)?;
        let inner_start = lines.at;
        let mut first_key = None;
        let close = lines.find(|line| {
            let words = text[line.clone()].trim_end();
            if first_key.is_none() && !words.trim().is_empty() && !words.starts_with('#') {
                first_key = Some(opens_with_key(words));
            }
            words == fence || fence == "---" && words == "..."
        });
        let meant = match (fence, &close) {
            ("+++", Some(_)) => true,
            // No key at all: two rules with nothing between them, or with prose.
            _ => first_key.unwrap_or(false),
        };
        meant.then_some(Frame { fence, inner_start, close })
    }
}

/// Whether a line sets one of the known keys, or something written like one: a small word and a colon or equals sign.
fn opens_with_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once([':', '=']) else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let known = KEYS.contains(&key.to_ascii_lowercase().as_str());
    let small = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    known || small && (value.is_empty() || value.starts_with(' '))
}

/// Lines of a text with their line ends (`\n`, `\r\n`, `\r`), as byte ranges.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let break_at = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ends = if rest[break_at..].starts_with("\r\n") { 2 } else { usize::from(break_at < rest.len()) };
        self.at = start + break_at + ends;
        Some(start..self.at)
    }
}

fn toml(path: &str, text: &str, inner: std::ops::Range<usize>) -> Result<Vec<Entry>, Box<Diagnostic>> {
    use toml::de::{DeTable, DeValue};
    let shift = |span: std::ops::Range<usize>| span.start + inner.start..span.end + inner.start;
    // TOML knows no lone carriage return; a space in its place keeps every offset.
    let source = lone_returns_as_newlines(&text[inner.clone()]);
    let table = DeTable::parse(&source).map_err(|e| keys::unreadable(path, text, &inner, &e))?;
    let mut entries: Vec<_> = table
        .get_ref()
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_at: shift(key.span()),
            value: match value.get_ref() {
                DeValue::String(words) => Ok(words.to_string()),
                DeValue::Datetime(stamp) => Ok(stamp.to_string()),
                DeValue::Integer(number) => Ok(number.to_string()),
                DeValue::Float(number) => Ok(number.to_string()),
                DeValue::Boolean(_) => Err("true or false"),
                DeValue::Array(_) => Err("a list"),
                DeValue::Table(_) => Err("a table"),
            },
            value_at: shift(value.span()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_at.start);
    Ok(entries)
}

fn yaml(path: &str, text: &str, inner: std::ops::Range<usize>) -> Result<Vec<Entry>, Box<Diagnostic>> {
    use serde_json::Value;
    let source = lone_returns_as_newlines(&text[inner.clone()]);
    let table: serde_json::Map<String, Value> = serde_saphyr::from_str(&source).map_err(|e| {
        let line = e.location().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
        let at = Lines { text: &source, at: 0 }.nth(line.saturating_sub(1)).unwrap_or(0..0);
        let at = at.start + inner.start..at.start + source[at.clone()].trim_end().len() + inner.start;
        if let serde_saphyr::Error::DuplicateMappingKey { key: Some(key), .. } = e.without_snippet() {
            let twice = Diagnostic::error(path, format!("`{}` is set twice", one_line(key)));
            return twice.at(text, at).help("keep one of the two lines");
        }
        Diagnostic::error(path, "this front matter is not YAML: expected `key: value` lines")
            .at(text, at)
            .help("write each line as `key: value`, with quotation marks around a value that holds a colon")
    })?;
    let mut lines: HashMap<&str, std::ops::Range<usize>> = HashMap::new();
    for line in (Lines { text: &source, at: 0 }) {
        let key = source[line.clone()].split(':').next().unwrap_or_default();
        lines.entry(key.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')).or_insert(line);
    }
    let entries = table.into_iter().map(|(key, value)| {
        let line = lines.get(key.as_str()).cloned().unwrap_or(0..0);
        let words = source[line.clone()].trim_end();
        let colon = words.find(':').map_or(words.len(), |at| at + 1);
        let gap = words[colon..].len() - words[colon..].trim_start().len();
        let start = line.start + inner.start;
        Entry {
            key_at: start..start + colon.saturating_sub(1),
            value_at: start + colon + gap..start + words.len(),
            value: match value {
                Value::String(words) => Ok(words),
                Value::Number(number) => Ok(number.to_string()),
                Value::Null => Ok(String::new()),
                Value::Bool(_) => Err("true or false"),
                Value::Array(_) => Err("a list"),
                Value::Object(_) => Err("a table"),
            },
            key,
        }
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| entry.key_at.start);
    Ok(entries)
}

fn lone_returns_as_newlines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
    out
}

fn unknown((path, text): (&str, &str), known: &[&str], entry: &Entry) -> Diagnostic {
    Diagnostic::error(path, format!("the front matter has an unknown key `{}`", one_line(&entry.key)))
        .at(text, entry.key_at.clone())
        .help(format!("the known keys are {}", known.join(", ")))
}

impl FrontMatter {
    /// Takes the value of a known key.
    fn set(&mut self, (path, text): (&str, &str), entry: &Entry) -> Result<(), Box<Diagnostic>> {
        let wrong = |what: String, help: &str| {
            Box::new(Diagnostic::error(path, what).at(text, entry.value_at.clone()).help(help))
        };
        let key = entry.key.as_str();
        let words = entry
            .value
            .as_ref()
            .map_err(|kind| wrong(format!("`{key}` is {kind}, not text"), "give one line of text"))?;
        let words = unseen::shown(&one_line(words));
        if words.is_empty() {
            return Ok(());
        }
        match key {
            OF => self.source = Some((words, entry.value_at.clone())),
            "title" => self.title = Some(words),
            "outlet" => self.outlet = Some(words),
            "author" => self.author = Some(words),
            "date" => {
                let date = printed_date::parse_iso(&words);
                self.date = Some(date.ok_or_else(|| {
                    wrong(format!("`{words}` is not a day of the calendar"), "write the date as YYYY-MM-DD")
                })?);
            }
            "url" if is_web_address(&words) => self.url = Some(words),
            "url" => {
                return Err(wrong(
                    "this is not an absolute web address".to_owned(),
                    "begin it with https:// or http://",
                ));
            }
            "language" if is_language_tag(&words) => self.language = Some(words),
            "language" => {
                return Err(wrong(
                    format!("`{words}` is not a language tag"),
                    "write a BCP 47 tag, such as en or pt-BR",
                ));
            }
            _ => {
                self.publish = Some(policy(&words).ok_or_else(|| {
                    wrong(format!("`{words}` is not a publish policy"), "choose one of full, excerpt, link, private")
                })?);
            }
        }
        Ok(())
    }
}

fn policy(word: &str) -> Option<Policy> {
    match word {
        "full" => Some(Policy::Full),
        "excerpt" => Some(Policy::Excerpt),
        "link" => Some(Policy::Link),
        "private" => Some(Policy::Private),
        _ => None,
    }
}

fn is_web_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let clean =
        !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`'));
    clean && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary =
        parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    primary && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match read("seeds/x.txt", text) {
            Ok(matter) if matter.body == 0 => "none".to_owned(),
            Ok(m) => {
                let fields = [m.title, m.outlet, m.author, m.date.map(|d| d.to_string()), m.url, m.language];
                let fields = fields.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("|");
                format!("{fields}|{:?} then {:?}", m.publish, &text[m.body..])
            }
            Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        }
    }

    #[test]
    fn of_very_many_unknown_keys_the_first_are_told_each_on_its_line() {
        let keys: String = (0..300).map(|n| format!("key{n}: v\n")).collect();
        let told = read("x", &format!("---\ntitle: x\n{keys}---\nText.")).unwrap_err();
        assert_eq!(told.len(), Problems::MOST + 1);
        assert_eq!(told[11].to_string(), "x:14:1: the front matter has an unknown key `key11`");
        assert_eq!(told[Problems::MOST].message, "250 more problems of this file are not told");
    }

    #[test]
    fn both_notations_say_the_same() {
        let expected = "A: b|The Post|Ann Lee|2024-03-05|https://example.com/a|en|Some(Link) then \"Text.\"";
        let toml = "+++\ntitle = \"A: b\"\noutlet = \"The Post\"\nauthor = \"Ann Lee\"\ndate = 2024-03-05\nurl = \"https://example.com/a\"\nlanguage = \"en\"\npublish = \"link\"\n+++\nText.";
        let yaml = "---\ntitle: \"A: b\"\noutlet: The Post\nauthor: Ann Lee\ndate: 2024-03-05\nurl: https://example.com/a\nlanguage: en\npublish: link\n---\nText.";
        for text in [toml, yaml] {
            assert_eq!(show(text), expected);
            assert_eq!(show(&text.replace('\n', "\r\n")), expected);
            assert_eq!(show(&text.replace('\n', "\r")), expected);
        }
    }

    #[test]
    fn problems_are_located_in_the_file() {
        let cases = [
            (
                "+++\ntitle = \"x\"\ncolour = \"red\"\n+++\n",
                "seeds/x.txt:3:1: the front matter has an unknown key `colour`",
            ),
            ("---\ntitle: x\ncolour: red\n---\n", "seeds/x.txt:3:1: the front matter has an unknown key `colour`"),
            ("+++\ndate = 2024-13-01\n+++\n", "seeds/x.txt:2:8: this is not TOML"),
            ("+++\ndate = \"2024-02-30\"\n+++\n", "seeds/x.txt:2:8: `2024-02-30` is not a day of the calendar"),
            ("---\nurl: javascript:alert(1)\n---\n", "seeds/x.txt:2:6: this is not an absolute web address"),
            ("---\npublish: some\n---\n", "seeds/x.txt:2:10: `some` is not a publish policy"),
            ("---\nlanguage: English (UK)\n---\n", "seeds/x.txt:2:11: `English (UK)` is not a language tag"),
            ("---\ntitle: [a, b]\n---\n", "seeds/x.txt:2:8: `title` is a list, not text"),
            ("---\ntitle: x\nText without an end", "seeds/x.txt:1:1: this front matter is opened and never closed"),
            ("---\ntitle: \"x\nText\n---\n", "seeds/x.txt:"),
        ];
        for (given, expected) in cases {
            assert!(show(given).starts_with(expected), "{given:?}: {}", show(given));
        }
    }

    #[test]
    fn deep_nesting_is_refused_rather_than_followed() {
        for deep in [
            "[".repeat(100_000),
            "{a: ".repeat(50_000),
            "{a=".repeat(50_000),
            "- ".repeat(50_000),
            "&a [*a, ".repeat(9_000),
        ] {
            assert!(read("seeds/x.txt", &format!("---\ntitle: {deep}\n---\nIt rained.")).is_err());
            assert!(read("seeds/x.txt", &format!("+++\ntitle = {deep}\n+++\nIt rained.")).is_err());
        }
    }

    #[test]
    fn a_policy_that_is_not_read_is_told() {
        let astray = |text: &str| policy_astray("seeds/x.txt", text).map(|problem| problem.to_string());
        for (text, place) in [
            ("\n---\npublish: private\n---\nIt rained.", "3:1"),
            (" ---\n  publish: private\n---\nIt rained.", "2:1"),
            ("---\n{publish: link}\n---\nIt rained.", "2:1"),
            ("```\nPublish = 'excerpt'\n```\nIt rained.", "2:1"),
            ("---\ntitle: x\n---\n---\npublish: PRIVATE\n---\nIt rained.", "5:1"),
            ("—--\r\n**publish**: private\r\n—--\r\nIt rained.", "2:1"),
        ] {
            assert!(astray(text).is_some_and(|told| told.starts_with(&format!("seeds/x.txt:{place}:"))), "{text:?}");
        }
        for text in [
            "---\npublish: private\n---\nIt rained.",
            "They publish private letters.\n",
            "Publish: private letters and more.\n",
            "publish: full\n",
            &format!("{}publish: private\n", "It rained.\n".repeat(TOP)),
        ] {
            assert_eq!(astray(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        for text in [
            "---\nThe council met.\n---\nMore.",
            "---\n\nText",
            "---\nRiverton: The council met.\n",
            "Text\n---\n",
            "",
            "---",
        ] {
            assert_eq!(show(text), "none", "{text:?}");
        }
    }
}
