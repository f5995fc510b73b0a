//! Why a witness does not cosign.

use std::io;
use std::path::{Path, PathBuf};

use ledger::Head;
use ledger::checkpoint::CheckpointError;
use ledger::note::SignError;

use super::alarm::Alarm;
use super::source::Away;

/// Why a witness does not cosign.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// The log has broken its word, and two of its own signatures show it.
    #[error("{}", .0.breach)]
    Broken(Box<Alarm>),
    /// The log has broken its word before, and nobody has taken the evidence away.
    #[error(
        "the alarm was raised for this log: see {}; nothing is cosigned while that file is there",
        evidence.display()
    )]
    Alarmed {
        /// The evidence.
        evidence: PathBuf,
    },
    /// Its tiles do not lead from the head that was accepted to the one it shows now. That may be damage as well as
    /// deceit: what is signed does not contradict itself.
    #[error("the log does not prove that it goes on from {before} to {after}: {reason}")]
    Unproven {
        /// What was accepted.
        before: Head,
        /// What it shows now.
        after: Head,
        /// What is amiss with the tiles.
        reason: String,
    },
    /// What is served as the checkpoint cannot be relied on.
    #[error("the checkpoint is not one of this log: {0}")]
    Untrusted(#[from] CheckpointError),
    /// The log cannot be reached, or has no checkpoint yet.
    #[error(transparent)]
    Away(#[from] Away),
    /// What the witness remembers cannot be read or written.
    #[error("{}: {reason}", file.display())]
    Memory {
        /// Which file.
        file: PathBuf,
        /// What is the matter with it.
        reason: String,
        /// What the system said.
        #[source]
        source: Option<io::Error>,
    },
    /// The witness's key did not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl Error {
    /// Whether it may be over when the log is looked at again.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Away(_) | Self::Unproven { .. } | Self::Untrusted(_) => true,
            Self::Broken(_) | Self::Alarmed { .. } | Self::Memory { .. } | Self::Sign(_) => false,
        }
    }

    pub(super) fn unusable(file: &Path, reason: impl Into<String>) -> Self {
        Self::Memory { file: file.to_owned(), reason: reason.into(), source: None }
    }

    pub(super) fn system(file: &Path, reason: &str, source: io::Error) -> Self {
        Self::Memory { file: file.to_owned(), reason: reason.to_owned(), source: Some(source) }
    }
}
