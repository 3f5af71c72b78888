//! The site in its folder: whole, whatever kills the build.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};

/// Asserts that `site` is a whole site: every file that the manifest lists with its digest, and no other.
fn assert_whole(site: &Path) {
    let manifest = fs::read_to_string(site.join(".dateline-manifest")).expect("a manifest");
    let mut listed = BTreeSet::from([".dateline-manifest".to_owned()]);
    for line in manifest.lines().filter(|line| !line.starts_with('#')) {
        let (digest, path) = line.split_once("  ").expect("a digest and a path");
        let bytes = fs::read(site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{path}");
        listed.insert(path.to_owned());
    }
    let files = walkdir::WalkDir::new(site).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let found = files.map(|e| e.path().strip_prefix(site).unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(listed, found);
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["build", "--root"]).arg(root).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let room = tempfile::tempdir().unwrap();
    let (root, site) = (room.path(), room.path().join("public"));
    fs::create_dir(root.join("seeds")).unwrap();
    let write = |n: usize| {
        for report in 0..8 {
            let text = format!("The port of Haven was closed on day {n}, officials said. Ship {report} left.\n");
            fs::write(root.join(format!("seeds/report-{report}.txt")), text).unwrap();
        }
    };
    write(0);
    let begun = std::time::Instant::now();
    assert!(build(root).status().unwrap().success());
    let whole_time = begun.elapsed();
    // More of them on demand: a moment that does harm may be short.
    let kills = std::env::var("DATELINE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(24_u32);
    for n in 1..=kills {
        write(n as usize);
        let mut child = build(root).spawn().unwrap();
        std::thread::sleep(whole_time * n / (kills * 5 / 6).max(1));
        let _ = child.kill();
        let _ = child.wait();
        assert_whole(&site);
    }
    write(99);
    assert!(build(root).status().unwrap().success());
    assert_whole(&site);
    let beside: Vec<_> = fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(beside.iter().all(|name| !name.starts_with('.')), "{beside:?}");
    assert!(fs::read_to_string(site.join("articles/report-3.html")).unwrap().contains("on day 99"));
}

/// What a limit of the system, set by the shell, does to a build: 30 blocks of 512 or 1,024 bytes are less than a page.
#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_told_and_nothing_is_lost() {
    let room = tempfile::tempdir().unwrap();
    let (root, site) = (room.path(), room.path().join("public"));
    fs::create_dir(root.join("seeds")).unwrap();
    fs::write(root.join("seeds/a.txt"), "The port of Haven was closed on Monday, officials said.\n").unwrap();
    assert!(build(root).status().unwrap().success());
    fs::write(root.join("seeds/b.txt"), "The port of Haven was opened on Tuesday, officials said.\n\n".repeat(500))
        .unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -f 30; exec \"$0\" build --root \"$1\""]).arg(env!("CARGO_BIN_EXE_dateline")).arg(root);
    let limited = shell.output().unwrap();
    let said = String::from_utf8_lossy(&limited.stderr).into_owned();
    assert_eq!(limited.status.code(), Some(1), "{said}");
    assert!(said.contains("could not be written") && said.contains("still stands"), "{said}");
    assert_whole(&site);
    assert!(!site.join("articles/b.html").exists());
    let names = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.starts_with('.')).collect::<Vec<_>>(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn what_took_the_place_of_a_page_is_no_page_and_is_not_waited_for() {
    let room = tempfile::tempdir().unwrap();
    let (root, site) = (room.path(), room.path().join("public"));
    fs::create_dir(root.join("seeds")).unwrap();
    fs::write(root.join("seeds/a.txt"), "The port of Haven was closed on Monday, officials said.\n").unwrap();
    assert!(build(root).status().unwrap().success());
    for page in ["index.html", ".dateline-manifest"] {
        fs::remove_file(site.join(page)).unwrap();
        assert!(Command::new("mkfifo").arg(site.join(page)).status().unwrap().success());
        let mut child = build(root).spawn().unwrap();
        let ended = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            child.try_wait().unwrap().is_some()
        });
        child.kill().unwrap_or_default();
        child.wait().unwrap();
        assert!(ended, "{page}: the build waits for a pipe");
    }
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir(room.path().join("seeds")).unwrap();
    fs::write(room.path().join("seeds/a.txt"), "The port of Haven was closed on Monday, officials said.\n").unwrap();
    for _ in 0..4 {
        let mut children: Vec<_> = (0..3).map(|_| build(room.path()).spawn().unwrap()).collect();
        for child in &mut children {
            assert!(child.wait().unwrap().success());
        }
        assert_whole(&room.path().join("public"));
        fs::remove_dir_all(room.path().join("public")).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let tree = |room: &Path| {
        let files = walkdir::WalkDir::new(room.join("public")).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|e| e.file_type().is_file());
        files
            .map(|e| (e.path().strip_prefix(room).unwrap().to_owned(), fs::read(e.path()).unwrap()))
            .collect::<Vec<_>>()
    };
    let trees = [("1", "UTC", "C"), ("4", "Asia/Kathmandu", "tr_TR.UTF-8")].map(|(jobs, zone, locale)| {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir(room.path().join("seeds")).unwrap();
        for (name, day) in [("a", "Monday"), ("b", "Tuesday"), ("İ", "May 3, 2024")] {
            let text = format!("The port of Haven was closed on {day}, Ann Berg said. “No,” said the mayor.\n");
            fs::write(room.path().join(format!("seeds/{name}.txt")), text).unwrap();
        }
        let mut command = build(room.path());
        command.args(["--jobs", jobs]).env("TZ", zone).env("LC_ALL", locale).env("LANG", locale);
        assert!(command.status().unwrap().success());
        tree(room.path())
    });
    assert!(!trees[0].is_empty());
    assert_eq!(trees[0], trees[1]);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_reader_in_the_middle_of_builds_finds_every_page_whole() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let room = tempfile::tempdir().unwrap();
    let (root, page) = (room.path(), room.path().join("public/articles/a.html"));
    fs::create_dir(root.join("seeds")).unwrap();
    let write = |n: usize| {
        let text = format!("The port of Haven was closed on day {n}, officials said. {}\n", "Ships wait. ".repeat(200));
        fs::write(root.join("seeds/a.txt"), text).unwrap();
        assert!(build(root).status().unwrap().success());
    };
    write(0);
    let done = AtomicBool::new(false);
    let read = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut read = 0_usize;
            while !done.load(Ordering::Relaxed) {
                let text = fs::read_to_string(&page).expect("the page is always there");
                assert!(text.starts_with("<!") && text.trim_end().ends_with("</html>") && text.contains("on day "));
                read += 1;
            }
            read
        });
        for n in 1..6 {
            write(n);
        }
        done.store(true, Ordering::Relaxed);
        reader.join().expect("the reader found nothing amiss")
    });
    assert!(read > 100, "{read}");
}

