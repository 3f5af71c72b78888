//! One folder for another in one step, and what is left to clear up when a build was killed on the way.
//!
//! Beside the site `public` a build uses `.public.dateline-new-XXXXXX` (the new tree; after the exchange, the old) and,
//! where the system cannot exchange two folders, `.public.dateline-old-XXXXXX`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::manifest;

/// Whoever holds this commits alone in a folder; let go when dropped, or when the process dies.
#[derive(Debug)]
pub(super) struct Lock {
    _folder: Option<File>,
}

/// Waits until no other process commits in `parent`. Where the system has no locks, there is none.
pub(super) fn lock(parent: &Path) -> Lock {
    let folder = File::open(parent).ok();
    if let Some(folder) = &folder {
        let _ = folder.lock();
    }
    Lock { _folder: folder }
}

/// A new tree beside the site until it stands in its place. Dropped before, it is removed as all litter is.
#[derive(Debug)]
pub(super) struct Staged(Option<PathBuf>);

impl Staged {
    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    fn keep(mut self) -> PathBuf {
        self.0.take().unwrap_or_default()
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(folder) = self.0.take() {
            let _ = remove(&folder);
        }
    }
}

/// A new, empty folder beside `out`, with the access rights of any folder.
pub(super) fn new_folder(out: &Path) -> anyhow::Result<Staged> {
    let mut builder = tempfile::Builder::new();
    let prefix = prefix(out, "new");
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = out.metadata().map_or(0o777, |old| old.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let parent = out.parent().unwrap_or(out);
    let made = builder.tempdir_in(parent).context("cannot make a folder beside it")?;
    Ok(Staged(Some(made.keep())))
}

/// Makes sure that the names in `folder` are on the disk. Not every system can; then it does so by itself, later.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Puts `staged` at `out` and removes what stood there.
pub(super) fn put(staged: Staged, out: &Path) -> anyhow::Result<()> {
    let parent = out.parent().unwrap_or(out);
    if out.symlink_metadata().is_err() {
        fs::rename(staged.path(), out).context("cannot be put in place")?;
        let _ = staged.keep();
        sync_folder(parent);
        return Ok(());
    }
    let old = match exchange(staged.path(), out) {
        Ok(()) => staged.keep(),
        Err(_) => put_in_two_steps(staged, out)?,
    };
    sync_folder(parent);
    // The new site stands. What cannot be removed now is removed by the next build.
    let _ = remove(&old);
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves the old folder away and the new one in; moves the old one back if that fails. A build killed in between
/// leaves the old site under its other name, from where [`clear_litter`] takes it back.
fn put_in_two_steps(staged: Staged, out: &Path) -> anyhow::Result<PathBuf> {
    let away = tempfile::Builder::new()
        .prefix(&prefix(out, "old"))
        .tempdir_in(out.parent().unwrap_or(out))
        .context("cannot make a folder beside it")?
        .keep();
    // A folder may take the place of an empty one, but not everywhere.
    let _ = fs::remove_dir(&away);
    fs::rename(out, &away).context("cannot be moved")?;
    if let Err(error) = fs::rename(staged.path(), out) {
        fs::rename(&away, out).context("cannot be moved back")?;
        return Err(error).context("cannot be put in place");
    }
    let _ = staged.keep();
    Ok(away)
}

/// Takes back a site that an interrupted build had moved away, and removes what others left.
pub(super) fn clear_litter(out: &Path) -> io::Result<()> {
    if out.symlink_metadata().is_err() {
        let complete = litter(out, "old")?.into_iter().find(|old| old.join(manifest::NAME).is_file());
        if let Some(old) = complete {
            fs::rename(old, out)?;
        }
    }
    for left in litter(out, "new")?.into_iter().chain(litter(out, "old")?) {
        remove(&left).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", left.display())))?;
    }
    Ok(())
}

/// Folders beside `out` that an interrupted build made: empty, or with our manifest.
fn litter(out: &Path, role: &str) -> io::Result<Vec<PathBuf>> {
    let prefix = prefix(out, role);
    let mut found = Vec::new();
    for entry in fs::read_dir(out.parent().unwrap_or(out))? {
        let entry = entry?;
        let named = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        if named && entry.file_type()?.is_dir() {
            let empty = || fs::read_dir(entry.path()).is_ok_and(|mut entries| entries.next().is_none());
            if entry.path().join(manifest::NAME).is_file() || empty() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Removes a folder, its manifest last, so that what is left of it can be known as ours.
fn remove(folder: &Path) -> io::Result<()> {
    open_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != manifest::NAME {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(folder.join(manifest::NAME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_dir(folder)
}

/// Lets its owner write to every folder below `folder`, and to itself: one that may not be written cannot be emptied.
#[cfg(unix)]
fn open_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    const OWNER: u32 = 0o700;
    let mut closed = vec![folder.to_owned()];
    while let Some(folder) = closed.pop() {
        let mut rights = folder.symlink_metadata()?.permissions();
        if rights.mode() & OWNER != OWNER {
            rights.set_mode(rights.mode() | OWNER);
            fs::set_permissions(&folder, rights)?;
        }
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                closed.push(entry.path());
            }
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_all(_: &Path) -> io::Result<()> {
    Ok(())
}

fn prefix(out: &Path, role: &str) -> String {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{name}.dateline-{role}-")
}
