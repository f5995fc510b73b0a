//! Changing the place among the waiting.

use domain::conversation::event::Prioritised;
use domain::conversation::{Conversation, Priority};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Changes its place among the waiting; nothing happens when it has that place already.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Prioritise {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Its place.
    pub priority: Priority,
}

impl Command for Prioritise {
    type Aggregate = Conversation;
    const NAME: &'static str = "prioritise";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if state.priority == self.priority {
            return Ok(Vec::new());
        }
        let during = state.answering.clone();
        Ok(vec![Prioritised { from: state.priority, to: self.priority, during }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::Answering;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn another_place_is_taken_and_the_same_one_kept() {
        let urgent = Priority::try_from(1).unwrap();
        let command = Prioritise { conversation: CONVERSATION, priority: urgent };
        let prioritised = Prioritised { from: Priority::NORMAL, to: urgent, during: Answering::Assistant };
        given([opened()]).when(&command).then([prioritised.clone().into()]);
        given([opened(), prioritised.into()]).when(&command).then_nothing();
    }
}
