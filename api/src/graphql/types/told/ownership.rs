//! What events say of who answers and who takes part.

use domain::conversation::Answering;
use domain::conversation::event as talk;

use super::{Place, Tell};
use crate::graphql::node_id::NodeId;
use crate::graphql::types::event_details::EventDetails;

impl Tell for talk::HandoffRequested {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            handoff: Some(NodeId::Handoff(self.handoff).into()),
            from: Some((&self.from).into()),
            target: Some((&self.target).into()),
            answering: Some((&self.answering).into()),
            reason: Some(self.reason.clone()),
            text: place.text(talk::HANDOFF_NOTE_TAG, self.note.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::HandoffAccepted {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            handoff: Some(NodeId::Handoff(self.handoff).into()),
            from: Some((&self.from).into()),
            answering: Some((&self.answering).into()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::HandoffDeclined {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            handoff: Some(NodeId::Handoff(self.handoff).into()),
            agent: Some(self.agent),
            answering: Some((&self.during).into()),
            reason: Some(self.reason.clone()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::HandoffWithdrawn {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            handoff: Some(NodeId::Handoff(self.handoff).into()),
            target: Some((&self.target).into()),
            answering: Some((&self.during).into()),
            reason: Some(self.reason.clone()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::Assigned {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            from: Some((&self.from).into()),
            answering: Some((&Answering::Agent { agent: self.agent }).into()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::Released {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            agent: Some(self.agent),
            answering: Some((&self.answering).into()),
            reason: Some(self.reason.clone()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::Escalated {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            tier: Some(self.tier),
            urgency: Some(self.urgency.into()),
            reason: Some(self.reason.clone()),
            text: place.text(talk::ESCALATION_NOTE_TAG, self.note.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::EscalationAcknowledged {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { tier: Some(self.tier), ..EventDetails::default() }
    }
}

impl Tell for talk::Deescalated {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            tier: Some(self.tier),
            urgency: Some(self.urgency.into()),
            reason: Some(self.reason.clone()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::ParticipantAdded {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            participant: Some(self.participant),
            role: Some(self.role.clone()),
            text: place.text(talk::PARTICIPANT_NAME_TAG, self.name.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::ParticipantRemoved {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { participant: Some(self.participant), ..EventDetails::default() }
    }
}
