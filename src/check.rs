//! What a careful person would want to know of a site before it goes public.
//!
//! In: what was loaded and what was rendered of it. Out: warnings and notes. Judges no text; writes nothing.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::pipeline::Loaded;
use crate::publish;
use crate::site::Output;
use crate::story::{DateBasis, Source, Story};

/// Most web addresses that are named.
const MOST: usize = 50;

/// Sources of unknown date, near copies, links out of the site that look mistyped, and pages too heavy for a host.
pub fn findings(loaded: &Loaded, outputs: &[Output]) -> Vec<Diagnostic> {
    let mut found = undated(&loaded.story);
    found.extend(copies(&loaded.story));
    found.extend(odd_addresses(loaded, outputs));
    found.extend(publish::check_limits(outputs));
    found.sort();
    found
}

fn undated(story: &Story) -> Vec<Diagnostic> {
    let unknown = story.sources.iter().filter(|source| source.published.basis == DateBasis::Unknown);
    let note = |source: &Source| {
        Diagnostic::note(&*source.article.path, format!("its date is unknown: {}", source.published.reason)).help(
            "if you know it, state it: a line `date: YYYY-MM-DD` between two lines of --- at the top of the file, or a \
             correction in content/sources/",
        )
    };
    unknown.map(note).collect()
}

fn copies(story: &Story) -> Vec<Diagnostic> {
    let copied = story.sources.iter().enumerate().filter(|(index, source)| source.group != *index);
    let note = |(_, source): (usize, &Source)| {
        let first = &story.sources[source.group].article.path;
        let message = format!("tells the same text as {first}, wholly or nearly: the two count as one witness");
        Diagnostic::note(&*source.article.path, message)
            .help("if it was pasted twice by mistake, delete one of the two")
    };
    copied.map(note).collect()
}

/// Addresses are looked at, never fetched.
fn odd_addresses(loaded: &Loaded, outputs: &[Output]) -> Vec<Diagnostic> {
    let of_source: BTreeMap<&str, &str> = loaded
        .story
        .sources
        .iter()
        .filter_map(|source| Some((source.article.url.as_deref()?, source.article.path.as_str())))
        .collect();
    let links = publish::links_outside(outputs, loaded.settings.base_url.as_deref());
    let odd = links.iter().filter_map(|(address, page)| Some((address, page, oddity(address)?)));
    odd.take(MOST)
        .map(|(address, page, why)| {
            let path = of_source.get(address.as_str()).copied().unwrap_or(page);
            Diagnostic::warning(path, format!("links to `{address}`, {why}"))
                .help("open it in a browser and paste it anew")
        })
        .collect()
}

/// Why a web address is hardly one that a reader can open.
fn oddity(address: &str) -> Option<&'static str> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
    });
    let private =
        name == "localhost" || name.starts_with("127.") || name.starts_with("192.168.") || name.starts_with("10.");
    if authority.contains('@') {
        Some("which names a user, as addresses that deceive do")
    } else if private {
        Some("which leads to the reader’s own machine or network")
    } else if !name.contains('.') && !name.starts_with('[') || name.starts_with('.') || name.contains("..") {
        Some("whose host is no full name")
    } else if rest.contains("://") && !rest.contains('?') && !rest.contains("/http") {
        Some("which holds a second address")
    } else if rest.ends_with([',', ';', '"', '\'', ')', '”', '’']) && !rest.contains('(') {
        Some("which ends in a mark of the text around it")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_cannot_be_meant_is_told() {
        for (address, why) in [
            ("https://user@example.org/a", "names a user"),
            ("http://localhost:8000/a", "own machine"),
            ("http://192.168.1.4/", "own machine"),
            ("https://example/a", "no full name"),
            ("https:///a", "no full name"),
            ("https://www..example.org/", "no full name"),
            ("https://example.org/a).", ""),
            ("https://example.org/a,", "mark of the text"),
            ("https://a.example.org/xhttps://b.example.org/", "second address"),
        ] {
            assert_eq!(oddity(address).is_some(), !why.is_empty(), "{address}");
            assert!(oddity(address).unwrap_or_default().contains(why), "{address}: {:?}", oddity(address));
        }
        for good in [
            "https://example.org/",
            "https://example.org:8443/a?b=https://x.example/#c",
            "http://[2001:db8::1]/",
            "https://archive.example/web/2024/https://example.org/a",
            "https://example.org/A_(b)",
        ] {
            assert_eq!(oddity(good), None, "{good}");
        }
    }
}
