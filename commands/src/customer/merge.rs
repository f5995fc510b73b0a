//! Says that a Customer is the same person as another, as whom they go on.

use domain::customer::Customer;
use domain::customer::event::Merged;
use domain::{CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context, World};

/// Says that a Customer is the same person as another, as whom they go on. A reaction tells the other.
#[derive(Clone, Hash, Debug)]
pub struct MergeCustomer {
    /// Who.
    pub customer: CustomerId,
    /// As whom they go on.
    pub into: CustomerId,
}

impl Command for MergeCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "merge_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn references(&self) -> Vec<StreamId> {
        vec![StreamId::Customer(self.into)]
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::standing(state)?;
        if self.customer == self.into {
            return Err(Refusal::MergeIntoItself);
        }
        if !state.absorbed.is_empty() {
            return Err(Refusal::HoldsMerged);
        }
        if !takes_in(context.world, self.into) {
            return Err(Refusal::MergeTargetUnavailable);
        }
        Ok(vec![Merged { into: self.into }.into()])
    }
}

fn takes_in(world: &World, id: CustomerId) -> bool {
    world.customers.get(&id).is_some_and(|customer| rules::standing(customer).is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::{fold, given};

    const MERGE: MergeCustomer = MergeCustomer { customer: CUSTOMER, into: OTHER };

    fn world() -> World {
        World::default().with_customer(OTHER, fold(known()))
    }

    #[test]
    fn one_goes_on_as_the_other() {
        given(known()).when(&MERGE).within(world()).then([merged()]);
    }

    #[test]
    fn nobody_goes_on_as_themselves_or_as_whom_is_not_there() {
        let into_itself = MergeCustomer { into: CUSTOMER, ..MERGE };
        given(known()).when(&into_itself).within(world()).refused(Refusal::MergeIntoItself);
        given(known()).when(&MERGE).refused(Refusal::MergeTargetUnavailable);
        for gone in [erased(), merged()] {
            let world = World::default().with_customer(OTHER, fold([registered(), gone]));
            given(known()).when(&MERGE).within(world).refused(Refusal::MergeTargetUnavailable);
        }
    }

    #[test]
    fn who_has_taken_others_in_or_is_merged_already_is_not_merged() {
        let holding = known().into_iter().chain([merge_received()]);
        given(holding).when(&MERGE).within(world()).refused(Refusal::HoldsMerged);
        let gone = known().into_iter().chain([merged()]);
        given(gone).when(&MERGE).within(world()).refused(Refusal::MergedElsewhere { into: OTHER });
        given([]).when(&MERGE).within(world()).refused(Refusal::NotFound);
    }
}
