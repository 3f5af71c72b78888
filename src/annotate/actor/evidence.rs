//! What the words around a name say of its kind.

use super::lexicon::{Class, class};
use super::runs::{Line, Run};

/// How much speaks for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scores {
    pub(super) person: i32,
    pub(super) body: i32,
    pub(super) place: i32,
}

impl Scores {
    pub(super) fn add(&mut self, other: Scores) {
        self.person += other.person;
        self.body += other.body;
        self.place += other.place;
    }
}

/// Words of an apposition that are looked at.
const REACH: usize = 9;

/// The evidence around the run; `next` is the first word of the next sentence.
pub(super) fn around(line: Line<'_, '_>, run: Run, next: &str) -> Scores {
    let mut scores = Scores::default();
    before(line, run, &mut scores);
    behind(line, run, &mut scores);
    pronoun(line, run, next, &mut scores);
    let words = run.to - run.from;
    let plain = (run.from..run.to).all(|at| line.words[at].capital && !line.words[at].is_all_capitals());
    if (2..=4).contains(&words) && line.class(run.from).is(Class::GIVEN) {
        scores.person += 4;
    } else if words == 1 && line.class(run.from).is(Class::GIVEN) {
        scores.person += 2;
    } else if (2..=3).contains(&words) && plain {
        scores.person += 1;
    }
    // "Harbour Ferries": nobody is called so.
    let first = line.class(run.from);
    if words > 1 && first.is(Class::PLACE.or(Class::BODY)) && !first.is(Class::GIVEN.or(Class::TITLE)) {
        scores.person -= 3;
    }
    // "ABC Springfield"
    let first = &line.words[run.from];
    if words > 1
        && first.text.len() > 2
        && !first.text.contains('.')
        && first.is_all_capitals()
        && !line.words[run.from + 1].is_all_capitals()
    {
        scores.person -= 3;
    }
    // "J. Lee"
    if words > 1 && line.words[run.from..run.to].iter().any(|w| w.text.chars().count() == 1) {
        scores.person += 1;
    }
    scores
}

fn before(line: Line<'_, '_>, run: Run, scores: &mut Scores) {
    let word = line.before(run.from);
    let listed = class(word);
    match word {
        "the" | "The" => {
            scores.person -= 5;
            scores.body += 1;
        }
        "in" | "near" | "around" | "across" | "throughout" => scores.place += 3,
        "at" | "outside" | "from" | "to" | "inside" | "into" | "toward" | "towards" => scores.place += 1,
        "of" => {
            let kind = run.from.checked_sub(2).map(|at| line.class(at)).unwrap_or_default();
            let capital = run.from.checked_sub(2).is_some_and(|at| line.word(at) == "capital");
            if kind.is(Class::PLACE) || capital {
                scores.place += 4;
            }
        }
        _ if line.words.get(run.from.wrapping_sub(1)).is_some_and(|w| w.capital) => {}
        _ if listed.is(Class::ROLE) => scores.person += 4,
        _ if listed.is(Class::BODY) => scores.body += 4,
        _ if listed.is(Class::PLACE) => scores.place += 4,
        "said" | "says" | "told" | "asked" | "added" => scores.person += 1,
        _ => {}
    }
}

fn behind(line: Line<'_, '_>, run: Run, scores: &mut Scores) {
    let gap = line.gap(run.to);
    let word = line.word(run.to);
    let comma = gap.starts_with(',');
    if matches!(word, "who" | "whose" | "whom") && (comma || line.is_close(run.to)) {
        scores.person += 4;
    } else if comma && is_age(line, run.to) {
        scores.person += 6;
    } else if comma || gap.trim() == "–" || gap.trim() == "—" || gap.trim() == "(" {
        apposition(line, run.to, scores);
    } else if line.is_close(run.to) {
        verb(line, run, scores);
    }
    // "Springfield’s mayor"
    let owned = run.to.checked_sub(1).is_some_and(|last| line.words[last].is_possessive()) && gap == " ";
    let local = matches!(word, "mayor" | "residents" | "outskirts" | "airport" | "suburbs" | "inhabitants" | "skyline");
    if owned && local {
        scores.place += 4;
    }
    // "Springfield, Ohio"
    let region = line.words.get(run.to).is_some_and(|w| w.capital) && class(word).is(Class::REGION);
    if comma && region {
        scores.place += 4;
    }
}

