//! Spellings of one name: transliterations, hyphens, diacritics, a letter more or less; and familiar forms of given names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::{Class, class};
use super::states;

/// Shortest word that may be spelled in two ways, in letters.
const SHORTEST: usize = 5;

/// A key that all spellings of a name share, made of its folded form: sounds that are written in several ways made one,
/// vowels between consonants left out. Names with one key need not be one.
pub fn skeleton(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    for (at, word) in folded.split([' ', '-']).filter(|w| !w.is_empty()).enumerate() {
        if at > 0 {
            key.push(' ');
        }
        let start = key.len();
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            let first = key.len() == start;
            // "people's"
            if c == '\'' && chars.clone().eq("s".chars()) {
                break;
            }
            let sound = match c {
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' if first => 'a',
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h' | '\'' => continue,
                'q' | 'k' | 'g' | 'c' if c != 'c' || chars.peek() != Some(&'e') => 'k',
                'z' | 's' | 'c' => 's',
                'f' | 'v' | 'p' => {
                    if c == 'p' && chars.peek() != Some(&'h') {
                        'p'
                    } else {
                        'f'
                    }
                }
                'd' | 't' => 't',
                c => c,
            };
            if !key[start..].ends_with(sound) {
                key.push(sound);
            }
        }
    }
    key
}

/// Whether two folded names are spellings of one: as many words, each pair the same or alike in all but a letter or two.
/// Words of fewer than five letters, numbers, states and different given names are never taken for one another.
pub fn is_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (left, right) = (a.split([' ', '-']), b.split([' ', '-']));
    let (words, others) = (left.clone().count(), right.clone().count());
    // One word alone is a spelling where it is long, and no state's name: "Columbia", "Colombia".
    let is_state = |name: &str| states::state(name).is_some();
    let long = a.chars().count().min(b.chars().count()) >= SHORTEST + 2;
    let enough = words > 1 || long && is_state(a) == is_state(b);
    words == others && enough && left.zip(right).all(|(x, y)| is_word_spelling(x, y))
}

/// Particles of one letter may differ; of longer words at most two letters and a fifth, never the first.
fn is_word_spelling(a: &str, b: &str) -> bool {
    let (a, b) = (a.strip_suffix("'s").unwrap_or(a), b.strip_suffix("'s").unwrap_or(b));
    if a == b {
        return true;
    }
    let (x, y) = (a.chars().count(), b.chars().count());
    let letter = |s: &str| s.chars().all(char::is_alphabetic);
    if !letter(a) || !letter(b) {
        return false;
    }
    if x.max(y) == 1 {
        return is_particle(a) && is_particle(b);
    }
    let meaningful = |word: &str| {
        let known = class(word);
        known.is(Class::GIVEN)
            || known.is(Class::NOT_ALONE)
            || known.is(Class::PORTFOLIO)
            || states::state(word).is_some()
    };
    // A plural is another word, and so is what the tables know under both spellings.
    if x.min(y) < SHORTEST
        || is_plural_of(a, b)
        || is_plural_of(b, a)
        || (meaningful(a) && meaningful(b) && !is_regional(a, b) && !is_same_given(a, b))
    {
        return false;
    }
    let distance = edit_distance(&one_vowel(a), &one_vowel(b));
    let bound = if x.max(y) >= 9 { 2 } else { 1 };
    let same_start = a.chars().next() == b.chars().next();
    // A slip in a given name, one spelling of which is no name of the list: "Vincente".
    let slip = distance == 1 && x.min(y) > SHORTEST && class(a).is(Class::GIVEN) != class(b).is(Class::GIVEN);
    distance <= bound && same_start && (slip || is_regional(a, b) || skeleton(a) == skeleton(b))
}

/// `kristen` and `kristin`: two long given names with one ending, which tells the sexes apart.
fn is_same_given(a: &str, b: &str) -> bool {
    let both = class(a).is(Class::GIVEN) && class(b).is(Class::GIVEN);
    both && a.len() > 5 && a.len() == b.len() && a.as_bytes().last() == b.as_bytes().last()
}

/// Long vowels written with one letter: "ee" and "i", "oo" and "ou" and "u", "aa" and "a".
fn one_vowel(word: &str) -> String {
    word.replace("ee", "i").replace("oo", "u").replace("ou", "u").replace("aa", "a")
}

fn is_particle(word: &str) -> bool {
    matches!(word, "e" | "i" | "y")
}

fn is_plural_of(a: &str, b: &str) -> bool {
    let men = a.strip_suffix("men").zip(b.strip_suffix("man")).is_some_and(|(a, b)| a == b);
    men || a.strip_suffix('s') == Some(b) && !b.ends_with('s')
}

/// `defence` and `defense`, `harbour` and `harbor`, `centre` and `center`, `organisation` and `organization`.
fn is_regional(a: &str, b: &str) -> bool {
    let plain =
        |s: &str| s.replace("our", "or").replace("ence", "ense").replace("tre", "ter").replace("isation", "ization");
    plain(a) == plain(b)
}

/// Levenshtein's distance in characters. Names are short: the product of two lengths is small.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

static NICKNAMES: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut families: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (family, line) in super::lines(include_str!("nicknames.txt")).enumerate() {
        for name in line.split_whitespace() {
            families.entry(name).or_default().push(family);
        }
    }
    families
});

/// Whether two given names, lower case, are forms of one: "james", "jim".
pub fn is_familiar_form(a: &str, b: &str) -> bool {
    let families = |name: &str| NICKNAMES.get(name).map_or(&[][..], Vec::as_slice);
    families(a).iter().any(|family| families(b).contains(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_long_names_are_one_and_short_names_are_not() {
        let same = [
            ("harakat-e-sahil north", "harakat-i-sahil north"),
            ("federation of harbour pilots", "federation of harbor pilots"),
            ("rashid khalilzad", "rashid khalilzod"),
            ("yusuf karimov", "yousuf karimov"),
            ("shaheen-e-sahil", "shahin-i-sahil"),
            ("anton gustafson", "anton gustafsson"),
            ("ministry of defence", "ministry of defense"),
        ];
        for (a, b) in same {
            assert!(is_spelling(a, b), "{a} {b}");
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        let different = [
            ("iran", "iraq"),
            ("ministry of defence", "ministry of finance"),
            ("northern harbour front", "southern harbour front"),
            ("brigade 313", "brigade 314"),
            ("austria", "australia"),
            ("kenyan harbour union", "ugandan harbour union"),
            ("port worker", "port workers"),
            ("coastguardsmen", "coastguardsman"),
            ("columbia", "colombia"),
            ("ann lee", "ann lea"),
        ];
        for (a, b) in different {
            assert!(!is_spelling(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_familiar_form_is_that_of_one_given_name() {
        assert!(is_familiar_form("james", "jim") && is_familiar_form("bob", "robert"));
        assert!(!is_familiar_form("james", "john") && !is_familiar_form("zoe", "zoe"));
    }
}
