//! Says that a merged Customer is a person of their own after all.

use domain::customer::Customer;
use domain::customer::event::Unmerged;
use domain::{CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Says that a merged Customer is a person of their own after all. A reaction tells whom they were merged into.
#[derive(Clone, Hash, Debug)]
pub struct UnmergeCustomer {
    /// Who.
    pub customer: CustomerId,
}

impl Command for UnmergeCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "unmerge_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::known(state)?;
        rules::not_erased(state)?;
        let target = state.merged_into.ok_or(Refusal::NotMerged)?;
        Ok(vec![Unmerged { target }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    const UNMERGE: UnmergeCustomer = UnmergeCustomer { customer: CUSTOMER };

    #[test]
    fn they_are_a_person_of_their_own_again() {
        given([registered(), merged()]).when(&UNMERGE).then([Unmerged { target: OTHER }.into()]);
    }

    #[test]
    fn who_was_not_merged_or_is_erased_is_not_unmerged() {
        given(known()).when(&UNMERGE).refused(Refusal::NotMerged);
        given([registered(), merged(), erased()]).when(&UNMERGE).refused(Refusal::Erased);
        given([]).when(&UNMERGE).refused(Refusal::NotFound);
    }
}
