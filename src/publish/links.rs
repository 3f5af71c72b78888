//! The link check: the pages are read back as a browser would read them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::editorial::Link;
use crate::site::Output;
use crate::site::routes::REFERENCES;

/// Most problems named of one page.
const MOST: usize = 10;

/// Attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "action", "poster", "data", "xlink:href"];

/// Checks that every link into the site and its fragment lead somewhere in `outputs`, that no page loads anything from
/// elsewhere or depends on standing at the root of a host, and that no id stands twice on a page.
///
/// `base_url` is the address of the site with a closing slash: what begins with it leads into the site too.
pub fn check_links(outputs: &[Output], base_url: Option<&str>) -> Vec<Diagnostic> {
    check_links_written(outputs, base_url, &[])
}

/// The same; what is wrong with one of the `written` links is told where it was written, all of it. Those of notes, which may
/// stand on pages in folders, are known by what leads there from the root of the site.
pub fn check_links_written(outputs: &[Output], base_url: Option<&str>, written: &[Link]) -> Vec<Diagnostic> {
    let pages: Vec<Option<Page<'_>>> = outputs.par_iter().map(Page::read).collect();
    let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (output, page) in outputs.iter().zip(&pages) {
        let ids = page.iter().flat_map(|page| page.ids.iter().map(|(id, _)| id.as_str()));
        files.insert(output.path.as_str(), ids.collect());
    }
    let mut by_address: BTreeMap<(&str, String), Vec<&Link>> = BTreeMap::new();
    for link in written {
        by_address.entry((&link.page, percent_decoded(&link.address))).or_default().push(link);
    }
    let site = Site { files, base_url, written: by_address };
    let found: Vec<Vec<Diagnostic>> = pages.par_iter().flatten().map(|page| page.check(&site)).collect();
    // A note stands on several pages.
    let mut seen = BTreeSet::new();
    found.into_iter().flatten().filter(|problem| seen.insert(problem.clone())).collect()
}

/// The web addresses outside the site that its pages link to, each with the first page that does, in order.
pub fn links_outside(outputs: &[Output], base_url: Option<&str>) -> BTreeMap<String, String> {
    let pages: Vec<Option<Page<'_>>> = outputs.par_iter().map(Page::read).collect();
    let mut found = BTreeMap::new();
    for page in pages.iter().flatten() {
        for address in page.links.iter().filter(|link| link.role == Role::Leads).map(|link| &link.written) {
            let web = matches!(scheme(address).as_deref(), Some("http" | "https"));
            if web && base_url.is_none_or(|base| !address.starts_with(base)) {
                found.entry(address.clone()).or_insert_with(|| page.path.to_owned());
            }
        }
    }
    found
}

/// What a link can lead to.
struct Site<'o> {
    /// The ids of every file, by path.
    files: BTreeMap<&'o str, BTreeSet<&'o str>>,
    base_url: Option<&'o str>,
    /// Links of people, by page and address.
    written: BTreeMap<(&'o str, String), Vec<&'o Link>>,
}

/// What stands on a page. Ranges count bytes of it.
struct Page<'o> {
    path: &'o str,
    text: &'o str,
    ids: Vec<(String, Range<usize>)>,
    links: Vec<Address>,
}

struct Address {
    written: String,
    place: Range<usize>,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Followed when the reader asks for it, or read by programs only.
    Leads,
    /// Fetched with the page.
    Loads,
    /// The id of an element of the page.
    Names,
}

impl<'o> Page<'o> {
    /// Reads a page or picture; `None` for other files.
    fn read(output: &'o Output) -> Option<Self> {
        let kind = Path::new(&output.path).extension()?.to_str()?;
        if !["html", "xml", "svg"].contains(&kind) {
            return None;
        }
        let text = std::str::from_utf8(&output.bytes).ok()?;
        let mut page = Page { path: &output.path, text, ids: Vec::new(), links: Vec::new() };
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(kind == "html");
        for token in Tokenizer::new_with_emitter(text, emitter) {
            if let Ok(Token::StartTag(tag)) = token {
                page.element(&tag);
            }
        }
        Some(page)
    }

