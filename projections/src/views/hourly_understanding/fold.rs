//! What each event adds to its hour.

use std::collections::BTreeSet;

use domain::Code;
use domain::conversation::event::{ConversationEvent as E, IntentCorrected, IntentProposed, TurnUnderstood};
use domain::conversation::understanding::FoundPersonal;

use super::{HourlyMeaningRow, HourlyUnderstanding, Topic, hour_of};
use crate::Seen;
use crate::value::{Column, Value};

/// What nothing is called that was recognised.
const NOTHING: &str = "";

/// Whether the event is counted.
pub(super) fn heeds(event: &E) -> bool {
    match event {
        E::TurnUnderstood(_) | E::FactsFound(_) | E::IntentCorrected(_) | E::IntentProposed(_) => true,
        E::Opened(_)
        | E::TurnRecorded(_)
        | E::TurnRedacted(_)
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
        | E::Snoozed(_)
        | E::Woken(_)
        | E::Resolved(_)
        | E::Reopened(_)
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
        | E::KnowledgeSelected(_) => false,
    }
}

impl HourlyUnderstanding {
    /// Those that [`heeds`] names.
    pub(super) fn fold(&mut self, seen: &Seen<'_>, event: &E) {
        if let E::TurnUnderstood(understood) = event {
            self.count_turn(seen, understood);
        } else if let E::FactsFound(found) = event {
            self.count_personal(seen, &found.personal);
        } else if let E::IntentCorrected(corrected) = event {
            self.count_correction(seen, corrected);
        } else if let E::IntentProposed(proposed) = event {
            self.count_proposal(seen, proposed);
        }
    }

    fn count_turn(&mut self, seen: &Seen<'_>, understood: &TurnUnderstood) {
        let language = understood.language.as_ref().map_or(NOTHING, |recognised| recognised.language.as_str());
        self.count(seen, Topic::Language, language);
        if understood.intents.is_empty() {
            self.count(seen, Topic::Intent, NOTHING);
        }
        for recognised in &understood.intents {
            self.count(seen, Topic::Intent, recognised.intent.as_str());
        }
        self.count(seen, Topic::Sentiment, &name_of(&understood.sentiment.polarity));
        self.count(seen, Topic::Urgency, &name_of(&understood.urgency));
        for emotion in &understood.emotions {
            self.count(seen, Topic::Emotion, emotion.as_str());
        }
        let kinds: BTreeSet<&Code> = understood.entities.iter().map(|entity| &entity.kind).collect();
        for kind in kinds {
            self.count(seen, Topic::Entity, kind.as_str());
        }
        self.count_personal(seen, &understood.personal);
    }

    fn count_personal(&mut self, seen: &Seen<'_>, personal: &[FoundPersonal]) {
        let classes: BTreeSet<&Code> = personal.iter().map(|found| &found.class).collect();
        for class in classes {
            self.count(seen, Topic::PersonalData, class.as_str());
        }
    }

    fn count_correction(&mut self, seen: &Seen<'_>, corrected: &IntentCorrected) {
        let IntentCorrected { before, after, .. } = corrected;
        for gained in after.iter().filter(|intent| !before.contains(intent)) {
            self.row(seen, Topic::Intent, gained.as_str()).corrected_to += 1;
        }
        for kept in after.iter().filter(|intent| before.contains(intent)) {
            self.row(seen, Topic::Intent, kept.as_str()).confirmed += 1;
        }
        match (before.is_empty(), after.is_empty()) {
            (true, true) => self.row(seen, Topic::Intent, NOTHING).confirmed += 1,
            (true, false) => self.row(seen, Topic::Intent, NOTHING).corrected_from += 1,
            (false, true) => self.row(seen, Topic::Intent, NOTHING).corrected_to += 1,
            (false, false) => {}
        }
        for lost in before.iter().filter(|intent| !after.contains(intent)) {
            self.row(seen, Topic::Intent, lost.as_str()).corrected_from += 1;
        }
    }

    fn count_proposal(&mut self, seen: &Seen<'_>, proposed: &IntentProposed) {
        if proposed.intents.is_empty() {
            self.row(seen, Topic::Intent, NOTHING).proposed += 1;
        }
        for intent in &proposed.intents {
            self.row(seen, Topic::Intent, intent.as_str()).proposed += 1;
        }
    }

    fn count(&mut self, seen: &Seen<'_>, topic: Topic, name: &str) {
        self.row(seen, topic, name).turns += 1;
    }

    fn row(&mut self, seen: &Seen<'_>, topic: Topic, name: &str) -> &mut HourlyMeaningRow {
        let (tenant, hour, name) = (seen.tenant(), hour_of(seen.at()), name.to_owned());
        let key = (tenant.clone(), hour, topic, name.clone());
        let (turns, proposed, corrected_to, corrected_from, confirmed) = (0, 0, 0, 0, 0);
        self.meanings.get_or_insert(&key, || HourlyMeaningRow {
            tenant,
            hour,
            topic,
            name,
            turns,
            proposed,
            corrected_to,
            corrected_from,
            confirmed,
        })
    }
}

/// As it stands in columns.
fn name_of(named: &impl Column) -> String {
    match named.to_value() {
        Value::Text(name) => name,
        Value::Null | Value::Int(_) => String::new(),
    }
}
