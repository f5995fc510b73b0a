//! What can go wrong with the index.

use domain::DecodeError;
use intelligence::search;

/// Why the index cannot be fed or searched. It goes on from where it was once the reason is gone.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// The log cannot be read.
    #[error("the log cannot be read")]
    Log(#[from] event_store::Error),
    /// The index cannot be read or written.
    #[error("the search index cannot be used")]
    Index(#[from] search::Error),
    /// The place of the index cannot be written down.
    #[error("the folder of the search index cannot be written")]
    Folder(#[from] std::io::Error),
    /// An event of an article cannot be decoded; a newer program may have written it.
    #[error("the article event at position {position} cannot be decoded")]
    Undecodable {
        /// Where it stands.
        position: u64,
        /// Why.
        #[source]
        source: DecodeError,
    },
    /// The index is not open yet.
    #[error("the search index is not open yet")]
    NotOpen,
    /// A thread of ours panicked, which is logged where it happens.
    #[error("a thread of the search index has panicked")]
    Panicked(#[from] tokio::task::JoinError),
}

impl Error {
    /// Whether another process has the index open.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Index(search::Error::Busy))
    }

    /// What is wrong, with every cause.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        text
    }
}
