//! Examples of who answers, who is called, who takes part.

use super::{Sample, code, id};
use crate::conversation::event::{
    Assigned, Deescalated, Escalated, EscalationAcknowledged, HandoffAccepted, HandoffDeclined, HandoffRequested,
    HandoffWithdrawn, ParticipantAdded, ParticipantRemoved, Released,
};
use crate::conversation::{Answering, ConversationEvent, HandoffTarget, QueueTarget, Urgency};
use crate::{AgentId, CustomerId, HandoffId, Participant, QueueId};

const AGENT: AgentId = AgentId(id(2));
const HANDOFF: HandoffId = HandoffId(id(20));

impl Sample<'_> {
    pub(super) fn ownership(&self) -> Vec<ConversationEvent> {
        [self.handoffs(), assignments(), self.escalations(), self.participants()].concat()
    }

    fn handoffs(&self) -> Vec<ConversationEvent> {
        let during = skilled();
        let requested = HandoffRequested {
            handoff: HANDOFF,
            from: Answering::Assistant,
            target: HandoffTarget::Skill { skill: code("refunds"), level: 5 },
            answering: during.clone(),
            epoch: 1,
            reason: code("asked_for"),
            note: Some(self.personal()),
        };
        let asked = |target| {
            let answering = Answering::Assistant;
            HandoffRequested { target, answering, epoch: 0, note: None, ..requested.clone() }.into()
        };
        let answering = Answering::Agent { agent: AGENT };
        vec![
            requested.clone().into(),
            asked(HandoffTarget::Agent { agent: AGENT }),
            asked(HandoffTarget::Queue { queue: QueueId(id(3)) }),
            asked(HandoffTarget::Assistant),
            HandoffAccepted { handoff: HANDOFF, from: during.clone(), answering, epoch: 2 }.into(),
            HandoffDeclined {
                handoff: HANDOFF,
                agent: AGENT,
                reason: code("full"),
                open: true,
                during: during.clone(),
            }
            .into(),
            HandoffWithdrawn { handoff: HANDOFF, target: requested.target, reason: code("resolved"), during }.into(),
        ]
    }

    fn escalations(&self) -> Vec<ConversationEvent> {
        let escalated = Escalated {
            from_tier: 0,
            tier: 2,
            from_urgency: Urgency::Normal,
            urgency: Urgency::Critical,
            reason: code("legal"),
            note: Some(self.personal()),
            during: Answering::Assistant,
        };
        let fallen = Deescalated {
            from_tier: 2,
            tier: 1,
            from_urgency: Urgency::Critical,
            urgency: Urgency::High,
            reason: code("calm"),
            during: Answering::Assistant,
        };
        let plainly_escalated = Escalated { note: None, ..escalated.clone() };
        let acknowledged = EscalationAcknowledged { tier: 2, during: Answering::Assistant };
        vec![escalated.into(), plainly_escalated.into(), acknowledged.into(), fallen.into()]
    }

    fn participants(&self) -> Vec<ConversationEvent> {
        let copied = Participant::Customer(CustomerId(id(6)));
        let specialist = Participant::Agent(AGENT);
        vec![
            ParticipantAdded { participant: copied, role: code("copied"), name: Some(self.personal()) }.into(),
            ParticipantAdded { participant: specialist, role: code("specialist"), name: None }.into(),
            ParticipantRemoved { participant: copied }.into(),
        ]
    }
}

fn skilled() -> Answering {
    Answering::Queue { target: QueueTarget::Skill { skill: code("refunds"), level: 5 } }
}

fn assignments() -> Vec<ConversationEvent> {
    vec![
        Assigned { agent: AGENT, from: skilled(), epoch: 2 }.into(),
        Released { agent: AGENT, answering: Answering::Assistant, epoch: 3, reason: code("shift_end") }.into(),
    ]
}
