//! What a page is about, for machines: JSON-LD in the terms of schema.org.
//!
//! It says of the story what the page says, and no more: a day that is inferred is no date of publication.

use serde_json::{Value, json};

use crate::corpus::Policy;
use crate::story::{DateBasis, EventStatus};

use super::cite::Site;

/// Most sources and events named of one page.
const MOST: usize = 100;

/// A source's page: the report it shows.
pub fn source(site: &Site<'_>, base: &str, index: usize) -> Value {
    let mut entry = report(site, base, index);
    let article = &site.story.sources[index].article;
    entry["@context"] = json!("https://schema.org");
    entry["wordCount"] = json!(article.words);
    if let Some(url) = &article.url {
        entry["isBasedOn"] = json!(url);
    }
    let mut front = format!("{base}index.html");
    if base.is_empty() {
        // What is relative is so to the page, which stands in a folder.
        let path = &site.paths[index];
        entry["url"] = json!(path.rsplit('/').next());
        front.insert_str(0, &"../".repeat(path.matches('/').count()));
    }
    entry["isPartOf"] = json!({"@type": "WebSite", "name": site.title, "url": front});
    entry
}

/// The front page or the briefing: an article that rests on the sources.
pub fn briefing(site: &Site<'_>, base: &str, path: &str) -> Value {
    let sources: Vec<Value> = site.named().take(MOST).map(|source| report(site, base, source)).collect();
    let mut entry = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": site.title,
        "inLanguage": "en",
        "image": format!("{base}{}", super::PREVIEW),
        "isBasedOn": sources.iter().map(|source| source["url"].clone()).collect::<Vec<_>>(),
        "citation": sources,
    });
    // Without an address of the site the front page has none to give.
    let url = format!("{base}{path}");
    if !url.is_empty() {
        entry["url"] = json!(url);
    }
    if let Some(day) = site.story.edition.as_of.as_day().filter(|_| site.story.edition.basis != DateBasis::Inferred) {
        entry["dateModified"] = json!(day.to_string());
    }
    if let Some(publisher) = &site.settings.publisher {
        entry["publisher"] = json!({"@type": "Organization", "name": publisher});
    }
    entry
}

/// The timeline: its running events. One that the sources only announce is scheduled.
pub fn events(site: &Site<'_>, base: &str) -> Value {
    let running = site.story.events.iter().filter(|event| !event.background && event.date.first_day().is_some());
    let items: Vec<Value> = running
        .take(MOST)
        .enumerate()
        .filter_map(|(at, event)| {
            let &lead = event.citations.first()?;
            let mut item = json!({
                "@type": "Event",
                "name": site.line(lead),
                "url": format!("{base}{}", site.chronicle.href(&event.id)),
                "startDate": event.date.first_day()?.to_string(),
                "subjectOf": site.href(base, lead),
            });
            if let Some(last) = event.date.last_day().filter(|last| Some(*last) != event.date.first_day()) {
                item["endDate"] = json!(last.to_string());
            }
            if event.status == EventStatus::Scheduled {
                item["eventStatus"] = json!("https://schema.org/EventScheduled");
            }
            Some(json!({"@type": "ListItem", "position": at + 1, "item": item}))
        })
        .collect();
    json!({"@context": "https://schema.org", "@type": "ItemList", "name": format!("{}: timeline", site.title), "itemListElement": items})
}

fn report(site: &Site<'_>, base: &str, index: usize) -> Value {
    let source = &site.story.sources[index];
    let article = &source.article;
    let mut entry = json!({
        "@type": "NewsArticle",
        "headline": article.title.text,
        "url": format!("{base}{}", site.paths[index]),
    });
    let known = matches!(source.published.basis, DateBasis::Printed | DateBasis::Declared);
    if let Some(day) = source.published.value.as_day().filter(|_| known) {
        entry["datePublished"] = json!(day.to_string());
    }
    if let Some(outlet) = &article.outlet {
        entry["publisher"] = json!({"@type": "Organization", "name": outlet.text});
    }
    if let Some(author) = article.author.as_ref().filter(|_| site.shown.policy(index) != Policy::Link) {
        entry["author"] = json!({"@type": "Person", "name": author.text});
    }
    if let Some(language) = &article.language {
        entry["inLanguage"] = json!(language.text);
    }
    entry
}

/// A block of data in a page: nothing in it ends the element it stands in.
pub fn block(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_block_ends_it() {
        let value = json!({"headline": "</script><b>&"});
        let block = block(&value);
        assert!(!block.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<Value>(&block).unwrap(), value);
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_back_from_a_block_and_none_ends_it(
            words in proptest::collection::vec(proptest::char::any(), 0..40),
            end in proptest::sample::select(vec!["", "</script>", "<!--", "]]>", "\u{2028}"]),
        ) {
            let value = json!({ "headline": words.into_iter().collect::<String>() + end });
            let page = format!("<script type=\"application/ld+json\">{}</script>", block(&value));
            let mut inner = String::new();
            let mut tags = 0;
            for token in html5gum::Tokenizer::new(&page).flatten() {
                match token {
                    html5gum::Token::String(text) => inner.push_str(&String::from_utf8_lossy(&text)),
                    html5gum::Token::StartTag(_) | html5gum::Token::EndTag(_) => tags += 1,
                    _ => {}
                }
            }
            proptest::prop_assert_eq!(tags, 2);
            let read = serde_json::from_str::<Value>(&inner).expect("data");
            // The page itself holds no NUL: it is written as an escape.
            proptest::prop_assert_eq!(read, value);
        }
    }
}
