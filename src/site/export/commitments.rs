//! Entries of the ledger as data.

use crate::site::prose;
use crate::story::Citation;
use crate::story::ledger::{Commitment, CommitmentKind, CommitmentStatus};

use super::model::{CommitmentExport, CommitmentKindName, CommitmentStatusName, SinceExport};
use super::{Exporter, date_basis, edtf};

/// One entry; its words are those of the telling that leads.
pub(super) fn commitment<'e>(export: &Exporter<'e>, entry: &Commitment) -> CommitmentExport<'e> {
    let words = |cells: &[Citation]| {
        let first = cells.iter().find(|&&c| export.site.shown.shows(c))?;
        Some(prose::one_line(export.site.story.words(*first)))
    };
    CommitmentExport {
        id: entry.id.clone(),
        kind: match entry.kind {
            CommitmentKind::Agreement => CommitmentKindName::Agreement,
            CommitmentKind::Pledge => CommitmentKindName::Pledge,
            CommitmentKind::Obligation => CommitmentKindName::Obligation,
            CommitmentKind::Offer => CommitmentKindName::Offer,
            CommitmentKind::Demand => CommitmentKindName::Demand,
            CommitmentKind::Refusal => CommitmentKindName::Refusal,
            CommitmentKind::Violation => CommitmentKindName::Violation,
        },
        what: words(&entry.what),
        by: words(&entry.by),
        to: words(&entry.to),
        instrument: words(&entry.instrument),
        status: match entry.status {
            CommitmentStatus::InForce => CommitmentStatusName::InForce,
            CommitmentStatus::Proposed => CommitmentStatusName::Proposed,
            CommitmentStatus::Refused => CommitmentStatusName::Refused,
            CommitmentStatus::SaidMet => CommitmentStatusName::SaidMet,
            CommitmentStatus::SaidBroken => CommitmentStatusName::SaidBroken,
            CommitmentStatus::Ended => CommitmentStatusName::Ended,
            CommitmentStatus::Disputed => CommitmentStatusName::Disputed,
        },
        since: entry.since.as_ref().filter(|s| export.site.shown.shows(s.citation)).and_then(|since| {
            Some(SinceExport { value: edtf(since.date)?, basis: date_basis(since.basis), reason: since.reason.clone() })
        }),
        alleged_by: export.citations(&entry.alleged_by),
        denied_by: export.citations(&entry.denied_by),
        consequence: export.citations(&entry.consequence),
        verification: export.citations(&entry.verification),
        independent: entry.independent,
        citations: export.citations(&entry.citations),
    }
}
