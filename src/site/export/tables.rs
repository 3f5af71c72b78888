//! The data as tables for a spreadsheet: `data/events.csv` and `data/statements.csv`, a row for each thing of `story.json`.

use serde::Serialize;
use serde_json::Value;

/// Columns of the events: the header, and the field of the data.
const EVENTS: [(&str, &str); 11] = [
    ("date", "date"),
    ("precision", "precision"),
    ("basis", "basis"),
    ("status", "status"),
    ("background", "background"),
    ("rank", "rank"),
    ("independent", "independent"),
    ("text", "title"),
    ("reason", "reason"),
    ("id", "id"),
    ("source", "citations"),
];

/// The same of the statements.
const STATEMENTS: [(&str, &str); 8] = [
    ("kind", "kind"),
    ("speaker", "speaker"),
    ("actor", "actor"),
    ("party", "party"),
    ("text", "text"),
    ("cue", "cue"),
    ("id", "id"),
    ("source", "citations"),
];

/// The events of `story.json` as CSV.
pub fn events<T: Serialize>(events: &[T]) -> Vec<u8> {
    table(&EVENTS, events)
}

/// The statements of `story.json` as CSV.
pub fn statements<T: Serialize>(statements: &[T]) -> Vec<u8> {
    table(&STATEMENTS, statements)
}

/// A table of `rows`. The column of citations becomes two: the sources, and the address of the first sentence.
fn table<T: Serialize>(columns: &[(&str, &str)], rows: &[T]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = columns.iter().map(|(head, _)| *head).chain(["href"]);
    // Writing to memory does not fail, and all rows are of one length.
    let _ = writer.write_record(head);
    for row in rows {
        // One at a time: as values, all of a large story would take far more memory than the story.
        let row = serde_json::to_value(row).unwrap_or_default();
        let first = row["citations"][0]["href"].as_str().unwrap_or_default();
        let _ = writer.write_record(columns.iter().map(|(_, field)| cell(&row[*field])).chain([harmless(first)]));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => harmless(&words.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Array(citations) => {
            let mut sources: Vec<&str> = citations.iter().filter_map(|c| c["source"].as_str()).collect();
            sources.dedup();
            harmless(&sources.join("; "))
        }
        other => other.to_string(),
    }
}

/// A spreadsheet takes a cell that begins with one of these for a formula, and may run it: with an apostrophe in front it
/// is text. The wide forms are taken for the narrow ones by some.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Marks without width, which a spreadsheet may drop from the head of a cell.
const UNSEEN: [char; 8] =
    ['\u{feff}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{ad}'];

fn harmless(words: &str) -> String {
    let dropped = |c: char| UNSEEN.contains(&c) || c.is_whitespace() && !FORMULA.contains(&c);
    if words.trim_start_matches(dropped).starts_with(FORMULA) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_cells_quoted_and_no_formula() {
        let data = serde_json::json!([{
            "kind": "direct", "speaker": "=HYPERLINK(\"x\")", "actor": null, "party": "-1", "cue": "said, then",
            "text": "“We\nwait”", "id": "q1", "citations": [{"source": "a", "href": "articles/a.html#s1"}, {"source": "b"}],
        }]);
        let table = String::from_utf8(statements(data.as_array().unwrap())).unwrap();
        assert_eq!(
            table,
            "kind,speaker,actor,party,text,cue,id,source,href\r\n\
             direct,\"'=HYPERLINK(\"\"x\"\")\",,'-1,“We wait”,\"said, then\",q1,a; b,articles/a.html#s1\r\n"
        );
        let empty = String::from_utf8(events::<Value>(&[])).unwrap();
        assert_eq!(empty.lines().count(), 1);
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_back_from_a_cell_and_none_is_a_formula(
            head in proptest::sample::select(vec!["", "=", "+", "-", "@", "\t=", "\r\n@", "\u{feff}=", "\u{200b}-", "＝", " ="]),
            words in proptest::collection::vec(proptest::char::any(), 0..40),
        ) {
            let words = head.to_owned() + &words.into_iter().collect::<String>();
            let table = statements(&[serde_json::json!({"speaker": words, "text": "\"a\",b"})]);
            let mut reader = csv::Reader::from_reader(&*table);
            let rows: Vec<_> = reader.records().map(|row| row.expect("a row as long as the head")).collect();
            proptest::prop_assert_eq!(rows.len(), 1);
            let cell = &rows[0][1];
            let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert!(cell == plain || cell.strip_prefix('\'') == Some(&plain), "{:?}", cell);
            let shown = cell.trim_start_matches(|c: char| UNSEEN.contains(&c) || c.is_whitespace());
            proptest::prop_assert!(!shown.starts_with(FORMULA), "{:?}", cell);
            proptest::prop_assert_eq!(&rows[0][4], "\"a\",b");
        }
    }
}
