//! What a careful person would want to know of a site before it goes public.
//!
//! In: what was loaded and what was rendered of it. Out: warnings and notes. Judges no text; writes nothing.

use std::net::IpAddr;

use crate::diagnostic::Diagnostic;
use crate::pipeline::Loaded;
use crate::publish;
use crate::site::Output;
use crate::story::edit::{Edit, Target};
use crate::story::{DateBasis, Source, Story};

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
    let links = publish::links_outside(outputs, loaded.settings.base_url.as_deref());
    let odd = links.iter().filter_map(|(address, page)| Some((address, page, oddity(address)?)));
    odd.flat_map(|(address, page, why)| {
        let places = written(loaded, address);
        let places = if places.is_empty() { vec![Diagnostic::warning(page, "")] } else { places };
        places.into_iter().map(move |place| Diagnostic {
            message: format!("links to `{address}`, {why}"),
            help: Some("open it in a browser and paste it anew".to_owned()),
            ..place
        })
    })
    .collect()
}

/// Where people wrote this address: on a page, in a correction, above a source.
fn written(loaded: &Loaded, address: &str) -> Vec<Diagnostic> {
    let on_page = loaded.links.iter().filter(|link| link.address == address);
    let on_page =
        on_page.map(|link| Diagnostic { location: link.place.clone(), ..Diagnostic::warning(&*link.path, "") });
    let corrected: Vec<&Edit> =
        loaded.story.edits.iter().filter(|edit| edit.what == "url" && edit.new == address).collect();
    let is_corrected = |index: usize| corrected.iter().any(|edit| edit.target == Target::Source(index));
    let sources = loaded.story.sources.iter().enumerate();
    let stated =
        sources.filter(|(index, source)| source.article.url.as_deref() == Some(address) && !is_corrected(*index));
    let stated = stated.map(|(_, source)| {
        let (path, text) = (&*source.article.path, &source.article.text);
        let place = Diagnostic::warning(path, "");
        text.find(address).map_or(place.clone(), |at| place.at(text, at..at + address.len()))
    });
    let corrections = corrected.iter().map(|edit| Diagnostic::warning(&*edit.path, ""));
    on_page.chain(stated).chain(corrections).collect()
}

/// What of a web address tells whether it can be meant.
struct Address<'a> {
    /// All behind `://`.
    rest: &'a str,
    /// User, host and port.
    authority: &'a str,
    /// The host alone.
    host: &'a str,
}

impl<'a> Address<'a> {
    fn read(address: &'a str) -> Option<Self> {
        let (_, rest) = address.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
        let host = match place.rsplit_once(':') {
            Some((host, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => place,
        };
        Some(Address { rest, authority, host })
    }

    fn names_a_user(&self) -> bool {
        self.authority.contains('@')
    }

    fn is_private(&self) -> bool {
        match self.host.trim_matches(['[', ']']).parse() {
            Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
            Ok(IpAddr::V6(ip)) => {
                ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified()
            }
            Err(_) => {
                let name = self.host.to_ascii_lowercase();
                name == "localhost" || [".localhost", ".local", ".internal"].iter().any(|end| name.ends_with(end))
            }
        }
    }

    fn has_no_full_host(&self) -> bool {
        let dotted = self.host.contains('.') && !self.host.starts_with('.') && !self.host.contains("..");
        !dotted && !self.host.starts_with('[')
    }

    /// Archives state the address of what they keep in their own.
    fn holds_another(&self) -> bool {
        self.rest.contains("://") && !self.rest.contains('?') && !self.rest.contains("/http")
    }

    fn ends_in_a_mark(&self) -> bool {
        self.rest.ends_with([',', ';', '"', '\'', ')', '”', '’']) && !self.rest.contains('(')
    }
}

/// Why a web address is hardly one that a reader can open: the first reason there is.
fn oddity(address: &str) -> Option<&'static str> {
    let address = Address::read(address)?;
    let reasons = [
        (address.names_a_user(), "which names a user, as addresses that deceive do"),
        (address.is_private(), "which leads to the reader’s own machine or network"),
        (address.has_no_full_host(), "whose host is no full name"),
        (address.holds_another(), "which holds a second address"),
        (address.ends_in_a_mark(), "which ends in a mark of the text around it"),
    ];
    reasons.into_iter().find(|(is_odd, _)| *is_odd).map(|(_, why)| why)
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
            ("http://172.20.1.4:80/", "own machine"),
            ("http://[::1]/", "own machine"),
            ("https://printer.local/a", "own machine"),
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
            "http://203.0.113.9/",
            "https://10.example.org/",
            "https://archive.example/web/2024/https://example.org/a",
            "https://example.org/A_(b)",
        ] {
            assert_eq!(oddity(good), None, "{good}");
        }
    }
}
