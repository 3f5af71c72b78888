//! A run of capitals read for what it is: a person behind a title, a state, a seat of government, a body, a place.

use crate::text::table::Set;
use crate::text::{Span, one_line};

use super::evidence::{self, Scores};
use super::lexicon::{Class, class};
use super::runs::{Line, Run, opens_cause, trimmed};
use super::states::{self, Naming, fold};
use super::words::is_hyphen;
use super::{ActorKind, Role};

/// One mention of a name.
#[derive(Debug, Clone)]
pub(super) struct Sighting<'t> {
    pub(super) span: Span,
    /// Where the first word of its sentence begins.
    pub(super) sentence: usize,
    /// The name folded: lower case, one kind of hyphen, no diacritics.
    pub(super) key: String,
    /// The name as written; a state's is the one of the table.
    pub(super) name: &'t str,
    /// What it is beyond doubt, by its own words.
    pub(super) kind: ActorKind,
    /// What speaks for a person, a body or a place.
    pub(super) scores: Scores,
    pub(super) role: Option<Role>,
    /// State that its words or its title tie it to.
    pub(super) state: Option<&'static str>,
    /// An acronym in brackets behind it.
    pub(super) acronym: Option<Span>,
    /// Nothing but its capital says that it is a name, and that may stand there for another reason.
    pub(super) weak: bool,
    /// "the" stands before it.
    pub(super) article: bool,
}

/// What the reading of one sentence knows of the rest of the article.
pub(super) struct Context<'c, 't> {
    /// All words of the article that stand in lower case.
    pub(super) lower: &'c Set<&'t str>,
    /// Whether most words of the sentence have a capital, as in a headline.
    pub(super) shouted: bool,
    /// The first word of the next sentence of the paragraph.
    pub(super) next: &'t str,
}

/// Reads one run into what it names.
pub(super) fn read<'t>(line: Line<'_, 't>, run: Run, context: &Context<'_, 't>, out: &mut Vec<Sighting<'t>>) {
    let run = without_opener(line, trimmed(line, run), context);
    if run.from >= run.to || is_title_of_work(line, run) {
        return;
    }
    let reader = Reader { line, context };
    let full = line.span_of(run).of(line.text);
    if reader.state(run, full, out) || reader.dashed(run, full, out) {
        return;
    }
    if let Some(state) = states::seat(full) {
        let mut found = reader.sighting(run, ActorKind::Organisation);
        found.state = Some(state);
        out.push(found);
        return;
    }
    if is_no_name_together(line, run) || is_thing(line, run) {
        return;
    }
    if let Some(run) = reader.behind_owner(run) {
        return read(line, run, context, out);
    }
    if !reader.person(run, out) {
        reader.body(run, out);
    }
}

/// "Localist parties" has no name; "Former Minister Lee" opens with a word that stands in lower case elsewhere.
fn without_opener(line: Line<'_, '_>, mut run: Run, context: &Context<'_, '_>) -> Run {
    if run.from == 0 && run.to > 1 {
        let word = line.class(0);
        let known = word.is(Class::TITLE) || word.is(Class::BODY) || word.is(Class::GIVEN);
        let first = line.word(0);
        let named = line.class(1).is(Class::GIVEN) && run.to > 2;
        let verb = first.ends_with("ing") && !known && (named || line.class(1).is(Class::TITLE.or(Class::PORTFOLIO)));
        let is_common = !known && !is_state_word(first) && context.lower.contains(first.to_lowercase().as_str());
        // A body or a place in the rest may begin with a common word: "Central Bank".
        if verb || is_common && !line.any(Run { from: 1, to: run.to }, Class::BODY) {
            run.from = 1;
        }
    }
    run
}

fn is_state_word(word: &str) -> bool {
    states::state(word).is_some()
}

/// All between quotation marks, and nothing else there: the title of a work.
fn is_title_of_work(line: Line<'_, '_>, run: Run) -> bool {
    let opens = line.gap(run.from).ends_with(['“', '"', '‘', '«']);
    let closes = line.gap(run.to).trim_start_matches([',', '.']).starts_with(['”', '"', '’', '»']);
    opens && closes && run.to - run.from > 1
}

