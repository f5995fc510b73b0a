//! What the load generator asks.

use anyhow::Context as _;
use clap::ValueEnum;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::client::{Client, Code};
use crate::edge;

const REGISTER: &str = "mutation Register($input: RegisterCustomerInput!) {
    registerCustomer(input: $input) { customer { id } userErrors { code } } }";
const OPEN: &str = "mutation Open($input: OpenConversationInput!) {
    openConversation(input: $input) { conversation { id } userErrors { code } } }";
const TURN: &str = "mutation Turn($input: RecordTurnInput!) {
    recordTurn(input: $input) { position userErrors { code } } }";
const LIST: &str = "query List { conversations(first: 20) { nodes { id status } } }";

/// What is said in each turn; as long as people's turns are.
const TEXT: &str = "I have ordered two lamps last week, and only one of them has come. Where is the other one?";
/// How many Conversations are opened at once.
const OPENINGS: usize = 16;

/// What is asked.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mix {
    /// Customers speak.
    RecordTurn,
    /// Lists of Conversations are read.
    List,
    /// Four turns, then a list.
    Mixed,
}

/// What the load plays on: a Conversation for each connection.
#[derive(Debug)]
pub struct Stage {
    conversations: Vec<String>,
}

impl Stage {
    /// Registers a customer and opens their Conversations.
    pub async fn set(client: &Client, connections: usize) -> anyhow::Result<Self> {
        let run = edge::fresh_id();
        let customer =
            client.ask(REGISTER, json!({"input": register(run)})).await.context("a customer cannot be registered")?;
        let customer = id(&customer, "/customer/id")?;
        let open = |number| {
            let (client, customer) = (client.clone(), customer.clone());
            async move {
                let command_id = Uuid::new_v5(&run, format!("open/{number}").as_bytes());
                let input = json!({"commandId": command_id, "customerId": customer, "channel": "load"});
                let opened =
                    client.ask(OPEN, json!({"input": input})).await.context("a conversation cannot be opened")?;
                id(&opened, "/conversation/id")
            }
        };
        let conversations = stream::iter(0..connections).map(open).buffered(OPENINGS).try_collect().await?;
        Ok(Self { conversations })
    }

    /// Asks what comes as the `turn`-th request of a connection.
    pub async fn ask(&self, client: &Client, mix: Mix, connection: usize, turn: u64) -> Result<(), Code> {
        let is_list = match mix {
            Mix::RecordTurn => false,
            Mix::List => true,
            Mix::Mixed => turn % 5 == 4,
        };
        if is_list {
            return client.ask(LIST, json!({})).await.map(drop);
        }
        let conversation = &self.conversations[connection % self.conversations.len()];
        let input = json!({
            "commandId": edge::fresh_id(),
            "conversationId": conversation,
            "author": {"kind": "CUSTOMER"},
            "text": TEXT,
        });
        client.ask(TURN, json!({"input": input})).await.map(drop)
    }
}

fn register(run: Uuid) -> Value {
    json!({
        "commandId": run,
        "identity": {"kind": "EXTERNAL", "system": "load", "value": run},
        "verifiedBy": "load",
        "source": "load",
    })
}

fn id(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let id = value.pointer(pointer).and_then(Value::as_str);
    id.map(str::to_owned).with_context(|| format!("the answer lacks {pointer}"))
}
