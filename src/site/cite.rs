//! Citations as a reader meets them: a short label that links to the very sentence, and from the sentence back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::config::Settings;
use crate::corpus::Article;
use crate::editorial::{Editor, Notes, Page, Part};
use crate::story::{Citation, Event, Issue, Story};
use crate::text::{Span, language};

use super::chronicle::Chronicle;
use super::dates::{self, WrittenDate};
use super::disclosure::Disclosed;
use super::pages::briefing::section_title;
use super::pages::commitments;
use super::pages::index::{self, AGREEMENTS};
use super::prose::{Run, one_line, runs};
use super::split::Split;
use super::voices::Voices;
use super::{routes, title};

/// Slug of the editor's page that leads the briefing and has no page of its own.
pub const LEAD: &str = "briefing";

/// What the front page is called where a sentence links to it.
const FRONT: &str = "Front page";

/// What the list of statements is called where a sentence links to it.
pub const STATEMENTS: &str = "Statements";

/// What the list of differences is called where a sentence links to it.
const DIFFERENCES: &str = "Differences";

/// Most sentences that are shown beside the one that leads; the data has all of them.
pub const MOST: usize = 24;

/// The same beside what stands in full on another page.
const FEW: usize = 4;

/// What every page is made from: the story as it may be shown, and the names and addresses of its parts.
#[derive(Debug)]
pub struct Site<'s> {
    /// The story, redacted.
    pub story: &'s Story,
    /// What may be shown.
    pub shown: &'s Disclosed<'s>,
    /// The editor's pages.
    pub pages: &'s [Page],
    /// The editor's notes, by file.
    pub notes: &'s Notes,
    /// Settings.
    pub settings: &'s Settings,
    /// Title of the story.
    pub title: String,
    /// What a citation calls each source.
    pub labels: Vec<String>,
    /// The same within running text.
    pub inline_labels: Vec<String>,
    /// Path of each source's page.
    pub paths: Vec<String>,
    /// The year that need not be said.
    pub year: Option<i16>,
    /// Who speaks where.
    pub voices: Voices,
    /// Where each event stands.
    pub chronicle: Chronicle,
    /// The pages of the ledger.
    pub ledger: Split,
    /// Where each sentence is cited.
    pub backlinks: Backlinks,
    /// The sources that may be named and have a date, the newest first.
    pub by_day: Vec<usize>,
    /// Where each source names an actor, in order.
    pub named: Vec<Vec<Span>>,
    /// The sources that may be named and tell one text, by the number of the text.
    pub texts: BTreeMap<usize, Vec<usize>>,
}

/// For `dir`: where words of this language run; `auto` where their letters may say.
pub fn direction(lang: Option<&str>) -> &'static str {
    match lang {
        Some(tag) if language::is_from_right(tag) => "rtl",
        Some(tag) if !language::is_english(tag) && language::script_of_tag(tag).is_some() => "ltr",
        _ => "auto",
    }
}

fn by_day(shown: &Disclosed<'_>) -> Vec<usize> {
    let mut order = title::newest_first(&shown.story);
    order.retain(|&s| shown.is_named(s) && shown.story.sources[s].published.value.first_day().is_some());
    order
}

/// Where actors are named, by source, sorted and disjoint.
fn named_places(story: &Story) -> Vec<Vec<Span>> {
    let mut places = vec![Vec::new(); story.sources.len()];
    for mention in story.actors.iter().flat_map(|actor| &actor.mentions) {
        if let Some(places) = places.get_mut(mention.source) {
            places.push(mention.span);
        }
    }
    for places in &mut places {
        places.sort_unstable_by_key(|span: &Span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        places.retain(|span| {
            let apart = span.start >= end && !span.is_empty();
            end = if apart { span.end } else { end };
            apart
        });
    }
    places
}

fn texts(shown: &Disclosed<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut texts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (source, of) in shown.story.sources.iter().enumerate().filter(|(source, _)| shown.is_named(*source)) {
        texts.entry(of.group).or_default().push(source);
    }
    texts
}

/// Where sentences are cited: label and address from the root, in the order of the pages.
pub type Backlinks = BTreeMap<(usize, usize), Vec<(String, String)>>;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// Relative address.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// Words of a source with the link to where they stand.
#[derive(Debug, Clone, Serialize)]
pub struct Quoted<'s> {
    /// The words, verbatim, in runs.
    pub runs: Vec<Run<'s>>,
    /// Language of the words, where known and not English.
    pub lang: Option<&'s str>,
    /// Where they run: `rtl`, `ltr`, `auto`.
    pub dir: &'static str,
    /// The citation.
    pub cite: Link,
}

