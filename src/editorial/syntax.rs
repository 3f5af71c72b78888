//! The written form of citations: `[@source, "exact words"; @other, "other words"]`, after Pandoc.
//!
//! An id is a run of anything but white space, `,`, `;` and `]`, or stands in quotation marks after the `@`. Quotation
//! marks are straight or typographic; `\"` is a mark within the words and `\\` a backslash.

use std::ops::Range;

/// Citations that stand together in one pair of brackets. All ranges count bytes of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The brackets and all between them.
    pub(super) range: Range<usize>,
    /// One entry for each `@`.
    pub(super) entries: Vec<Entry>,
}

/// One source and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The source's id.
    pub(super) id: String,
    /// Where the id stands.
    pub(super) id_range: Range<usize>,
    /// The words, marks and escapes undone.
    pub(super) words: String,
    /// Where the words stand, without their marks.
    pub(super) words_range: Range<usize>,
}

/// What is wrong with a citation, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    /// What is wrong.
    pub(super) message: &'static str,
    /// Where the reading ended.
    pub(super) at: usize,
    /// Where the citation begins.
    pub(super) start: usize,
}

/// Finds the citations of `text` that begin where `is_prose` says so. `\[@` is no citation.
pub(super) fn find(text: &str, is_prose: impl Fn(usize) -> bool) -> Vec<Result<Written, Malformed>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("[@").map(|at| from + at) {
        let escaped = text[..start].bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1;
        from = start + 2;
        if !escaped && is_prose(start) {
            let read = Reader { text, at: start + 1 }.citation(start);
            from = read.as_ref().map_or(from, |written| written.range.end);
            found.push(read);
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn citation(mut self, start: usize) -> Result<Written, Malformed> {
        let mut entries = Vec::new();
        loop {
            let malformed = |reader: &Self, message| Malformed { message, at: reader.at, start };
            entries.push(self.entry().map_err(|message| malformed(&self, message))?);
            self.space();
            match self.next() {
                Some(';') => self.space(),
                Some(']') => return Ok(Written { range: start..self.at, entries }),
                _ => return Err(malformed(&self, "a citation ends with `]`, or goes on after `;`")),
            }
        }
    }

    fn entry(&mut self) -> Result<Entry, &'static str> {
        if self.next() != Some('@') {
            return Err("a citation begins with `@` and the id of a source");
        }
        let (id, id_range) = match self.quoted()? {
            Some(quoted) => quoted,
            None => self.bare_id(),
        };
        if id.is_empty() {
            return Err("the id of a source is missing after `@`");
        }
        self.space();
        if self.next() != Some(',') {
            return Err("after the id of a source comes a comma and the exact words in quotation marks");
        }
        self.space();
        let (words, words_range) = self.quoted()?.ok_or("the exact words are missing, in quotation marks")?;
        if words.trim().is_empty() {
            return Err("the quotation marks hold no words");
        }
        Ok(Entry { id, id_range, words, words_range })
    }

    fn bare_id(&mut self) -> (String, Range<usize>) {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || ",;]".contains(c)).unwrap_or(rest.len());
        let range = self.at..self.at + end;
        self.at = range.end;
        (self.text[range.clone()].to_owned(), range)
    }

    /// What stands in quotation marks; `None` where none begins here.
    fn quoted(&mut self) -> Result<Option<(String, Range<usize>)>, &'static str> {
        let (open, close) = match self.text[self.at..].chars().next() {
            Some('"') => (None, '"'),
            Some('“') => (Some('“'), '”'),
            Some('„') => (Some('„'), '“'),
            _ => return Ok(None),
        };
        let mark = self.at;
        self.next();
        let start = self.at;
        let (mut words, mut depth) = (String::new(), 0);
        while let Some(c) = self.next() {
            match c {
                '\\' => match self.next() {
                    Some(c) if c == close || Some(c) == open || "\"\\“”".contains(c) => words.push(c),
                    Some(c) => words.extend(['\\', c]),
                    None => break,
                },
                c if c == close && depth == 0 => return Ok(Some((words, start..self.at - c.len_utf8()))),
                c => {
                    depth += i32::from(Some(c) == open);
                    depth -= i32::from(c == close);
                    words.push(c);
                }
            }
        }
        self.at = mark;
        Err("these quotation marks are not closed")
    }

    fn next(&mut self) -> Option<char> {
        let c = self.text[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each citation as `id=words|…` or `! message`.
    fn read(text: &str) -> Vec<String> {
        let entry = |e: &Entry| {
            assert_eq!(&text[e.id_range.clone()], e.id);
            format!("{}={}", e.id, e.words)
        };
        find(text, |_| true)
            .iter()
            .map(|found| match found {
                Ok(written) => written.entries.iter().map(entry).collect::<Vec<_>>().join("|"),
                Err(malformed) => format!("! {} @{}", malformed.message, malformed.at),
            })
            .collect()
    }

    #[test]
    fn citations_are_read_as_written() {
        assert_eq!(read(r#"It ended [@a/b-1, "at noon"]."#), ["a/b-1=at noon"]);
        assert_eq!(read(r#"[@a, "x"; @b ,"y";@c,“z”]"#), ["a=x|b=y|c=z"]);
        assert_eq!(read("[@a.b,\n  “he said “no” twice”]"), ["a.b=he said “no” twice"]);
        assert_eq!(
            read(r#"[@"my file, 2", "one \"two\" \\ \n [x]; three"]"#),
            [r#"my file, 2=one "two" \ \n [x]; three"#]
        );
        assert_eq!(read("[@ä, „straße“] and [@b, \"“c”\"]"), ["ä=straße", "b=“c”"]);
        assert!(read(r#"\[@a, "x"] and a@b.c and [a](b) [ @x ]"#).is_empty());
        assert_eq!(read(r#"\\[@a, "x"]"#), ["a=x"]);
    }

    #[test]
    fn what_is_malformed_is_pointed_at() {
        for (text, at) in [
            ("[@a]", 4),
            ("[@a, x]", 5),
            ("[@a, \"x]", 5),
            ("[@, \"x\"]", 2),
            ("[@a, \"\"]", 7),
            ("[@a, \"x\", \"y\"]", 9),
            ("[@a, \"x\"; b]", 11),
            ("[@a, \"x\"", 8),
            ("[@", 2),
            ("[@\"a", 2),
        ] {
            assert!(matches!(&find(text, |_| true)[..], [Err(m)] if m.at == at), "{text}: {:?}", read(text));
        }
    }
}
