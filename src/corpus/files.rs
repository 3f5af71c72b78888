//! The editor's own files as texts: what stands in `content/` and `templates/`.
//!
//! In: a root, the name of a folder in it, and which of its files are wanted. Out: their [`Texts`], and diagnostics for
//! what could not be read. Knows nothing of what the texts mean: the rooms that do are handed them by the pipeline.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::text::unseen;

/// Texts of the files of a folder by their names.
pub type Texts = BTreeMap<String, String>;

/// What was read of a folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// The wanted files that could be read, each without its byte order mark; control characters and those that turn words
    /// around are U+FFFD.
    pub texts: Texts,
    /// Errors for the others, and warnings for what is no file, in the order of the names.
    pub problems: Vec<Diagnostic>,
}

impl Folder {
    /// The text of a file; empty where there is no such file.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

/// Whether there is a root to read from.
///
/// # Errors
/// It is no folder.
pub fn check_root(root: &Path) -> Result<(), Diagnostic> {
    if root.is_dir() {
        return Ok(());
    }
    let problem = Diagnostic::error(root.to_string_lossy(), "there is no such folder");
    Err(problem.help("name the folder that holds seeds/ with --root DIR"))
}

/// Reads the wanted files of the folder `name` below `root`, but not those of its own folders. No folder is no file.
///
/// What bears one of the `expected` names has to be a file that can be read. Beside those, each file whose name
/// `is_wanted` is read; what is none, such as a folder or a link that leads nowhere, is named and skipped.
pub fn folder(root: &Path, name: &str, expected: &[&str], is_wanted: impl Fn(&str) -> bool) -> Folder {
    let mut folder = Folder::default();
    if let Err(problem) = check_within(root, name) {
        folder.problems.push(problem);
        return folder;
    }
    let entries = match entries(&root.join(name)) {
        Ok(entries) => entries,
        Err(error) => {
            folder.problems.extend(unreadable(name, &error));
            return folder;
        }
    };
    for entry in entries {
        let file = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{name}/{}", unseen::marked(&file));
        if expected.contains(&&*file) || is_wanted(&file) && entry.path().is_file() {
            match text(root, &entry, &path) {
                Ok(text) => drop(folder.texts.insert(file, text)),
                Err(problem) => folder.problems.extend(problem),
            }
        } else if is_wanted(&file) {
            let what = if entry.path_is_symlink() { "a link that leads to no file" } else { "not a regular file" };
            let skipped = Diagnostic::warning(path, format!("skipped: {what}"));
            folder.problems.push(skipped.help("put a file with its text in its place, or give it another name"));
        }
    }
    folder
}

/// What stands in a folder, in the order of the names.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    if !folder.metadata()?.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    let found = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    // Without the path that the walk adds to its errors: it is one of the machine.
    let bare = |error: walkdir::Error| error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
    found.into_iter().map(|entry| entry.map_err(bare)).collect()
}

