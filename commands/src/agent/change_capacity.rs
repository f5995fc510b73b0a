//! Changes how many Conversations an Agent holds at once.

use domain::agent::Agent;
use domain::agent::event::CapacityChanged;
use domain::{AgentId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Changes how many Conversations an Agent holds at once.
#[derive(Clone, Hash, Debug)]
pub struct ChangeCapacity {
    /// Who.
    pub agent: AgentId,
    /// How many, at most 1,000.
    pub capacity: u16,
}

impl Command for ChangeCapacity {
    type Aggregate = Agent;

    const NAME: &'static str = "change_capacity";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        rules::serving(state)?;
        rules::valid_capacity(self.capacity)?;
        if self.capacity == state.capacity {
            return Ok(Vec::new());
        }
        Ok(vec![CapacityChanged { from: state.capacity, to: self.capacity }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    fn change(capacity: u16) -> ChangeCapacity {
        ChangeCapacity { agent: AGENT, capacity }
    }

    #[test]
    fn another_number_changes_and_the_same_does_not() {
        given([registered()]).when(&change(0)).then([CapacityChanged { from: 3, to: 0 }.into()]);
        given([registered()]).when(&change(3)).then_nothing();
    }

    #[test]
    fn it_is_at_most_a_thousand() {
        given([registered()]).when(&change(1001)).refused(Refusal::InvalidCapacity);
        given([registered(), retired()]).when(&change(1)).refused(Refusal::Retired);
    }
}
