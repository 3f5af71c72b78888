//! One line in, one line out: the examples of the grammar and a table of sentences.

use jiff::civil::Date;

use crate::text::Span;
use crate::text::sentence::sentences;

use super::grammar::{Grammar, compile, groups, lines};
use super::lexicon::Lexicon;
use super::scan::scan;
use super::{Anchor, Finder, TimexType, resolve};

/// Expressions of a text with their values, against `day`; a repeated time is told apart by `SET`.
fn values(text: &str, day: Date) -> Vec<(String, String)> {
    let mut finder = Finder::new(text);
    finder.block(Span::new(0, text.len()), sentences(text, 0).into_iter());
    let timexes = finder.finish();
    let values = resolve(&timexes, Some(Anchor { first: day, last: day, inferred: false }));
    let set = |kind| if kind == TimexType::Set { "SET " } else { "" };
    let pairs = timexes.iter().zip(values);
    pairs
        .map(|(timex, value)| (timex.span.of(text).to_owned(), format!("{}{}", set(timex.kind), value.timex)))
        .collect()
}

fn monday() -> Date {
    jiff::civil::date(2025, 10, 27)
}

/// Line, group and example of each rule in the file.
fn examples() -> impl Iterator<Item = (usize, &'static str, Option<&'static str>)> {
    let lines = include_str!("grammar.txt").lines().enumerate();
    let rules = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with(['#', '@']));
    rules.map(|(number, line)| {
        let mut fields = line.split('\t').filter(|field| !field.is_empty());
        (number + 1, fields.next().unwrap_or(""), fields.nth(2))
    })
}

#[test]
fn every_rule_of_the_grammar_can_be_read() {
    let mut lexicon = Lexicon::new();
    let (macros, lines) = lines();
    let groups = groups(&lines);
    assert!(lines.len() > 250);
    for (line, (number, group, example)) in lines.iter().zip(examples()) {
        let compiled = compile(line, &macros, &groups, &mut lexicon);
        assert!(compiled.is_ok(), "line {number}: {}", compiled.err().unwrap_or_default());
        assert!(group.starts_with('_') || example.is_some(), "line {number}: no example");
    }
}

#[test]
fn every_rule_of_the_grammar_reads_its_example() {
    let rules = examples().enumerate();
    let wrong = rules.filter_map(|(rule, (number, _, example))| Some((number, misread(rule, example?)?)));
    let wrong: Vec<String> = wrong.map(|(number, what)| format!("grammar.txt:{number}: {what}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with the reading of a rule's example, if anything.
fn misread(rule: usize, example: &str) -> Option<String> {
    let (marked, value) = example.split_once(" => ").unwrap_or((example, ""));
    let expression =
        marked.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(expression, _)| expression);
    let text = marked.replace(['[', ']'], "");
    let found = values(&text, monday());
    let right = match expression {
        Some(expression) => found.iter().any(|(text, of)| text == expression && of.trim_start_matches("SET ") == value),
        None => found.is_empty(),
    };
    if !right {
        return Some(format!("{marked}: {found:?}"));
    }
    let (grammar, mut tokens) = (Grammar::get(), Vec::new());
    scan(&text, 0, text.len(), &grammar.lexicon, &mut tokens);
    let read = (0..tokens.len()).any(|at| grammar.rule_at(&tokens, at, &text) == Some(rule));
    (!read).then(|| format!("{marked}: read by another rule"))
}

#[test]
fn sentences_and_their_expressions() {
    let mut day = monday();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in include_str!("cases.txt").lines().enumerate() {
        if let Some(date) = line.strip_prefix("@ ") {
            day = date.trim().parse().unwrap_or_else(|e| panic!("line {}: {e}", number + 1));
            continue;
        }
        let Some((sentence, expected)) = line.split_once(" |").filter(|_| !line.starts_with('#')) else { continue };
        count += 1;
        let found: Vec<String> =
            values(sentence, day).iter().map(|(text, value)| format!("{text} = {value}")).collect();
        let expected: Vec<&str> = expected.split(" | ").map(str::trim).filter(|e| !e.is_empty()).collect();
        if found != expected {
            wrong.push(format!("{}: {sentence}\n    not {found:?}", number + 1));
        }
    }
    assert!(count > 600, "{count}");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}
