//! Markdown to units: blocks as `CommonMark` has them, their places in the source kept.
//!
//! A unit's place covers the source as it stands, marks of emphasis and links with it; raw HTML is text like any other.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::Span;

use super::lines::{Shape, Unit};

/// The units of `text` from byte `from` on.
pub(super) fn units(text: &str, from: usize) -> Vec<Unit> {
    let mut reader = Reader { text, from, units: Vec::new(), open: None, shape: Shape::Plain, items: 0, code: false };
    for (event, range) in Parser::new(&text[from..]).into_offset_iter() {
        reader.take(&event, Span::new(range.start + from, range.end + from));
    }
    reader.close();
    reader.units.retain(|unit| unit.span.of(text).contains(char::is_alphanumeric));
    reader.units
}

/// The words of a stretch of Markdown without its marks, on one line.
pub(super) fn words(source: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(source) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
            Event::End(end) => self.end(*end),
            Event::Start(_) if self.code => {}
            _ => self.open = Some(self.open.map_or(span, |open| open.cover(span))),
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
        let Some(span) = self.open.take() else { return };
        let span = span.trim(self.text);
        if !span.is_empty() {
            let before = &self.text[self.from..span.start];
            let blank_before = self.units.is_empty() || before.trim_end_matches(['#', ' ']).ends_with("\n\n");
            self.units.push(Unit { span, shape: self.shape, blank_before });
        }
        self.shape = if self.items > 0 { Shape::Bullet } else { Shape::Plain };
    }
}
