//! Why the index could not do what it was asked.

use super::article::Article;

/// Why the index could not do what it was asked. It is never the query's fault: any text is a query.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// Another process, or another [`Index`](super::Index) of this one, has the folder open.
    #[error("the index's folder is open elsewhere")]
    Busy,
    /// An identity or a tenant is longer than [`Article::LONGEST_NAME`].
    #[error("{0} is longer than {longest} bytes", longest = Article::LONGEST_NAME)]
    TooLong(&'static str),
    /// The folder cannot be read or written.
    #[error("the index's folder cannot be used")]
    Folder(#[from] std::io::Error),
    /// The engine failed: the disk is full, a file was damaged since the index was opened. Open the index again.
    #[error("the index cannot be used")]
    Engine(#[from] tantivy::TantivyError),
}

impl From<tantivy::directory::error::OpenDirectoryError> for Error {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Engine(error.into())
    }
}
