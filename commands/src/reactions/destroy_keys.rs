//! Destroys the keys of erased Customers, and erases whoever was merged into them.

use async_trait::async_trait;
use domain::customer::{Customer, CustomerEvent};
use domain::{CustomerId, Event, StreamId};
use event_store::RecordedEvent;
use vault::Subject;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::customer::erase_absorbed;
use crate::{Error, Executor};

/// Destroys the keys of erased Customers, and erases whoever was merged into them.
#[derive(Debug)]
pub struct DestroyKeys;

impl Reaction for DestroyKeys {
    fn name(&self) -> &'static str {
        "destroy_keys"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["customer.erased"]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        match (recorded.stream.as_str().parse(), event) {
            (Ok(StreamId::Customer(customer)), Event::Customer(CustomerEvent::Erased(_))) => {
                vec![Intent::Do(Box::new(Destroy(customer))), Intent::Do(Box::new(EraseAbsorbed(customer)))]
            }
            (_, _) => Vec::new(),
        }
    }
}

/// Destroys the keys of one Customer.
#[derive(Debug)]
struct Destroy(CustomerId);

#[async_trait]
impl FollowUp for Destroy {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let subject = Subject { tenant: cause.tenant.0.clone(), id: self.0.0 };
        executor.vault().erase(&subject, cause.at).await.map_err(Error::from)?;
        Ok(())
    }
}

/// Erases the Customers merged into one.
#[derive(Debug)]
struct EraseAbsorbed(CustomerId);

#[async_trait]
impl FollowUp for EraseAbsorbed {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let (state, _) = executor.load::<Customer>(&cause.tenant, StreamId::Customer(self.0)).await?;
        erase_absorbed(executor, self.0, &state, cause).await?;
        Ok(())
    }
}
