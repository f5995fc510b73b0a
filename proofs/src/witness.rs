//! A witness: it follows a log that it does not trust, and vouches with its signature that every head it has signed goes
//! on from the one before.
//!
//! What it accepted is durable before a signature over it is: after a crash at any step it knows at least as much as it
//! has vouched for.

mod alarm;
mod error;
mod judgement;
mod key;
mod log;
mod memory;
mod source;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use ledger::cosignature::{check, cosign};
use ledger::succession::Succession;
use ledger::{Head, Note, Signer};

use judgement::judge;

pub use alarm::{Alarm, Contained};
pub use error::Error;
pub use key::{create as create_key, read as read_key};
pub use log::{BadLog, Log};
pub use memory::Memory;
pub use source::{Away, Directory, Http, Source};

/// A checkpoint may be held up on its way for so long that the one before is seen after it: a rollback is believed when
/// it is still there after this time.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Whoever follows one log.
#[derive(Debug)]
pub struct Witness {
    log: Log,
    source: Box<dyn Source>,
    signer: Arc<dyn Signer>,
    memory: Memory,
    patience: Duration,
    posted: Option<Head>,
}

/// What a look at the log came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Where the log stands.
    pub head: Head,
    /// Its checkpoint with this witness's signature.
    pub note: Note,
    /// Whether this head was accepted by this look, and not by an earlier one.
    pub is_new: bool,
}

impl Witness {
    /// A witness of `log`, read from `source`, that signs with `signer` and goes on from what is in `memory`.
    #[must_use]
    pub fn new(log: Log, source: Box<dyn Source>, signer: Arc<dyn Signer>, memory: Memory) -> Self {
        Self { log, source, signer, memory, patience: PATIENCE, posted: None }
    }

    /// With another time after which a rollback is believed.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Looks once at the log; accepts and cosigns its head when it is the one that was accepted last or goes on from it.
    /// `now` is written into a cosignature that is made.
    ///
    /// # Errors
    /// See [`Error`]. After [`Error::Broken`] nothing is cosigned until the evidence is taken away.
    pub async fn look(&mut self, now: DateTime<Utc>) -> Result<Seen, Error> {
        self.memory.is_calm()?;
        let before = self.memory.accepted();
        let (note, succession) = match judge(&self.log, &*self.source, before, self.patience).await {
            Err(Error::Broken(alarm)) => return Err(self.raise(*alarm, now)),
            judged => judged?,
        };
        let is_new = succession != Succession::Same || before.is_none();
        if is_new {
            self.memory.accept(&note, &self.log)?;
        }
        let accepted = self.memory.accepted().expect("a note was accepted before this or just now");
        let head = accepted.head;
        let note = match self.memory.cosigned()?.filter(|cosigned| self.vouches(cosigned, &accepted.note)) {
            Some(cosigned) => cosigned,
            None => self.cosign(now)?,
        };
        Ok(Seen { head, note, is_new })
    }

    /// Sends the signature over what was seen to the log, unless that was done.
    ///
    /// # Errors
    /// [`Error::Away`] when the log does not take it; it will be sent again.
    pub async fn post(&mut self, seen: &Seen) -> Result<(), Error> {
        if self.posted == Some(seen.head) {
            return Ok(());
        }
        let own = seen.note.signatures.iter().filter(|signature| signature.is_by(self.signer.vkey()));
        let note = Note { text: seen.note.text.clone(), signatures: own.cloned().collect() };
        self.source.post("cosignature", note.to_string()).await?;
        self.posted = Some(seen.head);
        Ok(())
    }

    /// Whether a note is `accepted` under the signature of this witness.
    fn vouches(&self, note: &Note, accepted: &Note) -> bool {
        let is_own = |signature| check(&note.text, signature, self.signer.vkey()).is_some();
        note.text == accepted.text && note.signatures.iter().any(is_own)
    }

    /// Signs what was accepted last. It is durable by now.
    fn cosign(&self, now: DateTime<Utc>) -> Result<Note, Error> {
        let mut note = self.memory.accepted().expect("only what was accepted is signed").note.clone();
        let time = u64::try_from(now.timestamp()).unwrap_or_default();
        let signature = cosign(&note, &*self.signer, time)?;
        note.signatures.retain(|signature| !signature.is_by(self.signer.vkey()));
        note.signatures.push(signature);
        self.memory.keep_cosigned(&note)?;
        Ok(note)
    }

    fn raise(&self, alarm: Alarm, now: DateTime<Utc>) -> Error {
        match self.memory.keep_evidence(&alarm.evidence(&self.log, now)) {
            Ok(file) => Error::Broken(Box::new(Alarm { file: Some(file), ..alarm })),
            // What was accepted stays, so the next look will find the breach again.
            Err(error) => {
                tracing::error!(error = %error, "the evidence could not be written to a file");
                Error::Broken(Box::new(alarm))
            }
        }
    }
}
