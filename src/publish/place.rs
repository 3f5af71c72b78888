//! Where a site may be written.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// Folders below the root that a build reads and must never write.
const READ_ONLY: [&str; 3] = ["seeds", "content", "templates"];

/// Longest name of a site's folder, in bytes: a name may have 255, and beside it stand others made of it.
const LONGEST: usize = 225;

/// Checks that a site of `root` may be written to `out`, before any work is done.
///
/// # Errors
/// Where `out` holds the root or its sources, lies within them, or is not a folder.
pub fn check_place(root: &Path, out: &Path) -> Result<(), Diagnostic> {
    let name = shown(out);
    let refuse = |why: &str| Err(Diagnostic::error(&*name, why).help("name another folder with --out DIR"));
    let (Ok(root), Ok(place)) = (resolve(root), resolve(out)) else {
        return refuse("cannot be looked up");
    };
    if root.starts_with(&place) {
        return refuse("is the root folder or holds it; the site needs a folder of its own");
    }
    if let Some(read) = READ_ONLY.iter().find(|read| resolve(&root.join(read)).is_ok_and(|r| place.starts_with(r))) {
        return refuse(&format!("lies in {read}/, which a build never writes"));
    }
    if place.file_name().is_some_and(|name| name.len() > LONGEST) {
        return refuse(&format!("has a name of more than {LONGEST} bytes, and beside it stand others made of it"));
    }
    if let Some(why) = closed(&place) {
        let help = "what stood there still stands; grant access and build again, or name another folder with --out DIR";
        return Err(Diagnostic::error(&*name, why).help(help));
    }
    match out.symlink_metadata() {
        Ok(found) if found.is_symlink() => refuse("is a symbolic link; the site needs a folder of its own"),
        Ok(found) if !found.is_dir() => refuse("is a file; the site needs a folder of its own"),
        Err(error) if error.kind() != io::ErrorKind::NotFound => refuse(&format!("cannot be looked up: {error}")),
        _ => Ok(()),
    }
}

/// Why nothing can be written beside `place`, as far as that can be told without trying.
#[cfg(unix)]
fn closed(place: &Path) -> Option<String> {
    use rustix::fs::{Access, access};
    let parent = place.ancestors().skip(1).find(|parent| parent.exists())?;
    let error = access(parent, Access::WRITE_OK | Access::EXEC_OK).err()?;
    Some(format!("could not be written: {} ({})", io::Error::from(error).kind(), shown(parent)))
}

#[cfg(not(unix))]
fn closed(_: &Path) -> Option<String> {
    None
}

/// A path as messages name it.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The absolute path of `path`, links followed as far as there are files.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut standing = std::path::absolute(path)?;
    let mut rest = Vec::new();
    loop {
        match standing.canonicalize() {
            Ok(found) => return Ok(rest.iter().rev().fold(found, normal)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let last = standing.components().next_back().map(|c| c.as_os_str().to_owned());
                rest.push(last.unwrap_or_default());
                if !standing.pop() {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
}

/// `path` and one component more, `..` taken as it reads.
fn normal(mut path: PathBuf, part: &std::ffi::OsString) -> PathBuf {
    match Path::new(part).components().next() {
        Some(Component::ParentDir) => {
            path.pop();
        }
        _ => path.push(part),
    }
    path
}
