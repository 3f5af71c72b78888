//! A whole root, to a whole site.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::whole_build(bytes));
