//! What helps an agent: Suggestions and knowledge bases.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{
    OfferSuggestions, PickSuggestion, QueryKnowledge, RequestSuggestions, ReturnKnowledge, SelectKnowledge,
};
use domain::ids::{QueryId, SuggestionId};
use uuid::Uuid;

use super::{ConversationPayload, SERVE, on_conversation};
use crate::graphql::bounds::AtMost;
use crate::graphql::mutation::inputs::{OnConversation, maybe_note, new_id, note, text};
use crate::graphql::mutation::run::acting_agent;
use crate::graphql::node_id;
use crate::graphql::scalars::Code;

/// Asks for suggestions.
#[derive(InputObject, Debug)]
pub struct RequestSuggestionsInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The id the request shall have; one that follows from the command's id when absent.
    request_id: Option<Uuid>,
    /// Who asks; the agent who is signed in when absent.
    agent_id: Option<ID>,
    /// What they mean to say.
    text: String,
}

/// Offers suggestions, the best first.
#[derive(InputObject, Debug)]
pub struct OfferSuggestionsInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The request they answer; a new id when nobody asked.
    request_id: Uuid,
    /// What made them, with its version.
    source: Code,
    /// What they are called; at most 100.
    #[graphql(validator(custom = "AtMost(\"options\", 100)"))]
    options: Vec<Code>,
}

/// Takes a Suggestion.
#[derive(InputObject, Debug)]
pub struct PickSuggestionInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The request it answered.
    request_id: Uuid,
    /// Who takes it; the agent who is signed in when absent.
    agent_id: Option<ID>,
    /// Which one.
    option: Code,
    /// The turn in which it was said.
    turn_id: Option<ID>,
}

/// Asks a knowledge base.
#[derive(InputObject, Debug)]
pub struct QueryKnowledgeInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The id the question shall have; one that follows from the command's id when absent.
    query_id: Option<Uuid>,
    /// Which knowledge base.
    source: Code,
    /// What it is asked, as JSON.
    constraints: String,
}

/// Records what a knowledge base answered.
#[derive(InputObject, Debug)]
pub struct ReturnKnowledgeInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The question.
    query_id: Uuid,
    /// Which knowledge base.
    source: Code,
    /// How many items it found.
    total: Option<u32>,
    /// The item it returned, as JSON.
    item: Option<String>,
}

/// Chooses an item to go on with.
#[derive(InputObject, Debug)]
pub struct SelectKnowledgeInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// What for, such as `primary`.
    slot: Code,
    /// The item, as JSON.
    item: Option<String>,
}

/// The mutations of this room.
#[derive(Default)]
pub struct KnowledgeMutations;

#[Object]
impl KnowledgeMutations {
    /// Asks for suggestions of what to say.
    async fn request_suggestions(
        &self,
        context: &Context<'_>,
        input: RequestSuggestionsInput,
    ) -> Result<ConversationPayload, Error> {
        let agent = acting_agent(context, SERVE, input.agent_id.as_ref())?;
        on_conversation(context, SERVE, &input.on, |conversation| {
            let request = SuggestionId(new_id(input.request_id, &input.on.envelope, "suggestions"));
            Ok(RequestSuggestions { conversation, request, agent: agent?, text: text(input.text, "text")? })
        })
        .await
    }

    /// Records suggestions that were offered.
    async fn offer_suggestions(
        &self,
        context: &Context<'_>,
        input: OfferSuggestionsInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let options = input.options.into_iter().map(|option| option.0).collect();
            Ok(OfferSuggestions {
                conversation,
                request: SuggestionId(input.request_id),
                source: input.source.0,
                options,
            })
        })
        .await
    }

    /// Records which Suggestion an agent took.
    async fn pick_suggestion(
        &self,
        context: &Context<'_>,
        input: PickSuggestionInput,
    ) -> Result<ConversationPayload, Error> {
        let agent = acting_agent(context, SERVE, input.agent_id.as_ref())?;
        on_conversation(context, SERVE, &input.on, |conversation| {
            let turn = input.turn_id.map(|id| node_id::turn(&id, "turnId")).transpose()?;
            let request = SuggestionId(input.request_id);
            Ok(PickSuggestion { conversation, request, agent: agent?, option: input.option.0, turn })
        })
        .await
    }

    /// Records a question to a knowledge base.
    async fn query_knowledge(
        &self,
        context: &Context<'_>,
        input: QueryKnowledgeInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let query = QueryId(new_id(input.query_id, &input.on.envelope, "query"));
            let constraints = note(input.constraints, "constraints")?;
            Ok(QueryKnowledge { conversation, query, source: input.source.0, constraints })
        })
        .await
    }

    /// Records what a knowledge base answered.
    async fn return_knowledge(
        &self,
        context: &Context<'_>,
        input: ReturnKnowledgeInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let (query, item) = (QueryId(input.query_id), maybe_note(input.item, "item")?);
            Ok(ReturnKnowledge { conversation, query, source: input.source.0, total: input.total, item })
        })
        .await
    }

    /// Records which item an agent goes on with.
    async fn select_knowledge(
        &self,
        context: &Context<'_>,
        input: SelectKnowledgeInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(SelectKnowledge { conversation, slot: input.slot.0, item: maybe_note(input.item, "item")? })
        })
        .await
    }
}
