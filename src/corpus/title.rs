//! A title for an article that prints none: the opening of its first sentence, cut where a clause ends.
//!
//! Only words of the sentence are used, in their order. A cut falls before a comma, a dash or a subordinating word once a
//! verb has been read, never inside brackets or quotes, and nothing dangles at the end. Where a parenthesis between
//! commas keeps subject and verb apart, it is left out and marked ` … `.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::sentence::reference_mark;

/// A derived title is at most this long, in scalar values; a little longer where something was left out of it.
const LONGEST: usize = 90;
const LONGEST_ELIDED: usize = 104;
/// A clause shorter than this is no title.
const SHORTEST: usize = 28;

/// The title made from `sentence`, on one line; empty only where the sentence has no words.
pub(super) fn derive(sentence: &str) -> String {
    let clean = without_marks(sentence);
    let whole = finish(&clean);
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let words: Vec<&str> = clean.split(' ').collect();
    let elided = without_parenthesis(&words);
    let elided = elided.as_deref().unwrap_or(&[]);
    clause(&words, LONGEST, Cut::Clause)
        .or_else(|| clause(elided, LONGEST_ELIDED, Cut::Clause))
        .or_else(|| clause(elided, LONGEST_ELIDED, Cut::Phrase))
        .or_else(|| clause(&words, LONGEST, Cut::Phrase))
        .unwrap_or_else(|| format!("{}…", finish(&opening(&words))))
}

/// The first words that fit. Scripts without spaces have wide letters, and are cut between two of them.
fn opening(words: &[&str]) -> String {
    let joined = words[..fitting(words, LONGEST)].join(" ");
    if joined.chars().count() <= LONGEST { joined } else { joined.chars().take(LONGEST / 2).collect() }
}

/// Where a title may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Before a clause: a comma, a dash, a subordinating word.
    Clause,
    /// Before a preposition as well, once the verb has its object.
    Phrase,
}

