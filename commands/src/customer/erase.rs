//! Erases a Customer: their keys are to be destroyed, for good.

use domain::customer::Customer;
use domain::customer::event::Erased;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Erases a Customer: their keys are to be destroyed, for good. A reaction destroys them, and erases whoever was merged
/// into them.
#[derive(Clone, Hash, Debug)]
pub struct EraseCustomer {
    /// Who.
    pub customer: CustomerId,
    /// Why, such as `request` or `retention`.
    pub reason: Code,
}

impl Command for EraseCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "erase_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    /// A merged Customer can be erased too: what was sealed for them before is under their own keys still.
    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::known(state)?;
        rules::not_erased(state)?;
        Ok(vec![Erased { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn erase() -> EraseCustomer {
        EraseCustomer { customer: CUSTOMER, reason: code("request") }
    }

    #[test]
    fn they_are_erased_once_merged_or_not() {
        given(known()).when(&erase()).then([erased()]);
        given([registered(), merged()]).when(&erase()).then([erased()]);
        given([registered(), erased()]).when(&erase()).refused(Refusal::Erased);
        given([]).when(&erase()).refused(Refusal::NotFound);
    }
}