    fn element(&mut self, tag: &StartTag<usize>) {
        let element = String::from_utf8_lossy(&tag.name);
        let relation = tag.attributes.get(b"rel".as_slice()).map(|rel| String::from_utf8_lossy(rel).to_lowercase());
        let loads = match &*element {
            "a" | "area" | "form" => false,
            "link" => relation.is_some_and(|rel| {
                rel.split_whitespace()
                    .any(|r| ["stylesheet", "icon", "preload", "modulepreload", "manifest"].contains(&r))
            }),
            _ => true,
        };
        for (name, value) in &tag.attributes {
            let name = String::from_utf8_lossy(name);
            let value_text = String::from_utf8_lossy(&value.value).into_owned();
            let place = value.span.start..value.span.end;
            if name == "id" {
                self.ids.push((value_text, place));
            } else if ADDRESSES.contains(&&*name) {
                let role = if loads { Role::Loads } else { Role::Leads };
                self.links.push(Address { written: value_text.trim().to_owned(), place, role });
            } else if REFERENCES.contains(&&*name) {
                let ids = value_text.split_whitespace();
                self.links.extend(ids.map(|id| Address {
                    written: id.to_owned(),
                    place: place.clone(),
                    role: Role::Names,
                }));
            }
        }
    }

    fn check(&self, site: &Site<'_>) -> Vec<Diagnostic> {
        let mut seen = BTreeSet::new();
        let twice = self.ids.iter().filter(|(id, _)| !seen.insert(id.as_str()));
        let twice = twice.map(|(id, place)| (format!("the id `{id}` stands twice on this page"), place));
        let (mut own, mut theirs) = (twice.collect::<Vec<_>>(), Vec::new());
        for link in &self.links {
            let Err(why) = self.follow(link, site) else { continue };
            let address = percent_decoded(&link.written);
            let in_note = || ("", address.trim_start_matches("../").to_owned());
            let written = site.written.get(&(self.path, address.clone())).or_else(|| site.written.get(&in_note()));
            match written {
                Some(written) => {
                    theirs.extend(written.iter().map(|own| own.dead(&why.replacen(&link.written, &own.address, 1))));
                }
                None => own.push((why, &link.place)),
            }
        }
        let own = own.into_iter().take(MOST);
        let own = own.map(|(message, place)| Diagnostic::error(self.path, message).at(self.text, place.clone()));
        theirs.sort();
        theirs.dedup();
        own.chain(theirs).collect()
    }

    /// Follows a link.
    ///
    /// # Errors
    /// Why it leads nowhere, or must not lead where it does.
    fn follow(&self, link: &Address, site: &Site<'_>) -> Result<(), String> {
        let address = link.written.as_str();
        if link.role == Role::Names {
            let known = site.files.get(self.path).is_some_and(|ids| ids.contains(address));
            return if known { Ok(()) } else { Err(format!("no element of this page has the id `{address}`")) };
        }
        let (rest, fragment) =
            address.split_once('#').map_or((address, None), |(rest, fragment)| (rest, Some(fragment)));
        let path = rest.split('?').next().unwrap_or("");
        let target = match site.base_url.and_then(|base| path.strip_prefix(base)) {
            Some("") => "index.html".to_owned(),
            Some(path) => below(&[], path)?,
            None if scheme(path).is_some() => return leaves(address, link.role),
            None if path.is_empty() => self.path.to_owned(),
            None if path.starts_with(['/', '\\']) => {
                return Err(format!("`{address}` leads to the root of a host, where the site need not stand"));
            }
            None => {
                let folders: Vec<&str> = self.path.split('/').collect();
                below(&folders[..folders.len() - 1], path)?
            }
        };
        let ids = site.files.get(target.as_str()).ok_or_else(|| format!("`{address}` leads to no file of the site"))?;
        match fragment.map(percent_decoded) {
            None => Ok(()),
            Some(top) if top.is_empty() || top == "top" => Ok(()),
            Some(id) if ids.contains(id.as_str()) => Ok(()),
            Some(id) => Err(format!("`{address}`: nothing in {target} has the id `{id}`")),
        }
    }
}

