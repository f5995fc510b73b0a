//! The mutations about a Conversation.

mod escalations;
mod handoffs;
mod knowledge;
mod lifecycle;
mod marks;
mod merging;
mod ownership;
mod participants;
mod turns;
mod waiting;

use async_graphql::{Context, Error, MergedObject};
use commands::Command;
use domain::ConversationId;

use self::escalations::EscalationMutations;
use self::handoffs::HandoffMutations;
use self::knowledge::KnowledgeMutations;
use self::lifecycle::LifecycleMutations;
use self::marks::MarkMutations;
use self::merging::MergingMutations;
use self::ownership::OwnershipMutations;
use self::participants::ParticipantMutations;
use self::turns::TurnMutations;
use self::waiting::WaitingMutations;
use super::inputs::OnConversation;
use super::payload::ConversationPayload;
use super::run::run;
use crate::graphql::access::Operation;
use crate::graphql::node_id;
use crate::graphql::user_error::UserError;

/// All of them.
#[derive(MergedObject, Default)]
pub struct ConversationMutations(
    LifecycleMutations,
    TurnMutations,
    OwnershipMutations,
    HandoffMutations,
    EscalationMutations,
    ParticipantMutations,
    WaitingMutations,
    MergingMutations,
    MarkMutations,
    KnowledgeMutations,
);

/// For those who serve.
const SERVE: &[Operation] = &[Operation::Serve];
/// For those who serve and the customer whose Conversation it is.
const TAKE_PART: &[Operation] = &[Operation::Serve, Operation::SpeakAsCustomer];

/// Executes a command about an existing Conversation.
///
/// # Errors
/// Top-level errors: not signed in, not allowed, faults.
async fn on_conversation<C: Command>(
    context: &Context<'_>,
    any_of: &[Operation],
    on: &OnConversation,
    build: impl FnOnce(ConversationId) -> Result<C, UserError>,
) -> Result<ConversationPayload, Error> {
    let conversation = node_id::conversation(&on.conversation_id, "conversationId").map_err(UserError::from);
    let command = conversation.clone().and_then(build);
    let ran = run(context, any_of, &on.envelope, command).await?;
    Ok(ConversationPayload::new(conversation, ran))
}
