//! The editor's Markdown to HTML, with its citations taken out as parts of their own.
//!
//! Citations are found in the text as written, before Markdown is read, and replaced by marks that Markdown leaves
//! alone; so no character within a quotation can be taken for Markdown. In the finished HTML the marks are cut out again.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use super::syntax::{self, Entry, Written};
use super::verify::Library;
use super::{Part, code};
use crate::diagnostic::{Diagnostic, Problems};
use crate::story::Citation;
use crate::text::unseen;

/// Noncharacters: never in a text that is meant to be exchanged, and of one length in bytes with U+FFFD.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// The Markdown of a page.
pub(super) struct Body<'t> {
    /// The file, as messages name it.
    pub(super) path: &'t str,
    /// The whole file.
    pub(super) text: &'t str,
    /// Byte at which the Markdown begins.
    pub(super) offset: usize,
    /// Whether the front matter gives a title, so that no heading is taken for it.
    pub(super) is_titled: bool,
    /// Before the id of each heading.
    pub(super) id_prefix: &'static str,
}

impl Body<'_> {
    /// An error that points at `range` of the file.
    fn problem(&self, range: Range<usize>, message: impl Into<String>, help: &str) -> Diagnostic {
        Diagnostic::error(self.path, message).at(self.text, range).help(help)
    }
}

/// A page as rendered.
#[derive(Debug, PartialEq)]
pub(super) struct Rendered {
    /// The words of a heading of the first level that opens the page; it is left out of the parts.
    pub(super) heading: Option<String>,
    pub(super) parts: Vec<Part>,
}

/// Renders the page and verifies its citations.
///
/// # Errors
/// Every problem of the page, located.
pub(super) fn render(body: &Body<'_>, library: &Library<'_>) -> Result<Rendered, Vec<Diagnostic>> {
    let clean = body.text.replace([OPEN, CLOSE], "\u{fffd}");
    let (written, mut problems) = find_citations(body, &clean);
    let marked = Marked::new(&clean, body.offset, &written);
    let mut reader = Reader::new(body, &marked);
    let events = reader.read();
    let heading = reader.heading;
    problems.append(&mut reader.problems);
    let mut found = |entry| {
        let found = library.find(entry);
        if found.is_none() {
            problems.add(|| library.not_found(entry, (body.path, body.text)));
        }
        found
    };
    let mut groups: Vec<Vec<Citation>> = Vec::new();
    for written in &written {
        let told = written.entries.iter().filter(|entry| !library.is_refused(&entry.id));
        groups.push(told.filter_map(&mut found).collect());
    }
    let problems = problems.told();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut rendered = String::new();
    html::push_html(&mut rendered, events.into_iter());
    Ok(Rendered { heading, parts: split(&rendered, &groups) })
}

/// The addresses of the links of the page as it will have them, each with its place in the file, whatever else is wrong.
pub(super) fn links(body: &Body<'_>) -> Vec<(String, Range<usize>)> {
    let clean = body.text.replace([OPEN, CLOSE], "\u{fffd}");
    let (written, _) = find_citations(body, &clean);
    let marked = Marked::new(&clean, body.offset, &written);
    let mut reader = Reader::new(body, &marked);
    reader.read();
    reader.links
}

/// Every entry of every well-formed citation of the page.
pub(super) fn cited(body: &Body<'_>) -> Vec<Entry> {
    let (written, _) = find_citations(body, body.text);
    written.into_iter().flat_map(|written| written.entries).collect()
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// The events of a Markdown text, each with its place in it. What was written as a reference to a character is shown as
/// the character itself would be.
struct Source<'m> {
    events: pulldown_cmark::OffsetIter<'m>,
    text: &'m str,
}

impl<'m> Source<'m> {
    fn new(text: &'m str) -> Self {
        Source { events: parser(text).into_offset_iter(), text }
    }
}

impl<'m> Iterator for Source<'m> {
    type Item = (Event<'m>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.events.next()?;
        let event = match event {
            Event::Text(text) if self.text[range.clone()].starts_with('&') => Event::Text(unseen::shown(&text).into()),
            other => other,
        };
        Some((event, range))
    }
}

/// The citations outside code and comments. Ranges count in the whole file.
fn find_citations(body: &Body<'_>, clean: &str) -> (Vec<Written>, Problems) {
    let silent = silent_ranges(clean, body.offset);
    let is_prose = |at: usize| {
        let next = silent.partition_point(|range| range.start <= at);
        at >= body.offset && next.checked_sub(1).is_none_or(|found| silent[found].end <= at)
    };
    let mut citations = Vec::new();
    let mut problems = Problems::default();
    for found in syntax::find(clean, is_prose) {
        match found {
            Ok(written) => citations.push(written),
            Err(bad) => {
                let help = "a citation reads [@source, \"exact words\"]; for a plain bracket write \\[@";
                problems.add(|| body.problem(bad.start..bad.at.max(bad.start + 2), bad.message, help));
            }
        }
    }
    (citations, problems)
}

