//! What operators see of a reaction.

use event_store::Position;

/// How a reaction fares on this node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReactionStatus {
    /// The reaction.
    pub name: &'static str,
    /// What it is doing.
    pub state: ReactionState,
    /// The position up to which it has done everything, as far as this node knows.
    pub position: Position,
    /// The head of the log when it last looked.
    pub head: Position,
    /// The last thing that went wrong.
    pub last_error: Option<String>,
}

/// What a reaction is doing on this node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReactionState {
    /// Nothing; another node holds the lease.
    Standby,
    /// Its work.
    Running,
    /// It waits before it tries again what went wrong.
    Retrying,
    /// It waits for someone outside the house before it asks again.
    Waiting,
    /// Nothing any more; what went wrong does not pass by itself.
    Failed,
    /// Nothing any more; it was told to stop.
    Stopped,
}

impl ReactionStatus {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, state: ReactionState::Standby, position: 0, head: 0, last_error: None }
    }

    /// How many events it is behind.
    #[must_use]
    pub fn lag(&self) -> u64 {
        self.head.saturating_sub(self.position)
    }
}

impl ReactionState {
    /// The state's name in metrics and pages, in snake case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standby => "standby",
            Self::Running => "running",
            Self::Retrying => "retrying",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}
