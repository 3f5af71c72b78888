//! The editor's Markdown and its citations.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::pages(bytes));
