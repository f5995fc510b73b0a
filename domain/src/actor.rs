//! Who asks for a command.

use crate::{AgentId, Code, CustomerId};

/// The one who acts, as the rules see it. A service acts for others: an importer, a channel adapter, a reaction.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Actor {
    /// A customer.
    Customer(CustomerId),
    /// The machine.
    Assistant,
    /// A human agent.
    Agent(AgentId),
    /// A human who oversees agents and sets up queues.
    Supervisor(Code),
    /// A human who answers for the service: who also erases customers, and the operator at the command line. Events
    /// recorded by early programs say `supervisor` of these.
    Admin(Code),
    /// A program: a channel adapter, an importer, a reaction.
    Service(Code),
}

impl Actor {
    /// The kind's wire name.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Customer(_) => "customer",
            Self::Assistant => "assistant",
            Self::Agent(_) => "agent",
            Self::Supervisor(_) => "supervisor",
            Self::Admin(_) => "admin",
            Self::Service(_) => "service",
        }
    }

    /// The id among those of the kind.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Customer(id) => id.to_string(),
            Self::Assistant => "assistant".to_owned(),
            Self::Agent(id) => id.to_string(),
            Self::Supervisor(name) | Self::Admin(name) | Self::Service(name) => name.to_string(),
        }
    }
}
