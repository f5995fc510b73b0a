//! What each event makes of a Conversation's row. Follows [`domain::Conversation`]'s own fold.

use std::collections::{BTreeMap, BTreeSet};

use domain::Participant;
use domain::conversation::event::{
    ConversationEvent as E, FieldSet, HandoffRequested, IntentCorrected, IntentProposed, Merged, Opened,
    ParticipantAdded, Rated, TurnRecorded, TurnUnderstood,
};
use domain::conversation::{Answering, QueueTarget, SnoozeUntil, Urgency, Visibility};

use super::{
    AnsweringKind, ConversationRow, ConversationStatus as Status, FieldEntry, ParticipantEntry, RatingEntry,
    WaitingFor, queue_key,
};
use crate::column::Json;
use crate::views::sealed;
use crate::{Poison, Seen};

impl ConversationRow {
    /// The row of a Conversation that begins.
    pub(crate) fn open(seen: &Seen<'_>, opened: &Opened) -> Result<Self, Poison> {
        let mut row = Self {
            tenant: seen.tenant(),
            id: seen.conversation(),
            customer: opened.customer,
            channel: opened.channel.clone(),
            language: opened.language.clone(),
            language_given: opened.language.is_some(),
            subject: sealed(opened.subject.as_ref())?,
            subject_event: opened.subject.as_ref().map(|_| seen.event_id()),
            status: Status::Open,
            status_before_merge: None,
            answering: AnsweringKind::Assistant,
            queue: None,
            skill: None,
            agent: None,
            waiting_on: WaitingFor::Service,
            waiting_since: seen.at(),
            tier: 0,
            urgency: Urgency::Normal,
            acknowledged: None,
            priority: opened.priority.get().into(),
            cycle: 1,
            epoch: 0,
            handoff: None,
            handoff_target: None,
            intent: None,
            intent_turn: None,
            intent_index: None,
            understood_turn: None,
            sentiment: None,
            mood: None,
            urgency_heard: None,
            turns: 0,
            last_turn_at: None,
            opened_at: seen.at(),
            last_activity_at: seen.at(),
            resolved_at: None,
            snoozed_until: None,
            merged_into: None,
            tags: Json(BTreeSet::new()),
            fields: Json(BTreeMap::new()),
            participants: Json(Vec::new()),
            ratings: Json(Vec::new()),
            revision: seen.recorded.revision,
            position: seen.recorded.position,
        };
        row.set_answering(&opened.answering);
        Ok(row)
    }

