//! Where what is verified comes from: a kit in a directory, or a server.

mod directory;
mod http;
mod live_row;

use std::fmt;

pub use directory::Directory;
pub(super) use directory::is_tile;
pub use http::Http;

use super::finding::{Code, VerifyError};
use super::row::Row;

/// Some whole lines, one after another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lines {
    /// The lines with their line breaks. Where the last has none, the file ends within it.
    pub bytes: Vec<u8>,
    /// The number of the file of events that they stand in, where there are such files.
    pub chunk: Option<u64>,
}

/// Where what is verified comes from. Nothing that comes from there is believed.
pub trait KitSource {
    /// Whether nothing changes in it while it is read; a server goes on meanwhile.
    const SETTLED: bool;

    /// Reads a line of events.
    ///
    /// # Errors
    /// What is wrong with it.
    fn row(line: &str) -> Result<Row<'_>, impl fmt::Display>;

    /// The tenant whose events come, when those of others are held back.
    fn tenant(&self) -> Option<&str> {
        None
    }

    /// The bytes of `kit.json`; nothing where there is none by nature.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn manifest(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, VerifyError>>;

    /// The bytes of the last signed note.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn checkpoint(&mut self) -> impl Future<Output = Result<Vec<u8>, VerifyError>>;

    /// The next lines of checkpoints; nothing at the end.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn checkpoints(&mut self) -> impl Future<Output = Result<Option<Lines>, VerifyError>>;

    /// The next lines of events; nothing at the end.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn events(&mut self) -> impl Future<Output = Result<Option<Lines>, VerifyError>>;

    /// A tile or a bundle by its path; nothing when it is not there. Of what is longer than `most` bytes, only so many and
    /// one more are read.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn file(&mut self, path: &str, most: usize) -> impl Future<Output = Result<Option<Vec<u8>>, VerifyError>>;

    /// The first file that does not belong into a kit of `size` events, and what it passes for.
    ///
    /// # Errors
    /// [`VerifyError`].
    fn stray(&mut self, size: u64) -> Result<Option<(Code, String)>, VerifyError>;
}
