//! `content/site.toml` to resolved settings.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::Diagnostic;
use crate::keys::{self, Key, Kind};
use crate::text::{one_line, unseen};

/// Name of the file in `content/`.
pub const FILE: &str = "site.toml";

/// The file, as messages name it.
const PATH: &str = "content/site.toml";

/// How much of a source goes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// The whole text.
    #[default]
    Full,
    /// The cited sentences and a link.
    Excerpt,
    /// A link only.
    Link,
    /// Counted, never shown.
    Private,
}

impl Policy {
    /// As an editor writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Policy::Full => "full",
            Policy::Excerpt => "excerpt",
            Policy::Link => "link",
            Policy::Private => "private",
        }
    }
}

/// What is read of the sources at most; what is beyond is refused, so that no file holds a build up or fills the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of one source.
    pub source_bytes: usize,
    /// Bytes of all sources.
    pub all_bytes: u64,
    /// Bytes of one line, which is a paragraph in most pasted texts.
    pub line_bytes: usize,
    /// Paragraphs, headings and items of one source.
    pub paragraphs: usize,
    /// Depth to which lists, quotations and emphasis of a Markdown source stand in each other.
    pub nesting: usize,
}

impl Limits {
    /// As far as this program can go at all: for documents that are read one by one.
    pub const WIDEST: Limits = Limits {
        source_bytes: 16 << 20,
        all_bytes: u64::MAX,
        line_bytes: usize::MAX,
        paragraphs: usize::MAX,
        nesting: usize::MAX,
    };
}

/// Several times a long book, an archive of a hundred thousand articles, a chapter without a break, the verses of an epic.
impl Default for Limits {
    fn default() -> Self {
        Limits {
            source_bytes: 4_000_000,
            all_bytes: 1_000_000_000,
            line_bytes: 500_000,
            paragraphs: 20_000,
            nesting: 100,
        }
    }
}

/// What the editor set for the whole site. All of it is optional in `site.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Title of the story; derived from the sources where absent.
    pub title: Option<String>,
    /// One line below the title.
    pub standfirst: Option<String>,
    /// Who answers for the site.
    pub publisher: Option<String>,
    /// Address of the site, `http(s)://…/`, with a closing slash.
    pub base_url: Option<String>,
    /// What may be shown of each source.
    pub policy: Policy,
    /// Whether `publish` was stated rather than defaulted.
    pub policy_stated: bool,
    /// What is read at most.
    pub limits: Limits,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Option<Spanned<String>>,
    standfirst: Option<Spanned<String>>,
    publisher: Option<Spanned<String>>,
    base_url: Option<String>,
    publish: Option<Policy>,
    #[serde(default)]
    limits: Limits,
}

const LIMITS: [Key; 5] = [
    Key::may("source_bytes", Kind::Number),
    Key::may("all_bytes", Kind::Number),
    Key::may("line_bytes", Kind::Number),
    Key::may("paragraphs", Kind::Number),
    Key::may("nesting", Kind::Number),
];

const KEYS: [Key; 6] = [
    Key::may("title", Kind::Checked(keys::filled)),
    Key::may("standfirst", Kind::Checked(keys::filled)),
    Key::may("publisher", Kind::Checked(keys::filled)),
    Key::may("base_url", Kind::Checked(no_base_url)),
    Key::may("publish", Kind::OneOf(&["full", "excerpt", "link", "private"])),
    Key::may("limits", Kind::Table(&LIMITS)),
];

fn no_base_url(words: &str) -> Option<keys::Wrong> {
    parse_base_url(words).err().map(|why| (why, "write the address of the site, such as `https://example.org/story/`"))
}

/// Reads the text of `content/site.toml`; the defaults where it is empty.
///
/// # Errors
/// Every problem of the file, located: unknown keys, wrong types, a base URL that is none.
pub fn parse(text: &str) -> Result<Settings, Vec<Diagnostic>> {
    let written: Written = keys::read(PATH, text, 0..text.len(), &KEYS)?;
    let mut problems = Vec::new();
    let mut line = |value: Option<Spanned<String>>, key: &str| {
        let value = value?;
        let span = value.span();
        let words = unseen::shown(&one_line(&value.into_inner()));
        if words.is_empty() {
            let problem = Diagnostic::error(PATH, format!("`{key}` is empty")).at(text, span);
            problems.push(problem.help("write the words, or leave the line out"));
        }
        Some(words)
    };
    let limits =
        Limits { source_bytes: written.limits.source_bytes.min(Limits::WIDEST.source_bytes), ..written.limits };
    let (title, standfirst, publisher) =
        (line(written.title, "title"), line(written.standfirst, "standfirst"), line(written.publisher, "publisher"));
    let base_url = written.base_url.and_then(|url| parse_base_url(&url).ok());
    if !problems.is_empty() {
        return Err(problems);
    }
    let (policy, policy_stated) = (written.publish.unwrap_or_default(), written.publish.is_some());
    Ok(Settings { title, standfirst, publisher, base_url, policy, policy_stated, limits })
}

