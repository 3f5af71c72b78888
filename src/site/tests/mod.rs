//! What the site as a whole promises, on a story made by hand.

mod edits;
mod large;
mod search;
mod single;
mod voices;

use std::path::Path;

use super::*;
use crate::corpus::Policy;
use crate::editorial::Part;
use crate::story::{DateBasis, DateReading, ResolvedTimex};

fn settings() -> Settings {
    Settings { base_url: Some("https://news.example/elm/".to_owned()), ..Settings::default() }
}

fn lead(story: &Story) -> Page {
    let cited = fixture::cite(story, 0, "Ferry crews");
    Page {
        slug: "briefing".to_owned(),
        title: "Briefing".to_owned(),
        parts: vec![
            Part::Html("<h1>Briefing</h1>\n<p>Ferries carry the traffic ".to_owned()),
            Part::Cite(vec![cited]),
            Part::Html(".</p>\n".to_owned()),
        ],
    }
}

fn editor(page: Page) -> Editor {
    Editor { pages: vec![page], ..Editor::default() }
}

fn site(story: &Story, settings: &Settings) -> Vec<Output> {
    render(story, &editor(lead(story)), settings, &Texts::new()).expect("the site renders")
}

fn text_of<'o>(outputs: &'o [Output], path: &str) -> &'o str {
    let found = outputs.iter().find(|o| o.path == path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(&found.bytes).expect("pages are UTF-8")
}

/// With `DATELINE_PREVIEW` set to a folder, the site is written there too, for looking at.
/// The story as data.
fn data(story: &Story, editor: &Editor, settings: &Settings) -> serde_json::Value {
    serde_json::from_slice(&story_json(story, editor, settings)).expect("JSON")
}

#[test]
fn every_page_of_the_contract_is_there_in_path_order() {
    let outputs = site(&fixture::story(), &settings());
    let paths: Vec<&str> = outputs.iter().map(|o| o.path.as_str()).collect();
    assert!(paths.is_sorted());
    for path in [
        ".nojekyll",
        "404.html",
        "actors.html",
        "articles/gazette.html",
        "articles/wire.html",
        "briefing.html",
        "data/events.csv",
        "data/sources.bib",
        "data/sources.csl.json",
        "data/statements.csv",
        "data/story.json",
        "data/story.schema.json",
        "data/timeline.ics",
        "disagreements.html",
        "favicon.svg",
        "feed.json",
        "feed.xml",
        "index.html",
        "preview.png",
        "robots.txt",
        "search.html",
        "search.js",
        "search/index.js",
        "search/places-0.js",
        "search/text-0.js",
        "search/words-0.js",
        "sitemap.xml",
        "sources.html",
        "statements.html",
        "style.css",
        "timeline.html",
        "timeline.js",
    ] {
        assert!(paths.contains(&path), "{path} is missing");
    }
    if let Ok(folder) = std::env::var("DATELINE_PREVIEW") {
        for output in &outputs {
            let path = Path::new(&folder).join(&output.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &output.bytes).unwrap();
        }
    }
}

#[test]
fn a_difference_is_shown_with_both_sentences_and_why() {
    use crate::story::{Disagreement, DisagreementKind, Reading};
    let mut story = fixture::story();
    let none = text_of(&site(&story, &settings()), "disagreements.html").to_owned();
    assert!(none.contains("no conflict") && none.contains("None of these: Conflict, Status change"), "{none}");
    let reading = |source: usize, words: &str| Reading {
        value: "three <weeks>".to_owned(),
        as_of: story.sources[source].published.value,
        citations: vec![fixture::cite(&story, source, words)],
    };
    let readings = vec![reading(0, "The harbour bridge was closed"), reading(1, "Inspectors found cracks")];
    story.disagreements = vec![Disagreement {
        id: "ds1".to_owned(),
        kind: DisagreementKind::Conflict,
        topic: "the length of the works".to_owned(),
        readings,
        reason: "they share no value".to_owned(),
        resolved: false,
    }];
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "disagreements.html");
    for words in [
        "id=\"ds1\"",
        "three &lt;weeks&gt;",
        "The harbour bridge was closed",
        "Inspectors found cracks",
        "share no value",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(text_of(&outputs, "data/story.json").contains("\"type\": \"conflict\""));
    assert!(text_of(&outputs, "articles/wire.html").contains("disagreements.html#ds1"));
}

