//! Who says what: parties, speakers, wordings, and the figures.

use super::*;
use crate::annotate::{ActorKind, Annotations, Statement, StatementKind};
use crate::story::{Actor, Attribution, Citation, Party, Source};
use crate::text::{Edtf, Span};

/// What is said in one source: kind, speaker, actor, words.
type Said<'a> = (StatementKind, &'a str, Option<usize>, &'a str);

use StatementKind::{Direct, Indirect, Mixed};

/// A story of one line for each statement; `sources` are dated one day after the other.
fn story(names: &[&str], sources: &[&[Said<'_>]]) -> Story {
    let mut story = Story::default();
    for name in names {
        story.actors.push(Actor {
            id: format!("actor-{}", name.to_lowercase()),
            former_ids: Vec::new(),
            name: (*name).to_owned(),
            kind: ActorKind::Person,
            role: None,
            roles: Vec::new(),
            state: None,
            party: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
        });
    }
    for (at, said) in sources.iter().enumerate() {
        let lines: Vec<String> = said.iter().map(|(_, speaker, _, words)| format!("{speaker} | {words}")).collect();
        let article = fixture::article(&format!("paper{}", "-x".repeat(at)), &lines.join("\n\n"), &[]);
        let mut annotations = Annotations::default();
        for (nth, &(kind, speaker, actor, words)) in said.iter().enumerate() {
            let span = article.sentences[nth].span;
            let from = span.end - words.len();
            let speaker = Span::new(span.start, span.start + speaker.len());
            annotations.statements.push(Statement {
                kind,
                content: vec![Span::new(from, span.end)],
                cue: Vec::new(),
                speaker: if speaker.is_empty() { Vec::new() } else { vec![speaker] },
                antecedent: None,
                actor: None,
                sentence: nth,
                confidence: 1.0,
            });
            let citation = Citation { source: at, sentence: nth, span };
            if let Some(actor) = actor {
                story.actors[actor].mentions.push(Citation { span: speaker, ..citation });
            }
            let id = format!("q{}", article.sentences[nth].id);
            let party_reason = String::new();
            story.statements.push(Attribution {
                id,
                source: at,
                statement: nth,
                actor,
                party: None,
                party_reason,
                citation,
            });
        }
        let published = crate::story::Published {
            value: Edtf::parse(&format!("2031-03-{:02}", at + 4)).unwrap(),
            basis: DateBasis::Printed,
            reason: "credit line".to_owned(),
        };
        story.sources.push(Source { article, annotations, timexes: Vec::new(), published, group: at, desk: at });
    }
    story
}

fn page(story: &Story, path: &str) -> String {
    let outputs = render(story, &Editor::default(), &Settings::default(), &Texts::new()).expect("the site renders");
    text_of(&outputs, path).to_owned()
}

/// The words of a page without its markup.
fn plain(page: &str) -> String {
    let mut out = String::new();
    for part in page.split('<').skip(1) {
        out.push_str(part.split_once('>').map_or("", |(_, text)| text));
        out.push(' ');
    }
    prose::one_line(&out)
}

const HERRING: &str = "“The port will open again before the first of the herring boats comes home.”";
const CUT: &str = "“The port will open again before the first of the herring boats comes home,” he hopes.";

#[test]
fn wordings_of_one_statement_stand_side_by_side_and_others_do_not() {
    let one = story(&["Ortiz"], &[&[(Direct, "Ortiz", Some(0), HERRING)], &[(Direct, "Ortiz", Some(0), CUT)]]);
    let html = page(&one, "statements.html");
    assert_eq!(html.matches("class=\"wordings\"").count(), 1, "{html}");
    assert!(html.contains("aria-label=\"One statement as 2 sources word it\""));
    for attribution in &one.statements {
        assert_eq!(html.matches(&format!("id=\"{}\"", attribution.id)).count(), 1);
    }
    // Another actor, an unknown one, or the same source: no matter how alike.
    for apart in [
        story(&["Ortiz", "Reyes"], &[&[(Direct, "Ortiz", Some(0), HERRING)], &[(Direct, "Reyes", Some(1), CUT)]]),
        story(&[], &[&[(Direct, "an official", None, HERRING)], &[(Direct, "an official", None, CUT)]]),
        story(&["Ortiz"], &[&[(Direct, "Ortiz", Some(0), HERRING), (Direct, "Ortiz", Some(0), CUT)]]),
    ] {
        assert!(!page(&apart, "statements.html").contains("class=\"wordings\""));
    }
}

#[test]
fn the_same_words_are_told_once_and_a_copy_counts_once() {
    let mut twice =
        story(&["Ortiz"], &[&[(Direct, "Ortiz", Some(0), HERRING)], &[(Direct, "Ortiz", Some(0), HERRING)]]);
    let independent = plain(&page(&twice, "statements.html"));
    assert!(independent.contains("2 statements · 1 speaker") && independent.contains("same words:"), "{independent}");
    assert_eq!(independent.matches("herring").count(), 1);
    twice.sources[1].group = 0;
    let copied = plain(&page(&twice, "statements.html"));
    assert!(copied.contains("1 statement · 1 speaker") && copied.contains("same text:"), "{copied}");
    assert!(copied.contains("What copies of one text say alike counts once."));
    assert!(!independent.contains("What copies"));
}

#[test]
fn two_statements_of_one_sentence_are_one_entry_and_count_as_two() {
    let text = "“I have left the harbour for good,” Mayor Ann Lee said, adding, “I will never come back to it.”\n\n\
        Mayor Ann Lee said on Monday that the harbour was closed.\n";
    let article = crate::corpus::parse("seeds/a.txt", text.as_bytes()).expect("a readable source");
    let notes = crate::annotate::annotate(&article);
    let story = crate::story::compose(vec![(article, notes)], &crate::story::Hints::default());
    let page = page(&story, "statements.html");
    let text = plain(&page);
    assert_eq!(text.matches("I will never come back").count(), 1, "{text}");
    assert!(story.statements.iter().all(|s| page.contains(&format!("id=\"{}\"", s.id))), "{page}");
    assert!(text.contains("3 statements") && text.contains("in quotation marks &nbsp; 2"), "{text}");
}

#[test]
fn quoted_reported_and_mixed_words_stand_apart_in_the_order_of_the_days() {
    let said: [&[Said<'_>]; 2] = [
        &[(Indirect, "Ortiz", Some(0), "that nothing is decided"), (Direct, "Ortiz", Some(0), "“We wait.”")],
        &[(Mixed, "Ortiz", Some(0), "that it was “a bad day”"), (Direct, "Ortiz", Some(0), "“We left early.”")],
    ];
    let html = page(&story(&["Ortiz"], &said), "statements.html");
    let words = plain(&html);
    let order = [
        "4 March 2031 Ortiz | “We wait.”",
        "5 March 2031 Ortiz | “We left early.”",
        "“a bad day”",
        "nothing is decided",
    ];
    let places: Vec<Option<usize>> = order.iter().map(|w| words.rfind(w)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {words}");
    for kind in ["direct", "mixed", "indirect"] {
        assert_eq!(html.matches(&format!("<div class=\"kind {kind}\">")).count(), 1);
        assert!(html.contains(&format!("href=\"#only-{kind}\"")) && html.contains(&format!("id=\"only-{kind}\"")));
    }
    let one_kind = story(&["Ortiz"], &[&[(Direct, "Ortiz", Some(0), "“We wait.”")]]);
    let html = page(&one_kind, "statements.html");
    assert!(!html.contains("#only-"), "nothing to choose from");
    assert!(!html.contains("class=\"day\""), "one day needs no heading");
}

#[test]
fn words_without_a_speaker_say_so_and_name_nobody() {
    let html = page(
        &story(&["Ortiz"], &[&[(Direct, "", None, "“open war”"), (Direct, "Ortiz", Some(0), "“No.”")]]),
        "statements.html",
    );
    let (before, unattributed) = html.split_once("<section id=\"unattributed\"").expect("a section of their own");
    assert!(
        plain(unattributed).contains("Nobody is named rather than the wrong one.") && unattributed.contains("open war")
    );
    assert!(!before.contains("open war”</") && !unattributed.contains("Ortiz</bdi>"));
    let all_known = page(&story(&["Ortiz"], &[&[(Direct, "Ortiz", Some(0), "“No.”")]]), "statements.html");
    assert!(!all_known.to_lowercase().contains("id=\"unattributed\""));
}

#[test]
fn the_balance_counts_named_unnamed_and_nobody() {
    let said: [&[Said<'_>]; 2] = [
        &[
            (Direct, "Ortiz", Some(0), "“No.”"),
            (Indirect, "Senior officials", None, "that it rains"),
            (Direct, "", None, "“war”"),
        ],
        &[(Indirect, "Dana Reyes of Elm", None, "that it snows")],
    ];
    let words = plain(&page(&story(&["Ortiz"], &said), "statements.html"));
    assert!(words.contains("Speakers 2 1 3 Unattributed 0 0 1 All 2 1 4"), "{words}");
    assert!(
        words.contains("“paper 0…”") || words.contains("1 1 1 3") || words.contains("Unattributed Named Unnamed All"),
        "{words}"
    );
    assert!(words.contains("All 1 2 1 4"), "by source: unattributed, named, unnamed, all: {words}");
}

#[test]
fn a_party_says_how_it_is_known_and_when_it_is_silent() {
    let mut story = fixture::story();
    let silent = Party {
        name: "Traders".to_owned(),
        third: false,
        declared: true,
        states: Vec::new(),
        members: Vec::new(),
        reason: "set by the editor".to_owned(),
    };
    story.parties.push(silent);
    let html = page(&story, "statements.html");
    let words = plain(&html);
    assert!(
        words.contains("a side of the story, by inference : set against the traders in 4 sentences of 2 sources"),
        "{words}"
    );
    assert!(words.contains("Traders no statement in these sources 0 0 0"), "{words}");
    assert!(!html.contains("No parties:"));
    let actors = plain(&page(&story, "actors.html"));
    assert!(actors.contains("Traders a party set by the editor"), "{actors}");
    assert!(!actors.contains("a party set by the editor, by inference"));
    story.parties.clear();
    assert!(page(&story, "statements.html").contains("No parties: nothing in these sources"));
    assert!(page(&story, "actors.html").contains("No parties: nothing in these sources"));
}

#[test]
fn an_actor_has_role_party_spellings_and_days_with_their_places() {
    let html = page(&fixture::story(), "actors.html");
    let words = plain(&html);
    assert!(words.contains("Role Mayor The Elm Gazette, 4 Mar"), "{words}");
    assert!(words.contains("City , by inference : Mayor: of the city"), "{words}");
    assert!(words.contains("Quoted 1 statement : 1 in quotation marks Named 1 mention in 1 source;"), "{words}");
    assert!(!words.contains("Spelled"), "the name alone is no other spelling");
    let mut story = fixture::story();
    let citation = fixture::cite(&story, 0, "Ferry crews");
    story.actors[0]
        .mentions
        .push(Citation { span: Span::new(citation.span.start, citation.span.start + 5), ..citation });
    let words = plain(&page(&story, "actors.html"));
    assert!(
        words.contains("Spelled Ada Finch 1×") && words.contains("Ferry 1×") && words.contains("first The Elm"),
        "{words}"
    );
}

#[test]
fn a_source_lists_who_speaks_in_it() {
    let outputs = site(&fixture::story(), &settings());
    let wire = plain(text_of(&outputs, "articles/wire.html"));
    assert!(
        wire.contains("Who speaks in this text Harbour officials in the reporter’s words ¶1 The council , City"),
        "{wire}"
    );
    assert!(plain(text_of(&outputs, "sources.html")).contains("2 statements, 1 attributed by name"));
    assert!(!text_of(&outputs, &routes::article("note 3")).contains("Who speaks"), "nobody does");
}

#[test]
fn what_is_withheld_stands_in_no_reason() {
    let mut story = fixture::story();
    story.sources[0].article.policy = Some(Policy::Private);
    for output in site(&story, &settings()) {
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        assert!(!text.contains("Mayor") && !text.contains("the traders"), "{}", output.path);
    }
}

#[test]
fn many_statements_are_on_several_pages_and_keep_their_addresses() {
    let words: Vec<String> = (0..800)
        .map(|n| format!("that reading number {n} of the gauge was {}{}", n * 7 + 3, " and more".repeat(90)))
        .collect();
    let lines: Vec<Said<'_>> = words.iter().map(|w| (Indirect, "Ortiz", Some(0), w.as_str())).collect();
    let story = story(&["Ortiz"], &[&lines]);
    let outputs = render(&story, &Editor::default(), &Settings::default(), &Texts::new()).expect("the site renders");
    let pages: Vec<&Output> = outputs.iter().filter(|o| o.path.starts_with("statements")).collect();
    assert!(pages.len() > 2, "{}", pages.len());
    assert!(pages.iter().all(|o| o.bytes.len() < 1_000_000));
    let first = text_of(&outputs, "statements.html");
    let parts: Vec<&str> =
        pages.iter().filter(|o| o.path != "statements.html").map(|o| text_of(&outputs, &o.path)).collect();
    for attribution in &story.statements {
        let id = format!("id=\"{}\"", attribution.id);
        assert_eq!(first.matches(&id).count(), 1, "the address holds");
        assert_eq!(parts.iter().filter(|part| part.contains(&id)).count(), 1, "and it stands on one page");
    }
    let dangling = crate::publish::check_links(&outputs, None);
    assert!(dangling.is_empty(), "{dangling:?}");
}

#[test]
fn many_actors_are_on_several_pages_and_keep_their_addresses() {
    let names: Vec<String> = (0..1_500).map(|n| format!("Ortiz{n}")).collect();
    let lines: Vec<Said<'_>> =
        names.iter().enumerate().map(|(n, name)| (Direct, name.as_str(), Some(n), "“No.”")).collect();
    let story = story(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[&lines]);
    let outputs = render(&story, &Editor::default(), &Settings::default(), &Texts::new()).expect("the site renders");
    let pages: Vec<&Output> = outputs.iter().filter(|o| o.path.starts_with("actors")).collect();
    assert!(pages.len() > 1 && pages.iter().all(|o| o.bytes.len() < 1_000_000), "{}", pages.len());
    let first = text_of(&outputs, "actors.html");
    assert!(story.actors.iter().all(|a| first.matches(&format!("id=\"{}\"", a.id)).count() == 1));
    assert!(crate::publish::check_links(&outputs, None).is_empty());
}
