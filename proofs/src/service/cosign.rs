//! What a witness brings: its signature under a checkpoint.

use ledger::cosignature;
use ledger::note::Signature;
use ledger::{Checkpoint, Head, Note};

use super::LedgerService;
use crate::{EVENTS, Error};

/// Why a cosignature was not taken.
#[derive(thiserror::Error, Debug)]
pub enum CosignError {
    /// The text of the note is not that of a checkpoint.
    #[error("{0}")]
    Malformed(String),
    /// None of the signatures is that of a witness that is configured here.
    #[error("no witness of this log has signed it")]
    UnknownWitness,
    /// A witness's signature does not hold under this text.
    #[error("the signature of {0} does not hold")]
    DoesNotHold(String),
    /// This log has signed no checkpoint of this size.
    #[error("this log has no checkpoint of size {0}")]
    NoSuchCheckpoint(u64),
    /// This log has signed something else of this size. Either somebody shows the witness another log, or two histories
    /// were signed.
    #[error("the checkpoint of this log is another: {ours}, not {theirs}")]
    OtherCheckpoint {
        /// What this log has signed.
        ours: Head,
        /// What the witness has seen.
        theirs: Head,
    },
    /// The store could not take it.
    #[error(transparent)]
    Store(#[from] Error),
}

impl LedgerService {
    /// Adds the cosignatures of known witnesses to the checkpoint that the note is of. One that is there already is
    /// no mistake.
    ///
    /// # Errors
    /// See [`CosignError`].
    pub async fn cosign(&self, note: &Note) -> Result<(), CosignError> {
        let head = Checkpoint::parse(&note.text).map_err(|error| CosignError::Malformed(error.to_string()))?.head;
        let signatures = self.of_witnesses(note)?;
        self.is_ours(note, head).await?;
        for signature in signatures {
            let witness = signature.name.clone();
            if !self.store.cosign(EVENTS, head, signature).await? {
                return Err(CosignError::NoSuchCheckpoint(head.size));
            }
            tracing::info!(witness, size = head.size, "a witness has cosigned a checkpoint");
        }
        Ok(())
    }

    /// The signatures of known witnesses; all of them hold.
    fn of_witnesses(&self, note: &Note) -> Result<Vec<Signature>, CosignError> {
        let mut found = Vec::new();
        for signature in &note.signatures {
            let Some(witness) = self.quorum.witnesses.iter().find(|witness| signature.is_by(witness)) else { continue };
            if cosignature::check(&note.text, signature, witness).is_none() {
                return Err(CosignError::DoesNotHold(witness.name().to_owned()));
            }
            found.push(signature.clone());
        }
        if found.is_empty() { Err(CosignError::UnknownWitness) } else { Ok(found) }
    }

    async fn is_ours(&self, note: &Note, theirs: Head) -> Result<(), CosignError> {
        let none = CosignError::NoSuchCheckpoint(theirs.size);
        let Some(before) = theirs.size.checked_sub(1) else { return Err(none) };
        let ours = self.checkpoints(before, 1).await?.pop().filter(|ours| ours.head.size == theirs.size);
        match ours {
            Some(ours) if ours.note.text == note.text => Ok(()),
            Some(ours) => {
                let ours = ours.head;
                tracing::error!(%ours, %theirs, "a witness has seen another history than this log has");
                Err(CosignError::OtherCheckpoint { ours, theirs })
            }
            None => Err(none),
        }
    }
}
