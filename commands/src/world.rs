//! The states of other streams that a decision refers to.

use std::collections::HashMap;
use std::sync::Arc;

use domain::agent::Agent;
use domain::conversation::Conversation;
use domain::customer::Customer;
use domain::model::Model;
use domain::queue::Queue;
use domain::{AgentId, ConversationId, CustomerId, ModelId, QueueId};

/// What was true of other streams when the decision was made. They may change at the same moment; a rule that leans on
/// them keeps people from mistakes and is no invariant.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// By id.
    pub conversations: HashMap<ConversationId, Arc<Conversation>>,
    /// By id.
    pub customers: HashMap<CustomerId, Arc<Customer>>,
    /// By id.
    pub agents: HashMap<AgentId, Arc<Agent>>,
    /// By id.
    pub queues: HashMap<QueueId, Arc<Queue>>,
    /// By id.
    pub models: HashMap<ModelId, Arc<Model>>,
}

impl World {
    /// Whether the agent is registered and not retired.
    #[must_use]
    pub fn agent_serves(&self, id: AgentId) -> bool {
        self.agents.get(&id).is_some_and(|agent| agent.registered && !agent.retired)
    }

    /// Whether the customer was erased.
    #[must_use]
    pub fn is_erased(&self, id: CustomerId) -> bool {
        self.customers.get(&id).is_some_and(|customer| customer.erased.is_some())
    }

    /// Whether the queue is defined and not retired.
    #[must_use]
    pub fn queue_serves(&self, id: QueueId) -> bool {
        self.queues.get(&id).is_some_and(|queue| queue.definition.is_some() && !queue.retired)
    }
}
