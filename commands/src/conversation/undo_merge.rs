//! Taking note that a Conversation no longer goes on here.

use domain::conversation::Conversation;
use domain::conversation::event::MergeUndone;
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Takes note that another stands on its own again. A reaction asks it of the Conversation that an `Unmerge` left; asked
/// again, it changes nothing.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct UndoMerge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which other.
    pub source: ConversationId,
}

impl Command for UndoMerge {
    type Aggregate = Conversation;
    const NAME: &'static str = "undo_merge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::opened(state, context.actor)?;
        if !state.absorbed.contains(&self.source) {
            return Ok(Vec::new());
        }
        Ok(vec![MergeUndone { source: self.source }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::MergeReceived;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn another_is_let_go_once() {
        let command = UndoMerge { conversation: CONVERSATION, source: ELSEWHERE };
        let received = MergeReceived { source: ELSEWHERE };
        let undone = MergeUndone { source: ELSEWHERE };
        given([opened(), received.clone().into()]).when(&command).then([undone.clone().into()]);
        given([opened(), received.into(), undone.into()]).when(&command).then_nothing();
    }
}
