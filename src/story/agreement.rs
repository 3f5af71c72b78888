//! What independent sources tell alike: one clear sentence, and one of each source that says the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::annotate::time::is_time_word;
use crate::text::similarity::{Vector, containment, cosine, shingles};
use crate::text::stem::{content_stems, stem};
use crate::text::tag::{self, Tag};
use crate::text::token::tokens;

use super::independence::witnesses;
use super::model::{Agreement, Citation, Source};
use super::same;
use super::sentence::told_stems;
use super::space::Space;

/// Likeness from which two sentences tell the same.
const SAME: f32 = 0.34;
/// The same where their words are weighed one by one and tell it as good as surely.
const SAME_IF_LIKELY: f32 = 0.2;
const LIKELY: f64 = 0.85;
/// Stems they must share at least, and how many of them outside names: two sentences on one person need not agree.
const SHARED: usize = 5;
const SHARED_WORDS: usize = 3;
/// How well a sentence must stand alone to be shown beside another.
const READABLE: f32 = 0.25;
/// Share of common runs from which one sentence is a copy of the other: no second witness.
const COPIED: f64 = 0.7;
/// Rarest stems by which a sentence is looked up.
const KEYS: usize = 8;
/// A stem in more sentences than this finds no candidates.
const COMMON: usize = 200;

/// The known speakers of each sentence that reports a statement, as indices of the story's actors.
pub(super) type Speakers = BTreeMap<(usize, usize), BTreeSet<usize>>;

/// All agreements, the widest told first.
pub(super) fn agreements(sources: &[Source], space: &Space, speakers: &Speakers) -> Vec<Agreement> {
    let pairs = alike(sources, space, speakers);
    let mut leads: Vec<(usize, f32, Citation)> = pairs
        .iter()
        .map(|(&(source, sentence), others)| {
            let groups: BTreeSet<usize> = others.keys().map(|o| sources[o.0].desk).collect();
            let likeness: f32 = others.values().sum::<f32>() * common_share((source, sentence), others, sources);
            let span = sources[source].article.sentences[sentence].span;
            (groups.len(), likeness * space.alone[source][sentence], Citation { source, sentence, span })
        })
        .collect();
    leads.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for (.., lead) in leads {
        let clear = space.alone[lead.source][lead.sentence] >= 0.5;
        if !clear || taken.contains(&(lead.source, lead.sentence)) {
            continue;
        }
        if let Some(agreement) = around(lead, &pairs, &taken, sources, space) {
            taken.extend(agreement.citations.iter().map(|c| (c.source, c.sentence)));
            found.push(agreement);
        }
    }
    found.sort_by_key(|a| std::cmp::Reverse(a.independent));
    found
}

type Alike = BTreeMap<(usize, usize), BTreeMap<(usize, usize), f32>>;

/// For each sentence those of independent sources that tell the same.
fn alike(sources: &[Source], space: &Space, speakers: &Speakers) -> Alike {
    let mut holders: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    let mut pairs: Alike = BTreeMap::new();
    let days: Vec<Vec<Day>> = sources.iter().map(days).collect();
    for (source, of) in sources.iter().enumerate() {
        for sentence in of.article.body_sentences() {
            let vector = &space.sentences[source][sentence];
            let keys = space.rare(vector, KEYS);
            let candidates: BTreeSet<(usize, usize)> = keys
                .iter()
                .filter_map(|key| holders.get(key).filter(|h| h.len() <= COMMON))
                .flatten()
                .copied()
                .filter(|&(other, _)| sources[other].desk != of.desk)
                .filter(|there| !days[source][sentence].differs(days[there.0][there.1]))
                .filter(|there| !other_speakers((source, sentence), *there, speakers))
                .collect();
            for (other, there) in candidates {
                if let Some(likeness) = same((source, sentence), (other, there), sources, space) {
                    pairs.entry((source, sentence)).or_default().insert((other, there), likeness);
                    pairs.entry((other, there)).or_default().insert((source, sentence), likeness);
                }
            }
            for key in keys {
                holders.entry(key).or_default().push((source, sentence));
            }
        }
    }
    pairs
}

/// Share of a sentence's content that the others tell too, from a half to 1: a lead should say little else.
fn common_share(lead: (usize, usize), others: &BTreeMap<(usize, usize), f32>, sources: &[Source]) -> f32 {
    let stems = |(source, sentence): (usize, usize)| -> BTreeSet<String> {
        content_stems(&sources[source].article.sentence_text(sentence)).into_iter().collect()
    };
    let own = stems(lead);
    let told: BTreeSet<String> = others.keys().flat_map(|&other| stems(other)).collect();
    0.5 + 0.5 * own.intersection(&told).count() as f32 / own.len().max(1) as f32
}

/// The day a sentence tells of.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    /// As it names it, or else as the last weekday named before it in its source.
    date: Option<Date>,
    named: bool,
}

