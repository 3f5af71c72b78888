//! JSON with an entry a line: small, and a change of one entry is a change of one line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Depth down to which each value begins a line: fields of the whole, and entries of its lists.
const DEPTH: usize = 2;

/// `value` as JSON in UTF-8, ended by a line end. What is within an entry stands on the line of the entry.
pub fn lines<T: Serialize>(value: &T) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory does not fail, and the keys are words.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut text, Lines::default()));
    text.push(b'\n');
    text
}

/// Breaks lines down to [`DEPTH`].
#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether what is being ended has an entry; of deeper levels that is not asked.
    has_entries: bool,
}

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_entries = false;
        writer.write_all(mark)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        if self.depth <= DEPTH && self.has_entries {
            writer.write_all(b"\n")?;
        }
        self.depth -= 1;
        self.has_entries = true;
        writer.write_all(mark)
    }

    fn entry<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.has_entries = true;
        let mark: &[u8] = match (first, self.depth <= DEPTH) {
            (true, true) => b"\n",
            (true, false) => b"",
            (false, true) => b",\n",
            (false, false) => b", ",
        };
        writer.write_all(mark)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.entry(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.entry(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn an_entry_is_a_line() {
        let value =
            json!({"title": "a", "rows": [{"id": 1, "of": [1, 2], "no": {}}, {"id": 2}], "none": [], "by": {"x": [3]}});
        let text = String::from_utf8(lines(&value)).unwrap();
        assert_eq!(
            text,
            "{\n\"title\": \"a\",\n\"rows\": [\n{\"id\": 1, \"of\": [1, 2], \"no\": {}},\n{\"id\": 2}\n],\n\"none\": [],\n\
             \"by\": {\n\"x\": [3]\n}\n}\n"
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
