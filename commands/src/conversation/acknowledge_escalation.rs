//! Taking notice of an Escalation.

use domain::conversation::Conversation;
use domain::conversation::event::EscalationAcknowledged;
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes notice of the Escalation, once; the next Escalation asks for notice again.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AcknowledgeEscalation {
    /// In which Conversation.
    pub conversation: ConversationId,
}

impl Command for AcknowledgeEscalation {
    type Aggregate = Conversation;
    const NAME: &'static str = "acknowledge_escalation";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        match state.acknowledged {
            None => Err(Refusal::NotEscalated),
            Some(true) => Err(Refusal::AlreadyAcknowledged),
            Some(false) => {
                Ok(vec![EscalationAcknowledged { tier: state.tier, during: state.answering.clone() }.into()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::Escalated;
    use domain::conversation::{Answering, ConversationEvent, Urgency};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    const ACKNOWLEDGE: AcknowledgeEscalation = AcknowledgeEscalation { conversation: CONVERSATION };

    fn escalated(tier: u8) -> ConversationEvent {
        let escalated = Escalated {
            from_tier: 0,
            tier,
            from_urgency: Urgency::Normal,
            urgency: Urgency::Normal,
            reason: code("legal"),
            note: None,
            during: Answering::Assistant,
        };
        escalated.into()
    }

    fn acknowledged(tier: u8) -> ConversationEvent {
        EscalationAcknowledged { tier, during: Answering::Assistant }.into()
    }

    #[test]
    fn each_escalation_is_acknowledged_once() {
        let once = vec![opened(), escalated(1), acknowledged(1)];
        given([opened(), escalated(1)]).when(&ACKNOWLEDGE).then([acknowledged(1)]);
        given(once.clone()).when(&ACKNOWLEDGE).refused(Refusal::AlreadyAcknowledged);
        given([once, vec![escalated(2)]].concat()).when(&ACKNOWLEDGE).then([acknowledged(2)]);
    }

    #[test]
    fn there_is_an_escalation() {
        given([opened()]).when(&ACKNOWLEDGE).refused(Refusal::NotEscalated);
    }
}
