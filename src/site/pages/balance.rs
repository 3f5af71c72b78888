//! Who is quoted how often: by party and by source, speakers with a name against those without, in figures and in bars.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::site::cite::{Link, Site};
use crate::site::title;
use crate::site::voices::{Group, Of, Speaker, party_anchor};

use super::count;
use super::statements::section_name;

/// Most parties with a column of their own.
const COLUMNS: usize = 4;
/// Most sources with a row of their own.
const ROWS: usize = 30;

/// Radius of the greatest disk, in pixels.
const DISK: f64 = 9.0;

/// The balance of the sources.
#[derive(Debug, Serialize)]
pub struct Balance {
    /// By party.
    pub parties: Vec<Row>,
    /// Names of the parties that the table of sources has a column for.
    pub columns: Vec<String>,
    /// Whether some parties share a column.
    pub has_rest: bool,
    /// By source, those with most statements first.
    pub sources: Vec<Row>,
    /// `12 further sources`, summed up in a row.
    pub further: Option<Row>,
    /// All of it.
    pub total: Row,
    /// `2 sources quote nobody.`
    pub silent: Option<String>,
    /// Whether a text with copies counts once.
    pub has_copies: bool,
}

/// A party or a source: its numbers, and its bar.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// Where it stands.
    pub href: Option<String>,
    /// Statements of speakers with a name, without one, and of nobody sure.
    pub figures: [usize; 3],
    /// Their sum.
    pub all: usize,
    /// By the columns of parties, then of other parties, of none.
    pub by_party: Vec<usize>,
    /// Radius of the disk of each column in pixels: its area is the number of statements; empty where none is drawn.
    pub disks: Vec<String>,
    /// Bars of the three figures: left end and width in per cent of the most, as `10.00%`; none where 0.
    pub bars: Vec<Bar>,
}

/// A piece of a bar.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Class: `named`, `unnamed`, `missing`.
    pub class: &'static str,
    /// Left end.
    pub x: String,
    /// Width.
    pub width: String,
}

impl Row {
    fn add(&mut self, speaker: Speaker, column: Option<usize>) {
        self.figures[place(speaker)] += 1;
        self.all += 1;
        if let Some(cell) = column.and_then(|c| self.by_party.get_mut(c)) {
            *cell += 1;
        }
    }

    fn sum(&mut self, other: &Row) {
        self.figures.iter_mut().zip(other.figures).for_each(|(a, b)| *a += b);
        self.by_party.iter_mut().zip(&other.by_party).for_each(|(a, b)| *a += b);
        self.all += other.all;
    }

    /// Disks whose areas compare the columns of all rows; `most` is the greatest number in any.
    fn weigh(&mut self, most: usize) {
        let radius = |&n: &usize| DISK * (n as f64 / most.max(1) as f64).sqrt();
        self.disks = self.by_party.iter().map(|n| format!("{:.1}", radius(n))).collect();
    }

    fn draw(&mut self, most: usize) {
        const CLASSES: [&str; 3] = ["named", "unnamed", "missing"];
        let mut from = 0;
        for (class, figure) in CLASSES.into_iter().zip(self.figures).filter(|(_, n)| *n > 0) {
            let of_most = |n: usize| format!("{:.2}%", 100.0 * n as f64 / most.max(1) as f64);
            self.bars.push(Bar { class, x: of_most(from), width: of_most(figure) });
            from += figure;
        }
    }
}

fn place(speaker: Speaker) -> usize {
    match speaker {
        Speaker::Named => 0,
        Speaker::Unnamed => 1,
        Speaker::Missing => 2,
    }
}

