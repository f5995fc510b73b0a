//! Why a command did not happen.

use domain::Refusal;

/// Why a command did not happen.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// A rule turned it down.
    #[error("refused: {0}")]
    Refused(Box<dyn Refusal>),
    /// The stream is not at the revision the caller expected, or kept changing while it was tried.
    #[error("the stream has changed; it is at revision {actual:?}")]
    Conflict {
        /// Where the stream is; nothing when it has no events.
        actual: Option<u64>,
    },
    /// The id was used before with another input.
    #[error("the command id was used before with another input")]
    CommandReused,
    /// The subject's keys are destroyed, so nothing personal can be written of them any more.
    #[error("the customer was erased")]
    Erased,
    /// The log failed.
    #[error("the event log failed")]
    Store(#[source] event_store::Error),
    /// The vault failed.
    #[error("the vault failed")]
    Vault(#[source] vault::Error),
    /// The log holds what this program cannot read.
    #[error("the log holds an event this program cannot read")]
    Undecodable(#[source] domain::DecodeError),
    /// An event could not be encoded; a personal field was left in the clear.
    #[error("an event could not be encoded")]
    Encode(#[source] serde_json::Error),
}

impl Error {
    /// A rule turned the command down.
    pub fn refused(refusal: impl Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        if matches!(error, vault::Error::Erased) { Self::Erased } else { Self::Vault(error) }
    }
}

/// An error with everything behind it, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}
