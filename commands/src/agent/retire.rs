//! Lets an Agent serve no longer.

use domain::agent::Agent;
use domain::agent::event::Retired;
use domain::{AgentId, Code, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Lets an Agent serve no longer.
#[derive(Clone, Hash, Debug)]
pub struct RetireAgent {
    /// Who.
    pub agent: AgentId,
    /// Why.
    pub reason: Code,
}

impl Command for RetireAgent {
    type Aggregate = Agent;

    const NAME: &'static str = "retire_agent";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        rules::serving(state)?;
        Ok(vec![Retired { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    #[test]
    fn they_retire_once() {
        let retire = RetireAgent { agent: AGENT, reason: code("left") };
        given([registered()]).when(&retire).then([retired()]);
        given([registered(), retired()]).when(&retire).refused(Refusal::Retired);
        given([]).when(&retire).refused(Refusal::NotFound);
    }
}
