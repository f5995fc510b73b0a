//! What an error means to whoever started the program: the stable exit codes, and the one place that chooses among them.

use std::io;
use std::process::ExitCode;

use api::transport::DocumentsError;
use commands::understanding::DeclarationsError;
use projections::{AsOfError, RebuildError};
use proofs::{kit, witness};

use crate::settings::{Problem, TokenProblem};

/// How the program ended. The numbers are a contract with scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Something failed that has no code of its own.
    Failure,
    /// The command line makes no sense.
    Usage,
    /// The configuration or a key file is not as it must be.
    Configuration,
    /// What is kept is away, or another process has it or the address; try again.
    Unavailable,
    /// What was asked for does not exist.
    NotFound,
    /// It ran to its end, but found something wrong or left something out.
    Findings,
    /// A log was not verified: the kind of its first fault, 10 to 22.
    Verdict(kit::Code),
    /// A witness has evidence that a log has broken its word.
    Alarm,
    /// A log does not prove to a witness that it goes on from what it has shown before.
    Unproven,
    /// What a log shows to a witness is not signed by its key.
    Untrusted,
}

impl Exit {
    /// The number.
    pub fn number(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Configuration => 3,
            Self::Unavailable => 4,
            Self::NotFound => 5,
            Self::Findings => 6,
            Self::Verdict(code) => code.exit(),
            Self::Alarm => 30,
            Self::Unproven => 31,
            Self::Untrusted => 32,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

/// An error whose meaning is known where it is made.
#[derive(thiserror::Error, Debug)]
#[error("{message}")]
pub struct Stop {
    exit: Exit,
    message: String,
}

impl Stop {
    /// The command line makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into() }
    }

    /// What was asked for does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self { exit: Exit::NotFound, message: message.into() }
    }

    /// The configuration is not as it must be.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self { exit: Exit::Configuration, message: message.into() }
    }

    /// A log was not verified.
    pub fn verdict(code: kit::Code, message: impl Into<String>) -> Self {
        Self { exit: Exit::Verdict(code), message: message.into() }
    }

    /// It ran to its end, but found something wrong or left something out.
    pub fn findings(message: impl Into<String>) -> Self {
        Self { exit: Exit::Findings, message: message.into() }
    }
}

/// What the error means: the first of its causes that has a meaning decides.
pub fn meaning(error: &anyhow::Error) -> Exit {
    error.chain().find_map(meaning_of_one).unwrap_or(Exit::Failure)
}

