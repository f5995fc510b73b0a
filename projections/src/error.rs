//! What can go wrong with read models.

use uuid::Uuid;

/// Why a read model could not answer.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// The engine is away; try again.
    #[error("the read model is unavailable: {reason}")]
    Unavailable {
        /// What is the matter, in words for an operator.
        reason: String,
        /// What the engine said.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// A row holds what no fold writes; rebuild the view.
    #[error("a row of {table} has an impossible {column}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The text is no cursor of this list in this order.
    #[error("the cursor is not one of this list in this order")]
    InvalidCursor,
    /// No view has the name.
    #[error("there is no view {name}")]
    UnknownView {
        /// The name that was asked for.
        name: String,
    },
    /// The log could not be read.
    #[error("the log could not be read")]
    Log(#[from] event_store::Error),
}

impl Error {
    pub(crate) fn away(reason: impl Into<String>, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { reason: reason.into(), source: Some(Box::new(source)) }
    }

    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable { reason: reason.into(), source: None }
    }
}

/// Why a rebuild did not happen. The live tables are as they were.
#[derive(thiserror::Error, Debug)]
pub enum RebuildError {
    /// Another process rebuilds.
    #[error("another rebuild is under way")]
    UnderWay,
    /// An event cannot be decoded or folded.
    #[error("the event {event_id} at position {position} stops the view {view}: {reason}")]
    Poisoned {
        /// The view that cannot take it.
        view: &'static str,
        /// Where the event stands.
        position: u64,
        /// The event.
        event_id: Uuid,
        /// Why; never the body.
        reason: String,
    },
    /// The read model or the log failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Why waiting for a position ended without it.
#[derive(thiserror::Error, Debug)]
pub enum WaitError {
    /// The time is over.
    #[error("the view {view} did not reach position {position} in time")]
    TimedOut {
        /// A view that is behind.
        view: &'static str,
        /// What was waited for.
        position: u64,
    },
    /// The view stands still at an event it cannot take.
    #[error("the view {view} is stopped")]
    Stopped {
        /// The view.
        view: &'static str,
    },
    /// The read model failed.
    #[error(transparent)]
    Failed(#[from] Error),
}
