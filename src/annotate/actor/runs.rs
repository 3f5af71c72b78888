//! Runs of capitalised words that may be names.

use crate::annotate::time::is_calendar_word;
use crate::text::Span;

use super::lexicon::Class;
use super::states;
use super::words::{Word, is_generation};

/// A run of words of one sentence, as indices into its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The words of one sentence and the text they stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'w, 't> {
    pub(super) words: &'w [Word<'t>],
    pub(super) text: &'t str,
    pub(super) span: Span,
}

impl<'t> Line<'_, 't> {
    /// What stands between word `at` and the one before it; from the start of the sentence for the first.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(self.span.start, |w| w.end);
        let to = self.words.get(at).map_or(self.span.end, |w| w.span.start);
        self.text.get(from..to).unwrap_or("")
    }

    /// Whether nothing but blank stands before word `at` and behind the word before it.
    pub(super) fn is_close(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap == " " || (!gap.is_empty() && gap.chars().all(char::is_whitespace))
    }

    /// Word `at` as it stands, where there is one.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |w| w.text)
    }

    /// The word before word `at`, with nothing but blank between.
    pub(super) fn before(&self, at: usize) -> &'t str {
        if at > 0 && self.is_close(at) { self.word(at - 1) } else { "" }
    }

    /// The words of a run as they stand.
    pub(super) fn span_of(&self, run: Run) -> Span {
        match (self.words.get(run.from), run.to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => {
                Span::new(first.span.start, last.span.end)
            }
            _ => Span::new(self.span.start, self.span.start),
        }
    }

    /// What a word of this sentence is.
    pub(super) fn class(&self, at: usize) -> Class {
        self.words.get(at).map_or_else(Class::default, |word| word.class)
    }

    /// Whether some word of the run is in a class.
    pub(super) fn any(&self, run: Run, wanted: Class) -> bool {
        (run.from..run.to).any(|at| self.class(at).is(wanted))
    }
}

/// The next run at or behind word `at`.
pub(super) fn next_run(line: Line<'_, '_>, mut at: usize) -> Option<Run> {
    while at < line.words.len() && !starts_name(line, at) {
        at += 1;
    }
    if at >= line.words.len() {
        return None;
    }
    let mut to = at + 1;
    while let Some(next) = goes_on(line, at, to) {
        to = next;
    }
    Some(Run { from: at, to })
}

/// Leaves out words at either end that are no name: "The", "However".
pub(super) fn trimmed(line: Line<'_, '_>, mut run: Run) -> Run {
    let is_initial = |at: usize| line.word(at).len() == 1 && at + 1 < run.to && line.gap(at + 1).starts_with('.');
    while run.from < run.to && line.class(run.from).is(Class::NO_NAME) && !is_initial(run.from) {
        run.from += 1;
    }
    while run.from < run.to && line.class(run.to - 1).is(Class::NO_NAME) {
        run.to -= 1;
    }
    run
}

fn starts_name(line: Line<'_, '_>, at: usize) -> bool {
    let Some(word) = line.words.get(at).filter(|word| word.capital) else { return false };
    // "I've"
    if word.text.starts_with('I') && word.text[1..].starts_with(['\'', '’']) {
        return false;
    }
    !is_calendar_word(word.text)
}

/// One past the word that continues the run `from..to`, if one does.
fn goes_on(line: Line<'_, '_>, from: usize, to: usize) -> Option<usize> {
    let last = line.words.get(to - 1)?;
    line.words.get(to)?;
    let run = Run { from, to };
    if last.is_possessive() {
        return (owns_body(line, run) && line.is_close(to)).then_some(to + 1);
    }
    // "Harold Lee, Jr."
    let comma = is_generation(line.word(to)) && line.gap(to) == ", ";
    if starts_name(line, to) {
        return (comma || line.is_close(to) || is_abbreviated(line, to) || is_of_many(line, run)).then_some(to + 1);
    }
    let joined = joiner(line, run)?;
    (starts_name(line, joined) && (to + 1..=joined).all(|at| line.is_close(at))).then_some(joined + 1)
}

