//! What each event makes of a queue and of what waits in it.

use domain::conversation::event::{ConversationEvent as E, Opened};
use domain::conversation::{Answering, Urgency};
use domain::queue::QueueEvent;
use domain::queue::event::Changed;

use super::{QueueEntryRow, QueueRow};
use crate::Seen;
use crate::column::Json;
use crate::views::conversation_list::{ConversationStatus as Status, queue_key};

impl QueueRow {
    pub(super) fn define(seen: &Seen<'_>, definition: &Changed) -> Self {
        let Changed { name, skills, languages, hours, priority } = definition.clone();
        Self {
            tenant: seen.tenant(),
            id: seen.queue(),
            name,
            skills: Json(skills),
            languages: Json(languages),
            hours: hours.map(Json),
            priority: priority.into(),
            retired: false,
            revision: seen.recorded.revision,
            position: seen.recorded.position,
        }
    }

    pub(super) fn evolve(&mut self, seen: &Seen<'_>, event: &QueueEvent) {
        self.revision = seen.recorded.revision;
        self.position = seen.recorded.position;
        match event {
            QueueEvent::Defined(_) => {}
            QueueEvent::Changed(changed) => {
                *self = Self { retired: self.retired, ..Self::define(seen, changed) };
            }
            QueueEvent::Retired(_) => self.retired = true,
        }
    }
}

impl QueueEntryRow {
    pub(super) fn open(seen: &Seen<'_>, opened: &Opened) -> Self {
        let queue = opened.answering.queue().map(queue_key);
        Self {
            tenant: seen.tenant(),
            conversation: seen.conversation(),
            customer: opened.customer,
            channel: opened.channel.clone(),
            language: opened.language.clone(),
            waiting: queue.is_some(),
            queue,
            since: seen.at(),
            priority: opened.priority.get().into(),
            tier: 0,
            urgency: Urgency::Normal,
            status: Status::Open,
            status_before_merge: None,
        }
    }

    /// Whether the event can change anything here.
    pub(super) fn heeds(event: &E) -> bool {
        match event {
            E::Opened(_)
            | E::HandoffRequested(_)
            | E::HandoffAccepted(_)
            | E::Assigned(_)
            | E::Released(_)
            | E::Escalated(_)
            | E::Deescalated(_)
            | E::Prioritised(_)
            | E::Snoozed(_)
            | E::Woken(_)
            | E::Resolved(_)
            | E::Reopened(_)
            | E::Closed(_)
            | E::Merged(_)
            | E::Unmerged(_) => true,
            E::TurnRecorded(_)
            | E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::HandoffDeclined(_)
            | E::HandoffWithdrawn(_)
            | E::EscalationAcknowledged(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
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
            | E::KnowledgeSelected(_) => false,
        }
    }

    pub(super) fn evolve(&mut self, seen: &Seen<'_>, event: &E) {
        let (waited, at) = (self.waiting, self.queue.clone());
        self.take(event);
        self.waiting = self.status == Status::Open && self.queue.is_some();
        if self.waiting && (!waited || at != self.queue) {
            self.since = seen.at();
        }
    }

    fn take(&mut self, event: &E) {
        match event {
            E::HandoffRequested(requested) => self.answered_by(&requested.answering),
            E::HandoffAccepted(accepted) => self.answered_by(&accepted.answering),
            E::Assigned(_) => self.queue = None,
            E::Released(released) => self.answered_by(&released.answering),
            E::Escalated(escalated) => self.set_tier(escalated.tier, escalated.urgency),
            E::Deescalated(fallen) => self.set_tier(fallen.tier, fallen.urgency),
            E::Prioritised(prioritised) => self.priority = prioritised.to.get().into(),
            E::Snoozed(_) => self.status = Status::Snoozed,
            E::Woken(_) => self.status = Status::Open,
            E::Resolved(_) => self.status = Status::Resolved,
            E::Reopened(reopened) => {
                self.status = Status::Open;
                self.answered_by(&reopened.answering);
            }
            E::Closed(_) => self.status = Status::Closed,
            E::Merged(_) => {
                self.status_before_merge = Some(self.status);
                self.status = Status::Merged;
            }
            E::Unmerged(_) => self.status = self.status_before_merge.take().unwrap_or(self.status),
            E::Opened(_)
            | E::TurnRecorded(_)
            | E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::HandoffDeclined(_)
            | E::HandoffWithdrawn(_)
            | E::EscalationAcknowledged(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
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
            | E::KnowledgeSelected(_) => {}
        }
    }

    fn answered_by(&mut self, answering: &Answering) {
        self.queue = answering.queue().map(queue_key);
    }

    fn set_tier(&mut self, tier: u8, urgency: Urgency) {
        self.tier = tier.into();
        self.urgency = urgency;
    }
}
