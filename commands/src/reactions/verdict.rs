//! What an error means for a reaction.

use super::undone::Undone;
use crate::Error;

/// What to do after an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Go on: it was turned down, and would be again.
    Skip,
    /// Go on, and say so loudly: what one Customer's data lack must not keep everyone else waiting.
    Forgo,
    /// Try again later: it passes.
    Retry,
    /// Stop: it does not pass by itself, and going on would lose something.
    Stop,
}

pub(super) fn verdict(undone: &Undone) -> Verdict {
    match undone {
        Undone::Command(error) => of_command(error),
        Undone::Outside(_) => Verdict::Retry,
    }
}

fn of_command(error: &Error) -> Verdict {
    match error {
        Error::Refused(_) | Error::Erased => Verdict::Skip,
        // The command was carried out by an older program, in which its input had another shape.
        Error::CommandReused => Verdict::Skip,
        Error::Conflict { .. } => Verdict::Retry,
        Error::Store(event_store::Error::Unavailable { .. }) => Verdict::Retry,
        Error::Vault(vault::Error::Unavailable { .. } | vault::Error::Unrecorded { .. }) => Verdict::Retry,
        Error::Vault(
            vault::Error::UnknownKey { .. }
            | vault::Error::Altered { .. }
            | vault::Error::Mistyped { .. }
            | vault::Error::DamagedKey { .. },
        ) => Verdict::Forgo,
        Error::Store(event_store::Error::Corrupt(_)) | Error::Undecodable(_) | Error::Encode(_) | Error::Vault(_) => {
            Verdict::Stop
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal;

    use super::*;

    #[test]
    fn refusals_are_final_outages_pass_and_a_damaged_log_stops() {
        assert_eq!(of_command(&Error::refused(CustomerRefusal::NotFound)), Verdict::Skip);
        assert_eq!(verdict(&Undone::Outside("away".into())), Verdict::Retry);
        assert_eq!(of_command(&Error::Conflict { actual: None }), Verdict::Retry);
        let away = event_store::Error::Unavailable { reason: "away".into(), source: None };
        assert_eq!(of_command(&Error::Store(away)), Verdict::Retry);
        let damaged = vault::Error::DamagedKey { key_id: uuid::Uuid::nil() };
        assert_eq!(of_command(&Error::Vault(damaged)), Verdict::Forgo);
        assert_eq!(of_command(&Error::Vault(vault::Error::ForeignRoot)), Verdict::Stop);
        assert_eq!(of_command(&Error::Store(event_store::Error::Corrupt("a gap".into()))), Verdict::Stop);
    }
}
