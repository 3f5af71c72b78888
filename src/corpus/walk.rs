//! Finding the sources below a folder.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::unseen;

use super::files::check_within;
use super::front_matter;
use super::ids::{fingerprint, source_ids, stem};
use super::read::article;
use super::{Article, SourceId};

/// What a folder of sources holds.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in the order of their paths.
    pub articles: Vec<Article>,
    /// Files that were named and skipped, and whatever else a person should know; errors and warnings, in path order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that should be articles and are none, for which there are errors.
    pub refused: BTreeSet<SourceId>,
}

const ADD_SOURCES: &str = "put the articles there, each as a text file (.txt) or Markdown (.md)";

/// Reads every source below `seeds`; paths in messages and articles are relative to `root`, with `/`.
///
/// Links, devices and pipes are named and left alone; hidden folders are passed over, and hidden files that may be meant as
/// sources are named.
pub fn read(root: &Path, seeds: &Path, limits: &Limits) -> Corpus {
    let shown = relative(root, seeds);
    if !seeds.is_dir() {
        let missing = Diagnostic::error(&*shown, "there is no such folder of sources").help(ADD_SOURCES);
        return Corpus { diagnostics: vec![missing], ..Corpus::default() };
    }
    if let Err(problem) = check_within(root, &shown) {
        return Corpus { diagnostics: vec![problem], ..Corpus::default() };
    }
    let (files, mut diagnostics) = walk(root, seeds);
    if files.is_empty() && diagnostics.iter().all(|d| d.severity != Severity::Error) {
        diagnostics.push(Diagnostic::error(&*shown, "there is no source in this folder").help(ADD_SOURCES));
    }
    if let Err(refused) = check_all(&files, limits, &shown) {
        diagnostics.push(refused);
        let below: Vec<String> = files.iter().map(|file| identity(seeds, file)).collect();
        return Corpus { articles: Vec::new(), diagnostics, refused: source_ids(&below).into_iter().collect() };
    }
    let below: Vec<String> = files.iter().map(|file| identity(seeds, file)).collect();
    let ids = source_ids(&below);
    let renamed = below.iter().zip(&ids).zip(&files).filter(|((below, id), _)| stem(below) != id.0);
    diagnostics.extend(renamed.map(|((_, id), file)| same_name(relative(root, file), id)));
    let load = |(file, id): (&PathBuf, &SourceId)| load(&relative(root, file), file, id.clone(), limits);
    let read: Vec<_> = files.par_iter().zip(&ids).map(load).collect();
    let (mut articles, mut refused) = (Vec::new(), BTreeSet::new());
    for (result, id) in read.into_iter().zip(ids) {
        match result {
            Ok((article, warnings)) => {
                articles.push(article);
                diagnostics.extend(warnings);
            }
            Err(problems) => {
                refused.insert(id);
                diagnostics.extend(problems);
            }
        }
    }
    diagnostics.sort();
    Corpus { articles, diagnostics, refused }
}

/// Two files whose names differ in their ending alone would share one address.
fn same_name(path: String, id: &SourceId) -> Diagnostic {
    Diagnostic::warning(path, format!("another source has the same name but for its ending: this one is called `{id}`"))
        .help("rename one of the two: a source's address on the site is made of its name")
}

/// A path below `seeds` as ids are made of it. Where it cannot be shown as it is, a few digits tell it from all others
/// that are shown alike.
fn identity(seeds: &Path, file: &Path) -> String {
    let shown = relative(seeds, file);
    let below = file.strip_prefix(seeds).unwrap_or(file);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if below.to_str().is_some() && parts.join("/") == shown {
        return shown;
    }
    let (name, ending) = shown.split_at(stem(&shown).len());
    format!("{name}-{}{ending}", fingerprint(below.as_os_str().as_encoded_bytes()))
}

/// The sources in the order of their paths, and what was found beside them.
fn walk(root: &Path, seeds: &Path) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    let entries = WalkDir::new(seeds).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry) || !entry.file_type().is_dir()) {
        match entry {
            Ok(entry) if entry.depth() == 0 || entry.file_type().is_dir() => {}
            Ok(entry) if is_hidden(&entry) => diagnostics.extend(looks_meant(&entry).then(|| hidden(root, &entry))),
            Ok(entry) if entry.file_type().is_file() && is_source(entry.path()) => files.push(entry.into_path()),
            Ok(entry) => diagnostics.push(skipped(root, &entry)),
            Err(error) => {
                let path = error.path().map_or_else(|| relative(root, seeds), |path| relative(root, path));
                diagnostics.push(unreadable(path, error.io_error()));
            }
        }
    }
    files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    (files, diagnostics)
}

