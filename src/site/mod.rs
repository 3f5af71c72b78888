//! The story to bytes: routes, views, templates, feeds, exports, pictures.
//!
//! In: a [`Story`], the editor's pages, settings, a site's own templates. Out: [`Output`]s with paths below the site, in
//! path order. Knows nothing of how the story was found, and does not touch the disk.
//!
//! [`disclosure`] decides what may be shown; everything else sees only what it lets through. [`cite::Site`] knows the
//! names and addresses; [`pages`] makes a view for each page; [`templates`] turns views into bytes.

pub mod chronicle;
pub mod cite;
pub mod dates;
pub mod disclosure;
pub mod export;
pub mod feed;
#[cfg(test)]
mod fixture;
pub mod linked;
pub mod pages;
pub mod preview;
pub mod prose;
pub mod routes;
pub mod search;
pub mod single;
pub mod split;
pub mod svg;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod title;
pub mod voices;
pub mod when;

use rayon::prelude::*;
use serde::Serialize;

use crate::config::Settings;
use crate::corpus::Texts;
use crate::diagnostic::Diagnostic;
use crate::editorial::{Editor, Page};
use crate::stages::Stages;
use crate::story::{DateBasis, Story};

use cite::{LEAD, Site};
use disclosure::Disclosed;
use pages::{Frame, Page as Framed};
use templates::Templates;

/// Path of the picture that stands for the site in a preview.
pub const PREVIEW: &str = "preview.png";

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path below the site with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One file to be made.
#[derive(Debug, Clone, Copy)]
enum Job<'s> {
    Index,
    Briefing,
    Timeline,
    /// A page of events, from 0, where they stand on several.
    Days(usize),
    Statements,
    /// A further page of statements, from 0.
    Said(usize),
    Commitments,
    /// A page of the ledger, from 0.
    Owed(usize),
    Disagreements,
    Actors,
    /// A further page of actors, from 0.
    Named(usize),
    Sources,
    /// A further page of sources, from 0.
    Listed(usize),
    Changes,
    /// A further page of editions, from 0.
    Brought(usize),
    Search,
    Article(usize),
    Editor(&'s Page),
    NotFound,
}

impl<'s> Job<'s> {
    fn path(self, site: &Site<'_>) -> String {
        match self {
            Job::Article(source) => site.paths[source].clone(),
            Job::Editor(page) => format!("{}.html", page.slug),
            Job::Said(page) => site.voices.path(page),
            Job::Days(page) => site.chronicle.split.path(page),
            Job::Owed(page) => site.ledger.path(page),
            Job::Named(page) => pages::actors::path(page),
            Job::Listed(page) => pages::sources::path(page + 1),
            Job::Brought(page) => pages::changes::path(page + 1),
            _ => self.template().to_owned(),
        }
    }

    fn template(self) -> &'static str {
        match self {
            Job::Index => "index.html",
            Job::Briefing => "briefing.html",
            Job::Timeline | Job::Days(_) => chronicle::PAGE,
            Job::Statements | Job::Said(_) => "statements.html",
            Job::Commitments | Job::Owed(_) => "commitments.html",
            Job::Disagreements => "disagreements.html",
            Job::Actors | Job::Named(_) => "actors.html",
            Job::Sources | Job::Listed(_) => "sources.html",
            Job::Changes | Job::Brought(_) => "changes.html",
            Job::Search => "search.html",
            Job::Article(_) => "article.html",
            Job::Editor(_) => "page.html",
            Job::NotFound => "404.html",
        }
    }

    /// Nothing for the front page, which has the title of the site.
    fn title(self, site: &Site<'s>) -> Option<String> {
        let title = match self {
            Job::Index => return None,
            Job::Briefing => "Briefing",
            Job::Timeline => "Timeline",
            Job::Days(page) => return Some(format!("Timeline, part {}", page + 1)),
            Job::Statements => "Statements",
            Job::Said(page) => return Some(format!("Statements, part {}", page + 1)),
            Job::Commitments => "Commitments",
            Job::Owed(page) => return Some(format!("Commitments, part {}", page + 1)),
            Job::Disagreements => "Where sources differ",
            Job::Actors => "Actors",
            Job::Named(page) => return Some(format!("Actors, part {}", page + 2)),
            Job::Sources => "Sources",
            Job::Listed(page) => return Some(format!("Sources, part {}", page + 2)),
            Job::Changes => "Edition by edition",
            Job::Brought(page) => return Some(format!("Edition by edition, part {}", page + 2)),
            Job::Search => "Search",
            Job::Article(source) => &site.story.sources[source].article.title.text,
            Job::Editor(page) => &page.title,
            Job::NotFound => "Page not found",
        };
        Some(title.to_owned())
    }

    /// What it is about, for machines.
    fn data(self, site: &Site<'_>) -> Option<serde_json::Value> {
        let base = site.settings.base_url.as_deref().unwrap_or("");
        match self {
            Job::Index | Job::Briefing => Some(linked::briefing(site, base, pages::address(self.template()))),
            Job::Timeline => Some(linked::events(site, base)),
            Job::Article(source) => Some(linked::source(site, base, source)),
            _ => None,
        }
    }

    /// One line for search engines and previews.
    fn about(self, site: &Site<'s>) -> String {
        match self {
            Job::Index if site.settings.standfirst.is_some() => site.settings.standfirst.clone().unwrap_or_default(),
            Job::Article(source) => format!("{}: a source of {}", site.labels[source], site.title),
            _ => format!("{}, told by its sources", site.title),
        }
    }
}

