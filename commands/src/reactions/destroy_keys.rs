//! Destroys the keys of erased Customers, and erases whoever was merged into them.

use async_trait::async_trait;
use domain::customer::{Customer, CustomerEvent};
use domain::{Code, CustomerId, Event, StreamId};
use event_store::RecordedEvent;
use vault::Subject;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use crate::customer::EraseCustomer;
use crate::{Error, Executor};

/// Destroys the keys of erased Customers, and erases whoever was merged into them.
#[derive(Debug)]
pub struct DestroyKeys;

impl Reaction for DestroyKeys {
    fn name(&self) -> &'static str {
        "destroy_keys"
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        match (recorded.stream.as_str().parse(), event) {
            (Ok(StreamId::Customer(customer)), Event::Customer(CustomerEvent::Erased(erased))) => {
                let reason = erased.reason.clone();
                vec![Intent::Do(Box::new(Destroy(customer))), Intent::Do(Box::new(EraseAbsorbed { customer, reason }))]
            }
            (Ok(_) | Err(_), Event::Conversation(_) | Event::Customer(_) | Event::Agent(_) | Event::Queue(_)) => {
                Vec::new()
            }
        }
    }
}

/// Destroys the keys of one Customer.
#[derive(Debug)]
struct Destroy(CustomerId);

#[async_trait]
impl FollowUp for Destroy {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Error> {
        let subject = Subject { tenant: cause.tenant.0.clone(), id: self.0.0 };
        executor.vault().erase(&subject, cause.at).await?;
        Ok(())
    }
}

/// Erases the Customers merged into one: what was sealed for them before is under keys of their own.
#[derive(Debug)]
struct EraseAbsorbed {
    customer: CustomerId,
    reason: Code,
}

#[async_trait]
impl FollowUp for EraseAbsorbed {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Error> {
        let (state, _) = executor.load::<Customer>(&cause.tenant, StreamId::Customer(self.customer)).await?;
        for &customer in &state.absorbed {
            let erase = EraseCustomer { customer, reason: self.reason.clone() };
            match executor.follow_up(cause.request(&format!("erase {customer}"), erase)).await {
                // They were erased before.
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
