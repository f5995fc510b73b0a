//! What a mutation answers with.

use async_graphql::{ComplexObject, Context, Enum, Error, SimpleObject};
use commands::Outcome;
use domain::{AgentId, ArticleId, ConversationId, CustomerId, ModelId, QueueId, TurnId};

use super::run::Ran;
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::scalars::Position;
use crate::graphql::types::{Agent, Article, Conversation, Customer, IntentModel, Queue, Turn};
use crate::graphql::user_error::UserError;

/// Declares a payload: what was changed, where in the log, and why nothing was.
macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $key:ident: $id:ty });* $(;)?) => {$(
        $(#[$doc])*
        #[derive(SimpleObject, Default, Debug)]
        #[graphql(complex)]
        pub struct $name {
            /// The place of the last event it led to; hand it to `minPosition` to read what you wrote.
            pub position: Option<Position>,
            /// The revision of the object afterwards.
            pub revision: Option<Position>,
            /// Whether the command had been done before and this is its first result.
            pub repeated: bool,
            /// Why nothing was changed; empty when it was done.
            pub user_errors: Vec<UserError>,
            #[graphql(skip)]
            $key: Option<$id>,
        }

        impl $name {
            pub(super) fn new($key: Result<$id, UserError>, ran: Ran) -> Self {
                match ($key, ran) {
                    ($key, Ok(outcome)) => Self {
                        position: Some(Position(outcome.position)),
                        revision: outcome.revision.map(Position),
                        repeated: outcome.repeated,
                        $key: $key.ok(),
                        ..Self::default()
                    },
                    ($key, Err(error)) => Self { user_errors: vec![error], $key: $key.ok(), ..Self::default() },
                }
            }
        }
    )*};
}

payloads! {
    /// What became of a command about a Conversation.
    ConversationPayload { conversation: ConversationId };
    /// What became of a command about a customer.
    CustomerPayload { customer: CustomerId };
    /// What became of a command about an agent.
    AgentPayload { agent: AgentId };
    /// What became of a command about a queue.
    QueuePayload { queue: QueueId };
    /// What became of a command about an article.
    ArticlePayload { article: ArticleId };
    /// What became of a command about a model.
    ModelPayload { model: ModelId };
}

#[ComplexObject]
impl ConversationPayload {
    /// The Conversation as it stands afterwards; waits for the views.
    async fn conversation(&self, context: &Context<'_>) -> Result<Option<Conversation>, Error> {
        let Some(id) = self.conversation else { return Ok(None) };
        load::wait(context, &[load::CONVERSATIONS], self.position).await?;
        load::conversation(context, id).await
    }

    /// Its id.
    async fn conversation_id(&self) -> Option<async_graphql::ID> {
        self.conversation.map(|id| NodeId::Conversation(id).into())
    }
}

#[ComplexObject]
impl CustomerPayload {
    /// The customer as they stand afterwards; waits for the views.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Customer>, Error> {
        let Some(id) = self.customer else { return Ok(None) };
        load::wait(context, &[load::CUSTOMERS], self.position).await?;
        load::customer(context, id).await
    }
}

#[ComplexObject]
impl AgentPayload {
    /// The agent as they stand afterwards; waits for the views.
    async fn agent(&self, context: &Context<'_>) -> Result<Option<Agent>, Error> {
        let Some(id) = self.agent else { return Ok(None) };
        load::wait(context, &[load::AGENTS], self.position).await?;
        load::agent(context, id).await
    }
}

#[ComplexObject]
impl ModelPayload {
    /// The model as it stands afterwards.
    async fn model(&self, context: &Context<'_>) -> Result<Option<IntentModel>, Error> {
        match self.model {
            Some(_) => load::intent_model(context).await.map(Some),
            None => Ok(None),
        }
    }
}

#[ComplexObject]
impl QueuePayload {
    /// The queue as it stands afterwards; waits for the views.
    async fn queue(&self, context: &Context<'_>) -> Result<Option<Queue>, Error> {
        let Some(id) = self.queue else { return Ok(None) };
        load::wait(context, &[load::QUEUES], self.position).await?;
        load::queue(context, id).await
    }
}

#[ComplexObject]
impl ArticlePayload {
    /// The article as it stands afterwards; waits for the views.
    async fn article(&self, context: &Context<'_>) -> Result<Option<Article>, Error> {
        let Some(id) = self.article else { return Ok(None) };
        load::wait(context, &[load::ARTICLES], self.position).await?;
        load::article(context, id).await
    }
}

/// What became of a turn: that of the Conversation, and the turn.
#[derive(SimpleObject, Debug)]
#[graphql(complex)]
pub struct RecordTurnPayload {
    #[graphql(flatten)]
    of_conversation: ConversationPayload,
    #[graphql(skip)]
    turn: TurnId,
}

#[ComplexObject]
impl RecordTurnPayload {
    /// The turn's id.
    async fn turn_id(&self) -> Option<async_graphql::ID> {
        let conversation = self.of_conversation.conversation.filter(|_| self.of_conversation.user_errors.is_empty())?;
        Some(NodeId::Turn(conversation, self.turn).into())
    }

    /// The turn; waits for the views.
    async fn turn(&self, context: &Context<'_>) -> Result<Option<Turn>, Error> {
        let Some(id) = self.of_conversation.conversation else { return Ok(None) };
        let views = &[load::CONVERSATIONS, load::TURNS];
        load::wait(context, views, self.of_conversation.position).await?;
        load::turn(context, id, self.turn).await
    }
}

impl ConversationPayload {
    /// The same with the turn that was recorded.
    pub(super) fn with_turn(self, turn: TurnId) -> RecordTurnPayload {
        RecordTurnPayload { of_conversation: self, turn }
    }
}

/// What a registration came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum Registration {
    /// The customer is new.
    Created,
    /// The customer was known, and something of them is new.
    Updated,
    /// The customer was known as they are.
    Unchanged,
}

/// What became of a registration.
#[derive(SimpleObject, Debug)]
pub struct RegisterCustomerPayload {
    #[graphql(flatten)]
    of_customer: CustomerPayload,
    /// What it came to; nothing when it was turned down.
    registration: Option<Registration>,
}

impl RegisterCustomerPayload {
    pub(super) fn done(customer: CustomerId, registration: Registration, outcome: Outcome) -> Self {
        Self { of_customer: CustomerPayload::new(Ok(customer), Ok(outcome)), registration: Some(registration) }
    }

    pub(super) fn refused(error: UserError) -> Self {
        Self { of_customer: CustomerPayload::new(Err(error.clone()), Err(error)), registration: None }
    }
}