impl Day {
    /// Whether two sentences tell of different days, at least one of them saying so itself.
    fn differs(self, other: Day) -> bool {
        let known = matches!((self.date, other.date), (Some(a), Some(b)) if a != b);
        known && (self.named || other.named)
    }
}

/// The day of each sentence of a source.
fn days(source: &Source) -> Vec<Day> {
    let mut days = vec![Day::default(); source.article.sentences.len()];
    let mut carried = None;
    let mut timexes = source.annotations.timexes.iter().zip(&source.timexes).peekable();
    for (at, sentence) in source.article.sentences.iter().enumerate() {
        let mut named = None;
        while let Some((timex, value)) = timexes.next_if(|(t, _)| t.span.start < sentence.span.end) {
            let day = value.date.as_day();
            named = named.or(day);
            if timex.meaning.weekday().is_some() && !timex.direction.is_ahead() {
                carried = day.or(carried);
            }
        }
        days[at] = Day { date: named.or(carried), named: named.is_some() };
    }
    days
}

/// Whether two sentences give words to different people: the same words of two people are not one fact told twice.
fn other_speakers(a: (usize, usize), b: (usize, usize), speakers: &Speakers) -> bool {
    matches!((speakers.get(&a), speakers.get(&b)), (Some(a), Some(b)) if a.is_disjoint(b))
}

/// How alike two sentences are, where they tell the same and neither is a copy.
fn same(a: (usize, usize), b: (usize, usize), sources: &[Source], space: &Space) -> Option<f32> {
    let (left, right) = (&space.sentences[a.0][a.1], &space.sentences[b.0][b.1]);
    let likeness = cosine(left, right);
    if likeness < SAME_IF_LIKELY || shared(left, right) < SHARED {
        return None;
    }
    let text = |(source, sentence): (usize, usize)| sources[source].article.sentence_text(sentence);
    let (left, right) = (&*text(a), &*text(b));
    let unreadable = space.alone[a.0][a.1].min(space.alone[b.0][b.1]) < READABLE;
    if unreadable || told_stems(left).intersection(&told_stems(right)).count() < SHARED_WORDS {
        return None;
    }
    let copied = containment(&shingles(left, 4), &shingles(right, 4)) >= COPIED;
    let at_odds = opposed(left, right)
        || negations(left) != negations(right)
        || supposes(left) != supposes(right)
        || !numbers_agree(left, right);
    if copied || at_odds || deeds(left).is_disjoint(&deeds(right)) {
        return None;
    }
    let likely = || {
        announces(left) == announces(right)
            && share_name(left, right)
            && same::same(&same::Sentence::new(left), &same::Sentence::new(right)) >= LIKELY
    };
    (likeness >= SAME || likely()).then_some(likeness)
}

/// What is done in a sentence: the stems of its verbs, of being, having and saying none, nor of those in `-ing`, which
/// mostly name a thing. Two sentences that name the same
/// people and things but no deed in common tell two facts.
fn deeds(sentence: &str) -> BTreeSet<String> {
    let tokens = tokens(sentence, 0);
    let tags = tag::tag(&tokens);
    let verbs = tokens
        .iter()
        .zip(&tags)
        .filter(|(token, tag)| tag.is_verb() && !matches!(tag, Tag::MD | Tag::VBG) && token.is_word);
    let empty = ["say", "said", "tell", "told", "get", "got", "make", "made"];
    let stems = verbs.filter(|(token, _)| !empty.contains(&token.text.to_lowercase().as_str()));
    stems.flat_map(|(token, _)| content_stems(token.text)).collect()
}

/// Whether two sentences name somebody or something alike; the words that open them are no names.
fn share_name(a: &str, b: &str) -> bool {
    let names = |text: &str| -> BTreeSet<String> {
        let capital = |w: &&str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
        text.split_whitespace().skip(1).filter(capital).filter(|w| !is_time_word(w)).flat_map(content_stems).collect()
    };
    !names(a).is_disjoint(&names(b))
}

/// Whether a sentence tells of what is still to come: "set to meet", "will meet".
fn announces(sentence: &str) -> bool {
    let words: Vec<String> = sentence.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let plan =
        |w: &str| matches!(w, "set" | "due" | "expected" | "scheduled" | "poised" | "planned" | "plan" | "plans");
    let ahead = |pair: &[String]| plan(&pair[0]) && pair[1] == "to";
    words.iter().any(|w| matches!(w.as_str(), "will" | "shall")) || words.windows(2).any(ahead)
}

/// Whether a sentence tells of a mere case: "if", "unless".
fn supposes(sentence: &str) -> bool {
    sentence
        .split(|c: char| !c.is_alphabetic())
        .any(|w| w.eq_ignore_ascii_case("if") || w.eq_ignore_ascii_case("unless"))
}

