//! One line in, one line out.

use jiff::civil::date;

use crate::text::Span;
use crate::text::token::tokens;

use super::{Anchor, direction, grammar, resolve};

/// `expression = value` for each expression of a sentence, against Monday, 27 October 2025.
fn values(sentence: &str) -> String {
    let day = date(2025, 10, 27);
    let anchor = Anchor { first: day, last: day, inferred: false };
    grammar::scan(&tokens(sentence, 0), sentence)
        .into_iter()
        .map(|timex| direction::set(timex, Some(Span::new(0, sentence.len())), sentence))
        .map(|timex| format!("{} = {}", timex.span.of(sentence), resolve(&timex, Some(anchor)).timex))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn expressions_and_their_values() {
    let table = [
        ("Published on October 27th, 2025 in print", "October 27th, 2025 = 2025-10-27"),
        ("on 27 October 2025", "27 October 2025 = 2025-10-27"),
        ("The report of 2025-10-27 says", "2025-10-27 = 2025-10-27"),
        ("the Oct. 19 accord", "Oct. 19 = 2025-10-19"),
        ("the accord of December 30", "December 30 = 2025-12-30"),
        ("a vote on January 3", "January 3 = 2026-01-03"),
        ("sessions on Oct 25–28 in town", "Oct 25–28 = 2025-10-25"),
        ("in August 2021, the port", "August 2021 = 2021-08"),
        ("a surge in early October", "early October = 2025-10"),
        ("during 2021-24 under", "2021-24 = 2021"),
        ("president from 2000 to 2006", "2000 to 2006 = 2000"),
        ("in the 1990s", "1990s = 199X"),
        ("has waged attacks since 2007.", "2007 = 2007"),
        ("On Monday talks ended", "Monday = 2025-10-27"),
        ("On Sunday, the army said", "Sunday = 2025-10-26"),
        ("Talks are set to resume on Tuesday", "Tuesday = 2025-10-28"),
        ("talks will resume on Monday", "Monday = 2025-10-27"),
        ("next Friday", "next Friday = 2025-10-31"),
        ("last Monday", "last Monday = 2025-10-20"),
        ("announced early Tuesday", "early Tuesday = 2025-10-21TMO"),
        ("as of Monday night", "Monday night = 2025-10-27TNI"),
        ("Monday’s session", "Monday = 2025-10-27"),
        ("yesterday and last week", "yesterday = 2025-10-26; last week = 2025-W43"),
        ("this year and last month", "this year = 2025; last month = 2025-09"),
        ("three days of talks", "three days = P3D"),
        ("a nine-hour session", "nine-hour = PT9H"),
        ("for over 40 years", "40 years = P40Y"),
        ("two years ago", "two years ago = 2023"),
        ("in the past year", "past year = P1Y"),
        ("in recent years", "recent years = PAST_REF"),
        ("two decades of war", "two decades = P2DE"),
        ("a few weeks", "a few weeks = PXW"),
        ("every day", "every day = P1D"),
        ("the previous day", "previous day = XXXX-XX-XX"),
        ("last summer", "last summer = 2024-SU"),
        ("Tuesday, Oct. 28, 2025", "Tuesday, Oct. 28, 2025 = 2025-10-28"),
        ("twenty-four hours", "twenty-four hours = PT24H"),
    ];
    for (sentence, expected) in table {
        assert_eq!(values(sentence), expected, "{sentence}");
    }
}

#[test]
fn words_that_only_look_like_dates() {
    let table = [
        "They may come and march on.",
        "May I ask a second question?",
        "The sun sat low.",
        "20 people came to 1984 seats",
        "2,000 were hurt and 1,990 fled",
        "Feb 30, 2025x and 31 April",
        "the 1984th seat",
        "a 24/7 service",
    ];
    for sentence in table {
        assert_eq!(values(sentence), "", "{sentence}");
    }
}

#[test]
fn an_uncertain_anchor_gives_a_range_only_where_it_matters() {
    let anchor = Anchor { first: date(2025, 10, 27), last: date(2025, 10, 28), inferred: true };
    let date_of = |sentence: &str| {
        let timex = grammar::scan(&tokens(sentence, 0), sentence).remove(0);
        resolve(&timex, Some(anchor)).date.to_string()
    };
    assert_eq!(date_of("on Sunday"), "2025-10-26");
    assert_eq!(date_of("yesterday"), "2025-10-26~/2025-10-27~");
}
