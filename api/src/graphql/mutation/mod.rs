//! The mutations: one for each command.

mod agent;
mod article;
mod conversation;
mod customer;
mod envelope;
mod inputs;
mod model;
mod payload;
mod queue;
mod run;

use async_graphql::MergedObject;

pub use customer::IdentityInput;
pub use inputs::SkillInput;
pub use payload::{
    AgentPayload, ArticlePayload, ConversationPayload, CustomerPayload, QueuePayload, RegisterCustomerPayload,
};

/// What may be asked. Every mutation takes one input with a `commandId`, and answers with what it changed or why it
/// changed nothing.
#[derive(MergedObject, Default)]
pub struct Mutation(
    conversation::ConversationMutations,
    customer::CustomerMutations,
    agent::AgentMutations,
    queue::QueueMutations,
    article::ArticleMutations,
    model::ModelMutations,
);
