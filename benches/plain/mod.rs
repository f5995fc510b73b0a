//! The references: plain SQL on the same tables, with the same rows, through the same drivers.

pub mod postgres;
pub mod postgres_columns;
pub mod sqlite;

use uuid::Uuid;

/// What a program keeps of a row that it has read.
#[derive(Debug)]
pub struct Row {
    /// The place in the log.
    pub position: i64,
    /// Whose log.
    pub tenant: String,
    /// Which stream.
    pub stream: String,
    /// The place in the stream.
    pub revision: i64,
    /// The event's id.
    pub event_id: Uuid,
    /// The wire name.
    pub event_type: String,
    /// The version of the shape.
    pub schema_version: i32,
    /// Microseconds since 1970.
    pub occurred_at: i64,
    /// Microseconds since 1970.
    pub recorded_at: i64,
    /// The kind of actor.
    pub actor_kind: String,
    /// The actor.
    pub actor_id: String,
    /// For whom.
    pub on_behalf_of: Option<String>,
    /// The command.
    pub command_id: Uuid,
    /// The event before the command.
    pub causation_id: Option<Uuid>,
    /// The request.
    pub correlation_id: Option<Uuid>,
    /// The bytes.
    pub body: Vec<u8>,
}
