use std::time::{Duration, SystemTime};

use super::*;

fn site(files: &[(&str, &str)]) -> Vec<Output> {
    files.iter().map(|(path, text)| Output { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() }).collect()
}

/// Every file below `folder` with its text.
fn tree(folder: &Path) -> Vec<(String, String)> {
    let names = files(folder).unwrap();
    names.into_iter().map(|name| (name.clone(), fs::read_to_string(folder.join(&name)).unwrap())).collect()
}

fn message(problems: &[Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn unchanged_files_keep_their_bytes_and_time() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    let first = commit(&site(&[("a.html", "one"), ("d/b.html", "two"), ("c.html", "three")]), &out).unwrap();
    assert_eq!(first, Changes { added: 3, ..Changes::default() });
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for file in ["a.html", "d/b.html"] {
        File::options().write(true).open(out.join(file)).unwrap().set_modified(long_ago).unwrap();
    }
    let second = commit(&site(&[("a.html", "one"), ("d/b.html", "2!!"), ("e/f.html", "new")]), &out).unwrap();
    assert_eq!(second, Changes { added: 1, changed: 1, unchanged: 1, removed: 1 });
    let modified = |file: &str| out.join(file).metadata().unwrap().modified().unwrap();
    assert_eq!(modified("a.html"), long_ago);
    assert_ne!(modified("d/b.html"), long_ago);
    let names: Vec<_> = tree(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [manifest::NAME, "a.html", "d/b.html", "e/f.html"]);
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1, "nothing is left beside the site");
}

#[cfg(unix)]
#[test]
fn a_site_that_stays_the_same_is_not_touched() {
    use std::os::unix::fs::MetadataExt;
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    let site = site(&[("a.html", "one")]);
    commit(&site, &out).unwrap();
    let before = out.metadata().unwrap().ino();
    assert_eq!(commit(&site, &out).unwrap(), Changes { unchanged: 1, ..Changes::default() });
    assert_eq!(out.metadata().unwrap().ino(), before);
    fs::write(out.join("a.html"), "two").unwrap();
    assert_eq!(commit(&site, &out).unwrap(), Changes { changed: 1, ..Changes::default() }, "bytes count, not digests");
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "one");
}

#[test]
fn a_folder_of_others_is_refused_untouched() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "mine").unwrap();
    let refused = message(&commit(&site(&[("a.html", "x")]), &out).unwrap_err());
    assert!(refused.contains("did not make: thesis.txt"), "{refused}");
    assert_eq!(tree(&out), [("thesis.txt".to_owned(), "mine".to_owned())]);
    fs::remove_file(out.join("thesis.txt")).unwrap();
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    fs::create_dir(out.join("d")).unwrap();
    fs::write(out.join("d/notes.txt"), "mine").unwrap();
    let refused = message(&commit(&site(&[("a.html", "y")]), &out).unwrap_err());
    assert!(refused.contains("not of the site: d/notes.txt"), "{refused}");
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "x");
    fs::remove_file(out.join("d/notes.txt")).unwrap();
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1);
}

#[test]
fn a_repository_and_a_host_name_stay() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    fs::create_dir_all(out.join(".git/objects")).unwrap();
    fs::write(out.join(".git/objects/ab"), "blob").unwrap();
    fs::write(out.join("CNAME"), "example.org").unwrap();
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    commit(&site(&[("a.html", "y")]), &out).unwrap();
    assert_eq!(fs::read_to_string(out.join(".git/objects/ab")).unwrap(), "blob");
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.org");
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "y");
}

#[test]
fn an_empty_folder_stays_where_no_page_needs_its_place() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    commit(&site(&[("a.html", "x"), ("old/b.html", "x")]), &out).unwrap();
    fs::create_dir_all(out.join("drafts/may")).unwrap();
    for emptied in ["a.html", "old/b.html"] {
        fs::remove_file(out.join(emptied)).unwrap();
    }
    fs::create_dir(out.join("a.html")).unwrap();
    fs::create_dir_all(out.join("new.html/deep")).unwrap();
    commit(&site(&[("a.html", "y"), ("new.html", "z")]), &out).unwrap();
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "y");
    assert_eq!(fs::read_to_string(out.join("new.html")).unwrap(), "z");
    assert!(out.join("drafts/may").is_dir() && !out.join("old").exists());
}

#[cfg(unix)]
#[test]
fn a_link_for_a_host_name_stays_a_link() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::symlink("gone", out.join("CNAME")).unwrap();
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    commit(&site(&[("a.html", "y")]), &out).unwrap();
    assert_eq!(fs::read_link(out.join("CNAME")).unwrap(), Path::new("gone"));
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "y");
}

#[test]
fn what_a_killed_build_left_is_cleared_and_nothing_else() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    let half = room.path().join(".public.dateline-new-abc123");
    fs::create_dir_all(half.join("articles")).unwrap();
    fs::write(half.join(manifest::NAME), "").unwrap();
    fs::write(half.join("articles/a.html"), "half").unwrap();
    let mine = room.path().join(".public.dateline-new-mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("thesis.txt"), "mine").unwrap();
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    assert!(!half.exists());
    assert!(mine.join("thesis.txt").exists());
}

#[test]
fn a_site_moved_away_by_a_killed_build_comes_back() {
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    fs::rename(&out, room.path().join(".public.dateline-old-abc123")).unwrap();
    let back = commit(&site(&[("a.html", "x")]), &out).unwrap();
    assert_eq!(back, Changes { unchanged: 1, ..Changes::default() });
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn the_folder_can_be_read_as_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let room = tempfile::tempdir().unwrap();
    let (out, plain) = (room.path().join("public"), room.path().join("plain"));
    fs::create_dir(&plain).unwrap();
    commit(&site(&[("a.html", "x")]), &out).unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_leaves_nothing_behind() {
    use std::os::unix::fs::PermissionsExt;
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("public");
    for (at, text) in ["one", "two"].iter().enumerate() {
        commit(&site(&[("a.html", "x"), ("articles/b.html", text)]), &out).unwrap();
        assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1, "build {at}");
        fs::set_permissions(out.join("articles"), fs::Permissions::from_mode(0o555)).unwrap();
    }
}
