//! How each view stands.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::column::named;

/// Whether a view follows the log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ViewState {
    /// It does.
    Live,
    /// It stands still before an event it cannot take.
    Stopped,
}

named!(ViewState { Live "live", Stopped "stopped" });

/// How a view stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewStatus {
    /// What it is called.
    pub name: &'static str,
    /// The version of its tables and fold.
    pub version: u32,
    /// How often it was built; its tables bear the number.
    pub generation: u32,
    /// The position of the last event it has taken in.
    pub position: u64,
    /// How many events it is behind the log.
    pub lag: u64,
    /// When the last event it has taken in was appended to the log.
    pub recorded_at: Option<DateTime<Utc>>,
    /// Whether it follows the log.
    pub state: ViewState,
    /// Why it stands still, and at which event.
    pub error: Option<ViewError>,
}

/// Why a view stands still.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewError {
    /// The event it cannot take.
    pub event_id: Uuid,
    /// Where that event stands.
    pub position: u64,
    /// Why; never the body.
    pub reason: String,
}