/// Where code and comments stand, in order.
fn silent_ranges(text: &str, offset: usize) -> Vec<Range<usize>> {
    let markdown = &text[offset..];
    parser(markdown)
        .into_offset_iter()
        .filter(|(event, range)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => markdown[range.clone()].starts_with("<!--"),
            _ => false,
        })
        .map(|(_, range)| range.start + offset..range.end + offset)
        .collect()
}

/// The Markdown with a mark for each citation.
struct Marked {
    text: String,
    /// For each mark: its end in `text`, and its citation's place in the file.
    places: Vec<(usize, Range<usize>)>,
    offset: usize,
}

impl Marked {
    fn new(clean: &str, offset: usize, written: &[Written]) -> Self {
        let (mut text, mut places, mut from) = (String::with_capacity(clean.len()), Vec::new(), offset);
        for (n, citation) in written.iter().enumerate() {
            text.push_str(&clean[from..citation.range.start]);
            let _ = write!(text, "{OPEN}{n}{CLOSE}");
            from = citation.range.end;
            places.push((text.len(), citation.range.clone()));
        }
        text.push_str(&clean[from..]);
        Marked { text, places, offset }
    }

    /// Where something in `text` stands in the file.
    fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let of = |at: usize| match self.places.partition_point(|(end, _)| *end <= at).checked_sub(1) {
            None => at + self.offset,
            Some(found) => at - self.places[found].0 + self.places[found].1.end,
        };
        of(range.start)..of(range.end).max(of(range.start))
    }
}

/// Reads Markdown events into those that are rendered.
struct Reader<'b, 't> {
    body: &'b Body<'t>,
    marked: &'b Marked,
    heading: Option<String>,
    ids: BTreeSet<String>,
    /// Addresses, and where they were written.
    links: Vec<(String, Range<usize>)>,
    problems: Problems,
}

impl<'b, 't> Reader<'b, 't> {
    fn new(body: &'b Body<'t>, marked: &'b Marked) -> Self {
        Reader { body, marked, heading: None, ids: BTreeSet::new(), links: Vec::new(), problems: Problems::default() }
    }

