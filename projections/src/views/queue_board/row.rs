//! Queues, and what may wait in them.

use chrono::{DateTime, Utc};
use domain::conversation::Urgency;
use domain::queue::{Hours, SkillNeed};
use domain::{Code, ConversationId, CustomerId, Language, QueueId};
use event_store::Tenant;

use crate::column::Json;
use crate::row::row;
use crate::views::conversation_list::ConversationStatus;

row! {
    /// A queue as it is set up.
    QueueRow in "queues" keep 10_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which queue.
            id: QueueId,
        }
        /// What it is called.
        name: Code,
        /// What serving it takes.
        skills: Json<Vec<SkillNeed>>,
        /// In which languages it is served; any, when empty.
        languages: Json<Vec<Language>>,
        /// When it is served; always, when there are none.
        hours: Option<Json<Hours>>,
        /// Its place among queues, 1 the most pressing, to 5.
        priority: u32,
        /// Whether it takes no more.
        retired: bool,
        /// The revision of its last event.
        revision: u64,
        /// The position of its last event.
        position: u64,
    }
    indexes []
}

row! {
    /// A Conversation as queues see it. Only those that wait are on the board.
    QueueEntryRow in "queue_entries" keep 50_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which Conversation.
            conversation: ConversationId,
        }
        /// Whose matter.
        customer: CustomerId,
        /// Where it came in.
        channel: Code,
        /// In which language, as far as is known.
        language: Option<Language>,
        /// Whether it waits: it is open, not laid aside, and a queue answers.
        waiting: bool,
        /// Where a queue answers it, laid aside or not; see [`crate::views::conversation_list::queue_key`].
        queue: Option<String>,
        /// Since when it waits there: since it came into the queue, or came back from being laid aside.
        since: DateTime<Utc>,
        /// Its place among the waiting, 1 the most pressing, to 5.
        priority: u32,
        /// From 0.
        tier: u32,
        /// How much time there is.
        urgency: Urgency,
        /// Whether there is something to do.
        status: ConversationStatus,
        /// What the status was before it was merged.
        status_before_merge: Option<ConversationStatus>,
    }
    indexes ["tenant, waiting, queue, priority, since, conversation"]
}
