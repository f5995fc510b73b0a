//! Changes what an Agent is called.

use domain::agent::Agent;
use domain::agent::event::Renamed;
use domain::{AgentId, StreamId};
use uuid::Uuid;
use vault::Personal;

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Changes what an Agent is called.
#[derive(Clone, Hash, Debug)]
pub struct RenameAgent {
    /// Who.
    pub agent: AgentId,
    /// What they are called; 1 to 200 characters.
    pub name: Personal<String>,
}

impl Command for RenameAgent {
    type Aggregate = Agent;

    const NAME: &'static str = "rename_agent";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn reveals<'a>(&self, state: &'a Agent) -> Vec<(Uuid, &'static str, &'a Personal<String>)> {
        state.name.iter().map(|(event_id, tag, name)| (*event_id, *tag, name)).collect()
    }

    fn decide(&self, state: &Agent, context: &Context<'_>) -> Decision {
        rules::serving(state)?;
        rules::valid_name(&self.name)?;
        let before = state.name.as_ref().and_then(|(event_id, tag, name)| (context.reveal)(*event_id, tag, name));
        let is_same = before.as_ref() == self.name.as_clear();
        Ok(if is_same { Vec::new() } else { vec![Renamed { name: self.name.clone() }.into()] })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::super::rules::Refusal;
    use super::*;
    use crate::testing::given;

    fn rename(name: &str) -> RenameAgent {
        RenameAgent { agent: AGENT, name: text(name) }
    }

    #[test]
    fn another_name_changes_and_the_same_does_not() {
        let renamed = Renamed { name: text("Grace Hopper") };
        given([registered()]).when(&rename("Grace Hopper")).then([renamed.clone().into()]);
        given([registered()]).when(&rename("Grace")).then_nothing();
        given([registered(), renamed.into()]).when(&rename("Grace Hopper")).then_nothing();
    }

    #[test]
    fn it_is_a_name_and_they_serve() {
        given([registered()]).when(&rename("")).refused(Refusal::InvalidName);
        given([]).when(&rename("Grace")).refused(Refusal::NotFound);
        given([registered(), retired()]).when(&rename("Grace")).refused(Refusal::Retired);
    }
}
