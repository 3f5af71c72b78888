//! What can be found, and what must not be.

use std::collections::BTreeMap;

use super::*;

/// The files of the index with what each hands over, by name.
fn index(outputs: &[Output]) -> BTreeMap<String, String> {
    let of_search = outputs.iter().filter_map(|o| Some((o.path.strip_prefix("search/")?.strip_suffix(".js")?, o)));
    let read = of_search.map(|(name, output)| {
        let script = std::str::from_utf8(&output.bytes).expect("scripts are UTF-8");
        assert!(script.is_ascii() || !script.contains(['\u{2028}', '\u{2029}']));
        let call = script.strip_prefix(&format!("datelineShard(\"{name}\",")).expect("a call with its own name");
        let text = serde_json::from_str(call.strip_suffix(");\n").expect("one call")).expect("one string");
        (name.to_owned(), text)
    });
    read.collect()
}

fn vocabulary(index: &BTreeMap<String, String>) -> Vec<&str> {
    let shards = index.iter().filter(|(name, _)| name.starts_with("words-"));
    shards.flat_map(|(_, text)| text.lines()).filter_map(|line| Some(line.split_once('\t')?.0)).collect()
}

fn texts(index: &BTreeMap<String, String>) -> String {
    index.iter().filter(|(name, _)| name.starts_with("text-")).map(|(_, text)| text.as_str()).collect()
}

#[test]
fn every_sentence_can_be_found_and_leads_to_its_place() {
    let story = fixture::story();
    let outputs = site(&story, &settings());
    let index = index(&outputs);
    let texts = texts(&index);
    for source in &story.sources {
        let page = text_of(&outputs, &routes::article(&source.article.id.0));
        for at in 0..source.article.sentences.len() {
            let words = prose::one_line(&source.article.sentence_text(at));
            if words == source.article.title.text {
                continue;
            }
            let id = &source.article.sentences[at].id.0;
            let line = texts.lines().find(|line| line.starts_with(&format!("{id}\t"))).expect("a line of its own");
            assert!(line.ends_with(&format!("\t{words}")), "{line}");
            assert!(page.contains(&format!("id=\"{id}\"")));
        }
    }
    let words = vocabulary(&index);
    for word in ["harbour", "nobody", "1960s", "wire", "ferries"] {
        assert_eq!(words.contains(&word), word != "wire", "{word}");
    }
    assert!(words.is_sorted());
}

#[test]
fn what_a_policy_withholds_is_in_no_shard() {
    let told = |policy| {
        let mut story = fixture::story();
        story.sources[1].article.policy = Some(policy);
        index(&site(&story, &settings()))
    };
    // A word of the title, of a cited sentence, of one that nothing cites.
    for (policy, title, cited, other) in [
        (Policy::Full, true, true, true),
        (Policy::Excerpt, true, true, false),
        (Policy::Link, true, false, false),
        (Policy::Private, false, false, false),
    ] {
        let index = told(policy);
        let words = vocabulary(&index);
        let texts = texts(&index);
        for (word, sentence, there) in [
            ("stays", "bridge stays shut", title),
            ("works", "The works are set", cited),
            ("traders", "Traders fear", other),
        ] {
            assert_eq!(words.contains(&word), there, "{policy:?}: {word}");
            assert_eq!(texts.contains(sentence), there, "{policy:?}: {sentence}");
        }
    }
}

#[test]
fn a_sentence_that_the_editor_withholds_is_in_no_shard() {
    let mut story = fixture::story();
    let hidden = fixture::cite(&story, 1, "Traders fear").sentence;
    story.sources[1].article.hidden = vec![hidden];
    let index = index(&site(&story, &settings()));
    assert!(!vocabulary(&index).contains(&"traders") && !texts(&index).contains("Traders"));
    assert!(vocabulary(&index).contains(&"works"));
}

#[test]
fn the_newest_source_comes_first_with_its_day_and_outlet() {
    let story = fixture::story();
    let outputs = site(&story, &settings());
    let index = index(&outputs);
    let head: serde_json::Value = serde_json::from_str(&index["index"]).expect("JSON");
    // Days since 1970 of 4 March 2031, five bits a letter, and a span of two days; the same and one day; none.
    assert_eq!(head["dates"], format!("{}20100", first_day()));
    assert_eq!(head["outlets"], "010");
    assert!(texts(&index).starts_with("articles/wire.html\t"));
    let page = text_of(&outputs, "search.html");
    assert!(page.contains("<option value=\"The Elm Gazette\" data-outlet=\"0\">"), "{page}");
    assert!(page.contains("<option value=\"page:gazette\" data-source=\"1\">"), "{page}");
}

fn first_day() -> String {
    let days = (jiff::civil::date(2031, 3, 4) - jiff::civil::date(1970, 1, 1)).get_days() * 2;
    let letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".as_bytes();
    let mut out = String::new();
    let mut rest = days as usize;
    while rest >= 32 {
        out.push(char::from(letters[rest & 31 | 32]));
        rest >>= 5;
    }
    out.push(char::from(letters[rest]));
    out
}

#[test]
fn the_page_allows_its_own_scripts_and_no_other_page_any() {
    let outputs = site(&fixture::story(), &settings());
    for output in outputs.iter().filter(|o| Path::new(&o.path).extension().is_some_and(|e| e == "html")) {
        let page = text_of(&outputs, &output.path);
        let (searches, narrows) = (output.path == "search.html", output.path == "timeline.html");
        assert_eq!(page.contains("script-src 'self' file:;"), searches || narrows, "{}", output.path);
        assert_eq!(page.contains("<script src=\"timeline.js\" defer></script>"), narrows, "{}", output.path);
        assert_eq!(page.contains("<script src=\"search.js\" defer></script>"), searches, "{}", output.path);
        assert_eq!(page.contains("<form class=\"find\""), !searches, "{}", output.path);
    }
    let none = render(&Story::default(), &Editor::default(), &settings(), &Texts::new()).expect("the site renders");
    assert!(!text_of(&none, "index.html").contains("<form") && none.iter().all(|o| !o.path.starts_with("search")));
}

#[test]
fn a_sites_own_templates_take_the_place_of_the_built_in_ones_file_by_file() {
    let own = Texts::from([
        ("timeline.html".to_owned(), "own {{ view.summary }}".to_owned()),
        ("style.css".to_owned(), "body { color: red }".to_owned()),
        ("search.js".to_owned(), "\"own\";".to_owned()),
        ("further.html".to_owned(), "never asked for".to_owned()),
    ]);
    let story = fixture::story();
    let outputs = render(&story, &editor(lead(&story)), &settings(), &own).expect("the site renders");
    assert!(text_of(&outputs, "timeline.html").starts_with("own 6"));
    assert_eq!(text_of(&outputs, "style.css"), "body { color: red }");
    assert_eq!(text_of(&outputs, "search.js"), "\"own\";");
    assert_eq!(text_of(&outputs, "sources.html"), text_of(&site(&story, &settings()), "sources.html"));
    assert!(outputs.iter().all(|output| output.path != "further.html"));
}
