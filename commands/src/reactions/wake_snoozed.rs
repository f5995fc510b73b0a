//! Wakes Conversations when the time they were snoozed until has come.

use async_trait::async_trait;
use domain::conversation::{Conversation, ConversationEvent as E, SnoozeUntil, Status};
use domain::{ConversationId, Event, StreamId};
use event_store::{RecordedEvent, StreamName, Timer};

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::Executor;
use crate::conversation::Wake;

/// Wakes Conversations when the time they were snoozed until has come.
#[derive(Debug)]
pub struct WakeSnoozed;

impl Reaction for WakeSnoozed {
    fn name(&self) -> &'static str {
        "wake_snoozed"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &[
            "conversation.snoozed",
            "conversation.woken",
            "conversation.resolved",
            "conversation.closed",
            "conversation.unmerged",
        ]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        let Event::Conversation(event) = event else { return Vec::new() };
        match event {
            E::Snoozed(snoozed) => match snoozed.wake {
                SnoozeUntil::Time { at } => vec![Intent::SetTimer { due_at: at }],
                SnoozeUntil::NextTurn => Vec::new(),
            },
            E::Woken(_) | E::Resolved(_) | E::Closed(_) => vec![Intent::ClearTimers],
            // A merged Conversation sleeps on, and its timer may come due meanwhile for nothing.
            E::Unmerged(_) => conversation(&recorded.stream).map(wake).map(Intent::Do).into_iter().collect(),
            E::Opened(_)
            | E::TurnRecorded(_)
            | E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::HandoffRequested(_)
            | E::HandoffAccepted(_)
            | E::HandoffDeclined(_)
            | E::HandoffWithdrawn(_)
            | E::Assigned(_)
            | E::Released(_)
            | E::Escalated(_)
            | E::EscalationAcknowledged(_)
            | E::Deescalated(_)
            | E::Prioritised(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
            | E::Reopened(_)
            | E::Merged(_)
            | E::MergeReceived(_)
            | E::MergeUndone(_)
            | E::Rated(_)
            | E::ParticipantAdded(_)
            | E::ParticipantRemoved(_)
            | E::CustomerLeft(_)
            | E::SuggestionsRequested(_)
            | E::SuggestionsOffered(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeQueried(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => Vec::new(),
        }
    }

    fn due(&self, timer: &Timer) -> Vec<Box<dyn FollowUp>> {
        conversation(&timer.stream).map(wake).into_iter().collect()
    }
}

fn wake(conversation: ConversationId) -> Box<dyn FollowUp> {
    Box::new(WakeWhenDue(conversation))
}

fn conversation(stream: &StreamName) -> Option<ConversationId> {
    if let Ok(StreamId::Conversation(id)) = stream.as_str().parse() { Some(id) } else { None }
}

/// Wakes a Conversation if it sleeps and its time has come.
#[derive(Debug)]
struct WakeWhenDue(ConversationId);

#[async_trait]
impl FollowUp for WakeWhenDue {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let (state, _) = executor.load::<Conversation>(&cause.tenant, StreamId::Conversation(self.0)).await?;
        let Status::Snoozed { wake: SnoozeUntil::Time { at } } = state.status else { return Ok(()) };
        let wake = Wake { conversation: self.0, due: Some(at) };
        executor.follow_up(cause.request("wake", wake)).await?;
        Ok(())
    }
}
