//! What each event adds to its hour.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::Participant;
use domain::conversation::event::{ConversationEvent as E, Rated, TurnRecorded};
use domain::conversation::{RatingScale, Visibility};

use super::duration::upper_bound;
use super::{CaseRow, HourlyActivity, HourlyDurationRow, HourlyRatingRow, HourlyRow, Metric};
use crate::{Poison, Seen};

/// The beginning of the hour.
pub(crate) fn hour_of(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

/// Whether a duration may end with the event.
pub(super) fn may_measure(event: &E) -> bool {
    matches!(event, E::TurnRecorded(_) | E::Resolved(_))
}

/// Whether the event is counted or needed to measure others.
pub(super) fn heeds(event: &E) -> bool {
    match event {
        E::Opened(_)
        | E::TurnRecorded(_)
        | E::HandoffRequested(_)
        | E::HandoffAccepted(_)
        | E::HandoffDeclined(_)
        | E::HandoffWithdrawn(_)
        | E::Assigned(_)
        | E::Escalated(_)
        | E::Resolved(_)
        | E::Reopened(_)
        | E::Rated(_)
        | E::CustomerLeft(_) => true,
        E::TurnRedacted(_)
        | E::TurnUnderstood(_)
        | E::FactsFound(_)
        | E::IntentCorrected(_)
        | E::IntentProposed(_)
        | E::Released(_)
        | E::EscalationAcknowledged(_)
        | E::Deescalated(_)
        | E::Prioritised(_)
        | E::TagAdded(_)
        | E::TagRemoved(_)
        | E::FieldSet(_)
        | E::Snoozed(_)
        | E::Woken(_)
        | E::Closed(_)
        | E::Merged(_)
        | E::MergeReceived(_)
        | E::Unmerged(_)
        | E::MergeUndone(_)
        | E::ParticipantAdded(_)
        | E::ParticipantRemoved(_)
        | E::SuggestionsRequested(_)
        | E::SuggestionsOffered(_)
        | E::SuggestionPicked(_)
        | E::KnowledgeQueried(_)
        | E::KnowledgeReturned(_)
        | E::KnowledgeSelected(_) => false,
    }
}

impl HourlyActivity {
    pub(super) fn fold(&mut self, seen: &Seen<'_>, event: &E) -> Result<(), Poison> {
        if let E::Opened(opened) = event {
            self.cases.put(CaseRow::open(seen, opened));
        }
        let case_key = (seen.tenant(), seen.conversation());
        let case = self.cases.get(&case_key).ok_or(Poison::NeverBegan("conversation"))?;
        let key = (case.tenant.clone(), hour_of(seen.at()), case.channel.clone(), case.language.clone());
        let measured = self.follow(seen, event, &case_key)?;
        if let E::Rated(rated) = event
            && matches!(rated.by, Participant::Customer(_))
        {
            self.rate(&key, rated);
        }
        for (metric, ms) in measured {
            self.measure(&key, metric, ms);
        }
        if counts(event) {
            self.hours.get_or_insert(&key, || HourlyRow::empty(&key)).count(event);
        }
        Ok(())
    }

    /// Only a case that changes is written again.
    fn follow(&mut self, seen: &Seen<'_>, event: &E, key: &CaseKey) -> Result<Vec<(Metric, u64)>, Poison> {
        let missing = Poison::NeverBegan("conversation");
        let case = self.cases.get(key).ok_or(missing)?;
        let mut after = case.clone();
        let measured = match event {
            E::TurnRecorded(turn) => after.respond(seen, turn),
            E::Resolved(_) => vec![after.resolve(seen)],
            E::HandoffRequested(requested) => {
                after.request_handoff(seen, requested);
                Vec::new()
            }
            E::Assigned(_) => {
                after.call(seen);
                Vec::new()
            }
            E::Reopened(reopened) => {
                after.reopen(seen, reopened);
                Vec::new()
            }
            E::Opened(_)
            | E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::HandoffAccepted(_)
            | E::HandoffDeclined(_)
            | E::HandoffWithdrawn(_)
            | E::Released(_)
            | E::Escalated(_)
            | E::EscalationAcknowledged(_)
            | E::Deescalated(_)
            | E::Prioritised(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
            | E::Snoozed(_)
            | E::Woken(_)
            | E::Closed(_)
            | E::Merged(_)
            | E::MergeReceived(_)
            | E::Unmerged(_)
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
        };
        if after != *case {
            self.cases.put(after);
        }
        Ok(measured)
    }

    fn rate(&mut self, key: &HourKey, rated: &Rated) {
        let (tenant, hour, channel, language) = key.clone();
        let (scale, score) = (scale_name(&rated.scale), rated.score.into());
        let empty = HourlyRatingRow { tenant, hour, channel, language, scale, score, ratings: 0 };
        let key = crate::row::Row::key(&empty);
        self.ratings.get_or_insert(&key, || empty).ratings += 1;
    }

    fn measure(&mut self, key: &HourKey, metric: Metric, ms: u64) {
        let (tenant, hour, channel, language) = key.clone();
        let key = (tenant.clone(), hour, channel.clone(), language.clone(), metric, upper_bound(ms));
        let row = self.durations.get_or_insert(&key, || HourlyDurationRow {
            tenant,
            hour,
            channel,
            language,
            metric,
            upper_ms: upper_bound(ms),
            durations: 0,
            sum_ms: 0,
            min_ms: ms,
            max_ms: ms,
        });
        row.durations += 1;
        row.sum_ms += ms;
        row.min_ms = row.min_ms.min(ms);
        row.max_ms = row.max_ms.max(ms);
    }
}

type CaseKey = <CaseRow as crate::row::Row>::Key;
type HourKey = <HourlyRow as crate::row::Row>::Key;

fn scale_name(scale: &RatingScale) -> String {
    match scale {
        RatingScale::Csat => "csat".to_owned(),
        RatingScale::Nps => "nps".to_owned(),
        RatingScale::Ces => "ces".to_owned(),
        RatingScale::YesNo { question } => format!("yes_no:{question}"),
    }
}

/// Whether the event is among the numbers of [`HourlyRow`].
fn counts(event: &E) -> bool {
    heeds(event) && !matches!(event, E::Assigned(_) | E::Rated(_))
}

impl HourlyRow {
    fn empty((tenant, hour, channel, language): &HourKey) -> Self {
        Self {
            tenant: tenant.clone(),
            hour: *hour,
            channel: channel.clone(),
            language: language.clone(),
            opened: 0,
            customer_turns: 0,
            assistant_turns: 0,
            agent_turns: 0,
            notes: 0,
            handoffs_requested: 0,
            handoffs_accepted: 0,
            handoffs_declined: 0,
            handoffs_withdrawn: 0,
            escalations: 0,
            resolutions: 0,
            reopenings: 0,
            customer_left: 0,
        }
    }

    fn count(&mut self, event: &E) {
        match event {
            E::Opened(_) => self.opened += 1,
            E::TurnRecorded(turn) => self.count_turn(turn),
            E::HandoffRequested(_) => self.handoffs_requested += 1,
            E::HandoffAccepted(_) => self.handoffs_accepted += 1,
            E::HandoffDeclined(_) => self.handoffs_declined += 1,
            E::HandoffWithdrawn(_) => self.handoffs_withdrawn += 1,
            E::Escalated(_) => self.escalations += 1,
            E::Resolved(_) => self.resolutions += 1,
            E::Reopened(_) => self.reopenings += 1,
            E::CustomerLeft(_) => self.customer_left += 1,
            E::Assigned(_)
            | E::Rated(_)
            | E::TurnRedacted(_)
            | E::TurnUnderstood(_)
            | E::FactsFound(_)
            | E::IntentCorrected(_)
            | E::IntentProposed(_)
            | E::Released(_)
            | E::EscalationAcknowledged(_)
            | E::Deescalated(_)
            | E::Prioritised(_)
            | E::TagAdded(_)
            | E::TagRemoved(_)
            | E::FieldSet(_)
            | E::Snoozed(_)
            | E::Woken(_)
            | E::Closed(_)
            | E::Merged(_)
            | E::MergeReceived(_)
            | E::Unmerged(_)
            | E::MergeUndone(_)
            | E::ParticipantAdded(_)
            | E::ParticipantRemoved(_)
            | E::SuggestionsRequested(_)
            | E::SuggestionsOffered(_)
            | E::SuggestionPicked(_)
            | E::KnowledgeQueried(_)
            | E::KnowledgeReturned(_)
            | E::KnowledgeSelected(_) => {}
        }
    }

    fn count_turn(&mut self, turn: &TurnRecorded) {
        match (turn.visibility, turn.author) {
            (Visibility::Internal, _) => self.notes += 1,
            (Visibility::Public, Participant::Customer(_)) => self.customer_turns += 1,
            (Visibility::Public, Participant::Assistant) => self.assistant_turns += 1,
            (Visibility::Public, Participant::Agent(_)) => self.agent_turns += 1,
        }
    }
}
