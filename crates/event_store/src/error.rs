//! What can go wrong with a log.

use std::sync::Arc;

/// Why an append did not happen.
#[derive(thiserror::Error, Debug)]
pub enum AppendError {
    /// The stream is not where the writer believed it to be.
    #[error("the stream is at revision {actual:?}, not where the command expected it")]
    Conflict {
        /// The revision of the stream's last event; `None` when it has none.
        actual: Option<u64>,
    },
    /// The command's id stands in the log with another input.
    #[error("the command id was used before with another input")]
    CommandReused,
    /// The log itself failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Why the log could not answer.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// The engine is away, or has more to do than its queue holds; try again.
    #[error("the event log is unavailable: {reason}")]
    Unavailable {
        /// What is the matter, in words for an operator.
        reason: String,
        /// What the engine said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// What the log holds, or was asked to hold, cannot be; do not go on.
    #[error("the event log is corrupt: {0}")]
    Corrupt(String),
}

/// The source of [`Error::Unavailable`] when another running process writes the log.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("its lock is held")]
pub(crate) struct InUse;

impl Error {
    /// Whether the log cannot be written because another running process has it: that one must end first.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        let Self::Unavailable { source: Some(source), .. } = self else { return false };
        source.is::<InUse>()
    }

    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into(), source: None }
    }

    pub(crate) fn away(reason: impl Into<String>, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { reason: reason.into(), source: Some(Box::new(source)) }
    }

    /// The same error once for each of a group that failed together.
    pub(crate) fn share(self) -> impl Fn() -> Self {
        let shared: Shared = match self {
            Self::Unavailable { reason, source } => Shared::Unavailable(reason, source.map(Arc::from)),
            Self::Corrupt(what) => Shared::Corrupt(what),
        };
        move || match &shared {
            Shared::Unavailable(reason, source) => Self::Unavailable {
                reason: reason.clone(),
                source: source.clone().map(|source| Box::new(source) as Box<dyn std::error::Error + Send + Sync>),
            },
            Shared::Corrupt(what) => Self::Corrupt(what.clone()),
        }
    }
}

enum Shared {
    Unavailable(String, Option<Arc<dyn std::error::Error + Send + Sync>>),
    Corrupt(String),
}

/// An event id that stands in the log already, which only a broken source of ids can bring about.
pub(crate) fn event_id_taken(event_id: uuid::Uuid) -> Error {
    Error::Corrupt(format!("the event id {event_id} stands in the log already"))
}
