//! Answering from a knowledge base.

use domain::conversation::Conversation;
use domain::conversation::event::KnowledgeReturned;
use domain::ids::QueryId;
use domain::{Code, ConversationId, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Notes what a knowledge base answered to a question that was asked.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ReturnKnowledge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The question.
    pub query: QueryId,
    /// Which knowledge base.
    pub source: Code,
    /// How many items it found; nothing when it does not say.
    pub total: Option<u32>,
    /// The item it returned, as JSON.
    pub item: Option<Personal<String>>,
}

impl Command for ReturnKnowledge {
    type Aggregate = Conversation;
    const NAME: &'static str = "return_knowledge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if !state.queries.contains(&self.query) {
            return Err(Refusal::QueryNotFound);
        }
        let Self { query, source, total, item, .. } = self.clone();
        Ok(vec![KnowledgeReturned { query, source, total, item }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::KnowledgeQueried;
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn an_answer_needs_a_question() {
        let (query, source) = (QueryId(Uuid::from_u128(1)), code("flights"));
        let command = ReturnKnowledge {
            conversation: CONVERSATION,
            query,
            source: source.clone(),
            total: Some(3),
            item: Some(text("{}")),
        };
        let queried = KnowledgeQueried { query, source: source.clone(), constraints: text("{}") };
        let returned = KnowledgeReturned { query, source, total: Some(3), item: Some(text("{}")) };
        given([opened(), queried.into()]).when(&command).then([returned.into()]);
        given([opened()]).when(&command).refused(Refusal::QueryNotFound);
    }
}
