//! Markdown to units: blocks as `CommonMark` has them, their places in the source kept.
//!
//! A unit's place covers the source as it stands, marks of emphasis and links with it; these have their own places. Raw HTML
//! is text like any other, but nothing that anybody says.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::{Span, unseen};

use super::lines::{Shape, Unit};

/// The units of `text` from byte `from` on.
pub(super) fn units(text: &str, from: usize) -> Vec<Unit> {
    let mut reader = Reader {
        text,
        from,
        units: Vec::new(),
        open: None,
        shape: Shape::Plain,
        items: 0,
        code: false,
        inline: Inline::default(),
    };
    for (event, range) in Parser::new(&text[from..]).into_offset_iter() {
        reader.take(&event, Span::new(range.start + from, range.end + from));
    }
    reader.close();
    reader.units.retain(|unit| unit.span.of(text).contains(char::is_alphanumeric));
    reader.units
}

/// The first place of `text`, from byte `from` on, where elements stand more than `depth` deep in each other.
pub(super) fn deeper_than(text: &str, from: usize, depth: usize) -> Option<usize> {
    let mut open = 0;
    for (event, range) in Parser::new(&text[from..]).into_offset_iter() {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            _ => {}
        }
        if open > depth {
            return Some(range.start + from);
        }
    }
    None
}

/// The words of a stretch of Markdown without its marks, on one line.
pub(super) fn words(source: &str) -> String {
    let mut out = String::new();
    let mut pictures = 0;
    for event in Parser::new(source) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            _ if pictures > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    // A character reference may name what no text may hold.
    unseen::shown(&out.split_whitespace().collect::<Vec<_>>().join(" "))
}

struct Reader<'t> {
    text: &'t str,
    from: usize,
    units: Vec<Unit>,
    /// What the unit that is being read covers so far.
    open: Option<Span>,
    shape: Shape,
    /// Depth of list items.
    items: usize,
    code: bool,
    inline: Inline,
}

/// What stands in the unit that is being read.
#[derive(Debug, Default)]
struct Inline {
    /// Places of its words; what lies between them is marks.
    words: Vec<Span>,
    /// Depth of links, and of pictures.
    links: usize,
    pictures: usize,
    /// Whether there are words in a link, and words that are neither in a link nor raw HTML.
    linked: bool,
    said: bool,
}

impl Inline {
    fn take(&mut self, event: &Event<'_>, span: Span, text: &str) {
        let source = span.of(text);
        match event {
            Event::Start(Tag::Link { .. }) => self.links += 1,
            Event::End(TagEnd::Link) => self.links = self.links.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            // What a picture shows instead of itself is no part of the text.
            _ if self.pictures > 0 => {}
            Event::Text(_) => self.say(span, source),
            Event::Code(_) => {
                let ticks = source.len() - source.trim_start_matches('`').len();
                if 2 * ticks < source.len() {
                    self.say(Span::new(span.start + ticks, span.end - ticks), source);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => self.words.push(span),
            _ => {}
        }
    }

    fn say(&mut self, span: Span, source: &str) {
        self.words.push(span);
        if source.contains(char::is_alphanumeric) {
            self.said |= self.links == 0;
            self.linked |= self.links > 0;
        }
    }

    /// What `unit` covers beside its words, white space left out.
    fn marks(&self, unit: Span, text: &str) -> Vec<Span> {
        let mut marks = Vec::new();
        let mut at = unit.start;
        for words in self.words.iter().copied().chain([Span::new(unit.end, unit.end)]) {
            if words.start > at {
                // The end of a line within a mark still parts the words around it.
                for line in text[at..words.start].split_inclusive(['\n', '\r']) {
                    marks.push(Span::new(at, at + line.len()).trim(text));
                    at += line.len();
                }
            }
            at = at.max(words.end);
        }
        marks.retain(|mark| !mark.is_empty());
        marks
    }
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.begin(Shape::Heading(*level as u8)),
            Event::Start(Tag::CodeBlock(_)) => {
                self.begin(Shape::Code);
                self.code = true;
            }
            Event::Start(Tag::Item) => {
                self.items += 1;
                self.begin(Shape::Bullet);
            }
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {
                self.begin(if self.items > 0 { Shape::Bullet } else { Shape::Plain });
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) | Event::Rule => self.close(),
            Event::End(end) => {
                self.inline.take(event, span, self.text);
                self.end(*end);
            }
            Event::Start(_) if self.code => {}
            _ => {
                self.open = Some(self.open.map_or(span, |open| open.cover(span)));
                self.inline.take(event, span, self.text);
            }
        }
    }

    fn begin(&mut self, shape: Shape) {
        self.close();
        self.shape = shape;
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.close();
                self.code = false;
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.close();
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let Some(span) = self.open.take() else { return };
        let span = span.trim(self.text);
        if !span.is_empty() {
            let before = &self.text[self.from..span.start];
            let blank_before = self.units.is_empty() || before.trim_end_matches(['#', ' ']).ends_with("\n\n");
            let shape = match self.shape {
                Shape::Plain | Shape::Bullet if !inline.said && inline.linked => Shape::Link,
                Shape::Plain | Shape::Bullet if !inline.said => Shape::Raw,
                shape => shape,
            };
            let is_marked = shape != Shape::Code && (inline.said || inline.linked);
            let marks = if is_marked { inline.marks(span, self.text) } else { Vec::new() };
            self.units.push(Unit { span, shape, blank_before, marks });
        }
        self.shape = if self.items > 0 { Shape::Bullet } else { Shape::Plain };
    }
}
