//! The grammar of temporal expressions: rules from `grammar.txt`, compiled once, and the reading of one place by them.
//!
//! A rule is a group, a pattern, an action and an example, parted by tabs. At each place the longest reading of all
//! groups counts, of two as long the one whose rule stands first. Groups whose name begins with `_` are only parts of
//! others. No rule reaches further than its own steps, so that a text is read in time linear in its length.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::action::Action;
use super::lexicon::{Class, Classes, Lexicon, WordId};
use super::meaning::Reading;
use super::number::{number, spoken_year};
use super::pattern::{Context, Step, Trie, What, parse};
use super::scan::Token;

/// The compiled grammar.
#[derive(Debug)]
pub(super) struct Grammar {
    pub lexicon: Lexicon,
    rules: Vec<Rule>,
    /// One trie for each group; the first holds the rules of all groups that stand for themselves.
    tries: Vec<Trie>,
    starts: Vec<Starts>,
}

#[derive(Debug)]
struct Rule {
    before: Option<Context>,
    after: Option<Context>,
    action: Action,
}

/// What a trie's sequences can begin with.
#[derive(Debug, Default, Clone)]
struct Starts {
    words: Vec<bool>,
    classes: Option<Classes>,
}

/// A line of the grammar.
pub(super) struct Line {
    pub group: &'static str,
    pub pattern: &'static str,
    pub action: &'static str,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::new);

impl Grammar {
    /// The grammar of the data files. A line that can't be read is left out; a test sees to it that there is none.
    pub(super) fn get() -> &'static Grammar {
        &GRAMMAR
    }

    fn new() -> Self {
        let mut lexicon = Lexicon::new();
        let (macros, lines) = lines();
        let groups = groups(&lines);
        let mut tries: Vec<Trie> = groups.iter().map(|_| Trie::new()).collect();
        let asked_for = asked_for(&groups, &lines, &macros);
        let mut rules = Vec::new();
        for line in &lines {
            let Ok((pattern, action)) = compile(line, &macros, &groups, &mut lexicon) else { continue };
            let Ok(rule) = u16::try_from(rules.len()) else { break };
            let group = groups.iter().position(|group| *group == line.group).unwrap_or(0);
            // A group of its own is asked for where a rule names it.
            if asked_for[group] {
                tries[group].insert(&pattern.sequences, rule);
            }
            if !line.group.starts_with('_') {
                tries[0].insert(&pattern.sequences, rule);
            }
            rules.push(Rule { before: pattern.before, after: pattern.after, action });
        }
        let mut grammar = Grammar { lexicon, rules, tries, starts: Vec::new() };
        grammar.starts = (0..groups.len()).map(|group| grammar.starts_of(group)).collect();
        grammar
    }

    /// What the sequences of a group begin with, groups within groups included.
    fn starts_of(&self, group: usize) -> Starts {
        let mut starts = Starts { words: vec![false; usize::from(u16::MAX)], classes: None };
        let (mut open, mut seen) = (vec![group], vec![group]);
        while let Some(group) = open.pop() {
            for step in self.tries[group].node(0).steps() {
                let mut classes = step.what.first().to_vec();
                match step.what {
                    What::Word(word, _) => starts.words[word.index()] = true,
                    What::Class(class) => classes.push(class),
                    What::Group(inner) if !seen.contains(&usize::from(inner)) => {
                        seen.push(usize::from(inner));
                        open.push(usize::from(inner));
                    }
                    What::Group(_) | What::Exact(_) | What::Number | What::SpokenYear => {}
                }
                for class in classes {
                    starts.classes.get_or_insert(Classes::NONE).set(class);
                }
            }
        }
        starts.words.truncate(self.lexicon.len());
        starts
    }

    fn can_start(&self, group: usize, token: &Token) -> bool {
        let starts = &self.starts[group];
        starts.words.get(token.word.index()).is_some_and(|starts| *starts && token.word != WordId::NONE)
            || starts.classes.is_some_and(|classes| token.classes.meets(classes))
    }

    /// The longest reading that begins at token `at` of the sentence `tokens`.
    pub(super) fn read(&self, tokens: &[Token], at: usize, text: &str) -> Option<Reading> {
        self.read_group(0, &Place { grammar: self, tokens, text, from: at, depth: 0 })
    }

    fn read_group(&self, group: usize, place: &Place<'_>) -> Option<Reading> {
        if place.depth > DEEPEST || !self.can_start(group, place.tokens.get(place.from)?) {
            return None;
        }
        let mut best = None;
        let mut path = Captures::default();
        place.walk(&self.tries[group], 0, place.from, &mut path, &mut best);
        best.map(|(_, _, reading)| reading)
    }

    /// Number of the rule that reads the place which begins at token `at`.
    #[cfg(test)]
    pub(super) fn rule_at(&self, tokens: &[Token], at: usize, text: &str) -> Option<usize> {
        let place = Place { grammar: self, tokens, text, from: at, depth: 0 };
        let mut best = None;
        place.walk(&self.tries[0], 0, at, &mut Captures::default(), &mut best);
        best.map(|(_, rule, _)| usize::from(rule))
    }
}

/// Groups within groups within groups.
const DEEPEST: usize = 6;

/// What the steps of a rule took, in order.
#[derive(Debug, Default, Clone)]
pub(super) struct Captures {
    pub values: Vec<(Class, i64)>,
    pub inner: Vec<Reading>,
}

impl Captures {
    /// The `nth` value of a class, from 0.
    pub(super) fn nth(&self, class: Class, nth: usize) -> Option<i64> {
        self.values.iter().filter(|(of, _)| *of == class).nth(nth).map(|(_, value)| *value)
    }

