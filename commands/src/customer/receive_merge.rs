//! Tells a Customer that another goes on as them.

use domain::customer::Customer;
use domain::customer::event::MergeReceived;
use domain::{CustomerId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Tells a Customer that another goes on as them; a reaction asks for it.
#[derive(Clone, Hash, Debug)]
pub struct ReceiveMerge {
    /// Who takes the other in.
    pub customer: CustomerId,
    /// The other.
    pub source: CustomerId,
}

impl Command for ReceiveMerge {
    type Aggregate = Customer;

    const NAME: &'static str = "receive_customer_merge";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        let is_new = !state.absorbed.contains(&self.source);
        Ok(is_new.then(|| MergeReceived { source: self.source }.into()).into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    const RECEIVE: ReceiveMerge = ReceiveMerge { customer: CUSTOMER, source: OTHER };

    #[test]
    fn the_other_is_taken_in_once() {
        given(known()).when(&RECEIVE).then([merge_received()]);
        given(known().into_iter().chain([merge_received()])).when(&RECEIVE).then_nothing();
    }

    #[test]
    fn who_is_gone_takes_nobody_in() {
        given([]).when(&RECEIVE).refused(Refusal::NotFound);
        given([registered(), erased()]).when(&RECEIVE).refused(Refusal::Erased);
        given([registered(), merged()]).when(&RECEIVE).refused(Refusal::MergedElsewhere { into: OTHER });
    }
}
