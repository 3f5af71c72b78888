//! What other programs and readers rely on, on the project's own sources and on small ones.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Root, Site, elements, messages, plain};

/// Every object that cites, wherever it stands in the export.
fn citations(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(citations).collect(),
        Value::Object(map) => {
            let own = ["start", "end", "href"].iter().all(|key| map.contains_key(*key));
            own.then_some(value).into_iter().chain(map.values().flat_map(citations)).collect()
        }
        _ => Vec::new(),
    }
}

fn str_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key:?} in {value}"))
}

#[test]
fn the_export_is_as_its_schema_says() {
    let site = Root::own().site(&[]);
    let schema: Value = serde_json::from_str(site.text("data/story.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut story = site.story();
    let problems: Vec<String> = validator.iter_errors(&story).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(problems, [""; 0]);
    for key in ["sources", "events", "statements", "actors", "agreements", "briefing", "edition"] {
        assert!(!story[key].is_null(), "no {key}");
    }
    // The schema can say no.
    story["sources"][0]["sha256"] = Value::from(7);
    assert!(!validator.is_valid(&story));
}

#[test]
fn every_citation_is_exact_and_lands_on_its_words() {
    citations_hold(&Root::own());
    // Sources in Markdown, with marks among the words.
    let strike = Root::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/strike"));
    citations_hold(&strike);
    let site = strike.site(&[]);
    let marked = citations(&site.story()).iter().filter(|c| str_of(c, "text").contains("**eleven lines**")).count();
    assert!(
        marked > 0 && site.text("index.html").contains("all <span hidden>**</span>eleven lines<span hidden>**</span>")
    );
}

#[track_caller]
fn citations_hold(root: &Root) {
    let site = root.site(&[]);
    let story = site.story();
    let texts: BTreeMap<&str, Vec<char>> = story["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .map(|source| {
            (
                str_of(source, "id"),
                fs::read_to_string(root.path().join(str_of(source, "path"))).expect("UTF-8").chars().collect(),
            )
        })
        .collect();
    let pages: BTreeMap<&str, BTreeMap<String, String>> =
        site.pages().map(|page| (page, elements(site.text(page)))).collect();
    let citations = citations(&story);
    assert!(citations.len() > texts.len(), "{} citations", citations.len());
    for citation in citations {
        let bound = |key| usize::try_from(citation[key].as_u64().expect("an offset")).expect("small");
        let there: String = texts[str_of(citation, "source")][bound("start")..bound("end")].iter().collect();
        let words = str_of(citation, "text");
        assert_eq!(there, words);
        let (page, fragment) = str_of(citation, "href").split_once('#').expect("a fragment");
        let element = pages[page].get(fragment).unwrap_or_else(|| panic!("{page} has no #{fragment}"));
        assert!(plain(element).contains(&plain(words)), "{page}#{fragment} holds {element:?}, not {words:?}");
    }
}

#[test]
fn what_each_day_and_each_source_brought_leads_to_what_it_names() {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    for root in [Root::own(), Root::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/bridge"))] {
        let site = root.site(&[]);
        let story = site.story();
        let ids = |of: &str| -> Vec<Value> { list(&story, of).iter().map(|entry| entry["id"].clone()).collect() };
        let (sources, events, agreements) = (ids("sources"), ids("events"), ids("agreements"));
        let editions = list(&story, "editions");
        let brought: Vec<Value> = editions.iter().flat_map(|edition| list(edition, "sources")).collect();
        assert!(editions.len() > 1 && sources.iter().all(|source| brought.contains(source)), "{editions:?}");
        for edition in &editions {
            for (key, among) in
                [("added", &events), ("corroborated", &events), ("disputed", &events), ("agreed", &agreements)]
            {
                assert!(list(edition, key).iter().all(|id| among.contains(id)), "{key} of {edition}");
            }
        }
        let added: usize = editions.iter().map(|edition| list(edition, "added").len()).sum();
        assert_eq!(added, events.len(), "each event is first told on one day");
        let mut later = 0;
        for source in list(&story, "sources") {
            let page = elements(site.text(str_of(&source, "page")));
            let adds = &source["adds"];
            later += usize::from(adds["order"] == "later" && !list(adds, "new").is_empty());
            for id in list(adds, "new").iter().chain(list(adds, "repeats").iter().map(|again| &again["sentence"])) {
                assert!(page.contains_key(id.as_str().expect("an id")), "{id} of {}", source["id"]);
            }
        }
        assert!(later > 0);
    }
}

#[test]
fn titles_and_dates_of_the_own_sources() {
    let root = Root::own();
    let story = root.site(&[]).story();
    let sources = story["sources"].as_array().expect("sources");
    assert_eq!(sources.len(), 5);

    let fifth = fs::read_to_string(root.path().join(str_of(&sources[4], "path"))).expect("UTF-8");
    assert_eq!(str_of(&sources[4], "title"), fifth.lines().nth(2).expect("a third line").trim());

    assert_eq!(str_of(&sources[2], "outlet"), "Dawn");
    assert_eq!(str_of(&sources[2]["published"], "value"), "2025-10-27");
    assert_eq!(str_of(&sources[2]["published"], "basis"), "printed");

    for at in [0, 1, 3, 4] {
        let published = &sources[at]["published"];
        assert!(matches!(str_of(published, "basis"), "inferred" | "unknown"), "{at}: {published}");
        assert!(str_of(published, "reason").len() > 10, "{at}: {published}");
    }
}

#[test]
fn the_engine_knows_nothing_of_the_own_story() {
    let names = ["istanbul", "islamabad", "kabul", "taliban", "pakistan", "afghan", "doha"];
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "templates"].map(|folder| Site::read(&own.join(folder)).0);
    assert!(files.iter().all(|folder| !folder.is_empty()));
    for (path, bytes) in files.iter().flatten().filter(|(path, _)| *path != "annotate/actor/states.tsv") {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let found: Vec<_> = names.iter().filter(|name| text.contains(**name)).collect();
        assert!(found.is_empty(), "{path} names {found:?}");
    }
}

