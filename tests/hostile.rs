//! Sources that were made to harm: what they hold stays text, what they cost stays bounded.
//!
//! Every case is a folder of sources and what is expected of it. The pages are read back as a browser reads them.

#[path = "support/eye.rs"]
mod eye;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use eye::{dangers, wrongs};
use rayon::prelude::*;

/// Words that do something wherever they are taken for more than words.
const PAYLOADS: [&str; 20] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 29388257 }}{% include 'base.html' %}{# gone #}",
    "<!-- open <!--",
    "</script><script>alert(1)</script>",
    "</title></textarea></style><b>",
    "line\u{2028}paragraph\u{2029}end",
    "=HYPERLINK(\"http://x.example\",\"y\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\u{202e}dezrever\u{202c}",
    "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "<![CDATA[ x ]]>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
    "bell\u{7}, colour\u{1b}[31m and nothing\u{0} more",
    "[a](javascript:alert(1)) ![b](data:text/html,x) <javascript:alert(1)>",
];

fn run(root: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["build", "--root"]).arg(root).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// What kind of file a path names: its ending.
fn kind(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[test]
fn the_eye_of_this_suite_sees_what_it_looks_for() {
    for bad in ["<img src=x onerror=alert(1)>", "<a href=' JavaScript:x'>", "<iframe>", "<script src=//x.example/a.js>"]
    {
        assert_eq!(dangers(bad).len(), 1, "{bad}");
    }
    assert_eq!(dangers("<a href='a.html#b'>&lt;img onerror=x></a><script src=a.js></script>"), [""; 0]);
}

#[test]
fn payloads_stay_words_wherever_they_stand() {
    let room = tempfile::tempdir().unwrap();
    let seeds = room.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    for (at, payload) in PAYLOADS.iter().enumerate() {
        let stated = toml::Value::from(payload.replace(|c: char| c.is_control(), " "));
        let day = at + 1;
        let filler =
            "The pilots went back to work and the ferries ran again, which nobody on the quay had expected. ".repeat(4);
        let text = format!(
            "+++\ntitle = {stated}\noutlet = {stated}\nauthor = {stated}\ndate = 2024-05-{day:02}\n\
             url = \"https://post.example/a?b='x'&c=%22\"\n+++\n\
             The port of Haven {payload} was closed on Monday, officials said. “{payload} is bad,” said Ann Berg, the \
             minister of {payload}. On May 3, 2024 {payload} signed the Haven Pact ({payload}) and agreed to stop.\n\n\
             {payload}\n\n{filler}\n\n=cmd said the port will reopen on Tuesday.\n"
        );
        let extension = if at % 2 == 0 { "txt" } else { "md" };
        fs::write(seeds.join(format!("p{at}.{extension}")), text).unwrap();
    }
    let built = run(room.path());
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for (path, bytes) in files(&room.path().join("public")) {
        assert_eq!(wrongs(&path, &bytes), [""; 0], "{path}");
        let text = String::from_utf8_lossy(&bytes);
        // Long enough that no digest has it by chance.
        assert!(kind(&path) == "png" || !text.contains("205717799"), "{path}: a source was taken for a template");
        assert!(kind(&path) != "html" || !text.contains("<script>alert") && !text.contains("<svg onload"), "{path}");
    }
}

#[test]
fn what_an_editor_states_stays_words_too() {
    // By escapes as well, which the text of a file does not show.
    let stated =
        ["\u{202e}x</script>", "a\u{0}b\u{7}\u{1b}", "=1+1\"'><img src=x onerror=alert(1)>", "\u{2067}open <!--"];
    for payload in stated {
        let quoted: String = payload.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
        let room = tempfile::tempdir().unwrap();
        let write = |path: &str, text: String| {
            let path = room.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let report = "The port of Haven was closed on Monday, officials said. “It opens,” said Ann Berg, the mayor. 3 were hurt.";
        write(
            "seeds/a.txt",
            format!("+++\ntitle = \"{quoted}\"\noutlet = \"{quoted}\"\nauthor = \"{quoted}\"\n+++\n{report}\n"),
        );
        write("seeds/b.md", format!("---\ntitle: \"{quoted}\"\noutlet: \"{quoted}\"\n---\n{report}\n"));
        write(
            "content/site.toml",
            format!("title = \"{quoted}\"\nstandfirst = \"{quoted}\"\npublisher = \"{quoted}\"\n"),
        );
        write(
            "content/actors.toml",
            format!("[[actor]]\nname = \"Ann Berg\"\naliases = [\"{quoted}\"]\nparty = \"{quoted}\"\n"),
        );
        write("content/briefing.md", format!("+++\ntitle = \"{quoted}\"\n+++\n{payload} [@a, \"3 were hurt\"]\n"));
        write(
            "content/odd.md",
            format!("# {payload}\n\n{payload}\n\n```rust\n{payload}\n```\n\n|{payload}|\n|:-:|\n|b|\n"),
        );
        write("content/sources/b.md", format!("+++\nsource = \"b\"\ntitle = \"{quoted}\"\n+++\n{payload}\n"));
        write(
            "content/entries/a.md",
            format!("+++\nsentence = \"hide\"\nsource = \"a\"\nwords = \"3 were hurt\"\n+++\n{payload}\n"),
        );
        write(
            "content/entries/b.md",
            format!("+++\nsentence = \"annotate\"\nsource = \"b\"\nwords = \"3 were hurt\"\n+++\n{payload}\n"),
        );
        // A citation of a hidden sentence is one thing, hostile words are another.
        write("content/briefing.md", format!("{payload} [@b, \"3 were hurt\"]\n"));
        let built = run(room.path());
        assert_eq!(built.status.code(), Some(0), "{payload:?}: {}", said(&built));
        for (path, bytes) in files(&room.path().join("public")) {
            assert_eq!(wrongs(&path, &bytes), [""; 0], "{payload:?}: {path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_names_and_nothing_else() {
    use std::os::unix::ffi::OsStrExt as _;
    let long = "n".repeat(251);
    let names: [&[u8]; 34] = [
        b"a b",
        b"a%20b",
        b"a#b",
        b"a?b",
        b"a\"b",
        b"a'b",
        b"a\nb",
        b"a\tb",
        b"\xfe\xff",
        b"space ",
        b"dot.",
        b"x\\..\\y",
        b"javascript:x",
        b"=cmd",
        b"$(touch x)",
        b"\x1b[31m",
        "\u{2028}".as_bytes(),
        b"\xff\xfe",
        long.as_bytes(),
        b"Case",
        b"case",
        b"CON",
        b"nul",
        b"-dash",
        b"a:b",
        b"a\\b",
        b"<b>",
        "\u{202e}x".as_bytes(),
        "e\u{301}".as_bytes(),
        "\u{e9}".as_bytes(),
        b"index",
        b"%2e%2e",
        b"&amp;",
        b" ",
    ];
    let room = tempfile::tempdir().unwrap();
    let seeds = room.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    for (at, name) in names.iter().enumerate() {
        let file = [name, b".txt".as_slice()].concat();
        let text =
            format!("Harbour {at} of Haven was closed on Monday, officials said. It opens when mast {at} is mended.\n");
        fs::write(seeds.join(std::ffi::OsStr::from_bytes(&file)), text).unwrap();
    }
    std::os::unix::fs::symlink("/etc/hostname", seeds.join("link.txt")).unwrap();
    std::os::unix::fs::symlink("..", seeds.join("loop")).unwrap();
    assert!(Command::new("mkfifo").arg(seeds.join("pipe.txt")).status().unwrap().success());
    std::os::unix::net::UnixListener::bind(seeds.join("socket.txt")).unwrap();
    let built = run(room.path());
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for skipped in ["seeds/link.txt", "seeds/loop", "seeds/pipe.txt", "seeds/socket.txt"] {
        assert!(said(&built).contains(skipped), "{skipped}: {}", said(&built));
    }
    let pages: Vec<String> = files(&room.path().join("public/articles")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(pages.len(), names.len(), "{pages:?}");
    let mut folded: Vec<String> = pages.iter().map(|page| page.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), pages.len(), "two pages that differ by nothing but capital letters: {pages:?}");
    for page in &pages {
        assert!(page.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')), "{page}");
        assert!(page.len() < 120, "{page}");
    }
    for (path, bytes) in files(&room.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(wrongs(&path, text.as_bytes()), [""; 0], "{path}");
    }
}

/// A name, for each number another.
fn surname(number: u32) -> String {
    let letter = |place: u32| char::from(b'a' + (number / 26_u32.pow(place) % 26) as u8);
    format!("B{}{}{}son", letter(0), letter(1), letter(2))
}

/// Texts that are cheap to make; what they cost to read must not explode.
fn bombs() -> Vec<(&'static str, &'static str, String)> {
    let report = "The port of Haven was closed on Monday, officials said. ";
    vec![
        ("brackets", "txt", report.to_owned() + &"(".repeat(200_000)),
        ("marks", "txt", report.to_owned() + &"\"a ".repeat(20_000)),
        ("days", "txt", "Monday ".repeat(12_000) + "said."),
        ("sayings", "txt", "said ".repeat(15_000)),
        ("sayers", "txt", "“No” said he, ".repeat(3_000)),
        ("names", "txt", "Ann Berg and ".repeat(8_000) + "Bo said."),
        (
            "acronyms",
            "txt",
            (0..3_000).fold(String::new(), |all, n| format!("{all}The Haven Union {n:x} (HU{n:X}) said no. ")),
        ),
        ("numbers", "txt", "1,".repeat(50_000) + " said."),
        ("accents", "txt", report.to_owned() + &"e\u{301}\u{301}\u{301}\u{301}".repeat(25_000)),
        ("no spaces", "txt", "x".repeat(200_000) + " said Monday."),
        ("quotations", "md", report.to_owned() + "\n\n" + &">".repeat(90) + " x\n" + &"[".repeat(100_000)),
        ("emphasis", "md", report.to_owned() + "\n\n" + &"*a **b ".repeat(15_000)),
        (
            "fences",
            "md",
            report.to_owned() + "\n\n" + &(1..500).fold(String::new(), |all, n| all + &"`".repeat(n) + " "),
        ),
        ("lines", "txt", "a\n".repeat(19_000)),
        ("one word said", "txt", "“No,” he said. ".repeat(4_000)),
        ("namesakes", "txt", (0..5_000).fold(String::new(), |all, n| format!("{all}Ann {} met. ", surname(n)))),
    ]
}

/// Builds the site of one text; how many bytes it has.
fn build(name: &str, extension: &str, text: &str) -> usize {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir(room.path().join("seeds")).unwrap();
    fs::write(room.path().join(format!("seeds/bomb.{extension}")), text).unwrap();
    let built = run(room.path());
    assert_eq!(built.status.code(), Some(0), "{name}: {}", said(&built));
    files(&room.path().join("public")).iter().map(|(_, bytes)| bytes.len()).sum()
}

#[test]
fn what_is_cheap_to_make_is_cheap_to_read() {
    // Some five times what any of these takes, far below what a square or a cube of its length would take: set against
    // what a plain text takes on this machine now.
    let plain = Instant::now();
    build("plain", "txt", &"The port of Haven was closed on Monday, officials said. ".repeat(1_200));
    let hang = (plain.elapsed() * 12).max(Duration::from_secs(20));
    bombs().into_par_iter().for_each(|(name, extension, text)| {
        let begun = Instant::now();
        let size = build(name, extension, &text);
        assert!(begun.elapsed() < hang, "{name} took {:?}, and {hang:?} is a hang", begun.elapsed());
        assert!(size < 200 * text.len().max(10_000), "{name}: {size} bytes of {}", text.len());
    });
}

#[test]
fn what_is_beyond_the_limits_is_refused_and_located() {
    for (name, text, words) in [
        ("huge.txt", "a".repeat(4_000_001), &["seeds/huge.txt", "longer than 4000000 bytes", "source_bytes"][..]),
        ("line.txt", ["one\n", &"a ".repeat(300_000)].concat(), &["seeds/line.txt:2:1", "line_bytes"]),
        ("deep.md", ["It rained.\n\n", &">".repeat(200), " x\n"].concat(), &["seeds/deep.md:3:", "nesting"]),
        ("many.txt", "a\n\n".repeat(20_001), &["seeds/many.txt:", "20001 paragraphs"]),
    ] {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir(room.path().join("seeds")).unwrap();
        fs::write(room.path().join("seeds").join(name), text).unwrap();
        let refused = run(room.path());
        assert_eq!(refused.status.code(), Some(1), "{name}");
        for word in words {
            assert!(said(&refused).contains(word), "{name}: {word} in {}", said(&refused));
        }
        assert!(said(&refused).len() < 5_000 && !room.path().join("public").exists(), "{name}");
    }
}

#[test]
fn a_folder_of_any_depth_is_read() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("seeds").join(vec!["d"; 200].join("/"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), "The port of Haven was closed on Monday, officials said.\n").unwrap();
    let built = run(room.path());
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
}

#[test]
fn a_policy_is_kept_or_the_source_refused_however_it_is_stated() {
    let secret = "Zebraquux left the tinker of Bergen, said Bo Vermilion.\n";
    for (stated, is_read) in [
        ("---\npublish: private\n---\n", true),
        ("---\r\npublish: \"private\" \r\n---\r\n", true),
        ("\u{feff}---\n# ours\npublish: private # theirs\n...\n", true),
        ("+++\npublish = 'private'\n+++\n", true),
        ("\n---\npublish: private\n---\n", false),
        (" ---\npublish: private\n---\n", false),
        ("---\n{publish: private}\n---\n", false),
        ("---\nPublish: private\n---\n", false),
        ("---\npublish: PRIVATE\n---\n", false),
        ("---\n---\npublish: private\n---\n", false),
        (";;;\npublish: private\n;;;\n", false),
        ("publish: private\n\n", false),
    ] {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir(room.path().join("seeds")).unwrap();
        fs::write(room.path().join("seeds/a.txt"), format!("{stated}{secret}")).unwrap();
        fs::write(room.path().join("seeds/b.txt"), "The port of Haven was closed on Monday, officials said.\n")
            .unwrap();
        let built = run(room.path());
        assert_eq!(built.status.code(), Some(i32::from(!is_read)), "{stated:?}: {}", said(&built));
        if !is_read {
            assert!(said(&built).contains("seeds/a.txt:"), "{stated:?}: {}", said(&built));
            continue;
        }
        for (path, bytes) in files(&room.path().join("public")) {
            assert!(!String::from_utf8_lossy(&bytes).contains("Zebraquux"), "{stated:?}: {path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn folders_that_lead_out_of_the_root_are_not_read() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("a.txt"), "Zebraquux left the tinker of Bergen.\n").unwrap();
    for folder in ["seeds", "content", "content/entries", "templates"] {
        let room = tempfile::tempdir().unwrap();
        for made in ["seeds", "content"].into_iter().filter(|made| *made != folder) {
            fs::create_dir(room.path().join(made)).unwrap();
            fs::write(room.path().join(made).join("b.txt"), "It rained in Haven on Monday.\n").unwrap();
        }
        std::os::unix::fs::symlink(elsewhere.path(), room.path().join(folder)).unwrap();
        let built = run(room.path());
        assert_eq!(built.status.code(), Some(1), "{folder}: {}", said(&built));
        assert!(said(&built).contains("leads out of the root folder"), "{folder}: {}", said(&built));
    }
}

#[test]
fn the_day_of_a_private_source_is_nowhere_and_no_reference_to_a_character_hides_anything() {
    let room = tempfile::tempdir().unwrap();
    let seeds = room.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    let private = "---\npublish: private\ndate: 2031-03-08\n---\n\nThe pilots met in secret, Ann Berg said.\n";
    fs::write(seeds.join("a.md"), private).unwrap();
    let titled = "---\ndate: 2031-03-07\n---\n# Ferries &#x202e;late &#27;[31m &#x9b; &#xE0041;\n\nThe ferries left late, Ann Berg said.\n";
    fs::write(seeds.join("b.md"), titled).unwrap();
    let built = run(room.path());
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for (path, bytes) in files(&room.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("2031-03-08") && !text.contains("8 March 2031"), "{path}");
        let hides = |c: char| c == '\u{202e}' || c == '\u{e0041}' || c.is_control() && !c.is_ascii_whitespace();
        assert!(!text.contains(hides) || path == "preview.png", "{path}");
    }
}
