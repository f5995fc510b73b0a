//! What the list knows of a Conversation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::conversation::understanding::{Polarity, UrgencyHeard};
use domain::conversation::{HandoffTarget, Urgency};
use domain::{AgentId, Code, ConversationId, CustomerId, HandoffId, Language, TurnId};
use event_store::Tenant;
use uuid::Uuid;
use vault::Sealed;

use super::{AnsweringKind, ConversationStatus, FieldEntry, ParticipantEntry, RatingEntry, WaitingFor};
use crate::column::Json;
use crate::row::row;

row! {
    /// A Conversation as it stands.
    ConversationRow in "conversation_list" keep 20_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which Conversation.
            id: ConversationId,
        }
        /// Whose matter.
        customer: CustomerId,
        /// Where it came in.
        channel: Code,
        /// In which language: the one given when it was opened; otherwise that of the customer's last turn in a language
        /// that was recognised.
        language: Option<Language>,
        /// Whether the language was given when it was opened.
        language_given: bool,
        /// What it is about, sealed; its tag is [`domain::conversation::event::SUBJECT_TAG`].
        subject: Option<Sealed>,
        /// The event the subject is bound to.
        subject_event: Option<Uuid>,
        /// Whether there is something to do.
        status: ConversationStatus,
        /// What the status was before it was merged.
        status_before_merge: Option<ConversationStatus>,
        /// Who answers.
        answering: AnsweringKind,
        /// Where it waits, while a queue answers; see [`super::queue_key`].
        queue: Option<String>,
        /// For which skill it waits, while it waits for one and in no defined queue.
        skill: Option<Code>,
        /// Who answers, while an agent does.
        agent: Option<AgentId>,
        /// Whose move it is.
        waiting_on: WaitingFor,
        /// Since when it is.
        waiting_since: DateTime<Utc>,
        /// From 0.
        tier: u32,
        /// How much time there is.
        urgency: Urgency,
        /// Whether the Escalation it has was noticed; nothing when it has none.
        acknowledged: Option<bool>,
        /// Its place among the waiting, 1 the most pressing, to 5.
        priority: u32,
        /// How often it was taken up; 1 from the beginning.
        cycle: u32,
        /// Rises whenever who answers changes.
        epoch: u64,
        /// The Handoff that waits to be accepted.
        handoff: Option<HandoffId>,
        /// Of whom it was requested.
        handoff_target: Option<Json<HandoffTarget>>,
        /// What the customer wanted last: the surest intent of their last turn that wanted anything, or what a provider or a
        /// correction says of that turn.
        intent: Option<Code>,
        /// The turn that said so.
        intent_turn: Option<TurnId>,
        /// The place of that turn among all, from 0.
        intent_index: Option<u64>,
        /// The customer's last turn that was understood.
        understood_turn: Option<TurnId>,
        /// The mood of the customer's last turn that was understood.
        sentiment: Option<Polarity>,
        /// The customer's mood over time, in thousandths from -1000 to 1000: the mean of the score of their last turn and the mood
        /// before it.
        mood: Option<i64>,
        /// How pressing the customer's last turn that was understood is.
        urgency_heard: Option<UrgencyHeard>,
        /// How many turns it has, notes among them.
        turns: u64,
        /// When the last turn was.
        last_turn_at: Option<DateTime<Utc>>,
        /// When it began.
        opened_at: DateTime<Utc>,
        /// When anything last happened in it.
        last_activity_at: DateTime<Utc>,
        /// When it was settled, while it is or was when it ended.
        resolved_at: Option<DateTime<Utc>>,
        /// When it comes back, while it is laid aside until a time.
        snoozed_until: Option<DateTime<Utc>>,
        /// Where it goes on, while it is merged.
        merged_into: Option<ConversationId>,
        /// In order of name.
        tags: Json<BTreeSet<Code>>,
        /// The fields that have a value; texts are sealed.
        fields: Json<BTreeMap<Code, FieldEntry>>,
        /// Those who joined, beside the customer and whoever answers.
        participants: Json<Vec<ParticipantEntry>>,
        /// The verdicts, one for each participant and scale.
        ratings: Json<Vec<RatingEntry>>,
        /// The revision of its last event.
        revision: u64,
        /// The position of its last event.
        position: u64,
    }
    indexes [
        "tenant, last_activity_at, id",
        "tenant, opened_at, id",
        "tenant, priority, waiting_since, id",
        "tenant, status, last_activity_at, id",
        "tenant, queue, status",
        "tenant, agent, status",
        "tenant, customer",
        "tenant, intent, last_activity_at, id",
    ]
}

row! {
    /// That a Conversation has a tag.
    TagRow in "conversation_tags" keep 0 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which Conversation.
            conversation: ConversationId,
            /// Which tag.
            tag: Code,
        }
    }
    indexes ["tenant, tag, conversation"]
}
