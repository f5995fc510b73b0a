//! Takes a skill from an Agent.

use domain::agent::Agent;
use domain::agent::event::SkillRevoked;
use domain::{AgentId, Code, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes a skill from an Agent.
#[derive(Clone, Hash, Debug)]
pub struct RevokeSkill {
    /// Who.
    pub agent: AgentId,
    /// Which.
    pub skill: Code,
}

impl Command for RevokeSkill {
    type Aggregate = Agent;

    const NAME: &'static str = "revoke_skill";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        rules::serving(state)?;
        if !state.skills.contains_key(&self.skill) {
            return Err(Refusal::SkillNotFound);
        }
        Ok(vec![SkillRevoked { skill: self.skill.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    #[test]
    fn a_skill_they_have_is_taken() {
        let revoke = RevokeSkill { agent: AGENT, skill: code("refunds") };
        let revoked = SkillRevoked { skill: code("refunds") };
        given([registered(), granted("refunds", 4)]).when(&revoke).then([revoked.into()]);
        given([registered()]).when(&revoke).refused(Refusal::SkillNotFound);
        given([]).when(&revoke).refused(Refusal::NotFound);
    }
}
