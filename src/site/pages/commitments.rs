//! The ledger: what was agreed, given, asked and said to be broken, every cell a link to its sentence; and the gaps.

use std::ops::Range;

use serde::Serialize;

use crate::site::cite::{self, Link, Quote, Quoted, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::split::Split;
use crate::story::ledger::{Commitment, CommitmentKind, CommitmentStatus, Gaps, Lapse, NoteKind, gaps};
use crate::story::{Citation, Story};
use crate::text::edtf::day_in_words;

use super::{PartLink, count};

/// Bytes that an entry takes beside its sentences, and each sentence beside its words: these stand there twice or more.
const AROUND: usize = 1_500;
const AROUND_SENTENCE: usize = 400;

/// The page that every entry has an address on, without its ending.
const STEM: &str = "commitments";

/// The page, or one of several.
#[derive(Debug, Default, Serialize)]
pub struct Commitments<'s> {
    /// `Commitments`, `Commitments, part 2`.
    pub title: String,
    /// The pages, where there are several.
    pub parts: Vec<PartLink>,
    /// The kinds and lists, with the way to each.
    pub sections: Vec<SectionLink>,
    /// Entries and sections that stand on other pages, so that each has its place on the first.
    pub elsewhere: Vec<&'s str>,
    /// `14 entries · 5 sources read`.
    pub summary: String,
    /// How long ago the last agreement and the last alleged violation were.
    pub lapses: Vec<LapseView<'s>>,
    /// Entries by kind, those without entries left out.
    pub kinds: Vec<KindView<'s>>,
    /// Sentences on consequences and verification that are of no one entry.
    pub notes: Vec<NotesView<'s>>,
    /// What the sources do not state.
    pub gaps: Vec<GapView>,
}

/// The way to a section.
#[derive(Debug, Serialize)]
pub struct SectionLink {
    /// Its address.
    pub href: String,
    /// Its heading.
    pub title: &'static str,
    /// Number of its entries.
    pub count: usize,
}

/// Days since something.
#[derive(Debug, Serialize)]
pub struct LapseView<'s> {
    /// `Since the last dated agreement`.
    pub label: &'static str,
    /// `9 days`, `8 or 9 days`; nothing where no day is stated.
    pub days: Option<String>,
    /// `from 19 October 2025`.
    pub from: Option<String>,
    /// The sentence in which the day stands; none where no day is stated.
    pub quotes: Vec<Quoted<'s>>,
}

/// The entries of one kind.
#[derive(Debug, Serialize)]
pub struct KindView<'s> {
    /// Fragment.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What the kind is.
    pub note: &'static str,
    /// The entries.
    pub entries: Vec<EntryView<'s>>,
}

/// One entry.
#[derive(Debug, Serialize)]
pub struct EntryView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// How it stands, in words.
    pub status: &'static str,
    /// The same as a class.
    pub class: &'static str,
    /// What is owed, in the sources’ words.
    pub what: Option<Quoted<'s>>,
    /// The columns that are filled.
    pub cells: Vec<Cell<'s>>,
    /// Since when, or when.
    pub since: Option<SinceView>,
    /// The names of the columns that are empty, joined.
    pub missing: String,
    /// Its sentences.
    pub quote: Quote<'s>,
    /// Where they stand, each paragraph once.
    pub from: Vec<Link>,
    /// `2 independent sources`, where more than one.
    pub independent: Option<String>,
}

/// A column of an entry.
#[derive(Debug, Serialize)]
pub struct Cell<'s> {
    /// Its name.
    pub label: &'static str,
    /// The sources’ words, each with its link.
    pub words: Vec<Quoted<'s>>,
}

/// A date of an entry.
#[derive(Debug, Serialize)]
pub struct SinceView {
    /// `Since`, `On`.
    pub label: &'static str,
    /// The date.
    pub date: WrittenDate,
    /// Why, in words.
    pub reason: String,
    /// Where it stands.
    pub cite: Link,
}

/// Sentences beside the entries.
#[derive(Debug, Serialize)]
pub struct NotesView<'s> {
    /// Fragment.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// The sentences.
    pub quotes: Vec<Quote<'s>>,
}

/// Something that the sources do not state.
#[derive(Debug, Serialize)]
pub struct GapView {
    /// The question.
    pub question: &'static str,
    /// How far it is open.
    pub text: String,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    !(site.story.commitments.is_empty() && site.story.ledger_notes.is_empty())
}

