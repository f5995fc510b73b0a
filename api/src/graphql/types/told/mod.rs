//! From events of the domain to what clients read of them.

mod course;
mod help;
mod ownership;

use async_graphql::ID;
use domain::conversation::ConversationEvent;
use domain::{ConversationId, Event, Participant, TurnId};
use uuid::Uuid;
use vault::Personal;

use super::Rating;
use super::event_details::{EventDetails, Text};
use crate::graphql::node_id::NodeId;

/// Where an event stands; what is personal in it is bound to that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The event.
    pub(super) event: Uuid,
    /// The Conversation it happened in.
    pub(super) conversation: ConversationId,
}

/// An event that has something to say.
trait Tell {
    fn tell(&self, place: Place) -> EventDetails;
}

impl Place {
    fn text(self, tag: &'static str, personal: Option<&Personal<String>>) -> Option<Text> {
        Some(Text { event: self.event, tag, sealed: personal?.as_sealed()?.clone() })
    }

    fn turn(self, turn: TurnId) -> Option<ID> {
        Some(NodeId::Turn(self.conversation, turn).into())
    }
}

/// What an event says. What changes customers, agents and queues is read of those themselves.
pub(super) fn details(event: &Event, place: Place) -> EventDetails {
    event.as_conversation().map(|event| of_conversation(event).tell(place)).unwrap_or_default()
}

/// What a customer reads of it: their own verdict, and which turn it is about.
pub(super) fn details_for_customers(event: &Event, place: Place) -> EventDetails {
    let EventDetails { turn, rating, .. } = details(event, place);
    let is_own = |rating: &Rating| matches!(rating.0.by, Participant::Customer(_));
    EventDetails { turn, rating: rating.filter(is_own), ..EventDetails::default() }
}

fn of_conversation(event: &ConversationEvent) -> &dyn Tell {
    use ConversationEvent as E;
    match event {
        E::Opened(event) => event,
        E::TurnRecorded(event) => event,
        E::TurnRedacted(event) => event,
        E::TurnUnderstood(event) => event,
        E::FactsFound(event) => event,
        E::IntentCorrected(event) => event,
        E::IntentProposed(event) => event,
        E::HandoffRequested(event) => event,
        E::HandoffAccepted(event) => event,
        E::HandoffDeclined(event) => event,
        E::HandoffWithdrawn(event) => event,
        E::Assigned(event) => event,
        E::Released(event) => event,
        E::Escalated(event) => event,
        E::EscalationAcknowledged(event) => event,
        E::Deescalated(event) => event,
        E::Prioritised(event) => event,
        E::TagAdded(event) => event,
        E::TagRemoved(event) => event,
        E::FieldSet(event) => event,
        E::Snoozed(event) => event,
        E::Woken(event) => event,
        E::Resolved(event) => event,
        E::Reopened(event) => event,
        E::Closed(event) => event,
        E::Merged(event) => event,
        E::MergeReceived(event) => event,
        E::Unmerged(event) => event,
        E::MergeUndone(event) => event,
        E::Rated(event) => event,
        E::ParticipantAdded(event) => event,
        E::ParticipantRemoved(event) => event,
        E::CustomerLeft(event) => event,
        E::SuggestionsRequested(event) => event,
        E::SuggestionsOffered(event) => event,
        E::SuggestionPicked(event) => event,
        E::KnowledgeQueried(event) => event,
        E::KnowledgeReturned(event) => event,
        E::KnowledgeSelected(event) => event,
    }
}
