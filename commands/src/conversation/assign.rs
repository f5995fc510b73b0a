//! Giving a Conversation to an agent.

use domain::conversation::event::{Assigned, HandoffAccepted};
use domain::conversation::{Answering, Conversation};
use domain::{AgentId, ConversationId, Participant, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Gives it to an agent. A Handoff that waits for one like them is taken by that, any other is withdrawn.
///
/// Supervisors and services assign as they see fit; an agent takes it for themselves from the Assistant or from where it
/// waits, never from another agent. An agent who holds it already keeps it, and nothing changes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Assign {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// To whom.
    pub agent: AgentId,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Assign {
    type Aggregate = Conversation;
    const NAME: &'static str = "assign";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        vec![StreamId::Agent(self.agent)]
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::acts_as(context.actor, Participant::Agent(self.agent))?;
        let answering = Answering::Agent { agent: self.agent };
        if state.answering == answering {
            return Ok(Vec::new());
        }
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        rules::can_answer(context.world, &answering)?;
        let (from, epoch) = (state.answering.clone(), rules::epoch_under(state, &answering));
        if let Some(handoff) = rules::asked_of(state, self.agent) {
            return Ok(vec![HandoffAccepted { handoff: handoff.id, from, answering, epoch }.into()]);
        }
        Ok(rules::withdrawing(state, "assigned", Assigned { agent: self.agent, from, epoch }))
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::HandoffTarget;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::given;

    fn assign(agent: AgentId) -> Assign {
        Assign { conversation: CONVERSATION, agent, epoch: None }
    }

    #[test]
    fn an_agent_takes_it_from_the_assistant() {
        given([opened()]).when(&assign(AGENT)).by(agent()).within(world()).then([assigned()]);
    }

    #[test]
    fn an_agent_takes_nothing_from_another() {
        given([opened(), assigned()])
            .when(&assign(COLLEAGUE))
            .by(colleague())
            .within(world())
            .refused(Refusal::HeldByAnother { agent: AGENT });
    }

    #[test]
    fn a_supervisor_gives_it_to_another_and_the_epoch_rises() {
        let reassigned = Assigned { agent: COLLEAGUE, from: held_by(AGENT), epoch: 2 };
        given([opened(), assigned()])
            .when(&assign(COLLEAGUE))
            .by(supervisor())
            .within(world())
            .then([reassigned.into()]);
    }

    #[test]
    fn a_handoff_that_waits_for_one_like_them_is_taken() {
        let takes = |target: HandoffTarget, from: Answering, epoch: u64| {
            let taken = HandoffAccepted { handoff: HANDOFF, from, answering: held_by(AGENT), epoch };
            let waiting = [opened(), handoff_to(target)];
            given(waiting).when(&assign(AGENT)).by(agent()).within(world()).then([taken.into()]);
        };
        takes(HandoffTarget::Queue { queue: QUEUE }, in_queue(), 2);
        takes(HandoffTarget::Agent { agent: AGENT }, Answering::Assistant, 1);
    }

    #[test]
    fn a_handoff_that_waits_for_somebody_else_is_withdrawn() {
        let to_agent = HandoffTarget::Agent { agent: COLLEAGUE };
        let waiting = [opened(), handoff_to(to_agent.clone())];
        let withdrawn = withdrawn(to_agent, "assigned", Answering::Assistant);
        given(waiting).when(&assign(AGENT)).within(world()).then([withdrawn, assigned()]);
    }

    #[test]
    fn whoever_holds_it_keeps_it() {
        given([opened(), assigned()]).when(&assign(AGENT)).by(agent()).within(world()).then_nothing();
    }

    #[test]
    fn nobody_assigns_a_colleague_or_one_out_of_service() {
        given([opened()]).when(&assign(AGENT)).by(colleague()).within(world()).refused(Refusal::NotTheAuthor);
        given([opened()]).when(&assign(NOBODY)).within(world()).refused(Refusal::AgentUnavailable);
    }

    #[test]
    fn a_late_assignment_is_refused() {
        let late = Assign { epoch: Some(0), ..assign(COLLEAGUE) };
        given([opened(), assigned()]).when(&late).within(world()).refused(Refusal::StaleEpoch { current: 1 });
    }
}