/// The entries, then the sentences beside them, by page.
pub fn split(story: &Story) -> Split {
    let size = |citations: &[Citation]| -> usize {
        citations.iter().take(cite::MOST + 1).map(|c| AROUND_SENTENCE + 2 * story.words(*c).len()).sum()
    };
    let entries = story.commitments.iter().map(|entry| (Some(entry.id.as_str()), AROUND + size(&entry.citations)));
    let notes = story.ledger_notes.iter().map(|note| (None, size(&note.citations)));
    Split::new(STEM, entries.chain(notes))
}

/// Makes the view of the first page: all entries, or, where they stand on several pages, the way to each.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Commitments<'s> {
    let gaps = gaps(site.story);
    let entries = count(site.story.commitments.len(), "entry", "entries");
    let read = count(gaps.sources, "source read", "sources read");
    let first = Commitments {
        title: "Commitments".to_owned(),
        summary: format!("{entries}\u{a0}· {read}"),
        lapses: lapses(site, root, &gaps),
        gaps: open(&gaps),
        ..Commitments::default()
    };
    if !site.ledger.is_split() {
        return first.filled(site, root, 0..usize::MAX);
    }
    let ids = site.story.commitments.iter().map(|entry| entry.id.as_str());
    let headed =
        CommitmentKind::ALL.map(heading).map(|h| h.0).into_iter().chain(NoteKind::ALL.map(note_heading).map(|h| h.0));
    Commitments {
        parts: parts(site, root, None),
        sections: contents(site, root),
        elsewhere: headed.chain(ids).collect(),
        ..first
    }
}

/// Makes the view of one of several pages, from 0.
pub fn part<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Commitments<'s> {
    let part = Commitments {
        title: format!("Commitments, part {}", page + 1),
        summary: format!("Part {} of {}", page + 1, site.ledger.pages.len()),
        parts: parts(site, root, Some(page)),
        ..Commitments::default()
    };
    part.filled(site, root, site.ledger.pages[page].clone())
}

impl<'s> Commitments<'s> {
    /// The same page with these entries and sentences on it.
    fn filled(mut self, site: &'s Site<'s>, root: &str, places: Range<usize>) -> Self {
        let entries = site.story.commitments.len();
        let here = |at: usize, first: usize| places.contains(&(first + at));
        let kinds = CommitmentKind::ALL.into_iter();
        self.kinds = kinds.filter_map(|kind| of_kind(site, root, kind, |at| here(at, 0))).collect();
        let notes = NoteKind::ALL.into_iter();
        self.notes = notes.filter_map(|kind| self::notes(site, root, kind, |at| here(at, entries))).collect();
        let link = |id: &str, title, count| SectionLink { href: format!("#{id}"), title, count };
        let kinds = self.kinds.iter().map(|k| link(k.id, k.title, k.entries.len()));
        self.sections = kinds.chain(self.notes.iter().map(|n| link(n.id, n.title, n.quotes.len()))).collect();
        self
    }
}

/// The way to each page; the current one marked.
fn parts(site: &Site<'_>, root: &str, current: Option<usize>) -> Vec<PartLink> {
    PartLink::of(&site.ledger, root, current, |page| format!("Part {}", page + 1))
}

/// The sections where they stand on several pages: each with the page it begins on.
fn contents(site: &Site<'_>, root: &str) -> Vec<SectionLink> {
    let story = site.story;
    let link = |(id, title): (&str, &'static str), places: Vec<usize>| {
        let page = site.ledger.path(site.ledger.page_at(*places.first()?));
        Some(SectionLink { href: format!("{root}{page}#{id}"), title, count: places.len() })
    };
    let kinds = CommitmentKind::ALL.into_iter().filter_map(|kind| {
        let (id, title, _) = heading(kind);
        let of = story.commitments.iter().enumerate().filter(|(_, entry)| entry.kind == kind);
        link((id, title), of.map(|(at, _)| at).collect())
    });
    let notes = NoteKind::ALL.into_iter().filter_map(|kind| {
        let of = story.ledger_notes.iter().enumerate().filter(|(_, note)| note.kind == kind);
        link(note_heading(kind), of.map(|(at, _)| story.commitments.len() + at).collect())
    });
    kinds.chain(notes).collect()
}

/// The days that the sources state, for the front page.
pub fn stated_lapses<'s>(site: &'s Site<'s>, root: &str) -> Vec<LapseView<'s>> {
    if site.story.commitments.is_empty() {
        return Vec::new();
    }
    let all = lapses(site, root, &gaps(site.story));
    all.into_iter().filter(|lapse| lapse.days.is_some()).collect()
}

