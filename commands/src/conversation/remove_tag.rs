//! Taking a tag away.

use domain::conversation::Conversation;
use domain::conversation::event::TagRemoved;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Takes a tag away; nothing happens when it has no such tag.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RemoveTag {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which.
    pub tag: Code,
}

impl Command for RemoveTag {
    type Aggregate = Conversation;
    const NAME: &'static str = "remove_tag";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        if !state.tags.contains(&self.tag) {
            return Ok(Vec::new());
        }
        Ok(vec![TagRemoved { tag: self.tag.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::TagAdded;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn a_tag_it_has_is_taken_away() {
        let command = RemoveTag { conversation: CONVERSATION, tag: code("vip") };
        let added = TagAdded { tag: code("vip") };
        given([opened(), added.into()]).when(&command).then([TagRemoved { tag: code("vip") }.into()]);
        given([opened()]).when(&command).then_nothing();
    }
}
