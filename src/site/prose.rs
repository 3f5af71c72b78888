//! Words of a source with their marks apart, sentences on one line, and the words of an editor's HTML for the data export.

use html5gum::{Token, Tokenizer};
use serde::Serialize;

use crate::corpus::Article;
use crate::editorial::Part;
use crate::story::Citation;
use crate::text::Span;

pub use crate::text::one_line;

/// A stretch of a source's text: words, or a mark among them that a reader is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run<'s> {
    /// What stands there.
    pub text: &'s str,
    /// Whether it is a mark.
    pub mark: bool,
}

/// What stands at `span`, whole, in runs.
pub fn runs(article: &Article, span: Span) -> Vec<Run<'_>> {
    article.runs(span).map(|(part, mark)| Run { text: part.of(&article.text), mark }).collect()
}

/// The paragraphs of an editor's text in plain words, each with the citations that stand in it. Headings are left out:
/// they state nothing.
pub fn paragraphs(parts: &[Part]) -> Vec<(String, Vec<Citation>)> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut citations: Vec<Citation> = Vec::new();
    let (mut in_heading, mut is_after_cite) = (false, false);
    let mut finish = |words: &mut String, citations: &mut Vec<Citation>, keep: bool| {
        let text = one_line(&std::mem::take(words));
        let cited = std::mem::take(citations);
        if keep && !text.is_empty() {
            found.push((text, cited));
        }
    };
    for part in parts {
        let html = match part {
            Part::Cite(cited) => {
                words.truncate(words.trim_end().len());
                citations.extend(cited);
                is_after_cite = true;
                continue;
            }
            Part::Html(html) => html,
        };
        for token in Tokenizer::new(html.as_str()) {
            let Ok(token) = token;
            match token {
                Token::String(text) => {
                    let text = String::from_utf8_lossy(&text);
                    if std::mem::take(&mut is_after_cite) { join(&mut words, &text) } else { words.push_str(&text) }
                }
                Token::StartTag(tag) if is_heading(&tag.name) => {
                    finish(&mut words, &mut citations, true);
                    in_heading = true;
                }
                Token::EndTag(tag) if is_heading(&tag.name) => {
                    finish(&mut words, &mut citations, false);
                    in_heading = false;
                }
                Token::StartTag(tag) if is_block(&tag.name) => finish(&mut words, &mut citations, !in_heading),
                Token::EndTag(tag) if is_block(&tag.name) => finish(&mut words, &mut citations, !in_heading),
                _ => {}
            }
        }
    }
    finish(&mut words, &mut citations, true);
    found
}

/// Joins what stands after a citation to what stands before it, as if there had been none.
fn join(words: &mut String, after: &str) {
    let text = after.trim_start();
    let closes = text.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '”', '’', '…']);
    if let (true, Some(rest)) = (words.ends_with('('), text.strip_prefix(')')) {
        words.pop();
        words.truncate(words.trim_end().len());
        words.push_str(rest);
    } else {
        if !words.is_empty() && !closes {
            words.push(' ');
        }
        words.push_str(text);
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

fn is_block(name: &[u8]) -> bool {
    matches!(name, b"p" | b"li" | b"blockquote" | b"ul" | b"ol" | b"pre" | b"table" | b"tr" | b"div" | b"section")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_close_up_where_a_citation_stood() {
        for (before, after, read) in [
            ("The bridge closed\n", ".", "The bridge closed."),
            ("It closed ", ", the mayor said", "It closed, the mayor said"),
            ("It closed. ", "\nFerries run.", "It closed. Ferries run."),
            ("It closed", " and ferries run.", "It closed and ferries run."),
            ("It closed (", ") in May.", "It closed in May."),
            ("", " Ferries run.", "Ferries run."),
        ] {
            let parts = [Part::Html(before.to_owned()), Part::Cite(Vec::new()), Part::Html(after.to_owned())];
            assert_eq!(paragraphs(&parts), [(read.to_owned(), Vec::new())]);
        }
    }

    #[test]
    fn each_paragraph_keeps_its_citations() {
        let cite = |sentence| Citation { source: 0, sentence, span: Span::new(0, 1) };
        let parts = [
            Part::Html("<h2>Lead</h2><p>The ferry &amp; the <em>bridge</em> ".to_owned()),
            Part::Cite(vec![cite(3)]),
            Part::Html(" closed.</p>\n<p>Nobody\nwas hurt. ".to_owned()),
            Part::Cite(vec![cite(5)]),
            Part::Html("</p>".to_owned()),
        ];
        let found = paragraphs(&parts);
        assert_eq!(
            found,
            [
                ("The ferry & the bridge closed.".to_owned(), vec![cite(3)]),
                ("Nobody was hurt.".to_owned(), vec![cite(5)])
            ]
        );
    }
}