/// Reads the address of a site: `http(s)://host/path/`; the closing slash is added where it is missing.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with its name.
pub fn parse_base_url(text: &str) -> Result<String, String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "https" && scheme != "http" {
        return Err("must begin with https:// or http://".to_owned());
    }
    let (place, path) = rest.split_once('/').unwrap_or((rest, ""));
    if !is_host(place) {
        return Err("has no proper host name".to_owned());
    }
    if path.split('/').any(|part| part == "." || part == "..") {
        return Err("must not lead up again with `..`".to_owned());
    }
    if let Some((_, bad)) = path.match_indices('%').map(|(at, _)| path.split_at(at)).find(|(_, rest)| !is_escape(rest))
    {
        return Err(format!("has a `%` without two hexadecimal digits: `{}`", bad.chars().take(3).collect::<String>()));
    }
    if let Some(odd) = text.chars().find(|&c| !c.is_ascii_graphic() || "<>\"'`\\^{}|?#".contains(c)) {
        return Err(format!("must not contain {odd:?}"));
    }
    let closed = if path.is_empty() || path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    Ok(format!("{scheme}://{}/{closed}", place.to_ascii_lowercase()))
}

/// Whether this can be a host, with a port or without one.
fn is_host(place: &str) -> bool {
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !place.ends_with(']') => (host, Some(port)),
        _ => (place, None),
    };
    let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0);
    let is_label = |label: &str| {
        let fits = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (1..=63).contains(&label.len()) && fits && !label.starts_with('-') && !label.ends_with('-')
    };
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_name = || host.strip_suffix('.').unwrap_or(host).split('.').all(is_label);
    port.is_none_or(is_port) && v6.map_or_else(is_name, |address| address.parse::<std::net::Ipv6Addr>().is_ok())
}

fn is_escape(text: &str) -> bool {
    text.get(1..3).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        parse(text).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_set_is_read() {
        let settings = parse("title = 'A  strike'\npublish = 'excerpt'\nbase_url = 'https://example.org/a'\n").unwrap();
        assert_eq!(settings.title.as_deref(), Some("A strike"));
        assert_eq!(settings.base_url.as_deref(), Some("https://example.org/a/"));
        assert_eq!((settings.policy, settings.policy_stated), (Policy::Excerpt, true));
        assert_eq!(parse("").unwrap(), Settings::default());
        let limits = parse("[limits]\nline_bytes = 80\nsource_bytes = 99_999_999\n").unwrap().limits;
        assert_eq!(limits, Limits { line_bytes: 80, source_bytes: 16 << 20, ..Limits::default() });
    }

    #[test]
    fn what_is_wrong_is_located() {
        assert!(problem("title = 'x'\ntitel = 'y'\n").starts_with("content/site.toml:2:1: unknown key `titel`"));
        assert!(problem("publish = 'some'").starts_with("content/site.toml:1:11: `publish` cannot be `some`"));
        assert!(problem("title = 3").starts_with("content/site.toml:1:9: `title` is a whole number"));
        assert!(problem("[limits]\nlines = 3").starts_with("content/site.toml:2:1: unknown key `lines`"));
        assert!(problem("title = 'a\n").starts_with("content/site.toml:1:"));
        assert_eq!(
            problem("title = ' '\nbase_url = 'example.org'"),
            "content/site.toml:1:9: `title` is empty\n\
             content/site.toml:2:12: `base_url` must begin with https:// or http://"
        );
    }

    #[test]
    fn a_base_url_is_an_address_and_no_more() {
        for bad in
            ["", "example.org", "javascript:alert(1)", "https:///a", "https://a b/", "https://a/?q", "https://a/\""]
        {
            assert!(parse_base_url(bad).is_err(), "{bad}");
        }
        for bad in
            ["../", "a:99999/", "a:/", "a:0/", "-a.org", "a..org", "[1::2::3]/", "a/../b", "a/./", "a/%zz", "a/%4"]
        {
            assert!(parse_base_url(&format!("https://{bad}")).is_err(), "{bad}");
        }
        for good in
            ["a.example.org./", "xn--bcher-kva.example/a/", "10.0.0.1:8080/", "[2001:db8::1]:80/", "a/%C3%A9~b/"]
        {
            assert_eq!(parse_base_url(&format!("https://{good}")).unwrap(), format!("https://{good}"));
        }
        assert_eq!(parse_base_url("http://localhost:8000").unwrap(), "http://localhost:8000/");
        assert_eq!(parse_base_url("HTTPS://A.example/Story").unwrap(), "https://a.example/Story/");
    }
}
