//! Taking what was handed on.

use domain::conversation::event::HandoffAccepted;
use domain::conversation::{Answering, Conversation};
use domain::{AgentId, ConversationId, HandoffId, Participant, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Takes the Handoff that waits. One asked of an agent by name is theirs alone; any agent in service takes one from a queue.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AcceptHandoff {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which Handoff.
    pub handoff: HandoffId,
    /// Who takes it.
    pub agent: AgentId,
}

impl Command for AcceptHandoff {
    type Aggregate = Conversation;
    const NAME: &'static str = "accept_handoff";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        vec![StreamId::Agent(self.agent)]
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::acts_as(context.actor, Participant::Agent(self.agent))?;
        let handoff = rules::pending(state, self.handoff, self.agent)?;
        let answering = Answering::Agent { agent: self.agent };
        rules::can_answer(context.world, &answering)?;
        let epoch = rules::epoch_under(state, &answering);
        Ok(vec![HandoffAccepted { handoff: handoff.id, from: state.answering.clone(), answering, epoch }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::{ConversationEvent, HandoffTarget};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::given;

    fn accept(agent: AgentId) -> AcceptHandoff {
        AcceptHandoff { conversation: CONVERSATION, handoff: HANDOFF, agent }
    }

    fn accepted(from: Answering, epoch: u64) -> ConversationEvent {
        HandoffAccepted { handoff: HANDOFF, from, answering: held_by(AGENT), epoch }.into()
    }

    #[test]
    fn any_agent_in_service_takes_one_from_a_queue() {
        let waiting = [opened(), handoff_to(HandoffTarget::Queue { queue: QUEUE })];
        given(waiting.clone()).when(&accept(AGENT)).by(agent()).within(world()).then([accepted(in_queue(), 2)]);
        given(waiting).when(&accept(NOBODY)).within(world()).refused(Refusal::AgentUnavailable);
    }

    #[test]
    fn the_agent_asked_by_name_takes_it_and_no_other() {
        let waiting = [opened(), handoff_to(HandoffTarget::Agent { agent: AGENT })];
        given(waiting.clone())
            .when(&accept(AGENT))
            .by(agent())
            .within(world())
            .then([accepted(Answering::Assistant, 1)]);
        given(waiting).when(&accept(COLLEAGUE)).by(colleague()).within(world()).refused(Refusal::HandoffForAnother);
    }

    #[test]
    fn nobody_accepts_for_an_agent() {
        let waiting = [opened(), handoff_to(HandoffTarget::Queue { queue: QUEUE })];
        given(waiting).when(&accept(AGENT)).by(colleague()).within(world()).refused(Refusal::NotTheAuthor);
    }

    #[test]
    fn there_is_a_handoff_of_this_id() {
        given([opened()]).when(&accept(AGENT)).within(world()).refused(Refusal::NoHandoff);
    }

    #[test]
    fn an_assignment_ends_a_handoff_that_waits() {
        let taken = [opened(), handoff_to(HandoffTarget::Agent { agent: COLLEAGUE }), assigned()];
        given(taken).when(&accept(COLLEAGUE)).within(world()).refused(Refusal::NoHandoff);
    }
}