#[test]
fn an_empty_story_has_a_front_page_and_nothing_empty() {
    let outputs =
        render(&Story::default(), &Editor::default(), &Settings::default(), &Texts::new()).expect("the site renders");
    let paths: Vec<&str> = outputs.iter().map(|o| o.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            ".nojekyll",
            "404.html",
            "data/events.csv",
            "data/sources.bib",
            "data/sources.csl.json",
            "data/statements.csv",
            "data/story.json",
            "data/story.schema.json",
            "data/timeline.ics",
            "favicon.svg",
            "index.html",
            "preview.png",
            "style.css"
        ]
    );
}

#[test]
fn a_source_is_text_and_never_markup() {
    let page = site(&fixture::story(), &settings());
    let page = text_of(&page, "articles/wire.html");
    assert!(page.contains("three weeks &amp; cost &lt;much&gt;"));
    assert!(!page.contains("<much>"));
}

#[test]
fn hostile_words_stay_words_in_every_file() {
    let mut story = fixture::story();
    let hostile = "Stop {{ view.title }} <script>alert(1)</script> \u{202e}{% include 'x' %} it.\n";
    let article = fixture::article("odd", hostile, &[]);
    story.sources[2].article = article;
    story.sources[2].article.title.text = hostile.trim().to_owned();
    story.sources[2].article.outlet =
        Some(crate::corpus::Attested { text: "\"><b>".to_owned(), basis: crate::corpus::Basis::Declared });
    story.events.truncate(5);
    story.briefing.sections.retain(|s| s.id != "next");
    let outputs = site(&story, &settings());
    for output in outputs.iter().filter(|o| !o.path.starts_with("data/") && o.path != "feed.json") {
        let text = String::from_utf8_lossy(&output.bytes);
        assert!(!text.contains("<script>") && !text.contains("\"><b>"), "{}", output.path);
    }
    let page = text_of(&outputs, "articles/odd.html");
    assert!(page.contains("{{ view.title }} &lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("{% include &#39;x&#39; %}"));
}

#[test]
fn the_whole_text_stands_on_the_page() {
    let story = fixture::story();
    let outputs = site(&story, &settings());
    for source in &story.sources {
        let page = text_of(&outputs, &routes::article(&source.article.id.0));
        for sentence in &source.article.sentences {
            assert_eq!(page.matches(&format!("id=\"{}\"", sentence.id)).count(), 1, "{}", sentence.id);
        }
    }
}

/// The fixture with what its weekdays come to.
fn dated_story() -> Story {
    let mut story = fixture::story();
    for (source, basis) in story.sources.iter_mut().zip([DateBasis::Resolved, DateBasis::Inferred]) {
        source.annotations.timexes = crate::annotate::time::find(&source.article);
        let resolved = source.annotations.timexes.iter().map(|timex| {
            let (value, basis) = match timex.span.of(&source.article.text) {
                "Monday" => ("2031-03-03", basis),
                "Thursday" => ("2031-03-06", basis),
                _ => ("", DateBasis::Printed),
            };
            let date = crate::text::Edtf::parse(value).unwrap();
            ResolvedTimex { value: value.to_owned(), date, basis, reason: "the <rule> of 2031-03-04".to_owned() }
        });
        source.timexes = resolved.collect();
    }
    story
}

#[test]
fn an_expression_of_time_leads_to_its_meaning_and_back() {
    let story = dated_story();
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "articles/gazette.html");
    let link = "closed on <a id=\"when-1\" class=\"timex\" href=\"#why-1\" aria-describedby=\"why-1\" \
        data-card=\"Monday 3 March 2031\nthe &lt;rule&gt; of 4 March 2031\"><time datetime=\"2031-03-03\">Monday</time></a> after";
    assert!(page.contains(link), "{page}");
    let meaning =
        "<p class=\"why\" id=\"why-1\"><time datetime=\"2031-03-03\">Monday 3 March 2031</time>: the &lt;rule&gt;";
    assert!(page.contains(meaning) && page.contains("<a href=\"#when-1\">¶1</a>"), "{page}");
    assert!(!page.contains("when-2"), "what is on no calendar has no meaning");
    let page = text_of(&outputs, "articles/wire.html");
    assert!(page.contains("Thursday 6 March 2031</time>, <span class=\"mark\">inferred</span>"), "{page}");
    assert!(!text_of(&outputs, &routes::article("note 3")).contains("class=\"dates\""));
}

#[test]
fn expressions_alike_share_a_line_of_the_list() {
    let mut story = dated_story();
    let text = "It rained on Monday, and on Monday only.\n\nOn **Mon**day it poured.\n";
    let mut article = fixture::article("rain", text, &[]);
    let at = |words: &str| text.find(words).unwrap();
    article.marks = [at("**Mon"), at("**day")].map(|at| crate::text::Span::new(at, at + 2)).to_vec();
    let places = [at("Monday,"), at("Monday o"), at("Mon**")];
    let timex = story.sources[0].annotations.timexes[0].clone();
    let resolved = story.sources[0].timexes[0].clone();
    let spans = places.map(|at| crate::text::Span::new(at, at + if at == places[2] { 8 } else { 6 }));
    let source = &mut story.sources[2];
    source.article = article;
    source.annotations.timexes = spans.iter().map(|&span| crate::annotate::Timex { span, ..timex.clone() }).collect();
    source.timexes = vec![resolved; 3];
    story.events.truncate(5);
    story.briefing.sections.retain(|s| s.id != "next");
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "articles/rain.html");
    let place = |n: usize, paragraph: &str| format!("<span class=\"place\"><a href=\"#when-{n}\">{paragraph}</a>");
    let places = format!("{},</span> {},</span> {}</span></span>", place(1, "¶1"), place(2, "¶1"), place(3, "¶2"));
    assert!(page.contains(&places) && !page.contains("why-2"), "{page}");
    assert!(page.contains("<time datetime=\"2031-03-03\">Mon<span hidden>**</span>day</time></a>"), "{page}");
}

#[test]
fn an_excerpt_tells_the_dates_of_what_it_shows() {
    let mut story = dated_story();
    story.sources[1].article.policy = Some(Policy::Excerpt);
    let outputs = site(&story, &settings());
    let shown = text_of(&outputs, "articles/wire.html").matches("class=\"timex\"").count();
    story.events.retain(|e| e.citations.iter().all(|c| c.source != 1));
    story.agreements.clear();
    for section in &mut story.briefing.sections {
        section.items.retain(|i| i.citations.iter().all(|c| c.source != 1));
    }
    story.status = None;
    story.highlights.clear();
    let outputs = site(&story, &settings());
    let left = text_of(&outputs, "articles/wire.html").matches("class=\"timex\"").count();
    assert_eq!((shown, left), (2, 0));
}

#[test]
fn the_timeline_says_how_each_date_is_known_and_why() {
    let outputs = site(&fixture::story(), &settings());
    let page = text_of(&outputs, "timeline.html");
    assert_eq!(page.matches("<details class=\"basis\">").count(), fixture::story().events.len());
    assert!(page.contains("<summary>date resolved</summary>\n<p>“on Monday” before"), "{page}");
    assert!(page.contains("announced</span>, date <span class=\"mark inferred\">inferred</span></summary>"));
    assert!(page.contains("<summary>date unknown</summary>"));
}

#[test]
fn a_contested_day_is_shown_with_the_other() {
    let mut story = fixture::story();
    let event = story.events.iter_mut().find(|e| e.citations.len() == 2).expect("an event that two sources tell");
    event.basis = DateBasis::Contested;
    event.reason = "3 March 2031 in one, 4 March 2031 in the other".to_owned();
    let days = [jiff::civil::date(2031, 3, 3), jiff::civil::date(2031, 3, 4)];
    let readings = days.into_iter().zip(&event.citations);
    event.readings = readings.map(|(day, &citation)| DateReading { day, citations: vec![citation] }).collect();
    let (id, words) = (event.id.clone(), "contested</span>: 3 March 2031 or 4 March 2031</summary>");
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "timeline.html");
    assert!(page.contains(words) && page.contains("<p>3 March 2031 in one, 4 March 2031 in the other</p>"), "{page}");
    assert!(page.contains("</svg> announced, or date contested</span>"), "{page}");
    let json = data(&story, &Editor::default(), &settings());
    let validator = jsonschema::validator_for(&export::schema()).expect("the schema is one");
    assert!(validator.is_valid(&json));
    let event = json["events"].as_array().unwrap().iter().find(|e| e["id"] == id.as_str()).unwrap();
    assert_eq!((&event["basis"], &event["readings"][1]["value"]), (&"contested".into(), &"2031-03-04".into()));
    assert_eq!(event["readings"][1]["citations"][0], event["citations"][1]);
}

