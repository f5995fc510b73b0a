//! What of a Conversation is seen at a glance.

use chrono::{DateTime, Utc};
use domain::{Code, ConversationId, CustomerId, Language};

use super::{AnsweringKind, ConversationRow, ConversationStatus, WaitingFor};
use crate::Error;
use crate::answer::Cells;
use crate::excerpt::Excerpt;
use crate::row::{Row, TableSpec, take};

/// What most lists show of a Conversation, and what they are ordered by: a quarter of its row.
#[derive(Clone, PartialEq, Debug)]
pub struct ConversationGlance {
    /// Which Conversation.
    pub id: ConversationId,
    /// Whose matter.
    pub customer: CustomerId,
    /// Where it came in.
    pub channel: Code,
    /// See [`ConversationRow::language`].
    pub language: Option<Language>,
    /// Whether there is something to do.
    pub status: ConversationStatus,
    /// Who answers.
    pub answering: AnsweringKind,
    /// Whose move it is.
    pub waiting_on: WaitingFor,
    /// Since when it is.
    pub waiting_since: DateTime<Utc>,
    /// Its place among the waiting, 1 the most pressing, to 5.
    pub priority: u32,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When anything last happened in it.
    pub last_activity_at: DateTime<Utc>,
}

impl From<&ConversationRow> for ConversationGlance {
    fn from(row: &ConversationRow) -> Self {
        Self {
            id: row.id,
            customer: row.customer,
            channel: row.channel.clone(),
            language: row.language.clone(),
            status: row.status,
            answering: row.answering,
            waiting_on: row.waiting_on,
            waiting_since: row.waiting_since,
            priority: row.priority,
            opened_at: row.opened_at,
            last_activity_at: row.last_activity_at,
        }
    }
}

/// As the columns are called, so are the fields.
const COLUMNS: [&str; 11] = [
    "id",
    "customer",
    "channel",
    "language",
    "status",
    "answering",
    "waiting_on",
    "waiting_since",
    "priority",
    "opened_at",
    "last_activity_at",
];

impl Excerpt for ConversationGlance {
    const TABLE: &'static TableSpec = ConversationRow::SPEC_REF;

    fn columns() -> impl Iterator<Item = &'static str> {
        COLUMNS.into_iter()
    }

    fn read(mut cells: Cells<'_>) -> Result<Self, Error> {
        let [id, customer, channel, language, status, answering, waiting_on, since, priority, opened, active] = COLUMNS;
        let cells = &mut cells;
        Ok(Self {
            id: take(cells, Self::TABLE.name, id)?,
            customer: take(cells, Self::TABLE.name, customer)?,
            channel: take(cells, Self::TABLE.name, channel)?,
            language: take(cells, Self::TABLE.name, language)?,
            status: take(cells, Self::TABLE.name, status)?,
            answering: take(cells, Self::TABLE.name, answering)?,
            waiting_on: take(cells, Self::TABLE.name, waiting_on)?,
            waiting_since: take(cells, Self::TABLE.name, since)?,
            priority: take(cells, Self::TABLE.name, priority)?,
            opened_at: take(cells, Self::TABLE.name, opened)?,
            last_activity_at: take(cells, Self::TABLE.name, active)?,
        })
    }
}