/// Refuses more than can be read, before anything is.
fn check_all(files: &[PathBuf], limits: &Limits, shown: &str) -> Result<(), Diagnostic> {
    let bytes: u64 = files.iter().filter_map(|file| file.metadata().ok()).map(|found| found.len()).sum();
    if bytes <= limits.all_bytes {
        return Ok(());
    }
    let message = format!("the sources hold {bytes} bytes together, and {} are allowed", limits.all_bytes);
    let help = "move some of them out of the folder, or raise `all_bytes` below [limits] in content/site.toml";
    Err(Diagnostic::error(shown, message).help(help))
}

fn load(path: &str, file: &Path, id: SourceId, limits: &Limits) -> Result<(Article, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large without reading all of it.
    let limit = limits.source_bytes as u64 + 1;
    let read = File::open(file).and_then(|opened| opened.take(limit).read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(vec![unreadable(path.to_owned(), Some(&error))]);
    }
    let (article, warnings) = article(path, id, &bytes, limits)?;
    match front_matter::policy_astray(path, &article.text) {
        None => Ok((article, warnings)),
        Some(problem) => Err(vec![problem]),
    }
}

fn unreadable(path: String, error: Option<&std::io::Error>) -> Diagnostic {
    let why = error.map_or_else(|| "it could not be opened".to_owned(), |error| error.kind().to_string());
    Diagnostic::error(path, format!("this cannot be read: {why}"))
        .help("give yourself the right to read it, or move it out of the folder of sources")
}

fn skipped(root: &Path, entry: &DirEntry) -> Diagnostic {
    let path = relative(root, entry.path());
    let kind = entry.file_type();
    if kind.is_symlink() {
        Diagnostic::warning(path, "skipped: a link, and links are not followed")
            .help("put a copy of the file here instead")
    } else if kind.is_file() {
        Diagnostic::warning(path, "skipped: not a .txt or .md file")
            .help("save the article's words as .txt or .md, or move the file out of the folder of sources")
    } else {
        Diagnostic::warning(path, "skipped: not a regular file").help("move it out of the folder of sources")
    }
}

/// Whether a hidden file may be an article all the same: not what a system leaves beside each file of a foreign disk.
fn looks_meant(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && is_source(entry.path()) && !entry.file_name().as_encoded_bytes().starts_with(b"._")
}

