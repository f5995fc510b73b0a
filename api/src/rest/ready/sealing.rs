//! How far the log is sealed, and whether that is well.

use chrono::{DateTime, Utc};
use proofs::Sealed;
use proofs::sealer::SealerState;
use serde::Serialize;
use tokio::time::timeout;

use super::PATIENCE;
use crate::rest::RestState;

/// How far the log is sealed.
#[derive(Debug, Serialize)]
pub(super) struct Ledger {
    /// The position up to which it is.
    sealed: u64,
    /// How many events are not.
    lag: u64,
    last_checkpoint_at: Option<DateTime<Utc>>,
    /// How many witnesses have cosigned the last checkpoint.
    cosignatures: usize,
}

/// How far it is when the log has reached `head`, and what is the matter with it, if something is.
pub(super) async fn state(state: &RestState, head: Option<u64>) -> (Option<Ledger>, Option<String>) {
    let last = match timeout(PATIENCE, state.services.ledger.last()).await {
        Ok(Ok(last)) => last,
        Ok(Err(_)) => return (None, Some("the ledger cannot be read".to_owned())),
        Err(_) => return (None, Some("the ledger does not answer".to_owned())),
    };
    let ledger = head.map(|head| describe(state, last.as_ref(), head));
    let sealer = state.services.ledger.watch().borrow().state.clone();
    let lag = ledger.as_ref().map_or(0, |ledger| ledger.lag);
    (ledger, trouble(&sealer, lag, state.ready_lag))
}

fn describe(state: &RestState, last: Option<&Sealed>, head: u64) -> Ledger {
    let sealed = last.map_or(0, |last| last.head.size);
    Ledger {
        sealed,
        lag: head.saturating_sub(sealed),
        last_checkpoint_at: last.map(|last| last.sealed_at),
        cosignatures: last.map_or(0, |last| state.services.ledger.witnessed(&last.note).0.len()),
    }
}

/// What contradicts what stands in the log of the process; it is not for everyone.
fn trouble(sealer: &SealerState, lag: u64, most: u64) -> Option<String> {
    match sealer {
        SealerState::Refusing(_) => Some("what is to be sealed contradicts what was signed".to_owned()),
        SealerState::Standby | SealerState::Sealing | SealerState::Retrying(_) => {
            (lag > most).then(|| format!("it is {lag} events behind"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_may_be_a_little_behind_but_must_not_refuse() {
        assert_eq!(trouble(&SealerState::Sealing, 10, 10), None);
        assert_eq!(trouble(&SealerState::Retrying("away".to_owned()), 0, 10), None);
        assert_eq!(trouble(&SealerState::Standby, 11, 10).as_deref(), Some("it is 11 events behind"));
        let refusing = trouble(&SealerState::Refusing("a secret".to_owned()), 0, 10).unwrap();
        assert!(!refusing.contains("secret"));
    }
}