/// Renders every file of the site. `templates` are texts that override the built-in ones by name.
///
/// # Errors
/// A template that does not parse or render, located.
pub fn render(
    story: &Story,
    editor: &Editor,
    settings: &Settings,
    templates: &Texts,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    render_watched(story, editor, settings, templates, &mut Stages::default())
}

/// The same, and tells of its stages.
///
/// # Errors
/// A template that does not parse or render, located.
pub fn render_watched(
    story: &Story,
    editor: &Editor,
    settings: &Settings,
    templates: &Texts,
    stages: &mut Stages,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    stages.begin("links back", 0);
    let shown = Disclosed::new(story, editor, settings);
    let site = Site::new(&shown, editor, settings);
    stages.begin("search index", 0);
    let search = || pages::search::exists(&site).then(|| search::search(&site));
    let (templates, search) = rayon::join(|| Templates::parse(templates), search);
    let templates = templates?;
    let builder = Builder { site: &site, templates: &templates, feed: feed::feed(&site), search };
    let jobs = builder.jobs();
    let now = stages.begin("pages and data", jobs.len());
    let page = |job| {
        let page = builder.page(job);
        now.one();
        page
    };
    let pages = || jobs.into_par_iter().map(page).collect::<Vec<_>>();
    // The data of a large story is one piece of work, and nearly as long as all pages together.
    let (files, rendered) = rayon::join(|| builder.files(), pages);
    let mut outputs = Vec::new();
    let mut problems = Vec::new();
    for result in rendered.into_iter().chain(files) {
        match result {
            Ok(output) => outputs.push(output),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort();
    problems.dedup();
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    if problems.is_empty() { Ok(outputs) } else { Err(problems) }
}

/// The story as data: the bytes of the contract's `story.json`.
pub fn story_json(story: &Story, editor: &Editor, settings: &Settings) -> Vec<u8> {
    let shown = Disclosed::new(story, editor, settings);
    let site = Site::new(&shown, editor, settings);
    export::lines(&export::export(&site))
}

struct Builder<'b> {
    site: &'b Site<'b>,
    templates: &'b Templates,
    feed: Option<feed::Feed<'b>>,
    search: Option<search::Search>,
}

#[derive(Serialize)]
struct FeedView<'f> {
    feed: &'f feed::Feed<'f>,
}

#[derive(Serialize)]
struct SitemapView {
    urls: Vec<Listed>,
}

/// A page of the sitemap.
#[derive(Serialize)]
struct Listed {
    address: String,
    /// The day its content is of, where that is known for sure.
    changed: Option<String>,
}

#[derive(Serialize)]
struct LostView<'l> {
    title: &'l str,
    style: &'l str,
    digest: String,
    sources: pages::sources::Sources<'l>,
}

/// The page of a wrong address where the site's own is known, with its style in itself.
#[derive(Serialize)]
struct NotFoundView<'l> {
    #[serde(flatten)]
    sources: pages::sources::Sources<'l>,
    style: &'l str,
    digest: String,
}

#[derive(Serialize)]
struct FaviconView {
    letter: String,
}

