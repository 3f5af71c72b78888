//! A source on its own page: the text as it stands, a place to land for every sentence, and the way back from each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::corpus::{Article, Basis, Block, BlockKind, Policy};
use crate::site::cite::{Link, STATEMENTS, Site, direction};
use crate::site::dates::{self, WrittenDate};
use crate::site::prose::{Run, one_line, runs};
use crate::site::when::{self, Reading};
use crate::story::Target;
use crate::text::{Span, language};

use super::edits::{self, EditView};
use super::novelty::{self, NoveltyView};
use super::reference::{self, Neighbours, Reference};
use super::voices::{self, Voice};
use super::{count, sources};

/// A source's page.
#[derive(Debug, Serialize)]
pub struct ArticleView<'s> {
    /// Title on one line.
    pub title: &'s str,
    /// The printed title with its sentences.
    pub heading: Option<BlockView<'s>>,
    /// What the title is made from, where the source has none.
    pub title_note: Option<&'static str>,
    /// Lines before the title.
    pub tags: Vec<BlockView<'s>>,
    /// Language, where known and not English.
    pub lang: Option<&'s str>,
    /// Where its words run: `rtl`, `ltr`, `auto`.
    pub dir: &'static str,
    /// What is not analysed, and why.
    pub unread: Option<String>,
    /// Outlet.
    pub outlet: Option<&'s str>,
    /// Author.
    pub author: Option<&'s str>,
    /// Where it was published.
    pub url: Option<&'s str>,
    /// When.
    pub date: WrittenDate,
    /// `512 words`.
    pub words: String,
    /// What is withheld, where anything is.
    pub withheld: Option<&'static str>,
    /// Whether some of the text is shown.
    pub has_text: bool,
    /// What is marked in the text.
    pub marks: Marks,
    /// The text.
    pub groups: Vec<GroupView<'s>>,
    /// What its expressions of time were taken to mean.
    pub dates: Vec<DateView>,
    /// Who speaks in it.
    pub voices: Vec<Voice>,
    /// What it adds to the sources before it.
    pub novelty: Option<NoveltyView<'s>>,
    /// Where it comes from.
    pub facts: Vec<Fact<'s>>,
    /// Other sources that tell the same text.
    pub copies: Vec<Link>,
    /// How many more there are.
    pub more_copies: usize,
    /// What the editor corrected.
    pub edits: Vec<EditView<'s>>,
    /// How to cite it.
    pub reference: Reference<'s>,
    /// The source of the day before and of the day after, as far as days are known.
    pub neighbours: Neighbours<'s>,
}

/// What is marked in a text, and can be shown or not.
#[derive(Debug, Serialize)]
pub struct Marks {
    /// Expressions of time.
    pub dates: bool,
    /// Names of actors.
    pub names: bool,
}

/// Blocks of one kind in a row: a list's items together, anything else alone.
#[derive(Debug, Serialize)]
pub struct GroupView<'s> {
    /// Class: `highlights`, `points`, `heading`, `text`, `code`, `credit`, `tag`.
    pub kind: &'static str,
    /// Its blocks.
    pub blocks: Vec<BlockView<'s>>,
}

/// A block of text.
#[derive(Debug, Serialize)]
pub struct BlockView<'s> {
    /// The `¶` number.
    pub number: Option<usize>,
    /// Its language, where that is another than the source's.
    pub lang: Option<&'s str>,
    /// Where its words run.
    pub dir: &'static str,
    /// Its text, whole, in pieces.
    pub pieces: Vec<Piece<'s>>,
    /// Where its sentences are cited.
    pub notes: Vec<Link>,
    /// What the editor says of its sentences.
    pub edits: Vec<EditView<'s>>,
}

/// A sentence, or what stands between two.
#[derive(Debug, Serialize)]
pub struct Piece<'s> {
    /// Fragment of a sentence.
    pub id: Option<&'s str>,
    /// The words, parted at expressions of time.
    pub parts: Vec<Part<'s>>,
    /// `cited` where the site rests something on it, `said` where it stands in the list of statements only.
    pub mark: Option<&'static str>,
}

