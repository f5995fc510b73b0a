//! Raising tier or urgency.

use domain::conversation::event::Escalated;
use domain::conversation::{Conversation, Urgency};
use domain::{Code, ConversationId, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Raises the tier or the urgency and lowers neither. Someone is to acknowledge it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Escalate {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The tier, from 0 to 9.
    pub tier: u8,
    /// The urgency.
    pub urgency: Urgency,
    /// Why.
    pub reason: Code,
    /// More, in words.
    pub note: Option<Personal<String>>,
}

impl Command for Escalate {
    type Aggregate = Conversation;
    const NAME: &'static str = "escalate";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if self.tier > 9 {
            return Err(Refusal::InvalidTier);
        }
        let lowers = self.tier < state.tier || self.urgency < state.urgency;
        let same = self.tier == state.tier && self.urgency == state.urgency;
        if lowers || same {
            return Err(Refusal::NotAnEscalation);
        }
        let escalated = Escalated {
            from_tier: state.tier,
            tier: self.tier,
            from_urgency: state.urgency,
            urgency: self.urgency,
            reason: self.reason.clone(),
            note: self.note.clone(),
            during: state.answering.clone(),
        };
        Ok(vec![escalated.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::{Answering, ConversationEvent};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn escalate(tier: u8, urgency: Urgency) -> Escalate {
        Escalate { conversation: CONVERSATION, tier, urgency, reason: code("legal"), note: None }
    }

    fn escalated(from: (u8, Urgency), to: (u8, Urgency)) -> ConversationEvent {
        let ((from_tier, from_urgency), (tier, urgency)) = (from, to);
        let during = Answering::Assistant;
        Escalated { from_tier, tier, from_urgency, urgency, reason: code("legal"), note: None, during }.into()
    }

    #[test]
    fn tier_or_urgency_rises() {
        let first = escalated((0, Urgency::Normal), (1, Urgency::Normal));
        let second = escalated((1, Urgency::Normal), (1, Urgency::Critical));
        given([opened()]).when(&escalate(1, Urgency::Normal)).then([first.clone()]);
        given([opened(), first]).when(&escalate(1, Urgency::Critical)).then([second]);
    }

    #[test]
    fn neither_falls_nor_do_both_stay() {
        let raised = escalated((0, Urgency::Normal), (2, Urgency::High));
        let check = |tier, urgency| {
            let refusal = Refusal::NotAnEscalation;
            given([opened(), raised.clone()]).when(&escalate(tier, urgency)).refused(refusal);
        };
        check(2, Urgency::High);
        check(3, Urgency::Normal);
        check(1, Urgency::Critical);
    }

    #[test]
    fn a_tier_has_one_digit() {
        given([opened()]).when(&escalate(10, Urgency::Normal)).refused(Refusal::InvalidTier);
    }
}
