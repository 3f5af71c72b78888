//! The commit: all files of a site in the place of all files of the old one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::prelude::*;

use super::manifest::{self, Manifest};
use super::{place, swap};
use crate::diagnostic::Diagnostic;
use crate::site::Output;

/// What may stand in a site's folder besides the site, and stays there.
const KEPT: [&str; 2] = [".git", "CNAME"];

/// Most foreign files that are named.
const NAMED: usize = 5;

/// What a commit changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files that were not there.
    pub added: usize,
    /// Files whose bytes are others now.
    pub changed: usize,
    /// Files kept as they were, with their time of change.
    pub unchanged: usize,
    /// Files of the old site that are gone.
    pub removed: usize,
}

/// Checks that [`commit`] may put `outputs` in the place of what stands at `out`; writes nothing.
///
/// # Errors
/// Paths that cannot stand side by side; an `out` that holds files this program did not make, or cannot be read.
pub fn check(outputs: &[Output], out: &Path) -> Result<(), Vec<Diagnostic>> {
    let problems = manifest::check_paths(outputs);
    if problems.is_empty() { check_standing(out) } else { Err(problems) }
}

/// Checks that what stands at `out` may be replaced at all.
///
/// # Errors
/// It holds files this program did not make, or cannot be read.
pub fn check_standing(out: &Path) -> Result<(), Vec<Diagnostic>> {
    Old::read(out, &place::shown(out)).map(|_| ())
}

/// Takes back a site that an interrupted build had moved away from `out`, and removes what such builds left: before
/// anything is read, so that a story that is refused now has its last site all the same.
///
/// What cannot be done now is tried again, and told, by [`commit`].
pub fn recover(out: &Path) {
    let Ok(out) = place::resolve(out) else { return };
    let parent = out.parent().unwrap_or(&out);
    if parent.is_dir() {
        let _alone = swap::lock(parent);
        let _ = swap::clear_litter(&out);
    }
}

/// Puts `outputs` in the place of what stands at `out`.
///
/// A new tree is written beside `out`, on the disk to the last byte, and exchanged for the old one in one step where
/// the system can. Files whose bytes stay the same are linked, not written. If no file changes, nothing is touched.
///
/// # Errors
/// Where `out` holds files this program did not make, or the disk refuses; what stood there still stands.
pub fn commit(outputs: &[Output], out: &Path) -> Result<Changes, Vec<Diagnostic>> {
    let problems = manifest::check_paths(outputs);
    if !problems.is_empty() {
        return Err(problems);
    }
    let name = place::shown(out);
    let failed = |error: anyhow::Error| {
        vec![
            Diagnostic::error(&*name, format!("could not be written: {error:#}"))
                .help("what stood there still stands; make room or grant access, and build again"),
        ]
    };
    let out = place::resolve(out).context("no such place").map_err(failed)?;
    let parent = out.parent().unwrap_or(&out);
    fs::create_dir_all(parent).context("cannot make its parent folder").map_err(failed)?;
    let _alone = swap::lock(parent);
    swap::clear_litter(&out).context("cannot remove what an interrupted build left").map_err(failed)?;
    let old = Old::read(&out, &name)?;
    let changes = old.compare(outputs, &out);
    if !changes.nothing() || old.manifest != Some(Manifest::of(outputs)) {
        let staged = stage(outputs, &out, &old).map_err(failed)?;
        swap::put(staged, &out).map_err(failed)?;
    }
    Ok(changes.counted())
}

/// The site that stands.
struct Old {
    manifest: Option<Manifest>,
    /// Which of [`KEPT`] are there.
    kept: Vec<&'static str>,
    /// Empty folders of somebody else: there is nothing in them to lose, but a place for something.
    empty: Vec<String>,
}

impl Old {
    /// Reads what stands at `out`; refuses what this program did not make.
    fn read(out: &Path, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let refuse = |message: String| {
            let help = "nothing was changed; build to another folder with --out DIR, or move these files away";
            vec![Diagnostic::error(name, message).help(help)]
        };
        let found = files(out).map_err(|e| refuse(format!("cannot be read: {e}")))?;
        let kept = KEPT.into_iter().filter(|kept| out.join(kept).symlink_metadata().is_ok()).collect();
        let manifest = out.join(manifest::NAME);
        let is_file = manifest.symlink_metadata().is_ok_and(|found| found.is_file());
        let text = if is_file { fs::read_to_string(manifest).ok() } else { None };
        let manifest = text.and_then(|text| Manifest::parse(&text));
        // A page's place that a folder has taken is still the page's, and so is a folder whose pages were taken away.
        let own = |path: &str| {
            let name = path.strip_suffix('/').unwrap_or(path);
            let is_emptied = |m: &Manifest| path.ends_with('/') && m.0.keys().any(|page| page.starts_with(path));
            manifest.as_ref().is_some_and(|m| path == manifest::NAME || m.0.contains_key(name) || is_emptied(m))
        };
        let (empty, foreign): (Vec<_>, Vec<_>) =
            found.into_iter().filter(|path| !own(path)).partition(|path| path.ends_with('/'));
        if foreign.is_empty() && (manifest.is_some() || empty.is_empty()) {
            return Ok(Old { manifest, kept, empty });
        }
        let foreign = [empty, foreign].concat();
        let listed = foreign.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = match foreign.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let message = match manifest {
            Some(_) => format!("holds files that are not of the site: {listed}{more}"),
            None => format!("holds files that this program did not make: {listed}{more}"),
        };
        Err(refuse(message))
    }