fn meaning_of_one(cause: &(dyn std::error::Error + 'static)) -> Option<Exit> {
    if let Some(stop) = cause.downcast_ref::<Stop>() {
        return Some(stop.exit);
    }
    if cause.is::<DeclarationsError>()
        || cause.is::<Problem>()
        || cause.is::<TokenProblem>()
        || cause.is::<DocumentsError>()
    {
        return Some(Exit::Configuration);
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_system(error);
    }
    if let Some(error) = cause.downcast_ref::<event_store::Error>() {
        return Some(of_log(error));
    }
    if let Some(commands::Error::Refused(refusal)) = cause.downcast_ref::<commands::Error>() {
        return refusal.code().ends_with("_NOT_FOUND").then_some(Exit::NotFound);
    }
    if let Some(error) = cause.downcast_ref::<witness::Error>() {
        return of_witness(error);
    }
    if let Some(error) = cause.downcast_ref::<kit::VerifyError>() {
        return of_verification(error);
    }
    if cause.is::<witness::BadLog>() {
        return Some(Exit::Configuration);
    }
    if let Some(error) = cause.downcast_ref::<vault::Error>() {
        return of_vault(error);
    }
    if let Some(error) = cause.downcast_ref::<RebuildError>() {
        return of_rebuild(error);
    }
    if cause.downcast_ref::<knowledge::Error>().is_some_and(knowledge::Error::is_busy) {
        return Some(Exit::Unavailable);
    }
    if let Some(AsOfError::Failed(error)) = cause.downcast_ref::<AsOfError>() {
        return Some(of_views(error));
    }
    cause.downcast_ref::<projections::Error>().map(of_views)
}

/// Only what a server meets that cannot have its address; other faults mean what they are the cause of.
fn of_system(error: &io::Error) -> Option<Exit> {
    if error.kind() == io::ErrorKind::AddrInUse {
        return Some(Exit::Unavailable);
    }
    (error.kind() == io::ErrorKind::AddrNotAvailable).then_some(Exit::Configuration)
}

fn of_verification(error: &kit::VerifyError) -> Option<Exit> {
    match error {
        kit::VerifyError::Denied { .. } => Some(Exit::Configuration),
        kit::VerifyError::Away { .. } => Some(Exit::Unavailable),
        kit::VerifyError::Finding(_) => None,
    }
}

fn of_rebuild(error: &RebuildError) -> Option<Exit> {
    match error {
        RebuildError::UnderWay => Some(Exit::Unavailable),
        RebuildError::Poisoned { .. } => None,
        RebuildError::Failed(error) => Some(of_views(error)),
    }
}

fn of_views(error: &projections::Error) -> Exit {
    use projections::Error as E;
    match error {
        E::Unavailable { .. } => Exit::Unavailable,
        E::UnknownView { .. } => Exit::NotFound,
        E::Log(error) => of_log(error),
        E::Corrupt { .. } | E::InvalidCursor => Exit::Failure,
    }
}

fn of_log(error: &event_store::Error) -> Exit {
    match error {
        event_store::Error::Unavailable { .. } => Exit::Unavailable,
        event_store::Error::Corrupt(_) => Exit::Failure,
    }
}

fn of_witness(error: &witness::Error) -> Option<Exit> {
    use witness::Error as E;
    match error {
        E::Broken(_) | E::Alarmed { .. } => Some(Exit::Alarm),
        E::Unproven { .. } => Some(Exit::Unproven),
        E::Untrusted(_) => Some(Exit::Untrusted),
        E::Away(_) => Some(Exit::Unavailable),
        E::Memory { .. } => Some(Exit::Configuration),
        E::Sign(_) => None,
    }
}

fn of_vault(error: &vault::Error) -> Option<Exit> {
    use vault::Error as E;
    match error {
        E::ForeignRoot
        | E::RootMissing { .. }
        | E::RootExposed { .. }
        | E::RootMalformed { .. }
        | E::RootUnusable { .. } => Some(Exit::Configuration),
        E::Unavailable { .. } => Some(Exit::Unavailable),
        E::Erased
        | E::UnknownKey { .. }
        | E::Altered { .. }
        | E::Mistyped { .. }
        | E::DamagedKey { .. }
        | E::Unrecorded { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;
    use domain::customer::CustomerRefusal;

    use super::*;

    fn check(error: impl std::error::Error + Send + Sync + 'static, expected: Exit) {
        let wrapped = Err::<(), _>(error).context("while doing something").unwrap_err();
        assert_eq!(meaning(&wrapped), expected);
    }

    #[test]
    fn the_cause_decides_however_deep_it_lies() {
        let away = || event_store::Error::Unavailable { reason: "gone".into(), source: None };
        check(away(), Exit::Unavailable);
        check(commands::Error::Store(away()), Exit::Unavailable);
        check(commands::Error::Store(event_store::Error::Corrupt("x".into())), Exit::Failure);
        check(commands::Error::Vault(vault::Error::ForeignRoot), Exit::Configuration);
        check(Problem::Invalid("x".into()), Exit::Configuration);
        check(commands::Error::Refused(Box::new(CustomerRefusal::NotFound)), Exit::NotFound);
        check(commands::Error::Refused(Box::new(CustomerRefusal::NotBlocked)), Exit::Failure);
        check(Stop::not_found("x"), Exit::NotFound);
        check(io::Error::from(io::ErrorKind::AddrInUse), Exit::Unavailable);
        check(io::Error::from(io::ErrorKind::AddrNotAvailable), Exit::Configuration);
        check(kit::VerifyError::Denied { reason: "x".into() }, Exit::Configuration);
        check(kit::VerifyError::Away { reason: "x".into(), source: None }, Exit::Unavailable);
        check(Stop::findings("x"), Exit::Findings);
        check(witness::Error::Alarmed { evidence: "x".into() }, Exit::Alarm);
        check(witness::BadLog::Empty, Exit::Configuration);
        check(io::Error::other("x"), Exit::Failure);
        check(knowledge::Error::NotOpen, Exit::Failure);
    }

    #[test]
    fn views_that_are_away_are_tried_again() {
        use projections::Error as E;
        let away = || E::Unavailable { reason: "gone".into(), source: None };
        let log_away = || E::Log(event_store::Error::Unavailable { reason: "gone".into(), source: None });
        check(away(), Exit::Unavailable);
        check(log_away(), Exit::Unavailable);
        check(RebuildError::UnderWay, Exit::Unavailable);
        check(RebuildError::Failed(away()), Exit::Unavailable);
        check(AsOfError::Failed(log_away()), Exit::Unavailable);
        check(E::UnknownView { name: "x".into() }, Exit::NotFound);
        check(E::Corrupt { table: "x", column: "x" }, Exit::Failure);
    }
}
