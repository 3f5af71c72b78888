//! Lays out the weights of `src/annotate/statement/weights.tsv` as the program looks them up.

use std::path::Path;
use std::{env, fs, io};

#[path = "src/annotate/statement/table.rs"]
#[allow(dead_code, reason = "the build writes the table and never looks anything up")]
mod table;

fn main() -> io::Result<()> {
    let weights = "src/annotate/statement/weights.tsv";
    println!("cargo::rerun-if-changed={weights}");
    println!("cargo::rerun-if-changed=src/annotate/statement/table.rs");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("weights.bin"), table::Table::read(&fs::read_to_string(weights)?).bytes())
}
