//! What a mutation says when a rule turned it down: data for the front end, not a fault.

use async_graphql::{Enum, Error, SimpleObject};
use domain::Refusal;

use super::access::fault;
use super::node_id::BadId;
use super::types::vault_fault;
use super::user_error_code::UserErrorCode;
use crate::error_code::ErrorCode;

/// What kind of thing is in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum UserErrorKind {
    /// A rule of the service turned the command down.
    Refused,
    /// What was changed had changed in between; read it again.
    Conflict,
    /// A field of the input is not as it must be.
    Invalid,
}

/// Why a mutation changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct UserError {
    /// What kind of thing is in the way.
    pub kind: UserErrorKind,
    /// The rule that turned it down.
    pub code: UserErrorCode,
    /// What is wrong, in English, for a developer.
    pub message: String,
    /// The input field it is about, if it is about one.
    pub field: Option<String>,
    /// After a conflict, the revision the object has.
    pub revision: Option<super::scalars::Position>,
}

/// The codes that are no stream's refusal.
pub const GENERAL_CODES: &[&str] = &["CONFLICT", "COMMAND_REUSED", "CUSTOMER_ERASED", "INVALID_INPUT"];

impl UserError {
    fn of(kind: UserErrorKind, code: &str, message: String, field: Option<&str>) -> Self {
        let code = UserErrorCode::named(code).unwrap_or(UserErrorCode::InvalidInput);
        Self { kind, code, message, field: field.map(str::to_owned), revision: None }
    }

    /// A rule's.
    #[must_use]
    pub fn refused(refusal: &dyn Refusal) -> Self {
        Self::of(UserErrorKind::Refused, refusal.code(), refusal.to_string(), refusal.field())
    }

    /// An input field's.
    #[must_use]
    pub fn invalid(field: &str, message: &str) -> Self {
        Self::of(UserErrorKind::Invalid, "INVALID_INPUT", message.to_owned(), Some(field))
    }

    /// The one map from what commands say to what clients read.
    ///
    /// # Errors
    /// Faults are no user errors; they come back as top-level errors, logged here with their chain.
    pub fn from_command(error: commands::Error) -> Result<Self, Error> {
        use commands::Error as E;
        match error {
            E::Refused(refusal) => Ok(Self::refused(refusal.as_ref())),
            E::Conflict { actual } => {
                let message = "it has changed since; read it again".to_owned();
                let conflict = Self::of(UserErrorKind::Conflict, "CONFLICT", message, Some("expectedRevision"));
                Ok(Self { revision: actual.map(super::scalars::Position), ..conflict })
            }
            E::CommandReused => {
                let message = "the command id was used before with another input".to_owned();
                Ok(Self::of(UserErrorKind::Conflict, "COMMAND_REUSED", message, Some("commandId")))
            }
            E::Erased => {
                let message = "the customer was erased; nothing more is written of them".to_owned();
                Ok(Self::of(UserErrorKind::Refused, "CUSTOMER_ERASED", message, None))
            }
            E::Store(event_store::Error::Unavailable { .. }) => {
                log_fault(&error);
                Err(fault(ErrorCode::Unavailable, "the event log is unavailable; send the same command again"))
            }
            E::Vault(error) => Err(vault_fault(&error)),
            E::Store(event_store::Error::Corrupt(_)) | E::Undecodable(_) | E::Encode(_) => {
                log_fault(&error);
                Err(fault(ErrorCode::Internal, "something went wrong on our side"))
            }
        }
    }
}

impl From<BadId> for UserError {
    fn from(bad: BadId) -> Self {
        Self::invalid(bad.field, &bad.complaint())
    }
}

/// Logs an error once with its chain; nothing of it goes to a client.
pub(crate) fn log_fault(error: &dyn std::error::Error) {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(error = %chain, "a request failed");
}

/// The top-level error of a state that cannot be loaded to make a command from it.
pub(crate) fn load_fault(error: commands::Error) -> Error {
    let fault = UserError::from_command(error).err();
    fault.unwrap_or_else(|| super::access::fault(ErrorCode::Internal, "something went wrong on our side"))
}

/// The top-level error of a ledger that failed.
#[must_use]
pub fn ledger_fault(error: &proofs::Error) -> Error {
    match error {
        proofs::Error::Log(error) => store_fault(error),
        proofs::Error::Unavailable { .. } => {
            log_fault(error);
            fault(ErrorCode::Unavailable, "the ledger is unavailable; try again")
        }
        proofs::Error::Inconsistent(_) | proofs::Error::Sign(_) => {
            log_fault(error);
            fault(ErrorCode::Internal, "something went wrong on our side")
        }
    }
}

/// The top-level error of a log that failed.
#[must_use]
pub fn store_fault(error: &event_store::Error) -> Error {
    log_fault(error);
    match error {
        event_store::Error::Unavailable { .. } => {
            fault(ErrorCode::Unavailable, "the event log is unavailable; try again")
        }
        event_store::Error::Corrupt(_) => fault(ErrorCode::Internal, "something went wrong on our side"),
    }
}
