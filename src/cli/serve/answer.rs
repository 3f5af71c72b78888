//! Requests to answers, as a host of static files gives them: GitHub Pages is the model.

use std::time::Duration;

use tiny_http::{Header, Method, Request, Response, Server};

use super::state::State;
use crate::publish;

/// Below this path stand the script that reloads pages and what it asks for; no site has such a folder.
const OWN: &str = "__dateline/";

/// The script that reloads a page when the site changes, and shows what is wrong.
const RELOAD: &str = include_str!("reload.js");

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// How the policy of a page begins.
const POLICY: &str = "default-src 'none';";

/// An answer: status, type, body, and where it leads.
struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    location: Option<String>,
}

impl Answer {
    fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Answer { status, kind, body: body.into(), location: None }
    }

    fn plain(status: u16, words: &str) -> Self {
        Answer::new(status, "text/plain; charset=utf-8", words)
    }

    fn moved(to: String) -> Self {
        Answer { location: Some(to), ..Answer::plain(301, "moved") }
    }
}

/// Answers requests for ever.
pub(super) fn all(server: &Server, state: &std::sync::Arc<State>) {
    for request in server.incoming_requests() {
        if request.url().contains(OWN) {
            // It may wait for news: not in the way of others.
            let state = std::sync::Arc::clone(state);
            std::thread::spawn(move || reply(request, &state));
        } else {
            reply(request, state);
        }
    }
}

