//! Asking another to answer.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{AcceptHandoff, DeclineHandoff, RequestHandoff};
use domain::HandoffId;
use uuid::Uuid;

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{AnswererInput, OnConversation, maybe_note, new_id};
use crate::graphql::mutation::run::acting_agent;
use crate::graphql::node_id;
use crate::graphql::scalars::Code;

/// Asks another to answer.
#[derive(InputObject, Debug)]
pub struct RequestHandoffInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The id the Handoff shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// Who is asked.
    target: AnswererInput,
    /// Why.
    reason: Code,
    /// More, in words, for the one asked.
    note: Option<String>,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Takes a Handoff.
#[derive(InputObject, Debug)]
pub struct AcceptHandoffInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    handoff_id: ID,
    /// Who takes it; the agent who asks when absent.
    agent_id: Option<ID>,
}

/// Declines a Handoff.
#[derive(InputObject, Debug)]
pub struct DeclineHandoffInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    handoff_id: ID,
    /// Who declines; the agent who asks when absent.
    agent_id: Option<ID>,
    /// Why.
    reason: Code,
}

/// The mutations of this room.
#[derive(Default)]
pub struct HandoffMutations;

#[Object]
impl HandoffMutations {
    /// Asks another to answer: a queue, anyone with a skill, one agent, or the Assistant. In a queue it waits at once.
    async fn request_handoff(
        &self,
        context: &Context<'_>,
        input: RequestHandoffInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(RequestHandoff {
                conversation,
                handoff: HandoffId(new_id(input.id, &input.on.envelope, "handoff")),
                target: input.target.target("target")?,
                reason: input.reason.0,
                note: maybe_note(input.note, "note")?,
                epoch: input.epoch,
            })
        })
        .await
    }

    /// Takes a Handoff: the agent answers from here on.
    async fn accept_handoff(
        &self,
        context: &Context<'_>,
        input: AcceptHandoffInput,
    ) -> Result<ConversationPayload, Error> {
        let agent = acting_agent(context, SERVE, input.agent_id.as_ref())?;
        on_conversation(context, SERVE, &input.on, |conversation| {
            let handoff = node_id::handoff(&input.handoff_id, "handoffId")?;
            Ok(AcceptHandoff { conversation, handoff, agent: agent? })
        })
        .await
    }

    /// Declines a Handoff: it stays where it is.
    async fn decline_handoff(
        &self,
        context: &Context<'_>,
        input: DeclineHandoffInput,
    ) -> Result<ConversationPayload, Error> {
        let agent = acting_agent(context, SERVE, input.agent_id.as_ref())?;
        on_conversation(context, SERVE, &input.on, |conversation| {
            let handoff = node_id::handoff(&input.handoff_id, "handoffId")?;
            Ok(DeclineHandoff { conversation, handoff, agent: agent?, reason: input.reason.0 })
        })
        .await
    }
}
