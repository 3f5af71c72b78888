//! One text to an article: the parts of this room in a row.

use sha2::{Digest, Sha256};

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Problems};
use crate::text::token::count_words;
use crate::text::{Span, one_line};

use super::decode::decode;
use super::front_matter::{self, FrontMatter};
use super::ids::{SentenceIds, hex, stem};
use super::marks::sentences_between;
use super::structure::{Classified, classify};
use super::{Article, Attested, Basis, Block, BlockKind, Sentence, SourceId, Title};
use super::{dateline, language, lines, markdown, marks, own_date, title};

/// Reads one text; warnings come beside the article.
///
/// # Errors
/// Every problem that keeps the text from being an article.
pub(super) fn article(
    path: &str,
    id: SourceId,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(Article, Vec<Diagnostic>), Vec<Diagnostic>> {
    if bytes.len() > limits.source_bytes {
        return Err(vec![too_large(path, limits)]);
    }
    let decoded = decode(bytes).map_err(|kind| {
        vec![
            Diagnostic::error(path, format!("this is {kind}, not a text"))
                .help("save the article's words as plain text in UTF-8, or move the file out of the folder of sources"),
        ]
    })?;
    let mut warnings = Vec::new();
    if decoded.broken > 0 {
        let message = format!("some bytes are not {}; they are shown as \u{FFFD}", decoded.encoding);
        warnings.push(Diagnostic::warning(path, message).help("save the file again as UTF-8"));
    }
    let text = decoded.text;
    check_lines(path, &text, limits)?;
    let matter = front_matter::read(path, &text)?;
    if !text[matter.body..].contains(char::is_alphanumeric) {
        let message =
            if matter.body > 0 { "there is no text below the front matter" } else { "there is no text in this file" };
        return Err(vec![Diagnostic::error(path, message).help("put the article's text in it, or delete it")]);
    }
    let is_markdown = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"));
    if is_markdown {
        check_nesting(path, &text, matter.body, limits)?;
    }
    let units = if is_markdown { markdown::units(&text, matter.body) } else { lines::units(&text, matter.body) };
    if let Some(unit) = units.get(limits.paragraphs) {
        let message =
            format!("there are {} paragraphs in this file, and {} are allowed", units.len(), limits.paragraphs);
        return Err(vec![
            Diagnostic::error(path, message)
                .at(&text, unit.span.start..unit.span.start)
                .help("keep the articles one to a file, or raise `paragraphs` below [limits] in content/site.toml"),
        ]);
    }
    let marks: Vec<Span> = units.iter().flat_map(|unit| unit.marks.iter().copied()).collect();
    let plain = marks::blank(&text, &marks);
    let parts = classify(&plain, &units);
    let sha256 = hex(&Sha256::digest(bytes));
    let base = Base { path: path.to_owned(), id, sha256, encoding: decoded.encoding, text, marks, plain, is_markdown };
    Ok((base.assemble(matter, &parts), warnings))
}

/// The refusal of a file that is too long.
pub(super) fn too_large(path: &str, limits: &Limits) -> Diagnostic {
    Diagnostic::error(path, format!("this file is longer than {} bytes", limits.source_bytes)).help(
        "keep the articles one to a file and move other files out of the folder of sources, or raise `source_bytes` below \
         [limits] in content/site.toml (to 16777216 at most)",
    )
}

fn check_lines(path: &str, text: &str, limits: &Limits) -> Result<(), Vec<Diagnostic>> {
    let mut at = 0;
    let mut problems = Problems::default();
    for line in text.split(['\n', '\r']) {
        if line.len() > limits.line_bytes {
            problems.add(|| {
                let message = format!("this line is {} bytes long, and {} are allowed", line.len(), limits.line_bytes);
                Diagnostic::error(path, message)
                    .at(text, at..at)
                    .help("break it where a paragraph ends, or raise `line_bytes` below [limits] in content/site.toml")
            });
        }
        at += line.len() + 1;
    }
    let problems = problems.told();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn check_nesting(path: &str, text: &str, body: usize, limits: &Limits) -> Result<(), Vec<Diagnostic>> {
    markdown::deeper_than(text, body, limits.nesting).map_or(Ok(()), |at| {
        let message =
            format!("lists, quotations or emphasis stand more than {} deep in each other here", limits.nesting);
        Err(vec![Diagnostic::error(path, message).at(text, at..at).help(
            "save the article’s words without these marks, or raise `nesting` below [limits] in content/site.toml",
        )])
    })
}

/// What is known of an article before its structure.
struct Base {
    path: String,
    id: SourceId,
    sha256: String,
    encoding: &'static str,
    text: String,
    marks: Vec<Span>,
    /// The text with blanks for marks.
    plain: String,
    is_markdown: bool,
}

impl Base {
    fn assemble(self, matter: FrontMatter, parts: &[Classified]) -> Article {
        let first = parts.iter().find(|part| part.kind == BlockKind::Paragraph);
        let is_below = |first: &Classified| {
            let printed = parts.iter().any(|p| p.kind == BlockKind::Title && p.span.end <= first.span.start);
            printed || matter.title.is_some()
        };
        let dateline = first.and_then(|part| {
            let find = if is_below(part) { dateline::find_below_title } else { dateline::find };
            find(&self.plain, part.span.trim(&self.plain))
        });
        let after = dateline.as_ref().map_or(Span::new(0, 0), |d| d.span);
        let (mut blocks, sentences) = self.lay_out(parts, after);
        let language = language::tell(&self.plain, &mut blocks, matter.language);
        let title = self.title(matter.title, &blocks, &sentences);
        let printed = own_date::Document {
            text: &self.plain,
            body: matter.body,
            parts,
            dateline: after,
            name: stem(self.path.rsplit('/').next().unwrap_or(&self.path)),
        }
        .date(matter.date);
        let credit = |field: fn(&super::credit::Credit) -> Option<&String>| {
            let found = parts.iter().filter_map(|part| part.credit.as_ref()).find_map(field);
            found.map(|text| Attested { text: one_line(text), basis: Basis::Printed })
        };
        let declared = |text: String| Attested { text, basis: Basis::Declared };
        Article {
            title,
            outlet: matter.outlet.map(declared).or_else(|| credit(|c| c.outlet.as_ref())),
            author: matter.author.map(declared).or_else(|| credit(|c| c.author.as_ref())),
            url: matter.url,
            language,
            policy: matter.publish,
            dateline,
            printed,
            words: blocks.iter().filter(|b| b.kind.is_body()).map(|b| count_words(b.span.of(&self.plain))).sum(),
            blocks,
            sentences,
            id: self.id,
            path: self.path,
            sha256: self.sha256,
            encoding: self.encoding,
            text: self.text,
            marks: self.marks,
            hidden: Vec::new(),
        }
    }

    /// Blocks with their sentences; `dateline` belongs to its block and to no sentence.
    fn lay_out(&self, parts: &[Classified], dateline: Span) -> (Vec<Block>, Vec<Sentence>) {
        let text = self.text.as_str();
        let (mut blocks, mut all): (Vec<Block>, Vec<Sentence>) = (Vec::new(), Vec::new());
        let mut ids = SentenceIds::new(&self.id);
        let mut number = 0;
        for part in parts {
            let from = if part.span.contains(dateline) { dateline.end.max(part.span.start) } else { part.span.start };
            let words = Span::new(from, part.span.end).trim(text);
            let is_body = part.kind.is_body();
            let spans = if is_body { sentences_between(text, &self.marks, words) } else { vec![words] };
            let first = all.len();
            for span in spans {
                all.push(Sentence { id: ids.next(span.of(text)), span, block: blocks.len() });
            }
            number += usize::from(is_body);
            let sentences = first..all.len();
            blocks.push(Block {
                kind: part.kind,
                span: part.span,
                sentences,
                number: is_body.then_some(number),
                language: None,
            });
        }
        (blocks, all)
    }

    /// Declared, else printed, else made from the first sentence of the body.
    fn title(&self, declared: Option<String>, blocks: &[Block], sentences: &[Sentence]) -> Title {
        let printed = blocks.iter().find(|block| block.kind == BlockKind::Title);
        let printed = printed.map(|block| (self.words(block.span), block.span)).filter(|(words, _)| !words.is_empty());
        if let Some(text) = declared {
            let span = printed.filter(|(words, _)| *words == text).map(|(_, span)| span);
            return Title { text, span, basis: Basis::Declared };
        }
        if let Some((text, span)) = printed {
            return Title { text, span: Some(span), basis: Basis::Printed };
        }
        let of_kind = |kind| sentences.iter().find(|s| blocks[s.block].kind == kind);
        let lead = of_kind(BlockKind::Paragraph).or_else(|| sentences.iter().find(|s| blocks[s.block].kind.is_body()));
        let span = lead.or(sentences.first()).map(|s| s.span);
        let derived = span.map(|span| one_line(&title::derive(&one_line(span.of(&self.plain)))));
        let text = derived.filter(|title| title.contains(char::is_alphanumeric));
        Title { text: text.unwrap_or_else(|| self.id.0.clone()), span, basis: Basis::Derived }
    }

    /// The words at `span` on one line, without the marks of Markdown.
    fn words(&self, span: Span) -> String {
        let source = span.of(&self.text);
        if self.is_markdown { markdown::words(source) } else { one_line(source) }
    }
}
