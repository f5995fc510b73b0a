//! Tells a Customer that another does not go on as them any more.

use domain::customer::Customer;
use domain::customer::event::MergeUndone;
use domain::{CustomerId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Tells a Customer that another does not go on as them any more; a reaction asks for it.
#[derive(Clone, Hash, Debug)]
pub struct UndoMerge {
    /// Who had taken the other in.
    pub customer: CustomerId,
    /// The other.
    pub source: CustomerId,
}

impl Command for UndoMerge {
    type Aggregate = Customer;

    const NAME: &'static str = "undo_customer_merge";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::known(state)?;
        let was_taken_in = state.absorbed.contains(&self.source);
        Ok(was_taken_in.then(|| MergeUndone { source: self.source }.into()).into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    const UNDO: UndoMerge = UndoMerge { customer: CUSTOMER, source: OTHER };

    #[test]
    fn the_other_is_let_go_once() {
        let holding = known().into_iter().chain([merge_received()]);
        given(holding).when(&UNDO).then([MergeUndone { source: OTHER }.into()]);
        given(known()).when(&UNDO).then_nothing();
        given([]).when(&UNDO).refused(Refusal::NotFound);
    }
}
