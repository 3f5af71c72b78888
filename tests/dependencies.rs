//! What the program is made of: licences, sources and bans of `deny.toml`, held against what cargo has resolved.
//!
//! Needs no network and no other tool. Looks at what is built on this system; `cargo deny check`, which continuous
//! integration runs, looks at every system and asks for advisories besides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn deny() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The packages that are built on this system.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let about = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    let listed = data["packages"].as_array().unwrap();
    let built: Vec<&Value> = data["resolve"]["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
    listed.iter().filter(|package| built.contains(&&package["id"])).cloned().collect()
}

/// Whether an SPDX expression can be met with the licences allowed. A slash is how an OR was once written.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn any(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        let met = any(words, allowed);
        return words.next() == Some(")") && met;
    }
    // An exception is a licence of its own, and none is allowed.
    let excepted = words.next_if_eq(&"WITH").is_some_and(|_| words.next().is_some());
    !excepted && allowed.contains(&word)
}

#[test]
fn an_expression_is_met_by_what_it_asks_for() {
    for (expression, met) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("(MIT OR GPL-3.0) AND ISC", true),
        ("(MIT OR GPL-3.0) AND GPL-3.0", false),
        ("MIT AND GPL-3.0", false),
        ("ISC WITH X OR GPL-3.0", false),
        ("ISC WITH X OR MIT", true),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &["MIT", "ISC"]), met, "{expression}");
    }
}

#[test]
fn every_dependency_is_free_and_from_where_it_is_said_and_none_is_banned() {
    let deny = deny();
    let allowed: Vec<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let banned: Vec<&str> =
        deny["bans"]["deny"].as_array().unwrap().iter().map(|ban| ban["crate"].as_str().unwrap()).collect();
    let packages = packages();
    assert!(packages.len() > 50, "{}", packages.len());
    let mut wrong = Vec::new();
    for package in &packages {
        let field = |key: &str| package[key].as_str().unwrap_or_default();
        let name = field("name");
        if !is_met(field("license"), &allowed) {
            wrong.push(format!("{name}: the licence {:?} is not among those of deny.toml", field("license")));
        }
        if !field("source").is_empty() && field("source") != "registry+https://github.com/rust-lang/crates.io-index" {
            wrong.push(format!("{name}: comes from {}", field("source")));
        }
        if banned.contains(&name) {
            wrong.push(format!("{name}: is banned by deny.toml"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_is_forbidden_and_the_oldest_compiler_is_stated() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert!(manifest["package"]["rust-version"].as_str().is_some());
}

/// Every `path`: `name`, `name` of the table of promises.
#[test]
fn every_test_that_a_promise_of_safety_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = 0;
    for row in include_str!("../SECURITY.md").lines().filter(|line| line.starts_with("| ") && line.contains("` |")) {
        let mut text = String::new();
        for word in row.split('`').skip(1).step_by(2) {
            let is_code = word.starts_with("src/") || word.starts_with("tests/");
            if is_code && root.join(word).is_dir() {
                let files = walkdir::WalkDir::new(root.join(word)).into_iter().map(Result::unwrap);
                let files = files.filter(|entry| entry.file_type().is_file());
                text = files.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect();
            } else if is_code {
                text = std::fs::read_to_string(root.join(word)).unwrap_or_else(|error| panic!("{word}: {error}"));
            } else if word.contains('_') && !word.contains([' ', '=']) && !text.is_empty() {
                assert!(text.contains(&format!("fn {word}(")), "{row}: no test `{word}`");
                named += 1;
            }
        }
    }
    assert!(named > 25, "{named}");
}

/// The versions of every package that a lock file holds, by name, and the dependencies of the project itself.
fn locked(text: &str) -> (BTreeMap<String, BTreeSet<String>>, BTreeSet<String>) {
    let lock: toml::Table = text.parse().unwrap();
    let (mut versions, mut own) = (BTreeMap::<String, BTreeSet<String>>::new(), BTreeSet::new());
    for package in lock["package"].as_array().unwrap() {
        let field = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(field("name")).or_default().insert(field("version"));
        if field("name") == env!("CARGO_PKG_NAME") {
            own.extend(
                package["dependencies"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()),
            );
        }
    }
    (versions, own)
}

#[test]
fn the_fuzzers_try_what_is_built() {
    let (built, own) = locked(include_str!("../Cargo.lock"));
    let (tried, fuzzed) = locked(include_str!("fuzz/Cargo.lock"));
    assert!(fuzzed.len() > 20, "{fuzzed:?}");
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        assert!(own.contains(name) && fuzzed.contains(name), "`{name}` is missing in tests/fuzz/Cargo.lock");
    }
    for (name, versions) in built.iter().filter(|(name, _)| tried.contains_key(*name)) {
        let others: Vec<&String> = tried[name].difference(versions).collect();
        assert!(others.is_empty(), "tests/fuzz/Cargo.lock has {name} {others:?}, Cargo.lock {versions:?}");
    }
}
