//! The command line: what a person types, what comes back, and what is never touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// A root folder of its own, removed at the end.
struct Root(tempfile::TempDir);

impl Root {
    /// Two reports about a port.
    fn new() -> Self {
        let root = Root(tempfile::tempdir().expect("a folder"));
        root.write("seeds/gazette.txt", GAZETTE);
        root.write("seeds/wire/second.txt", WIRE);
        root
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect(path)
    }

    /// Runs `dateline` with the root as working folder.
    fn run(&self, arguments: &[&str]) -> Output {
        dateline().current_dir(self.path()).args(arguments).output().expect("the program runs")
    }

    /// Every file below the root with its bytes.
    fn tree(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = walkdir::WalkDir::new(self.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
    }
}

const GAZETTE: &str = "Port reopens after strike\n\nHAVEN: The port of Haven reopened on Tuesday after a strike of nine \
    days, the harbour office said.\n\n“We are back at work,” said Ann Berg, who speaks for the dockers.\n\n\
    Published in The Gazette, May 8th, 2024\n";

const WIRE: &str = "The port of Haven reopened after a strike of nine days, officials said. Talks go on.\n";

fn dateline() -> Command {
    let mut command = Command::cargo_bin("dateline").expect("the binary");
    command.env_remove("CLICOLOR_FORCE").env("RUST_BACKTRACE", "0");
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn without_a_command_the_site_is_built_and_told_of() {
    let root = Root::new();
    let built = root.run(&[]);
    assert_eq!(built.status.code(), Some(0), "{}", stderr(&built));
    let told = stdout(&built);
    for words in
        ["2 sources", "Port reopens after strike", "2024-05-08 printed", " new, 0 changed", "public/index.html"]
    {
        assert!(told.contains(words), "{words} in {told}");
    }
    for file in ["index.html", "briefing.html", "timeline.html", "articles/gazette.html", "data/story.json"] {
        assert!(root.path().join("public").join(file).is_file(), "{file}");
    }
    let again = root.run(&["build", "--root", ".", "--jobs", "1"]);
    assert!(stdout(&again).contains(" 0 new, 0 changed"), "{}", stdout(&again));
}

#[test]
fn a_build_writes_nothing_but_the_site() {
    let root = Root::new();
    root.write("content/site.toml", "title = 'The port'\n");
    let before = root.tree();
    root.run(&["--out", "site"]);
    assert!(root.path().join("site/index.html").is_file());
    fs::remove_dir_all(root.path().join("site")).unwrap();
    assert_eq!(root.tree(), before);
}

#[test]
fn usage_is_explained_and_misuse_ends_with_2() {
    let root = Root::new();
    let help = stdout(&root.run(&["--help"]));
    for word in [
        "build",
        "check",
        "serve",
        "add",
        "new",
        "annotate",
        "story",
        "completions",
        "--strict",
        "Examples:",
        "Exit code:",
    ] {
        assert!(help.contains(word), "{word}");
    }
    for (command, word) in [("build", "--base-url"), ("annotate", "--jsonl"), ("story", "--summary-words")] {
        let output = root.run(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains(word), "{command} {word}");
    }
    assert_eq!(stdout(&root.run(&["--version"])), format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
    for misuse in [
        &["--no-such-flag"][..],
        &["no-such-command"],
        &["build", "extra"],
        &["--as-of", "2024-02-30"],
        &["--as-of", "1 May"],
        &["--jobs", "0"],
        &["--base-url", "example.org"],
        &["--base-url", "javascript:alert(1)"],
        &["annotate"],
        &["annotate", "--jsonl", "x.txt"],
        &["story", "--out", "x"],
    ] {
        let output = root.run(misuse);
        assert_eq!(output.status.code(), Some(2), "{misuse:?}");
        assert!(stdout(&output).is_empty() && stderr(&output).contains("error:"), "{misuse:?}");
    }
    assert!(!root.path().join("public").exists());
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = stdout(&Root::new().run(&["completions", shell]));
        assert!(script.contains("annotate") && script.contains("summary-words"), "{shell}");
    }
}

#[test]
fn a_site_that_a_killed_build_moved_away_comes_back_though_a_source_is_refused() {
    let root = Root::new();
    assert_eq!(root.run(&[]).status.code(), Some(0));
    let site = root.tree();
    // Where a system cannot exchange two folders, a build killed between two renames leaves this.
    std::fs::rename(root.path().join("public"), root.path().join(".public.dateline-old-Ab12Cd")).unwrap();
    root.write("seeds/empty.txt", "");
    assert_eq!(root.run(&["check"]).status.code(), Some(1));
    assert!(!root.path().join("public").exists(), "a check writes nothing");
    assert_eq!(root.run(&[]).status.code(), Some(1));
    std::fs::remove_file(root.path().join("seeds/empty.txt")).unwrap();
    assert_eq!(root.tree(), site);
}

#[test]
fn files_that_are_in_the_way_of_the_site_are_told_with_what_is_wrong_with_the_sources() {
    let root = Root::new();
    root.write("public/thesis.txt", "mine");
    root.write("seeds/empty.txt", "");
    for command in ["build", "check"] {
        let said = stderr(&root.run(&[command]));
        assert!(said.contains("thesis.txt") && said.contains("seeds/empty.txt") && said.contains("2 errors"), "{said}");
    }
}

/// Something wrong with an input, and what the message must hold.
struct Wrong(&'static str, &'static [u8], &'static [&'static str]);

#[test]
fn bad_input_is_located_and_the_old_site_stands() {
    let cases = [
        Wrong("seeds/empty.txt", b"", &["seeds/empty.txt"]),
        Wrong("seeds/blank.txt", b" \n\n", &["seeds/blank.txt"]),
        Wrong("seeds/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", &["seeds/picture.txt"]),
        Wrong("seeds/broken.txt", b"+++\ntitle = \n+++\nText.\n", &["seeds/broken.txt:2:"]),
        Wrong("seeds/open.md", b"---\ntitle: [a\n---\nText.\n", &["seeds/open.md:"]),
        Wrong("content/site.toml", b"title = 'x'\ntitel = 'y'\n", &["content/site.toml:2:1", "titel", "title"]),
        Wrong("content/site.toml", b"publish = 'all'\n", &["content/site.toml:1:11", "private"]),
        Wrong("content/site.toml", b"title = \xff", &["content/site.toml", "UTF-8"]),
        Wrong("content/actors.toml", b"[[actor]]\nnam = 'x'\n", &["content/actors.toml:2:1", "nam"]),
        Wrong(
            "content/briefing.md",
            b"It reopened.\n\nSo it is [@gazette, \"reopened on Wednesday\"].\n",
            &["content/briefing.md:3:22", "do not stand in `gazette`", "goes on with `Tuesday"],
        ),
        Wrong("content/note.md", b"[@gazete, \"port\"]", &["content/note.md:1:3", "there is `gazette`"]),
        Wrong("content/note.md", b"[@gazette \"port\"]", &["content/note.md:1:1", "comma"]),
        Wrong("content/note.md", b"[x](gone.html)", &["content/note.md:1:1", "leads to no file"]),
        Wrong("content/note.md", b"[x](javascript:alert(1))", &["content/note.md:1:1", "javascript:"]),
        Wrong("content/note.md", b"+++\ntitel = 'x'\n+++\n", &["content/note.md:2:1", "titel"]),
        Wrong("content/timeline.md", b"x", &["content/timeline.md", "by itself"]),
        Wrong("templates/index.html", b"{% if %}", &["templates/index.html"]),
        Wrong("templates/index.html", b"\xff", &["templates/index.html", "UTF-8"]),
    ];
    for Wrong(path, bytes, words) in cases {
        let root = Root::new();
        assert_eq!(root.run(&[]).status.code(), Some(0));
        root.write(path, bytes);
        let before = root.tree();
        let output = root.run(&[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{path}: {said}");
        for word in words {
            assert!(said.contains(word), "{path}: {word} in\n{said}");
        }
        assert!(said.contains("1 error"), "{path}:\n{said}");
        assert!(!said.contains("panicked"), "{path}:\n{said}");
        assert_eq!(root.tree(), before, "{path}");
    }
}

#[test]
fn all_problems_are_listed_sorted_by_file() {
    let root = Root::new();
    root.write("seeds/empty.txt", "");
    root.write("content/site.toml", "titel = 'x'");
    root.write("content/a.md", "[@x, \"y\"] [@gazette, \"nothing\"]");
    let said = stderr(&root.run(&[]));
    let places: Vec<_> = said.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    assert_eq!(places, ["content/a.md:1:3", "content/a.md:1:23", "content/site.toml:1:1", "seeds/empty.txt"], "{said}");
    assert!(said.ends_with("4 errors\n"), "{said}");
}

#[test]
fn no_source_is_no_site() {
    let root = Root(tempfile::tempdir().unwrap());
    for _ in 0..2 {
        let output = root.run(&[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("--> seeds"), "{}", stderr(&output));
        root.write("seeds/notes.pdf", "x");
    }
    let root = Root::new();
    root.write("seeds/wire/second.txt", [WIRE, "Published in The Wire, May 9th, 2024\n"].join("\n"));
    for arguments in [&["--root", "nowhere"][..], &["story", "--root", "nowhere"]] {
        let output = root.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("--> nowhere"), "{}", stderr(&output));
    }
    let output = root.run(&["--as-of", "2001-01-01"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("2001-01-01"), "{}", stderr(&output));
}

#[test]
fn places_that_are_not_for_a_site_are_refused_untouched() {
    let root = Root::new();
    root.write("thesis/chapter.txt", "mine");
    root.write("content/site.toml", "");
    root.write("file", "mine");
    let before = root.tree();
    for (out, word) in [
        ("thesis", "chapter.txt"),
        ("seeds", "seeds/"),
        ("seeds/new", "seeds/"),
        ("content/x/y", "content/"),
        (".", "root folder"),
        ("..", "root folder"),
        ("thesis/../seeds", "seeds/"),
        ("file", "is a file"),
    ] {
        let output = root.run(&["--out", out]);
        assert_eq!(output.status.code(), Some(1), "{out}");
        let said = stderr(&output);
        assert!(said.contains(word) && said.contains("--out"), "{out}: {said}");
        assert_eq!(root.tree(), before, "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_site_is_refused() {
    let root = Root::new();
    fs::create_dir(root.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", root.path().join("public")).unwrap();
    let output = root.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("symbolic link"), "{}", stderr(&output));
    assert!(root.path().join("public").is_symlink());
}

#[test]
fn a_public_site_without_a_stated_policy_is_warned_of() {
    let root = Root::new();
    let address = ["--base-url", "https://example.org/port"];
    let output = root.run(&address);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for word in ["warning", "full", "excerpt", "link", "private", "1 warning"] {
        assert!(stderr(&output).contains(word), "{word}");
    }
    assert!(root.read("public/sitemap.xml").contains("https://example.org/port/"));
    let before = root.tree();
    let strict = root.run(&[&address[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(root.tree(), before);
    root.write("content/site.toml", "publish = 'full'\n");
    assert!(stderr(&root.run(&address)).is_empty());
}

#[test]
fn a_terminal_is_not_fooled_by_what_a_file_holds() {
    let root = Root::new();
    root.write("content/site.toml", "title = 'x' \u{1b}[2J\u{202e}evil\u{7}\n");
    let said = root.run(&[]).stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("evil"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{said:?}");
}

#[test]
fn a_story_of_an_earlier_day_leaves_out_what_came_later() {
    let root = Root::new();
    root.write(
        "seeds/old.txt",
        "The port of Haven is on strike since Monday.\n\nPublished in The Gazette, May 1st, 2024\n",
    );
    root.write("content/briefing.md", "It is over [@gazette, \"reopened on Tuesday\"].");
    let story = |arguments: &[&str]| {
        let output = root.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let ids = json["sources"].as_array().unwrap().iter().map(|s| s["id"].as_str().unwrap().to_owned());
        (ids.collect::<Vec<_>>(), stderr(&output))
    };
    assert!(story(&["story"]).0.contains(&"gazette".to_owned()));
    let (ids, said) = story(&["story", "--as-of", "2024-05-02"]);
    assert!(ids.contains(&"old".to_owned()) && !ids.contains(&"gazette".to_owned()), "{ids:?}");
    assert!(said.contains("content/briefing.md:1:14") && said.contains("later day"), "{said}");
    assert!(!root.path().join("public").exists());
}

#[test]
fn documents_are_annotated_one_a_line() {
    let root = Root::new();
    let output = root.run(&["annotate", "seeds/gazette.txt", "seeds/wire/second.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["dct"]["value"], "2024-05-08");
    assert_eq!(lines[0]["title"]["text"], "Port reopens after strike");
    let text: Vec<char> = GAZETTE.chars().collect();
    for timex in lines[0]["timex"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(timex[key].as_u64().unwrap()).unwrap();
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), timex["text"].as_str().unwrap());
        let fields: Vec<&str> = timex.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["start", "end", "text", "type", "value", "reason"]);
        assert!(!timex["reason"].as_str().unwrap().is_empty(), "{timex}");
    }
    let said = lines[0]["quotes"].as_array().unwrap();
    assert!(said.iter().any(|quote| quote["kind"] == "direct"), "{said:?}");
    let dated = root.run(&["annotate", "--date", "2023-01-04", "seeds/wire/second.txt"]);
    assert!(stdout(&dated).contains(r#""dct":{"value":"2023-01-04","basis":"declared""#), "{}", stdout(&dated));
    let gone = root.run(&["annotate", "gone.txt", "seeds/gazette.txt"]);
    assert_eq!(gone.status.code(), Some(1));
    assert_eq!(stdout(&gone).lines().count(), 1);
    assert!(stderr(&gone).contains("gone.txt"));
}

#[test]
fn documents_on_standard_input_keep_their_ids_and_offsets() {
    let input = "{\"id\":\"a/1\",\"text\":\"\\ufeffIt rained in Haven on Monday.\",\"dct\":\"2024-05-08\"}\n\
                 \n{\"id\":\"b\",\"text\":\"+++ no front matter \\u00e9\\r\\nIt rained on Monday.\",\"dct\":null}\n";
    let output = dateline().args(["annotate", "--jsonl"]).write_stdin(input).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let timex = |at: usize| {
        let timex = &lines[at]["timex"][0];
        (lines[at]["id"].as_str().unwrap(), timex["start"].as_u64().unwrap(), timex["value"].as_str().unwrap())
    };
    assert_eq!(timex(0), ("a/1", 23, "2024-05-06"));
    assert_eq!((timex(1).0, timex(1).1), ("b", 36));
    // The reason names what the value was set against, and says so where there is nothing.
    let reason = |at: usize| lines[at]["timex"][0]["reason"].as_str().unwrap();
    assert!(reason(0).contains("2024") && reason(0) != reason(1), "{} {}", reason(0), reason(1));
    let bad = dateline().args(["annotate", "--jsonl"]).write_stdin("\n{\"id\":1}\n").output().unwrap();
    assert_eq!(bad.status.code(), Some(1));
    assert!(stderr(&bad).contains("line 2"), "{}", stderr(&bad));
}

#[test]
fn pairs_on_standard_input_are_compared() {
    let one = "The ferry Marigold sank 50 miles off the coast of Norland after a fire in its engine room.";
    let two = "The ferry Marigold sank about 30 miles off the coast of Norland after a fire in the engine room.";
    let line = |a: &str, b: &str| {
        format!("{{\"id\":\"p\",\"a\":\"{a}\",\"b\":\"{b}\",\"date_a\":\"2014-05-02\",\"date_b\":\"2014-05-02\"}}")
    };
    let input = format!("{}\n\n{}\n", line(one, two), line(one, "The council buys new chairs."));
    let output = dateline().arg("compare").write_stdin(input).output().unwrap();
    let lines: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let same = |at: usize| lines[at]["same"].as_f64().unwrap();
    assert_eq!(lines[0]["disagreement"]["type"], "conflict");
    assert!(lines[0]["disagreement"]["reason"].as_str().unwrap().contains("“50 miles”"));
    assert!(same(0) > 0.5 && same(1) < 0.5, "{lines:?}");
    assert!(lines[1]["disagreement"].is_null());
    let bad = dateline().arg("compare").write_stdin("{\"id\":1}\n").output().unwrap();
    assert_eq!(bad.status.code(), Some(1));
    assert!(stderr(&bad).contains("line 1"), "{}", stderr(&bad));
}

#[test]
fn nobody_listening_is_no_error() {
    let root = Root::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    let command = command.current_dir(root.path()).arg("story");
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).is_empty());
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}

#[test]
fn a_check_finds_what_a_build_would_and_more_and_writes_nothing() {
    let root = Root::new();
    root.write("seeds/copy.txt", GAZETTE);
    root.write(
        "seeds/undated.txt",
        "---\nurl: http://localhost/a\n---\nThe mayor of Haven resigned, her office said.\n",
    );
    let before = root.tree();
    let output = root.run(&["check"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    for words in [
        "seeds/undated.txt",
        "its date is unknown",
        "the same text as seeds/copy.txt",
        "`http://localhost/a`",
        "1 warning",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(stdout(&output).contains("nothing was written"), "{}", stdout(&output));
    assert_eq!(root.run(&["check", "--strict"]).status.code(), Some(1));
    root.write("seeds/undated.txt", "The mayor of Haven resigned, her office said.\n");
    assert_eq!(root.run(&["check", "--strict"]).status.code(), Some(0), "a note is no warning");
    root.write("content/note.md", "[@gazete, \"port\"]");
    assert_eq!(root.run(&["check"]).status.code(), Some(1));
    fs::remove_file(root.path().join("content/note.md")).unwrap();
    root.write("public/mine.txt", "mine");
    let output = root.run(&["check"]);
    assert!(output.status.code() == Some(1) && stderr(&output).contains("mine.txt"), "{}", stderr(&output));
    fs::remove_dir_all(root.path().join("public")).unwrap();
    root.write(
        "seeds/undated.txt",
        "---\nurl: http://localhost/a\n---\nThe mayor of Haven resigned, her office said.\n",
    );
    fs::remove_dir_all(root.path().join("content")).unwrap();
    assert_eq!(root.tree(), before);
}

#[test]
fn programs_read_problems_and_results_as_json() {
    let root = Root::new();
    root.write("content/note.md", "It rained.\n\nSo [@gazete, \"port\"].");
    for command in [&["check", "--format", "json"][..], &["--format", "json"]] {
        let output = root.run(command);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(stderr(&output), "");
        let told = json(&output);
        let problem = &told["problems"][0];
        let place = (problem["path"].as_str(), problem["line"].as_u64(), problem["column"].as_u64());
        assert_eq!(place, (Some("content/note.md"), Some(3), Some(6)), "{told}");
        assert_eq!((problem["severity"].as_str(), told["errors"].as_u64()), (Some("error"), Some(1)));
        assert!(problem["help"].as_str().is_some_and(|help| help.contains("gazette")), "{told}");
        assert!(told["site"].is_null() && told["written"].is_null(), "{told}");
    }
    fs::remove_dir_all(root.path().join("content")).unwrap();
    let checked = json(&root.run(&["check", "--format", "json"]));
    assert_eq!((checked["errors"].as_u64(), checked["site"]["sources"].as_u64()), (Some(0), Some(2)), "{checked}");
    assert!(checked["written"].is_null() && !root.path().join("public").exists());
    let built = json(&root.run(&["--format", "json"]));
    assert_eq!(built["written"]["new"], built["site"]["files"]);
}

#[test]
fn a_new_story_is_begun_and_built() {
    let root = Root(tempfile::tempdir().unwrap());
    let made = root.run(&["new", "strike", "--title", "The \"tram\" strike"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let before = root.tree();
    assert_eq!(root.run(&["new", "strike"]).status.code(), Some(1));
    assert_eq!(root.tree(), before);
    root.write("pasted.txt", GAZETTE);
    let added = root.run(&["add", "--root", "strike", "pasted.txt"]);
    assert!(stdout(&added).contains("seeds/pasted.txt"), "{}{}", stdout(&added), stderr(&added));
    assert_eq!(root.read("strike/seeds/pasted.txt"), GAZETTE);
    assert_eq!(root.run(&["--root", "strike"]).status.code(), Some(0));
    assert!(root.read("strike/public/index.html").contains("The &quot;tram&quot; strike"));
}

#[test]
fn what_is_added_is_written_once_and_never_over_another() {
    let root = Root::new();
    let before = root.tree();
    let refused = |arguments: &[&str], word: &str| {
        let output = root.run(arguments);
        assert!(
            output.status.code() == Some(1) && stderr(&output).contains(word),
            "{arguments:?}: {}",
            stderr(&output)
        );
    };
    root.write("other.txt", "It rained in Haven on Monday, officials said.\n");
    root.write("empty.txt", "");
    refused(&["add", "seeds/gazette.txt"], "there already, as seeds/gazette.txt");
    refused(&["add", "other.txt", "--name", "gazette"], "another source of that name");
    refused(&["add", "other.txt", "--name", "../x"], "leads out of seeds/");
    refused(&["add", "other.txt", "--url", "javascript:alert(1)"], "web address");
    refused(&["add", "empty.txt"], "no text");
    refused(&["add", "gone.txt"], "gone.txt");
    refused(&["add", "other.txt", "empty.txt", "--title", "x"], "one by one");
    for file in ["other.txt", "empty.txt"] {
        fs::remove_file(root.path().join(file)).unwrap();
    }
    assert_eq!(root.tree(), before);
    let piped = |arguments: &[&str], text: &str| {
        let mut command = dateline();
        command.current_dir(root.path()).args(arguments).write_stdin(text).output().unwrap()
    };
    let words = "Rain stops ferries\n\nIt rained in Haven on Monday, officials said.\n";
    let added = piped(&["add", "--outlet", "The \"Post\"", "--date", "2024-05-09", "--publish", "excerpt"], words);
    assert_eq!(added.status.code(), Some(0), "{}", stderr(&added));
    let written = root.read("seeds/rain-stops-ferries.txt");
    assert!(written.starts_with("+++\n") && written.ends_with(words), "{written}");
    let story = json(&root.run(&["story"]));
    let source = story["sources"].as_array().unwrap().iter().find(|s| s["id"] == "rain-stops-ferries").unwrap();
    assert_eq!((source["outlet"].as_str(), source["publish"].as_str()), (Some("The \"Post\""), Some("excerpt")));
    assert_eq!(source["published"]["value"], "2024-05-09");
    let again = piped(&["add"], words);
    assert!(again.status.code() == Some(1) && stderr(&again).contains("rain-stops-ferries"), "{}", stderr(&again));
}

/// Twenty-odd faults in one root, each with where it stands.
const FAULTS: [(&str, &str, &[&str]); 15] = [
    (
        "content/site.toml",
        "titel = \"x\"\ntitle = 3\npublish = \"some\"\nbase_url = \"example.org\"\n[limits]\nnesting = 0\nlines = 2\n",
        &["1:1", "2:9", "3:11", "4:12", "6:11", "7:1"],
    ),
    ("content/actors.toml", "[[actor]]\nname = 3\n[[actor]]\nkind = \"ship\"\n", &["2:8", "3:1", "4:8"]),
    ("seeds/a.txt", "---\ntitle: [x]\ncolour: red\nurl: x\n---\nIt rained.\n", &["2:8", "3:1", "4:6"]),
    ("seeds/b.txt", "---\ntitle: x\ntitle: y\n---\nIt rained.\n", &["3:1"]),
    ("seeds/c.txt", "---\ndate: 2024-02-30\n---\nIt rained.\n", &["2:7"]),
    ("seeds/d.txt", "+++\ndate = 2024-13-01\n+++\nIt rained.\n", &["2:8"]),
    ("seeds/empty.txt", "", &[""]),
    ("seeds/picture.txt", "\u{0}\u{1}\u{2}\u{3}\u{0}\u{0}\u{0}", &[""]),
    (
        "content/note.md",
        "It [@gazette, \"rained cats\"].\n\n[a](javascript:b) [@gazete, \"port\"] [@a, \"rained\"]\n",
        &["", "1:16", "3:1", "3:21"],
    ),
    ("content/other.md", "+++\ntitle = 3\ncolour = 4\n+++\nx\n", &["2:9", "3:1"]),
    ("content/Note.MD", "x\n", &[]),
    (
        "content/entries/a.md",
        "+++\nsentence = \"hid\"\nsource = \"gazette\"\ncolour = 1\n+++\n",
        &["2:1", "2:12", "4:1"],
    ),
    ("content/sources/a.md", "+++\nsource = \"a\"\ntitle = \"x\"\n+++\nSo [@b, \"rained\"].\n", &[]),
    ("templates/article.html", "{% if x %}\n{{ a }\n", &["2:6"]),
    ("templates/timeline.html", "{% for %}\n", &["1:8"]),
];

#[test]
fn every_fault_of_a_root_is_told_in_one_run_with_its_place_and_what_to_do() {
    let root = Root::new();
    for (path, text, _) in FAULTS {
        root.write(path, text);
    }
    let output = root.run(&["check", "--format", "json"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    let told = json(&output);
    let problems = told["problems"].as_array().unwrap();
    let place = |problem: &serde_json::Value| match problem["line"].as_u64() {
        Some(line) => format!("{line}:{}", problem["column"]),
        None => String::new(),
    };
    for (path, _, places) in FAULTS {
        let found: Vec<_> = problems.iter().filter(|problem| problem["path"] == path).map(place).collect();
        let mut places = places.to_vec();
        places.sort_unstable();
        let mut sorted = found.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, places, "{path}: {told:#}");
    }
    let all: usize = FAULTS.iter().map(|(_, _, places)| places.len()).sum();
    assert_eq!((problems.len(), told["errors"].as_u64()), (all, Some(all as u64)), "{told:#}");
    for problem in problems {
        assert!(problem["help"].as_str().is_some_and(|help| !help.is_empty()), "{problem}");
    }
    let said = stderr(&root.run(&["check"]));
    assert!(said.ends_with(&format!("{all} errors\n")) && said.matches("= help:").count() == all, "{said}");
    assert!(said.matches('^').count() > all && !said.contains("backtrace") && !said.contains("panicked"), "{said}");
    let order: Vec<_> = problems.iter().map(|problem| problem["path"].as_str().unwrap()).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn what_follows_from_a_refused_source_is_no_problem_of_its_own() {
    let root = Root::new();
    root.write("seeds/late.txt", "---\ndate: never\n---\nIt rained in Haven on Monday.\n");
    root.write("content/note.md", "It rained [@late, \"It rained\"].\n");
    root.write("content/sources/a.md", "+++\nsource = \"late\"\ntitle = \"x\"\n+++\n");
    root.write("content/entries/a.md", "+++\nsentence = \"hide\"\nsource = \"late\"\nwords = \"It rained\"\n+++\n");
    let said = stderr(&root.run(&["check"]));
    assert!(said.contains("seeds/late.txt:2:7") && said.ends_with("\n1 error\n"), "{said}");
}

#[test]
fn an_orphan_is_shown_where_it_names_its_words() {
    let root = Root::new();
    root.write("content/entries/a.md", "+++\nsentence = \"hide\"\nsource = \"gazette\"\nwords = \"It snowed\"\n+++\n");
    root.write("content/sources/a.md", "+++\nsource = \"post\"\ntitle = \"x\"\n+++\n");
    let said = stderr(&root.run(&["check"]));
    for place in ["content/entries/a.md:4:9", "content/sources/a.md:2:10", "2 warnings"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert_eq!(root.run(&["check", "--strict"]).status.code(), Some(1));
}

/// What only a check tells, each in a root of its own: files, then the findings as severity, place and words of message
/// and help.
type Finding = (&'static str, &'static [(&'static str, &'static str)], &'static [[&'static str; 4]]);

const FINDINGS: [Finding; 8] = [
    (
        "an entry whose words are gone",
        &[("content/entries/a.md", "+++\nsentence = \"hide\"\nsource = \"gazette\"\nwords = \"It snowed\"\n+++\n")],
        &[["warning", "content/entries/a.md:4:9", "do not stand in", "quote words that stand"]],
    ),
    (
        "a quotation that is in no source",
        &[("content/note.md", "It reopened\n[@gazette, \"The port of Haven closed\"].\n")],
        &[[
            "error",
            "content/note.md:2:13",
            "do not stand in `gazette`",
            "the source goes on with `reopened on Tuesday",
        ]],
    ),
    (
        "a source of unknown date",
        &[("seeds/undated.txt", "The mayor of Bergen resigned, her office said.\n")],
        &[["note", "seeds/undated.txt", "its date is unknown", "date: YYYY-MM-DD"]],
    ),
    (
        "two pastes of one text, nearly",
        &[
            (
                "seeds/a.txt",
                "---\ndate: 2024-05-06\n---\nThe council of Bergen bought eleven new buses for the lines to the north, its office said.\n\nThey run on current and replace the oldest of the fleet, which had driven for thirty years.\n",
            ),
            (
                "seeds/b.txt",
                "---\ndate: 2024-05-06\n---\nThe council of Bergen bought eleven new buses for the lines to the north, its office said.\n\nThey run on current and replace the oldest of the fleet, which had driven for over thirty years.\n",
            ),
        ],
        &[["note", "seeds/b.txt", "tells the same text as seeds/a.txt", "delete one of the two"]],
    ),
    (
        "addresses that cannot be meant",
        &[
            (
                "seeds/a.txt",
                "---\ndate: 2024-05-03\nurl: https://press@post.example/a\n---\nThe mayor of Bergen resigned.\n",
            ),
            ("seeds/b.txt", "---\ndate: 2024-05-04\n---\nThe mayor of Oslo resigned.\n"),
            ("content/sources/b.md", "+++\nsource = \"b\"\nurl = \"http://192.168.0.7/b\"\n+++\n"),
            ("content/note.md", "One.\n\nTwo, [three](https://post/x) and [four](https://post.example/y).\n"),
        ],
        &[
            ["warning", "seeds/a.txt:3:6", "names a user", "paste it anew"],
            ["warning", "content/sources/b.md", "own machine", "paste it anew"],
            ["warning", "content/note.md:3:6", "no full name", "paste it anew"],
        ],
    ),
    (
        "links within the site that lead nowhere",
        &[("content/note.md", "See [a](gone.html),\n[b](#nowhere) or [c](articles/gazette.html#s-0).\n")],
        &[
            ["error", "content/note.md:1:5", "leads to no file", "correct the address"],
            ["error", "content/note.md:2:1", "nothing in note.html has the id `nowhere`", "correct the address"],
            ["error", "content/note.md:2:18", "has the id `s-0`", "correct the address"],
        ],
    ),
    (
        "links in notes that lead nowhere, and one that leads somewhere from every page",
        &[(
            "content/sources/b.md",
            "+++\nsource = \"gazette\"\noutlet = \"The Desk\"\n+++\nSee [all](timeline.html), [a](gone.html)\nand [b](timeline.html#nowhere).\n",
        )],
        &[
            ["error", "content/sources/b.md:5:27", "`gone.html` leads to no file", "correct the address"],
            ["error", "content/sources/b.md:6:5", "has the id `nowhere`", "correct the address"],
        ],
    ),
    (
        "a dead link beside other faults, and links to what these keep from being made",
        &[
            ("seeds/late.txt", "---\ndate: \"never\n---\nIt rained.\n"),
            ("seeds/later.txt", "---\ndate: [\n---\nIt rained.\n"),
            ("content/bad.md", "[@gazette, \"no such words\"] [x](lost.html)\n"),
            (
                "content/note.md",
                "[a](gone.html) [b](bad.html) [c](bad.md#x) [d](articles/late.html#y) [e](timeline.html)\n",
            ),
        ],
        &[
            ["error", "seeds/late.txt:2:", "not YAML", "key: value"],
            ["error", "seeds/later.txt:2:", "not YAML", "key: value"],
            ["error", "content/bad.md:1:13", "do not stand", "letter for letter"],
            ["error", "content/bad.md:1:29", "leads to no file", "correct the address"],
            ["error", "content/note.md:1:1", "leads to no file", "correct the address"],
        ],
    ),
];

#[test]
fn each_finding_of_a_check_is_told_to_people_and_programs_with_its_place_and_what_to_do() {
    for (what, files, findings) in FINDINGS {
        let root = Root::new();
        for (path, text) in files {
            root.write(path, text);
        }
        let before = root.tree();
        let told = json(&root.run(&["check", "--format", "json"]));
        let said = stderr(&root.run(&["check"]));
        assert_eq!(root.tree(), before, "{what}");
        let mut problems = told["problems"].as_array().unwrap().clone();
        // The two reports that stand beside them have no date either.
        problems.retain(|problem| problem["path"] != "seeds/wire/second.txt");
        assert_eq!(problems.len(), findings.len(), "{what}: {told:#}");
        for [severity, place, message, help] in findings {
            let is_told = |problem: &serde_json::Value| {
                let found = match problem["line"].as_u64() {
                    Some(line) => format!("{}:{line}:{}", problem["path"].as_str().unwrap(), problem["column"]),
                    None => problem["path"].as_str().unwrap().to_owned(),
                };
                let has = |key: &str, words: &str| problem[key].as_str().is_some_and(|text| text.contains(words));
                problem["severity"] == *severity
                    && found.starts_with(place)
                    && has("message", message)
                    && has("help", help)
            };
            assert!(problems.iter().any(is_told), "{what}: {severity} {place} {message} {help}: {told:#}");
            for words in [severity, place, message, help] {
                assert!(said.contains(words), "{what}: {words} in {said}");
            }
        }
        assert_eq!(told["errors"].as_u64() > Some(0), told["site"].is_null(), "{what}");
    }
}