fn reply(request: Request, state: &State) {
    let answer = if !is_own_name(&request, state.port()) {
        Answer::plain(403, "this server answers to the names of this machine alone")
    } else if !matches!(request.method(), Method::Get | Method::Head) {
        Answer::plain(405, "this server only shows")
    } else {
        answer(request.url(), state)
    };
    // Whole with its length, however long: it is in memory.
    let response = Response::from_data(answer.body).with_status_code(answer.status);
    let mut response = response.with_chunked_threshold(usize::MAX);
    let location = answer.location.as_deref().map(|to| ("Location", to));
    let fields = [("Content-Type", answer.kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")];
    for (name, value) in fields.into_iter().chain(location) {
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    // Whoever asked may be gone.
    let _ = request.respond(response);
}

/// Whether a request names this machine: a page of another host that was led here must not read the site.
fn is_own_name(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    host.is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| *host == format!("{own}:{port}")))
}

fn answer(url: &str, state: &State) -> Answer {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let Some(below) = path.strip_prefix(state.base()) else {
        return if format!("{path}/") == state.base() || path == "/" {
            Answer::moved(state.base().to_owned())
        } else {
            missing(state)
        };
    };
    if let Some(own) = below.strip_prefix(OWN) {
        return match own {
            "reload.js" => Answer::new(200, "text/javascript; charset=utf-8", RELOAD),
            "news" => news(query, state),
            _ => missing(state),
        };
    }
    let below = publish::percent_decoded(below);
    let index = format!("{below}index.html");
    let page = format!("{below}.html");
    if below.is_empty() || below.ends_with('/') {
        return state.file(&index).map_or_else(|| missing(state), |bytes| found(&index, bytes, state, 200));
    }
    if let Some(bytes) = state.file(&below) {
        return found(&below, bytes, state, 200);
    }
    if let Some(bytes) = state.file(&page) {
        return found(&page, bytes, state, 200);
    }
    if state.file(&format!("{below}/index.html")).is_some() {
        return Answer::moved(format!("{path}/"));
    }
    missing(state)
}

/// The page that says that there is none, as a host shows it for any address.
fn missing(state: &State) -> Answer {
    match state.file("404.html") {
        Some(bytes) => found("404.html", bytes, state, 404),
        None => waiting(state),
    }
}

/// Before there is any site: the problems alone, and the script that waits for a better one.
fn waiting(state: &State) -> Answer {
    let head =
        "<!doctype html><html lang=en><meta charset=utf-8><title>Nothing to show yet</title><p>There is no site yet.";
    found("404.html", head.as_bytes().to_vec(), state, 503)
}

fn found(path: &str, bytes: Vec<u8>, state: &State, status: u16) -> Answer {
    let kind = kind_of(path);
    let is_page = kind.starts_with("text/html");
    Answer::new(status, kind, if is_page { with_reload(bytes, state.base()) } else { bytes })
}

/// A page with the script that reloads it, and leave to run it.
fn with_reload(page: Vec<u8>, base: &str) -> Vec<u8> {
    let text = match String::from_utf8(page) {
        Ok(text) => text,
        Err(error) => return error.into_bytes(),
    };
    let missing = ["connect-src", "script-src"].into_iter().filter(|leave| !text.contains(leave));
    let missing: String = missing.map(|leave| format!(" {leave} 'self';")).collect();
    let text = text.replacen(POLICY, &format!("{POLICY}{missing}"), 1);
    let script = format!("<script src=\"{base}{OWN}reload.js\" data-news=\"{base}{OWN}news\"></script>");
    let at = text.rfind("</body>").unwrap_or(text.len());
    [&text[..at], &script, &text[at..]].concat().into_bytes()
}

/// The version of the site and what is wrong, as JSON, when it is another than the asker knows.
fn news(query: &str, state: &State) -> Answer {
    let known = query.strip_prefix("after=").and_then(|number| number.parse().ok());
    let (version, problems) = state.after(known, PATIENCE);
    let body = serde_json::json!({ "version": version, "problems": problems });
    Answer::new(200, "application/json", body.to_string())
}

/// The type of a file by the ending of its name.
fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "bib" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::serve::Built;
    use crate::site::Output;

    fn state(base: &str) -> State {
        let state = State::new(4040, base.to_owned());
        let files = [
            ("index.html", "<meta content=\"default-src 'none'; x\"><body>front</body>"),
            ("404.html", "gone"),
            ("a/b c.html", "page"),
            ("a/index.html", "list"),
            ("s.css", "p{}"),
        ];
        let outputs =
            files.map(|(path, text)| Output { path: path.to_owned(), bytes: text.as_bytes().to_vec() }).to_vec();
        state.take(Ok(Built { outputs, warnings: Vec::new(), base_url: None }));
        state
    }

    /// Status, and where it leads or the first word of what it shows.
    fn ask(url: &str, base: &str) -> String {
        let answer = answer(url, &state(base));
        let body = String::from_utf8(answer.body).unwrap();
        let word = body.split("<script").next().unwrap_or("").rsplit('>').next().unwrap_or("").to_owned();
        format!("{} {}", answer.status, answer.location.unwrap_or(word))
    }

    #[test]
    fn addresses_lead_where_a_host_of_static_files_leads() {
        for (url, told) in [
            ("/", "200 front"),
            ("/index.html?x=1", "200 front"),
            ("/a/b%20c.html", "200 page"),
            ("/a/b%20c", "200 page"),
            ("/a", "301 /a/"),
            ("/a/", "200 list"),
            ("/s.css", "200 p{}"),
            ("/gone", "404 gone"),
            ("/../Cargo.toml", "404 gone"),
            ("/%2e%2e/Cargo.toml", "404 gone"),
            ("/a/../../x", "404 gone"),
        ] {
            assert_eq!(ask(url, "/"), told, "{url}");
        }
        for (url, told) in [
            ("/", "301 /sub/"),
            ("/sub", "301 /sub/"),
            ("/sub/", "200 front"),
            ("/a/", "404 gone"),
            ("/sub/gone", "404 gone"),
        ] {
            assert_eq!(ask(url, "/sub/"), told, "{url}");
        }
    }

    #[test]
    fn a_page_may_ask_for_news_and_nothing_else_is_touched() {
        let page = String::from_utf8(answer("/sub/", &state("/sub/")).body).unwrap();
        let script = "<script src=\"/sub/__dateline/reload.js\" data-news=\"/sub/__dateline/news\"></script></body>";
        assert!(page.contains("default-src 'none'; connect-src 'self'; script-src 'self'; x"), "{page}");
        assert!(page.ends_with(script), "{page}");
        assert_eq!(answer("/sub/s.css", &state("/sub/")).body, b"p{}");
        let news = String::from_utf8(news("after=0", &state("/")).body).unwrap();
        assert_eq!(news, r#"{"version":1,"problems":""}"#);
    }
}