/// On one line, reference marks gone.
fn without_marks(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(c) = rest.chars().next() {
        let mark = reference_mark(rest).filter(|_| !out.is_empty() && !out.ends_with(char::is_whitespace));
        if let Some(length) = mark {
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest opening of `words` that ends as `cut` allows and is not too long.
fn clause(words: &[&str], longest: usize, cut: Cut) -> Option<String> {
    let subordinate = words.first().is_some_and(|word| class(&word.to_lowercase()) == Some(Class::Subordinate));
    if subordinate {
        return None; // what opens the sentence is not its main clause
    }
    let mut best = None;
    let mut verb = None;
    let mut aside = false;
    let (mut length, mut open) = (0, 0_i32);
    for (at, word) in words.iter().enumerate() {
        let previous = if at > 0 { words[at - 1] } else { "" };
        let ends = at > 0 && (ends_clause(previous) || class(word) == Some(Class::Subordinate) || is_dash(word));
        let is_cut = ends || cut == Cut::Phrase && verb.is_some_and(|verb| ends_phrase(words, verb, at));
        if is_cut && verb.is_some() && open <= 0 && length >= SHORTEST {
            let title = finish(&words[..at].join(" "));
            if title.chars().count() >= SHORTEST {
                best = Some(title);
            }
            if previous.ends_with([':', ';']) {
                break;
            }
        }
        length += word.chars().count() + usize::from(at > 0);
        if length > longest {
            break;
        }
        // Before the verb a relative clause, or what stands between two commas, says nothing of the sentence's own verb.
        if verb.is_none() {
            let comma = previous.ends_with(',') && !opens_aside_first(words);
            aside = if comma { !aside } else { aside || class(word) == Some(Class::Relative) };
        }
        if verb.is_none() && !aside && at > 0 && is_verb(previous, word) {
            verb = Some(at);
        }
        open += depth(word);
    }
    best
}

/// Whether a phrase that a title can do without begins at `at`, and the verb before it has what it needs.
fn ends_phrase(words: &[&str], verb: usize, at: usize) -> bool {
    let (before, previous) = (words[at.saturating_sub(2)], words[at.saturating_sub(1)]);
    // `to listen to …`, `in connection with …`
    let torn = matches!(before, "to" | "in") && previous.starts_with(char::is_lowercase);
    let saying = matches!(words[verb], "said" | "says" | "say" | "told" | "tells");
    let object = at - verb;
    match class(words[at]) {
        Some(Class::Preposition) => {
            object > if saying { 2 } else { 1 } && !torn && class(previous) != Some(Class::Weak)
        }
        Some(Class::Relative) => object > 3,
        _ => false,
    }
}

/// Whether the sentence opens with a phrase or clause that a comma closes: `On Monday, …`, `While it rained, …`.
fn opens_aside_first(words: &[&str]) -> bool {
    words.first().is_some_and(|word| {
        let class = class(&word.to_lowercase());
        matches!(class, Some(Class::Subordinate | Class::Preposition)) || class.is_none() && word.ends_with(',')
    })
}

/// `words` without what stands between the first two commas, where that explains the name before it: `Lee, the mayor, `.
fn without_parenthesis<'w>(words: &[&'w str]) -> Option<Vec<&'w str>> {
    let open = words.iter().position(|w| w.ends_with(','))?;
    let comma = |from: usize| words[from..].iter().position(|w| w.ends_with(',')).map(|at| from + at);
    let mut close = comma(open + 1)?;
    // A second explanation may follow the first: `Lee, the mayor, a former nurse, `.
    while let Some(next) = comma(close + 1) {
        let part = &words[close + 1..=next];
        if !matches!(part[0], "a" | "an" | "the") || part.windows(2).any(|pair| is_verb(pair[0], pair[1])) {
            break;
        }
        close = next;
    }
    let inner = words.get(open + 1)?;
    let explains =
        inner.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || words.get(open + 2) == Some(&"of");
    let verbless = !words[..=open].windows(2).any(|pair| is_verb(pair[0], pair[1]));
    let listed = words[close + 1..].first().is_some_and(|w| matches!(*w, "and" | "or"));
    (explains && verbless && !listed && !opens_aside_first(words)).then(|| {
        let mut kept: Vec<&str> = words[..open].to_vec();
        kept.push(words[open].trim_end_matches(','));
        kept.push("…");
        kept.extend(&words[close + 1..]);
        kept
    })
}

/// How many words fit.
fn fitting(words: &[&str], longest: usize) -> usize {
    let mut length = 0;
    let fit = words.iter().take_while(|word| {
        length += word.chars().count() + 1;
        length <= longest
    });
    fit.count().max(1)
}

/// Takes off what must not end a title: commas, the full stop, words that want another, an unclosed quote.
fn finish(title: &str) -> String {
    let mut words: Vec<&str> = title.split(' ').collect();
    while words.len() > 2 {
        let last = words[words.len() - 1];
        let bare = last.trim_end_matches(is_loose);
        if bare.is_empty()
            || matches!(class(bare), Some(Class::Weak | Class::Preposition | Class::Subordinate | Class::Relative))
        {
            words.pop();
        } else {
            break;
        }
    }
    let joined = words.join(" ");
    let mut title = joined.trim_end_matches(is_loose).trim_end_matches(['۔', '。', '।', '።', '။']);
    // The stop of an abbreviation stays.
    if let Some(before) = title.strip_suffix('.').filter(|_| !crate::text::sentence::ends_with_abbreviation(title)) {
        title = before.trim_end_matches('.');
    }
    let unquoted = title.trim_end_matches(['”', '"']).trim_end_matches(['.', ',']);
    let quoted = title.len() > unquoted.len() && title.matches(['“', '”', '"']).count() == 2;
    let within = unquoted.strip_prefix(['“', '"']).filter(|within| quoted && !within.trim().is_empty());
    within.unwrap_or(title).to_owned()
}

fn is_loose(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '—' | '–' | '-') || c.is_whitespace()
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "-" | "--")
}

