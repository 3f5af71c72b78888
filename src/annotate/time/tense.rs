//! On which side of the document's date an open expression lies, by the words around it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::expression::{Direction, Meaning, Named};
use super::lexicon::Class;
use super::meaning::Reading;
use super::scan::Token;

/// Longest word looked up among the cues, in bytes.
const LONGEST: usize = 16;

/// How far from the expression a cue can stand, in tokens.
const REACH: usize = 14;

/// A cue's words in lower case, and on which side of the document's date it sets the expression by it.
struct Cue {
    words: Vec<&'static str>,
    direction: Direction,
    /// Whether it puts something off: what it is put off until lies ahead.
    defers: bool,
    /// Whether it is a verb in the present tense: with an auxiliary it says nothing.
    present: bool,
}

/// What the data file knows.
#[derive(Default)]
struct Table {
    /// The cues by their first word.
    cues: HashMap<&'static str, Vec<Cue>>,
    /// Single words by the list they stand in.
    lists: [Vec<&'static str>; LISTS.len()],
}

/// A list of single words.
#[derive(Clone, Copy)]
enum List {
    Determiner,
    Relative,
    Until,
    Given,
    For,
    Passive,
    Linking,
}

/// The lists by their names in the data file, in their order.
const LISTS: [&str; 7] = ["determiner", "relative", "until", "given", "for", "passive", "linking"];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (list, words) in lines() {
        if let Some(cue) = cue(list, words) {
            table.cues.entry(cue.words[0]).or_default().push(cue);
        } else if let Some(list) = LISTS.iter().position(|name| *name == list) {
            table.lists[list].push(words);
        }
    }
    table
});

/// The lines of the data file: a list and the words of an entry.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("tense.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

/// Whether a word stands in one of the lists of single words.
fn is_in(list: List, word: &str) -> bool {
    TABLE.lists[list as usize].iter().any(|entry| same(word, entry))
}

fn cue(list: &str, words: &'static str) -> Option<Cue> {
    let direction = match list {
        "ahead" | "present" => Direction::Ahead,
        "past" | "defers" => Direction::Back,
        _ => return None,
    };
    let words = words.split(' ').collect();
    Some(Cue { words, direction, defers: list == "defers", present: list == "present" })
}

/// Sets an open expression ahead where the nearest cue of its clause does, and gives the cue's place in bytes.
pub(super) fn lean(reading: &mut Reading, first: usize, tokens: &[Token], text: &str) -> Option<(usize, usize)> {
    let open = matches!(
        reading.meaning,
        Meaning::Named(
            Named::Weekday(_)
                | Named::Month(_)
                | Named::Weekend
                | Named::Quarter(_)
                | Named::Half(_)
                | Named::Season(_)
        ) | Meaning::MonthDay { .. }
            | Meaning::Holiday(_, None)
    );
    if !open || reading.direction != Direction::Open {
        return None;
    }
    let yearly = !matches!(reading.meaning, Meaning::Named(Named::Weekday(_) | Named::Weekend));
    let (direction, place) = if is_owner(reading.end, tokens, text) {
        // "Tuesday’s vote": what stands around is said of the vote, unless it is "for Tuesday’s vote".
        let near = behind_a(List::For, first, tokens, text);
        let ahead = limit(first, yearly, tokens, text).filter(|(direction, _)| *direction == Direction::Ahead);
        let ahead = ahead.or_else(|| deadline(first, reading.end, tokens, text));
        let cue = ahead.or_else(|| before(first, tokens, text).filter(|_| near));
        let Some(cue) = cue else {
            reading.direction = Direction::Past;
            return None;
        };
        cue
    } else {
        let opening = first < 2 || ends_clause(&tokens[first - 2], text);
        let limit =
            limit(first, yearly, tokens, text).filter(|(direction, _)| !opening || *direction == Direction::Back);
        limit.or_else(|| before(first, tokens, text)).or_else(|| behind(reading.end, tokens, text))?
    };
    let numbered = matches!(reading.meaning, Meaning::MonthDay { .. } | Meaning::Holiday(..));
    let since = numbered && follows(first, tokens, text, "since");
    reading.direction = match direction {
        Direction::Ahead => direction,
        _ if since => Direction::Back,
        _ => Direction::Past,
    };
    Some(place)
}

/// Words behind a possessive among which its noun stands.
const DEADLINE: usize = 3;

type Found = Option<(Direction, (usize, usize))>;

/// Whether the expression that ends before token `end` is a possessive.
fn is_owner(end: usize, tokens: &[Token], text: &str) -> bool {
    tokens.get(end).is_some_and(|t| t.glued && same(&text[t.start..t.end], "'s"))
}