fn lapses<'s>(site: &'s Site<'s>, root: &str, gaps: &Gaps) -> Vec<LapseView<'s>> {
    let view = |label, lapse: &Option<Lapse>| {
        let lapse = lapse.as_ref().filter(|lapse| site.shown.shows(lapse.citation));
        LapseView {
            label,
            days: lapse.map(in_days),
            from: lapse.map(|lapse| format!("from {}", day_in_words(lapse.day))),
            quotes: lapse.map(|lapse| site.quoted(root, lapse.citation)).into_iter().collect(),
        }
    };
    vec![
        view("Since the last dated agreement", &gaps.last_agreement),
        view("Since the last dated violation alleged", &gaps.last_violation),
    ]
}

fn in_days(lapse: &Lapse) -> String {
    let days = |n: i32| count(usize::try_from(n).unwrap_or(0), "day", "days");
    match (lapse.least, lapse.most) {
        (least, most) if least == most => days(most),
        (least, most) if least + 1 == most => format!("{least} or {}", days(most)),
        (least, most) => format!("{least} to {}", days(most)),
    }
}

fn of_kind<'s>(
    site: &'s Site<'s>,
    root: &str,
    kind: CommitmentKind,
    here: impl Fn(usize) -> bool,
) -> Option<KindView<'s>> {
    let of = site.story.commitments.iter().enumerate().filter(|(at, entry)| entry.kind == kind && here(*at));
    let entries: Vec<_> = of.filter_map(|(_, entry)| entry_view(site, root, entry)).collect();
    let (id, title, note) = heading(kind);
    (!entries.is_empty()).then_some(KindView { id, title, note, entries })
}

/// Fragment, title and meaning of a kind.
fn heading(kind: CommitmentKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        CommitmentKind::Agreement => {
            ("agreements", "Agreements", "Instruments said to be concluded, extended or ended.")
        }
        CommitmentKind::Obligation => {
            ("obligations", "Obligations", "What an instrument or a rule is said to require.")
        }
        CommitmentKind::Pledge => ("pledges", "Pledges", "Somebody’s word that something will be done."),
        CommitmentKind::Violation => (
            "violations",
            "Alleged violations",
            "What somebody is said to have broken. Nothing here says that it is so.",
        ),
        CommitmentKind::Demand => ("demands", "Demands", "What one side wants another to do."),
        CommitmentKind::Offer => ("offers", "Offers", "What somebody puts forward."),
        CommitmentKind::Refusal => ("refusals", "Refusals", "What somebody is said to have turned down."),
    }
}

fn entry_view<'s>(site: &'s Site<'s>, root: &str, entry: &'s Commitment) -> Option<EntryView<'s>> {
    let words = |cells: &[Citation]| -> Vec<Quoted<'s>> {
        cells.iter().filter(|&&c| site.shown.shows(c)).map(|&c| site.quoted(root, c)).collect()
    };
    let (mut cells, mut missing) = (Vec::new(), Vec::new());
    for (label, needed, of) in columns(entry) {
        let words = words(of);
        if !words.is_empty() {
            cells.push(Cell { label, words });
        } else if needed {
            missing.push(label.to_lowercase());
        }
    }
    let since = entry.since.as_ref().filter(|since| site.shown.shows(since.citation)).map(|since| SinceView {
        label: if entry.kind == CommitmentKind::Agreement { "Since" } else { "Dated" },
        date: dates::written(since.date, since.basis),
        reason: dates::in_words(&since.reason),
        cite: site.cite(root, since.citation),
    });
    if since.is_none() {
        missing.insert(0, "date".to_owned());
    }
    let (status, class) = status(entry);
    let quote = site.quote(root, &entry.citations)?;
    let mut from: Vec<Link> = Vec::new();
    for cite in std::iter::once(&quote.lead).chain(&quote.more).map(|quoted| &quoted.cite) {
        if from.iter().all(|link| link.label != cite.label) {
            from.push(cite.clone());
        }
    }
    Some(EntryView {
        id: &entry.id,
        status,
        class,
        what: words(&entry.what).into_iter().next(),
        cells,
        since,
        missing: missing.join(", "),
        quote,
        from,
        independent: (entry.independent > 1)
            .then(|| count(entry.independent, "independent source", "independent sources")),
    })
}

