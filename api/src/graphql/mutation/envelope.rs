//! What every mutation's input begins with.

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::graphql::scalars::Position;

/// What every command carries beside what it asks.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct Envelope {
    /// Chosen by the client, a new one for each thing it wants done. Sent again with the same input it returns the first
    /// result; with another input it is refused.
    pub command_id: Uuid,
    /// The revision the object must have; the command is turned down with `CONFLICT` when it has another.
    pub expected_revision: Option<Position>,
    /// When it happened, if not now. For services that bring in what happened elsewhere.
    pub occurred_at: Option<DateTime<Utc>>,
}