/// One statement of the site: words of a source, and who else tells it.
#[derive(Debug, Clone, Serialize)]
pub struct Quote<'s> {
    /// What is shown.
    #[serde(flatten)]
    pub lead: Quoted<'s>,
    /// The words of further sources.
    pub more: Vec<Quoted<'s>>,
    /// How many further sentences there are: those and what is beyond them.
    pub others: usize,
    /// Number of sources that tell it, the first among them.
    pub sources: usize,
}

impl<'s> Site<'s> {
    /// Names and addresses of everything that is shown.
    pub fn new(shown: &'s Disclosed<'s>, editor: &'s Editor, settings: &'s Settings) -> Self {
        let story = &*shown.story;
        let year = story.edition.as_of.last_day().map(jiff::civil::Date::year);
        let labels = title::source_labels(story, year);
        let mut site = Site {
            story,
            shown,
            pages: &editor.pages,
            notes: &editor.notes,
            settings,
            title: settings.title.clone().unwrap_or_else(|| title::site_title(shown)),
            inline_labels: title::inline_labels(story, &labels),
            labels,
            paths: story.sources.iter().map(|s| routes::article(&s.article.id.0)).collect(),
            year,
            voices: Voices::new(story),
            chronicle: Chronicle::new(story),
            ledger: commitments::split(story),
            backlinks: Backlinks::new(),
            named: named_places(story),
            by_day: by_day(shown),
            texts: texts(shown),
        };
        site.backlinks = site.find_backlinks();
        site
    }

