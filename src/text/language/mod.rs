//! The language of a text, told from its letters and its small words.
//!
//! In: a text, of which the beginning is read. Out: a BCP 47 tag, or nothing where the text does not say: a list of names, a
//! short headline. The commonest script of its letters decides first (Unicode Standard Annex 24); within a script the
//! commonest function words do (Grefenstette 1995), and letters that only some of its languages have. To take English
//! for another language would lose a source, and so needs clear proof; a language that cannot be told from its neighbours is named `und`.
//! Knows nothing of blocks or articles.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

/// So much of a text is read, in bytes.
const SAMPLE: usize = 1200;
/// So much of it is read first: mostly it is English, and shows it at once.
const GLANCE: usize = 240;

/// The tag of a language that could not be told.
pub const UNKNOWN: &str = "und";
/// The tag of English.
pub const ENGLISH: &str = "en";

/// A language of the table.
struct Language {
    tag: &'static str,
    script: &'static str,
    name: &'static str,
    /// Whether words are known that it can be told by.
    worded: bool,
}

/// A script of the table.
struct Script {
    code: &'static str,
    name: &'static str,
    /// The tag of an unknown language in it: `und-Arab`.
    tag: String,
}

struct Table {
    languages: Vec<Language>,
    /// For each small word the languages that have it, a bit for each.
    words: HashMap<&'static str, u64>,
    /// For each letter that only some languages have, these.
    letters: HashMap<char, u64>,
    scripts: Vec<Script>,
    /// The Latin script among them.
    latin: usize,
    /// First and last code point, and the script; sorted.
    ranges: Vec<(u32, u32, usize)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
    let mut table = Table {
        languages: Vec::new(),
        words: HashMap::new(),
        letters: HashMap::new(),
        scripts: Vec::new(),
        latin: 0,
        ranges: Vec::new(),
    };
    for line in lines(include_str!("languages.tsv")) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        let (tag, script, name, letters, words) = (next(), next(), next(), next(), next());
        let bit = 1u64.checked_shl(table.languages.len() as u32).unwrap_or(0);
        for word in words.split_whitespace() {
            *table.words.entry(word).or_insert(0) |= bit;
        }
        for letter in letters.chars() {
            *table.letters.entry(letter).or_insert(0) |= bit;
        }
        table.languages.push(Language { tag, script, name, worded: !words.is_empty() });
    }
    for line in lines(include_str!("scripts.tsv")) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        let (code, name, ranges) = (next(), next(), next());
        for (first, last) in ranges.split_whitespace().filter_map(|range| range.split_once('-')) {
            if let (Ok(first), Ok(last)) = (u32::from_str_radix(first, 16), u32::from_str_radix(last, 16)) {
                table.ranges.push((first, last, table.scripts.len()));
            }
        }
        table.scripts.push(Script { code, name, tag: format!("{UNKNOWN}-{code}") });
    }
    table.ranges.sort_unstable();
    table.latin = table.scripts.iter().position(|script| script.code == "Latn").unwrap_or(0);
    table
});

/// The language of `text` as a BCP 47 tag; `und`, with the script where that is not Latin, where it is plainly not English
/// and could not be told; `None` where the text is too short or says nothing of its language.
pub fn guess(text: &str) -> Option<&'static str> {
    let sample = head(text.trim_start(), SAMPLE);
    let high = sample.bytes().filter(|byte| *byte >= 0x80).count();
    if high * 8 <= sample.len() && reads_english_at_once(head(sample, GLANCE)) {
        return Some(ENGLISH);
    }
    let script = if high == 0 { "Latn" } else { script(sample)? };
    if script == "Latn" { latin(sample) } else { of_script(script, sample) }
}

/// The script that most letters of `text` are of, by its ISO 15924 code; `None` where it has no letters.
pub fn script(text: &str) -> Option<&'static str> {
    let mut counts = vec![0usize; TABLE.scripts.len()];
    let sample = head(text, SAMPLE);
    counts[TABLE.latin] = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    for c in sample.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
        if let Some(script) = script_of(c) {
            // A character of these scripts is a syllable or a word.
            let weight = if matches!(TABLE.scripts[script].code, "Hani" | "Jpan" | "Hang") { 3 } else { 1 };
            counts[script] += weight;
        }
    }
    let of = |code| TABLE.scripts.iter().position(|script| script.code == code);
    if let (Some(kana), Some(han)) = (of("Jpan"), of("Hani"))
        && counts[kana] * 12 > counts[han]
    {
        counts[kana] += std::mem::take(&mut counts[han]);
    }
    let most = (0..counts.len()).rev().max_by_key(|&script| counts[script])?;
    (counts[most] > 0).then(|| TABLE.scripts[most].code)
}

