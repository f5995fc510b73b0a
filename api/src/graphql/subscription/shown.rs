//! What a customer who watches their Conversation is told of.

use domain::Event;
use domain::conversation::Visibility;

/// Customers are not shown what those who serve note and look up.
pub(super) fn shown_to_customers(event: &Event) -> bool {
    use domain::conversation::ConversationEvent as E;
    let Event::Conversation(event) = event else { return false };
    match event {
        E::TurnRecorded(turn) => turn.visibility == Visibility::Public,
        E::Opened(_)
        | E::TurnRedacted(_)
        | E::HandoffRequested(_)
        | E::HandoffAccepted(_)
        | E::Assigned(_)
        | E::Released(_)
        | E::Resolved(_)
        | E::Reopened(_)
        | E::Closed(_)
        | E::Merged(_)
        | E::Unmerged(_)
        | E::Rated(_) => true,
        E::HandoffDeclined(_)
        | E::Escalated(_)
        | E::EscalationAcknowledged(_)
        | E::Deescalated(_)
        | E::Prioritised(_)
        | E::TagAdded(_)
        | E::TagRemoved(_)
        | E::FieldSet(_)
        | E::Snoozed(_)
        | E::Woken(_)
        | E::MergeReceived(_)
        | E::MergeUndone(_)
        | E::ParticipantAdded(_)
        | E::ParticipantRemoved(_)
        | E::CustomerLeft(_)
        | E::SuggestionsRequested(_)
        | E::SuggestionsOffered(_)
        | E::SuggestionPicked(_)
        | E::KnowledgeQueried(_)
        | E::KnowledgeReturned(_)
        | E::KnowledgeSelected(_) => false,
    }
}