    /// The article of a citation.
    pub fn article(&self, citation: Citation) -> &'s Article {
        &self.story.sources[citation.source].article
    }

    /// Id of a cited sentence.
    pub fn sentence_id(&self, citation: Citation) -> &'s str {
        &self.article(citation).sentences[citation.sentence].id.0
    }

    /// The address of a cited sentence, from a page with this way to the root.
    pub fn href(&self, root: &str, citation: Citation) -> String {
        format!("{root}{}#{}", self.paths[citation.source], self.sentence_id(citation))
    }

    /// `Outlet, 27 Oct, ¶3`, linked.
    pub fn cite(&self, root: &str, citation: Citation) -> Link {
        let mut label = self.labels[citation.source].clone();
        if let Some(number) = self.paragraph(citation) {
            let _ = write!(label, ",\u{a0}¶{number}");
        }
        Link { href: self.href(root, citation), label }
    }

    /// The words of a citation on one line, without marks.
    pub fn line(&self, citation: Citation) -> String {
        one_line(&self.article(citation).words_at(citation.span))
    }

    /// Citations within running text, each linked: `Outlet ¶3`, and `¶5` where the source is that of the one before.
    pub fn cite_inline(&self, root: &str, citations: &[Citation]) -> Vec<Link> {
        let mut before = None;
        let mut links = Vec::new();
        for &citation in citations.iter().filter(|&&c| self.shown.shows(c)) {
            let name = self.inline_labels[citation.source].as_str();
            let label = match self.paragraph(citation).map(|number| format!("¶{number}")) {
                Some(number) if before == Some(citation.source) => number,
                Some(number) => format!("{name} {number}"),
                None => name.to_owned(),
            };
            before = Some(citation.source);
            links.push(Link { href: self.href(root, citation), label });
        }
        links
    }

    /// The `¶` number of the paragraph that a citation stands in.
    fn paragraph(&self, citation: Citation) -> Option<usize> {
        self.article(citation).block_of(citation.sentence).number
    }

    /// The words of a citation with their link.
    pub fn quoted(&self, root: &str, citation: Citation) -> Quoted<'s> {
        let article = self.article(citation);
        let lang = article.language_of(article.block_of(citation.sentence)).filter(|tag| *tag != language::ENGLISH);
        Quoted {
            runs: runs(article, citation.span.trim(&article.text)),
            lang,
            dir: direction(lang),
            cite: self.cite(root, citation),
        }
    }

    /// The first of `citations` that may be shown, with the others; `None` where none may.
    pub fn quote(&self, root: &str, citations: &[Citation]) -> Option<Quote<'s>> {
        self.quote_within(root, citations, MOST)
    }

    /// The same with few of the others, for a page that links to where they are.
    pub fn quote_briefly(&self, root: &str, citations: &[Citation]) -> Option<Quote<'s>> {
        self.quote_within(root, citations, FEW)
    }

    fn quote_within(&self, root: &str, citations: &[Citation], most: usize) -> Option<Quote<'s>> {
        let mut shown = citations.iter().filter(|&&c| self.shown.shows(c));
        let lead = self.quoted(root, *shown.next()?);
        let more: Vec<_> = shown.by_ref().take(most).map(|&c| self.quoted(root, c)).collect();
        let others = more.len() + shown.count();
        let mut sources: Vec<usize> = citations.iter().filter(|&&c| self.shown.shows(c)).map(|c| c.source).collect();
        sources.sort_unstable();
        sources.dedup();
        Some(Quote { lead, more, others, sources: sources.len() })
    }

    /// Language of a source, where known and not English like the page.
    pub fn language(&self, source: usize) -> Option<&'s str> {
        let language = self.story.sources[source].article.language.as_ref()?;
        Some(language.text.as_str()).filter(|tag| *tag != language::ENGLISH)
    }

    /// Why an actor belongs to its party.
    pub fn party_reason(&self, actor: usize) -> Option<&'s str> {
        let name = self.story.actors.get(actor)?.party.as_ref()?;
        let party = self.story.parties.iter().find(|party| party.name == *name)?;
        party.members.iter().find(|member| member.0 == actor).map(|member| member.1.as_str())
    }

    /// When a source was published, for a reader.
    pub fn published(&self, source: usize) -> WrittenDate {
        let published = &self.story.sources[source].published;
        dates::written(published.value, published.basis)
    }

    /// The editor's lead of the briefing.
    pub fn lead(&self) -> Option<&'s Page> {
        self.pages.iter().find(|p| p.slug == LEAD)
    }

    /// The editions with a source that may be named, the oldest first.
    pub fn editions(&self) -> impl Iterator<Item = &'s Issue> + '_ {
        self.story.editions.iter().filter(|issue| issue.sources.iter().any(|&s| self.shown.is_named(s)))
    }

    /// The sources that may be named, as indices.
    pub fn named(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.story.sources.len()).filter(|&s| self.shown.is_named(s))
    }

    /// Items that the front page and the briefing choose have no address of their own: when there is more to choose
    /// from, others may take their place. A sentence links to the section that cites it, once for each label.
    fn find_backlinks(&self) -> Backlinks {
        let mut links = Backlinks::new();
        let mut add = |citation: &Citation, label: &str, href: &str| {
            if self.shown.shows(*citation) {
                let links = links.entry((citation.source, citation.sentence)).or_default();
                if !links.iter().any(|(l, _)| l == label) {
                    links.push((label.to_owned(), href.to_owned()));
                }
            }
        };
        for page in self.pages {
            let (label, href) = if page.slug == LEAD {
                ("Editor’s lead".to_owned(), "briefing.html#editor".to_owned())
            } else {
                (page.title.clone(), format!("{}.html", page.slug))
            };
            for part in &page.parts {
                let Part::Cite(citations) = part else { continue };
                for c in citations {
                    add(c, &label, &href);
                }
            }
        }
        if let Some(status) = &self.story.status {
            for c in std::iter::once(&status.now).chain(&status.before) {
                add(c, FRONT, "index.html#stands");
            }
        }
        for c in self.story.highlights.iter().flat_map(|item| &item.citations) {
            add(c, FRONT, "index.html#summary");
        }
        for c in self.story.agreements.iter().take(AGREEMENTS).flat_map(|agreement| &agreement.citations) {
            add(c, FRONT, "index.html#agreed");
        }
        for c in index::news(self).into_iter().flat_map(|event| &event.citations) {
            add(c, FRONT, "index.html#news");
        }
        for section in &self.story.briefing.sections {
            let label = format!("Briefing: {}", section_title(section.id));
            let href = format!("briefing.html#{}", section.id);
            for c in section.items.iter().flat_map(|item| &item.citations) {
                add(c, &label, &href);
            }
        }
        for entry in &self.story.commitments {
            let href = self.ledger.href(&entry.id);
            for c in &entry.citations {
                add(c, "Commitments", &href);
            }
        }
        for disagreement in &self.story.disagreements {
            let href = format!("disagreements.html#{}", disagreement.id);
            for c in disagreement.readings.iter().flat_map(|reading| &reading.citations) {
                add(c, DIFFERENCES, &href);
            }
        }
        for event in &self.story.events {
            let (label, href) = (self.event_label(event), self.chronicle.href(&event.id));
            for c in &event.citations {
                add(c, &label, &href);
            }
        }
        for (at, attribution) in self.story.statements.iter().enumerate() {
            if let Some(href) = self.voices.href(self.story, at) {
                add(&attribution.citation, STATEMENTS, &href);
            }
        }
        links
    }

    fn event_label(&self, event: &Event) -> String {
        let day = dates::cited(event.date, event.basis, self.year);
        if day.is_empty() { "Timeline".to_owned() } else { format!("Timeline {day}") }
    }
}
