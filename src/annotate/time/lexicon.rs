//! The words of temporal expressions, read from `lexicon.txt`, and the numbers they go by.

use jiff::civil::Weekday;

use crate::text::edtf::{month_name, weekday_name};
use crate::text::printed_date::calendar_words;
use crate::text::table::WordList;

use super::expression::{Season, Unit};

/// Number of a word in the [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct WordId(u16);

impl WordId {
    /// Any word that is not in the lexicon.
    pub(super) const NONE: WordId = WordId(0);
    /// White space beyond ASCII.
    pub(super) const SPACE: WordId = WordId(1);

    /// Its place in a table of all words.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal,)*) => {
        /// What a token can be in the grammar; the text is its name there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// By its name in the grammar and the lexicon.
            pub(super) fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// Month by name, with a capital.
    Month "MONTH",
    /// The same without the names that are also other words.
    SureMonth "SUREMONTH",
    /// Month in full, with a capital.
    LongMonth "LONGMONTH",
    /// Day of the week in full, with a capital.
    Weekday "WEEKDAY",
    /// Day of the week in short, with a capital.
    ShortWeekday "SHORTDAY",
    /// One unit.
    Unit "UNIT",
    /// Several.
    Units "UNITS",
    /// Part of the day.
    Part "PART",
    /// Parts of many days.
    Parts "PARTS",
    /// Season of the year.
    Season "SEASON",
    /// A season's name that is no other word.
    SureSeason "SURESEASON",
    /// Words between a number and its unit: `more`, `consecutive`.
    More "MORE",
    /// `early`, `mid`, `late`.
    Edge "EDGE",
    /// Day of the week in the plural.
    Weekdays "WEEKDAYS",
    /// `first` to `twentieth`, `3rd`.
    Ord "ORD",
    /// `one` to `nineteen`, `twenty` … `ninety`.
    NumberWord "NUMBERWORD",
    /// `hundred`, `thousand`, `dozen`.
    Multiplier "MULTIPLIER",
    /// Decade by name: `nineties`.
    DecadeWord "DECADEWORD",
    /// `several`, `few`.
    Vague "VAGUE",
    /// `about`, `nearly`.
    About "ABOUT",
    /// Number 1 to 4 of a quarter.
    Q "Q",
    /// Day of a month.
    Day "DAY",
    /// Month in figures.
    Mm "MM",
    /// Year in four figures.
    Year "YEAR",
    /// Year in four figures beside a month: any since 1000.
    AnyYear "ANYYEAR",
    /// A year of living memory.
    Modern "MODERN",
    /// Hour and minutes with a stop between them.
    Hmm "HMM",
    /// Year in two figures.
    Yy "YY",
    /// Hour of the clock.
    Hour "HOUR",
    /// Minute of the clock, two figures.
    Min "MIN",
    /// Hour and minute in four figures.
    Hhmm "HHMM",
    /// `1990s`.
    Decade "DECADE",
    /// A figure that counts.
    Figure "FIGURE",
    /// A time zone other than Universal Time.
    Zone "ZONE",
    /// A name of Universal Time.
    Universal "UNIVERSAL",
    /// Any word with a capital.
    Capital "CAPITAL",
    /// Any word without.
    Lower "LOWER",
    /// A lower-case word in -s that is not of the lexicon: as a rule a plural.
    Plural "PLURAL",
    /// An amount of money or a share.
    Money "MONEY",
    /// Forms of auxiliary verbs.
    Aux "AUX",
    /// Endings behind an apostrophe.
    Ending "ENDING",
    /// Any mark.
    Mark "MARK",
    /// Words before a year or month.
    Prep "PREP",
    /// Words that own a period: `its`, `their`.
    Possessive "POSSESSIVE",
    /// A name of a month or weekday that is also another word.
    Ambiguous "AMBIGUOUS",
    /// What goes on, and so has an age that is a length of time: `truce`, `siege`, or a word before such.
    Affair "AFFAIR",
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) const NONE: Classes = Classes(0);

    pub(super) const fn of(class: Class) -> Self {
        Classes(1 << class as u8)
    }

    pub(super) fn has(self, class: Class) -> bool {
        self.0 & Classes::of(class).0 != 0
    }

    pub(super) fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn set(&mut self, class: Class) {
        self.0 |= Classes::of(class).0;
    }

    pub(super) fn set_if(&mut self, class: Class, holds: bool) {
        if holds {
            self.set(class);
        }
    }

    pub(super) fn join(&mut self, other: Classes) {
        self.0 |= other.0;
    }

    fn without(self, other: Classes) -> Self {
        Classes(self.0 & !other.0)
    }
}