/// Adjectives and titles alone: "Democratic", "Prime Minister", "Interim Kenyan".
fn is_no_name_together(line: Line<'_, '_>, run: Run) -> bool {
    let last = line.word(run.to - 1);
    let last_part = last.rsplit(is_hyphen).next().unwrap_or(last);
    let adjective = matches!(states::state(last_part), Some((_, Naming::Demonym)));
    adjective
        || (run.from..run.to).all(|at| {
            let word = line.class(at);
            let alone = word.is(Class::NOT_ALONE) || word.is(Class::ROLE) || word.is(Class::COURTESY);
            let role = line.class(run.to - 1).is(Class::ROLE);
            let office = role && (word.is(Class::PORTFOLIO) || word.is(Class::REGION) || word.is(Class::BODY));
            alone || office || word.is(Class::NO_NAME) || (run.to - run.from > 1 && is_demonym(line.word(at)))
        })
}

/// A law, a prize, a feast, or many people of one kind: "Harbour Act", "Senate Democrats".
fn is_thing(line: Line<'_, '_>, run: Run) -> bool {
    let last = line.class(run.to - 1);
    let many = last.is(Class::NOT_ALONE) && line.word(run.to - 1).ends_with('s');
    // "R-Ohio" behind a name
    let label = line.word(run.from).split_once('-').is_some_and(|(party, of)| {
        matches!(party, "D" | "R" | "I") && (class(of).is(Class::REGION) || line.gap(run.from + 1).starts_with('.'))
    });
    // "a New Jersey Democrat"
    let member = last.is(Class::NOT_ALONE) && last.is(Class::ROLE);
    label && run.to - run.from == 1
        || member
            && (run.from..run.to - 1)
                .all(|at| line.class(at).is(Class::REGION.or(Class::NOT_ALONE)) || is_region_of(line, run))
        || last.is(Class::THING) && !last.is(Class::BODY)
        || many && !line.any(run, Class::BODY.or(Class::TITLE))
        || many && run.to - run.from < 3
}

/// Whether all before the last word is the name of a region.
fn is_region_of(line: Line<'_, '_>, run: Run) -> bool {
    let before = Run { from: run.from, to: run.to - 1 };
    class(line.span_of(before).of(line.text)).is(Class::REGION)
}

fn is_demonym(word: &str) -> bool {
    matches!(states::state(word), Some((_, Naming::Demonym)))
}

struct Reader<'r, 'w, 't> {
    line: Line<'w, 't>,
    context: &'r Context<'r, 't>,
}

