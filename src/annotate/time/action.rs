//! What a rule of the grammar does with the words it took, as the data file writes it: `shift unit=day n=-1`.

use super::expression::{Direction, Part, Unit};
use super::holiday::Holiday;
use super::lexicon::{PARTS, UNITS};

/// What a rule does with the words it took: a verb and its settings.
#[derive(Debug, Clone)]
pub(super) struct Action {
    pub verb: Verb,
    /// Number in hundredths, in place of one in the text.
    pub amount: Option<i64>,
    /// Factor of the number: -1 counts back.
    pub sign: i64,
    pub unit: Option<Unit>,
    pub direction: Option<Direction>,
    pub part: Option<Part>,
    pub clock: Option<(i8, i8)>,
    /// Whether an hour is of the second half of the day, where the words say.
    pub half: Option<bool>,
    pub universal: bool,
    /// Hundredths added to the number of the text.
    pub plus: i64,
    pub vague: bool,
    pub holiday: Option<Holiday>,
    pub reference: Option<&'static str>,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    None,
    Day,
    Slashed,
    Month,
    Year,
    Decade,
    Century,
    Named,
    Shift,
    Chained,
    Compared,
    Length,
    Set,
    SetOf,
    Reference,
    Holiday,
    Unplaced,
    Same,
    Clock,
    Beside,
    EndingOn,
    SamePeriod,
    Since,
    Nth,
}

const VERBS: [(&str, Verb); 24] = [
    ("none", Verb::None),
    ("day", Verb::Day),
    ("slashed", Verb::Slashed),
    ("month", Verb::Month),
    ("year", Verb::Year),
    ("decade", Verb::Decade),
    ("century", Verb::Century),
    ("named", Verb::Named),
    ("shift", Verb::Shift),
    ("chained", Verb::Chained),
    ("compared", Verb::Compared),
    ("length", Verb::Length),
    ("set", Verb::Set),
    ("setof", Verb::SetOf),
    ("reference", Verb::Reference),
    ("holiday", Verb::Holiday),
    ("unplaced", Verb::Unplaced),
    ("same", Verb::Same),
    ("clock", Verb::Clock),
    ("beside", Verb::Beside),
    ("endingon", Verb::EndingOn),
    ("sameperiod", Verb::SamePeriod),
    ("since", Verb::Since),
    ("nth", Verb::Nth),
];

impl Action {
    /// Reads `shift unit=day n=-1`; `None` where a word of it is not known.
    pub(super) fn parse(text: &'static str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let name = words.next()?;
        let mut action = Action {
            verb: VERBS.iter().find(|(of, _)| *of == name)?.1,
            amount: None,
            sign: 1,
            unit: None,
            direction: None,
            part: None,
            clock: None,
            half: None,
            universal: false,
            plus: 0,
            vague: false,
            holiday: None,
            reference: None,
        };
        for word in words {
            let (key, value) = word.split_once('=')?;
            match key {
                "n" if value == "X" => action.vague = true,
                "n" => action.amount = Some(hundredths(value)?),
                "sign" => action.sign = value.parse().ok()?,
                "unit" => action.unit = Some(UNITS.iter().find(|(name, _)| *name == value)?.1),
                "to" => action.direction = Some(direction(value)?),
                "part" => action.part = Some(PARTS.iter().find(|(code, _)| *code == value)?.1),
                "at" => action.clock = Some((value.get(..2)?.parse().ok()?, value.get(3..)?.parse().ok()?)),
                "half" => action.half = Some(value == "pm"),
                "universal" => action.universal = value == "yes",
                "plus" => action.plus = hundredths(value)?,
                "on" => action.holiday = Some(Holiday::parse(value)?),
                "ref" => action.reference = Some(value),
                _ => return None,
            }
        }
        Some(action)
    }
}

fn direction(name: &str) -> Option<Direction> {
    Some(match name {
        "open" => Direction::Open,
        "back" => Direction::Back,
        "past" => Direction::Past,
        "ahead" => Direction::Ahead,
        "this" => Direction::This,
        "next" => Direction::Next,
        _ => return None,
    })
}

fn hundredths(text: &str) -> Option<i64> {
    match text.split_once('.') {
        Some((whole, "5")) => Some(whole.parse::<i64>().ok()? * 100 + 50),
        Some(_) => None,
        None => Some(text.parse::<i64>().ok()? * 100),
    }
}
