//! What a customer is told of their Conversation.

use async_graphql::Error;
use domain::Event;
use domain::conversation::{ConversationEvent, Visibility};
use projections::views::transcript;

use super::load;
use super::paging::read_fault;
use super::services::Services;
use super::types::LoggedEvent;

/// Whether customers are told of an event of their Conversation. Which turn was redacted only the view knows.
///
/// # Errors
/// `UNAVAILABLE` when the view stands still; faults.
pub(super) async fn is_shown_to_customers(services: &Services, event: &LoggedEvent) -> Result<bool, Error> {
    let (Event::Conversation(ConversationEvent::TurnRedacted(redacted)), Some(id)) =
        (&event.event, event.conversation_id())
    else {
        return Ok(may_be_shown(&event.event));
    };
    load::catch_up(services, &[load::TURNS], event.recorded.position).await?;
    let turns = transcript::by_ids(&*services.read, &event.recorded.tenant, id, &[redacted.turn]).await;
    Ok(turns.map_err(|error| read_fault(&error))?.iter().any(|turn| turn.visibility == Visibility::Public))
}

/// Customers are not shown what those who serve note and look up.
fn may_be_shown(event: &Event) -> bool {
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
        E::TurnUnderstood(_)
        | E::FactsFound(_)
        | E::IntentCorrected(_)
        | E::IntentProposed(_)
        | E::HandoffDeclined(_)
        | E::HandoffWithdrawn(_)
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