/// The name of a language in English, for a reader; `None` where the table does not have it.
pub fn name(tag: &str) -> Option<String> {
    let known = |found: &dyn Fn(&Language) -> bool| TABLE.languages.iter().find(|language| found(language));
    let primary = primary(tag);
    if primary.eq_ignore_ascii_case(UNKNOWN) {
        let script = script_subtag(tag).and_then(|code| TABLE.scripts.iter().find(|script| script.code == code));
        return Some(script.map_or_else(
            || "a language that was not recognised".to_owned(),
            |script| format!("a language in {} script", script.name),
        ));
    }
    let whole = known(&|language| language.tag.eq_ignore_ascii_case(tag));
    let found = whole.or_else(|| known(&|language| language.tag.eq_ignore_ascii_case(primary)));
    found.map(|language| language.name.to_owned())
}

/// Whether a tag is of English.
pub fn is_english(tag: &str) -> bool {
    primary(tag).eq_ignore_ascii_case(ENGLISH)
}

/// Whether two tags are of one language, whatever region they name.
pub fn is_same(a: &str, b: &str) -> bool {
    primary(a).eq_ignore_ascii_case(primary(b))
}

/// Whether the language of a tag is written from right to left.
pub fn is_from_right(tag: &str) -> bool {
    matches!(script_of_tag(tag), Some("Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm" | "Rohg"))
}

/// The script that a language is written in, where the tag says it or the table has the language.
pub fn script_of_tag(tag: &str) -> Option<&'static str> {
    let said = script_subtag(tag).and_then(|code| TABLE.scripts.iter().find(|script| script.code == code));
    let primary = primary(tag);
    let usual = || TABLE.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(primary));
    said.map(|script| script.code).or_else(|| usual().map(|language| language.script))
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The subtag of four letters, spelled as the standard does: `Arab`.
fn script_subtag(tag: &str) -> Option<String> {
    let found = tag.split('-').skip(1).find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(found[..1].to_ascii_uppercase() + &found[1..].to_ascii_lowercase())
}

fn script_of(c: char) -> Option<usize> {
    let c = u32::from(c);
    let after = TABLE.ranges.partition_point(|range| range.0 <= c);
    let &(_, last, script) = TABLE.ranges.get(after.checked_sub(1)?)?;
    (c <= last).then_some(script)
}

/// Enough words of English within a line or two: two that no neighbour has, and more of these or of the next best.
fn reads_english_at_once(text: &str) -> bool {
    let (mut own, mut weight) = (0, 0);
    for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
        match word {
            "the" | "of" | "and" | "that" | "with" | "from" | "said" | "have" | "been" | "were" | "this" | "their"
            | "which" | "his" => {
                own += 1;
                weight += 2;
            }
            "for" | "by" | "it" | "they" | "after" | "would" | "who" | "but" | "will" | "not" | "or" | "about"
            | "when" | "out" | "its" | "she" | "is" | "at" => weight += 1,
            _ => continue,
        }
        if own >= 2 && weight >= 6 {
            return true;
        }
    }
    false
}

/// The small words of a text, language by language.
struct Tally {
    /// Words in all.
    words: usize,
    /// Words without a capital that no language claims: in a list of names there are few.
    others: usize,
    /// Words without a capital with letters that English does not have.
    accented: usize,
    hits: Vec<usize>,
    /// Different words among them.
    kinds: Vec<usize>,
}

impl Tally {
    fn of(sample: &str) -> Self {
        let count = TABLE.languages.len();
        let mut tally = Tally { words: 0, others: 0, accented: 0, hits: vec![0; count], kinds: vec![0; count] };
        let mut seen: Vec<&str> = Vec::new();
        // Particles after a capital: they are dropped where a capital follows, as in `de la Cruz`.
        let mut particles: Option<Vec<&str>> = None;
        for word in words(sample) {
            tally.words += 1;
            if word.starts_with(char::is_uppercase) {
                particles = Some(Vec::new());
                continue;
            }
            if let Some(run) = particles.as_mut().filter(|_| is_particle(word)) {
                run.push(word);
                continue;
            }
            for word in particles.take().into_iter().flatten().chain([word]) {
                tally.add(word, &mut seen);
            }
        }
        tally
    }

