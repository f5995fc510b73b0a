//! Who takes part in a Conversation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AgentId, CustomerId};

/// A participant: the one who is served, the machine that serves, a person who serves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Participant {
    /// The customer.
    Customer(CustomerId),
    /// The machine.
    Assistant,
    /// A human agent.
    Agent(AgentId),
}
