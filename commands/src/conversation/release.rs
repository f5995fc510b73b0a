//! Giving a Conversation back.

use domain::conversation::event::Released;
use domain::conversation::{Answering, Conversation, QueueTarget};
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Gives it back: to a queue, or to the Assistant when none is named. The agent who holds it does that, a supervisor or a
/// service; any Handoff that waits is withdrawn.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Release {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Where it waits from here on; the Assistant answers when there is none.
    pub to: Option<QueueTarget>,
    /// Why.
    pub reason: Code,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Release {
    type Aggregate = Conversation;
    const NAME: &'static str = "release";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        rules::references(&self.answering())
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        let agent = state.answering.agent().ok_or(Refusal::NotAssigned)?;
        let answering = self.answering();
        rules::can_answer(context.world, &answering)?;
        let epoch = rules::epoch_under(state, &answering);
        let released = Released { agent, answering, epoch, reason: self.reason.clone() };
        Ok(rules::withdrawing(state, "released", released))
    }
}

impl Release {
    fn answering(&self) -> Answering {
        self.to.clone().map_or(Answering::Assistant, |target| Answering::Queue { target })
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
    use domain::conversation::event::HandoffRequested;
    use domain::conversation::{ConversationEvent, HandoffTarget};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn release(to: Option<QueueTarget>) -> Release {
        Release { conversation: CONVERSATION, to, reason: code("shift_end"), epoch: None }
    }

    fn released(answering: Answering) -> ConversationEvent {
        Released { agent: AGENT, answering, epoch: 2, reason: code("shift_end") }.into()
    }

    #[test]
    fn the_holder_gives_it_to_a_queue_or_to_the_assistant() {
        let queue = QueueTarget::Queue { queue: QUEUE };
        let check = |to, answering| {
            given([opened(), assigned()]).when(&release(to)).by(agent()).within(world()).then([released(answering)]);
        };
        check(Some(queue), in_queue());
        check(None, Answering::Assistant);
    }

    #[test]
    fn a_handoff_that_waits_is_withdrawn() {
        let to_agent = HandoffTarget::Agent { agent: COLLEAGUE };
        let asked = HandoffRequested {
            handoff: HANDOFF,
            from: held_by(AGENT),
            target: to_agent.clone(),
            answering: held_by(AGENT),
            epoch: 1,
            reason: code("asked_for"),
            note: None,
        };
        let withdrawn = withdrawn(to_agent, "released", held_by(AGENT));
        given([opened(), assigned(), asked.into()])
            .when(&release(None))
            .by(agent())
            .then([withdrawn, released(Answering::Assistant)]);
    }

    #[test]
    fn others_give_nothing_back() {
        let check = |actor, refusal| given([opened(), assigned()]).when(&release(None)).by(actor).refused(refusal);
        check(colleague(), Refusal::HeldByAnother { agent: AGENT });
        check(Actor::Assistant, Refusal::NotAnswering);
    }

    #[test]
    fn there_is_an_agent_to_give_it_back() {
        given([opened()]).when(&release(None)).refused(Refusal::NotAssigned);
    }

    #[test]
    fn a_queue_that_takes_no_more_takes_nothing_back() {
        let nowhere = QueueTarget::Queue { queue: QUEUE };
        given([opened(), assigned()]).when(&release(Some(nowhere))).refused(Refusal::QueueUnavailable);
    }
}
