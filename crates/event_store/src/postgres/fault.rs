//! What PostgreSQL says, in the words of the log.

use tokio_postgres::error::SqlState;

use crate::Error;

/// Makes an error out of the driver's, with what was being done.
pub(super) fn away(doing: &'static str) -> impl Fn(tokio_postgres::Error) -> Error {
    move |error| {
        let damaged =
            error.code().is_some_and(|code| *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED);
        if damaged { Error::Corrupt(format!("{doing}: {error}")) } else { Error::away(doing, error) }
    }
}

/// Whether a row was refused because its like stands there already.
pub(super) fn is_duplicate(error: &tokio_postgres::Error) -> bool {
    error.code() == Some(&SqlState::UNIQUE_VIOLATION)
}

/// A value that the log's own writers never write.
pub(super) fn nonsense(error: &tokio_postgres::Error) -> Error {
    Error::Corrupt(format!("a row of the log cannot be read: {error}"))
}
