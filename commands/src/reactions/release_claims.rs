//! Gives up the claim on an identity that was unlinked, in case whoever unlinked it did not come to it.

use async_trait::async_trait;
use domain::customer::CustomerEvent;
use domain::ids::IdentityId;
use domain::{CustomerId, Event, StreamId};
use event_store::RecordedEvent;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::{Executor, customer};

/// Gives up the claim on an identity that was unlinked, in case whoever unlinked it did not come to it.
#[derive(Debug)]
pub struct ReleaseClaims;

impl Reaction for ReleaseClaims {
    fn name(&self) -> &'static str {
        "release_claims"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["customer.identity_unlinked"]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        match (recorded.stream.as_str().parse(), event) {
            (Ok(StreamId::Customer(customer)), Event::Customer(CustomerEvent::IdentityUnlinked(unlinked))) => {
                vec![Intent::Do(Box::new(Release { customer, identity: unlinked.identity }))]
            }
            (_, _) => Vec::new(),
        }
    }
}

#[derive(Debug)]
struct Release {
    customer: CustomerId,
    identity: IdentityId,
}

#[async_trait]
impl FollowUp for Release {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        customer::release(executor, &cause.tenant, self.customer, self.identity).await?;
        Ok(())
    }
}
