//! What the members of a list share: `Monday and Tuesday last week`, `19, 20 and 21 October`, `March and April 2020`.
//!
//! The last member carries the longer stretch for all; each one before it, parted from the next by no more than a
//! comma or `and`, takes it over. So does a time of the clock the day behind a bracket: `9 a.m. (0800 GMT) on Friday`.

use super::expression::{Direction, Meaning, Named, Timex, TimexType, Unit};
use super::period::Period;

/// Gives the members of each list what its last one says of all. `sentences[i]` is the sentence of expression `i`.
pub(super) fn share(timexes: &mut [Timex], sentences: &[usize], text: &str) {
    for at in (1..timexes.len()).rev() {
        let (before, after) = timexes.split_at_mut(at);
        let (Some(member), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let between = text[member.span.end..next.span.start].trim();
        match member.meaning {
            _ if sentences[at - 1] != sentences[at] => {}
            Meaning::Named(Named::Weekday(_)) if is_joint(between) && run_on(member, next) => {
                member.antecedent = Some(at);
            }
            Meaning::Named(named) if is_joint(between) => take_over(member, named, next),
            Meaning::Compared(Unit::Day, 0) if member.clock.is_some() && is_bracket(between) => {
                member.meaning.clone_from(&next.meaning);
                member.direction = next.direction;
                member.cue.clone_from(&next.cue);
            }
            _ => {}
        }
    }
}

/// Whether a weekday and the next one in a list may lie on either side of the document's date and run on from day to
/// day: "Monday, Tuesday and Wednesday", not "Friday and Thursday".
fn run_on(member: &Timex, next: &Timex) -> bool {
    let free = |timex: &Timex| matches!(timex.direction, Direction::Open | Direction::Past);
    let days = member.meaning.weekday().zip(next.meaning.weekday()).map(|(from, to)| (to - from).rem_euclid(7));
    days.is_some_and(|days| (1..=3).contains(&days)) && free(member) && free(next)
}

/// Whether the text between two expressions does no more than join them.
fn is_joint(between: &str) -> bool {
    let words = between.trim_start_matches(',').trim();
    matches!(words, "" | "and" | "or" | "&" | "and on" | "or on" | "and in" | "or in") && !between.is_empty()
}

/// Whether the text between two expressions is only the edge of a bracket: `9 a.m. (0800 GMT) on Friday`.
fn is_bracket(between: &str) -> bool {
    matches!(between, "(" | ")" | ") on")
}

/// Sets a member that names no longer stretch in that of the next one.
fn take_over(member: &mut Timex, named: Named, next: &Timex) {
    let meaning = match (&next.meaning, named) {
        (Meaning::Within(outer, of), _) if alike(named, *of) => Meaning::Within(outer.clone(), named),
        (Meaning::Absolute(period, None), _) => match in_year(named, *period) {
            Some(period) => Meaning::Absolute(period, None),
            None => return,
        },
        (Meaning::MonthDay { month, day: last, .. }, Named::DayOfMonth(day)) if day < *last => {
            Meaning::MonthDay { month: *month, day, to: None, weekday: None }
        }
        (Meaning::Length(nights), Named::Weekday(day)) if next.kind == TimexType::Set => {
            let Some((_, part)) = nights.strip_prefix("XXXX-WXX-").and_then(|rest| rest.split_once('T')) else {
                return;
            };
            member.kind = TimexType::Set;
            Meaning::Length(format!("XXXX-WXX-{day}T{part}"))
        }
        _ => return,
    };
    member.meaning = meaning;
    member.direction = next.direction;
    member.cue.clone_from(&next.cue);
}

fn alike(one: Named, other: Named) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// The stretch of that name in the year of the next member, or in the year before where it is the later of the two.
fn in_year(named: Named, next: Period) -> Option<Period> {
    let before = |year: i16, later: bool| if later { year.checked_sub(1) } else { Some(year) };
    Some(match (named, next) {
        (Named::Month(month), Period::Month(year, last)) => Period::Month(before(year, month > last)?, month),
        (Named::Quarter(quarter), Period::Quarter(year, last)) => {
            Period::Quarter(before(year, quarter > last)?, quarter)
        }
        (Named::Half(half), Period::Half(year, last)) if half < last => Period::Half(year, half),
        (Named::DayOfMonth(day), Period::Day(last)) if day < last.day() => {
            Period::Day(last.with().day(day).build().ok()?)
        }
        _ => return None,
    })
}