impl<'s> Piece<'s> {
    fn runs(&self) -> impl Iterator<Item = &Run<'s>> {
        self.parts.iter().flat_map(|part| &part.runs)
    }
}

/// An expression of time that was worked out, or the words between two.
#[derive(Debug, Serialize)]
pub struct Part<'s> {
    /// The words, in runs.
    pub runs: Vec<Run<'s>>,
    /// What they were taken to mean.
    pub when: Option<When>,
    /// Whether they name an actor.
    pub named: bool,
}

impl<'s> Part<'s> {
    fn plain(runs: Vec<Run<'s>>) -> Self {
        Part { runs, when: None, named: false }
    }
}

/// The way from an expression of time to its meaning.
#[derive(Debug, Serialize)]
pub struct When {
    /// Fragment of the expression.
    pub id: String,
    /// Fragment of its meaning in the list of dates.
    pub why: String,
    /// For `<time datetime>`.
    pub machine: Option<String>,
    /// The meaning in a line, and the reason in another.
    pub card: String,
}

/// A line of the list of dates: expressions alike, with one meaning for one reason.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// Fragment.
    pub id: String,
    /// The expression, on one line.
    pub words: String,
    /// What it was taken to mean, and why.
    pub reading: Reading,
    /// Where it stands.
    pub places: Vec<Link>,
}

/// A line of the provenance.
#[derive(Debug, Serialize)]
pub struct Fact<'s> {
    /// What it is.
    pub term: &'static str,
    /// What it says.
    pub text: Cow<'s, str>,
    /// How that is known.
    pub note: Option<Cow<'s, str>>,
    /// Whether it is a fixed string such as a digest.
    pub code: bool,
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str, index: usize) -> ArticleView<'s> {
    let row = sources::row(site, root, index);
    let source = &site.story.sources[index];
    let article = &source.article;
    let policy = site.shown.policy(index);
    // A title that the editor gave instead stands above the printed one.
    let is_title = |b: &Block| b.kind == BlockKind::Title && one_line(&article.words_at(b.span)) == article.title.text;
    let title_at = article.blocks.iter().position(is_title).filter(|_| policy == Policy::Full);
    let named = site.named.get(index).map_or(&[][..], Vec::as_slice);
    let mut dates =
        Dates { named, readings: when::readings(source), listed: Vec::new(), known: BTreeMap::new(), count: 0 };
    let mut heading = None;
    let mut tags = Vec::new();
    let mut rest = Vec::new();
    for (at, block) in article.blocks.iter().enumerate() {
        let Some(view) = block_view(site, root, index, block, &mut dates) else { continue };
        match block.kind {
            BlockKind::Tag if title_at.is_some_and(|title| at < title) => tags.push(view),
            _ if title_at == Some(at) => heading = Some(view),
            kind => rest.push((class(kind), view)),
        }
    }
    ArticleView {
        title: row.title,
        heading,
        title_note: row.derived.then_some("title derived from the first sentence"),
        tags,
        lang: row.lang,
        dir: row.dir,
        unread: unread(article),
        outlet: row.outlet,
        author: article.author.as_ref().map(|a| a.text.as_str()).filter(|_| policy != Policy::Link),
        url: article.url.as_deref(),
        date: row.date,
        words: row.words,
        withheld: withheld(policy, !rest.is_empty()),
        has_text: !rest.is_empty(),
        marks: Marks {
            dates: !dates.listed.is_empty(),
            names: rest.iter().flat_map(|(_, b)| &b.pieces).flat_map(|p| &p.parts).any(|part| part.named),
        },
        groups: grouped(rest),
        dates: dates.listed,
        voices: voices::of_source(site, root, index),
        novelty: novelty::view(site, root, index),
        facts: facts(site, index),
        copies: row.copies,
        more_copies: row.more_copies,
        edits: edits::of_source(site, root, index),
        reference: reference::view(site, index),
        neighbours: reference::neighbours(site, root, index),
    }
}

