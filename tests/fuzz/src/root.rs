//! A whole root made of one input, and the whole site made of it.

use std::fs;
use std::path::{Component, Path};

use dateline::stages::Stages;
use dateline::story::Hints;
use dateline::{check, pipeline, publish};

use super::eye;
use super::rules::check_problems;

/// A line that begins a file: its path follows.
const FILE: &str = "@@@ ";

/// Most files of a root.
const MOST: usize = 12;

/// Builds the root that an input describes: lines `@@@ path`, each with the bytes of its file below. What is above the
/// first one is a source. What is written must be harmless, and a second build must find nothing to do.
pub fn whole_build(bytes: &[u8]) {
    let room = tempfile::tempdir().expect("a temporary folder");
    let root = room.path();
    for (path, bytes) in files(bytes).into_iter().take(MOST) {
        let path = root.join(path);
        if fs::create_dir_all(path.parent().expect("a folder")).is_ok() {
            // Two files that cannot stand side by side: the first one stands.
            let _ = fs::write(path, bytes);
        }
    }
    let out = root.join("public");
    let loaded = match pipeline::load(root, Hints::default(), &mut Stages::default()) {
        Ok(loaded) => loaded,
        Err(problems) => return check_problems(&problems),
    };
    let outputs =
        pipeline::render(&loaded, root, true, &mut Stages::default()).unwrap_or_else(|problems| panic!("{problems:?}"));
    for output in outputs.iter().filter(|output| output.path != "single.html") {
        let wrong = eye::wrongs(&output.path, &output.bytes);
        assert!(wrong.is_empty(), "{}: {wrong:?}", output.path);
    }
    let _ = check::findings(&loaded, &outputs);
    publish::commit(&outputs, &out).unwrap_or_else(|problems| panic!("{problems:?}"));
    let again = publish::commit(&outputs, &out).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!((again.unchanged, again.removed), (outputs.len(), 0));
}

/// The files of an input: paths below `seeds/` or `content/`, and their bytes.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("seeds/first.md".to_owned(), Vec::new())];
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let named = std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix(FILE)).map(str::trim_end);
        match named.filter(|path| is_below(path)) {
            Some(path) => files.push((path.to_owned(), Vec::new())),
            None => files.last_mut().expect("the first one").1.extend_from_slice(line),
        }
    }
    files.retain(|(path, bytes)| path != "seeds/first.md" || !bytes.is_empty());
    files
}

/// Whether a path leads to a place that is read, and nowhere else.
fn is_below(path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(name) if name.len() < 256));
    (path.starts_with("seeds/") || path.starts_with("content/")) && path.len() < 500 && !path.contains('\0') && plain
}
