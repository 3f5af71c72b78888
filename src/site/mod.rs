//! The story to bytes: routes, views, templates, feeds, exports, pictures.
//!
//! In: a [`Story`], the editor's pages, settings. Out: [`Output`]s with paths below the site, in path order.
//! Knows nothing of how the story was found, and does not touch the disk but for a site's own templates.
//!
//! [`disclosure`] decides what may be shown; everything else sees only what it lets through. [`cite::Site`] knows the
//! names and addresses; [`pages`] makes a view for each page; [`templates`] turns views into bytes.

pub mod cite;
pub mod dates;
pub mod disclosure;
pub mod export;
pub mod feed;
#[cfg(test)]
mod fixture;
pub mod pages;
pub mod prose;
pub mod routes;
pub mod svg;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod title;

use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::editorial::Page;
use crate::story::Story;

use cite::{LEAD, Site};
use disclosure::Disclosed;
use pages::{Frame, Page as Framed};
use templates::Templates;

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
    Statements,
    Actors,
    Sources,
    Article(usize),
    Editor(&'s Page),
    NotFound,
}

/// Renders every file of the site. `templates` is a folder whose files override the built-in ones by name.
///
/// # Errors
/// A template that does not parse or render, located.
pub fn render(
    story: &Story,
    pages: &[Page],
    settings: &Settings,
    templates: Option<&Path>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let templates = Templates::load(templates)?;
    let shown = Disclosed::new(story, pages, settings);
    let site = Site::new(&shown, pages, settings);
    let builder = Builder { site: &site, templates: &templates, feed: feed::feed(&site) };
    let jobs = builder.jobs();
    let rendered: Vec<_> = jobs.into_par_iter().map(|job| builder.page(job)).collect();
    let mut outputs = Vec::new();
    let mut problems = Vec::new();
    for result in rendered.into_iter().chain(builder.files()) {
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

/// The story as data, the contract's `story.json`.
pub fn story_json(story: &Story, pages: &[Page], settings: &Settings) -> serde_json::Value {
    let shown = Disclosed::new(story, pages, settings);
    let site = Site::new(&shown, pages, settings);
    serde_json::to_value(export::export(&site)).unwrap_or_default()
}

struct Builder<'b> {
    site: &'b Site<'b>,
    templates: &'b Templates,
    feed: Option<feed::Feed<'b>>,
}

#[derive(Serialize)]
struct FeedView<'f> {
    feed: &'f feed::Feed<'f>,
}

