//! What the ledger is made of. Every cell is a place in a source; the labels alone are ours.

use crate::story::{Citation, DateBasis};
use crate::text::Edtf;

/// What an entry of the ledger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentKind {
    /// An instrument that two or more concluded: a truce, a contract.
    Agreement,
    /// Somebody's word that something will be done.
    Pledge,
    /// What an instrument lays on somebody.
    Obligation,
    /// What somebody would do.
    Offer,
    /// What one side wants another to do.
    Demand,
    /// What somebody will not do or take.
    Refusal,
    /// What somebody is said to have done against an instrument.
    Violation,
}

impl CommitmentKind {
    /// Every kind, in the order of the page.
    pub const ALL: [CommitmentKind; 7] = [
        CommitmentKind::Agreement,
        CommitmentKind::Obligation,
        CommitmentKind::Pledge,
        CommitmentKind::Violation,
        CommitmentKind::Demand,
        CommitmentKind::Offer,
        CommitmentKind::Refusal,
    ];
}

/// How an entry stands in the words of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentStatus {
    /// Agreed, given or laid down, and no sentence of its own says that it ended.
    InForce,
    /// Put forward: by the side that would do it, or by the one that wants it.
    Proposed,
    /// Turned down.
    Refused,
    /// Said to be kept.
    SaidMet,
    /// Said to be broken.
    SaidBroken,
    /// Said to be over.
    Ended,
    /// Said by one and denied by another.
    Disputed,
}

/// Since when, as far as a sentence of the entry says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The date.
    pub date: Edtf,
    /// How it is known.
    pub basis: DateBasis,
    /// Why, in words for a reader.
    pub reason: String,
    /// The words for the date.
    pub citation: Citation,
}

/// An entry: one commitment, offer, demand or alleged violation, in the words of the sources. An empty cell is a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Stable id, safe as a fragment: `c` and the id of the sentence that leads.
    pub id: String,
    /// What it is.
    pub kind: CommitmentKind,
    /// How it stands.
    pub status: CommitmentStatus,
    /// What is owed, offered, wanted, refused or said to be broken.
    pub what: Vec<Citation>,
    /// Who owes it or is said to have broken it.
    pub by: Vec<Citation>,
    /// To whom; of a demand, who wants it.
    pub to: Vec<Citation>,
    /// Under which instrument, in its own words.
    pub instrument: Vec<Citation>,
    /// Since when; of a violation, when.
    pub since: Option<Since>,
    /// Who says so, where that is not the source itself.
    pub alleged_by: Vec<Citation>,
    /// Who says that it is not so.
    pub denied_by: Vec<Citation>,
    /// What is said to follow a breach.
    pub consequence: Vec<Citation>,
    /// Who or what is said to look whether it is kept.
    pub verification: Vec<Citation>,
    /// Its sentences, one of each telling.
    pub citations: Vec<Citation>,
    /// Number of independent sources among them.
    pub independent: usize,
}

impl Commitment {
    /// Every cell that holds words of the sources.
    pub fn cells_mut(&mut self) -> [&mut Vec<Citation>; 8] {
        [
            &mut self.what,
            &mut self.by,
            &mut self.to,
            &mut self.instrument,
            &mut self.alleged_by,
            &mut self.denied_by,
            &mut self.consequence,
            &mut self.verification,
        ]
    }
}

/// What a note beside the entries is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// A consequence stated or threatened.
    Consequence,
    /// Monitoring, inspection, verification reported.
    Verification,
}

impl NoteKind {
    /// Both, in the order in which they are shown.
    pub const ALL: [NoteKind; 2] = [NoteKind::Consequence, NoteKind::Verification];
}

/// A sentence on consequences or verification that cannot surely be tied to one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerNote {
    /// What it is about.
    pub kind: NoteKind,
    /// Who says or threatens it, where that is known.
    pub by: Option<Citation>,
    /// The sentences, the first telling first.
    pub citations: Vec<Citation>,
}
