//! What no file of a site may hold, whatever its sources say; read as those would who run or load it.

use html5gum::{StartTag, Token, Tokenizer};

/// Elements that no page of a site has.
const NEVER: [&str; 15] = [
    "applet",
    "base",
    "embed",
    "frame",
    "frameset",
    "iframe",
    "image",
    "math",
    "noembed",
    "object",
    "plaintext",
    "portal",
    "template",
    "textarea",
    "xmp",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 12] = [
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];

/// Schemes that a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Everything wrong with one file of a site.
pub(crate) fn wrongs(path: &str, bytes: &[u8]) -> Vec<String> {
    let kind = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if kind == "png" {
        return Vec::new();
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return vec!["is no UTF-8".to_owned()] };
    let mut found: Vec<String> = odd_characters(text, kind).into_iter().collect();
    match kind {
        "html" => found.extend(dangers(text)),
        "json" => found.extend(serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string())),
        "xml" | "svg" => {
            found.extend(roxmltree::Document::parse(text).err().map(|error| error.to_string()));
            found.extend(text.contains("<script").then(|| "<script".to_owned()));
        }
        "csv" => found.extend(bad_cells(text)),
        "ics" => found.extend(bad_lines(text)),
        _ => {}
    }
    found
}

/// The first character that some program takes for more than a letter.
fn odd_characters(text: &str, kind: &str) -> Option<String> {
    let odd = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')
            || matches!(c, '\u{202d}' | '\u{202e}')
            || matches!(u32::from(c), 0xfdd0..=0xfdef | 0xe0000..=0xe007f)
            || u32::from(c) & 0xfffe == 0xfffe
            // Ends of lines to some readers of scripts.
            || kind == "js" && matches!(c, '\u{2028}' | '\u{2029}')
    };
    text.chars().find(|&c| odd(c)).map(|c| format!("holds {c:?}"))
}

/// What a page must never hold: elements that run or load, handlers, addresses that run, styles of its own, which the
/// policy of the pages refuses.
pub(crate) fn dangers(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut script: Option<String> = None;
    for token in Tokenizer::new(page) {
        match token {
            Ok(Token::StartTag(tag)) => {
                script = (&*tag.name == b"script" && !tag.attributes.contains_key(b"src".as_slice())).then(String::new);
                found.extend(element(&tag));
            }
            Ok(Token::String(text)) => {
                if let Some(script) = &mut script {
                    script.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Ok(Token::EndTag(_)) => {
                // Data for programs that read pages, and nothing that runs, is all that stands between the tags.
                let data = script.take().map(|script| serde_json::from_str::<serde_json::Value>(&script));
                found.extend(data.and_then(Result::err).map(|error| format!("a script that is no data: {error}")));
            }
            _ => {}
        }
    }
    found
}

fn element(tag: &StartTag<()>) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let name = text(&tag.name);
    let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| text(value));
    let mut found = Vec::new();
    let is_data = name == "script" && attribute("type").as_deref() == Some("application/ld+json");
    let refresh = attribute("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"));
    let odd_name = !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if NEVER.contains(&&*name) || refresh || odd_name || name == "script" && !is_data && attribute("src").is_none() {
        found.push(format!("<{name}>"));
    }
    for (key, value) in &tag.attributes {
        let (key, value) = (text(key), address(&text(value)));
        let odd_key = !key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_'));
        let scheme =
            value.split(['/', '?', '#']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme);
        let runs = ADDRESSES.contains(&&*key) && scheme.is_some_and(|scheme| !SCHEMES.contains(&scheme));
        let loads = matches!(&*name, "script" | "img") && key == "src" && (scheme.is_some() || value.starts_with("//"));
        if key.starts_with("on") || matches!(&*key, "srcdoc" | "style") || odd_key || runs || loads {
            found.push(format!("<{name} {key}={value:?}>"));
        }
    }
    found
}

/// An address as a browser takes it: small letters, no ends of lines or tabs in it, nothing invisible before it.
fn address(value: &str) -> String {
    let kept = value.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    kept.collect::<String>().to_lowercase()
}

/// Cells that a spreadsheet may take for a formula, and rows of another length than the head.
fn bad_cells(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut found = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => {
                found.extend(row.iter().filter(|cell| is_formula(cell)).map(|cell| format!("the cell {cell:?}")));
            }
            Err(error) => found.push(error.to_string()),
        }
    }
    found
}

fn is_formula(cell: &str) -> bool {
    // Blanks and marks without width before it may be dropped by whoever reads it.
    let shown =
        cell.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'));
    shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with(['\t', '\r', '\n'])
}

/// Lines of a calendar that are none: too long, without a name, or of a name that this program does not write.
fn bad_lines(text: &str) -> Vec<String> {
    const NAMES: [&str; 14] = [
        "BEGIN",
        "VERSION",
        "PRODID",
        "X-WR-CALNAME",
        "UID",
        "DTSTAMP",
        "DTSTART;VALUE=DATE",
        "DTEND;VALUE=DATE",
        "SUMMARY",
        "DESCRIPTION",
        "STATUS",
        "TRANSP",
        "URL",
        "END",
    ];
    let whole = text.replace("\r\n ", "");
    let unknown = whole.split_terminator("\r\n").filter(|line| {
        !line.split_once(':').is_some_and(|(name, value)| NAMES.contains(&name) && !value.contains(['\r', '\n']))
    });
    let long = text.split("\r\n").filter(|line| line.len() > 75);
    unknown.chain(long).map(|line| format!("the line {line:?}")).collect()
}
