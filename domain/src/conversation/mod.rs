//! A Conversation: one customer's matter, from opening to resolution.

pub mod answering;
pub mod event;
mod involved;
pub mod knowledge;
pub mod lifecycle;
pub mod ownership;
pub mod refusal;
pub mod state;
pub mod turn;
pub mod understanding;
pub mod values;

pub use answering::{Answering, HandoffTarget, QueueTarget};
pub use event::ConversationEvent;
pub use refusal::ConversationRefusal;
pub use state::{Conversation, Handoff, Status, TurnFacts, WaitingOn};
pub use values::{
    Attachment, ExternalKey, FieldValue, InvalidPriority, Priority, RatingScale, SnoozeUntil, Urgency, Visibility,
    WakeCause,
};