    fn compare(&self, outputs: &[Output], out: &Path) -> Comparison {
        let new: BTreeSet<_> = outputs.iter().map(|o| o.path.as_str()).collect();
        let removed = self.manifest.iter().flat_map(|m| m.0.keys()).filter(|p| !new.contains(p.as_str())).count();
        let fates = outputs.par_iter().map(|o| fate(self, o, out)).collect();
        Comparison { fates, removed }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Changed,
    Unchanged,
}

struct Comparison {
    fates: Vec<Fate>,
    removed: usize,
}

impl Comparison {
    fn nothing(&self) -> bool {
        self.removed == 0 && self.fates.iter().all(|&fate| fate == Fate::Unchanged)
    }

    fn counted(&self) -> Changes {
        let of = |fate| self.fates.iter().filter(|&&f| f == fate).count();
        Changes {
            added: of(Fate::Added),
            changed: of(Fate::Changed),
            unchanged: of(Fate::Unchanged),
            removed: self.removed,
        }
    }
}

/// Compares the very bytes: a manifest may have been carried over by hand.
fn fate(old: &Old, output: &Output, out: &Path) -> Fate {
    let listed = old.manifest.as_ref().is_some_and(|m| m.0.contains_key(&output.path));
    match same_bytes(&out.join(&output.path), &output.bytes) {
        Ok(true) => Fate::Unchanged,
        Err(error) if !listed || error.kind() == io::ErrorKind::NotFound => Fate::Added,
        _ => Fate::Changed,
    }
}

fn same_bytes(file: &Path, bytes: &[u8]) -> io::Result<bool> {
    // Whoever opens a pipe may wait for ever.
    if !file.symlink_metadata()?.is_file() {
        return Ok(false);
    }
    let mut file = File::open(file)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut standing = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut standing)?;
    Ok(standing == bytes)
}

/// Every file and every empty folder below `folder` but those of [`KEPT`], with `/`, sorted; links count as files.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    if let Err(error) = folder.symlink_metadata() {
        return if error.kind() == io::ErrorKind::NotFound { Ok(Vec::new()) } else { Err(error) };
    }
    let mut found = Vec::new();
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let entries = entries.into_iter().filter_entry(|e| e.depth() > 1 || KEPT.iter().all(|kept| e.file_name() != *kept));
    for entry in entries {
        let entry = entry.map_err(io::Error::from)?;
        let is_folder = entry.file_type().is_dir();
        if !is_folder || fs::read_dir(entry.path())?.next().is_none() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/") + if is_folder { "/" } else { "" });
        }
    }
    Ok(found)
}

/// Writes the new tree beside `out`.
fn stage(outputs: &[Output], out: &Path, old: &Old) -> anyhow::Result<swap::Staged> {
    let staged = swap::new_folder(out)?;
    let root = staged.path();
    let manifest = Output { path: manifest::NAME.to_owned(), bytes: Manifest::of(outputs).write().into_bytes() };
    write(&root.join(&manifest.path), &manifest.bytes)?;
    let folders: BTreeSet<_> = outputs.iter().filter_map(|o| Path::new(&o.path).parent()).collect();
    for folder in &folders {
        fs::create_dir_all(root.join(folder)).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    outputs.par_iter().try_for_each(|output| {
        let (from, to) = (out.join(&output.path), root.join(&output.path));
        let kept = same_bytes(&from, &output.bytes).unwrap_or(false) && fs::hard_link(&from, &to).is_ok();
        if kept { Ok(()) } else { write(&to, &output.bytes).with_context(|| output.path.clone()) }
    })?;
    for kept in &old.kept {
        link_tree(&out.join(kept), &root.join(kept)).with_context(|| format!("cannot take over {kept}"))?;
    }
    for empty in &old.empty {
        match fs::create_dir_all(root.join(empty)) {
            // Where the new site has a page of this name, the page goes before a folder with nothing in it.
            Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory) => {}
            made => made.with_context(|| empty.clone())?,
        }
    }
    for folder in folders.iter().map(|folder| root.join(folder)).chain([root.to_owned()]) {
        swap::sync_folder(&folder);
    }
    Ok(staged)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The same files at a second place: linked, or copied where the disk knows no links.
fn link_tree(from: &Path, to: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(from).follow_root_links(false) {
        let entry = entry.map_err(io::Error::from)?;
        let below = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let target: PathBuf = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if entry.file_type().is_dir() {
            fs::create_dir(&target)?;
            fs::set_permissions(&target, entry.metadata().map_err(io::Error::from)?.permissions())?;
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
