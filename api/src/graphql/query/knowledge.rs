//! Search in the articles.

use std::collections::HashMap;

use async_graphql::{Context, Error, ID, Object};
use domain::ConversationId;
use domain::article::Standing;
use event_store::Tenant;
use knowledge::{Hit, Question};
use projections::views::article_list;

use super::dialogue::{Dialogue, clip};
use super::outgoing::outgoing;
use crate::auth::{Principal, Role};
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, require};
use crate::graphql::load;
use crate::graphql::node_id;
use crate::graphql::paging::{page_size, read_fault};
use crate::graphql::scalars::{Language, Position};
use crate::graphql::services::Services;
use crate::graphql::types::{Article, ArticleAudience, KnowledgeHit};
use crate::graphql::user_error::log_fault;

/// The queries of this room.
#[derive(Default)]
pub struct KnowledgeQueries;

#[Object]
impl KnowledgeQueries {
    /// The published articles that may answer, best first. Give a text, a Conversation, or both: of the Conversation
    /// what the customer said last is asked, or added to the text; its fields count a little.
    #[graphql(complexity = "first.unwrap_or(10).clamp(1, 100) as usize * child_complexity + 10")]
    #[expect(clippy::too_many_arguments, reason = "each narrows or widens the search")]
    async fn search_knowledge(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is being asked; of a longer text the first 2,000 characters.")] text: Option<String>,
        #[graphql(desc = "Whose dialogue is looked at.")] conversation_id: Option<ID>,
        #[graphql(desc = "Only articles in this language; in any when absent.")] language: Option<Language>,
        #[graphql(
            desc = "Who will be shown them: a customer gets those for customers, an agent gets all. When absent: a \
                          customer if the Assistant asks, an agent otherwise."
        )]
        audience: Option<ArticleAudience>,
        #[graphql(desc = "How many, at most 100; 10 when absent.")] first: Option<i32>,
        #[graphql(desc = "Waits until the search index and the views hold everything up to here.")]
        min_position: Option<Position>,
    ) -> Result<Vec<KnowledgeHit>, Error> {
        let principal = require(context, &[Operation::ReadKnowledge])?;
        let limit = page_size(first.unwrap_or(10), "first")? as usize;
        let conversation = conversation_id.map(|id| node_id::conversation(&id, "conversationId")).transpose()?;
        let conversations: &[_] = if conversation.is_some() { &[load::CONVERSATIONS, load::TURNS] } else { &[] };
        load::wait(context, &[conversations, &[load::ARTICLES]].concat(), min_position).await?;
        wait_for_index(context, min_position).await?;
        let dialogue = dialogue(context, conversation).await?;
        let (text, earlier) = words(text, dialogue.said)?;
        let audience = audience.map_or_else(|| usual_audience(principal), Into::into);
        // Last of all, for who just withdrew their consent is not to be read any more.
        let outgoing = outgoing(context, dialogue.customer, &text).await?;
        let (tenant, language) = (Tenant::new(&principal.tenant), language.map(|language| language.0));
        let (entities, state) = (Vec::new(), dialogue.state);
        let question = Question { tenant, audience, language, text, outgoing, earlier, entities, state, limit };
        let hits = context.data_unchecked::<Services>().knowledge.search(question).await;
        shown(context, hits.map_err(|error| search_fault(&error))?).await
    }
}

async fn dialogue(context: &Context<'_>, conversation: Option<ConversationId>) -> Result<Dialogue, Error> {
    match conversation {
        Some(id) => Dialogue::of(context, id).await,
        None => Ok(Dialogue::default()),
    }
}

/// What is asked, and what was said before it.
fn words(text: Option<String>, mut said: Vec<String>) -> Result<(String, Vec<String>), Error> {
    match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => Ok((clip(&text), said)),
        None if said.is_empty() => {
            Err(fault(ErrorCode::BadRequest, "give a text, or a conversation in which was spoken"))
        }
        None => Ok((said.remove(0), said)),
    }
}

/// The Assistant speaks to customers; the others read for themselves first.
fn usual_audience(principal: &Principal) -> domain::article::Audience {
    if principal.role == Role::Assistant {
        domain::article::Audience::Customer
    } else {
        domain::article::Audience::Agent
    }
}

async fn wait_for_index(context: &Context<'_>, position: Option<Position>) -> Result<(), Error> {
    let Some(position) = position else { return Ok(()) };
    let services = context.data_unchecked::<Services>();
    let reached = services.knowledge.wait_for(position.0, services.patience).await;
    reached.map_err(|_| fault(ErrorCode::Timeout, "the search index is behind minPosition; try again"))
}

/// The hits with their articles. One that was retired a moment ago is left out, whether or not the index has heard of it.
async fn shown(context: &Context<'_>, hits: Vec<Hit>) -> Result<Vec<KnowledgeHit>, Error> {
    let ids: Vec<_> = hits.iter().map(|hit| hit.article).collect();
    let tenant = load::tenant(context)?;
    let rows = article_list::by_ids(&*context.data_unchecked::<Services>().read, &tenant, &ids).await;
    let rows = rows.map_err(|error| read_fault(&error))?.into_iter();
    let mut told: HashMap<_, _> =
        rows.filter(|row| row.standing == Standing::Published).map(|row| (row.id, Article(row))).collect();
    let shown = hits.into_iter().filter_map(|hit| {
        Some(KnowledgeHit {
            article: told.remove(&hit.article)?,
            version: hit.version,
            score: hit.score,
            title: hit.title.into_iter().map(Into::into).collect(),
            snippet: hit.snippet.into_iter().map(Into::into).collect(),
        })
    });
    Ok(shown.collect())
}

fn search_fault(error: &knowledge::Error) -> Error {
    if matches!(error, knowledge::Error::NotOpen) {
        return fault(ErrorCode::Unavailable, "the search index is being opened; try again");
    }
    log_fault(error);
    fault(ErrorCode::Unavailable, "the search index is unavailable; try again")
}