/// The columns of an entry: name, whether its being empty is a gap, and its words.
fn columns(entry: &Commitment) -> [(&'static str, bool, &[Citation]); 7] {
    use CommitmentKind as Kind;
    let kept = !matches!(entry.kind, Kind::Refusal | Kind::Offer);
    let (by, to) = match entry.kind {
        Kind::Agreement => ("Concluded by", "With"),
        Kind::Violation => ("Said of", "Owed to"),
        Kind::Demand => ("Of", "Wanted by"),
        _ => ("By", "To"),
    };
    let is_owed = !matches!(entry.kind, Kind::Agreement | Kind::Refusal | Kind::Violation);
    // Where the instrument is all that is told of, the words for it stand above.
    let instrument: &[Citation] = if entry.kind == Kind::Agreement { &[] } else { &entry.instrument };
    [
        (by, true, &entry.by),
        (to, is_owed && !entry.to_elsewhere, &entry.to),
        ("Under", kept && entry.kind != Kind::Agreement, instrument),
        ("Said by", entry.kind == Kind::Violation, &entry.alleged_by),
        ("Denied by", false, &entry.denied_by),
        ("If broken", kept, &entry.consequence),
        ("Verification", kept, &entry.verification),
    ]
}

fn status(entry: &Commitment) -> (&'static str, &'static str) {
    match (entry.status, entry.kind) {
        (CommitmentStatus::InForce, CommitmentKind::Pledge) => ("given", "firm"),
        (CommitmentStatus::InForce, CommitmentKind::Agreement) => ("agreed", "firm"),
        (CommitmentStatus::InForce, _) => ("in force", "firm"),
        (CommitmentStatus::Proposed, _) => ("proposed", "scheduled"),
        (CommitmentStatus::Refused, _) => ("refused", "refused"),
        (CommitmentStatus::SaidMet, _) => ("said to be met", "inferred"),
        (CommitmentStatus::SaidBroken, _) => ("said to be broken", "inferred"),
        (CommitmentStatus::Ended, _) => ("said to be over", "inferred"),
        (CommitmentStatus::Disputed, _) => ("disputed", "contested"),
    }
}

fn notes<'s>(site: &'s Site<'s>, root: &str, kind: NoteKind, here: impl Fn(usize) -> bool) -> Option<NotesView<'s>> {
    let of = site.story.ledger_notes.iter().enumerate().filter(|(at, note)| note.kind == kind && here(*at));
    let quotes: Vec<_> = of.filter_map(|(_, note)| site.quote(root, &note.citations)).collect();
    let (id, title) = note_heading(kind);
    (!quotes.is_empty()).then_some(NotesView { id, title, quotes })
}

/// Fragment and title of the sentences beside the entries.
fn note_heading(kind: NoteKind) -> (&'static str, &'static str) {
    match kind {
        NoteKind::Consequence => ("consequences", "Consequences stated or threatened"),
        NoteKind::Verification => ("verification", "Verification reported"),
    }
}

/// The empty columns as questions.
fn open(gaps: &Gaps) -> Vec<GapView> {
    let questions = [
        ("Who verifies?", gaps.no_verification, gaps.entries),
        ("What follows a breach?", gaps.no_consequence, gaps.entries),
        ("What does each agreement require?", gaps.no_terms, gaps.agreements),
        ("Since when does each agreement hold?", gaps.no_date, gaps.agreements),
        ("Who alleges each violation?", gaps.no_accuser, gaps.violations),
    ];
    let open = questions.into_iter().filter(|(_, without, _)| *without > 0);
    open.map(|(question, without, all)| {
        let read = count(gaps.sources, "source read", "sources read");
        let of = if without == all && all == 1 {
            "the one entry".to_owned()
        } else if without == all {
            format!("any of the {}", count(all, "entry", "entries"))
        } else {
            format!("{without} of {}", count(all, "entry", "entries"))
        };
        GapView { question, text: format!("Not stated for {of} by the {read}.") }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::Span;

    #[test]
    fn days_are_counted_in_words_and_an_inferred_edition_gives_two_numbers() {
        let citation = Citation { source: 0, sentence: 0, span: Span::new(0, 0) };
        for (least, most, words) in
            [(1, 1, "1\u{a0}day"), (0, 0, "0\u{a0}days"), (8, 9, "8 or 9\u{a0}days"), (3, 9, "3 to 9\u{a0}days")]
        {
            let lapse = Lapse { least, most, day: date(2031, 3, 4), citation };
            assert_eq!(in_days(&lapse), words);
        }
    }

    #[test]
    fn an_empty_column_is_a_gap_and_a_full_one_is_none() {
        let gaps = Gaps { sources: 3, entries: 4, no_verification: 4, no_consequence: 1, ..Gaps::default() };
        let texts: Vec<String> = open(&gaps).into_iter().map(|gap| gap.text.replace('\u{a0}', " ")).collect();
        assert_eq!(
            texts,
            [
                "Not stated for any of the 4 entries by the 3 sources read.",
                "Not stated for 1 of 4 entries by the 3 sources read."
            ]
        );
        assert!(open(&Gaps::default()).is_empty());
    }
}
