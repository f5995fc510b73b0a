//! Tags and fields.

use async_graphql::{Context, Error, InputObject, Object};
use commands::conversation::{AddTag, RemoveTag, SetField};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::{FieldValueInput, OnConversation};
use crate::graphql::scalars::Code;

/// Puts a tag on a Conversation.
#[derive(InputObject, Debug)]
pub struct AddTagInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    tag: Code,
}

/// Takes a tag off a Conversation.
#[derive(InputObject, Debug)]
pub struct RemoveTagInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    tag: Code,
}

/// Sets or clears a field of a Conversation.
#[derive(InputObject, Debug)]
pub struct SetFieldInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    field: Code,
    /// What it is from here on; clears it when absent.
    value: Option<FieldValueInput>,
}

/// The mutations of this room.
#[derive(Default)]
pub struct MarkMutations;

#[Object]
impl MarkMutations {
    /// Puts a tag on it.
    async fn add_tag(&self, context: &Context<'_>, input: AddTagInput) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| Ok(AddTag { conversation, tag: input.tag.0 })).await
    }

    /// Takes a tag off it.
    async fn remove_tag(&self, context: &Context<'_>, input: RemoveTagInput) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| Ok(RemoveTag { conversation, tag: input.tag.0 }))
            .await
    }

    /// Gives a field a value or clears it.
    async fn set_field(&self, context: &Context<'_>, input: SetFieldInput) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let value = input.value.map(FieldValueInput::value).transpose()?;
            Ok(SetField { conversation, field: input.field.0, value })
        })
        .await
    }
}
