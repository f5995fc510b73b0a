//! Who joins, and who leaves again.

use async_graphql::{Context, Error, InputObject, Object};
use commands::conversation::{AddParticipant, RemoveParticipant};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{OnConversation, ParticipantInput, line};
use crate::graphql::scalars::Code;

/// Lets someone join.
#[derive(InputObject, Debug)]
pub struct AddParticipantInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Who.
    participant: ParticipantInput,
    /// As what, such as `specialist` or `copied`.
    role: Code,
    /// What they are called.
    name: Option<String>,
}

/// Lets someone go who had joined.
#[derive(InputObject, Debug)]
pub struct RemoveParticipantInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Who.
    participant: ParticipantInput,
}

/// The mutations of this room.
#[derive(Default)]
pub struct ParticipantMutations;

#[Object]
impl ParticipantMutations {
    /// Lets someone join.
    async fn add_participant(
        &self,
        context: &Context<'_>,
        input: AddParticipantInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let participant = input.participant.participant(None, "participant")?;
            let name = input.name.map(|name| line(name, "name")).transpose()?;
            Ok(AddParticipant { conversation, participant, role: input.role.0, name })
        })
        .await
    }

    /// Lets someone go who had joined.
    async fn remove_participant(
        &self,
        context: &Context<'_>,
        input: RemoveParticipantInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let participant = input.participant.participant(None, "participant")?;
            Ok(RemoveParticipant { conversation, participant })
        })
        .await
    }
}
