//! Taking note of a Conversation that goes on here.

use domain::conversation::Conversation;
use domain::conversation::event::MergeReceived;
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes note that another goes on here, which is a fact by now, whatever became of this one meanwhile. A reaction asks it of
/// the Conversation that a `Merge` names; asked again, it changes nothing.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ReceiveMerge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which other.
    pub source: ConversationId,
}

impl Command for ReceiveMerge {
    type Aggregate = Conversation;
    const NAME: &'static str = "receive_merge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::opened(state, context.actor)?;
        if self.source == self.conversation {
            return Err(Refusal::MergeIntoItself);
        }
        if state.absorbed.contains(&self.source) {
            return Ok(Vec::new());
        }
        Ok(vec![MergeReceived { source: self.source }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    const RECEIVE: ReceiveMerge = ReceiveMerge { conversation: CONVERSATION, source: ELSEWHERE };

    #[test]
    fn another_is_taken_in_once() {
        let received = MergeReceived { source: ELSEWHERE };
        given([opened()]).when(&RECEIVE).then([received.clone().into()]);
        given([opened(), received.into()]).when(&RECEIVE).then_nothing();
    }

    #[test]
    fn a_fact_is_noted_even_when_it_is_closed() {
        given([opened(), closed()]).when(&RECEIVE).then([MergeReceived { source: ELSEWHERE }.into()]);
    }

    #[test]
    fn it_takes_not_itself_in() {
        let itself = ReceiveMerge { source: CONVERSATION, ..RECEIVE };
        given([opened()]).when(&itself).refused(Refusal::MergeIntoItself);
    }
}
