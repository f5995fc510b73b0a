//! Who answers.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{Assign, Release};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{AnswererInput, OnConversation};
use crate::graphql::mutation::run::acting_agent;
use crate::graphql::scalars::Code;

/// Gives a Conversation to an agent.
#[derive(InputObject, Debug)]
pub struct AssignConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// To whom; the agent who asks when absent.
    agent_id: Option<ID>,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Gives a Conversation back.
#[derive(InputObject, Debug)]
pub struct ReleaseConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Who answers from here on: a queue, a skill or the Assistant.
    to: AnswererInput,
    /// Why.
    reason: Code,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// The mutations of this room.
#[derive(Default)]
pub struct OwnershipMutations;

#[Object]
impl OwnershipMutations {
    /// Gives it to an agent. Agents take what waits; supervisors and services also reassign.
    async fn assign_conversation(
        &self,
        context: &Context<'_>,
        input: AssignConversationInput,
    ) -> Result<ConversationPayload, Error> {
        let agent = acting_agent(context, SERVE, input.agent_id.as_ref())?;
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Assign { conversation, agent: agent?, epoch: input.epoch })
        })
        .await
    }

    /// Gives it back to a queue, a skill or the Assistant.
    async fn release_conversation(
        &self,
        context: &Context<'_>,
        input: ReleaseConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Release { conversation, to: input.to.queue("to")?, reason: input.reason.0, epoch: input.epoch })
        })
        .await
    }
}