    /// The first value of a class.
    pub(super) fn get(&self, class: Class) -> Option<i64> {
        self.nth(class, 0)
    }
}

/// Where a reading begins.
struct Place<'a> {
    grammar: &'a Grammar,
    tokens: &'a [Token],
    text: &'a str,
    from: usize,
    depth: usize,
}

/// End, rule and reading.
type Best = Option<(usize, u16, Reading)>;

impl Place<'_> {
    fn walk(&self, trie: &Trie, node: usize, at: usize, path: &mut Captures, best: &mut Best) {
        let node = trie.node(node);
        if !node.rules.is_empty() {
            self.accept(&node.rules, at, path, best);
        }
        let Some(token) = self.tokens.get(at) else { return };
        for (step, next) in node.ways(token) {
            let (values, inner) = (path.values.len(), path.inner.len());
            if let Some(after) = self.take(step, at, token, path) {
                self.walk(trie, next, after, path, best);
            }
            path.values.truncate(values);
            path.inner.truncate(inner);
        }
    }

    /// The token behind a step that fits at `at`.
    fn take(&self, step: Step, at: usize, token: &Token, path: &mut Captures) -> Option<usize> {
        if step.glued && !token.glued {
            return None;
        }
        let lexicon = &self.grammar.lexicon;
        match step.what {
            What::Word(word, capital) => {
                (token.word == word && (!capital || token.classes.has(Class::Capital))).then_some(at + 1)
            }
            What::Exact(figure) => (token.amount() == Some(i64::from(figure) * 100)).then_some(at + 1),
            What::Class(class) => {
                if !token.classes.has(class) {
                    return None;
                }
                let value = lexicon.value(token.word, class).unwrap_or(token.number);
                path.values.push((class, i64::from(value)));
                Some(at + 1)
            }
            What::Number => {
                let (after, value) = number(self.tokens, at, self.tokens.len(), lexicon, self.text)?;
                path.values.push((Class::Figure, value));
                Some(after)
            }
            What::SpokenYear => {
                let (after, value) = spoken_year(self.tokens, at, self.tokens.len(), lexicon, self.text)?;
                path.values.push((Class::Year, i64::from(value)));
                Some(after)
            }
            What::Group(group) => {
                let place = Place { from: at, depth: self.depth + 1, ..*self };
                let reading = self.grammar.read_group(usize::from(group), &place)?;
                let after = reading.end;
                if !reading.silent {
                    path.inner.push(reading);
                }
                Some(after)
            }
        }
    }

    /// Keeps the reading that ends at `at` if it is longer than the best so far, or as long by an earlier rule.
    fn accept(&self, rules: &[u16], at: usize, path: &Captures, best: &mut Best) {
        for &number in rules {
            let better = best.as_ref().is_none_or(|(end, rule, _)| at > *end || at == *end && number < *rule);
            let Some(rule) = self.grammar.rules.get(usize::from(number)).filter(|_| better) else { continue };
            let before = rule.before.as_ref().is_none_or(|context| context.allows_before(self.tokens, self.from));
            let beside = before && rule.after.as_ref().is_none_or(|context| context.allows_after(self.tokens, at));
            if beside && let Some(reading) = rule.action.read(path, at) {
                *best = Some((at, number, reading));
            }
        }
    }
}

type Macros = Vec<(&'static str, String)>;

/// The definitions and the rules of the data file.
pub(super) fn lines() -> (Macros, Vec<Line>) {
    let (mut macros, mut lines): (Macros, Vec<Line>) = (Vec::new(), Vec::new());
    for line in include_str!("grammar.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((name, pattern)) = line.strip_prefix('@').and_then(|line| line.split_once(" = ")) {
            let pattern = expand(pattern, &macros);
            macros.push((name, pattern));
            continue;
        }
        let mut fields = line.split('\t').filter(|field| !field.is_empty()).map(str::trim);
        let mut field = || fields.next().unwrap_or("");
        lines.push(Line { group: field(), pattern: field(), action: field() });
    }
    (macros, lines)
}

/// All groups in the order of the file, behind the one that stands for all of them.
pub(super) fn groups(lines: &[Line]) -> Vec<&'static str> {
    let mut groups = vec![""];
    for line in lines {
        if !groups.contains(&line.group) {
            groups.push(line.group);
        }
    }
    groups
}

/// Which groups some rule or definition names: `<name>`.
fn asked_for(groups: &[&str], lines: &[Line], macros: &Macros) -> Vec<bool> {
    let patterns = || lines.iter().map(|line| line.pattern).chain(macros.iter().map(|(_, body)| body.as_str()));
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for pattern in patterns() {
        named.extend(pattern.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name));
    }
    groups.iter().map(|group| named.contains(group)).collect()
}

/// Puts the definitions in the place of their names, `@name`.
fn expand(pattern: &str, macros: &Macros) -> String {
    let mut parts = pattern.split('@');
    let mut expanded = parts.next().unwrap_or("").to_owned();
    for part in parts {
        // The longest name, so that none is taken for the beginning of another.
        let named = macros.iter().filter(|(name, _)| part.starts_with(name)).max_by_key(|(name, _)| name.len());
        match named {
            Some((name, body)) => expanded.extend([body, &part[name.len()..]]),
            None => expanded.extend(["@", part]),
        }
    }
    expanded
}

/// Pattern and action of a rule; the error says what is wrong.
pub(super) fn compile(
    line: &Line,
    macros: &Macros,
    groups: &[&str],
    lexicon: &mut Lexicon,
) -> Result<(super::pattern::Pattern, Action), String> {
    let pattern = parse(&expand(line.pattern, macros), groups, lexicon)?;
    let action = Action::parse(line.action).ok_or_else(|| format!("no action “{}”", line.action))?;
    Ok((pattern, action))
}
