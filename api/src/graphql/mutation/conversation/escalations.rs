//! Calling for more, and for less.

use async_graphql::{Context, Error, InputObject, Object};
use commands::conversation::{AcknowledgeEscalation, Deescalate, Escalate};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{OnConversation, maybe_note};
use crate::graphql::scalars::Code;
use crate::graphql::types::Urgency;

/// Raises a Conversation's tier or urgency.
#[derive(InputObject, Debug)]
pub struct EscalateConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The tier, from 0 to 9.
    tier: u8,
    /// The urgency.
    urgency: Urgency,
    /// Why.
    reason: Code,
    /// More, in words.
    note: Option<String>,
}

/// Takes notice of an Escalation.
#[derive(InputObject, Debug)]
pub struct AcknowledgeEscalationInput {
    #[graphql(flatten)]
    on: OnConversation,
}

/// Lowers a Conversation's tier or urgency.
#[derive(InputObject, Debug)]
pub struct DeescalateConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The tier, from 0 to 9.
    tier: u8,
    /// The urgency.
    urgency: Urgency,
    /// Why.
    reason: Code,
}

/// The mutations of this room.
#[derive(Default)]
pub struct EscalationMutations;

#[Object]
impl EscalationMutations {
    /// Raises its tier or urgency.
    async fn escalate_conversation(
        &self,
        context: &Context<'_>,
        input: EscalateConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Escalate {
                conversation,
                tier: input.tier,
                urgency: input.urgency.into(),
                reason: input.reason.0,
                note: maybe_note(input.note, "note")?,
            })
        })
        .await
    }

    /// Takes notice of its Escalation.
    async fn acknowledge_escalation(
        &self,
        context: &Context<'_>,
        input: AcknowledgeEscalationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| Ok(AcknowledgeEscalation { conversation })).await
    }

    /// Lowers its tier or urgency.
    async fn deescalate_conversation(
        &self,
        context: &Context<'_>,
        input: DeescalateConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let reason = input.reason.0;
            Ok(Deescalate { conversation, tier: input.tier, urgency: input.urgency.into(), reason })
        })
        .await
    }
}