/// Whether an absolute address may stand where it does.
fn leaves(address: &str, role: Role) -> Result<(), String> {
    match (scheme(address).unwrap_or_default().as_str(), role) {
        ("http" | "https" | "mailto", Role::Leads) | ("data", Role::Loads) => Ok(()),
        ("http" | "https", _) => Err(format!("`{address}` would be loaded from elsewhere")),
        (scheme, _) => Err(format!("a link may not begin with `{scheme}:`")),
    }
}

/// The file that a relative path leads to from within `folders`.
fn below(folders: &[&str], path: &str) -> Result<String, String> {
    let decoded = percent_decoded(path);
    let mut parts = folders.to_vec();
    for part in decoded.split('/') {
        match part {
            ".." if parts.pop().is_none() => return Err(format!("`{path}` leads out of the site")),
            "." | ".." => {}
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The scheme of an absolute address, in lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && scheme.chars().all(fits)).then(|| scheme.to_ascii_lowercase())
}

/// Percent signs undone; bytes that are no UTF-8 are replaced.
pub fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        if let (b'%', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> Vec<Output> {
        pages.iter().map(|(path, text)| Output { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() }).collect()
    }

    /// The messages about a page `articles/a.html` with this body, beside `index.html` and `style.css`.
    fn found(body: &str) -> Vec<String> {
        let index = "<h1 id=top-story>x</h1><script>document.write('<a id=no>')</script>";
        let site =
            site(&[("articles/a.html", body), ("index.html", index), ("data/s.css", ""), ("articles/ä b.html", "")]);
        check_links(&site, Some("https://example.net/sub/")).into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        for good in [
            "<a href='../index.html'>",
            "<a href='../index.html#top-story'>",
            "<a href='../index.html?q=x#top-story'>",
            "<p id=é><a href='#%C3%A9'><a href=#é><a href='a.html#é'>",
            "<a href='%C3%A4%20b.html'>",
            "<a href='./../articles/../index.html'>",
            "<a href='https://example.org/x'><a href='mailto:a@example.org'>",
            "<link rel=stylesheet href=../data/s.css><link rel=canonical href=https://example.org>",
            "<img src='data:image/svg+xml,x'>",
            "<a href='#'><a href='#top'>",
            "<link rel=icon href=https://example.net/sub/data/s.css><a href='https://example.net/sub/#top-story'>",
            "<svg><title id=t>x</title><use href='#t'/></svg><p aria-labelledby=t>",
            "<!-- <a href=/gone> --><script>'<a href=/gone>'</script>",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn links_that_lead_nowhere_or_astray_are_named() {
        for (bad, message) in [
            ("<a href=gone.html>", "no file of the site"),
            ("<a href=index.html>", "no file of the site"),
            ("<a href=..>", "no file of the site"),
            ("<a href=../data/>", "no file of the site"),
            ("<a href=../../index.html>", "leads out of the site"),
            ("<a href=../index.html#no>", "has the id `no`"),
            ("<a href=#no>", "has the id `no`"),
            ("<a href=/index.html>", "root of a host"),
            ("<a href=//example.org/x>", "root of a host"),
            ("<a href=javascript:alert(1)>", "may not begin with `javascript:`"),
            ("<a href='&#106;avascript:alert(1)'>", "may not begin with `javascript:`"),
            ("<a href=data:text/html,x>", "may not begin with `data:`"),
            ("<img src=https://example.org/x.png>", "loaded from elsewhere"),
            ("<link rel='icon' href=https://example.org/x.png>", "loaded from elsewhere"),
            ("<script src=gone.js></script>", "no file of the site"),
            ("<a href=https://example.net/sub/gone.html>", "no file of the site"),
            ("<img src=https://example.net/other.png>", "loaded from elsewhere"),
            ("<p id=x><p id=x>", "stands twice"),
            ("<label for=no>", "no element of this page"),
        ] {
            let found = found(bad);
            assert!(matches!(&found[..], [one] if one.contains(message)), "{bad}: {found:?}");
        }
    }

    #[test]
    fn feeds_are_checked_and_problems_are_located() {
        let site = site(&[("feed.xml", "<feed>\n <link href=\"gone.html\"/></feed>")]);
        assert_eq!(check_links(&site, None)[0].to_string(), "feed.xml:2:8: `gone.html` leads to no file of the site");
    }
}
