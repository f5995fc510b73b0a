//! Choosing an item to go on with.

use domain::conversation::Conversation;
use domain::conversation::event::KnowledgeSelected;
use domain::{Code, ConversationId, StreamId};
use vault::Personal;

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Notes which item of a knowledge base was chosen to go on with.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SelectKnowledge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// What for, such as `primary`.
    pub slot: Code,
    /// The item, as JSON.
    pub item: Option<Personal<String>>,
}

impl Command for SelectKnowledge {
    type Aggregate = Conversation;
    const NAME: &'static str = "select_knowledge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        let Self { slot, item, .. } = self.clone();
        Ok(vec![KnowledgeSelected { slot, item }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn an_item_is_chosen() {
        let item = Some(text("{}"));
        let command = SelectKnowledge { conversation: CONVERSATION, slot: code("primary"), item: item.clone() };
        given([opened()]).when(&command).then([KnowledgeSelected { slot: code("primary"), item }.into()]);
    }
}