fn shared(a: &Vector, b: &Vector) -> usize {
    a.iter().filter(|(id, _)| b.binary_search_by_key(id, |v| v.0).is_ok()).count()
}

static OPPOSITES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let lines = include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(a, b)| Some((stem(a)?, stem(b)?))).collect()
});

/// Whether one sentence has a word of which the other has the contrary: "began" and "ended".
pub(super) fn opposed(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<String>, BTreeSet<String>) =
        (content_stems(a).into_iter().collect(), content_stems(b).into_iter().collect());
    let only = |x: &str, y: &str| a.contains(x) && !a.contains(y) && b.contains(y) && !b.contains(x);
    OPPOSITES.iter().any(|(x, y)| only(x, y) || only(y, x))
}

/// Whether a sentence denies: an odd one out must not be counted as saying the same.
pub(super) fn negations(sentence: &str) -> bool {
    sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(str::to_lowercase).any(|word| {
        matches!(word.as_str(), "not" | "no" | "never" | "denied" | "denies" | "deny" | "nobody" | "cannot")
            || word.ends_with("n't")
            || word.ends_with("n’t")
    })
}

/// No number of one that is missing in the other where both have some.
fn numbers_agree(a: &str, b: &str) -> bool {
    let numbers = |text: &str| -> BTreeSet<String> {
        // A reference mark such as [4] counts nothing.
        text.split(['[', '(', ' ', '\u{a0}', '-', '–', '—', '‑'])
            .filter(|part| !part.contains(']'))
            .flat_map(|part| part.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.'))
            .map(|n| n.trim_matches([',', '.']).to_owned())
            .filter(|n| !n.is_empty())
            .collect()
    };
    let (a, b) = (numbers(a), numbers(b));
    a.is_empty() || b.is_empty() || a.is_subset(&b) || b.is_subset(&a)
}

/// The lead with the closest sentence of each other source; `None` where no independent source is left.
fn around(
    lead: Citation,
    pairs: &Alike,
    taken: &BTreeSet<(usize, usize)>,
    sources: &[Source],
    space: &Space,
) -> Option<Agreement> {
    let mut closest: BTreeMap<usize, ((usize, usize), f32)> = BTreeMap::new();
    for (&other, &likeness) in pairs.get(&(lead.source, lead.sentence))? {
        // Of two sentences of one source the one that stands better alone.
        let likeness = likeness * (0.5 + 0.5 * space.alone[other.0][other.1]);
        if !taken.contains(&other) && closest.get(&other.0).is_none_or(|(_, best)| likeness > *best) {
            closest.insert(other.0, (other, likeness));
        }
    }
    let mut others: Vec<((usize, usize), f32)> = closest.into_values().collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut citations = vec![lead];
    citations.extend(others.iter().map(|&((source, sentence), _)| Citation {
        source,
        sentence,
        span: sources[source].article.sentences[sentence].span,
    }));
    let independent = witnesses(&citations, sources);
    let id = &sources[lead.source].article.sentences[lead.sentence].id;
    (independent >= 2).then(|| Agreement { id: format!("a{id}"), citations, independent })
}

#[cfg(test)]
mod tests {
    use super::super::tests::story;
    use super::*;

    #[test]
    fn one_fact_needs_a_deed_in_common() {
        let shares = |a: &str, b: &str| !deeds(a).is_disjoint(&deeds(b));
        let fired = "Harbour pilot Ann Ortiz, whom the port board removed over her letters, has been dismissed.";
        assert!(!shares(fired, "Harbour pilot Ann Ortiz asked the port board to keep her letters secret."));
        assert!(shares(fired, "The port board dismissed pilot Ann Ortiz, who had complained in letters."));
        assert!(!shares("The mayor said the quay is wide.", "The mayor said the quay has lamps."));
        assert!(announces("The crews are set to sail.") && !announces("The crews set the sails."));
        assert!(!shares("The mayor is looking into the river dredging.", "The board objects to the river dredging."));
        assert!(supposes("He would have left if the ferry had sailed.") && !supposes("The ferry sailed on Friday."));
    }

    #[test]
    fn same_people_and_things_in_two_deeds_are_no_agreement() {
        let one = "Senior harbour pilot Ann Ortiz of the Elm port board was dismissed over her private letters.\n";
        let other = "Senior harbour pilot Ann Ortiz asked the Elm port board to return her private letters.\n";
        let again = "The Elm port board dismissed senior harbour pilot Ann Ortiz because of her private letters.\n";
        let filler = "Bakers complain of empty streets. Schools begin an hour later. A shipyard offered its crane.\n";
        let agreed = |a: &str, b: &str| story(&[("a", a), ("b", b), ("c", filler)]).agreements.len();
        assert_eq!(agreed(one, other), 0);
        assert_eq!(agreed(one, again), 1);
    }
}