/// Makes the view; `None` without statements.
pub fn view(site: &Site<'_>, root: &str) -> Option<Balance> {
    let voices = &site.voices;
    let names: Vec<&str> = voices
        .sections
        .iter()
        .filter_map(|s| if let Of::Party(name, _) = &s.of { Some(name.as_str()) } else { None })
        .collect();
    let columns: Vec<&str> = names.iter().take(COLUMNS).copied().collect();
    let mut by_source: BTreeMap<usize, Row> = BTreeMap::new();
    let mut total = Row { label: "All".to_owned(), by_party: vec![0; columns.len() + 2], ..Row::default() };
    for at in voices.counted() {
        let attribution = &site.story.statements[at];
        let speaker = voices.speaker(at);
        let column = match &attribution.party {
            _ if speaker == Speaker::Missing => None,
            None => Some(columns.len() + 1),
            Some(name) => Some(columns.iter().position(|c| c == name).unwrap_or(columns.len())),
        };
        let row = by_source
            .entry(attribution.source)
            .or_insert_with(|| source_row(site, root, attribution.source, columns.len()));
        row.add(speaker, column);
        total.add(speaker, column);
    }
    if total.all == 0 {
        return None;
    }
    let quoting = by_source.len();
    let mut rank: Vec<(usize, Row)> = by_source.into_iter().collect();
    let newest = title::newest_first(site.story);
    let place = |source: usize| newest.iter().position(|&s| s == source);
    rank.sort_by_cached_key(|(source, row)| (std::cmp::Reverse(row.all), place(*source)));
    let mut sources: Vec<Row> = rank.into_iter().map(|(_, row)| row).collect();
    let rest = sources.split_off(sources.len().min(ROWS));
    let further = (!rest.is_empty()).then(|| {
        let label = count(rest.len(), "further source", "further sources");
        let mut row = Row { label, by_party: vec![0; columns.len() + 2], ..Row::default() };
        for further in &rest {
            row.sum(further);
        }
        row
    });
    let mut parties = parties(site, root);
    let most = parties.iter().map(|p| p.all).max().unwrap_or(1);
    for row in &mut parties {
        row.draw(most);
    }
    let most = sources.iter().map(|s| s.all).max().unwrap_or(1);
    let cell = sources.iter().flat_map(|s| &s.by_party).copied().max().unwrap_or(1);
    for row in &mut sources {
        row.draw(most);
        row.weigh(cell);
    }
    let silent = site.named().filter(|&s| site.shown.policy(s) == crate::corpus::Policy::Full).count();
    let silent = silent.saturating_sub(quoting);
    Some(Balance {
        parties,
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        has_rest: names.len() > columns.len(),
        sources,
        further,
        total,
        silent: (silent > 0)
            .then(|| format!("{} no statement that is sure.", count(silent, "source has", "sources have"))),
        has_copies: (0..site.story.sources.len())
            .any(|s| site.story.sources[..s].iter().any(|o| o.group == site.story.sources[s].group)),
    })
}

fn source_row(site: &Site<'_>, root: &str, source: usize, columns: usize) -> Row {
    Row {
        label: site.labels[source].clone(),
        href: Some(format!("{root}{}#voices", site.paths[source])),
        by_party: vec![0; columns + 2],
        ..Row::default()
    }
}

/// A row for each section of the page of statements in its order, and for each party that these sources do not let speak.
fn parties(site: &Site<'_>, root: &str) -> Vec<Row> {
    let counted: BTreeSet<usize> = site.voices.counted().collect();
    let speaks = |name: &str| site.voices.sections.iter().any(|s| matches!(&s.of, Of::Party(n, _) if n == name));
    let silent = site.story.parties.iter().filter(|p| !speaks(&p.name)).map(|p| Row {
        label: p.name.clone(),
        href: Some(format!("{root}actors.html#{}", party_anchor(&p.name))),
        ..Row::default()
    });
    let mut rows = Vec::new();
    let mut silent: Vec<Row> = silent.collect();
    for section in &site.voices.sections {
        if !matches!(section.of, Of::Party(..)) {
            rows.append(&mut silent);
        }
        let label = section_name(site, &section.of).to_owned();
        let mut row = Row { label, href: Some(format!("#{}", section.id)), ..Row::default() };
        for at in section.groups.iter().flat_map(Group::statements).filter(|s| counted.contains(s)) {
            row.add(site.voices.speaker(at), None);
        }
        rows.push(row);
    }
    rows.append(&mut silent);
    rows
}

/// How often a source quotes anybody: `12 statements, 7 attributed by name`.
pub fn of_source(site: &Site<'_>, root: &str, source: usize) -> Option<Link> {
    let mut row = Row::default();
    for at in site.voices.counted_of(source) {
        row.add(site.voices.speaker(at), None);
    }
    (row.all > 0).then(|| Link {
        href: format!("{root}{}#voices", site.paths[source]),
        label: format!("{}, {} attributed by name", count(row.all, "statement", "statements"), row.figures[0]),
    })
}
