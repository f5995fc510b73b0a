//! Every place where what a customer said can be read.

use serde_json::{Value, json};
use tests::graphql::Client;
use tests::home::Home;

use super::told::Told;

const CONVERSATION: &str = "customer { name { text } } subject { text } fields { text { text } } \
    ratings { comment { text } } turns { nodes { text { text state } attachments { name { text } reference { text } } } }";
const CUSTOMER: &str =
    "name { text } remark { text } identities { value { text } } conversations { nodes { subject { text } } }";

/// A place where something of one customer can be read.
pub(super) struct Surface {
    canary: &'static str,
    name: &'static str,
    way: Way,
    /// What stands there instead once the customer is erased; nothing where there is nothing then.
    instead: &'static str,
}

/// How it is read.
enum Way {
    GraphQl { query: String, variables: Value },
    CommandLine(Vec<String>),
}

/// All places for one customer.
pub(super) fn of(told: &Told) -> Vec<Surface> {
    let (conversation, customer) = (&told.conversation, &told.customer);
    let as_of = json!({"id": conversation, "position": told.position});
    let identity = json!({"identity": {"kind": "EMAIL", "value": told.email}});
    let of_customer = json!({"id": customer});
    let graphql = [
        (
            "conversation",
            format!("query($id: ID!) {{ conversation(id: $id) {{ {CONVERSATION} }} }}"),
            json!({"id": conversation}),
        ),
        (
            "conversation as of then",
            format!(
                "query($id: ID!, $position: Position!) {{ conversation(id: $id, asOf: {{position: $position}}) {{ {CONVERSATION} }} }}"
            ),
            as_of,
        ),
        (
            "conversations",
            format!(
                "query($id: ID!) {{ conversations(filter: {{customerId: $id}}) {{ nodes {{ {CONVERSATION} }} }} }}"
            ),
            of_customer.clone(),
        ),
        (
            "node of the conversation",
            format!("query($id: ID!) {{ node(id: $id) {{ ... on Conversation {{ {CONVERSATION} }} }} }}"),
            json!({"id": conversation}),
        ),
        (
            "node of the turn",
            "query($id: ID!) { node(id: $id) { ... on Turn { text { text } attachments { name { text } } } } }"
                .to_owned(),
            json!({"id": told.turn}),
        ),
        (
            "node of the customer",
            format!("query($id: ID!) {{ node(id: $id) {{ ... on Customer {{ {CUSTOMER} }} }} }}"),
            of_customer.clone(),
        ),
        ("customer", format!("query($id: ID!) {{ customer(id: $id) {{ {CUSTOMER} }} }}"), of_customer),
        (
            "customer by identity",
            format!("query($identity: IdentityInput!) {{ customerByIdentity(identity: $identity) {{ {CUSTOMER} }} }}"),
            identity,
        ),
        ("customers", format!("{{ customers {{ nodes {{ {CUSTOMER} }} }} }}"), json!({})),
        (
            "log",
            "{ events(first: 100) { events { turn { text { text } } conversation { subject { text } } } } }".to_owned(),
            json!({}),
        ),
        (
            "stream",
            "query($stream: String!) { streamEvents(stream: $stream, first: 100) { turn { text { text } } } }"
                .to_owned(),
            json!({"stream": format!("conversation-{}", told.conversation_uuid)}),
        ),
    ];
    let mut surfaces: Vec<Surface> = Vec::new();
    for (name, query, variables) in graphql {
        let instead = if query.contains("state") { "ERASED" } else { "" };
        surfaces.push(Surface { canary: told.canary, name, way: Way::GraphQl { query, variables }, instead });
    }
    let replay = vec!["replay".to_owned(), told.conversation_uuid.clone()];
    let then = [replay.clone(), vec!["--position".to_owned(), told.position.as_str().unwrap().to_owned()]].concat();
    for (name, arguments) in [("replay", replay), ("replay as of then", then)] {
        surfaces.push(Surface { canary: told.canary, name, way: Way::CommandLine(arguments), instead: "[erased]" });
    }
    surfaces
}

impl Surface {
    pub(super) async fn assert_readable(&self, home: &Home, client: &Client) {
        let shown = self.shown(home, client).await;
        assert!(shown.contains(self.canary), "{}: {shown}", self.name);
    }

    pub(super) async fn assert_unreadable(&self, home: &Home, client: &Client) {
        let shown = self.shown(home, client).await;
        assert!(!shown.contains(self.canary) && shown.contains(self.instead), "{}: {shown}", self.name);
    }

    async fn shown(&self, home: &Home, client: &Client) -> String {
        match &self.way {
            Way::GraphQl { query, variables } => client.query(query, variables).await.to_string(),
            Way::CommandLine(arguments) => home.prints(&arguments.iter().map(String::as_str).collect::<Vec<_>>()),
        }
    }
}
