//! Keeps a Customer from opening Conversations.

use domain::customer::Customer;
use domain::customer::event::Blocked;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Keeps a Customer from opening Conversations.
#[derive(Clone, Hash, Debug)]
pub struct BlockCustomer {
    /// Who.
    pub customer: CustomerId,
    /// Why.
    pub reason: Code,
}

impl Command for BlockCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "block_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        if state.blocked {
            return Err(Refusal::AlreadyBlocked);
        }
        Ok(vec![Blocked { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn block() -> BlockCustomer {
        BlockCustomer { customer: CUSTOMER, reason: code("abuse") }
    }

    #[test]
    fn they_are_blocked_once() {
        given(known()).when(&block()).then([blocked()]);
        given(known().into_iter().chain([blocked()])).when(&block()).refused(Refusal::AlreadyBlocked);
        given([]).when(&block()).refused(Refusal::NotFound);
    }
}