/// `, 43,` and `, aged 43`.
fn is_age(line: Line<'_, '_>, at: usize) -> bool {
    let digits = line.word(at + usize::from(line.word(at) == "aged"));
    matches!(digits.parse::<u32>(), Ok(1..=110)) && line.gap(at + 1).starts_with([',', '.', ')'])
}

/// The noun that an apposition ends in: "a mother of two", "the company’s director", "a town in the north".
fn apposition(line: Line<'_, '_>, from: usize, scores: &mut Scores) {
    let mut kind = Class::default();
    let opens = matches!(line.word(from), "a" | "an" | "the" | "one" | "its" | "his" | "her" | "their" | "former")
        || line.words.get(from).is_some_and(|w| !w.capital && line.class(from).is(Class::ROLE));
    if !opens {
        return;
    }
    for at in from..(from + REACH).min(line.words.len()) {
        let word = line.word(at);
        let stops = matches!(
            word,
            "of" | "in" | "at" | "for" | "with" | "who" | "which" | "that" | "from" | "to" | "on" | "was" | "is"
        );
        if at > from && (stops || !line.is_close(at)) {
            break;
        }
        let listed = line.class(at);
        if listed.is(Class::ROLE) || listed.is(Class::BODY) || listed.is(Class::PLACE) || is_somebody(word) {
            kind = if is_somebody(word) { Class::ROLE } else { listed };
        }
    }
    noun(kind, 4, scores);
}

fn noun(kind: Class, weight: i32, scores: &mut Scores) {
    if kind.is(Class::ROLE) {
        scores.person += weight;
    } else if kind.is(Class::BODY) {
        scores.body += weight;
    } else if kind.is(Class::PLACE) {
        scores.place += weight;
    }
}

/// Whether a word says that somebody is somebody's relative.
pub(super) fn is_kin(word: &str) -> bool {
    matches!(
        word,
        "mother"
            | "father"
            | "son"
            | "daughter"
            | "wife"
            | "husband"
            | "widow"
            | "brother"
            | "sister"
            | "uncle"
            | "aunt"
            | "cousin"
    )
}

/// Whether a word stands for a person by what he is to others or to a place.
fn is_somebody(word: &str) -> bool {
    is_kin(word)
        || matches!(
            word,
            "man"
                | "woman"
                | "boy"
                | "girl"
                | "native"
                | "graduate"
                | "friend"
                | "neighbor"
                | "neighbour"
                | "employee"
                | "member"
                | "supporter"
        )
}

/// What the subject of a verb is.
fn verb(line: Line<'_, '_>, run: Run, scores: &mut Scores) {
    let at = run.to;
    let word = line.word(at);
    match word {
        "said" | "says" | "added" | "told" | "explained" | "recalled" | "asked" | "replied" | "wrote" | "tweeted" => {
            scores.person += if run.to - run.from > 1 { 2 } else { 1 };
            scores.body += 1;
        }
        "is" | "was" | "became" | "remains" if matches!(line.word(at + 1), "a" | "an" | "the") => {
            apposition(line, at + 1, scores);
        }
        "and" => {}
        _ if line.class(at).is(Class::ACT) && !line.words[at].capital => {
            scores.person += 1;
            scores.body += 1;
        }
        _ => {}
    }
}

/// "he" and "she" behind a name with no other name between, and how the next sentence begins.
fn pronoun(line: Line<'_, '_>, run: Run, next: &str, scores: &mut Scores) {
    // "He wrote on Pinboard that he was sorry."
    if matches!(line.before(run.from), "on" | "via" | "at" | "in") {
        return;
    }
    let mut others = false;
    for at in run.to..(run.to + 25).min(line.words.len()) {
        match line.word(at) {
            "he" | "she" | "himself" | "herself" => {
                scores.person += 2;
                return;
            }
            "his" | "her" | "him" => {
                scores.person += 1;
                return;
            }
            "its" | "itself" => {
                scores.body += 1;
                scores.place += 1;
                return;
            }
            _ => others |= line.words[at].capital,
        }
        if others {
            return;
        }
    }
    if run.from <= 1 {
        match next {
            "He" | "She" | "His" | "Her" => scores.person += 2,
            "It" | "Its" => scores.body += 2,
            _ => {}
        }
    }
}