/// The word right before token `first`, or nothing.
fn word_before<'t>(first: usize, tokens: &[Token], text: &'t str) -> &'t str {
    first.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |token| &text[token.start..token.end])
}

/// Whether `word` stands right before token `first`.
fn follows(first: usize, tokens: &[Token], text: &str, word: &str) -> bool {
    same(word_before(first, tokens, text), word)
}

/// Whether a word of a list stands right before token `first`.
fn behind_a(list: List, first: usize, tokens: &[Token], text: &str) -> bool {
    is_in(list, word_before(first, tokens, text))
}

/// A word right before the expression that makes it the end of a stretch to come, or the start of one that is over.
fn limit(first: usize, yearly: bool, tokens: &[Token], text: &str) -> Found {
    let token = tokens.get(first.checked_sub(1)?)?;
    let place = (token.start, token.end);
    if follows(first, tokens, text, "of") && first >= 2 && follows(first - 1, tokens, text, "ahead") {
        return Some((Direction::Ahead, (tokens[first - 2].start, token.end)));
    }
    if follows(first, tokens, text, "since") {
        return Some((Direction::Back, place));
    }
    if follows(first, tokens, text, "by") {
        // "They had filed by Wednesday."
        let done = before(first, tokens, text).filter(|(direction, _)| *direction == Direction::Back);
        let perfect = done.is_some_and(|(_, (start, _))| text[..start].trim_end().ends_with("had"));
        return Some((if perfect { Direction::Back } else { Direction::Ahead }, place));
    }
    if follows(first, tokens, text, "through") {
        // "The truce was extended through January."
        let verb = before(first, tokens, text).filter(|(_, (start, end))| defers(&text[*start..*end]));
        return verb.map(|_| (Direction::Ahead, place));
    }
    if !behind_a(List::Until, first, tokens, text) {
        return None;
    }
    // "They stayed away until Monday", but "it was postponed until Monday" and "they have until Monday".
    let given = first >= 2 && behind_a(List::Given, first - 1, tokens, text);
    match before(first, tokens, text).filter(|_| !given) {
        Some((Direction::Back, (start, end))) if !yearly && !defers(&text[start..end]) => {
            Some((Direction::Back, place))
        }
        _ => Some((Direction::Ahead, place)),
    }
}

/// "before Tuesday’s default deadline": of a deadline that is still to be met.
fn deadline(first: usize, end: usize, tokens: &[Token], text: &str) -> Found {
    let token = tokens.get(first.checked_sub(1)?)?;
    let named = tokens.iter().skip(end + 1).take(DEADLINE).any(|t| same(&text[t.start..t.end], "deadline"));
    (named && follows(first, tokens, text, "before")).then_some((Direction::Ahead, (token.start, token.end)))
}

/// Whether a verb puts something off.
fn defers(verb: &str) -> bool {
    cues_of(verb).iter().any(|cue| cue.defers)
}

/// The cue nearest before token `first` within its clause.
fn before(first: usize, tokens: &[Token], text: &str) -> Found {
    for at in (first.saturating_sub(REACH)..first).rev() {
        if ends_clause(&tokens[at], text) {
            return None;
        }
        if let Some(found) = cue_at(at, tokens, text, first) {
            return Some(widest(found, at, first, tokens, text));
        }
    }
    None
}

/// Of cues that overlap, the one that begins first: "set to" of "set to resume", "would not" of "would".
fn widest(
    found: (Direction, (usize, usize)),
    at: usize,
    first: usize,
    tokens: &[Token],
    text: &str,
) -> (Direction, (usize, usize)) {
    let mut wider = (at.saturating_sub(2)..at).filter_map(|at| cue_at(at, tokens, text, first));
    wider.find(|wider| wider.1.1 > found.1.0).unwrap_or(found)
}

/// The first cue behind the expression, up to the end of its clause. A comma right behind the expression only sets it
/// off.
fn behind(end: usize, tokens: &[Token], text: &str) -> Found {
    let word = |at: usize| &text[tokens[at].start..tokens[at].end];
    let mut set_off = false;
    for at in end..tokens.len().min(end + REACH) {
        set_off |= at > end && word(at) == ",";
        let parted = is_in(List::Relative, word(at));
        if parted || ends_clause(&tokens[at], text) {
            return None;
        }
        if let Some(found) = cue_at(at, tokens, text, tokens.len()) {
            // Beyond what is set off by commas only the past is sure: "In January, a week later, the group moved".
            return Some(found).filter(|(direction, _)| !set_off || *direction == Direction::Back);
        }
    }
    None
}

