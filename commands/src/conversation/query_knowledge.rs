//! Asking a knowledge base.

use domain::conversation::Conversation;
use domain::conversation::event::KnowledgeQueried;
use domain::ids::QueryId;
use domain::{Code, ConversationId, StreamId};
use vault::Personal;

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Notes that a knowledge base was asked; a question of the same id is asked once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct QueryKnowledge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The question; a new id.
    pub query: QueryId,
    /// Which knowledge base.
    pub source: Code,
    /// What it is asked, as JSON.
    pub constraints: Personal<String>,
}

impl Command for QueryKnowledge {
    type Aggregate = Conversation;
    const NAME: &'static str = "query_knowledge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if state.queries.contains(&self.query) {
            return Ok(Vec::new());
        }
        let Self { query, source, constraints, .. } = self.clone();
        Ok(vec![KnowledgeQueried { query, source, constraints }.into()])
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn a_question_is_asked_once() {
        let (query, source, constraints) = (QueryId(Uuid::from_u128(1)), code("flights"), text("{}"));
        let command = QueryKnowledge {
            conversation: CONVERSATION,
            query,
            source: source.clone(),
            constraints: constraints.clone(),
        };
        let queried = KnowledgeQueried { query, source, constraints };
        given([opened()]).when(&command).then([queried.clone().into()]);
        given([opened(), queried.into()]).when(&command).then_nothing();
    }
}
