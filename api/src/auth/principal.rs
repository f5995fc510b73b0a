//! An identified caller.

use serde::Deserialize;

/// An identified caller. Holds pseudonymous ids alone, so it may be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The tenant whose data the caller may see.
    pub tenant: String,
    /// What the caller is in that tenant.
    pub role: Role,
    /// Pseudonymous id: the Agent's or the Customer's UUID for these roles, otherwise a chosen name.
    pub actor_id: String,
    /// The name of the token used, for the audit trail.
    pub token_name: String,
}

/// What a caller is in its tenant; rules of authorization build on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Configures the tenant.
    Admin,
    /// Watches over Queues and Agents.
    Supervisor,
    /// A human who answers Customers.
    Agent,
    /// The machine that answers Customers.
    Assistant,
    /// The person whose matter it is.
    Customer,
    /// Another system, such as a channel.
    Service,
    /// Replays the log and sees who read whose data.
    Auditor,
    /// Queries figures that hold no personal data.
    Analyst,
}

impl Role {
    /// The role in lower case, for logs and configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Supervisor => "supervisor",
            Self::Agent => "agent",
            Self::Assistant => "assistant",
            Self::Customer => "customer",
            Self::Service => "service",
            Self::Auditor => "auditor",
            Self::Analyst => "analyst",
        }
    }

    /// Whether a caller in this role is named by the UUID of a person.
    pub(super) const fn is_a_person(self) -> bool {
        match self {
            Self::Agent | Self::Customer => true,
            Self::Admin | Self::Supervisor | Self::Assistant | Self::Service | Self::Auditor | Self::Analyst => false,
        }
    }
}
