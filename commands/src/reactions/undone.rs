//! Why something that follows from an event was not done.

use crate::Error;

/// Why something that follows from an event was not done.
#[derive(thiserror::Error, Debug)]
pub enum Undone {
    /// A command did not happen.
    #[error(transparent)]
    Command(#[from] Error),
    /// Someone outside the house, who is to be asked, gives no answer now.
    #[error("someone outside is waited for")]
    Outside(#[source] Box<dyn std::error::Error + Send + Sync>),
}