    fn read(&mut self) -> Vec<Event<'b>> {
        let marked: &'b Marked = self.marked;
        let mut source = Source::new(&marked.text);
        let mut events = Vec::new();
        let mut links = 0;
        while let Some((event, range)) = source.next() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => events.push(self.code_block(&kind, &mut source)),
                Event::Start(Tag::HtmlBlock) => events.extend(html_block(&mut source)),
                Event::InlineHtml(html) if html.starts_with("<!--") => {}
                Event::Html(html) | Event::InlineHtml(html) => events.push(Event::Text(html)),
                Event::Start(Tag::Heading { level, .. }) => {
                    let heading = self.heading(level, &mut source, events.is_empty() && self.heading.is_none());
                    events.extend(heading);
                }
                Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                    links += 1;
                    events.push(Event::Start(self.link(tag, &range)));
                }
                // The sides of columns would be styles within the page, which its policy stops.
                Event::Start(Tag::Table(columns)) => {
                    events.push(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])));
                }
                Event::End(end) => {
                    links -= usize::from(matches!(end, TagEnd::Link | TagEnd::Image));
                    events.push(Event::End(end));
                }
                other => {
                    if links > 0 || !matches!(&other, Event::Text(_)) {
                        self.no_citation(event_text(&other).unwrap_or(""));
                    }
                    events.push(other);
                }
            }
        }
        events
    }

    /// An error for each mark in `text`, which stands where no citation can.
    fn no_citation(&mut self, text: &str) {
        for after in text.split(OPEN).skip(1) {
            let number = after.split(CLOSE).next().and_then(|n| n.parse::<usize>().ok());
            if let Some((_, place)) = number.and_then(|n| self.marked.places.get(n)) {
                let help = "put it after the heading, link or code";
                self.problems.add(|| self.body.problem(place.clone(), "a citation cannot stand here", help));
            }
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, source: &mut Source<'b>) -> Event<'b> {
        let code: String = texts(source, TagEnd::CodeBlock).concat();
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        self.no_citation(&code);
        self.no_citation(info);
        Event::Html(code::block(&code, info).into())
    }

    /// A heading with an id. The levels begin at the second: the first is the page's own title.
    fn heading(&mut self, level: HeadingLevel, source: &mut Source<'b>, is_first: bool) -> Vec<Event<'b>> {
        let mut inner = Vec::new();
        for (event, range) in source.by_ref() {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                    inner.push(Event::Start(self.link(tag, &range)));
                }
                Event::Html(html) | Event::InlineHtml(html) => inner.push(Event::Text(html)),
                other => {
                    self.no_citation(event_text(&other).unwrap_or(""));
                    inner.push(other);
                }
            }
        }
        let words = inner.iter().filter_map(event_text).collect::<String>();
        if level == HeadingLevel::H1 && is_first && !self.body.is_titled && !words.trim().is_empty() {
            self.heading = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
            return Vec::new();
        }
        let level = if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level };
        let id = Some(self.id(&words).into());
        let mut events = vec![Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })];
        events.extend(inner);
        events.push(Event::End(TagEnd::Heading(level)));
        events
    }

    /// An id from the words of a heading; a number tells those with the same words apart.
    fn id(&mut self, words: &str) -> String {
        let slug = slug(words);
        let name = format!("{}{}", self.body.id_prefix, if slug.is_empty() { "section" } else { &slug });
        let numbered = (2..).map(|n| format!("{name}-{n}"));
        let id = std::iter::once(name.clone()).chain(numbered).find(|id| !self.ids.contains(id)).unwrap_or(name);
        self.ids.insert(id.clone());
        id
    }

    /// A link whose address is allowed, or none.
    fn link(&mut self, tag: Tag<'b>, range: &Range<usize>) -> Tag<'b> {
        let place = self.marked.in_file(range);
        let (link_type, dest_url, title, id) = match tag {
            Tag::Link { link_type, dest_url, title, id } => (link_type, dest_url, title, id),
            other => {
                let help = "link to it instead: [words](address)";
                self.problems.add(|| self.body.problem(place, "a page cannot hold pictures", help));
                return other;
            }
        };
        self.no_citation(&dest_url);
        self.no_citation(&title);
        let address = match link_type {
            LinkType::Email => format!("mailto:{dest_url}"),
            _ => dest_url.to_string(),
        };
        if let Err((message, help)) = check_address(&address) {
            self.problems.add(|| self.body.problem(place.clone(), message, help));
        }
        let dest_url = match page_address(&dest_url) {
            Some(page) => CowStr::from(page),
            None => dest_url,
        };
        if link_type != LinkType::Email {
            self.links.push((dest_url.to_string(), place));
        }
        Tag::Link { link_type, dest_url, title: unseen::shown(&title).into(), id }
    }
}

/// HTML is shown as the text it is; comments are left out.
fn html_block<'m>(source: &mut Source<'m>) -> Vec<Event<'m>> {
    let text = without_comments(&texts(source, TagEnd::HtmlBlock).concat());
    if text.trim().is_empty() {
        return Vec::new();
    }
    let text = Event::Text(text.trim().to_owned().into());
    vec![Event::Start(Tag::Paragraph), text, Event::End(TagEnd::Paragraph)]
}

/// Texts of the events up to `end`.
fn texts(source: &mut Source<'_>, end: TagEnd) -> Vec<String> {
    let within = source.by_ref().map(|(event, _)| event).take_while(|event| *event != Event::End(end));
    within.filter_map(|event| event_text(&event).map(str::to_owned)).collect()
}

fn event_text<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// What a link of an editor's page may lead to.
fn check_address(address: &str) -> Result<(), (String, &'static str)> {
    let scheme =
        address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) if !["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Err((format!("a link may not begin with `{scheme}:`"), "links may begin with https, http or mailto"))
        }
        None if address.starts_with(['/', '\\']) => Err((
            "this link would break where the site does not stand at the root of a host".to_owned(),
            "write it relative to this page: `timeline.html`, `data/story.json`",
        )),
        _ => Ok(()),
    }
}

/// A link to another Markdown page of the editor, as the address of that page.
fn page_address(address: &str) -> Option<String> {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
    let stem = path.strip_suffix(".md").filter(|stem| !stem.contains([':', '/']))?;
    Some(format!("{}.html{}", slug(stem), fragment.map(|f| format!("#{f}")).unwrap_or_default()))
}

/// Lower-case letters and digits of `words`, hyphens between.
pub(super) fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// Text as HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Cuts the marks out of finished HTML.
fn split(html: &str, groups: &[Vec<Citation>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((number, after)) = after.split_once(CLOSE) else { break };
        if !before.is_empty() {
            parts.push(Part::Html(before.to_owned()));
        }
        parts.extend(number.parse::<usize>().ok().and_then(|n| groups.get(n)).cloned().map(Part::Cite));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Html(rest.to_owned()));
    }
    parts
}

#[cfg(test)]
mod tests;
