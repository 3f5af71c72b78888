//! Made-up texts in, who tells what another tells out.

use crate::annotate::annotate;
use crate::corpus;

use super::*;

/// Texts of made-up words that share nothing by chance.
fn text(seed: u64, sentences: usize) -> String {
    let word = |at: u64| {
        let mut x = crate::text::similarity::mix(seed ^ at.wrapping_mul(7919));
        (0..6)
            .map(|_| {
                x = crate::text::similarity::mix(x);
                char::from(b'a' + (x % 26) as u8)
            })
            .collect::<String>()
    };
    let sentence = |s: usize| (0..12).map(|w| word((s * 12 + w) as u64)).collect::<Vec<_>>().join(" ");
    (0..sentences).map(|s| format!("The {} of it.", sentence(s))).collect::<Vec<_>>().join("\n\n")
}

fn groups_of(texts: &[String]) -> Vec<usize> {
    let articles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let article = corpus::parse(&format!("seeds/{at}.txt"), text.as_bytes()).expect("a text");
            let annotations = annotate(&article);
            (article, annotations)
        })
        .collect();
    groups(&articles)
}

#[test]
fn a_copy_a_cut_and_a_longer_version_tell_one_text() {
    let whole = text(1, 12);
    let cut = whole.split("\n\n").take(7).collect::<Vec<_>>().join("\n\n");
    let longer = format!("{whole}\n\n{}", text(2, 6));
    let other = text(3, 12);
    assert_eq!(groups_of(&[whole.clone(), other, cut, longer, whole]), [0, 1, 0, 0, 0]);
}

#[test]
fn a_short_cut_of_a_long_text_is_found() {
    let whole = text(4, 60);
    let cut = whole.split("\n\n").skip(20).take(5).collect::<Vec<_>>().join("\n\n");
    assert_eq!(groups_of(&[whole, cut]), [0, 0]);
}

#[test]
fn many_edited_copies_are_one_text_however_many_share_each_run() {
    let whole = text(5, 20);
    let edited = |at: usize| {
        let mut parts: Vec<String> = whole.split("\n\n").map(str::to_owned).collect();
        parts[at % 20] = text(100 + at as u64, 1);
        parts.join("\n\n")
    };
    let texts: Vec<String> = (0..80).map(edited).collect();
    assert!(groups_of(&texts).iter().all(|&group| group == 0));
}

#[test]
fn two_reports_with_one_quoted_paragraph_stay_two() {
    let shared = text(6, 2);
    let (a, b) = (format!("{}\n\n{shared}", text(7, 10)), format!("{shared}\n\n{}", text(8, 10)));
    assert_eq!(groups_of(&[a, b]), [0, 1]);
}
