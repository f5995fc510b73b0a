//! Says whether an Agent takes work.

use domain::agent::event::PresenceChanged;
use domain::agent::{Agent, Presence};
use domain::{Actor, AgentId, Code, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Says whether an Agent takes work.
#[derive(Clone, Hash, Debug)]
pub struct ChangePresence {
    /// Who.
    pub agent: AgentId,
    /// Whether.
    pub presence: Presence,
    /// Why, such as `break`.
    pub reason: Option<Code>,
}

impl Command for ChangePresence {
    type Aggregate = Agent;

    const NAME: &'static str = "change_presence";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, context: &Context<'_>) -> Decision {
        rules::serving(state)?;
        if !self.is_asked_by_one_who_may(context.actor) {
            return Err(Refusal::NotThisAgent);
        }
        if self.presence == state.presence {
            return Ok(Vec::new());
        }
        let reason = self.reason.clone();
        Ok(vec![PresenceChanged { from: state.presence, to: self.presence, reason }.into()])
    }
}

impl ChangePresence {
    fn is_asked_by_one_who_may(&self, actor: &Actor) -> bool {
        match actor {
            Actor::Agent(agent) => *agent == self.agent,
            Actor::Supervisor(_) | Actor::Admin(_) | Actor::Service(_) => true,
            Actor::Customer(_) | Actor::Assistant => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn go(presence: Presence) -> ChangePresence {
        ChangePresence { agent: AGENT, presence, reason: None }
    }

    fn went(from: Presence, to: Presence) -> domain::agent::AgentEvent {
        PresenceChanged { from, to, reason: None }.into()
    }

    #[test]
    fn an_agent_comes_and_goes() {
        let online = go(Presence::Online);
        given([registered()]).when(&online).by(Actor::Agent(AGENT)).then([went(Presence::Offline, Presence::Online)]);
        let came = || [registered(), went(Presence::Offline, Presence::Online)];
        given(came()).when(&online).then_nothing();
        given(came()).when(&go(Presence::Away)).then([went(Presence::Online, Presence::Away)]);
    }

    #[test]
    fn supervisors_change_it_for_them_and_colleagues_do_not() {
        let online = go(Presence::Online);
        for who in [Actor::Supervisor(code("lead")), Actor::Admin(code("head"))] {
            given([registered()]).when(&online).by(who).then([went(Presence::Offline, Presence::Online)]);
        }
        for other in [Actor::Agent(COLLEAGUE), Actor::Assistant] {
            given([registered()]).when(&online).by(other).refused(Refusal::NotThisAgent);
        }
        given([registered(), retired()]).when(&online).refused(Refusal::Retired);
    }
}
