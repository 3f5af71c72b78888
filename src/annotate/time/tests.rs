//! One line in, one line out: the examples of the grammar and a table of sentences.

use jiff::civil::Date;
use proptest::prelude::*;

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

/// Words, figures and marks that rules begin or go on with.
fn soup() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "last",
        "next",
        "this",
        "Monday",
        "May",
        "march",
        "October",
        "Oct",
        ".",
        ",",
        "-",
        "–",
        "/",
        ":",
        "(",
        ")",
        "27",
        "27th",
        "2025",
        "99999",
        "0",
        "1990s",
        "’90s",
        "2,000",
        "1.5",
        "2½",
        "31",
        "two",
        "hundred",
        "years",
        "year",
        "ago",
        "later",
        "earlier",
        "quarter",
        "third",
        "half",
        "of",
        "in",
        "by",
        "until",
        "a.m.",
        "p.m.",
        "GMT",
        "noon",
        "night",
        "early",
        "end",
        "decade",
        "century",
        "every",
        "’s",
        "'s",
        "old",
        "that",
        "day",
        "Easter",
        "will",
        "said",
        "nineteen",
        "ninety-six",
        "Feb",
        "30",
        "T",
        "Z",
        "\n",
        "fiscal",
        "summer",
        "é",
        "年",
        "\u{301}",
        "999999999999",
    ];
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let glue = prop::sample::select(vec!["", " ", " ", " "]);
    prop::collection::vec((prop::sample::select(words), glue), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, glue)| [word, glue.to_owned()]).collect())
}

fn holds(text: &str, day: Date) {
    let mut finder = Finder::new(text);
    finder.block(Span::new(0, text.len()), sentences(text, 0).into_iter());
    let timexes = finder.finish();
    let mut last = 0;
    for timex in &timexes {
        assert!(last <= timex.span.start && timex.span.start < timex.span.end && timex.span.end <= text.len());
        assert!(text.is_char_boundary(timex.span.start) && text.is_char_boundary(timex.span.end));
        last = timex.span.end;
    }
    let inferred = day.tomorrow().map_or(day, |day| day);
    for last in [day, inferred] {
        let values = resolve(&timexes, Some(Anchor { first: day, last, inferred: last != day }));
        assert_eq!(values.len(), timexes.len());
        assert!(values.iter().all(|value| !value.timex.is_empty() && !value.reason.is_empty()));
    }
    assert!(resolve(&timexes, None).iter().all(|value| !value.timex.is_empty()));
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,200}") {
        holds(&text, monday());
    }

    #[test]
    fn any_words_of_time_are_read_without_harm(text in soup()) {
        for day in [monday(), Date::MIN, Date::MAX, jiff::civil::date(1, 1, 1), jiff::civil::date(2024, 2, 29)] {
            holds(&text, day);
        }
    }
}

#[test]
fn each_sentence_of_a_long_text_is_read_alike() {
    let sentence = "On Monday, May 5, a year earlier, the third quarter of last year ended early in the morning. ";
    let alone = values(sentence, monday()).len();
    assert_eq!(values(&sentence.repeat(50), monday()).len(), 50 * alone);
}
