//! The ground floor: what can be said of any English text, and of any text whether it is English.
//!
//! In: strings. Out: spans, tokens, sentences, stems, weighted similarity, calendar dates, joined sets,
//! the language of a text; maps of built-in words.
//! Knows nothing of news, sources, files or HTML.

mod boundary;
pub mod chunk;
pub mod edtf;
pub mod language;
mod line;
pub mod printed_date;
pub mod sentence;
pub mod sets;
pub mod similarity;
pub mod sketch;
pub mod span;
pub mod stem;
pub mod table;
pub mod tag;
pub mod token;
pub(crate) mod unseen;

pub use edtf::Edtf;
pub use line::{capitalised, one_line, rows};
pub use span::{ScalarIndex, Span};