/// A full stop behind an initial or a short title, or an ampersand.
fn is_abbreviated(line: Line<'_, '_>, at: usize) -> bool {
    let gap = line.gap(at);
    let before = line.word(at - 1);
    // "Acme & Sons", not "CNN & BBC", "Lima & Quito".
    let name =
        |at: usize| line.words.get(at).is_some_and(|w| !w.is_all_capitals()) && states::state(line.word(at)).is_none();
    (gap.trim() == "&" && name(at - 1) && name(at))
        || (gap.starts_with('.')
            && gap[1..].trim().is_empty()
            && (before.chars().count() == 1 || line.class(at - 1).is(Class::TITLE) || before == "St"))
}

/// A word behind `run` that joins it with what follows: the index of the word after it.
fn joiner(line: Line<'_, '_>, run: Run) -> Option<usize> {
    let at = run.to;
    if !line.is_close(at) {
        return None;
    }
    let article = usize::from(line.word(at + 1) == "the");
    let last = line.class(at - 1);
    match line.word(at) {
        "of" => {
            // "House Clerk Ann Lee" is no body: "of" says where she is from.
            let person = (run.from..at - 1).any(|of| line.class(of).is(Class::ROLE) && !line.words[of].is_possessive());
            let body = line.any(run, Class::BODY) && !person;
            (last.is(Class::BODY) || last.is(Class::ROLE) || body || is_estate(line.word(at - 1)))
                .then_some(at + 1 + article)
        }
        "for" => (last.is(Class::BODY) || last.is(Class::ROLE) || opens_cause(line, run)).then_some(at + 1 + article),
        "to" => last.is(Class::ROLE).then_some(at + 1 + article),
        "and" => is_listed(line, run, at + 1).then_some(at + 1),
        "al" | "bin" | "ibn" | "de" | "del" | "der" | "van" | "von" | "di" | "da" | "dos" | "la" | "le" | "ul"
        | "el" | "du" | "ter" | "ten" => {
            let second = matches!(line.word(at + 1), "la" | "der" | "den" | "los");
            Some(at + 1 + usize::from(second))
        }
        _ => None,
    }
}

/// Whether a run is a word by which those who band together for something call themselves: "Citizens for Better Roads",
/// "Doctors Without Borders", "Democracy for Sahil". Not the name of a people or a party, which can be blamed for another.
pub(super) fn opens_cause(line: Line<'_, '_>, run: Run) -> bool {
    const MANY: [&str; 24] = [
        "artists",
        "citizens",
        "clergy",
        "democracy",
        "doctors",
        "drivers",
        "families",
        "farmers",
        "fathers",
        "friends",
        "lawyers",
        "mothers",
        "neighbours",
        "neighbors",
        "nurses",
        "parents",
        "patients",
        "physicians",
        "reporters",
        "scientists",
        "students",
        "taxpayers",
        "teachers",
        "veterans",
    ];
    let joins = matches!(line.word(run.from + 1), "for" | "Without" | "without" | "Against" | "against");
    joins && MANY.contains(&line.word(run.from).to_lowercase().as_str())
}

/// `Emirate`, `Electorate`: a word in -ate that names a kind of state.
fn is_estate(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ate")
}

/// "and" within the name of a body: behind its "of" or "for", before what is no name by itself: "Ministry of Trade and
/// Industry", "Department of Health and Human Services".
fn is_listed(line: Line<'_, '_>, run: Run, next: usize) -> bool {
    // "House Trade and Labour Committee", "Health and Welfare Department"
    let open = !line.class(run.to - 1).is(Class::BODY)
        && (line.class(run.from).is(Class::BODY) || line.class(run.to - 1).is(Class::PORTFOLIO));
    let mut rest = (next..line.words.len().min(next + 4)).take_while(|&at| starts_name(line, at) && line.is_close(at));
    if open && rest.any(|at| at > next && line.class(at).is(Class::BODY)) {
        return true;
    }
    let held = (run.from..run.to).rposition(|at| matches!(line.word(at), "of" | "for")).map(|at| run.from + at);
    held.is_some_and(|of| {
        let before = of > run.from && line.class(of - 1).is(Class::BODY.or(Class::ROLE));
        let kinds = |at: usize| line.class(at).is(Class::PORTFOLIO);
        before && (of + 1..run.to).any(kinds) && (next..next + 2).any(kinds)
    })
}

