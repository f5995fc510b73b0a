//! Lowering tier or urgency.

use domain::conversation::event::Deescalated;
use domain::conversation::{Conversation, Urgency};
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lowers the tier or the urgency of an escalated Conversation and raises neither.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Deescalate {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The tier, from 0.
    pub tier: u8,
    /// The urgency.
    pub urgency: Urgency,
    /// Why.
    pub reason: Code,
}

impl Command for Deescalate {
    type Aggregate = Conversation;
    const NAME: &'static str = "deescalate";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if state.acknowledged.is_none() {
            return Err(Refusal::NotEscalated);
        }
        let raises = self.tier > state.tier || self.urgency > state.urgency;
        let same = self.tier == state.tier && self.urgency == state.urgency;
        if raises || same {
            return Err(Refusal::NotADeescalation);
        }
        let deescalated = Deescalated {
            from_tier: state.tier,
            tier: self.tier,
            from_urgency: state.urgency,
            urgency: self.urgency,
            reason: self.reason.clone(),
            during: state.answering.clone(),
        };
        Ok(vec![deescalated.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::Escalated;
    use domain::conversation::{Answering, ConversationEvent};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn deescalate(tier: u8, urgency: Urgency) -> Deescalate {
        Deescalate { conversation: CONVERSATION, tier, urgency, reason: code("calm") }
    }

    fn escalated() -> ConversationEvent {
        let escalated = Escalated {
            from_tier: 0,
            tier: 2,
            from_urgency: Urgency::Normal,
            urgency: Urgency::High,
            reason: code("legal"),
            note: None,
            during: Answering::Assistant,
        };
        escalated.into()
    }

    #[test]
    fn back_at_the_bottom_it_is_escalated_no_more() {
        let calm = Deescalated {
            from_tier: 2,
            tier: 0,
            from_urgency: Urgency::High,
            urgency: Urgency::Normal,
            reason: code("calm"),
            during: Answering::Assistant,
        };
        let command = deescalate(0, Urgency::Normal);
        given([opened(), escalated()]).when(&command).then([calm.clone().into()]);
        given([opened(), escalated(), calm.into()]).when(&command).refused(Refusal::NotEscalated);
    }

    #[test]
    fn neither_rises_nor_do_both_stay() {
        let check = |tier, urgency| {
            let refusal = Refusal::NotADeescalation;
            given([opened(), escalated()]).when(&deescalate(tier, urgency)).refused(refusal);
        };
        check(2, Urgency::High);
        check(1, Urgency::Critical);
        check(3, Urgency::Normal);
    }
}
