//! What SQLite says, in the words of the log.

use rusqlite::ErrorCode;

use crate::Error;

/// A read that failed.
pub(super) fn reading(error: rusqlite::Error) -> Error {
    because("the log could not be read", error)
}

/// A write that failed.
pub(super) fn writing(error: rusqlite::Error) -> Error {
    because("the log could not be written", error)
}

/// An error with what was being done; corrupt when SQLite says that the file is, or when a value is of no use.
pub(super) fn because(doing: &str, error: rusqlite::Error) -> Error {
    let damaged = matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase));
    let nonsense = matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
    );
    if damaged || nonsense {
        return Error::Corrupt(format!("{doing}: {error}"));
    }
    Error::away(doing, error)
}

/// Whether a row was refused because it, or its like, stands there already.
pub(super) fn is_duplicate(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}