/// A word's classes, each with its value.
#[derive(Debug, Default)]
struct Entry {
    classes: u64,
    values: Vec<(Class, i32)>,
}

/// All words that the grammar knows.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: WordList<WordId>,
    entries: Vec<Entry>,
    marks: [WordId; 128],
}

impl Lexicon {
    /// The data file's words. A line that can't be read is left out; a test sees to it that there is none.
    pub(super) fn new() -> Self {
        let mut lexicon = Lexicon {
            ids: WordList::default(),
            entries: vec![Entry::default(), Entry::default()],
            marks: [WordId::NONE; 128],
        };
        for (word, class, value) in calendar().chain(entries().flatten()) {
            lexicon.add(word, class, value);
        }
        lexicon
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn add(&mut self, word: &str, class: Class, value: i32) {
        let id = self.intern(word);
        let entry = &mut self.entries[usize::from(id.0)];
        entry.classes |= Classes::of(class).0;
        entry.values.push((class, value));
    }

    /// The number of a word or mark, new where it has none.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u16::try_from(self.entries.len()).unwrap_or(0));
        self.entries.push(Entry::default());
        self.ids.insert(word, id);
        if let [byte @ 0..=127] = word.as_bytes() {
            self.marks[usize::from(*byte)] = id;
        }
        id
    }

    /// Number and classes of a word as it stands in the text.
    pub(super) fn word(&self, word: &str, capital: bool) -> (WordId, Classes) {
        let mut shape = Classes::of(if capital { Class::Capital } else { Class::Lower });
        let Some(&id) = self.ids.get(word) else {
            shape.set_if(Class::Plural, !capital && word.ends_with('s') && !word.ends_with("ss"));
            return (WordId::NONE, shape);
        };
        let mut classes = Classes(self.entries[usize::from(id.0)].classes);
        if !capital {
            classes = classes.without(CAPITALISED);
        }
        classes.join(shape);
        (id, classes)
    }

    /// All that a word can be, in any case.
    fn classes_of(&self, word: &str) -> Classes {
        self.ids.get(word).map_or(Classes::NONE, |id| Classes(self.entries[usize::from(id.0)].classes))
    }

    /// The number of a mark of one ASCII character.
    pub(super) fn mark(&self, mark: &str) -> WordId {
        mark.bytes().next().and_then(|byte| self.marks.get(usize::from(byte))).copied().unwrap_or(WordId::NONE)
    }

    /// The number of an ending behind an apostrophe: `s`, `ll`, `clock`.
    pub(super) fn ending(&self, letters: &str) -> Option<WordId> {
        let mut buffer = [b'\''; 6];
        let ending = buffer.get_mut(..=letters.len()).filter(|_| !letters.is_empty())?;
        ending[1..].copy_from_slice(letters.as_bytes());
        ending.make_ascii_lowercase();
        self.ids.get(std::str::from_utf8(ending).ok()?).copied()
    }

    /// The value a word has in a class.
    pub(super) fn value(&self, word: WordId, class: Class) -> Option<i32> {
        self.entries.get(usize::from(word.0))?.values.iter().find(|(of, _)| *of == class).map(|(_, value)| *value)
    }
}

/// Classes that a word has only with a capital.
const CAPITALISED: Classes = Classes(
    Classes::of(Class::Month).0
        | Classes::of(Class::SureMonth).0
        | Classes::of(Class::LongMonth).0
        | Classes::of(Class::Weekday).0
        | Classes::of(Class::ShortWeekday).0
        | Classes::of(Class::Zone).0,
);