/// "People’s Party", "Prime Minister’s Office": a word for many or for an office owns the body that follows.
fn owns_body(line: Line<'_, '_>, run: Run) -> bool {
    let owner = line.word(run.to - 1);
    let many = matches!(owner.to_lowercase().as_str(), "people" | "women" | "men" | "children");
    let office = line.class(run.to - 1).is(Class::ROLE);
    let mut rest = (run.to..line.words.len().min(run.to + 4)).take_while(|&at| starts_name(line, at));
    (many || office) && rest.any(|at| line.class(at).is(Class::BODY))
}

/// An apostrophe behind a plural in the name of a body, `Drivers’ Union`; not behind a state, which only owns one.
fn is_of_many(line: Line<'_, '_>, run: Run) -> bool {
    let gap = line.gap(run.to);
    let mut rest = (run.to..line.words.len()).take_while(|&at| starts_name(line, at));
    gap.starts_with(['’', '\''])
        && line.word(run.to - 1).ends_with('s')
        && gap.trim_start_matches(['’', '\'']).trim().is_empty()
        && states::state(line.span_of(run).of(line.text)).is_none()
        && rest.any(|at| line.class(at).is(Class::BODY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::actor::words::scan;

    fn runs(text: &str) -> String {
        let span = Span::new(0, text.len());
        let mut words = Vec::new();
        scan(text, span, &mut words);
        let line = Line { words: &words, text, span };
        let (mut at, mut found) = (0, Vec::new());
        while let Some(run) = next_run(line, at) {
            at = run.to;
            let run = trimmed(line, run);
            if run.from < run.to {
                found.push(line.span_of(run).of(text));
            }
        }
        found.join("|")
    }

    #[test]
    fn an_apostrophe_behind_a_plural_belongs_to_the_name_of_a_body() {
        let cases = [
            ("The Eastside Traders’ Association met.", "Eastside Traders’ Association"),
            ("It was the Drivers’ Union.", "Drivers’ Union"),
            ("It was the Drivers' and Pilots' Trade Union.", "Drivers|Pilots' Trade Union"),
            ("It was Kenya’s Union.", "Kenya|Union"),
            ("It was the Philippines’ Congress.", "Philippines|Congress"),
            ("It was the Drivers’ Paul Reed.", "Drivers|Paul Reed"),
            ("The ‘Drivers’ met.", "Drivers"),
        ];
        for (text, expected) in cases {
            assert_eq!(runs(text), expected, "{text}");
        }
    }

    #[test]
    fn what_holds_a_name_together_and_what_does_not() {
        let cases = [
            ("They met the Department of Health and Welfare on Monday.", "Department of Health and Welfare"),
            ("They met the Fish and Wildlife Service on Monday.", "Fish and Wildlife Service"),
            ("They met D. Omar Quell (R-Texas) on Monday.", "D. Omar Quell|R-Texas"),
            ("They met the Ministry of Defence and Ann Lee.", "Ministry of Defence|Ann Lee"),
            ("The Prime Minister’s Office and Lee’s Office met.", "Prime Minister’s Office|Lee|Office"),
            ("He met Maria van der Berg and J. B. Lee.", "Maria van der Berg|J. B. Lee"),
            ("Marks & Sons met. Lee of Ohio left.", "Marks & Sons|Lee|Ohio"),
        ];
        for (text, expected) in cases {
            assert_eq!(runs(text), expected, "{text}");
        }
    }
}
