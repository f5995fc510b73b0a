//! Whom an event concerns, for those who follow a queue's or an agent's work.

use super::event::ConversationEvent as E;
use super::{Answering, HandoffTarget, QueueTarget};
use crate::{AgentId, Participant, TurnId};

impl E {
    /// The turn it records, or tells more of.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "events about one turn are few")]
    pub fn turn(&self) -> Option<TurnId> {
        match self {
            E::TurnRecorded(event) => Some(event.turn),
            E::TurnRedacted(event) => Some(event.turn),
            E::TurnUnderstood(event) => Some(event.turn),
            E::FactsFound(event) => Some(event.turn),
            E::IntentCorrected(event) => Some(event.turn),
            E::IntentProposed(event) => Some(event.turn),
            _ => None,
        }
    }

    /// Everyone who answers, answered or will answer, as far as the event says.
    #[must_use]
    pub fn answerers(&self) -> Vec<&Answering> {
        match self {
            E::Opened(opened) => vec![&opened.answering],
            E::TurnRecorded(turn) => vec![&turn.during],
            E::HandoffRequested(requested) => vec![&requested.from, &requested.answering],
            E::HandoffAccepted(accepted) => vec![&accepted.from, &accepted.answering],
            E::HandoffDeclined(declined) => vec![&declined.during],
            E::HandoffWithdrawn(withdrawn) => vec![&withdrawn.during],
            E::Assigned(assigned) => vec![&assigned.from],
            E::Released(released) => vec![&released.answering],
            E::Escalated(escalated) => vec![&escalated.during],
            E::EscalationAcknowledged(acknowledged) => vec![&acknowledged.during],
            E::Deescalated(deescalated) => vec![&deescalated.during],
            E::Prioritised(prioritised) => vec![&prioritised.during],
            E::Snoozed(snoozed) => vec![&snoozed.during],
            E::Woken(woken) => vec![&woken.during],
            E::Resolved(resolved) => vec![&resolved.during],
            E::Reopened(reopened) => vec![&reopened.answering],
            E::Closed(closed) => vec![&closed.during],
            E::Merged(merged) => vec![&merged.during],
            E::Unmerged(unmerged) => vec![&unmerged.during],
            E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
            | E::MergeReceived(_)
            | E::MergeUndone(_)
            | E::Rated(_)
            | E::ParticipantAdded(_)
            | E::ParticipantRemoved(_)
            | E::CustomerLeft(_)
            | E::SuggestionsRequested(_)
            | E::SuggestionsOffered(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeQueried(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => Vec::new(),
        }
    }

    /// Whether it changes what waits there: something came, left, or stands otherwise in the line.
    #[must_use]
    pub fn concerns_queue(&self, target: &QueueTarget) -> bool {
        self.answerers().into_iter().any(|answering| answering.queue() == Some(target))
    }

    /// Whether it is about what the agent holds, or what they are asked to hold or join.
    #[must_use]
    pub fn concerns_agent(&self, agent: AgentId) -> bool {
        self.answerers().into_iter().any(|answering| answering.agent() == Some(agent)) || self.names_agent(agent)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "events that name agents besides whoever answers are few")]
    fn names_agent(&self, agent: AgentId) -> bool {
        match self {
            E::HandoffRequested(requested) => requested.target == HandoffTarget::Agent { agent },
            E::HandoffWithdrawn(withdrawn) => withdrawn.target == HandoffTarget::Agent { agent },
            E::Assigned(assigned) => assigned.agent == agent,
            E::Released(released) => released.agent == agent,
            E::HandoffDeclined(declined) => declined.agent == agent,
            E::ParticipantAdded(added) => added.participant == Participant::Agent(agent),
            E::ParticipantRemoved(removed) => removed.participant == Participant::Agent(agent),
            _ => false,
        }
    }
}
