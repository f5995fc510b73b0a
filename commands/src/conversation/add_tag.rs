//! Tagging a Conversation.

use domain::conversation::Conversation;
use domain::conversation::event::TagAdded;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// The most tags a Conversation has.
const MAX_TAGS: usize = 50;

/// Gives it a tag, of which it has at most 50; nothing happens when it has the tag already.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AddTag {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which.
    pub tag: Code,
}

impl Command for AddTag {
    type Aggregate = Conversation;
    const NAME: &'static str = "add_tag";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        if state.tags.contains(&self.tag) {
            return Ok(Vec::new());
        }
        if state.tags.len() >= MAX_TAGS {
            return Err(Refusal::TooManyTags);
        }
        Ok(vec![TagAdded { tag: self.tag.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::ConversationEvent;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn add(tag: Code) -> AddTag {
        AddTag { conversation: CONVERSATION, tag }
    }

    fn tags(count: usize) -> Vec<ConversationEvent> {
        let tags = (0..count).map(|number| TagAdded { tag: format!("tag-{number}").parse().unwrap() }.into());
        [opened()].into_iter().chain(tags).collect()
    }

    #[test]
    fn a_tag_is_added_once() {
        given([opened()]).when(&add(code("tag-0"))).then([TagAdded { tag: code("tag-0") }.into()]);
        given(tags(1)).when(&add(code("tag-0"))).then_nothing();
    }

    #[test]
    fn there_are_fifty_tags_at_most() {
        given(tags(49)).when(&add(code("vip"))).then([TagAdded { tag: code("vip") }.into()]);
        given(tags(50)).when(&add(code("vip"))).refused(Refusal::TooManyTags);
        given(tags(50)).when(&add(code("tag-7"))).then_nothing();
    }
}
