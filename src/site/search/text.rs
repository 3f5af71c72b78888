//! What can be found: the title of each source and the sentences of it that may be shown.

use crate::corpus::{BlockKind, Policy};
use crate::site::cite::{Site, direction};
use crate::site::prose::one_line;
use crate::site::title;

/// A source as it is searched.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// Which source.
    pub(super) source: usize,
    /// Its lines: the title, then the sentences.
    pub(super) lines: Vec<Line<'s>>,
}

/// A line of a source: its title or a sentence.
#[derive(Debug)]
pub(super) struct Line<'s> {
    /// Fragment on the page; none for the title.
    pub(super) id: &'s str,
    /// The `¶` number of its paragraph.
    pub(super) number: Option<usize>,
    /// Language, where that is another than the source's.
    pub(super) lang: Option<&'s str>,
    /// The words, on one line.
    pub(super) words: String,
}

/// Everything that may be found, the newest source first, those of unknown date last.
pub(super) fn documents<'s>(site: &'s Site<'s>) -> Vec<Document<'s>> {
    let named = title::newest_first(site.story).into_iter().filter(|&source| site.shown.is_named(source));
    named.map(|source| Document { source, lines: lines(site, source) }).collect()
}

fn lines<'s>(site: &'s Site<'s>, source: usize) -> Vec<Line<'s>> {
    let article = &site.story.sources[source].article;
    let heading = Line { id: "", number: None, lang: None, words: article.title.text.clone() };
    let mut lines = vec![heading];
    for block in &article.blocks {
        let is_title = block.kind == BlockKind::Title && one_line(&article.words_at(block.span)) == article.title.text;
        if is_title && site.shown.policy(source) == Policy::Full {
            continue;
        }
        for at in block.sentences.clone().filter(|&at| site.shown.shows_sentence(source, at)) {
            let words = one_line(&article.sentence_text(at));
            if !words.is_empty() {
                lines.push(Line { id: &article.sentences[at].id.0, number: block.number, lang: block.language, words });
            }
        }
    }
    lines
}

/// A source as the script shows it: what it is called in a line of fields parted by tabs, then its title and sentences,
/// a line each.
pub(super) fn record(site: &Site<'_>, document: &Document<'_>) -> String {
    let source = document.source;
    let article = &site.story.sources[source].article;
    let date = site.published(source);
    let outlet = article.outlet.as_ref().map_or("", |outlet| outlet.text.as_str());
    let language = site.language(source).unwrap_or_default();
    let fields = [&site.paths[source], &site.labels[source], outlet, &date.text, date.mark.unwrap_or_default()];
    let mut out = String::new();
    for field in fields.into_iter().chain([language, direction(Some(language).filter(|l| !l.is_empty()))]) {
        out.push_str(&one_line(field));
        out.push('\t');
    }
    for line in &document.lines {
        let number = line.number.map(|number| number.to_string()).unwrap_or_default();
        let lang = line.lang.unwrap_or_default();
        let dir = line.lang.map_or("", |lang| direction(Some(lang)));
        out.push('\n');
        out.push_str(&[line.id, &number, lang, dir, &line.words].join("\t"));
    }
    out
}
