//! `colloquy erase`: the operator's way to an erasure, through the same command as everyone's.

use clap::Args;
use commands::customer::EraseCustomer;
use commands::{Caller, Error, Request};
use domain::{Actor, Code, CustomerId};
use serde_json::json;

use super::{Call, ids};
use crate::edge;
use crate::node::Workbench;

/// Erase a customer: destroy the keys of their personal data, for good.
#[derive(Args, Debug)]
pub struct Erase {
    /// The customer: their UUID, their stream, or their id in GraphQL.
    #[arg(value_parser = ids::customer)]
    customer: CustomerId,
    /// Why, as a code that stands in the log, such as `request`.
    #[arg(long)]
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
    let actor = Actor::Admin(Code::known("operator"));
    let request = Request {
        command_id: edge::fresh_id(),
        caller: Caller { tenant: workbench.tenant.clone(), actor, on_behalf_of: None, correlation_id: None },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command: EraseCustomer { customer: erase.customer, reason: erase.reason },
    };
    let position = match commands::customer::erase(&workbench.executor, request).await {
        Ok(outcome) => Some(outcome.position),
        // What an interrupted erasure left is finished.
        Err(Error::Refused(refusal)) if refusal.code() == "CUSTOMER_ERASED" => None,
        Err(error) => return Err(error.into()),
    };
    let report = json!({"customer": erase.customer, "position": position, "keys": "destroyed"});
    let text = || match position {
        Some(position) => format!("erased {}: position {position}, keys destroyed", erase.customer),
        None => format!("{} was erased before; keys destroyed", erase.customer),
    };
    Ok(call.output.result(&report, text)?)
}
