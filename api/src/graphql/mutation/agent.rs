//! The mutations about an agent.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::Command;
use commands::agent::{
    ChangeCapacity, ChangeLanguages, ChangePresence, GrantSkill, RegisterAgent, RenameAgent, RetireAgent, RevokeSkill,
};
use domain::AgentId;
use uuid::Uuid;

use super::envelope::Envelope;
use super::inputs::{line, new_id};
use super::payload::AgentPayload;
use super::run::{acting_agent, run};
use crate::graphql::access::Operation;
use crate::graphql::bounds::AtMost;
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::types::Presence;
use crate::graphql::user_error::UserError;

const MANAGE: &[Operation] = &[Operation::ManageService];

/// What a command about an agent carries.
#[derive(InputObject, Clone, Debug)]
pub struct OnAgent {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which agent.
    agent_id: ID,
}

/// Registers an agent.
#[derive(InputObject)]
pub struct RegisterAgentInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// The id they shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// What they are called.
    name: String,
    /// Which languages they speak, in the order they prefer.
    #[graphql(default, validator(custom = "AtMost(\"languages\", 50)"))]
    languages: Vec<Language>,
    /// How many Conversations they hold at once.
    #[graphql(default = 5)]
    capacity: u16,
}

/// Calls an agent otherwise.
#[derive(InputObject)]
pub struct RenameAgentInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// What they are called.
    name: String,
}

/// Grants a skill, or another level of it.
#[derive(InputObject, Debug)]
pub struct GrantSkillInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// Which.
    skill: Code,
    /// How well, 1 to 10.
    level: u8,
}

/// Revokes a skill.
#[derive(InputObject, Debug)]
pub struct RevokeSkillInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// Which.
    skill: Code,
}

/// Changes the languages an agent speaks, all of them.
#[derive(InputObject, Debug)]
pub struct ChangeLanguagesInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// Which, in the order they prefer.
    #[graphql(validator(custom = "AtMost(\"languages\", 50)"))]
    languages: Vec<Language>,
}

/// Changes how many Conversations an agent holds at once.
#[derive(InputObject, Debug)]
pub struct ChangeCapacityInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// How many, at most 1,000.
    capacity: u16,
}

/// Says whether an agent takes work.
#[derive(InputObject, Debug)]
pub struct ChangePresenceInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which agent; the one who asks when absent.
    agent_id: Option<ID>,
    /// Whether.
    presence: Presence,
    /// Why, such as `break`.
    reason: Option<Code>,
}

/// Retires an agent.
#[derive(InputObject, Debug)]
pub struct RetireAgentInput {
    #[graphql(flatten)]
    on: OnAgent,
    /// Why.
    reason: Code,
}

async fn on_agent<C: Command>(
    context: &Context<'_>,
    on: &OnAgent,
    build: impl FnOnce(AgentId) -> Result<C, UserError>,
) -> Result<AgentPayload, Error> {
    let agent = node_id::agent(&on.agent_id, "agentId").map_err(UserError::from);
    let command = agent.clone().and_then(build);
    let ran = run(context, MANAGE, &on.envelope, command).await?;
    Ok(AgentPayload::new(agent, ran))
}

/// All of them.
#[derive(Default)]
pub struct AgentMutations;

#[Object]
impl AgentMutations {
    /// Registers an agent.
    async fn register_agent(&self, context: &Context<'_>, input: RegisterAgentInput) -> Result<AgentPayload, Error> {
        let agent = AgentId(new_id(input.id, &input.envelope, "agent"));
        let languages = input.languages.into_iter().map(|language| language.0).collect();
        let command =
            line(input.name, "name").map(|name| RegisterAgent { agent, name, languages, capacity: input.capacity });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(AgentPayload::new(Ok(agent), ran))
    }

    /// Calls an agent otherwise.
    async fn rename_agent(&self, context: &Context<'_>, input: RenameAgentInput) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| Ok(RenameAgent { agent, name: line(input.name, "name")? })).await
    }

    /// Grants a skill, or another level of it.
    async fn grant_skill(&self, context: &Context<'_>, input: GrantSkillInput) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| Ok(GrantSkill { agent, skill: input.skill.0, level: input.level })).await
    }

    /// Revokes a skill.
    async fn revoke_skill(&self, context: &Context<'_>, input: RevokeSkillInput) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| Ok(RevokeSkill { agent, skill: input.skill.0 })).await
    }

    /// Changes the languages an agent speaks.
    async fn change_languages(
        &self,
        context: &Context<'_>,
        input: ChangeLanguagesInput,
    ) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| {
            let languages = input.languages.into_iter().map(|language| language.0).collect();
            Ok(ChangeLanguages { agent, languages })
        })
        .await
    }

    /// Changes how many Conversations an agent holds at once.
    async fn change_capacity(&self, context: &Context<'_>, input: ChangeCapacityInput) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| Ok(ChangeCapacity { agent, capacity: input.capacity })).await
    }

    /// Says whether an agent takes work. Agents say so for themselves, supervisors for everyone.
    async fn change_presence(&self, context: &Context<'_>, input: ChangePresenceInput) -> Result<AgentPayload, Error> {
        let any_of = &[Operation::ManageService, Operation::ChangeOwnPresence];
        let agent = acting_agent(context, any_of, input.agent_id.as_ref())?;
        let (presence, reason) = (input.presence.into(), input.reason.map(|reason| reason.0));
        let command = agent.clone().map(|agent| ChangePresence { agent, presence, reason });
        let ran = run(context, any_of, &input.envelope, command).await?;
        Ok(AgentPayload::new(agent, ran))
    }

    /// Retires an agent.
    async fn retire_agent(&self, context: &Context<'_>, input: RetireAgentInput) -> Result<AgentPayload, Error> {
        on_agent(context, &input.on, |agent| Ok(RetireAgent { agent, reason: input.reason.0 })).await
    }
}
