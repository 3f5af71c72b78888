//! What stands above a text, and the files that state things alone.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::front_matter(bytes));
