//! What the API shows.

mod activity;
mod agent;
mod answerer;
mod article;
mod checkpoint;
mod conversation;
mod conversation_details;
mod customer;
mod dialogue;
mod entries;
mod enums;
mod event_details;
mod knowledge;
mod logged_event;
mod model;
mod participant;
mod personal;
mod proof;
mod queue;
mod seal;
mod service;
mod timeline;
mod told;
mod turn;
mod understanding;

pub use activity::{Activity, ActivityGrouping};
pub use agent::{Agent, AgentConnection};
pub use answerer::{Answerer, AnsweringKind, Handoff};
pub use article::{Article, ArticleAudience, ArticleConnection, ArticleStatus, ArticleVersion};
pub use checkpoint::{Checkpoint, Cosignature};
pub use conversation::{Conversation, ConversationConnection};
pub use conversation_details::ConversationDetails;
pub use customer::{Customer, CustomerConnection, Identity};
pub use dialogue::Dialogue;
use entries::ratings;
pub use entries::{Field, JoinedParticipant, Rating};
pub use enums::{
    ConversationStatus, IdentityKind, ParticipantKind, Presence, RatingScale, Urgency, Visibility, WaitingOn, WakeCause,
};
pub use event_details::EventDetails;
pub use knowledge::{KnowledgeHit, SearchState, SearchStatus, TextPart};
pub use logged_event::LoggedEvent;
pub use model::IntentModel;
pub use participant::Participant;
pub(crate) use personal::vault_fault;
pub use personal::{Bound, PersonalState, PersonalText, open, open_many};
pub use proof::{ConsistencyProof, InclusionProof};
pub use queue::{Queue, QueueBoard, QueueLine, WaitingConnection};
pub use seal::EventSeal;
pub use service::{ServiceInfo, Status, ViewStatus, Viewer};
pub use timeline::{EventConnection, timeline};
use turn::turns;
pub use turn::{Turn, TurnConnection};
pub use understanding::{
    FoundEntity, FoundPersonalData, Polarity, TurnUnderstanding, UnderstandingActivity, UrgencyHeard,
};
