//! Lets a blocked Customer open Conversations again.

use domain::customer::Customer;
use domain::customer::event::Unblocked;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lets a blocked Customer open Conversations again.
#[derive(Clone, Hash, Debug)]
pub struct UnblockCustomer {
    /// Who.
    pub customer: CustomerId,
    /// Why.
    pub reason: Code,
}

impl Command for UnblockCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "unblock_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        if !state.blocked {
            return Err(Refusal::NotBlocked);
        }
        Ok(vec![Unblocked { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn unblock() -> UnblockCustomer {
        UnblockCustomer { customer: CUSTOMER, reason: code("abuse") }
    }

    #[test]
    fn only_the_blocked_are_unblocked() {
        let unblocked = Unblocked { reason: code("abuse") };
        given(known().into_iter().chain([blocked()])).when(&unblock()).then([unblocked.into()]);
        given(known()).when(&unblock()).refused(Refusal::NotBlocked);
        given([]).when(&unblock()).refused(Refusal::NotFound);
    }
}
