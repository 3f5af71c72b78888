//! The sources as references for a bibliography: `data/sources.bib` (BibTeX) and `data/sources.csl.json` (CSL-JSON).

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::site::cite::Site;
use crate::site::routes;
use crate::story::{DateBasis, Source};

/// The sources that may be named, in the order of their paths, as BibTeX.
pub fn bibtex(site: &Site<'_>) -> Vec<u8> {
    let entries = site.named().map(|at| bibtex_of(&site.story.sources[at]) + "\n\n");
    entries.collect::<String>().into_bytes()
}

/// One source as BibTeX.
pub fn bibtex_of(source: &Source) -> String {
    let mut text = format!("@misc{{{},\n", key(&source.article.id.0));
    for (field, value) in fields(source) {
        let value = if field == "url" { value } else { braced(&value) };
        // Doubled where capitals must stay, or an outlet be no first and last name.
        let _ = match field {
            "title" | "author" => writeln!(text, "  {field} = {{{{{value}}}}},"),
            _ => writeln!(text, "  {field} = {{{value}}},"),
        };
    }
    text.push('}');
    text
}

/// The same as CSL-JSON.
pub fn csl(site: &Site<'_>) -> Value {
    Value::Array(site.named().map(|at| csl_of(&site.story.sources[at])).collect())
}

/// One source as an entry of CSL-JSON.
pub fn csl_of(source: &Source) -> Value {
    let article = &source.article;
    let mut entry = json!({"id": article.id.0, "type": "article-newspaper", "title": article.title.text});
    let mut put = |name: &str, value: Value| entry[name] = value;
    if let Some(author) = &article.author {
        put("author", json!([{"literal": author.text}]));
    }
    if let Some(outlet) = &article.outlet {
        put("container-title", json!(outlet.text));
    }
    if let Some(day) = stated_day(source) {
        put("issued", json!({"date-parts": [[day.year(), day.month(), day.day()]]}));
    }
    if let Some(url) = &article.url {
        put("URL", json!(url));
    }
    if let Some(language) = &article.language {
        put("language", json!(language.text));
    }
    entry
}

/// The day that a source itself or its editor gives: a reference must not state an inferred one as known.
pub fn stated_day(source: &Source) -> Option<Date> {
    let known = matches!(source.published.basis, DateBasis::Printed | DateBasis::Declared);
    source.published.value.as_day().filter(|_| known)
}

fn fields(source: &Source) -> Vec<(&'static str, String)> {
    let article = &source.article;
    let mut fields = vec![("title", article.title.text.clone())];
    fields.extend(article.author.as_ref().map(|author| ("author", author.text.clone())));
    fields.extend(article.outlet.as_ref().map(|outlet| ("howpublished", outlet.text.clone())));
    match stated_day(source) {
        Some(day) => {
            fields.push(("date", day.to_string()));
            fields.push(("year", day.year().to_string()));
        }
        None if source.published.value.first_day().is_some() => {
            fields.push(("note", format!("Date inferred: {}", source.published.value)));
        }
        None => {}
    }
    fields.extend(article.url.as_ref().map(|url| ("url", address(url))));
    fields
}

/// Letters, digits and a few marks of the id: what a key may be made of. Where that or small letters would make one key of
/// two ids, a digest tells them apart.
fn key(id: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':');
    let plain: String = id.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let is_own = plain == id && !id.contains(|c: char| c.is_ascii_uppercase()) && !routes::ends_in_digest(id);
    if is_own { plain } else { format!("{plain}-{}", routes::digest(id)) }
}

/// An address in which nothing means anything to TeX that it does not mean in an address.
fn address(url: &str) -> String {
    let codes = [('{', "%7B"), ('}', "%7D"), ('\\', "%5C"), ('^', "%5E")];
    codes.iter().fold(url.to_owned(), |url, (c, code)| url.replace(*c, code))
}

/// Words within braces: braces and backslashes of their own would open or close what they must not.
fn braced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' => out.push('/'),
            '{' => out.push('('),
            '}' => out.push(')'),
            '%' | '#' | '&' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '^' | '~' => {
                out.push('\\');
                out.push(c);
                out.push_str("{}");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_closes_it() {
        assert_eq!(braced("a } @misc{b,\n50 % \\x"), "a ) @misc(b, 50 \\% /x");
        assert_eq!(braced("^^5cinput ~"), "\\^{}\\^{}5cinput \\~{}");
        assert_eq!(address("https://e.example/^^5c{x}"), "https://e.example/%5E%5E5c%7Bx%7D");
    }

    #[test]
    fn every_id_has_a_key_of_its_own() {
        let folded = key("a b");
        let ids = [&folded, "a-b", "a b", "a#b", "A-b", "報告", "新聞", "x/y_1.z"];
        let keys: std::collections::BTreeSet<String> = ids.iter().map(|id| key(id).to_lowercase()).collect();
        assert_eq!(keys.len(), ids.len());
        assert_eq!((key("a-b"), key("x/y_1.z")), ("a-b".to_owned(), "x/y_1.z".to_owned()));
    }
}
