//! What a fuzzer does with its bytes, and what must hold whatever they are.
//!
//! In: any bytes. Out: nothing; what does not hold panics. The fuzzers of `targets/` call one function each, and
//! `tests/fuzz.rs` of the project calls them on every file of `corpora/`, without a fuzzer.

#[path = "../../support/eye.rs"]
mod eye;
mod root;
mod rules;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline::annotate::time::{self, Anchor};
use dateline::annotate::{self, Annotations};
use dateline::corpus::{self, Article, Texts};
use dateline::editorial::{self, Part};
use dateline::story::{self, Hints, Story};
use dateline::text::{Edtf, printed_date};
use dateline::{config, site};
use jiff::civil::{Date, date};

pub use root::whole_build;
use rules::{check_annotations, check_article, check_problems};

/// Any bytes as an article: a text and a Markdown text.
pub fn article(bytes: &[u8]) {
    for path in ["seeds/x.txt", "seeds/x.md"] {
        match corpus::parse(path, bytes) {
            Ok(article) => check_article(&article),
            Err(problems) => check_problems(&problems),
        }
    }
}

/// The grammar of dates and times, on a text and on its lines.
pub fn time(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        for found in printed_date::find(line, 0) {
            assert!(!found.span.of(line).is_empty(), "{found:?}");
        }
        for found in printed_date::find_loose(line, 0) {
            assert!(!found.span.of(line).is_empty(), "{found:?}");
            assert!(found.days(1990..=2040).into_iter().all(|day| found.fits(day)), "{found:?}");
        }
        let _ = (printed_date::parse(line), printed_date::parse_iso(line), printed_date::compact(line));
        if let Some(value) = Edtf::parse(line) {
            assert_eq!(Edtf::parse(&value.to_string()), Some(value), "{line:?}");
            assert!(value.first_day().zip(value.last_day()).is_none_or(|(first, last)| first <= last), "{line:?}");
        }
    }
    let Ok(article) = corpus::parse("seeds/x.txt", text.as_bytes()) else { return };
    let found = time::find(&article);
    for timex in &found {
        let sentence = article.sentences.iter().find(|sentence| sentence.span.overlaps(timex.span));
        assert!(!timex.span.of(&article.text).is_empty(), "{timex:?}");
        assert!(sentence.is_none_or(|sentence| sentence.span.contains(timex.span)), "{timex:?}");
    }
    let days = [date(1, 1, 1), date(1000, 1, 1), date(2024, 2, 29), date(2031, 12, 31), Date::MAX];
    let anchors =
        days.windows(2).flat_map(|pair| [(pair[0], pair[0]), (pair[0], pair[1])]).chain([(Date::MAX, Date::MAX)]);
    let anchors = anchors.map(|(first, last)| Some(Anchor { first, last, inferred: first != last }));
    for anchor in anchors.chain([None]) {
        for value in time::resolve(&found, anchor) {
            let notation = value.date.to_string();
            assert_eq!(Edtf::parse(&notation), Some(value.date), "{notation}");
        }
    }
}

/// The grammar of who says what, and the story made of one text and of two.
pub fn statements(bytes: &[u8]) {
    let Ok(article) = corpus::parse("seeds/x.md", bytes) else { return };
    let found = annotate::annotate(&article);
    check_annotations(&article, &found);
    let alone = story::alone(article.clone(), found.clone());
    assert_eq!(alone.sources.len(), 1);
    let fixed = (FIXED.0.clone(), FIXED.1.clone());
    let told = story::compose(vec![fixed, (article, found)], &Hints::default());
    let cited = told.events.iter().flat_map(|event| &event.citations);
    for citation in cited.chain(told.statements.iter().map(|statement| &statement.citation)) {
        assert!(!told.words(*citation).is_empty(), "{citation:?}");
    }
}

/// The editor's Markdown, its citations, and what becomes of them as HTML.
pub fn pages(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let files = Texts::from([("x.md".to_owned(), text)]);
    match editorial::pages(&files, &STORY, &BTreeSet::new(), &BTreeSet::new()) {
        Ok(found) => {
            for page in found.pages {
                let html: String = page.parts.iter().map(html).collect();
                assert_eq!(eye::dangers(&html), [""; 0], "{html:?}");
                // Neither is ever needed for what Markdown can say.
                assert!(!html.contains("<img") && !html.contains("<!--"), "{html:?}");
            }
        }
        Err(problems) => check_problems(&problems),
    }
}

fn html(part: &Part) -> &str {
    match part {
        Part::Html(html) => html,
        Part::Cite(citations) => {
            assert!(citations.iter().all(|citation| !STORY.words(*citation).is_empty()));
            "<a href=\"articles/a.html#s\">1</a>"
        }
    }
}

/// What stands above a text, and the files that state things alone.
pub fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let _ = corpus::has_front_matter(&text);
    for path in ["seeds/x.txt", "seeds/x.md"] {
        match corpus::parse(path, text.as_bytes()) {
            Ok(article) => check_article(&article),
            Err(problems) => check_problems(&problems),
        }
    }
    if let Err(problems) = corpus::correction("content/sources/x.md", &text) {
        check_problems(&problems);
    }
    if let Err(problems) = config::parse(&text) {
        check_problems(&problems);
    }
    if let Err(problems) = editorial::actors(&text) {
        check_problems(&problems);
    }
    let _ = config::parse_base_url(text.trim());
    let file = |text: &str| Texts::from([("x.md".to_owned(), text.to_owned())]);
    let mut problems = Vec::new();
    let mut articles = [FIXED.0.clone()];
    editorial::edits(&file(&text), &file(&text), &mut articles, &BTreeSet::new(), &mut problems);
    if !problems.is_empty() {
        check_problems(&problems);
    }
    assert!(!articles[0].title.text.is_empty());
    let name = site::routes::slug(&text);
    assert!(
        !name.is_empty() && name.len() <= 90 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    );
}

/// A made-up report, for what needs a second source or something to cite.
static FIXED: LazyLock<(Article, Annotations)> = LazyLock::new(|| {
    let text = "The port closed at noon on Monday, 4 March 2024. “It opens `again` on *Friday*,” said Ann Berg, the mayor of \
                Haven.\n\nOn May 3 the council of Haven agreed to mend the quay.\n";
    let article = corpus::parse("seeds/a.txt", text.as_bytes()).expect("a text");
    let found = annotate::annotate(&article);
    (article, found)
});

/// Its story.
static STORY: LazyLock<Story> = LazyLock::new(|| story::compose(vec![FIXED.clone()], &Hints::default()));
