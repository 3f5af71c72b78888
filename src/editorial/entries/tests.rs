//! Files of the editor in, edits and located errors out.

use super::*;

const COURIER: &str = "The bridge was closed on Sunday. Nobody was hurt.\n\nThe bridge was closed on Sunday.\n";
const HERALD: &str = "Ferries carry the traffic. Nobody knows for how long.\n";

fn articles() -> Vec<Article> {
    let parse = |(id, text): (&str, &str)| corpus::parse(&format!("seeds/{id}.txt"), text.as_bytes()).unwrap();
    [("courier", COURIER), ("port/herald", HERALD)].map(parse).into()
}

/// What one file of `content/entries/` comes to.
fn entry(front: &str) -> String {
    let entries = Texts::from([("x.md".to_owned(), format!("+++\n{front}\n+++\nWhy."))]);
    let mut problems = Vec::new();
    let edits = edits(&Texts::new(), &entries, &mut articles(), &BTreeSet::new(), &mut problems);
    if let Some(problem) = problems.first() {
        return problem.to_string();
    }
    match (edits.entries.first(), edits.lost.first()) {
        (Some(entry), None) => {
            let place = |p: &Place| format!("{} {}{}", p.source, p.sentence, if p.moved { " moved" } else { "" });
            format!("{:?} at {}", entry.deed, entry.places.iter().map(place).collect::<Vec<_>>().join(" and "))
        }
        (None, Some((path, why))) => format!("{path} lost: {why}"),
        _ => "nothing".to_owned(),
    }
}

#[test]
fn an_entry_is_anchored_to_the_very_words() {
    assert_eq!(
        entry("sentence = \"annotate\"\nsource = \"courier\"\nwords = \"Nobody was hurt\""),
        "AnnotateSentence at courier 1"
    );
    assert_eq!(
        entry("event = \"hide\"\nsource = \"courier\"\nwords = \"Ferries  carry\""),
        "HideEvent at port/herald 0 moved"
    );
    assert_eq!(
        entry(
            "event = \"merge\"\nsource = \"courier\"\nwords = \"Nobody was hurt.\"\n[[and]]\nsource = \"port/herald\"\nwords = \"Ferries\""
        ),
        "MergeEvents at courier 1 and port/herald 0"
    );
    assert!(
        entry("event = \"redate\"\nsource = \"courier\"\nwords = \"Nobody was hurt\"\ndate = 2025-03-02")
            .ends_with("at courier 1")
    );
}

#[test]
fn words_that_are_gone_or_alike_are_an_orphan() {
    let lost = |words: &str| entry(&format!("event = \"hide\"\nsource = \"courier\"\nwords = \"{words}\""));
    assert_eq!(lost("Nobody was harmed"), "content/entries/x.md lost: its words do not stand in “courier”");
    assert_eq!(
        lost("The bridge was closed"),
        "content/entries/x.md lost: its words stand in more than one sentence of “courier”; quote more of them"
    );
    assert_eq!(
        entry("event = \"hide\"\nsource = \"post\"\nwords = \"Nobody\""),
        "content/entries/x.md lost: no source is called “post”, and in more than one other place"
    );
}

#[test]
fn what_is_wrong_is_located() {
    let place = "source = \"courier\"\nwords = \"Nobody was hurt\"";
    let told = |front: &str| entry(&format!("{place}\n{front}"));
    assert_eq!(told(""), "content/entries/x.md:3:9: this entry does not say what to do");
    assert_eq!(told("event = \"redate\""), "content/entries/x.md:3:9: a date is missing");
    assert_eq!(told("event = \"add\"\ndate = \"soon\""), "content/entries/x.md:5:8: `soon` is not a date");
    assert_eq!(told("event = \"pin\"\ndate = \"2025\""), "content/entries/x.md:5:8: this entry sets no date");
    assert_eq!(told("event = \"merge\""), "content/entries/x.md:3:9: one event cannot be merged");
    assert_eq!(
        told("event = \"hide\"\nsentence = \"hide\""),
        "content/entries/x.md:3:9: this entry asks for several things"
    );
    assert!(told("event = \"move\"").starts_with("content/entries/x.md:4:9: `event` cannot be `move`"));
    assert!(told("colour = \"red\"").starts_with("content/entries/x.md:4:1: unknown key `colour`"));
    assert!(entry("event = \"hide\"").contains("`source` is missing"));
}

#[test]
fn a_hidden_sentence_is_marked_and_gives_no_title() {
    let entries = Texts::from([(
        "x.md".to_owned(),
        "+++\nsentence = \"hide\"\nsource = \"port/herald\"\nwords = \"Ferries carry\"\n+++\n".to_owned(),
    )]);
    let mut all = articles();
    let before = all[1].title.text.clone();
    edits(&Texts::new(), &entries, &mut all, &BTreeSet::new(), &mut Vec::new());
    assert_eq!(all[1].hidden, [0]);
    assert!(before.starts_with("Ferries") && all[1].title.text == "port/herald", "{before}");
}

#[test]
fn two_files_cannot_correct_one_field() {
    let file = |title: &str| format!("+++\nsource = \"courier\"\ntitle = \"{title}\"\n+++\n");
    let sources = Texts::from([("a.md".to_owned(), file("One")), ("b.md".to_owned(), file("Two"))]);
    let mut problems = Vec::new();
    edits(&sources, &Texts::new(), &mut articles(), &BTreeSet::new(), &mut problems);
    assert_eq!(
        problems[0].to_string(),
        "content/sources/b.md: corrects the title of `courier`, as content/sources/a.md does"
    );
}

#[test]
fn a_correction_of_no_source_is_an_orphan() {
    let sources = Texts::from([("a.md".to_owned(), "+++\nsource = \"post\"\ntitle = \"x\"\n+++\n".to_owned())]);
    let edits = edits(&sources, &Texts::new(), &mut articles(), &BTreeSet::new(), &mut Vec::new());
    assert_eq!(edits.lost, [("content/sources/a.md".to_owned(), "no source is called “post”".to_owned())]);
}
