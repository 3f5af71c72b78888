//! Roots in temporary folders, the binary run on them, and its pages read back.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use tempfile::TempDir;

/// A root folder that is gone when it is dropped.
pub(crate) struct Root {
    folder: TempDir,
}

impl Root {
    /// An empty root.
    pub(crate) fn new() -> Root {
        Root { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A copy of what a build reads of `from`.
    pub(crate) fn copy_of(from: &Path) -> Root {
        let root = Root::new();
        for part in ["seeds", "content", "templates"] {
            copy(&from.join(part), &root.path().join(part));
        }
        root
    }

    /// A copy of the project's own sources and content.
    pub(crate) fn own() -> Root {
        Root::copy_of(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file below it, folders and all.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
        fs::write(path, bytes).expect("file written");
    }

    /// Removes a file or folder below it, if it is there.
    pub(crate) fn remove(&self, path: &str) {
        let path = self.path().join(path);
        if path.is_dir() {
            fs::remove_dir_all(path).expect("folder removed");
        } else if path.exists() {
            fs::remove_file(path).expect("file removed");
        }
    }

    /// `dateline build --root HERE` and more arguments.
    pub(crate) fn build(&self, more: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "--root"])
            .arg(self.path())
            .args(more)
            .output()
            .expect("the binary runs")
    }

    /// Builds, and fails the test where the build fails. Gives the site.
    #[track_caller]
    pub(crate) fn site(&self, more: &[&str]) -> Site {
        let output = self.build(more);
        assert!(output.status.success(), "{}", messages(&output));
        Site::read(&self.path().join("public"))
    }
}

/// What the binary said, both streams.
pub(crate) fn messages(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("folder made");
        } else {
            fs::copy(entry.path(), target).expect("file copied");
        }
    }
}

/// A built site: its files by path with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site(pub(crate) BTreeMap<String, Vec<u8>>);

impl Site {
    /// Reads every file below `folder`.
    pub(crate) fn read(folder: &Path) -> Site {
        let files =
            walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
        Site(files.map(|file| (relative(file.path(), folder), fs::read(file.path()).expect("file read"))).collect())
    }

    /// The text of a file.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.0.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.0.keys()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Paths of the pages.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|path| Path::new(path).extension().is_some_and(|e| e == "html"))
    }

    /// The data export.
    pub(crate) fn story(&self) -> Value {
        serde_json::from_str(self.text("data/story.json")).expect("JSON")
    }

    /// Every address of the site: its pages, and its pages with each fragment.
    pub(crate) fn addresses(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for page in self.pages() {
            found.insert(page.to_owned());
            found.extend(elements(self.text(page)).into_keys().map(|id| format!("{page}#{id}")));
        }
        found
    }
}

fn relative(path: &Path, folder: &Path) -> String {
    let parts: PathBuf = path.strip_prefix(folder).expect("below").to_owned();
    parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The tags of a page and its text between them, in order.
pub(crate) enum Piece {
    /// A start tag: name, and attributes.
    Start(String, BTreeMap<String, String>),
    /// An end tag.
    End(String),
    /// Text, references resolved.
    Text(String),
}

/// Elements that have no end tag.
const VOID: [&str; 9] = ["br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"];

/// The pieces of a page. Text of scripts and stylesheets is left out.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut raw = false;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                raw = matches!(name.as_str(), "script" | "style");
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                pieces.push(Piece::Start(name, attributes));
            }
            Token::EndTag(tag) => {
                raw = false;
                pieces.push(Piece::End(text(&tag.name)));
            }
            Token::String(string) if !raw => pieces.push(Piece::Text(text(&string))),
            _ => {}
        }
    }
    pieces
}

/// The text of every element that has an id.
pub(crate) fn elements(html: &str) -> BTreeMap<String, String> {
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for piece in pieces(html) {
        match piece {
            Piece::Start(name, attributes) => {
                let id = attributes.get("id").cloned();
                if let Some(id) = &id {
                    found.entry(id.clone()).or_default();
                }
                if !VOID.contains(&name.as_str()) {
                    open.push((name, id));
                }
            }
            Piece::End(name) => {
                if let Some(at) = open.iter().rposition(|(other, _)| *other == name) {
                    open.truncate(at);
                }
            }
            Piece::Text(text) => {
                for id in open.iter().filter_map(|(_, id)| id.as_ref()) {
                    found.entry(id.clone()).or_default().push_str(&text);
                }
            }
        }
    }
    found
}

/// Runs of white space to one space, none at the ends.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