fn ends_clause(token: &Token, text: &str) -> bool {
    matches!(&text[token.start..token.end], ";" | ":" | "—" | "“" | "”" | "\"")
}

/// A cue whose first word is token `at` and which ends before token `limit`.
fn cue_at(at: usize, tokens: &[Token], text: &str, limit: usize) -> Found {
    let token = tokens[at];
    // The month of May is no word of the future.
    if token.classes.has(Class::Month) {
        return None;
    }
    let word = |at: usize| tokens.get(at).filter(|_| at < limit).map(|t| &text[t.start..t.end]);
    let matches =
        |cue: &&Cue| cue.words.iter().enumerate().all(|(nth, wanted)| word(at + nth).is_some_and(|w| same(w, wanted)));
    // "To be published" looks ahead, "to be discussing" does not.
    let to_be = word(at).is_some_and(|w| same(w, "to")) && word(at + 1).is_some_and(|w| same(w, "be"));
    if to_be && word(at + 2).is_some_and(|w| !w.ends_with("ing")) {
        return Some((Direction::Ahead, (token.start, tokens[at + 1].end)));
    }
    let before = at.checked_sub(1).and_then(word);
    let passive = || before.is_some_and(|w| is_in(List::Passive, w));
    // "The case is heard in May": a participle of the present.
    let present = || before.is_some_and(|w| is_in(List::Linking, w));
    let best = cues_of(&text[token.start..token.end]).iter().filter(matches).max_by_key(|cue| cue.words.len());
    let best = best.filter(|cue| cue.direction == Direction::Ahead || cue.words.len() > 1 || !passive() && !present());
    // "Did not start", "helped to open": not a verb of the present.
    let helped = || at.checked_sub(1).is_some_and(|at| is_helper(&tokens[at], text));
    if let Some(cue) = best.filter(|cue| !cue.present || !helped()) {
        // What had been scheduled is over, or was put off.
        let had_been = || at.checked_sub(2).and_then(word).is_some_and(|w| same(w, "had")) && passive();
        if cue.direction == Direction::Ahead && had_been() {
            return Some((Direction::Back, (token.start, token.end)));
        }
        let last = tokens[at + cue.words.len() - 1];
        return Some((cue.direction, (tokens[at].start, last.end)));
    }
    let past = is_past_verb(at, tokens, text) && !passive() && !present();
    past.then_some((Direction::Back, (token.start, token.end)))
}

/// The cues that begin with a word.
fn cues_of(word: &str) -> &'static [Cue] {
    let mut buffer = [b'\''; LONGEST];
    let (mark, letters) = word.strip_prefix(['\'', '’']).map_or((0, word), |letters| (1, letters));
    let Some(lower) = buffer.get_mut(..mark + letters.len()) else { return &[] };
    lower[mark..].copy_from_slice(letters.as_bytes());
    lower.make_ascii_lowercase();
    let cues = std::str::from_utf8(lower).ok().and_then(|lower| TABLE.cues.get(lower));
    cues.map_or(&[], Vec::as_slice)
}

/// Whether a word in -ed is a verb of the past, as far as its neighbours tell: "said an armed raid" has none.
fn is_past_verb(at: usize, tokens: &[Token], text: &str) -> bool {
    let word = &text[tokens[at].start..tokens[at].end];
    let ending = word.ends_with("ed") && !word.ends_with("eed") && !word.starts_with("un");
    let before = at.checked_sub(1).map(|at| &text[tokens[at].start..tokens[at].end]);
    let noun_next = tokens.get(at + 1).is_some_and(|next| next.classes.has(Class::Lower));
    let adjective = before.is_some_and(|word| is_in(List::Determiner, word)) && noun_next;
    tokens[at].classes.has(Class::Lower) && ending && !adjective
}

/// Whether a word makes a bare verb behind it an infinitive, or a noun.
fn is_helper(token: &Token, text: &str) -> bool {
    let word = &text[token.start..token.end];
    let plain = ["to", "not", "'t"].iter().any(|of| same(word, of));
    plain || token.classes.has(Class::Aux) || token.classes.has(Class::Ending) || is_in(List::Determiner, word)
}

fn same(word: &str, wanted: &str) -> bool {
    let curly = word.strip_prefix('’').zip(wanted.strip_prefix('\''));
    word.eq_ignore_ascii_case(wanted) || curly.is_some_and(|(word, wanted)| word.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("tense.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), super::lines().count());
        for (list, words) in super::lines() {
            let single = super::LISTS.contains(&list) && !words.contains(' ');
            assert!(single || super::cue(list, words).is_some(), "{list} {words}");
        }
    }
}
