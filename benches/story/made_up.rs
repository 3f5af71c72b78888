//! News of a country that does not exist, from a small grammar. The same number of articles gives the same articles.

use dateline::text::edtf::month_name;

/// Happenings of one day, and articles on each.
const A_DAY: usize = 3;
const ON_EACH: usize = 6;
/// One article in so many is a copy, an edited copy, and one without a date.
const COPY: u64 = 20;
const EDITED: u64 = 10;
const UNDATED: u64 = 12;

const KINDS: [[&str; 3]; 8] = [
    ["signed a contract with", "agreed the terms of a contract with", "the contract covers"],
    ["closed the bridge to", "stopped all traffic over the bridge to", "the repair of the bridge will cost"],
    ["met the delegation of", "held talks with the delegation of", "the talks ended with an offer of"],
    ["called a strike against", "walked out over the pay offered by", "the strikers want a rise of"],
    ["evacuated the valley of", "moved families out of the valley below", "the flood has destroyed"],
    ["won the vote against", "was elected over the candidate of", "the margin of the vote was"],
    ["opened an inquiry into", "began to investigate the accounts of", "investigators are looking for"],
    ["launched a ferry to", "started a new ferry service to", "the ferry will carry"],
];
const THINGS: [&str; 8] = ["lorries", "crowns", "families", "seats", "barrels", "tickets", "houses", "tonnes of grain"];
const OPENINGS: [&str; 6] = [
    "Officials said",
    "Residents told reporters",
    "According to a statement",
    "Observers noted",
    "Records show",
    "Critics said",
];
const FILLERS: [&str; 8] = [
    "that the decision had been expected for some weeks in",
    "that nobody had been hurt in",
    "that prices had risen sharply in",
    "that more details would be made public in",
    "that the weather had made the work harder in",
    "that the courts would have the last word in",
    "that the winter had been long for people in",
    "that work would go on as before in",
];
const DAYS: i64 = 28;
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A sequence of numbers that look random (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = dateline::text::similarity::mix(self.0);
        self.0 % sides.max(1)
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.roll(of.len() as u64) as usize]
    }
}

/// A name that belongs to a number.
fn name(number: u64) -> String {
    const SYLLABLES: [&str; 16] =
        ["bar", "del", "kor", "min", "tas", "vel", "run", "hal", "sor", "nim", "gar", "lo", "pex", "wid", "ora", "eth"];
    let mut dice = Dice(number.wrapping_mul(2_654_435_761) ^ 0x51);
    let parts: String = (0..2 + dice.roll(2)).map(|_| dice.one(&SYLLABLES)).collect();
    parts[..1].to_uppercase() + &parts[1..]
}

/// Something that happens on a day.
struct Happening {
    day: i64,
    kind: usize,
    who: String,
    whom: String,
    place: String,
    number: u64,
}

impl Happening {
    fn new(nth: usize) -> Self {
        let mut dice = Dice(nth as u64 * 31 + 7);
        Happening {
            day: (nth / A_DAY) as i64,
            kind: dice.roll(KINDS.len() as u64) as usize,
            who: format!("{} {}", name(dice.roll(40)), name(1_000 + dice.roll(60))),
            whom: name(2_000 + dice.roll(80 + nth as u64 / 4)),
            place: name(3_000 + dice.roll(60 + nth as u64 / 4)),
            number: 20 + dice.roll(900),
        }
    }

    /// The sentences of one report, published `after` days later.
    fn told(&self, dice: &mut Dice, after: i64) -> Vec<String> {
        let day = match after {
            0 | 1 => format!("on {}", WEEKDAYS[self.day.rem_euclid(7) as usize]),
            _ => format!("on {}", date(self.day)),
        };
        let (kind, things) = (KINDS[self.kind], THINGS[self.kind]);
        let verb = kind[dice.roll(2) as usize];
        vec![
            format!("{} {verb} {} in {} {day}.", self.who, self.whom, self.place),
            format!(
                "{} {} {} {things}.",
                capital(kind[2]),
                dice.one(&["about", "some", "more than", "nearly"]),
                self.number
            ),
        ]
    }
}

fn capital(words: &str) -> String {
    words[..1].to_uppercase() + &words[1..]
}

/// The calendar of that country has twelve months of 28 days, all of which exist in ours.
fn date(day: i64) -> String {
    format!(
        "{} {} {}",
        day % DAYS + 1,
        month_name(i8::try_from(day / DAYS % 12 + 1).unwrap_or(1)),
        1990 + day / (DAYS * 12)
    )
}

/// So many articles.
pub(crate) fn articles(count: usize) -> Vec<String> {
    let mut made: Vec<String> = Vec::with_capacity(count);
    let mut dice = Dice(1);
    while made.len() < count {
        let at = made.len();
        let near = |dice: &mut Dice| at.checked_sub(1 + dice.roll(30) as usize);
        let text = match (dice.roll(COPY), dice.roll(EDITED), near(&mut dice)) {
            (0, _, Some(other)) => made[other].clone(),
            (_, 0, Some(other)) => edited(&made[other], &mut dice),
            _ => article(at / ON_EACH, &mut dice),
        };
        made.push(text);
    }
    made
}

/// A report on one happening, with background on older ones.
fn article(nth: usize, dice: &mut Dice) -> String {
    let happening = Happening::new(nth);
    let after = dice.roll(2) as i64;
    let mut paragraphs = vec![happening.told(dice, after).join(" ")];
    for _ in 0..2 + dice.roll(4) {
        paragraphs.push(format!(
            "{} {} {}, where {} has lived for {} years.",
            dice.one(&OPENINGS),
            dice.one(&FILLERS),
            happening.place,
            name(4_000 + dice.roll(500)),
            2 + dice.roll(60)
        ));
    }
    for _ in 0..dice.roll(3) {
        let older = Happening::new(nth.saturating_sub(3 + dice.roll(40) as usize));
        paragraphs.push(older.told(dice, 9).join(" "));
    }
    let outlet = format!("The {} {}", name(5_000 + dice.roll(30)), dice.one(&["Post", "Courier", "Herald"]));
    let day = happening.day + after;
    let head = match dice.roll(UNDATED) {
        0 => String::new(),
        _ => format!(
            "---\ndate: \"{}-{:02}-{:02}\"\noutlet: \"{outlet}\"\n---\n\n",
            1990 + day / (DAYS * 12),
            day / DAYS % 12 + 1,
            day % DAYS + 1
        ),
    };
    format!("{head}{}\n", paragraphs.join("\n\n"))
}

/// A copy with a paragraph left out and another put in.
fn edited(text: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<&str> = text.split("\n\n").collect();
    if parts.len() > 3 {
        parts.remove(parts.len() - 1);
    }
    let added = format!("{} {} the north.", dice.one(&OPENINGS), dice.one(&FILLERS));
    parts.push(&added);
    parts.join("\n\n") + "\n"
}
