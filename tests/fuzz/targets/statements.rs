//! The grammar of who says what, and what is made of it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::statements(bytes));
