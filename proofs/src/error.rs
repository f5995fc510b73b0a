//! What can go wrong with a ledger.

/// Why a ledger could not answer or go on.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// The place where it is kept is away; try again.
    #[error("the ledger is unavailable: {reason}")]
    Unavailable {
        /// What is the matter, in words for an operator.
        reason: String,
        /// What the engine said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// What is kept contradicts itself, the log, or what was signed; do not go on.
    #[error("the ledger is not consistent: {0}")]
    Inconsistent(String),
    /// The event log could not be read.
    #[error(transparent)]
    Log(#[from] event_store::Error),
    /// The signing key did not sign.
    #[error(transparent)]
    Sign(#[from] ledger::note::SignError),
}

impl Error {
    /// With what the engine said.
    pub(crate) fn away(reason: impl Into<String>, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { reason: reason.into(), source: Some(Box::new(source)) }
    }

    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into(), source: None }
    }

    pub(crate) fn inconsistent(what: impl Into<String>) -> Self {
        Self::Inconsistent(what.into())
    }
}
