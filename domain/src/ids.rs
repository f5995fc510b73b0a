//! The ids of things, each its own type so that none is taken for another.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

impl LedgerId {
    /// That of the event log: there is one in an installation.
    pub const EVENTS: Self = Self(Uuid::from_u128(0x6c65_6467_6572_8000_8000_0000_0000_0001));
}

impl ModelId {
    /// That of what recognises a tenant's intents.
    pub const INTENTS: Self = Self(Uuid::from_u128(0x6d6f_6465_6c73_8000_8000_0000_0000_0001));
}

ids! {
    /// One customer's matter.
    ConversationId;
    /// One utterance within a Conversation.
    TurnId;
    /// One change of who answers.
    HandoffId;
    /// A person who is served; also the subject whose keys seal what is personal.
    CustomerId;
    /// A person who serves.
    AgentId;
    /// A queue of Conversations that wait.
    QueueId;
    /// The ledger of a log.
    LedgerId;
    /// A model that learns.
    ModelId;
    /// An article of the knowledge base.
    ArticleId;
    /// One request of an Agent for suggestions.
    SuggestionId;
    /// One question to a knowledge base.
    QueryId;
    /// One way to tell and reach a customer.
    IdentityId;
    /// A file that belongs to a turn; it is kept elsewhere.
    AttachmentId;
}
