//! Whole small sites, told in text: each folder of `tests/sites` is built, and what its story and its pages say is
//! compared with its `expected` folder. `UPDATE_GOLDEN=1` writes what was found instead; read it before it is committed.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{Piece, Root, Site, messages, pieces, plain};

#[test]
fn bridge_three_outlets_one_without_a_date() {
    golden("bridge");
}

#[test]
fn strike_markdown_front_matter_and_an_editor() {
    golden("strike");
}

#[test]
fn hostile_sources_stay_text() {
    golden("hostile");
}

#[test]
fn alone_one_sentence_and_nothing_else() {
    golden("alone");
}

#[test]
fn every_folder_has_its_test() {
    let names: Vec<String> = fs::read_dir(sites())
        .expect("folder read")
        .map(|e| e.expect("entry").file_name().into_string().expect("UTF-8"))
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

/// Builds the site and compares what it says with what is expected.
#[track_caller]
fn golden(name: &str) {
    let folder = sites().join(name);
    let root = Root::copy_of(&folder);
    let output = root.build(&[]);
    assert!(output.status.success(), "{}", messages(&output));
    let found = told(
        &Site::read(&root.path().join("public")),
        &messages(&output).replace(&*root.path().to_string_lossy(), "ROOT"),
    );
    let expected = folder.join("expected");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&expected);
        for (path, text) in &found {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
            fs::write(path, text).expect("file written");
        }
        return;
    }
    let wanted = Site::read(&expected);
    let names: Vec<&String> = wanted.0.keys().collect();
    assert_eq!(names, found.keys().collect::<Vec<_>>(), "other files than in {}", expected.display());
    for (path, text) in &found {
        let wanted: Vec<&str> = wanted.text(path).lines().collect();
        let text: Vec<&str> = text.lines().collect();
        let line = (0..wanted.len().max(text.len())).find(|&at| wanted.get(at) != text.get(at));
        if let Some(at) = line {
            let [old, new] = [&wanted, &text].map(|lines| lines.get(at).unwrap_or(&"(end)"));
            panic!("{name}/expected/{path}:{}\n  expected: {old}\n  found:    {new}", at + 1);
        }
    }
}

/// What a site says, by file: the story in outline, the pages in text, the names of all files.
fn told(site: &Site, messages: &str) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    told.insert("files.txt".to_owned(), site.0.keys().fold(String::new(), |all, path| all + path + "\n"));
    // How many bytes were written changes with every stylesheet.
    let kept: Vec<&str> = messages.lines().filter(|line| !line.starts_with("Wrote")).collect();
    told.insert("messages.txt".to_owned(), kept.join("\n") + "\n");
    told.insert("story.txt".to_owned(), outline(&site.story()));
    for page in site.pages() {
        told.insert(page.replace(".html", ".txt"), read_out(site.text(page)));
    }
    told
}

/// The story of the data export, a line for each thing it says.
fn outline(story: &Value) -> String {
    let mut text = String::new();
    heading(&mut text, "Sources");
    for source in list(story, "sources") {
        let published = &source["published"];
        line(&mut text, &[&source["id"], &source["title"], &source["outlet"], &source["dateline"], &source["publish"]]);
        line(&mut text, &[&"   ".into(), &published["value"], &published["basis"], &published["reason"]]);
    }
    heading(&mut text, "Events");
    for event in list(story, "events") {
        let background = if event["background"] == true { "background".into() } else { Value::Null };
        line(&mut text, &[&event["date"], &event["basis"], &event["status"], &background, &event["reason"]]);
        cited(&mut text, event);
    }
    heading(&mut text, "Statements");
    for statement in list(story, "statements") {
        line(&mut text, &[&statement["kind"], &statement["speaker"], &statement["actor"], &statement["text"]]);
    }
    heading(&mut text, "Agreements");
    for agreement in list(story, "agreements") {
        line(&mut text, &[&agreement["independent"], &agreement["text"]]);
        cited(&mut text, agreement);
    }
    heading(&mut text, "Actors");
    for actor in list(story, "actors") {
        let aliases = list(actor, "aliases").filter_map(|alias| alias["text"].as_str()).collect::<Vec<_>>().join("; ");
        line(&mut text, &[&actor["kind"], &actor["name"], &actor["role"], &actor["party"], &aliases.into()]);
    }
    for section in list(&story["briefing"], "sections") {
        heading(&mut text, &format!("Briefing: {}", section["id"].as_str().unwrap_or_default()));
        for item in list(section, "items") {
            line(&mut text, &[&item["text"]]);
            cited(&mut text, item);
        }
    }
    text
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn heading(text: &mut String, title: &str) {
    let gap = if text.is_empty() { "" } else { "\n" };
    let _ = writeln!(text, "{gap}# {title}");
}

/// The parts that say something, side by side.
fn line(text: &mut String, parts: &[&Value]) {
    let said = |value: &&Value| match value {
        Value::Null => None,
        Value::String(words) => Some(plain_line(words)),
        Value::Array(items) if items.is_empty() => None,
        other => Some(other.to_string()),
    };
    let _ = writeln!(text, "{}", parts.iter().filter_map(said).collect::<Vec<_>>().join(" | "));
}

/// Keeps indentation made of spaces alone, else one line of single spaces.
fn plain_line(words: &str) -> String {
    if words.trim().is_empty() { words.to_owned() } else { plain(words) }
}

fn cited(text: &mut String, value: &Value) {
    for citation in list(value, "citations") {
        line(text, &[&"   ".into(), &citation["source"], &citation["text"]]);
    }
}

/// Elements that stand in a line of text.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "text", "time", "tspan", "u", "var", "wbr",
];

/// The words of a page as they would be read out: a line for each block, headings and list items marked. What is hidden
/// is left out.
fn read_out(html: &str) -> String {
    let mut text = String::new();
    let mut now = String::new();
    let mut mark = String::new();
    let mut hidden = false;
    for piece in pieces(html) {
        match piece {
            Piece::Text(_) if hidden => {}
            Piece::Text(words) => now.push_str(&words),
            Piece::Start(_, attributes) if attributes.contains_key("hidden") => hidden = true,
            // What is hidden has no element within.
            Piece::End(_) if hidden => hidden = false,
            Piece::Start(name, _) if !INLINE.contains(&name.as_str()) => {
                finish(&mut text, &mut now, &mut mark);
                mark = match name.as_str() {
                    "h1" => "# ".to_owned(),
                    "h2" => "## ".to_owned(),
                    "h3" | "h4" | "h5" | "h6" => "### ".to_owned(),
                    "li" => "- ".to_owned(),
                    _ => mark,
                };
            }
            Piece::End(name) if !INLINE.contains(&name.as_str()) => finish(&mut text, &mut now, &mut mark),
            _ => {}
        }
    }
    finish(&mut text, &mut now, &mut mark);
    text
}

fn finish(text: &mut String, now: &mut String, mark: &mut String) {
    let words = plain(now);
    if !words.is_empty() {
        let _ = writeln!(text, "{mark}{words}");
        mark.clear();
    }
    now.clear();
}
