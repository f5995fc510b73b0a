//! That the log knows of a new signing key before anything is signed with it.

use commands::ledger::RotateKey;
use commands::{Caller, Request};
use domain::ledger::PublicKey;
use domain::{Actor, Code};
use ledger::Vkey;
use uuid::Uuid;

use super::Workbench;

/// The reason of a rotation that was cut off before it was recorded.
pub const UNFINISHED: &str = "unfinished";

/// Records a rotation, once however often it is asked; where it stands in the log, at the latest.
///
/// # Errors
/// When the log or the vault fails.
pub async fn record(workbench: &Workbench, old: &Vkey, new: &Vkey, reason: Code) -> anyhow::Result<u64> {
    let [old, new] = [old, new].map(|key| key.to_string().parse::<PublicKey>());
    let (old, new) = (old?, new?);
    let request = Request {
        command_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{new} {reason}").as_bytes()),
        caller: Caller {
            tenant: workbench.tenant.clone(),
            actor: Actor::Admin(Code::known("operator")),
            on_behalf_of: None,
            correlation_id: None,
        },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command: RotateKey { old, new, reason },
    };
    Ok(workbench.executor.execute(request).await?.position)
}
