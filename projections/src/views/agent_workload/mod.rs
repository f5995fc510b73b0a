//! Agents and what each of them holds.

mod fold;
mod holding;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{AgentFilter, AgentLine, by_ids, held, one, page};
pub use row::{AgentRow, HeldRow, NameTag, SkillRow};

use domain::DomainEvent;
use domain::agent::AgentEvent;
use domain::conversation::ConversationEvent;

use crate::table::{AnyTable, Table};
use crate::{Poison, Seen, View};

/// The name by which readers wait for it.
pub const NAME: &str = "agent_workload";

/// The view.
#[derive(Debug, Default)]
pub struct AgentWorkload {
    agents: Table<AgentRow>,
    held: Table<HeldRow>,
    skills: Table<SkillRow>,
}

impl View for AgentWorkload {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> u32 {
        1
    }

    fn reads(&self, category: &str) -> bool {
        [ConversationEvent::CATEGORY, AgentEvent::CATEGORY].contains(&category)
    }

    fn tables(&mut self) -> Vec<&mut dyn AnyTable> {
        vec![&mut self.agents, &mut self.held, &mut self.skills]
    }

    fn touch(&mut self, seen: &Seen<'_>) {
        if seen.event.as_conversation().and_then(holding::of).is_some() {
            let key = (seen.tenant(), seen.conversation());
            if seen.recorded.revision == 0 { self.held.is_new(key) } else { self.held.want(key) }
        } else if seen.event.as_agent().is_some() {
            self.agents.want((seen.tenant(), seen.agent()));
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        if let Some(change) = seen.event.as_conversation().and_then(holding::of) {
            holding::apply(&mut self.held, seen, change);
        }
        seen.event.as_agent().map_or(Ok(()), |event| self.follow_agent(seen, event))
    }
}

impl AgentWorkload {
    fn follow_agent(&mut self, seen: &Seen<'_>, event: &AgentEvent) -> Result<(), Poison> {
        if let AgentEvent::Registered(registered) = event {
            self.agents.put(AgentRow::register(seen, registered)?);
            return Ok(());
        }
        let agent = self.agents.get_mut(&(seen.tenant(), seen.agent()));
        agent.ok_or(Poison::NeverBegan("agent"))?.evolve(seen, event)?;
        self.follow_skills(seen, event);
        Ok(())
    }

    fn follow_skills(&mut self, seen: &Seen<'_>, event: &AgentEvent) {
        let (tenant, agent) = (seen.tenant(), seen.agent());
        if let AgentEvent::SkillGranted(granted) = event {
            let (skill, level) = (granted.skill.clone(), granted.level.into());
            self.skills.put(SkillRow { tenant, agent, skill, level });
        } else if let AgentEvent::SkillRevoked(revoked) = event {
            self.skills.remove((tenant, agent, revoked.skill.clone()));
        }
    }
}