impl<'b> Builder<'b> {
    fn jobs(&self) -> Vec<Job<'b>> {
        let site = self.site;
        let mut jobs = vec![Job::Index, Job::NotFound];
        let optional = [
            (Job::Briefing, pages::briefing::exists(site)),
            (Job::Timeline, pages::timeline::exists(site)),
            (Job::Statements, pages::statements::exists(site)),
            (Job::Commitments, pages::commitments::exists(site)),
            (Job::Disagreements, pages::disagreements::exists(site)),
            (Job::Actors, pages::actors::exists(site)),
            (Job::Sources, pages::sources::exists(site)),
            (Job::Changes, pages::changes::exists(site)),
            (Job::Search, self.search.is_some()),
        ];
        jobs.extend(optional.into_iter().filter(|(_, there)| *there).map(|(job, _)| job));
        if site.voices.is_split() {
            jobs.extend((0..site.voices.pages).map(Job::Said));
        }
        if site.chronicle.split.is_split() {
            jobs.extend((0..site.chronicle.split.pages.len()).map(Job::Days));
        }
        if site.ledger.is_split() {
            jobs.extend((0..site.ledger.pages.len()).map(Job::Owed));
        }
        jobs.extend((0..pages::actors::further(site)).map(Job::Named));
        jobs.extend((0..pages::sources::further(site)).map(Job::Listed));
        jobs.extend((0..pages::changes::further(site)).map(Job::Brought));
        jobs.extend(site.named().map(Job::Article));
        jobs.extend(site.pages.iter().filter(|p| p.slug != LEAD).map(Job::Editor));
        jobs
    }

    fn page(&self, job: Job<'b>) -> Result<Output, Diagnostic> {
        let site = self.site;
        match job {
            Job::Index => self.html(job, |root| pages::index::view(site, root)),
            Job::Briefing => self.html(job, |root| pages::briefing::view(site, root)),
            Job::Timeline => self.html(job, |root| pages::timeline::view(site, root)),
            Job::Days(page) => self.html(job, |root| pages::timeline::part(site, root, page)),
            Job::Statements => self.html(job, |root| pages::statements::view(site, root)),
            Job::Said(page) => self.html(job, |root| pages::statements::part(site, root, page)),
            Job::Commitments => self.html(job, |root| pages::commitments::view(site, root)),
            Job::Owed(page) => self.html(job, |root| pages::commitments::part(site, root, page)),
            Job::Disagreements => self.html(job, |root| pages::disagreements::view(site, root)),
            Job::Actors => self.html(job, |root| pages::actors::view(site, root, 0)),
            Job::Named(page) => self.html(job, |root| pages::actors::view(site, root, page + 1)),
            Job::Sources => self.html(job, |root| pages::sources::view(site, root, 0)),
            Job::Listed(page) => self.html(job, |root| pages::sources::view(site, root, page + 1)),
            Job::Changes => self.html(job, |root| pages::changes::view(site, root, 0)),
            Job::Brought(page) => self.html(job, |root| pages::changes::view(site, root, page + 1)),
            Job::Search => self.html(job, |root| pages::search::view(site, root, self.search.as_ref())),
            Job::Article(source) => self.html(job, |root| pages::article::view(site, root, source)),
            Job::Editor(page) => self.html(job, |root| pages::editor::view(site, root, page)),
            Job::NotFound => self.not_found(job),
        }
    }

    fn html<V: Serialize>(&self, job: Job<'b>, view: impl FnOnce(&str) -> V) -> Result<Output, Diagnostic> {
        let path = job.path(self.site);
        let mut page = Frame::new(self.site, &path, job.title(self.site), job.about(self.site), self.feed.is_some());
        page.kind = if matches!(job, Job::Article(_) | Job::Briefing) { "article" } else { "website" };
        page.data = job.data(self.site).map(|data| linked::block(&data));
        let view = view(&page.root);
        let bytes = self.templates.render(job.template(), &Framed { page, view })?;
        Ok(Output { path, bytes })
    }

    /// The day that the content of a page is of, where a source prints it: of an article its own, of a page drawn from all
    /// the newest.
    fn changed(&self, job: Job<'b>) -> Option<jiff::civil::Date> {
        let known = |source: usize| {
            let published = &self.site.story.sources[source].published;
            published.value.as_day().filter(|_| matches!(published.basis, DateBasis::Printed | DateBasis::Declared))
        };
        match job {
            Job::Article(source) => known(source),
            Job::Editor(_) => None,
            _ => self.site.named().filter_map(known).max(),
        }
    }

    /// A host shows this page at any address, so that its style is in itself; its links are absolute where the site's address
    /// is known, and where it is not there are none.
    fn not_found(&self, job: Job<'b>) -> Result<Output, Diagnostic> {
        let path = job.path(self.site);
        let mut page = Frame::new(self.site, &path, job.title(self.site), job.about(self.site), false);
        let style = self.templates.style();
        let Some(base) = &self.site.settings.base_url else {
            let sources = pages::sources::newest(self.site, "");
            let view = LostView { title: &self.site.title, style, digest: single::digest(style), sources };
            return Ok(Output { path, bytes: self.templates.render("lost.html", &view)? });
        };
        page.root.clone_from(base);
        page.nav.iter_mut().chain(&mut page.further).for_each(|entry| entry.link.href.insert_str(0, base));
        page.method = page.method.map(|method| format!("{base}{method}"));
        page.search = page.search.map(|search| format!("{base}{search}"));
        page.canonical = None;
        let sources = pages::sources::newest(self.site, &page.root.clone());
        let view = NotFoundView { sources, style, digest: single::digest(style) };
        let bytes = self.templates.render(job.template(), &Framed { page, view })?;
        Ok(Output { path, bytes })
    }

    /// The story as data and as tables, which is let go of as soon as it is written: of a large story it is the most of all.
    fn data(&self) -> Vec<Result<Output, Diagnostic>> {
        let data = export::export(self.site);
        vec![
            Ok(output("data/story.json", export::lines(&data))),
            Ok(output("data/events.csv", export::tables::events(&data.events))),
            Ok(output("data/statements.csv", export::tables::statements(&data.statements))),
        ]
    }

    /// A file that is taken from the templates as it is.
    fn plain(&self, name: &str) -> Output {
        output(name, self.templates.plain(name).as_bytes().to_vec())
    }

    /// Everything that is not a page.
    fn files(&self) -> Vec<Result<Output, Diagnostic>> {
        let mut files = self.data();
        let letter = self.site.title.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect());
        let favicon = FaviconView { letter: letter.unwrap_or_else(|| "·".to_owned()) };
        files.extend([
            Ok(output(".nojekyll", Vec::new())),
            Ok(output("data/story.schema.json", pretty(&export::schema()))),
            Ok(output("data/timeline.ics", export::calendar::calendar(self.site))),
            Ok(output("data/sources.bib", export::references::bibtex(self.site))),
            Ok(output("data/sources.csl.json", export::lines(&export::references::csl(self.site)))),
            Ok(output(PREVIEW, preview::png(svg::overview(self.site).as_ref()))),
            Ok(self.plain(templates::STYLE)),
            self.templates.render("favicon.svg.xml", &favicon).map(|bytes| output("favicon.svg", bytes)),
        ]);
        if pages::timeline::exists(self.site) {
            files.push(Ok(self.plain(templates::TIMELINE)));
        }
        if let Some(search) = &self.search {
            files.push(Ok(self.plain(templates::SEARCH)));
            files.extend(search.files.iter().cloned().map(Ok));
        }
        if let Some(feed) = &self.feed {
            files.push(self.templates.render("feed.xml", &FeedView { feed }).map(|bytes| output("feed.xml", bytes)));
            files.push(Ok(output("feed.json", pretty(&feed::json_feed(feed)))));
        }
        if let Some(base) = &self.site.settings.base_url {
            let listed = self.jobs().into_iter().filter(|job| !matches!(job, Job::NotFound | Job::Search));
            let mut urls: Vec<Listed> = listed
                .map(|job| Listed {
                    address: format!("{base}{}", pages::address(&job.path(self.site))),
                    changed: self.changed(job).map(|day| day.to_string()),
                })
                .collect();
            urls.sort_by(|a, b| a.address.cmp(&b.address));
            files.push(self.templates.render("sitemap.xml", &SitemapView { urls }).map(|b| output("sitemap.xml", b)));
            let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n");
            files.push(Ok(output("robots.txt", robots.into_bytes())));
        }
        files
    }
}

fn output(path: &str, bytes: Vec<u8>) -> Output {
    Output { path: path.to_owned(), bytes }
}

fn pretty(value: &serde_json::Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}