/// What is not analysed, and why: the source, or the paragraphs that are not in English.
fn unread(article: &Article) -> Option<String> {
    const ONLY: &str = "Only English is analysed: no statements, actors, dates or events are read out of";
    let named = |tag: &str| language::name(tag).unwrap_or_else(|| format!("the language “{tag}”"));
    if let Some(tag) = article.language.as_ref().filter(|_| !article.is_in_english()) {
        let partly = article.body_sentences().next().is_some();
        let (but, what) = if partly { (", but for some of its paragraphs", "the rest") } else { ("", "it") };
        return Some(format!("This source is in {}{but}. {ONLY} {what}.", named(&tag.text)));
    }
    let foreign = article.blocks.iter().filter(|block| block.kind.is_body() && !article.is_english(block));
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for block in foreign {
        let name = named(block.language.unwrap_or(language::UNKNOWN));
        match groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, places)) => places.push(place(block)),
            None => groups.push((name, vec![place(block)])),
        }
    }
    let alone = groups.iter().map(|(_, places)| places.len()).sum::<usize>() == 1;
    let listed = groups.iter().map(|(name, places)| {
        format!("{} {} in {name}", places.join(", "), if places.len() == 1 { "is" } else { "are" })
    });
    let listed = listed.collect::<Vec<_>>().join("; ");
    (!listed.is_empty()).then(|| format!("{listed}. {ONLY} {}.", if alone { "it" } else { "them" }))
}

/// The expressions of time of a source, and the list of those met so far.
struct Dates<'s> {
    /// Where actors are named.
    named: &'s [Span],
    readings: Vec<(Span, Reading)>,
    listed: Vec<DateView>,
    /// Place in the list.
    known: BTreeMap<(String, Reading), usize>,
    /// Number of expressions met.
    count: usize,
}

impl Dates<'_> {
    /// The words at `span`, parted at the expressions in them.
    fn parts<'s>(&mut self, article: &'s Article, span: Span, block: &Block) -> Vec<Part<'s>> {
        let mut parts = Vec::new();
        let mut at = span.start;
        let met: Vec<(Span, Reading)> = when::within(&self.readings, span).to_vec();
        for (place, reading) in met {
            if at < place.start {
                self.names(article, Span::new(at, place.start), &mut parts);
            }
            let when = self.list(one_line(&article.words_at(place)), reading, block);
            parts.push(Part { runs: runs(article, place), when: Some(when), named: false });
            at = place.end;
        }
        if at < span.end {
            self.names(article, Span::new(at, span.end), &mut parts);
        }
        parts
    }

    /// The words at `span`, parted at the names in them.
    fn names<'s>(&self, article: &'s Article, span: Span, parts: &mut Vec<Part<'s>>) {
        let from = self.named.partition_point(|name| name.start < span.start);
        let mut at = span.start;
        for &name in self.named[from..].iter().take_while(|name| name.end <= span.end) {
            if at < name.start {
                parts.push(Part::plain(runs(article, Span::new(at, name.start))));
            }
            parts.push(Part { named: true, ..Part::plain(runs(article, name)) });
            at = name.end;
        }
        if at < span.end {
            parts.push(Part::plain(runs(article, Span::new(at, span.end))));
        }
    }

    fn list(&mut self, words: String, reading: Reading, block: &Block) -> When {
        self.count += 1;
        let id = format!("when-{}", self.count);
        let place = Link { href: format!("#{id}"), label: place(block) };
        let mark = reading.mark.map(|mark| format!(", {mark}")).unwrap_or_default();
        let card = format!("{}{mark}\n{}", reading.text, reading.reason);
        let machine = reading.machine.clone();
        let next = self.listed.len();
        let at = *self.known.entry((words.clone(), reading.clone())).or_insert(next);
        if at == next {
            let id = format!("why-{}", next + 1);
            self.listed.push(DateView { id, words, reading, places: Vec::new() });
        }
        self.listed[at].places.push(place);
        When { id, why: self.listed[at].id.clone(), machine, card }
    }
}

