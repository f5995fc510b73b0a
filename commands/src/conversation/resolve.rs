//! Settling the matter.

use domain::conversation::Conversation;
use domain::conversation::event::Resolved;
use domain::{Code, ConversationId, StreamId};
use vault::Personal;

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Settles the matter; whoever directs it does that, the customer too. Any Handoff that waits is withdrawn.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Resolve {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// How.
    pub code: Code,
    /// More, in words.
    pub note: Option<Personal<String>>,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Resolve {
    type Aggregate = Conversation;
    const NAME: &'static str = "resolve";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        let during = state.answering.clone();
        let resolved = Resolved { code: self.code.clone(), note: self.note.clone(), during };
        Ok(rules::withdrawing(state, "resolved", resolved))
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
    use domain::conversation::{Answering, HandoffTarget};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::fold;
    use crate::testing::given;

    fn resolve() -> Resolve {
        Resolve { conversation: CONVERSATION, code: code("answered"), note: None, epoch: None }
    }

    #[test]
    fn the_customer_and_whoever_answers_settle_it() {
        given([opened()]).when(&resolve()).by(customer()).then([resolved()]);
        given([opened(), snoozed()]).when(&resolve()).by(Actor::Assistant).then([resolved()]);
    }

    #[test]
    fn a_settled_matter_is_not_settled_again() {
        given([opened(), resolved()]).when(&resolve()).refused(Refusal::Resolved);
    }

    #[test]
    fn nobody_settles_what_another_holds() {
        let check = |actor, refusal| given([opened(), assigned()]).when(&resolve()).by(actor).refused(refusal);
        check(colleague(), Refusal::HeldByAnother { agent: AGENT });
        check(Actor::Assistant, Refusal::NotAnswering);
        check(Actor::Customer(STRANGER), Refusal::NotTheCustomer);
    }

    #[test]
    fn a_resolution_ends_a_handoff_that_waits_and_says_so() {
        let to_agent = HandoffTarget::Agent { agent: AGENT };
        let waiting = [opened(), handoff_to(to_agent.clone())];
        given(waiting).when(&resolve()).then([withdrawn(to_agent, "resolved", Answering::Assistant), resolved()]);
    }

    #[test]
    fn an_early_resolution_ended_a_handoff_without_a_word() {
        let handoff = handoff_to(HandoffTarget::Agent { agent: AGENT });
        let state: Conversation = fold([opened(), handoff, resolved()]);
        assert_eq!(state.handoff, None);
    }
}
