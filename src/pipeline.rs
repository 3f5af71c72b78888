//! The rooms in a row: from a root folder to a story, and from a story to a site.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::annotate;
use crate::config::{self, Settings};
use crate::corpus::{self, Article, Basis, PrintedDate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editorial::{self, Editor, Notes};
use crate::site::{self, Output};
use crate::stages::Stages;
use crate::story::{self, Hints, Story};

/// Everything a root folder says, before it is made into pages.
#[derive(Debug)]
pub struct Loaded {
    /// Settings of the site.
    pub settings: Settings,
    /// The story.
    pub story: Story,
    /// The editor's pages and notes.
    pub editor: Editor,
    /// The links of the editor's pages and notes, and where they were written.
    pub links: Vec<editorial::Link>,
    /// What a person should know, sorted; none of it stops the build.
    pub warnings: Vec<Diagnostic>,
}

/// Reads `root/seeds` and `root/content` and composes the story. `hints` brings what the command line sets; its actors
/// come from the content.
///
/// # Errors
/// Every problem found, sorted by path and place, warnings among them.
pub fn load(root: &Path, mut hints: Hints, stages: &mut Stages) -> Result<Loaded, Vec<Diagnostic>> {
    stages.begin("reading files", 0);
    corpus::check_root(root).map_err(|problem| vec![problem])?;
    rayon::spawn(annotate::prepare);
    let content = corpus::folder(root, "content", &[config::FILE, editorial::ACTORS], editorial::is_page);
    let mut problems = Vec::new();
    let settings = config::parse(content.text(config::FILE)).unwrap_or_else(|e| collect(&mut problems, e));
    hints.policy = settings.policy;
    hints.actors = editorial::actors(content.text(editorial::ACTORS)).unwrap_or_else(|e| collect(&mut problems, e));
    let mut corpus = corpus::read(root, &root.join("seeds"), &settings.limits);
    problems.extend(corpus.diagnostics);
    let [corrections, entries] = [editorial::SOURCES, editorial::ENTRIES].map(|name| {
        let folder = corpus::folder(root, name, &[], editorial::is_page);
        problems.extend(folder.problems);
        folder.texts
    });
    hints.edits = editorial::edits(&corrections, &entries, &mut corpus.articles, &corpus.refused, &mut problems);
    let ids: Vec<_> = corpus.articles.iter().map(|article| article.id.clone()).collect();
    let articles = corpus.articles;
    // The editor's words wait for no story to be read; code among them takes longer to colour than a few sources to read.
    let (story, links) = rayon::join(
        || told(articles, &hints, stages),
        || {
            let mut links = editorial::links(&content.texts);
            for (folder, files) in [(editorial::SOURCES, &corrections), (editorial::ENTRIES, &entries)] {
                links.extend(editorial::links_of_notes(folder, files));
            }
            links
        },
    );
    stages.begin("content", 0);
    let told: BTreeSet<_> = story.sources.iter().map(|source| &source.article.id).collect();
    let later = ids.iter().filter(|id| !told.contains(id)).collect();
    let refused = &corpus.refused;
    let found = editorial::pages(&content.texts, &story, &later, refused).unwrap_or_else(|e| collect(&mut problems, e));
    problems.extend(found.warnings);
    let mut notes = Notes::new();
    for (folder, files) in [(editorial::SOURCES, &corrections), (editorial::ENTRIES, &entries)] {
        notes.extend(
            editorial::notes(folder, files, &story, &later, refused).unwrap_or_else(|e| collect(&mut problems, e)),
        );
    }
    problems.extend(story::edit::orphans(&story.edits, &hints.edits.anchors));
    problems.extend(content.problems);
    if let Some(day) = hints.as_of.filter(|_| told.is_empty() && !ids.is_empty()) {
        problems.push(Diagnostic::error("seeds", format!("no source is of {day} or an earlier day")));
    }
    if problems.iter().any(|p| p.severity == Severity::Error) {
        // What would be told of a site is told without one, as far as it is sure.
        let articles = ids.iter().chain(refused).map(|id| site::routes::article(&id.0)).collect();
        problems.extend(editorial::surely_dead(&links, &content.texts, &articles));
        problems.sort();
        return Err(problems);
    }
    problems.sort();
    Ok(Loaded { settings, story, editor: Editor { pages: found.pages, notes }, links, warnings: problems })
}

/// Reads the articles and composes the story that they tell.
fn told(articles: Vec<Article>, hints: &Hints, stages: &mut Stages) -> Story {
    let now = stages.begin("reading texts", articles.len());
    let read = |article| {
        let annotations = annotate::annotate(&article);
        now.one();
        (article, annotations)
    };
    let annotated = articles.into_par_iter().map(read).collect();
    story::compose_watched(annotated, hints, stages)
}

/// Renders and link-checks the site of what was loaded, with the templates of `root/templates`; where it is wanted as a
/// `single` file too, that is one of them.
///
/// # Errors
/// Templates that cannot be read or fail, links that lead nowhere.
pub fn render(loaded: &Loaded, root: &Path, single: bool, stages: &mut Stages) -> Result<Vec<Output>, Vec<Diagnostic>> {
    stages.begin("templates", 0);
    let templates = corpus::folder(root, "templates", &[], site::templates::is_template);
    let problems = wrong_with(&templates);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut outputs = site::render_watched(&loaded.story, &loaded.editor, &loaded.settings, &templates.texts, stages)?;
    if single {
        outputs.push(site::single::file(&outputs, &loaded.settings, &templates.texts)?);
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
    }
    stages.begin("link check", 0);
    let dangling = crate::publish::check_links_written(&outputs, loaded.settings.base_url.as_deref(), &loaded.links);
    if dangling.is_empty() { Ok(outputs) } else { Err(dangling) }
}

/// What is wrong with the templates of `root/templates` themselves, whether or not there is a story to render.
pub fn broken_templates(root: &Path) -> Vec<Diagnostic> {
    wrong_with(&corpus::folder(root, "templates", &[], site::templates::is_template))
}

/// Files of `root/templates` that have no effect.
pub fn unused_templates(root: &Path) -> Vec<Diagnostic> {
    site::templates::unused(&corpus::folder(root, "templates", &[], site::templates::is_template).texts)
}

/// A template that is skipped is an error like one that fails: a page would be without it.
fn wrong_with(templates: &corpus::Folder) -> Vec<Diagnostic> {
    let skipped = templates.problems.iter().cloned().map(|problem| Diagnostic { severity: Severity::Error, ..problem });
    skipped.chain(site::templates::broken(&templates.texts)).collect()
}

/// Reads one article by itself, published on `date` where that is given: a story of one source.
pub fn annotate_alone(mut article: Article, date: Option<Date>) -> Story {
    if let Some(date) = date {
        let reason = "given with the document".to_owned();
        article.printed = Some(PrintedDate { date, basis: Basis::Declared, span: None, reason });
    }
    let annotations = annotate::annotate(&article);
    story::alone(article, annotations)
}

fn collect<T: Default>(problems: &mut Vec<Diagnostic>, found: Vec<Diagnostic>) -> T {
    problems.extend(found);
    T::default()
}