/// Whether a word, in any case, names a month or a weekday and nothing else.
pub(super) fn is_calendar_word(word: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes_of(word);
    let named = [Class::Month, Class::Weekday, Class::ShortWeekday].iter().any(|&class| classes.has(class));
    named && !classes.has(Class::Ambiguous)
}

/// Whether the data file has a name of the calendar as another word too.
fn is_ambiguous(name: &str) -> bool {
    entries().flatten().any(|(word, class, _)| class == Class::Ambiguous && word == name)
}

/// Whether a lower-case word is of the language of time.
pub(super) fn is_time_word(word: &str, lexicon: &Lexicon) -> bool {
    let time = [
        Class::Month,
        Class::Weekday,
        Class::ShortWeekday,
        Class::Unit,
        Class::Units,
        Class::Part,
        Class::Season,
        Class::NumberWord,
        Class::Vague,
        Class::Ord,
    ];
    let classes = lexicon.classes_of(word);
    time.iter().any(|&class| classes.has(class))
}

/// The names of months and days of the week with what they can be.
fn calendar() -> impl Iterator<Item = (&'static str, Class, i32)> {
    calendar_words().flat_map(|(word, is_month, number)| {
        let monday_first = || Weekday::from_monday_one_offset(number).map_or("", weekday_name);
        let name = if is_month { month_name(number) } else { monday_first() };
        let whole = word.eq_ignore_ascii_case(name);
        let classes: &[Class] = match (is_month, whole) {
            (true, true) if is_ambiguous(word) => &[Class::Month, Class::LongMonth],
            (true, true) => &[Class::Month, Class::LongMonth, Class::SureMonth],
            (true, false) => &[Class::Month],
            (false, true) => &[Class::Weekday],
            (false, false) => &[Class::ShortWeekday],
        };
        classes.iter().map(move |&class| (word, class, i32::from(number)))
    })
}

/// Words, classes and values of the data file; `None` for a line that can't be read.
fn entries() -> impl Iterator<Item = Option<(&'static str, Class, i32)>> {
    include_str!("lexicon.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).flat_map(|line| {
        let (class, words) = line.split_once(' ').unwrap_or((line, ""));
        words.split_whitespace().map(move |word| {
            let (word, value) = word.split_once('=').unwrap_or((word, "0"));
            let class = Class::parse(class)?;
            Some((word, class, value_of(class, value)?))
        })
    })
}

fn value_of(class: Class, value: &str) -> Option<i32> {
    match class {
        Class::Unit | Class::Units => {
            UNITS.iter().position(|(name, _)| *name == value).and_then(|at| at.try_into().ok())
        }
        Class::Season | Class::SureSeason => {
            SEASONS.iter().position(|(name, _)| *name == value).and_then(|at| at.try_into().ok())
        }
        Class::Part | Class::Parts | Class::Edge => {
            PARTS.iter().position(|(name, _)| *name == value).and_then(|at| at.try_into().ok())
        }
        _ => value.parse().ok(),
    }
}

/// Units by their names in the data files.
pub(super) const UNITS: [(&str, Unit); 13] = [
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("night", Unit::Night),
    ("day", Unit::Day),
    ("weekend", Unit::Weekend),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("half", Unit::Half),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

/// Seasons by their codes.
pub(super) const SEASONS: [(&str, Season); 4] =
    [("SP", Season::Spring), ("SU", Season::Summer), ("FA", Season::Autumn), ("WI", Season::Winter)];

/// Parts of a day or a longer stretch by their codes.
pub(super) const PARTS: [(&str, super::expression::Part); 9] = {
    use super::expression::Part;
    [
        ("MO", Part::Morning),
        ("MI", Part::Midday),
        ("AF", Part::Afternoon),
        ("EV", Part::Evening),
        ("NI", Part::Night),
        ("DT", Part::Daytime),
        ("START", Part::Start),
        ("MID", Part::Mid),
        ("END", Part::End),
    ]
};

#[cfg(test)]
mod tests {
    #[test]
    fn every_entry_of_the_table_is_read() {
        assert!(super::entries().all(|entry| entry.is_some()));
        assert!(super::entries().count() > 150);
    }
}
