//! Not taking what was handed on.

use domain::conversation::Conversation;
use domain::conversation::event::HandoffDeclined;
use domain::{AgentId, Code, ConversationId, HandoffId, Participant, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Does not take the Handoff that waits. One asked of an agent by name ends with it; one asked of a queue stands for others.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DeclineHandoff {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which Handoff.
    pub handoff: HandoffId,
    /// Who declines.
    pub agent: AgentId,
    /// Why.
    pub reason: Code,
}

impl Command for DeclineHandoff {
    type Aggregate = Conversation;
    const NAME: &'static str = "decline_handoff";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::acts_as(context.actor, Participant::Agent(self.agent))?;
        let handoff = rules::pending(state, self.handoff, self.agent)?;
        let declined = HandoffDeclined {
            handoff: handoff.id,
            agent: self.agent,
            reason: self.reason.clone(),
            open: handoff.target.queue().is_some(),
            during: state.answering.clone(),
        };
        Ok(vec![declined.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::{Answering, ConversationEvent, HandoffTarget};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::conversation::rules::Refusal;
    use crate::testing::given;

    fn decline(agent: AgentId) -> DeclineHandoff {
        DeclineHandoff { conversation: CONVERSATION, handoff: HANDOFF, agent, reason: code("full") }
    }

    fn declined(open: bool, during: Answering) -> ConversationEvent {
        HandoffDeclined { handoff: HANDOFF, agent: AGENT, reason: code("full"), open, during }.into()
    }

    #[test]
    fn one_asked_by_name_ends_with_it() {
        let waiting = [opened(), handoff_to(HandoffTarget::Agent { agent: AGENT })];
        let declined = declined(false, Answering::Assistant);
        given(waiting.clone()).when(&decline(AGENT)).by(agent()).then([declined.clone()]);
        given([waiting.to_vec(), vec![declined]].concat()).when(&decline(AGENT)).refused(Refusal::NoHandoff);
    }

    #[test]
    fn one_asked_of_a_queue_stands_for_others() {
        let waiting = [opened(), handoff_to(HandoffTarget::Queue { queue: QUEUE })];
        let declined = declined(true, in_queue());
        given(waiting.clone()).when(&decline(AGENT)).by(agent()).then([declined.clone()]);
        given([waiting.to_vec(), vec![declined.clone()]].concat()).when(&decline(AGENT)).then([declined]);
    }

    #[test]
    fn nobody_declines_what_another_was_asked() {
        let waiting = [opened(), handoff_to(HandoffTarget::Agent { agent: AGENT })];
        given(waiting.clone()).when(&decline(COLLEAGUE)).by(colleague()).refused(Refusal::HandoffForAnother);
        given(waiting).when(&decline(AGENT)).by(colleague()).refused(Refusal::NotTheAuthor);
    }
}
