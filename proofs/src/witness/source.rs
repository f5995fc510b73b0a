//! Where a log is read: over HTTP, or in a directory with the same relative paths.

mod directory;
mod http;

use async_trait::async_trait;

pub use directory::Directory;
pub use http::Http;

/// Something that has what a log publishes.
#[async_trait]
pub trait Source: Send + Sync + std::fmt::Debug {
    /// What stands at a path behind the prefix of the log; nothing when there is nothing. More than `most` bytes are not
    /// taken.
    async fn get(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, Away>;

    /// Hands a text in at a path.
    async fn post(&self, path: &str, text: String) -> Result<(), Away>;
}

/// A log that cannot be reached, or does not answer as it should.
#[derive(thiserror::Error, Debug)]
#[error("{reason}")]
pub struct Away {
    /// What is the matter, in words for an operator.
    pub reason: String,
    /// What lies under it.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Away {
    pub(super) fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), source: None }
    }

    fn with(reason: String, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { reason, source: Some(Box::new(source)) }
    }

    fn too_long(place: &str, most: usize) -> Self {
        Self::because(format!("{place} is longer than {most} bytes"))
    }
}
