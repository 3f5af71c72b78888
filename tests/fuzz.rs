//! Every input of `fuzz/corpora/`, without a fuzzer: the odd ones, and those that something was once found with.

#[allow(unreachable_pub, reason = "a package of its own uses it too")]
#[path = "fuzz/src/lib.rs"]
mod harness;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

/// What a fuzzer does with its bytes.
type Run = fn(&[u8]);

/// Each target and what it does with its bytes: the names of `fuzz/targets/`.
const TARGETS: [(&str, Run); 6] = [
    ("article", harness::article),
    ("time", harness::time),
    ("statements", harness::statements),
    ("pages", harness::pages),
    ("front_matter", harness::front_matter),
    ("whole_build", harness::whole_build),
];

#[test]
fn every_input_of_the_fuzzers_is_taken_as_it_should_be() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    for (target, run) in TARGETS {
        assert!(fuzz.join(format!("targets/{target}.rs")).is_file(), "{target} is not fuzzed");
        let mut inputs: Vec<_> =
            fs::read_dir(fuzz.join("corpora").join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
        inputs.sort();
        assert!(inputs.len() > 4, "{target}: {inputs:?}");
        inputs.par_iter().for_each(|input| {
            eprintln!("{}", input.display());
            run(&fs::read(input).unwrap());
        });
    }
    assert_eq!(fs::read_dir(fuzz.join("targets")).unwrap().count(), TARGETS.len());
}
