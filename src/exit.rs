//! What an error means to whoever started the program: the stable exit codes, and the one place that chooses among them.

use std::io;
use std::process::ExitCode;

use api::transport::DocumentsError;
use projections::{AsOfError, RebuildError};
use proofs::kit::export::ExportError;
use proofs::kit::{Code, VerifyError};

use crate::settings::{Problem, TokenProblem};

/// How the program ended. The numbers are a contract with scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Something failed that has no code of its own.
    Failure = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// The configuration or a key file is not as it must be.
    Configuration = 3,
    /// What is kept is away, or another process has it or the address; try again.
    Unavailable = 4,
    /// What was asked for does not exist.
    NotFound = 5,
    /// It ran to its end, but found something wrong or left something out.
    Findings = 6,
    /// Of a log that is verified, the body of an event is not the one that was sealed.
    AlteredBody = 10,
    /// Other fields of an event are not those that were sealed.
    AlteredMetadata = 11,
    /// An event is missing.
    MissingEvent = 12,
    /// There is an event that was never sealed.
    ExtraEvent = 13,
    /// Events stand in another order, or more than once.
    Reordered = 14,
    /// A stream's revisions have a gap, or an event does not name the one before it.
    BrokenStream = 15,
    /// A tile of hashes does not fit.
    Tile = 16,
    /// A bundle of entries does not fit.
    Bundle = 17,
    /// A checkpoint is not signed by the log.
    Signature = 18,
    /// A checkpoint says another size or root than the events lead to.
    Head = 19,
    /// It is of another log.
    WrongOrigin = 20,
    /// Too few witnesses have signed, or a witness's signature does not hold.
    Witnesses = 21,
    /// A kit is not complete, or a part of it cannot be read.
    Unreadable = 22,
    /// Two kits differ.
    KitsDiffer = 23,
    /// Of two kits, one goes on where the other ends.
    KitGoesOn = 24,
    /// Views are not what the events of a kit lead to.
    ViewsDiffer = 25,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
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

    /// A comparison ended with this.
    pub fn compared(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
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
    if cause.is::<Problem>() || cause.is::<TokenProblem>() || cause.is::<DocumentsError>() {
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
    if let Some(error) = cause.downcast_ref::<vault::Error>() {
        return of_vault(error);
    }
    if let Some(error) = cause.downcast_ref::<RebuildError>() {
        return of_rebuild(error);
    }
    if let Some(error) = cause.downcast_ref::<VerifyError>() {
        return Some(of_verification(error));
    }
    if let Some(error) = cause.downcast_ref::<ExportError>() {
        return of_export(error);
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

fn of_rebuild(error: &RebuildError) -> Option<Exit> {
    match error {
        RebuildError::UnderWay => Some(Exit::Unavailable),
        RebuildError::Poisoned { .. } => None,
        RebuildError::Failed(error) => Some(of_views(error)),
    }
}

fn of_verification(error: &VerifyError) -> Exit {
    match error {
        VerifyError::Finding(finding) => of_finding(finding.code),
        VerifyError::Away { .. } => Exit::Unavailable,
    }
}

fn of_finding(code: Code) -> Exit {
    match code {
        Code::AlteredBody => Exit::AlteredBody,
        Code::AlteredMetadata => Exit::AlteredMetadata,
        Code::MissingEvent => Exit::MissingEvent,
        Code::ExtraEvent => Exit::ExtraEvent,
        Code::Reordered => Exit::Reordered,
        Code::BrokenStream => Exit::BrokenStream,
        Code::Tile => Exit::Tile,
        Code::Bundle => Exit::Bundle,
        Code::Signature => Exit::Signature,
        Code::Head => Exit::Head,
        Code::WrongOrigin => Exit::WrongOrigin,
        Code::Witnesses => Exit::Witnesses,
        Code::Unreadable => Exit::Unreadable,
    }
}

fn of_export(error: &ExportError) -> Option<Exit> {
    match error {
        ExportError::NothingSealed => Some(Exit::NotFound),
        ExportError::Breach { .. } => Some(Exit::Head),
        ExportError::Missing(_) => Some(Exit::MissingEvent),
        ExportError::Ledger(proofs::Error::Unavailable { .. }) => Some(Exit::Unavailable),
        ExportError::Ledger(proofs::Error::Log(error)) => Some(of_log(error)),
        ExportError::Ledger(_) | ExportError::Foreign { .. } | ExportError::File { .. } => None,
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
        check(Stop::findings("x"), Exit::Findings);
        check(io::Error::other("x"), Exit::Failure);
    }

    #[test]
    fn every_finding_ends_with_the_number_of_its_code() {
        for code in Code::ALL {
            assert_eq!(of_finding(code) as u8, code.exit(), "{}", code.name());
        }
        check(VerifyError::Away { reason: "gone".into(), source: None }, Exit::Unavailable);
        check(ExportError::NothingSealed, Exit::NotFound);
        check(ExportError::Ledger(away().into()), Exit::Unavailable);
    }

    fn away() -> event_store::Error {
        event_store::Error::Unavailable { reason: "gone".into(), source: None }
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