#[test]
fn every_link_leads_to_a_file_and_a_fragment() {
    let outputs = site(&dated_story(), &Settings::default());
    for output in outputs.iter().filter(|o| o.bytes.starts_with(b"<!DOCTYPE html>")) {
        let page = text_of(&outputs, &output.path);
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => output.path.clone(),
                file => match file.strip_prefix("../") {
                    Some(up) => up.to_owned(),
                    None => file.to_owned(),
                },
            };
            let there = text_of(&outputs, &target);
            assert!(fragment.is_empty() || there.contains(&format!("id=\"{fragment}\"")), "{} → {link}", output.path);
        }
    }
}

#[test]
fn a_sentence_links_to_the_front_page_only_where_that_shows_it() {
    let mut story = fixture::story();
    let words = ["Bridge closed after", "The harbour bridge", "Ferry crews", "The bridge was built", "Published in"];
    story.agreements = words
        .iter()
        .map(|words| {
            let citation = fixture::cite(&story, 0, words);
            let id = format!("a{}", story.sources[0].article.sentences[citation.sentence].id);
            crate::story::Agreement { id, citations: vec![citation], independent: 2 }
        })
        .collect();
    story.status = None;
    story.highlights.clear();
    let outputs = site(&story, &settings());
    let article = text_of(&outputs, "articles/gazette.html");
    assert_eq!(article.matches("index.html#agreed").count(), pages::index::AGREEMENTS);
}

