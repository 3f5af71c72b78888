//! What the editor hides is nowhere, and what the editor changes is shown as such.

use super::*;
use crate::annotate::annotate;
use crate::corpus::{self, SourceId};
use crate::editorial::Notes;
use crate::story::{Deed, Edits, Entry, Hints, Place, compose};
use crate::text::{Edtf, Span};

const COURIER: &str = "HARWICK: Engineers closed the swing bridge on Sunday after divers found a crack.\n\n\
    Inspector Mona Ravel said the bearing was “rotten to the core”. The harbour council met on Saturday.\n\n\
    Published in The Courier, March 3rd, 2025\n";

fn edited(deeds: &[(Deed, usize)], hidden: &[usize]) -> Vec<Output> {
    published(deeds, hidden, Policy::Full)
}

fn published(deeds: &[(Deed, usize)], hidden: &[usize], policy: Policy) -> Vec<Output> {
    let mut article = corpus::parse("seeds/courier.txt", COURIER.as_bytes()).expect("a readable source");
    article.hidden = hidden.to_vec();
    let annotations = annotate(&article);
    let entries = deeds.iter().enumerate().map(|(at, (deed, sentence))| Entry {
        path: format!("content/entries/{at}.md"),
        deed: *deed,
        places: vec![Place {
            source: SourceId("courier".to_owned()),
            sentence: *sentence,
            span: Span::new(0, 1),
            moved: false,
        }],
    });
    let edits = Edits { entries: entries.collect(), ..Edits::default() };
    let story = compose(vec![(article, annotations)], &Hints { edits, policy, ..Hints::default() });
    let notes =
        Notes::from([("content/entries/0.md".to_owned(), vec![Part::Html("<p>Checked by phone.</p>".to_owned())])]);
    render(&story, &Editor { notes, ..Editor::default() }, &Settings { policy, ..Settings::default() }, &Texts::new())
        .expect("the site renders")
}

#[test]
fn an_entry_on_a_sentence_that_is_withheld_leads_to_its_source() {
    for policy in [Policy::Full, Policy::Excerpt, Policy::Link] {
        for deeds in [[(Deed::HideSentence, 1)], [(Deed::AnnotateSentence, 1)], [(Deed::HideEvent, 0)]] {
            let hidden = if deeds[0].0 == Deed::HideSentence { &[1][..] } else { &[] };
            let outputs = published(&deeds, hidden, policy);
            assert_eq!(crate::publish::check_links(&outputs, None), [], "{policy:?} {deeds:?}");
        }
    }
}

#[test]
fn a_hidden_sentence_stands_in_no_file() {
    let holding = |outputs: &[Output]| {
        let texts = outputs.iter().map(|o| String::from_utf8_lossy(&o.bytes));
        texts.filter(|t| t.contains("rotten") || t.contains("Ravel")).count()
    };
    assert!(holding(&edited(&[], &[])) > 2, "the sentence is found where nothing hides it");
    let outputs = edited(&[(Deed::HideSentence, 1)], &[1]);
    assert_eq!(holding(&outputs), 0);
    let page = text_of(&outputs, "articles/courier.html");
    assert!(page.contains("[A sentence is withheld by the editor.]") && page.contains("The harbour council met"));
}

#[test]
fn a_changed_date_is_shown_with_what_it_was_and_why() {
    let redate = Deed::RedateEvent(Edtf::parse("2025-02-28").expect("a date"));
    let outputs = edited(&[(redate, 2)], &[]);
    for page in ["timeline.html", "sources.html"] {
        let page = text_of(&outputs, page);
        for part in
            ["Event redated", "<s><bdi>1 March 2025</bdi></s>", "<bdi>28 February 2025</bdi>", "Checked by phone."]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

#[test]
fn a_note_stands_beside_its_sentence() {
    let outputs = edited(&[(Deed::AnnotateSentence, 0)], &[]);
    let page = text_of(&outputs, "articles/courier.html");
    let (before, after) = page.split_once("Checked by phone.").expect("the note");
    assert!(before.contains("Engineers closed") && after.contains("Mona Ravel"));
}
