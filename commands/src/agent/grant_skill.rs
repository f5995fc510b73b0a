//! Grants an Agent a skill, or another level of it.

use domain::agent::Agent;
use domain::agent::event::SkillGranted;
use domain::{AgentId, Code, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

const MAX_SKILLS: usize = 50;

/// Grants an Agent a skill, or another level of it.
#[derive(Clone, Hash, Debug)]
pub struct GrantSkill {
    /// Who.
    pub agent: AgentId,
    /// Which.
    pub skill: Code,
    /// How well, 1 to 10.
    pub level: u8,
}

impl Command for GrantSkill {
    type Aggregate = Agent;

    const NAME: &'static str = "grant_skill";

    fn stream(&self) -> StreamId {
        StreamId::Agent(self.agent)
    }

    fn decide(&self, state: &Agent, _: &Context<'_>) -> Decision {
        rules::serving(state)?;
        if !(1..=10).contains(&self.level) {
            return Err(Refusal::InvalidLevel);
        }
        match state.skills.get(&self.skill) {
            Some(level) if *level == self.level => return Ok(Vec::new()),
            None if state.skills.len() >= MAX_SKILLS => return Err(Refusal::TooManySkills),
            Some(_) | None => {}
        }
        Ok(vec![SkillGranted { skill: self.skill.clone(), level: self.level }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn grant(skill: &'static str, level: u8) -> GrantSkill {
        GrantSkill { agent: AGENT, skill: code(skill), level }
    }

    #[test]
    fn a_new_skill_or_level_is_granted_and_the_same_is_not() {
        given([registered()]).when(&grant("refunds", 4)).then([granted("refunds", 4)]);
        given([registered(), granted("refunds", 4)]).when(&grant("refunds", 5)).then([granted("refunds", 5)]);
        given([registered(), granted("refunds", 4)]).when(&grant("refunds", 4)).then_nothing();
    }

    #[test]
    fn levels_and_skills_have_limits() {
        for level in [0, 11] {
            given([registered()]).when(&grant("refunds", level)).refused(Refusal::InvalidLevel);
        }
        let skilled = || std::iter::once(registered()).chain((0..50).map(|n| granted(&format!("s{n}"), 1)));
        given(skilled()).when(&grant("refunds", 4)).refused(Refusal::TooManySkills);
        given(skilled()).when(&grant("s7", 4)).then([granted("s7", 4)]);
        given([]).when(&grant("refunds", 4)).refused(Refusal::NotFound);
    }
}
