//! Erasing a Customer and whoever was merged into them, now and not when the reaction comes to it.

use std::collections::BTreeSet;

use domain::customer::Customer;
use domain::{CustomerId, StreamId};
use event_store::Tenant;
use vault::Subject;

use super::EraseCustomer;
use crate::reactions::Cause;
use crate::{Error, Executor, Outcome, Request};

/// In whose name the merged are erased, here as there: the reaction finds it done.
const REACTION: &str = "destroy_keys";

/// Erases a Customer and destroys their keys, and those of everyone merged into them, before it returns.
///
/// Of a Customer erased before, the refusal comes back, yet what an interrupted erasure left is finished.
///
/// # Errors
/// See [`Error`]. When only destroying keys failed, the reaction `destroy_keys` does it.
pub async fn erase(executor: &Executor, request: Request<EraseCustomer>) -> Result<Outcome, Error> {
    let (tenant, customer) = (request.caller.tenant.clone(), request.command.customer);
    let correlation_id = request.caller.correlation_id;
    let result = executor.execute(request).await;
    if !matches!(result, Ok(_) | Err(Error::Refused(_))) {
        return result;
    }
    let (mut waiting, mut seen) = (vec![customer], BTreeSet::new());
    while let Some(customer) = waiting.pop() {
        if !seen.insert(customer) {
            continue;
        }
        let (state, _) = executor.load::<Customer>(&tenant, StreamId::Customer(customer)).await?;
        let Some(erasure) = &state.erased else { continue };
        destroy(executor, &tenant, customer).await?;
        let (event_id, at) = (erasure.event_id, erasure.at);
        let cause = Cause { reaction: REACTION, tenant: tenant.clone(), event_id, at, correlation_id };
        waiting.extend(erase_absorbed(executor, customer, &state, &cause).await?);
    }
    result
}

async fn destroy(executor: &Executor, tenant: &Tenant, customer: CustomerId) -> Result<(), Error> {
    let subject = Subject { tenant: tenant.0.clone(), id: customer.0 };
    executor.vault().erase(&subject, executor.clock().now()).await?;
    Ok(())
}

/// Erases the Customers merged into one who was erased, for the same reason: what was sealed for them before is under keys
/// of their own. Returns who they are.
pub(crate) async fn erase_absorbed(
    executor: &Executor,
    into: CustomerId,
    state: &Customer,
    cause: &Cause,
) -> Result<Vec<CustomerId>, Error> {
    let Some(erasure) = &state.erased else { return Ok(Vec::new()) };
    let mut merged = Vec::with_capacity(state.absorbed.len());
    for &customer in &state.absorbed {
        let (absorbed, _) = executor.load::<Customer>(&cause.tenant, StreamId::Customer(customer)).await?;
        // Unmerged meanwhile, which this side has not heard yet: they stand on their own.
        if absorbed.merged_into != Some(into) {
            continue;
        }
        merged.push(customer);
        let erase = EraseCustomer { customer, reason: erasure.reason.clone() };
        match executor.follow_up(cause.request(&format!("erase {customer}"), erase)).await {
            // They were erased before.
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(merged)
}
