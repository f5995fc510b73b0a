//! `colloquy erase`: the operator's way to an erasure, through the same command as everyone's.

use clap::Args;
use commands::customer::EraseCustomer;
use commands::{Caller, Request};
use domain::{Actor, Code, CustomerId};
use serde_json::json;
use vault::Subject;

use super::Call;
use crate::edge;
use crate::node::Workbench;

/// Erase a customer: destroy the keys of their personal data, for good.
#[derive(Args, Debug)]
pub struct Erase {
    /// The customer's id.
    customer: CustomerId,
    /// Why, as a code that stands in the log.
    #[arg(long, default_value = "request")]
    reason: Code,
    /// Do it; without this, nothing happens.
    #[arg(long)]
    yes: bool,
}

pub async fn run(call: &Call, erase: Erase) -> anyhow::Result<()> {
    if !erase.yes {
        let message =
            "an erasure cannot be undone: what was sealed for the customer can never be read again; add --yes";
        anyhow::bail!(crate::exit::Stop::usage(message));
    }
    let workbench = Workbench::open(&call.settings).await?;
    let actor = Actor::Supervisor(Code::known("operator"));
    let request = Request {
        command_id: edge::fresh_id(),
        caller: Caller { tenant: workbench.tenant.clone(), actor, on_behalf_of: None, correlation_id: None },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command: EraseCustomer { customer: erase.customer, reason: erase.reason },
    };
    let outcome = workbench.executor.execute(request).await?;
    let subject = Subject { tenant: workbench.tenant.0.clone(), id: erase.customer.0 };
    destroy_keys(&workbench, &subject).await?;
    let report = json!({"customer": erase.customer, "position": outcome.position, "keys": "destroyed"});
    Ok(call
        .output
        .result(&report, || format!("erased {}: position {}, keys destroyed", erase.customer, outcome.position))?)
}

/// Destroys the keys now, as the reaction would with the next start of a server.
async fn destroy_keys(workbench: &Workbench, subject: &Subject) -> anyhow::Result<()> {
    workbench.executor.vault().erase(subject, workbench.executor.clock().now()).await?;
    Ok(())
}
