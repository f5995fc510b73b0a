//! What of a Conversation is seen at a glance.

use chrono::{DateTime, Utc};
use domain::{Code, ConversationId, CustomerId, Language};

use super::{AnsweringKind, ConversationRow, ConversationStatus, WaitingFor};
use crate::excerpt::excerpt;

excerpt! {
    /// What most lists show of a Conversation, and what they are ordered by; a quarter of its row.
    ConversationGlance of ConversationRow {
        /// Which Conversation.
        id: ConversationId,
        /// Whose matter.
        customer: CustomerId,
        /// Where it came in.
        channel: Code,
        /// See [`ConversationRow::language`].
        language: Option<Language>,
        /// Whether there is something to do.
        status: ConversationStatus,
        /// Who answers.
        answering: AnsweringKind,
        /// Whose move it is.
        waiting_on: WaitingFor,
        /// Since when it is.
        waiting_since: DateTime<Utc>,
        /// Its place among the waiting, 1 the most pressing, to 5.
        priority: u32,
        /// When it began.
        opened_at: DateTime<Utc>,
        /// When anything last happened in it.
        last_activity_at: DateTime<Utc>,
    }
}