/// Where a block stands, in a word.
fn place(block: &Block) -> String {
    match (block.number, block.kind) {
        (Some(number), _) => format!("¶{number}"),
        (None, BlockKind::Title) => "title".to_owned(),
        (None, BlockKind::Heading) => "heading".to_owned(),
        (None, BlockKind::Credit) => "credit".to_owned(),
        (None, _) => "line".to_owned(),
    }
}

fn withheld(policy: Policy, has_text: bool) -> Option<&'static str> {
    match policy {
        Policy::Full => None,
        Policy::Excerpt if !has_text => {
            Some("Of this source only the sentences that this site cites may be shown, and it cites none.")
        }
        Policy::Excerpt => Some("Only the sentences that this site cites are shown."),
        Policy::Link | Policy::Private => Some("The text of this source is not shown here."),
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Tag => "tag",
        BlockKind::Highlight => "highlights",
        BlockKind::Heading | BlockKind::Title => "heading",
        BlockKind::Paragraph => "text",
        BlockKind::Item => "points",
        BlockKind::Credit => "credit",
        BlockKind::Preformatted => "code",
    }
}

fn grouped<'s>(blocks: Vec<(&'static str, BlockView<'s>)>) -> Vec<GroupView<'s>> {
    let mut groups: Vec<GroupView<'s>> = Vec::new();
    for (kind, block) in blocks {
        match groups.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, "highlights" | "points") => last.blocks.push(block),
            _ => groups.push(GroupView { kind, blocks: vec![block] }),
        }
    }
    groups
}

/// A block with everything in it that may be shown; `None` where that is nothing.
fn block_view<'s>(
    site: &'s Site<'s>,
    root: &str,
    source: usize,
    block: &'s Block,
    dates: &mut Dates<'_>,
) -> Option<BlockView<'s>> {
    let whole = site.shown.policy(source) == Policy::Full;
    let pieces = pieces(site, source, block, whole, dates);
    let mut notes: Vec<Link> = Vec::new();
    for sentence in block.sentences.clone() {
        for (label, href) in site.backlinks.get(&(source, sentence)).into_iter().flatten() {
            if !notes.iter().any(|n| n.label == *label) {
                notes.push(Link { href: format!("{root}{href}"), label: label.clone() });
            }
        }
    }
    notes.sort_by_key(|note| place_in_order(note.href.strip_prefix(root).unwrap_or(&note.href)));
    let says_something =
        pieces.iter().any(|p| p.id.is_some() || whole && p.runs().any(|r| !r.mark && !r.text.trim().is_empty()));
    let dir = direction(site.story.sources[source].article.language_of(block));
    let edits = block.sentences.clone().flat_map(|sentence| edits::of_sentence(site, root, source, sentence)).collect();
    says_something.then_some(BlockView { number: block.number, lang: block.language, dir, pieces, notes, edits })
}

/// Where the page of a note stands among the pages of the site: the front page first, the editor's own last.
fn place_in_order(href: &str) -> usize {
    const ORDER: [&str; 4] = ["index.html", "briefing.html", "timeline.html", "statements.html"];
    ORDER.iter().position(|page| href.starts_with(page.trim_end_matches(".html"))).unwrap_or(ORDER.len())
}

/// What stands in the place of a sentence that the editor withholds.
const HIDDEN: &str = "[A sentence is withheld by the editor.]";

