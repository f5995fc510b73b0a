//! What the log has signed of itself, as clients see it.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use ledger::cosignature;
use proofs::{LedgerService, Sealed};

use crate::graphql::scalars::Position;

/// A checkpoint: how many events the ledger held, and the hash over them, signed.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Checkpoint {
    /// The place of the last event under it, which is also its size; hand it to `after` to go on behind it.
    position: Position,
    /// The name of the log, which is also that of its key.
    origin: String,
    /// How many events are under it.
    size: Position,
    /// The root of the tree over them, in base64.
    root: String,
    /// When it was signed.
    sealed_at: DateTime<Utc>,
    /// The signed note with its cosignatures, to be checked by anyone who has the keys.
    note: String,
    /// The cosignatures of the witnesses that this service knows.
    cosignatures: Vec<Cosignature>,
    /// Whether there are as many of them as this service requires.
    witnessed: bool,
}

/// A witness's word that it has seen a checkpoint, in line with all that it had seen before.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Cosignature {
    /// The name of the witness.
    witness: String,
    /// When it has.
    at: DateTime<Utc>,
}

impl Checkpoint {
    /// A checkpoint with what is known of its witnesses.
    #[must_use]
    pub fn of(ledger: &LedgerService, sealed: &Sealed) -> Self {
        let (cosignatures, witnessed) = ledger.witnessed(&sealed.note);
        Self {
            position: Position(sealed.head.size),
            origin: sealed.note.text.lines().next().unwrap_or_default().to_owned(),
            size: Position(sealed.head.size),
            root: sealed.head.root.to_base64(),
            sealed_at: sealed.sealed_at,
            note: sealed.note.to_string(),
            cosignatures: cosignatures.iter().map(Cosignature::of).collect(),
            witnessed,
        }
    }
}

impl Cosignature {
    fn of(cosignature: &cosignature::Cosignature) -> Self {
        // A witness may name any second; no calendar reaches as far as the last ones.
        let seconds = i64::try_from(cosignature.time).ok();
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self { witness: cosignature.witness.name().to_owned(), at }
    }
}
