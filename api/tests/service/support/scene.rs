//! How the stage is set before a test begins.

use api::auth::Role;
use serde_json::json;

use super::{AGENT, COLLEAGUE, CONVERSATION, CUSTOMER, ELSEWHERE, QUEUE, STRANGER, Stack, TURN, done};

impl Stack {
    /// Two agents, a queue, two customers, and a Conversation of the first with one turn.
    pub async fn set() -> Self {
        let stack = Self::new().await;
        stack.staff().await;
        stack.customers().await;
        stack.conversation().await;
        stack.settled().await;
        stack
    }

    async fn staff(&self) {
        for (id, name) in [(AGENT, "Anna"), (COLLEAGUE, "Bert")] {
            done(&self.mutate(Role::Supervisor, "registerAgent", json!({"id": id, "name": name})).await);
        }
        done(&self.mutate(Role::Supervisor, "defineQueue", json!({"id": QUEUE, "name": "billing"})).await);
    }

    /// Registers two customers.
    pub async fn customers(&self) {
        for (id, email) in [(CUSTOMER, "carla@example.org"), (STRANGER, "stan@example.org")] {
            let identity = json!({"kind": "EMAIL", "value": email});
            let input = json!({
                "id": id, "identity": identity, "verifiedBy": "sso", "source": "web", "name": "Carla",
                "remark": "likes tea",
            });
            done(&self.mutate(Role::Service, "registerCustomer", input).await);
        }
    }

    async fn conversation(&self) {
        self.open(CONVERSATION, CUSTOMER).await;
        self.open(ELSEWHERE, CUSTOMER).await;
        let turn = json!({"conversationId": CONVERSATION, "id": TURN, "text": "where is my parcel?"});
        done(&self.mutate(Role::Customer, "recordTurn", turn).await);
    }

    /// Opens a Conversation that the Assistant answers.
    pub async fn open(&self, id: uuid::Uuid, customer: uuid::Uuid) {
        let input =
            json!({"id": id, "customerId": customer, "channel": "web", "language": "en", "subject": "a parcel"});
        done(&self.mutate(Role::Service, "openConversation", input).await);
    }

    /// Gives a Conversation to [`AGENT`].
    pub async fn assign(&self, id: uuid::Uuid) {
        let input = json!({"conversationId": id, "agentId": AGENT});
        done(&self.mutate(Role::Supervisor, "assignConversation", input).await);
    }
}