#[test]
fn citations_are_exact_in_scalar_values() {
    let story = fixture::story();
    let json = data(&story, &editor(lead(&story)), &settings());
    let mut seen = 0;
    let mut queue = vec![&json];
    while let Some(value) = queue.pop() {
        match value {
            serde_json::Value::Array(items) => queue.extend(items),
            serde_json::Value::Object(fields) => {
                queue.extend(fields.values());
                if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                    let source =
                        story.sources.iter().find(|s| Some(s.article.id.0.as_str()) == fields["source"].as_str());
                    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                    let words: String = source.unwrap().article.text.chars().skip(start).take(end - start).collect();
                    assert_eq!(Some(words.as_str()), fields["text"].as_str());
                    seen += 1;
                }
            }
            _ => {}
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_schema_describes_the_data() {
    let story = fixture::story();
    let validator = jsonschema::validator_for(&export::schema()).expect("the schema is one");
    let json = data(&story, &editor(lead(&story)), &settings());
    let errors: Vec<String> = validator.iter_errors(&json).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!validator.is_valid(&serde_json::json!({ "title": 3 })));
}

#[test]
fn the_editors_lead_is_marked_in_the_data() {
    let story = fixture::story();
    let json = data(&story, &editor(lead(&story)), &settings());
    let sections = json["briefing"]["sections"].as_array().unwrap();
    assert_eq!(sections[0]["id"], "summary");
    assert_eq!(sections[1]["items"][0]["editor"], true);
    assert_eq!(sections[1]["items"][0]["text"], "Ferries carry the traffic.");
    assert_eq!(sections[1]["items"][0]["citations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_private_source_is_counted_and_in_no_file() {
    let mut story = fixture::story();
    story.sources[0].article.policy = Some(Policy::Private);
    for output in site(&story, &settings()) {
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        for word in ["Gazette", "gazette", "Finch", "Ferry", "in danger", "August 2021", "1960"] {
            assert!(!text.contains(word), "{word} in {}", output.path);
        }
    }
    let outputs = site(&story, &settings());
    assert!(text_of(&outputs, "index.html").contains("3\u{a0}sources"));
    assert!(text_of(&outputs, "sources.html").contains("1\u{a0}further source is counted and not shown"));
}

#[test]
fn an_excerpt_shows_what_is_cited_and_no_more() {
    let mut story = fixture::story();
    story.sources[1].article.policy = Some(Policy::Excerpt);
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "articles/wire.html");
    assert!(page.contains("The works are set"));
    for output in &outputs {
        assert!(!String::from_utf8_lossy(&output.bytes).contains("Traders fear"), "{}", output.path);
    }
}

#[test]
fn a_link_shows_title_and_address_and_no_sentence() {
    let mut story = fixture::story();
    story.sources[1].article.policy = Some(Policy::Link);
    story.sources[1].article.url = Some("https://wire.example/1".to_owned());
    let outputs = site(&story, &settings());
    let page = text_of(&outputs, "articles/wire.html");
    assert!(page.contains("https://wire.example/1") && page.contains("harbour bridge stays shut"));
    for output in &outputs {
        let text = String::from_utf8_lossy(&output.bytes);
        assert!(!text.contains("three weeks") && !text.contains("The works are set"), "{}", output.path);
    }
}

#[test]
fn a_title_made_from_withheld_words_is_not_shown() {
    let first = "Wharf seven burnt on Monday night after a boiler burst, the harbour master said.";
    let text = format!("{first}\n\nNobody was hurt. The wharf stays shut for nineteen weeks.\n");
    let article = crate::corpus::parse("seeds/night.txt", text.as_bytes()).expect("a text");
    assert_eq!(article.title.basis, crate::corpus::Basis::Derived);
    let annotations = crate::annotate::annotate(&article);
    let dated = "Harbour budget passed\n\nThe council passed the budget on Tuesday, 4 March 2031.\n\nMarch 4th, 2031\n";
    let other = crate::corpus::parse("seeds/budget.txt", dated.as_bytes()).expect("a text");
    let others = crate::annotate::annotate(&other);
    let mut story =
        crate::story::compose(vec![(article, annotations), (other, others)], &crate::story::Hints::default());
    let bare = |story: &Story| render(story, &Editor::default(), &settings(), &Texts::new()).expect("the site renders");
    for policy in [Policy::Link, Policy::Private] {
        story.sources[0].article.policy = Some(policy);
        for output in bare(&story) {
            let text = String::from_utf8_lossy(&output.bytes);
            assert!(!text.contains("Wharf seven") && !text.contains("Monday night"), "{policy:?}: {}", output.path);
        }
    }
    story.sources[0].article.policy = Some(Policy::Link);
    assert!(text_of(&bare(&story), "articles/night.html").contains(">night</h1>"));
}

#[test]
fn a_reason_is_told_without_what_it_quotes() {
    let reason = "it opens with “Monday”; credit line “Out on 4 March";
    assert_eq!(super::disclosure::unquoted(reason), "it opens with “…”; credit line “…”");
}

#[test]
fn the_same_story_makes_the_same_bytes() {
    assert_eq!(site(&fixture::story(), &settings()), site(&fixture::story(), &settings()));
}

/// A story of three sources: English with a paragraph in Urdu, Urdu, Turkish.
fn tongues() -> Story {
    let english = "Old bridge closed\n\nThe council closed the old bridge on Monday, 17 March 2031, and the mayor said it would stay shut.\n\n\
        یہ پل ہمارا ہے، اسے بند مت کرو۔ ہم سب اس پل پر چل کر بڑے ہوئے ہیں اور یہ ہمیں واپس چاہیے۔\n\n\
        \"Two hundred people marched on Tuesday,\" the police said.\n";
    let urdu = "پرانا پل بند\n\nبلدیہ نے پیر 17 March 2031 کے روز پرانا پل بند کر دیا۔ میئر نے کہا کہ یہ بہار تک بند رہے گا۔\n\nPublished in Elm Urdu Daily, March 20th, 2031\n";
    let turkish = "Eski köprü kapatıldı\n\nBelediye, iki ayağında çatlak bulunmasından sonra eski köprüyü 17 March 2031 günü kapattı. \
        Başkan Ann Lee, köprünün bahara kadar kapalı kalacağını ve bunun için bir ekip kurulduğunu söyledi.\n";
    let read = |(path, text): (&str, &str)| {
        let article = crate::corpus::parse(path, text.as_bytes()).expect("a text");
        let annotations = crate::annotate::annotate(&article);
        (article, annotations)
    };
    let sources = [("seeds/english.txt", english), ("seeds/turkish.txt", turkish), ("seeds/urdu.txt", urdu)];
    crate::story::compose(sources.map(read).into(), &crate::story::Hints::default())
}

#[test]
fn what_is_not_english_is_shown_and_marked_and_not_analysed() {
    let story = tongues();
    let [english, turkish, urdu] = &story.sources[..] else { panic!("three sources") };
    assert!(!english.annotations.timexes.is_empty() && !english.annotations.statements.is_empty());
    for foreign in [turkish, urdu] {
        let a = &foreign.annotations;
        assert!(a.timexes.is_empty() && a.statements.is_empty() && a.actors.is_empty(), "{a:?}");
    }
    assert_eq!(urdu.published.basis, DateBasis::Printed, "its credit line is in English");
    let cited = story.events.iter().flat_map(|e| &e.citations);
    let cited = cited.chain(story.briefing.sections.iter().flat_map(|s| &s.items).flat_map(|i| &i.citations));
    let cited: Vec<_> = cited.chain(story.status.iter().map(|s| &s.now)).collect();
    assert!(!cited.is_empty() && cited.iter().all(|c| c.source == 0));
    assert!(cited.iter().all(|c| story.words(**c).is_ascii()), "the paragraph in Urdu is left out");
}

#[test]
fn pages_give_the_language_and_the_direction_of_words() {
    let story = tongues();
    let outputs = render(&story, &Editor::default(), &settings(), &Texts::new()).expect("the site renders");
    let urdu = text_of(&outputs, "articles/urdu.html");
    assert!(urdu.contains("<article lang=\"ur\" dir=\"rtl\">") && urdu.contains("<h1 dir=\"rtl\">"));
    assert!(
        urdu.contains("This source is in Urdu. Only English is analysed")
            && urdu.contains("<div lang=\"en\" dir=\"ltr\">")
    );
    assert!(urdu.contains("dir=\"ltr\" lang=\"und-Latn\""), "its credit line");
    assert!(urdu.contains("میئر نے کہا کہ یہ بہار تک بند رہے گا۔"), "its text is there whole");
    let turkish = text_of(&outputs, "articles/turkish.html");
    assert!(turkish.contains("<article lang=\"tr\" dir=\"ltr\">") && turkish.contains("This source is in Turkish."));
    let english = text_of(&outputs, "articles/english.html");
    assert!(english.contains("<article>") && english.contains("dir=\"rtl\" lang=\"ur\""));
    assert!(english.contains("¶2 is in Urdu. Only English is analysed"));
    let sources = text_of(&outputs, "sources.html");
    assert!(sources.contains("dir=\"rtl\" lang=\"ur\"") && sources.contains("in Turkish, not analysed"));
    assert!(text_of(&outputs, "index.html").contains("dir=\"rtl\" lang=\"ur\""));
    let data: serde_json::Value = serde_json::from_str(text_of(&outputs, "data/story.json")).expect("JSON");
    let languages: Vec<_> = data["sources"].as_array().into_iter().flatten().map(|s| s["language"].as_str()).collect();
    assert_eq!(languages, [Some("en"), Some("tr"), Some("ur")]);
    let schema = jsonschema::validator_for(&export::schema()).expect("a schema");
    assert!(schema.is_valid(&data));
}