/// A text nobody has given a title, a date or an outlet.
const SIXTH: &str = "The two delegations will come back to Istanbul next week, a Turkish official said.\n\
    “There is still a table to sit at,” the official told reporters on Wednesday.\n";

#[test]
fn a_text_dropped_in_joins_everything() {
    let root = Root::own();
    let before = root.site(&[]);
    root.write("seeds/dropped.txt", SIXTH);
    let after = root.site(&[]);
    assert_eq!(gone(&before, &after), [""; 0], "addresses that are no more");

    let story = after.story();
    let source = story["sources"].as_array().expect("sources").iter().find(|s| s["path"] == "seeds/dropped.txt");
    let source = source.expect("the sixth source");
    let page = str_of(source, "page");
    assert!(plain(after.text(page)).contains("There is still a table to sit at"));
    for place in ["index.html", "briefing.html", "timeline.html", "sources.html"] {
        assert!(after.text(place).contains(page), "{place} does not link to {page}");
    }
}

/// Tells the closing of the bridge as all others do, and more clearly.
const SAME_NEWS: &str = "Bridge shut\n\nThe county closed the Old Mill Bridge to all traffic on March 12, 2024, after \
    inspectors found a crack in its main beam.\nThe county council voted on March 15 to spend 2.4 million on repairs.\n\
    “Our village is cut in two,” said Tomas Brand.\n\nPublished in The Sarn Valley Times, March 16th, 2024\n";

#[test]
fn a_text_that_tells_the_same_moves_nothing() {
    for name in ["000.txt", "courier-2.txt", "zzz.txt"] {
        let root = Root::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/bridge"));
        let before = root.site(&[]);
        root.write(&format!("seeds/{name}"), SAME_NEWS);
        assert_eq!(gone(&before, &root.site(&[])), [""; 0], "addresses that are no more with {name}");
    }
}

/// Addresses of the old site that the new one has not: pages, sections, sentences, events, statements, actors.
fn gone(before: &Site, after: &Site) -> Vec<String> {
    before.addresses().difference(&after.addresses()).cloned().collect()
}

#[test]
fn without_content_the_site_stands() {
    let root = Root::own();
    root.remove("content");
    let site = root.site(&[]);
    assert_eq!(site.pages().filter(|page| page.starts_with("articles/")).count(), 5);
    assert!(["index.html", "briefing.html", "timeline.html"].iter().all(|page| site.0.contains_key(*page)));
}

#[test]
fn with_a_base_url_pages_say_where_they_belong() {
    let site = Root::own().site(&["--base-url", "https://desk.example/dossier/"]);
    assert!(site.text("sitemap.xml").contains("https://desk.example/dossier/briefing.html"));
    assert!(site.text("robots.txt").contains("https://desk.example/dossier/sitemap.xml"));
    let canonical = "<link rel=\"canonical\" href=\"https://desk.example/dossier/timeline.html\"";
    assert!(site.text("timeline.html").contains(canonical));
}

/// A root with one sound source.
fn small() -> Root {
    let root = Root::new();
    root.write("seeds/pier.txt", "The pier was closed on 3 June 2024, the harbour office said.\n");
    root
}

/// Builds a root with something odd in it.
#[track_caller]
fn accepted(odd: impl Fn(&Root)) -> Site {
    let root = small();
    odd(&root);
    let output = root.build(&[]);
    let said = messages(&output);
    assert!(output.status.success(), "{said}");
    Site::read(&root.path().join("public"))
}

#[test]
fn two_sources_of_one_title_have_two_pages() {
    let site = accepted(|root| {
        root.write("seeds/a.md", "---\ntitle: Pier shut\n---\nThe pier is shut, the harbour office said.\n");
        root.write("seeds/b.md", "---\ntitle: Pier shut\n---\nA storm had broken two of its piles on Sunday.\n");
    });
    assert_eq!(site.pages().filter(|page| page.starts_with("articles/")).count(), 3);
}

#[test]
fn tags_and_braces_of_a_source_are_text() {
    let site = accepted(|root| {
        let text =
            "The office said <script>alert(1)</script> and {{ 7 * 7 }} on Monday. <img src=x onerror=alert(2)>\n";
        root.write("seeds/tags.txt", text);
    });
    for page in site.pages() {
        let html = site.text(page);
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{page}");
    }
    let article = site.pages().filter(|page| page.starts_with("articles/")).map(|page| site.text(page));
    let told = article.filter(|html| html.contains("&lt;script&gt;alert(1)") && html.contains("{{ 7 * 7 }}"));
    assert_eq!(told.count(), 1);
}
