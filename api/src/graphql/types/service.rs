//! The service itself.

use async_graphql::{Enum, SimpleObject};

use super::SearchStatus;
use crate::graphql::scalars::{Long, Position};

/// What this is; anyone may ask.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct ServiceInfo {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Viewer {
    /// Whose data they see.
    pub tenant: String,
    /// What they are.
    pub role: String,
    /// Their id among those of the role; a pseudonym.
    pub id: String,
}

/// How the log and its views stand.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Status {
    /// The place of the last event.
    pub head: Position,
    /// Each view.
    pub views: Vec<ViewStatus>,
    /// The search index of the node that answers.
    pub search: SearchStatus,
}

/// Whether a view follows the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "projections::ViewState")]
pub enum ViewState {
    /// It does.
    Live,
    /// It stands still at an event it cannot take.
    Stopped,
}

/// How a view stands.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct ViewStatus {
    /// Its name.
    pub name: String,
    /// The place of the last event it holds.
    pub position: Position,
    /// How many events it is behind.
    pub lag: Long,
    /// Whether it follows the log.
    pub state: ViewState,
    /// Why it stands still; for administrators.
    pub error: Option<String>,
}
