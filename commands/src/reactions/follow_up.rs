//! What a reaction asks for: things to do, each safe to do twice.

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{Actor, Code};
use event_store::{RecordedEvent, Tenant, Timer};
use uuid::Uuid;

use super::undone::Undone;
use crate::{Caller, Command, Executor, Request};

/// One thing that follows from an event.
#[derive(Debug)]
pub enum Intent {
    /// Something to do now.
    Do(Box<dyn FollowUp>),
    /// Something to do now that waits for someone outside: beside others of its kind, and done before anything is saved.
    Beside(Box<dyn FollowUp>),
    /// A timer of the event's stream; when it is due, [`super::Reaction::due`] says what to do.
    SetTimer {
        /// When, to the microsecond.
        due_at: DateTime<Utc>,
    },
    /// All timers of the event's stream are for nothing.
    ClearTimers,
}

impl Intent {
    /// To ask for a command. Among what follows from one event the label is unique, for the command's id derives from
    /// both.
    pub fn ask(label: &'static str, command: impl Command + fmt::Debug) -> Self {
        Self::Do(Box::new(Ask { label, command }))
    }
}

/// Something to do because of an event. It may be done again after a crash and must then change nothing.
#[async_trait]
pub trait FollowUp: Send + Sync + fmt::Debug {
    /// Does it.
    ///
    /// # Errors
    /// See [`Undone`].
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone>;
}

/// The event that something follows from.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The reaction.
    pub reaction: &'static str,
    /// Whose log.
    pub tenant: Tenant,
    /// The event.
    pub event_id: Uuid,
    /// When the event was appended; when the timer was due, for a timer.
    pub at: DateTime<Utc>,
    /// The id that everything of one request shares.
    pub correlation_id: Option<Uuid>,
}

impl Cause {
    pub(super) fn event(reaction: &'static str, recorded: &RecordedEvent) -> Self {
        let RecordedEvent { tenant, event_id, recorded_at, correlation_id, .. } = recorded.clone();
        Self { reaction, tenant, event_id, at: recorded_at, correlation_id }
    }

    pub(super) fn timer(reaction: &'static str, timer: &Timer) -> Self {
        let Timer { event_id, tenant, due_at, .. } = timer.clone();
        Self { reaction, tenant, event_id, at: due_at, correlation_id: None }
    }

    /// A request for a command whose id derives from the event and the label.
    pub fn request<C: Command>(&self, label: &str, command: C) -> Request<C> {
        Request {
            command_id: Uuid::new_v5(&self.event_id, label.as_bytes()),
            caller: Caller {
                tenant: self.tenant.clone(),
                actor: Actor::Service(Code::known(self.reaction)),
                on_behalf_of: None,
                correlation_id: self.correlation_id,
            },
            expected_revision: None,
            occurred_at: None,
            causation_id: Some(self.event_id),
            command,
        }
    }
}

/// Asks for a command.
#[derive(Debug)]
struct Ask<C> {
    label: &'static str,
    command: C,
}

#[async_trait]
impl<C: Command + fmt::Debug> FollowUp for Ask<C> {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        executor.follow_up(cause.request(self.label, self.command.clone())).await?;
        Ok(())
    }
}