/// Runs `script` with a small disk of its own mounted at `$1/disk`, the program as `$0`.
#[cfg(target_os = "linux")]
fn on_a_disk_of_its_own(root: &Path, script: &str) -> std::io::Result<std::process::Output> {
    fs::create_dir_all(root.join("disk")).unwrap();
    let whole = format!("mount -t tmpfs -o size=900k none \"$1/disk\" && mkdir -p \"$1/disk/site\" && {script}");
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &whole]);
    command.arg(env!("CARGO_BIN_EXE_dateline")).arg(root).output()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_cannot_be_written_are_told_and_nothing_is_lost() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let tried = on_a_disk_of_its_own(root, "echo mounted");
    if !tried.as_ref().is_ok_and(|tried| tried.stdout == b"mounted\n") {
        let why = tried.map_or_else(|e| e.to_string(), |tried| String::from_utf8_lossy(&tried.stderr).into_owned());
        // Past the harness, which keeps what a test that passes prints to itself.
        let told = format!("NOT TRIED, a full disk and a read-only one: no disk can be mounted here: {}\n", why.trim());
        std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
        return;
    }
    fs::create_dir(root.join("seeds")).unwrap();
    fs::write(root.join("seeds/a.txt"), "The port of Haven was closed on Monday, officials said.\n").unwrap();
    for (name, refusal) in [
        ("full", "dd if=/dev/zero of=\"$1/disk/filler\" bs=1k count=900 2>/dev/null"),
        ("read-only", "mount -o remount,ro \"$1/disk\""),
    ] {
        let script = format!(
            "\"$0\" build --root \"$1\" --out \"$1/disk/site\" && {refusal}; echo 'It rained.' > \"$1/seeds/b.txt\"; \
             \"$0\" build --root \"$1\" --out \"$1/disk/site\"; echo \"code $?\"; ls -A \"$1/disk\"; \
             cd \"$1/disk/site\" && sha256sum -c --quiet .dateline-manifest && echo whole; rm -f \"$1/seeds/b.txt\""
        );
        let output = on_a_disk_of_its_own(root, &script).unwrap();
        let [out, error] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(out.contains("code 1") && out.contains("whole"), "{name}: {out}{error}");
        assert!(error.contains("could not be written") && error.contains("still stands"), "{name}: {error}");
        assert!(!out.contains(".dateline-new") && !error.contains("panicked"), "{name}: {out}{error}");
    }
}