impl<'t> Reader<'_, '_, 't> {
    fn sighting(&self, run: Run, kind: ActorKind) -> Sighting<'t> {
        let span = self.line.span_of(run);
        let name = span.of(self.line.text);
        Sighting {
            span,
            sentence: self.line.span_of(Run { from: 0, to: 1 }).start,
            key: fold(name),
            name,
            kind,
            scores: Scores::default(),
            role: None,
            state: None,
            acronym: None,
            weak: self.context.shouted || self.is_opening(run),
            article: self.line.before(run.from).eq_ignore_ascii_case("the"),
        }
    }

    /// Whether the run opens a sentence or a quotation with one word, where any word has a capital.
    fn is_opening(&self, run: Run) -> bool {
        let opens = run.from == 0 || self.line.gap(run.from).contains(['“', '"', ':', '•', '(']);
        opens && run.to - run.from == 1
    }

    /// The seat of a government that ends the run, behind whose it was: "Lee White House".
    fn behind_owner(&self, run: Run) -> Option<Run> {
        (run.from + 1..run.to - 1).map(|from| Run { from, to: run.to }).find(|rest| {
            let words = self.line.span_of(*rest).of(self.line.text);
            words.contains(' ') && states::seat(words).is_some()
        })
    }

    /// A state by name or seat; a demonym alone is of a state and names nobody. Whether it was one.
    fn state(&self, run: Run, full: &'t str, out: &mut Vec<Sighting<'t>>) -> bool {
        let Some((state, naming)) = states::state(full) else { return false };
        let acts = match naming {
            Naming::Demonym => return true,
            Naming::Name => true,
            Naming::Capital => self.acts(run),
        };
        let kind = if acts { ActorKind::State } else { ActorKind::Place };
        let mut found = self.sighting(run, kind);
        found.state = Some(state);
        found.weak = false;
        if acts {
            found.name = state;
            found.key = fold(state);
        }
        out.push(found);
        true
    }

    /// Whether the name of a seat stands where only a government can: it says or does something, or something is had
    /// with it.
    fn acts(&self, run: Run) -> bool {
        let line = self.line;
        let before = class(line.before(run.from));
        if before.is(Class::LOCATIVE) && line.words.get(run.to - 1).is_none_or(|w| !w.is_possessive()) {
            return false;
        }
        let mut at = run.to;
        while at < line.words.len() && at < run.to + 3 && line.is_close(at) && is_auxiliary(line.word(at)) {
            at += 1;
        }
        let subject = line.is_close(run.to) && line.class(at).is(Class::ACT) && !line.words[at].capital;
        let will = at > run.to && matches!(line.word(run.to), "will" | "would" | "must" | "should" | "has" | "had");
        let with = matches!(line.before(run.from), "with" | "against" | "by" | "between" | "and");
        let nouns = run.from.saturating_sub(4)..(run.to + 4).min(line.words.len());
        let dealing = nouns.into_iter().any(|at| line.class(at).is(Class::DEALING));
        subject || will || (with && dealing)
    }

    /// `Chad–Sudan`, `Kenya-Uganda`: two states in one word.
    fn dashed(&self, run: Run, full: &'t str, out: &mut Vec<Sighting<'t>>) -> bool {
        let Some((left, right)) = full.split_once(is_hyphen).filter(|_| run.to - run.from == 1) else { return false };
        let (Some(one), Some(other)) = (states::state(left), states::state(right)) else { return false };
        let whole = self.line.span_of(run);
        let spans = [
            (one, Span::new(whole.start, whole.start + left.len())),
            (other, Span::new(whole.end - right.len(), whole.end)),
        ];
        for ((state, naming), span) in spans {
            if naming != Naming::Demonym {
                let mut found = self.sighting(run, ActorKind::State);
                (found.span, found.name, found.key, found.state, found.weak) =
                    (span, state, fold(state), Some(state), false);
                out.push(found);
            }
        }
        true
    }

    /// A person by a title in or before the name. Whether it was one.
    fn person(&self, run: Run, out: &mut Vec<Sighting<'t>>) -> bool {
        let line = self.line;
        let title = (run.from..run.to).rev().find(|&at| line.class(at).is(Class::TITLE) && !self.is_owner(at));
        let lower_role = self.role_before(run);
        let Some(name) = title.map_or(Some(run), |at| self.behind_title(run, at)) else { return false };
        if name.from >= name.to || line.any(name, Class::BODY) || line.any(name, Class::PLACE) {
            return false;
        }
        if title.is_none() && lower_role.is_none() {
            return false;
        }
        let full = line.span_of(name).of(line.text);
        if states::state(full).is_some_and(|(_, naming)| naming != Naming::Capital || title.is_none()) {
            // "Ambassador to Kenya", "President of Kenya": of the state, and nobody's name.
            self.state(name, full, out);
            return true;
        }
        if self.is_region(name) {
            self.body(name, out);
            return true;
        }
        // A role's office need not be a person: "Secretary of Acme".
        if name.from > run.from
            && matches!(line.word(name.from - 1), "of" | "for" | "to" | "the")
            && name.to - name.from < 2
        {
            self.body(name, out);
            return true;
        }
        self.push_person(run, name, title, lower_role, out);
        true
    }

    /// Word `at` belongs to the office that owns what follows: "Prime Minister’s Office".
    fn is_owner(&self, at: usize) -> bool {
        self.line.words.get(at).is_some_and(super::words::Word::is_possessive)
    }

    /// The name behind the title at `at`: behind what the title is of, where that can be told.
    fn behind_title(&self, run: Run, at: usize) -> Option<Run> {
        let line = self.line;
        let mut from = at + 1;
        if !matches!(line.word(from), "of" | "for" | "to") || from >= run.to {
            return Some(Run { from, to: run.to });
        }
        from += 1 + usize::from(line.word(from + 1) == "the");
        let rest = Run { from, to: run.to };
        // "Minister of Trade and Industry Ann Lee"
        let kinds =
            (from..run.to).take_while(|&at| line.class(at).is(Class::PORTFOLIO) || line.word(at) == "and").count();
        if kinds > 0 {
            return Some(Run { from: from + kinds, to: run.to });
        }
        // "Ambassador to Kenya Ann Lee"
        let whole_state = |to: &usize| {
            let state = states::state(line.span_of(Run { from, to: *to }).of(line.text));
            state.is_some_and(|(_, naming)| naming == Naming::Name)
        };
        if let Some(to) = (from + 1..=run.to).rev().find(whole_state) {
            return Some(if to == run.to { rest } else { Run { from: to, to: run.to } });
        }
        // "Speaker of the House Ann Lee"
        if let Some(body) = (from..run.to).rev().find(|&at| line.class(at).is(Class::BODY)) {
            return (body + 1 < run.to).then_some(Run { from: body + 1, to: run.to });
        }
        let given = (from + 1..run.to.saturating_sub(1)).find(|&at| line.class(at).is(Class::GIVEN));
        Some(given.map_or(rest, |from| Run { from, to: run.to }))
    }

    fn push_person(
        &self,
        run: Run,
        mut name: Run,
        title: Option<usize>,
        lower_role: Option<Role>,
        out: &mut Vec<Sighting<'t>>,
    ) {
        let line = self.line;
        let state = self.before_title(run, title, out).or_else(|| self.owner_state(run));
        let written = title.and_then(|at| self.role(run, at, name)).or(lower_role);
        // One name alone is kept with its honorific: "Dame Judith", "Sheikh Omar".
        let honorific = name.from > run.from && line.class(name.from - 1).title() == Some(super::Title::Honorific);
        if name.from + 1 == name.to && honorific {
            name.from -= 1;
        }
        let name = without_number(line, name);
        let mut found = self.sighting(name, ActorKind::Person);
        found.weak &= title.is_none();
        found.scores = evidence::around(line, name, self.context.next);
        found.scores.person += 6;
        let of_role = written.as_ref().and_then(|role| states::only_state(role.span.of(line.text)));
        found.role = written;
        found.state = state.or(of_role);
        out.push(found);
    }

    /// The state that owns the title: "Kenya’s Defence Minister Ann Lee", "Kenya’s new defence minister Ann Lee".
    fn owner_state(&self, run: Run) -> Option<&'static str> {
        let line = self.line;
        let owner = (run.from.saturating_sub(4)..run.from).rev().find(|&at| line.words[at].is_possessive())?;
        let close = (owner + 1..=run.from).all(|at| line.is_close(at));
        let role = (owner + 1..run.from).all(|at| !line.words[at].capital);
        states::state(line.word(owner)).filter(|_| close && role).map(|(state, _)| state)
    }

    /// What stands before a title in the same run: a state or a body, a mention of its own. The state, if one.
    fn before_title(&self, run: Run, title: Option<usize>, out: &mut Vec<Sighting<'t>>) -> Option<&'static str> {
        let line = self.line;
        let first = (run.from..=title?).find(|&at| {
            let word = line.class(at);
            word.is(Class::TITLE) || word.is(Class::PORTFOLIO) || word.is(Class::NOT_ALONE)
        })?;
        let before = Run { from: run.from, to: first };
        if before.from >= before.to {
            return None;
        }
        let full = line.span_of(before).of(line.text);
        if let Some((state, naming)) = states::state(full) {
            if naming == Naming::Name {
                self.state(before, full, out);
            }
            return Some(state);
        }
        if let Some(state) = states::seat(full) {
            let mut found = self.sighting(before, ActorKind::Organisation);
            found.state = Some(state);
            out.push(found);
            return Some(state);
        }
        if line.class(before.to - 1).is(Class::BODY) || line.words[before.to - 1].is_all_capitals() {
            let mut found = self.sighting(before, ActorKind::Organisation);
            found.scores.body += 4;
            found.weak = false;
            out.push(found);
        }
        states::only_state(full)
    }

    /// The words of a title that say what the person is, "former" with them.
    fn role(&self, run: Run, title: usize, name: Run) -> Option<Role> {
        let line = self.line;
        let is = |at: usize, class| line.class(at).is(class);
        let plain = |at: usize| is(at, Class::COURTESY) || is(at, Class::HONORIFIC);
        let from = (run.from..=title).find(|&at| !plain(at))?;
        let last = (from..=title).rev().find(|&at| is(at, Class::ROLE))?;
        // "Minister of Education": up to the name, a courtesy before it left out.
        let mut to = if last == title { name.from.max(last + 1) } else { last + 1 };
        while to > last + 1 && plain(to - 1) {
            to -= 1;
        }
        let mut span = line.span_of(Run { from, to });
        let before = line.before(run.from);
        if from == run.from && is_past(before) {
            span.start = line.words[run.from - 1].span.start;
        }
        Some(Role { text: one_line(span.of(line.text)), span })
    }

    /// A lower-case role right before the name: "security analyst".
    fn role_before(&self, run: Run) -> Option<Role> {
        let line = self.line;
        let last = run.from.checked_sub(1).filter(|_| line.is_close(run.from))?;
        if !line.class(last).is(Class::ROLE) || line.words[last].capital || line.words[last].is_possessive() {
            return None;
        }
        let mut from = last;
        while from > 0 && last - from < 3 && line.is_close(from) && self.qualifies(from - 1) {
            from -= 1;
        }
        let span = line.span_of(Run { from, to: last + 1 });
        Some(Role { text: one_line(span.of(line.text)), span })
    }

    /// Whether word `at` belongs to the role behind it.
    fn qualifies(&self, at: usize) -> bool {
        let word = &self.line.words[at];
        let lower = !word.capital && !word.is_possessive() && word.text.len() > 3 && word.text.is_ascii();
        let adverb = word.text.ends_with("ly") || word.text.ends_with("ed") || word.text.ends_with("ing");
        let kind = word.text.ends_with(['y', 'e', 'l', 's', 'c', 'm', 'n', 'h', 't', 'r']);
        let listed = self.line.class(at);
        let plain = !listed.is(Class::NO_NAME) && !listed.is(Class::LOCATIVE) && !listed.is(Class::ACT);
        (lower && kind && !adverb && plain) || (word.capital && at > 0 && is_demonym(word.text)) || is_past(word.text)
    }

    /// Everything else: a body or a place where a word says so, else what stands around it.
    fn body(&self, run: Run, out: &mut Vec<Sighting<'t>>) {
        let line = self.line;
        let run = without_number(line, run);
        let mut found = self.sighting(run, ActorKind::Unknown);
        found.scores = evidence::around(line, run, self.context.next);
        let acronym = run.to - run.from == 1 && line.words[run.from].is_all_capitals();
        let last = line.class(run.to - 1);
        let head = self.head(run);
        // "Marc Hill", who speaks, is no hill.
        let surname = last.is(Class::PLACE) && line.class(run.from).is(Class::GIVEN) && found.scores.person > 4;
        if surname {
            found.kind = ActorKind::Unknown;
        } else if head.is(Class::BODY)
            || run.to - run.from > 2 && opens_cause(line, run)
            || (line.any(run, Class::BODY) && !last.is(Class::PLACE))
        {
            found.kind = ActorKind::Organisation;
        } else if head.is(Class::PLACE) || self.is_region(run) {
            found.kind = ActorKind::Place;
        } else if acronym && !(found.name.contains('.') && found.name.chars().filter(|c| *c != '.').count() == 2) {
            found.scores.body += 3;
        }
        found.acronym = self.acronym(run, found.name);
        // "North Sahil"
        let direction = matches!(
            line.word(run.from),
            "North" | "South" | "East" | "West" | "Upper" | "Lower" | "Northern" | "Southern"
        );
        if direction && run.to - run.from == 2 {
            found.scores.person -= 1;
            found.scores.place += 2;
        }
        if found.acronym.is_some() {
            found.scores.body += 4;
        }
        // "Ministry" alone, "the Hill": what kind of thing, and not which.
        let alone = run.to - run.from == 1;
        if alone && (last.is(Class::BODY) || last.is(Class::PLACE)) {
            found.scores = Scores::default();
            found.weak = true;
        }
        // "Kenyan Sahil Front", "Bank of Kenya", not "Sahil Front Kenya".
        let of = (run.from..run.to).any(|at| line.word(at) == "of");
        found.state = states::only_state(found.name).filter(|_| of || is_state_word(line.word(run.from)));
        out.push(found);
    }

    /// The class of the head of a name: the last word before "of", else the last.
    fn head(&self, run: Run) -> Class {
        let of = (run.from..run.to).find(|&at| matches!(self.line.word(at), "of" | "for"));
        self.line.class(of.unwrap_or(run.to).saturating_sub(1).max(run.from))
    }

    fn is_region(&self, run: Run) -> bool {
        let last = self.line.class(run.to - 1);
        let directions = (run.from..run.to - 1).all(|at| self.line.class(at).is(Class::NOT_ALONE));
        last.is(Class::REGION) && directions
            || super::lexicon::class(self.line.span_of(run).of(self.line.text)).is(Class::REGION)
    }

    /// `(ABC)` right behind a name whose letters it abridges.
    fn acronym(&self, run: Run, name: &str) -> Option<Span> {
        let word = self.line.words.get(run.to)?;
        let opens = self.line.gap(run.to).trim_start() == "(";
        let closes = self.line.gap(run.to + 1).starts_with(')');
        let abridges = word.is_all_capitals() || word.text.chars().filter(|c| c.is_uppercase()).count() > 1;
        (opens && closes && abridges && is_acronym_of(word.text, name)).then_some(word.span)
    }
}

