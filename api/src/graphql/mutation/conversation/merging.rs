//! Conversations that go on in one another.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{Merge, Unmerge};

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::mutation::inputs::OnConversation;
use crate::graphql::node_id;

/// Lets a Conversation go on in another of the same customer.
#[derive(InputObject, Debug)]
pub struct MergeConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// In which.
    into_conversation_id: ID,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Lets a merged Conversation stand on its own again.
#[derive(InputObject, Debug)]
pub struct UnmergeConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
}

/// The mutations of this room.
#[derive(Default)]
pub struct MergingMutations;

#[Object]
impl MergingMutations {
    /// Lets it go on in another Conversation of the same customer.
    async fn merge_conversation(
        &self,
        context: &Context<'_>,
        input: MergeConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let into = node_id::conversation(&input.into_conversation_id, "intoConversationId")?;
            Ok(Merge { conversation, into, epoch: input.epoch })
        })
        .await
    }

    /// Lets a merged Conversation stand on its own again, as it was.
    async fn unmerge_conversation(
        &self,
        context: &Context<'_>,
        input: UnmergeConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| Ok(Unmerge { conversation })).await
    }
}
