//! Ending a Conversation for good.

use domain::conversation::Conversation;
use domain::conversation::event::Closed;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Ends it for good, settled or not. Nothing reopens it; any Handoff that waits ends.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Close {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Why.
    pub reason: Code,
}

impl Command for Close {
    type Aggregate = Conversation;
    const NAME: &'static str = "close";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        Ok(vec![Closed { reason: self.reason.clone(), during: state.answering.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::given;

    #[test]
    fn it_ends_once_settled_or_not() {
        let command = Close { conversation: CONVERSATION, reason: code("spam") };
        given([opened()]).when(&command).then([closed()]);
        given([opened(), resolved()]).when(&command).then([closed()]);
        given([opened(), closed()]).when(&command).refused(Refusal::Closed);
    }

    #[test]
    fn what_never_began_does_not_end() {
        let command = Close { conversation: CONVERSATION, reason: code("spam") };
        given([]).when(&command).refused(Refusal::NotFound);
    }
}