/// Whether an acronym's letters stand in a name in their order and begin its first word or another's, or are the initials
/// of its words in any order, as of a translated name.
pub(super) fn is_acronym_of(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = fold(acronym).chars().filter(|c| c.is_alphanumeric()).collect();
    if !(2..=10).contains(&letters.len()) || !name.contains([' ', '-', '‑', '‐', '–']) {
        return false;
    }
    let folded = fold(name);
    let mut initials: Vec<char> = folded
        .split([' ', '-'])
        .filter(|w| !matches!(*w, "of" | "the" | "for" | "and" | "de"))
        .filter_map(|w| w.chars().next())
        .collect();
    let mut wanted = letters.iter().peekable();
    for c in folded.chars() {
        if wanted.peek() == Some(&&c) {
            wanted.next();
        }
    }
    let in_order = wanted.peek().is_none() && initials.contains(&letters[0]);
    let mut sorted = letters.clone();
    sorted.sort_unstable();
    initials.sort_unstable();
    in_order || sorted == initials
}

/// A name without its number: "Charles III" is also called Charles. "Jr." stays, it tells a son from his father.
fn without_number(line: Line<'_, '_>, mut run: Run) -> Run {
    while run.to > run.from + 1 && matches!(line.word(run.to - 1), "II" | "III") {
        run.to -= 1;
    }
    run
}

fn is_past(word: &str) -> bool {
    matches!(word, "former" | "ex" | "acting" | "outgoing" | "interim" | "then" | "incoming" | "Former" | "Acting")
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "also"
            | "will"
            | "would"
            | "must"
            | "should"
            | "not"
            | "later"
            | "again"
            | "repeatedly"
            | "officially"
            | "reportedly"
    )
}
