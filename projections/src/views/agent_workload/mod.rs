//! Agents and what each of them holds.

mod fold;
mod holding;
mod query;
mod row;
#[cfg(test)]
mod tests;

pub use query::{AgentFilter, AgentLine, by_ids, held, one, page};
pub use row::{AgentRow, HeldRow, NameTag, SkillRow};

use domain::agent::AgentEvent;
use domain::conversation::ConversationEvent;
use domain::{DomainEvent, Event};

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
        match seen.event {
            Event::Conversation(event) if holding::of(event).is_some() => {
                let key = (seen.tenant(), seen.conversation());
                if seen.recorded.revision == 0 { self.held.is_new(key) } else { self.held.want(key) }
            }
            Event::Agent(_) => self.agents.want((seen.tenant(), seen.agent())),
            Event::Conversation(_) | Event::Customer(_) | Event::Queue(_) | Event::Ledger(_) | Event::Article(_) => {}
        }
    }

    fn apply(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        match seen.event {
            Event::Conversation(event) => {
                if let Some(change) = holding::of(event) {
                    holding::apply(&mut self.held, seen, change);
                }
                Ok(())
            }
            Event::Agent(event) => self.follow_agent(seen, event),
            Event::Customer(_) | Event::Queue(_) | Event::Ledger(_) | Event::Article(_) => Ok(()),
        }
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