    fn add<'t>(&mut self, word: &'t str, seen: &mut Vec<&'t str>) {
        let Some(&mask) = TABLE.words.get(word) else {
            self.others += 1;
            self.accented += usize::from(!word.is_ascii());
            return;
        };
        let new = !seen.contains(&word);
        if new {
            seen.push(word);
        }
        for at in bits(mask) {
            self.hits[at] += 1;
            self.kinds[at] += usize::from(new);
        }
    }
}

/// The words of a text, without addresses of the web and what English hangs on a word with an apostrophe.
fn words(sample: &str) -> impl Iterator<Item = &str> {
    let tokens = sample.split_whitespace().filter(|token| !token.contains("://") && !token.contains("www."));
    let plain = tokens.map(|token| {
        let end = token.trim_end_matches(|c: char| !c.is_alphabetic());
        ["'s", "’s", "'t", "’t"].iter().find_map(|hung| end.strip_suffix(hung)).unwrap_or(end)
    });
    plain.flat_map(|token| token.split(|c: char| !c.is_alphabetic())).filter(|word| !word.is_empty())
}

/// Words that stand within names.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "las"
            | "los"
            | "el"
            | "al"
            | "der"
            | "den"
            | "von"
            | "van"
            | "zu"
            | "da"
            | "di"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "del"
            | "della"
            | "y"
            | "e"
            | "i"
            | "und"
            | "et"
    )
}

/// Language of a text in Latin letters.
fn latin(sample: &str) -> Option<&'static str> {
    let tally = Tally::of(sample);
    let words = tally.words;
    let of_latin = || TABLE.languages.iter().enumerate().filter(|(_, language)| language.script == "Latn");
    let (english, others): (Vec<_>, Vec<_>) = of_latin().partition(|(_, language)| language.tag == ENGLISH);
    let english = english.first().map_or(0, |(at, _)| tally.hits[*at]);
    let most = others.iter().map(|(at, _)| tally.hits[*at]).max().unwrap_or(0);
    let told =
        others.iter().filter(|(at, _)| tally.kinds[*at] >= 3 && tally.hits[*at] >= 4 && tally.hits[*at] * 8 >= words);
    let proven = told.map(|(at, _)| tally.hits[*at]).max().unwrap_or(0);
    if proven >= english * 2 + 2 && tally.others >= 3 {
        return Some(clear(scored(&tally, "Latn", sample)).unwrap_or(UNKNOWN));
    }
    if english >= 2 && english * 8 >= words && english >= most {
        return Some(ENGLISH);
    }
    // A language that the table does not have: running text without the words that English cannot do without.
    let running = words >= 40 && tally.others * 2 >= words && english * 20 < words;
    let foreign = english == 0 && tally.accented >= 3 && words >= 5;
    (running || foreign).then_some(UNKNOWN)
}

/// Language of a text in letters other than Latin.
fn of_script(script: &'static str, sample: &str) -> Option<&'static str> {
    let unknown = || TABLE.scripts.iter().find(|s| s.code == script).map(|s| s.tag.as_str());
    let of_it: Vec<_> = TABLE.languages.iter().filter(|language| language.script == script).collect();
    match of_it.as_slice() {
        [] => unknown(),
        [own] if !own.worded => Some(own.tag),
        _ => clear(scored(&Tally::of(sample), script, sample)).or_else(unknown),
    }
}

/// The languages of a script with their scores: two for each small word, one for each letter that is theirs.
fn scored(tally: &Tally, script: &str, sample: &str) -> Vec<(usize, &'static str)> {
    let mut letters = [0; 64];
    for mask in sample.chars().filter(|c| !c.is_ascii()).filter_map(|c| TABLE.letters.get(&c)) {
        for at in bits(*mask) {
            letters[at] += 1;
        }
    }
    let languages = TABLE.languages.iter().zip(&tally.hits).zip(letters);
    let of_script = languages.filter(|((language, _), _)| language.script == script && language.tag != ENGLISH);
    of_script.map(|((language, hits), letters)| (hits * 2 + letters, language.tag)).collect()
}

/// The places of the bits that are set.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = mask.trailing_zeros();
        mask &= mask.checked_sub(1)?;
        Some(at as usize)
    })
}

/// The highest score, where it stands clear of the second.
fn clear(mut scored: Vec<(usize, &'static str)>) -> Option<&'static str> {
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (best, tag) = *scored.first()?;
    let second = scored.get(1).map_or(0, |(score, _)| *score);
    (best >= 3 && best * 10 >= second * 12).then_some(tag)
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
