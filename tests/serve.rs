//! The site in a browser while it is worked on: what is served, what is refused, and what a change does.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A running server with its own root; ends with the test.
struct Served {
    room: tempfile::TempDir,
    child: Child,
    port: u16,
    /// What it goes on telling; nobody listening would end it.
    _told: BufReader<std::process::ChildStdout>,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir(room.path().join("seeds")).unwrap();
        fs::write(room.path().join("seeds/a.txt"), "The port of Haven was closed on Monday, officials said.\n")
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["serve", "--root"]).arg(room.path()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap());
        let mut open = String::new();
        while !open.contains("http://127.0.0.1:") {
            open.clear();
            assert!(told.read_line(&mut open).unwrap() > 0, "an address");
        }
        let port = open.rsplit(':').next().unwrap().split('/').next().unwrap().parse().unwrap();
        Served { room, child, port, _told: told }
    }

    /// Status line, fields and body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Waits for the site to be other than `known`; the version and what is wrong.
    fn news_after(&self, known: u64) -> (u64, String) {
        let (_, body) = self.get(&format!("/__dateline/news?after={known}"));
        let news: serde_json::Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error}: {body}"));
        (news["version"].as_u64().unwrap(), news["problems"].as_str().unwrap().to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_shown_and_a_mistake_keeps_the_last_good_site() {
    let served = Served::start(&["--port", "0"]);
    let seeds = served.room.path().join("seeds");
    assert!(served.get("/").1.contains("The port of Haven was closed"));
    assert_eq!(served.news_after(0), (1, String::new()));
    fs::write(seeds.join("b.txt"), "The port of Haven was opened on Tuesday, officials said.\n").unwrap();
    assert_eq!(served.news_after(1), (2, String::new()));
    assert!(served.get("/articles/b").1.contains("opened on Tuesday"));
    fs::write(seeds.join("c.txt"), "+++\ntitel = 'x'\n+++\nIt rained.\n").unwrap();
    let (version, problems) = served.news_after(2);
    assert!(version == 3 && problems.contains("seeds/c.txt:2:1") && problems.contains("titel"), "{problems}");
    assert!(served.get("/articles/b.html").1.contains("opened on Tuesday"));
    fs::remove_file(seeds.join("c.txt")).unwrap();
    assert_eq!(served.news_after(3), (4, String::new()));
    let left: Vec<_> = fs::read_dir(served.room.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["seeds"], "nothing is written");
}

#[test]
fn pages_are_as_they_are_built_but_for_the_script_that_reloads_them() {
    let served = Served::start(&["--port", "0", "--base-url", "https://example.org/sub"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["build", "--base-url", "https://example.org/sub", "--root"]).arg(served.room.path());
    assert!(command.output().unwrap().status.success());
    let built = |path: &str| fs::read_to_string(served.room.path().join("public").join(path)).unwrap();
    let (head, page) = served.get("/sub/timeline.html");
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/html"), "{head}");
    let from = page.find("<script src=\"/sub/__dateline/").expect("the script");
    let to = from + page[from..].find("</script>").unwrap() + "</script>".len();
    let without = [&page[..from], &page[to..]].concat().replace(" script-src 'self';", "");
    assert_eq!(without, built("timeline.html"));
    assert_eq!(served.get("/sub/style.css").1, built("style.css"));
    assert!(served.get("/").0.contains("Location: /sub/"));
    let (head, page) = served.get("/sub/gone/away.html");
    assert!(head.starts_with("HTTP/1.1 404") && page.contains("<h1"), "{head}");
}

#[test]
fn other_names_other_methods_and_other_files_are_refused() {
    let served = Served::start(&["--port", "0"]);
    let own = format!("localhost:{}", served.port);
    assert!(served.ask("GET", "/", &own).0.starts_with("HTTP/1.1 200"));
    for host in ["attacker.example".to_owned(), format!("attacker.example:{}", served.port), "127.0.0.1".to_owned()] {
        assert!(served.ask("GET", "/", &host).0.starts_with("HTTP/1.1 403"), "{host}");
    }
    assert!(served.ask("POST", "/", &own).0.starts_with("HTTP/1.1 405"));
    for outside in ["/../seeds/a.txt", "/%2e%2e/seeds/a.txt", "//etc/passwd", "/..%5cseeds", "/seeds/a.txt"] {
        assert!(served.ask("GET", outside, &own).0.starts_with("HTTP/1.1 404"), "{outside}");
    }
}
