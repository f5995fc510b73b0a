//! What comes when: laid aside, brought back, put in order.

use async_graphql::{Context, Error, InputObject, Object};
use commands::conversation::{Prioritise, Snooze, Wake};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{OnConversation, SnoozeUntilInput, priority};

/// Lays a Conversation aside.
#[derive(InputObject, Debug)]
pub struct SnoozeConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Until when.
    until: SnoozeUntilInput,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Brings a Conversation back.
#[derive(InputObject, Debug)]
pub struct WakeConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
}

/// Changes a Conversation's place among the waiting.
#[derive(InputObject, Debug)]
pub struct PrioritiseConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// From 1, the most pressing, to 5.
    priority: u8,
}

/// The mutations of this room.
#[derive(Default)]
pub struct WaitingMutations;

#[Object]
impl WaitingMutations {
    /// Lays it aside until a time or the customer's next turn.
    async fn snooze_conversation(
        &self,
        context: &Context<'_>,
        input: SnoozeConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Snooze { conversation, wake: input.until.wake()?, epoch: input.epoch })
        })
        .await
    }

    /// Brings it back before its time.
    async fn wake_conversation(
        &self,
        context: &Context<'_>,
        input: WakeConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| Ok(Wake { conversation, due: None })).await
    }

    /// Changes its place among the waiting.
    async fn prioritise_conversation(
        &self,
        context: &Context<'_>,
        input: PrioritiseConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Prioritise { conversation, priority: priority(input.priority)? })
        })
        .await
    }
}
