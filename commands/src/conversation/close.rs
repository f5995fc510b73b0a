//! Ending a Conversation for good.

use domain::conversation::Conversation;
use domain::conversation::event::Closed;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Ends it for good, settled or not; whoever directs it does that. Nothing reopens it; any Handoff that waits is withdrawn.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Close {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Why.
    pub reason: Code,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Close {
    type Aggregate = Conversation;
    const NAME: &'static str = "close";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        let closed = Closed { reason: self.reason.clone(), during: state.answering.clone() };
        Ok(rules::withdrawing(state, "closed", closed))
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
    use domain::conversation::{Answering, HandoffTarget};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::given;

    fn close() -> Close {
        Close { conversation: CONVERSATION, reason: code("spam"), epoch: None }
    }

    #[test]
    fn it_ends_once_settled_or_not() {
        let command = close();
        given([opened()]).when(&command).then([closed()]);
        given([opened(), resolved()]).when(&command).then([closed()]);
        given([opened(), closed()]).when(&command).refused(Refusal::Closed);
    }

    #[test]
    fn only_those_who_direct_it_end_it_and_no_late_writer() {
        let refusal = Refusal::HeldByAnother { agent: AGENT };
        given([opened(), assigned()]).when(&close()).by(colleague()).refused(refusal);
        given([opened(), assigned()]).when(&close()).by(Actor::Assistant).refused(Refusal::NotAnswering);
        let late = Close { epoch: Some(0), ..close() };
        given([opened(), assigned()]).when(&late).refused(Refusal::StaleEpoch { current: 1 });
    }

    #[test]
    fn a_handoff_that_waits_is_withdrawn() {
        let to_agent = HandoffTarget::Agent { agent: AGENT };
        let waiting = [opened(), handoff_to(to_agent.clone())];
        given(waiting).when(&close()).then([withdrawn(to_agent, "closed", Answering::Assistant), closed()]);
    }

    #[test]
    fn what_never_began_does_not_end() {
        let command = close();
        given([]).when(&command).refused(Refusal::NotFound);
    }
}