#[derive(Serialize)]
struct SitemapView {
    urls: Vec<String>,
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
            (Job::Actors, pages::actors::exists(site)),
            (Job::Sources, pages::sources::exists(site)),
        ];
        jobs.extend(optional.into_iter().filter(|(_, there)| *there).map(|(job, _)| job));
        jobs.extend(site.named().map(Job::Article));
        jobs.extend(site.pages.iter().filter(|p| p.slug != LEAD).map(Job::Editor));
        jobs
    }

    fn page(&self, job: Job<'b>) -> Result<Output, Diagnostic> {
        let site = self.site;
        let about = format!("{}, told by its sources", site.title);
        match job {
            Job::Index => {
                let about = site.settings.standfirst.clone().unwrap_or(about);
                self.html("index.html", "index.html", None, about, |root| pages::index::view(site, root))
            }
            Job::Briefing => {
                let title = Some("Briefing".to_owned());
                self.html("briefing.html", "briefing.html", title, about, |root| pages::briefing::view(site, root))
            }
            Job::Timeline => {
                let title = Some("Timeline".to_owned());
                self.html("timeline.html", "timeline.html", title, about, |root| pages::timeline::view(site, root))
            }
            Job::Statements => {
                let title = Some("Statements".to_owned());
                self.html("statements.html", "statements.html", title, about, |root| {
                    pages::statements::view(site, root)
                })
            }
            Job::Actors => {
                let title = Some("Actors".to_owned());
                self.html("actors.html", "actors.html", title, about, |root| pages::actors::view(site, root))
            }
            Job::Sources => {
                let title = Some("Sources".to_owned());
                self.html("sources.html", "sources.html", title, about, |root| pages::sources::view(site, root))
            }
            Job::Article(source) => {
                let title = site.story.sources[source].article.title.text.clone();
                let about = format!("{}: a source of {}", site.labels[source], site.title);
                let path = &site.paths[source];
                self.html(path, "article.html", Some(title), about, |root| pages::article::view(site, root, source))
            }
            Job::Editor(page) => {
                let path = format!("{}.html", page.slug);
                let title = Some(page.title.clone());
                self.html(&path, "page.html", title, about, |root| pages::editor::view(site, root, page))
            }
            Job::NotFound => self.not_found(),
        }
    }

    fn html<V: Serialize>(
        &self,
        path: &str,
        template: &str,
        title: Option<String>,
        description: String,
        view: impl FnOnce(&str) -> V,
    ) -> Result<Output, Diagnostic> {
        let page = Frame::new(self.site, path, title, description, self.feed.is_some());
        let view = view(&page.root);
        let bytes = self.templates.render(template, &Framed { page, view })?;
        Ok(Output { path: path.to_owned(), bytes })
    }

    /// A host shows this page at any address, so that its links are absolute where the site's address is known.
    fn not_found(&self) -> Result<Output, Diagnostic> {
        let title = Some("Page not found".to_owned());
        let mut page = Frame::new(self.site, "404.html", title, "There is no such page.".to_owned(), false);
        if let Some(base) = &self.site.settings.base_url {
            page.root.clone_from(base);
            page.nav.iter_mut().for_each(|entry| entry.link.href.insert_str(0, base));
            page.method = page.method.map(|method| format!("{base}{method}"));
        }
        page.canonical = None;
        let view = pages::sources::view(self.site, &page.root.clone());
        let bytes = self.templates.render("404.html", &Framed { page, view })?;
        Ok(Output { path: "404.html".to_owned(), bytes })
    }

    /// Everything that is not a page.
    fn files(&self) -> Vec<Result<Output, Diagnostic>> {
        let data = serde_json::to_value(export::export(self.site)).unwrap_or_default();
        let letter = self.site.title.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect());
        let favicon = FaviconView { letter: letter.unwrap_or_else(|| "·".to_owned()) };
        let mut files = vec![
            Ok(output(".nojekyll", Vec::new())),
            Ok(output("data/story.json", pretty(&data))),
            Ok(output("data/story.schema.json", pretty(&export::schema()))),
            Ok(output("style.css", self.templates.style().as_bytes().to_vec())),
            self.templates.render("favicon.svg.xml", &favicon).map(|bytes| output("favicon.svg", bytes)),
        ];
        if let Some(feed) = &self.feed {
            files.push(self.templates.render("feed.xml", &FeedView { feed }).map(|bytes| output("feed.xml", bytes)));
            files.push(Ok(output("feed.json", pretty(&feed::json_feed(feed)))));
        }
        if let Some(base) = &self.site.settings.base_url {
            let mut urls: Vec<String> = self.jobs().iter().filter_map(|job| self.address(job)).collect();
            urls.sort();
            let urls = urls.into_iter().map(|path| format!("{base}{path}")).collect();
            files.push(self.templates.render("sitemap.xml", &SitemapView { urls }).map(|b| output("sitemap.xml", b)));
            let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n");
            files.push(Ok(output("robots.txt", robots.into_bytes())));
        }
        files
    }

    fn address(&self, job: &Job<'_>) -> Option<String> {
        Some(match job {
            Job::NotFound => return None,
            Job::Index => String::new(),
            Job::Briefing => "briefing.html".to_owned(),
            Job::Timeline => "timeline.html".to_owned(),
            Job::Statements => "statements.html".to_owned(),
            Job::Actors => "actors.html".to_owned(),
            Job::Sources => "sources.html".to_owned(),
            Job::Article(source) => self.site.paths[*source].clone(),
            Job::Editor(page) => format!("{}.html", page.slug),
        })
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