/// The text of a file that messages name `path`; without a problem where the file is not there after all.
fn text(root: &Path, entry: &DirEntry, path: &str) -> Result<String, Option<Diagnostic>> {
    let refuse = |what: &str, help: &str| Err(Some(Diagnostic::error(path, what).help(help)));
    if entry.file_name().to_str().is_none() {
        return refuse("has a name that is not in Unicode", "rename the file");
    }
    if entry.path_is_symlink() && !entry.path().exists() {
        return refuse("is a link that leads nowhere", "put the file in its place, or remove the link");
    }
    let kind = entry.path().metadata().map_err(|error| unreadable(path, &error))?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        // Whoever reads a pipe may wait for ever.
        return refuse("is no regular file", "put a file with its text in its place");
    }
    if entry.path_is_symlink() && !leads_within(root, entry.path()) {
        return refuse("is a link that leads out of the root folder", "put a copy of the file in its place");
    }
    let bytes = std::fs::read(entry.path()).map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Diagnostic::error(path, "is not text in UTF-8").help("save the file again as UTF-8"))?;
    Ok(unseen::shown(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// Checks that the folder `name` of `root` is not elsewhere, by a link; what is not there is nowhere.
///
/// # Errors
/// It leads out, or to nothing.
pub(super) fn check_within(root: &Path, name: &str) -> Result<(), Diagnostic> {
    let folder = root.join(name);
    if folder.is_symlink() && !folder.exists() {
        let problem = Diagnostic::error(name, "is a link that leads nowhere");
        return Err(problem.help("put a folder in its place, or remove the link"));
    }
    if folder.exists() && !leads_within(root, &folder) {
        let problem = Diagnostic::error(name, "is a link that leads out of the root folder");
        return Err(problem.help("put a copy of the folder in its place"));
    }
    Ok(())
}

/// Whether what a link leads to stands below `root` too.
fn leads_within(root: &Path, link: &Path) -> bool {
    matches!((root.canonicalize(), link.canonicalize()), (Ok(root), Ok(target)) if target.starts_with(&root))
}

/// Nothing is wrong with what is not there.
fn unreadable(path: &str, error: &io::Error) -> Option<Diagnostic> {
    let there = error.kind() != ErrorKind::NotFound;
    there.then(|| Diagnostic::error(path, format!("cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder `content` in; its texts as `name=text` and the messages out. Expected is `set.toml`, wanted `a.md` and `b.md`.
    fn read(fill: impl FnOnce(&Path)) -> (String, Vec<String>) {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        fs::create_dir(&content).unwrap();
        fill(&content);
        shown(root.path())
    }

    fn shown(root: &Path) -> (String, Vec<String>) {
        let folder = folder(root, "content", &["set.toml"], |name| ["a.md", "b.md"].contains(&name));
        let texts: Vec<_> = folder.texts.iter().map(|(name, text)| format!("{name}={text}")).collect();
        (texts.join(" "), folder.problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn wanted_files_are_read_by_their_names() {
        let (texts, problems) = read(|content| {
            fs::create_dir_all(content.join("deep")).unwrap();
            for (name, text) in [("b.md", "two"), ("a.md", "\u{feff}one"), ("set.toml", ""), ("deep/c.md", "three")] {
                fs::write(content.join(name), text).unwrap();
            }
            fs::write(content.join("photo.jpg"), b"\xff\xd8").unwrap();
        });
        assert_eq!(texts, "a.md=one b.md=two set.toml=");
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn a_text_that_is_not_there_is_empty() {
        let folder = Folder { texts: [("a".to_owned(), "one".to_owned())].into(), ..Folder::default() };
        assert_eq!([folder.text("a"), folder.text("b")], ["one", ""]);
    }

    #[test]
    fn what_is_no_text_is_named() {
        let (texts, problems) = read(|content| {
            fs::write(content.join("set.toml"), b"x = \xff").unwrap();
            fs::write(content.join("a.md"), b"\xff").unwrap();
            fs::write(content.join("b.md"), "two").unwrap();
        });
        assert_eq!(texts, "b.md=two");
        assert_eq!(problems, ["content/a.md: is not text in UTF-8", "content/set.toml: is not text in UTF-8"]);
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_named_where_that_file_is_expected() {
        let (texts, problems) = read(|content| {
            fs::create_dir(content.join("set.toml")).unwrap();
            fs::create_dir(content.join("a.md")).unwrap();
        });
        assert_eq!((texts.as_str(), problems.len()), ("", 2));
        assert_eq!(problems[0], "content/a.md: skipped: not a regular file");
        assert!(problems[1].starts_with("content/set.toml: cannot be read: "), "{problems:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_those_that_lead_nowhere_are_named() {
        use std::os::unix::fs::symlink;
        let (texts, problems) = read(|content| {
            fs::write(content.join("notes"), "one").unwrap();
            symlink("notes", content.join("a.md")).unwrap();
            symlink("gone", content.join("b.md")).unwrap();
            symlink("gone", content.join("set.toml")).unwrap();
        });
        assert_eq!(texts, "a.md=one");
        assert_eq!(
            problems,
            ["content/b.md: skipped: a link that leads to no file", "content/set.toml: is a link that leads nowhere"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_links_out_of_the_root_are_refused_unread() {
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        let (texts, problems) = read(|content| {
            std::os::unix::fs::symlink(elsewhere.path(), content.join("a.md")).unwrap();
            let made = std::process::Command::new("mkfifo").arg(content.join("set.toml")).status().unwrap();
            assert!(made.success());
        });
        assert_eq!(texts, "");
        assert_eq!(
            problems,
            ["content/a.md: is a link that leads out of the root folder", "content/set.toml: is no regular file"]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_unicode_is_refused() {
        use std::os::unix::ffi::OsStrExt as _;
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"a\xFF.md")), "one").unwrap();
        let folder = folder(root.path(), ".", &[], |_| true);
        assert_eq!(folder.texts, Texts::new());
        assert_eq!(folder.problems[0].to_string(), "./a\u{FFFD}.md: has a name that is not in Unicode");
    }

    #[test]
    fn no_folder_is_no_file_and_a_file_is_no_folder() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(shown(root.path()), (String::new(), Vec::new()));
        fs::write(root.path().join("content"), "x").unwrap();
        assert_eq!(shown(root.path()).1, ["content: cannot be read: not a directory"]);
    }

    #[test]
    fn a_root_is_a_folder() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(check_root(root.path()), Ok(()));
        fs::write(root.path().join("file"), "x").unwrap();
        for name in ["file", "gone"] {
            assert_eq!(check_root(&root.path().join(name)).unwrap_err().message, "there is no such folder", "{name}");
        }
    }
}