fn ends_clause(word: &str) -> bool {
    word.ends_with([',', ';', ':']) || is_dash(word)
}

/// Brackets and quotes that a word opens, less those it closes.
fn depth(word: &str) -> i32 {
    let mut depth = 0;
    for (at, c) in word.char_indices() {
        match c {
            '(' | '[' | '“' | '‘' => depth += 1,
            ')' | ']' | '”' => depth -= 1,
            '’' if at + c.len_utf8() == word.len() && word.starts_with('‘') => depth -= 1,
            '"' => depth += if at == 0 { 1 } else { -1 },
            _ => {}
        }
    }
    depth
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Must not end a title.
    Weak,
    /// Opens a phrase; must not end a title.
    Preposition,
    /// Opens a clause that a title can do without.
    Subordinate,
    /// Opens a clause about the noun before it.
    Relative,
    Verb,
}

static WORDS: LazyLock<BTreeMap<&str, Class>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for line in include_str!("clause_words.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let class = match words.next() {
            Some("weak") => Class::Weak,
            Some("preposition") => Class::Preposition,
            Some("subordinate") => Class::Subordinate,
            Some("relative") => Class::Relative,
            _ => Class::Verb,
        };
        for word in words {
            table.entry(word).or_insert(class);
        }
    }
    table
});

fn class(word: &str) -> Option<Class> {
    WORDS.get(word).copied()
}

/// Whether `word`, after `previous`, is a finite verb. A form in -ed after an article is an adjective.
fn is_verb(previous: &str, word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let past = bare.len() > 4 && bare.ends_with("ed") && bare.starts_with(char::is_lowercase) && !bare.contains('-');
    let auxiliary = |bare| matches!(bare, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would");
    past && class(previous) != Some(Class::Weak) || class(bare) == Some(Class::Verb) || auxiliary(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_clause_of_the_sentence() {
        let cases = [
            ("The council met on Monday.", "The council met on Monday"),
            (
                "Talks on the new bridge are set to resume on Tuesday in Riverton after failing to reach a result during three days of debate.",
                "Talks on the new bridge are set to resume on Tuesday in Riverton",
            ),
            (
                "The strike went on at the central works[1] in Riverton, with the union appearing reluctant to take part in any further talks.",
                "The strike went on at the central works in Riverton",
            ),
            (
                "The latest round of talks between the city and its drivers, held in Riverton with outside help, has ended without a result as both sides failed.",
                "The latest round of talks between the city and its drivers … has ended without a result",
            ),
            ("“We will not go.”", "We will not go"),
            (
                "Heavy rain over many days in all the valleys of the northern and the eastern and the western mountains",
                "Heavy rain over many days in all the valleys of the northern and the eastern…",
            ),
            (
                "Ann Lee, whose long service and calm were widely seen as a help to a new council, resigned on Thursday in protest at the sale of the works.",
                "Ann Lee … resigned on Thursday",
            ),
            (
                "Hundreds of thousands of people across the whole country headed to village halls on Wednesday, answering a call.",
                "Hundreds of thousands of people across the whole country headed to village halls",
            ),
            ("پل پیر تک بند رہے گا۔", "پل پیر تک بند رہے گا"),
        ];
        for (given, expected) in cases {
            assert_eq!(derive(given), expected);
        }
    }

    #[test]
    fn a_sentence_without_spaces_is_cut_between_letters() {
        let title = derive(&"大桥关闭到春天，".repeat(20));
        assert!(title.ends_with('…') && title.chars().count() <= LONGEST / 2 + 1, "{title}");
    }

    proptest::proptest! {
        #[test]
        fn a_title_is_short_and_never_empty(sentence in "[\"“]?[\"” ]{0,2}[A-Za-z][a-z,“” .\\[\\]1()—…-]{0,300}") {
            let title = derive(&sentence);
            proptest::prop_assert!(!title.trim().is_empty());
        }
    }
}