    /// Takes a later event in.
    pub(crate) fn evolve(&mut self, seen: &Seen<'_>, event: &E) -> Result<(), Poison> {
        self.revision = seen.recorded.revision;
        self.position = seen.recorded.position;
        self.last_activity_at = self.last_activity_at.max(seen.at());
        match event {
            E::Opened(_)
            | E::TurnRedacted(_)
            | E::FactsFound(_)
            | E::MergeReceived(_)
            | E::MergeUndone(_)
            | E::CustomerLeft(_)
            | E::SuggestionsRequested(_)
            | E::SuggestionsOffered(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeQueried(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => {}
            E::TurnRecorded(turn) => self.take_turn(seen, turn),
            E::TurnUnderstood(understood) => self.understand(understood),
            E::IntentCorrected(corrected) => self.correct(corrected),
            E::IntentProposed(proposed) => self.propose(proposed),
            E::HandoffRequested(requested) => self.request_handoff(requested),
            E::HandoffAccepted(accepted) => self.answer(&accepted.answering, accepted.epoch),
            E::HandoffDeclined(declined) if declined.open => {}
            E::HandoffDeclined(_) | E::HandoffWithdrawn(_) => self.end_handoff(),
            E::Assigned(assigned) => self.answer(&Answering::Agent { agent: assigned.agent }, assigned.epoch),
            E::Released(released) => self.answer(&released.answering, released.epoch),
            E::Escalated(escalated) => self.set_tier(escalated.tier, escalated.urgency, Some(false)),
            E::EscalationAcknowledged(_) => self.acknowledged = Some(true),
            E::Deescalated(fallen) => {
                let still = fallen.tier > 0 || fallen.urgency > Urgency::Normal;
                self.set_tier(fallen.tier, fallen.urgency, self.acknowledged.filter(|_| still));
            }
            E::Prioritised(prioritised) => self.priority = prioritised.to.get().into(),
            E::TagAdded(added) => drop(self.tags.0.insert(added.tag.clone())),
            E::TagRemoved(removed) => drop(self.tags.0.remove(&removed.tag)),
            E::FieldSet(set) => self.set_field(seen, set),
            E::Snoozed(snoozed) => {
                self.status = Status::Snoozed;
                self.snoozed_until = wake_time(snoozed.wake);
            }
            E::Woken(_) => {
                self.status = Status::Open;
                self.snoozed_until = None;
            }
            E::Resolved(_) => self.resolve(seen),
            E::Reopened(reopened) => {
                self.status = Status::Open;
                self.cycle = reopened.cycle;
                self.resolved_at = None;
                self.snoozed_until = None;
                self.wait_for(seen, WaitingFor::Service);
                self.answer(&reopened.answering, reopened.epoch);
            }
            E::Closed(_) => {
                self.status = Status::Closed;
                self.snoozed_until = None;
                self.end_handoff();
                self.wait_for(seen, WaitingFor::Nobody);
            }
            E::Merged(merged) => self.merge(merged),
            E::Unmerged(_) => self.unmerge(),
            E::Rated(rated) => self.rate(seen, rated)?,
            E::ParticipantAdded(added) => self.add_participant(seen, added)?,
            E::ParticipantRemoved(removed) => {
                self.participants.0.retain(|entry| entry.participant != removed.participant);
            }
        }
        Ok(())
    }

    fn take_turn(&mut self, seen: &Seen<'_>, turn: &TurnRecorded) {
        self.turns += 1;
        self.last_turn_at = self.last_turn_at.max(Some(seen.at()));
        let active = matches!(self.status, Status::Open | Status::Snoozed);
        if turn.visibility == Visibility::Internal || !active {
            return;
        }
        match turn.author {
            Participant::Customer(_) => self.wait_for(seen, WaitingFor::Service),
            Participant::Assistant | Participant::Agent(_) => self.wait_for(seen, WaitingFor::Customer),
        }
    }

    fn understand(&mut self, understood: &TurnUnderstood) {
        if let (false, Some(recognised)) = (self.language_given, &understood.language) {
            self.language = Some(recognised.language.clone());
        }
        self.understood_turn = Some(understood.turn);
        if let Some(wanted) = understood.intents.first() {
            self.intent = Some(wanted.intent.clone());
            self.intent_turn = Some(understood.turn);
            self.intent_index = self.turns.checked_sub(1);
        }
        let score = i64::from(understood.sentiment.score);
        self.sentiment = Some(understood.sentiment.polarity);
        self.mood = Some(self.mood.map_or(score, |mood| (mood + score) / 2));
        self.urgency_heard = Some(understood.urgency);
    }

    /// A correction of an earlier turn than the one whose intent is shown changes nothing here.
    fn correct(&mut self, corrected: &IntentCorrected) {
        let is_shown = self.intent_turn.is_none_or(|turn| turn == corrected.turn);
        let is_later = self.understood_turn == Some(corrected.turn) && !corrected.after.is_empty();
        if is_shown || is_later {
            self.intent = corrected.after.first().cloned();
            self.intent_turn = Some(corrected.turn);
        }
        if is_later {
            // It stands at or before the last turn, and no other turn of the customer's stands between.
            self.intent_index = self.turns.checked_sub(1);
        }
    }

    /// A proposal for an earlier turn than the one whose intent is shown changes nothing here.
    fn propose(&mut self, proposed: &IntentProposed) {
        let index = u64::from(proposed.index);
        let is_latest = self.intent_index.is_none_or(|shown| shown <= index);
        if let (true, Some(wanted)) = (is_latest, proposed.intents.first()) {
            self.intent = Some(wanted.clone());
            self.intent_turn = Some(proposed.turn);
            self.intent_index = Some(index);
        }
    }

    /// Who has waited already goes on waiting.
    fn wait_for(&mut self, seen: &Seen<'_>, whom: WaitingFor) {
        if self.waiting_on != whom {
            self.waiting_on = whom;
            self.waiting_since = seen.at();
        }
    }

    fn request_handoff(&mut self, requested: &HandoffRequested) {
        self.set_answering(&requested.answering);
        self.epoch = requested.epoch;
        self.handoff = Some(requested.handoff);
        self.handoff_target = Some(Json(requested.target.clone()));
    }

    /// Whoever starts to answer ends any Handoff that was waiting.
    fn answer(&mut self, answering: &Answering, epoch: u64) {
        self.set_answering(answering);
        self.epoch = epoch;
        self.end_handoff();
    }

    fn end_handoff(&mut self) {
        self.handoff = None;
        self.handoff_target = None;
    }

    fn set_answering(&mut self, answering: &Answering) {
        self.answering = answering.into();
        self.agent = answering.agent();
        self.queue = answering.queue().map(queue_key);
        self.skill = match answering.queue() {
            Some(QueueTarget::Skill { skill, .. }) => Some(skill.clone()),
            Some(QueueTarget::Queue { .. }) | None => None,
        };
    }

    fn set_tier(&mut self, tier: u8, urgency: Urgency, acknowledged: Option<bool>) {
        self.tier = tier.into();
        self.urgency = urgency;
        self.acknowledged = acknowledged;
    }

    fn set_field(&mut self, seen: &Seen<'_>, set: &FieldSet) {
        match &set.value {
            Some(value) => {
                let entry = FieldEntry { event: seen.event_id(), value: value.clone() };
                self.fields.0.insert(set.field.clone(), entry);
            }
            None => drop(self.fields.0.remove(&set.field)),
        }
    }

    fn resolve(&mut self, seen: &Seen<'_>) {
        self.status = Status::Resolved;
        self.resolved_at = Some(seen.at());
        self.snoozed_until = None;
        self.wait_for(seen, WaitingFor::Nobody);
        self.end_handoff();
    }

    fn merge(&mut self, merged: &Merged) {
        self.status_before_merge = Some(self.status);
        self.status = Status::Merged;
        self.merged_into = Some(merged.into);
    }

    fn unmerge(&mut self) {
        self.status = self.status_before_merge.take().unwrap_or(self.status);
        self.merged_into = None;
    }

    fn rate(&mut self, seen: &Seen<'_>, rated: &Rated) -> Result<(), Poison> {
        let comment = sealed(rated.comment.as_ref())?;
        self.ratings.0.retain(|entry| (entry.by, &entry.scale) != (rated.by, &rated.scale));
        self.ratings.0.push(RatingEntry {
            by: rated.by,
            scale: rated.scale.clone(),
            score: rated.score,
            comment,
            event: seen.event_id(),
        });
        Ok(())
    }

    fn add_participant(&mut self, seen: &Seen<'_>, added: &ParticipantAdded) -> Result<(), Poison> {
        let name = sealed(added.name.as_ref())?;
        self.participants.0.retain(|entry| entry.participant != added.participant);
        self.participants.0.push(ParticipantEntry {
            participant: added.participant,
            role: added.role.clone(),
            name,
            event: seen.event_id(),
        });
        Ok(())
    }
}

fn wake_time(wake: SnoozeUntil) -> Option<chrono::DateTime<chrono::Utc>> {
    match wake {
        SnoozeUntil::Time { at } => Some(at),
        SnoozeUntil::NextTurn => None,
    }
}
