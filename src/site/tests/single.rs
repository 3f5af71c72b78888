//! The site in one file.

use std::collections::BTreeSet;

use super::*;

fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let name = format!(" {attribute}=\"");
    page.split(name.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn single(story: &Story, settings: &Settings) -> String {
    let outputs = site(story, settings);
    let file = crate::site::single::file(&outputs, settings, &Texts::new()).expect("the file is made");
    String::from_utf8(file.bytes).expect("a page is UTF-8")
}

#[test]
fn one_file_holds_every_page_and_its_links_stay_within() {
    let story = dated_story();
    let page = single(&story, &Settings::default());
    let ids = values(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for part in ["index", "briefing", "timeline", "articles-gazette", "articles-wire"] {
        assert!(known.contains(part), "{part}");
    }
    let links = values(&page, "href");
    assert!(links.len() > 50);
    for link in links {
        assert!(link.strip_prefix('#').is_some_and(|id| known.contains(id)), "{link}");
    }
    for source in &story.sources {
        for sentence in &source.article.sentences {
            assert!(known.iter().any(|id| id.ends_with(&format!("--{}", sentence.id))), "{}", sentence.id);
        }
    }
    assert!(values(&page, "src").is_empty() && !page.contains("<script") && !page.contains("<link"));
}

#[test]
fn its_policy_allows_its_own_style_alone() {
    use sha2::{Digest, Sha256};
    let page = single(&fixture::story(), &settings());
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = page.split_once("'sha256-").unwrap().1.split_once('\'').unwrap().0;
    // A digest of 32 bytes, in 43 letters and a sign that fills up.
    assert_eq!((digest.len(), digest.ends_with('=')), (44, true));
    assert_eq!(page.matches("script-src").count(), 0);
    let first = Sha256::digest(style.as_bytes())[0] >> 2;
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(digest.chars().next(), letters.chars().nth(first as usize));
    assert!(page.contains("href=\"https://news.example/elm/data/sources.bib\""), "what is not in it is at the site");
}

#[test]
fn what_a_policy_withholds_is_not_in_it() {
    let mut story = fixture::story();
    assert!(single(&story, &settings()).contains("Traders fear"));
    story.sources[1].article.policy = Some(Policy::Excerpt);
    let page = single(&story, &settings());
    assert!(!page.contains("Traders fear") && page.contains("The works are set"));
}