fn hidden(root: &Path, entry: &DirEntry) -> Diagnostic {
    Diagnostic::note(relative(root, entry.path()), "not read: its name begins with a dot, as those of hidden files do")
        .help("if it is a source, give it a name without the dot")
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_source(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("md")
}

/// `path` below `base`, with `/`; bytes that are no Unicode, control characters and those that turn the direction of writing
/// are shown as U+FFFD.
fn relative(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| unseen::marked(&part.as_os_str().to_string_lossy())).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder of files in; ids of its articles and the messages out.
    fn read_folder(fill: impl FnOnce(&Path)) -> (String, Vec<String>) {
        read_within(Limits::default(), fill)
    }

    fn read_within(limits: Limits, fill: impl FnOnce(&Path)) -> (String, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path());
        let corpus = read(folder.path(), &folder.path().join("seeds"), &limits);
        let ids: Vec<_> = corpus.articles.iter().map(|a| format!("{}={}", a.id, a.path)).collect();
        (ids.join(" "), corpus.diagnostics.iter().map(|d| format!("{:?} {d}", d.severity)).collect())
    }

    fn put(root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    #[test]
    fn sources_of_any_depth_come_in_the_order_of_their_paths() {
        let (ids, messages) = read_folder(|root| {
            for path in ["seeds/b.txt", "seeds/a/z.md", "seeds/a-b.txt", "seeds/.hidden.txt", "seeds/.git/x.txt"] {
                put(root, path, b"It rained.");
            }
        });
        assert_eq!(ids, "a-b=seeds/a-b.txt a/z=seeds/a/z.md b=seeds/b.txt");
        let hidden = "Note seeds/.hidden.txt: not read: its name begins with a dot, as those of hidden files do";
        assert_eq!(messages, [hidden]);
    }

    #[test]
    fn of_two_sources_of_one_name_one_is_called_by_its_ending_too() {
        let (ids, messages) = read_folder(|root| {
            put(root, "seeds/b.md", b"It rained.");
            put(root, "seeds/b.txt", b"It snowed.");
        });
        assert_eq!(ids, "b.md=seeds/b.md b=seeds/b.txt");
        let said = "another source has the same name but for its ending: this one is called `b.md`";
        assert_eq!(messages, [format!("Warning seeds/b.md: {said}")]);
    }

    #[test]
    fn what_is_no_source_is_named() {
        let (ids, messages) = read_folder(|root| {
            put(root, "seeds/a.txt", b"It rained.");
            put(root, "seeds/b.txt", b"\x89PNG\r\n\x1a\n");
            put(root, "seeds/c.pdf", b"%PDF");
            put(root, "seeds/d.txt", b"");
            #[cfg(unix)]
            std::os::unix::fs::symlink("a.txt", root.join("seeds/e.txt")).unwrap();
        });
        assert_eq!(ids, "a=seeds/a.txt");
        let expected = [
            "Error seeds/b.txt: this is a PNG picture, not a text",
            "Warning seeds/c.pdf: skipped: not a .txt or .md file",
            "Error seeds/d.txt: there is no text in this file",
            #[cfg(unix)]
            "Warning seeds/e.txt: skipped: a link, and links are not followed",
        ];
        assert_eq!(messages, expected);
    }

    #[test]
    fn what_is_beyond_a_limit_is_refused_where_it_stands() {
        let refused = |limits: Limits, path: &str, text: &str| {
            let (ids, messages) = read_within(limits, |root| put(root, path, text.as_bytes()));
            if messages.is_empty() { ids } else { messages.join("; ") }
        };
        let is = Limits::default();
        let text = "It rained.\nIt snowed all day.\n";
        assert_eq!(
            refused(Limits { source_bytes: 30, line_bytes: 18, all_bytes: 30, ..is }, "seeds/a.txt", text),
            "a=seeds/a.txt"
        );
        let long = "Error seeds/a.txt: this file is longer than 29 bytes";
        assert_eq!(refused(Limits { source_bytes: 29, ..is }, "seeds/a.txt", text), long);
        let line = "Error seeds/a.txt:2:1: this line is 18 bytes long, and 17 are allowed";
        assert_eq!(refused(Limits { line_bytes: 17, ..is }, "seeds/a.txt", text), line);
        let all = "Error seeds: the sources hold 30 bytes together, and 29 are allowed";
        assert_eq!(refused(Limits { all_bytes: 29, ..is }, "seeds/a.txt", text), all);
        let nested = "It rained.\n\n> > > It snowed.\n";
        let deep = "Error seeds/a.md:3:5: lists, quotations or emphasis stand more than 2 deep in each other here";
        assert_eq!(refused(Limits { nesting: 2, ..is }, "seeds/a.md", nested), deep);
        assert_eq!(refused(Limits { nesting: 4, ..is }, "seeds/a.md", nested), "a=seeds/a.md");
    }

    #[test]
    fn a_folder_without_sources_is_an_error() {
        assert_eq!(read_folder(|_| ()).1, ["Error seeds: there is no such folder of sources"]);
        let (_, messages) = read_folder(|root| put(root, "seeds/a.pdf", b"x"));
        assert_eq!(messages[0], "Error seeds: there is no source in this folder");
        assert_eq!(messages.len(), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_unicode_is_shown_with_replacement_characters() {
        use std::os::unix::ffi::OsStrExt as _;
        let name = |bytes: &[u8; 6]| std::ffi::OsStr::from_bytes(bytes).to_owned();
        let (ids, messages) = read_folder(|root| {
            fs::create_dir(root.join("seeds")).unwrap();
            for odd in [b"a\xFF.txt", b"a\xFE.txt", b"a\n.txt"] {
                fs::write(root.join("seeds").join(name(odd)), "It rained.").unwrap();
            }
        });
        let found: Vec<(&str, &str)> = ids.split(' ').filter_map(|one| one.split_once('=')).collect();
        let mut names: Vec<&str> = found.iter().map(|(id, _)| *id).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 3, "{ids}");
        assert!(found.iter().all(|(id, path)| id.starts_with("a\u{FFFD}-") && *path == "seeds/a\u{FFFD}.txt"), "{ids}");
        assert_eq!(messages, [""; 0]);
    }
}
