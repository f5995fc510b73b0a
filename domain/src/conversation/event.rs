//! The list of everything that can happen to a Conversation.

pub use super::knowledge::{
    KnowledgeQueried, KnowledgeReturned, KnowledgeSelected, SuggestionPicked, SuggestionsOffered, SuggestionsRequested,
};
pub use super::lifecycle::{
    Closed, CustomerLeft, FieldSet, MergeReceived, MergeUndone, Merged, Opened, Prioritised, Rated, Reopened, Resolved,
    Snoozed, TagAdded, TagRemoved, Unmerged, Woken,
};
pub use super::ownership::{
    Assigned, Deescalated, Escalated, EscalationAcknowledged, HandoffAccepted, HandoffDeclined, HandoffRequested,
    HandoffWithdrawn, ParticipantAdded, ParticipantRemoved, Released,
};
pub use super::turn::{TurnRecorded, TurnRedacted};
pub use super::understanding::{FactsFound, IntentCorrected, IntentProposed, TurnUnderstood};
use crate::macros::events;

events! {
    /// What happened in a Conversation.
    ConversationEvent "conversation" {
        /// It began.
        Opened "opened" 1 [subject];
        /// Someone spoke.
        TurnRecorded "turn_recorded" 1 [text, attachments];
        /// What was said was taken from view.
        TurnRedacted "turn_redacted" 1 [];
        /// A customer's turn was understood.
        TurnUnderstood "turn_understood" 1 [entities];
        /// Facts or personal data were found in a turn of one who serves.
        FactsFound "facts_found" 1 [entities];
        /// Someone said what a turn really wanted.
        IntentCorrected "intent_corrected" 1 [];
        /// A provider was asked what a turn wants that the model could not place, and answered.
        IntentProposed "intent_proposed" 1 [];
        /// Another was asked to answer.
        HandoffRequested "handoff_requested" 1 [note];
        /// The one asked took it.
        HandoffAccepted "handoff_accepted" 1 [];
        /// The one asked did not take it.
        HandoffDeclined "handoff_declined" 1 [];
        /// The one asked is asked no more.
        HandoffWithdrawn "handoff_withdrawn" 1 [];
        /// An agent was given it.
        Assigned "assigned" 1 [];
        /// An agent gave it back.
        Released "released" 1 [];
        /// Its tier or urgency rose.
        Escalated "escalated" 1 [note];
        /// Someone took notice of the Escalation.
        EscalationAcknowledged "escalation_acknowledged" 1 [];
        /// Its tier or urgency fell.
        Deescalated "deescalated" 1 [];
        /// Its place among the waiting changed.
        Prioritised "prioritised" 1 [];
        /// It got a tag.
        TagAdded "tag_added" 1 [];
        /// It lost a tag.
        TagRemoved "tag_removed" 1 [];
        /// A field got a value or lost it.
        FieldSet "field_set" 1 [value];
        /// It was laid aside for a while.
        Snoozed "snoozed" 1 [];
        /// It came back.
        Woken "woken" 1 [];
        /// The matter was settled.
        Resolved "resolved" 1 [note];
        /// The matter was taken up again.
        Reopened "reopened" 1 [];
        /// It ended for good.
        Closed "closed" 1 [];
        /// It went on in another Conversation.
        Merged "merged" 1 [];
        /// It took another in.
        MergeReceived "merge_received" 1 [];
        /// It stands on its own again.
        Unmerged "unmerged" 1 [];
        /// The other it had taken in stands on its own again.
        MergeUndone "merge_undone" 1 [];
        /// Someone gave a verdict.
        Rated "rated" 1 [comment];
        /// Someone joined.
        ParticipantAdded "participant_added" 1 [name];
        /// Someone left who had joined.
        ParticipantRemoved "participant_removed" 1 [];
        /// The customer went away before the end.
        CustomerLeft "customer_left" 1 [];
        /// An agent asked for suggestions.
        SuggestionsRequested "suggestions_requested" 1 [text];
        /// Suggestions were offered.
        SuggestionsOffered "suggestions_offered" 1 [];
        /// An agent took a Suggestion.
        SuggestionPicked "suggestion_picked" 1 [];
        /// A knowledge base was asked.
        KnowledgeQueried "knowledge_queried" 1 [constraints];
        /// A knowledge base answered.
        KnowledgeReturned "knowledge_returned" 1 [item];
        /// An agent chose an item to go on with.
        KnowledgeSelected "knowledge_selected" 1 [item];
    }
}

/// The field tag of the subject line.
pub const SUBJECT_TAG: &str = "conversation.opened/subject";
/// The field tag of what was said in a turn.
pub const TURN_TEXT_TAG: &str = "conversation.turn_recorded/text";
/// The field tag of the attachments of a turn.
pub const ATTACHMENTS_TAG: &str = "conversation.turn_recorded/attachments";
/// The field tag of the facts found in a customer's turn.
pub const ENTITIES_TAG: &str = "conversation.turn_understood/entities";
/// The field tag of the facts found in a turn of one who serves.
pub const FACTS_TAG: &str = "conversation.facts_found/entities";
/// The field tag of a field's text value.
pub const FIELD_VALUE_TAG: &str = "conversation.field_set/value";
/// The field tag of what the customer wrote with a rating.
pub const RATING_COMMENT_TAG: &str = "conversation.rated/comment";
/// The field tag of the note with a Handoff.
pub const HANDOFF_NOTE_TAG: &str = "conversation.handoff_requested/note";
/// The field tag of the note with an Escalation.
pub const ESCALATION_NOTE_TAG: &str = "conversation.escalated/note";
/// The field tag of the note with a Resolution.
pub const RESOLUTION_NOTE_TAG: &str = "conversation.resolved/note";
/// The field tag of a participant's name.
pub const PARTICIPANT_NAME_TAG: &str = "conversation.participant_added/name";
/// The field tag of what an agent meant to say when they asked for suggestions.
pub const SUGGESTIONS_TEXT_TAG: &str = "conversation.suggestions_requested/text";
/// The field tag of what a knowledge base was asked.
pub const QUERY_CONSTRAINTS_TAG: &str = "conversation.knowledge_queried/constraints";
/// The field tag of the item a knowledge base returned.
pub const RETURNED_ITEM_TAG: &str = "conversation.knowledge_returned/item";
/// The field tag of the item an agent chose.
pub const SELECTED_ITEM_TAG: &str = "conversation.knowledge_selected/item";