/// Sentences with what stands between them; with gaps marked where sentences are withheld.
fn pieces<'s>(site: &'s Site<'s>, source: usize, block: &Block, whole: bool, dates: &mut Dates<'_>) -> Vec<Piece<'s>> {
    let article = &site.story.sources[source].article;
    let between = |from: usize, to: usize| (from < to).then(|| Span::new(from, to));
    let gap = |parts| Piece { id: None, parts, mark: None };
    let mut pieces = Vec::new();
    let mut at = block.span.start;
    for sentence in block.sentences.clone() {
        let Some(s) = article.sentences.get(sentence) else { continue };
        if whole && article.is_hidden(sentence) {
            pieces.extend(between(at, s.span.start).map(|span| gap(dates.parts(article, span, block))));
            pieces.push(gap(vec![Part::plain(vec![Run { text: HIDDEN, mark: false }])]));
            at = at.max(s.span.end);
            continue;
        }
        if !site.shown.shows_sentence(source, sentence) {
            continue;
        }
        let passed = between(at, s.span.start);
        if whole {
            pieces.extend(passed.map(|span| gap(dates.parts(article, span, block))));
        } else if let Some(passed) = passed {
            let text = if at == block.span.start || passed.len() > 3 { "… " } else { " " };
            pieces.push(gap(vec![Part::plain(vec![Run { text, mark: false }])]));
        }
        let parts = dates.parts(article, s.span, block);
        pieces.push(Piece { id: Some(&s.id.0), parts, mark: mark(site, source, sentence) });
        at = at.max(s.span.end);
    }
    if whole {
        pieces.extend(between(at, block.span.end).map(|span| gap(dates.parts(article, span, block))));
    }
    pieces
}

fn mark(site: &Site<'_>, source: usize, sentence: usize) -> Option<&'static str> {
    let links = site.backlinks.get(&(source, sentence))?;
    Some(if links.iter().all(|(label, _)| label == STATEMENTS) { "said" } else { "cited" })
}

fn facts<'s>(site: &'s Site<'s>, index: usize) -> Vec<Fact<'s>> {
    let source = &site.story.sources[index];
    let article = &source.article;
    let is_corrected =
        |field: &str| site.story.edits.iter().any(|edit| edit.target == Target::Source(index) && edit.what == field);
    let mut facts = Vec::new();
    let mut add = |term, text: &'s str, note: Option<Cow<'s, str>>, code| {
        if !text.is_empty() {
            facts.push(Fact { term, text: Cow::Borrowed(text), note, code });
        }
    };
    add(
        "Date",
        source.published.basis.as_str(),
        Some(Cow::Owned(dates::in_words(&source.published.reason))).filter(|r: &Cow<'_, str>| !r.is_empty()),
        false,
    );
    let attested = [("Outlet", &article.outlet), ("Author", &article.author)];
    for (term, what) in attested {
        if let Some(what) = what {
            let known = if is_corrected(&term.to_lowercase()) { BY_EDITOR } else { basis(what.basis) };
            add(term, &what.text, Some(Cow::Borrowed(known)), false);
        }
    }
    add("Title", if is_corrected("title") { BY_EDITOR } else { basis(article.title.basis) }, None, false);
    if let Some(tag) = &article.language {
        match tag.basis {
            Basis::Derived => add("Language", &tag.text, Some(Cow::Borrowed("told from its letters and words")), false),
            _ => add("Language", &tag.text, None, false),
        }
    }
    add("File", &article.path, None, true);
    add("Encoding", article.encoding, None, false);
    add("SHA-256", &article.sha256, None, true);
    add("Shown", sources::policy(site.shown.policy(index)).unwrap_or("whole"), None, false);
    let sentences = count(article.sentences.len(), "sentence", "sentences");
    let length = format!("{} in {sentences}", count(article.words, "word", "words"));
    facts.push(Fact { term: "Length", text: Cow::Owned(length), note: None, code: false });
    facts
}

/// How something is known that the editor corrected.
const BY_EDITOR: &str = "set by the editor";

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Declared => "declared in the file’s front matter",
        Basis::Printed => "printed in the text",
        Basis::Filename => "read from the file’s name",
        Basis::Derived => "derived from the first sentence",
    }
}
