//! What customers see: their own Conversations, and nothing of how they are served.

use api::auth::Role;
use serde_json::{Value, json};

use crate::support::*;

const INTERNALS: &str = "skill tier urgency escalationAcknowledged priority tags fields { name } turnCount
    handoff { id } participants { role } queue { name }
    agent { name { text } skills { skill } languages capacity openCount snoozedCount presence presenceReason
        presenceSince }
    customer { remark { text } } ratings { score }";

async fn served() -> Stack {
    let stack = Stack::set().await;
    stack.assign(CONVERSATION).await;
    let on = |mut input: Value| {
        input["conversationId"] = json!(CONVERSATION);
        input
    };
    let acts = [
        ("addTag", json!({"tag": "late"})),
        ("setField", json!({"field": "order", "value": {"text": "4711"}})),
        ("addParticipant", json!({"participant": {"kind": "AGENT", "id": COLLEAGUE}, "role": "expert"})),
        ("escalateConversation", json!({"tier": 1, "urgency": "HIGH", "reason": "angry", "note": "shouts"})),
        ("recordTurn", json!({"text": "she shouts", "visibility": "INTERNAL"})),
        ("recordTurn", json!({"text": "it is on its way"})),
        ("requestHandoff", json!({"target": {"agentId": COLLEAGUE}, "reason": "hard", "note": "help"})),
    ];
    for (name, input) in acts {
        done(&stack.mutate(Role::Agent, name, on(input)).await);
    }
    stack.settled().await;
    stack
}

async fn conversation(stack: &Stack, role: Role, fields: &str) -> Value {
    let document = format!("query ($id: ID!) {{ conversation(id: $id) {{ {fields} }} }}");
    stack.read(role, &document, json!({"id": CONVERSATION})).await["conversation"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_nothing_of_how_they_are_served() {
    let stack = served().await;
    let seen = conversation(&stack, Role::Customer, INTERNALS).await;
    assert_eq!(seen["agent"]["name"]["text"], "Anna");
    for field in ["skill", "tier", "urgency", "escalationAcknowledged", "priority", "turnCount", "handoff", "queue"] {
        assert_eq!(seen[field], Value::Null, "{field}");
    }
    for field in ["tags", "fields", "participants", "ratings"] {
        assert_eq!(seen[field], json!([]), "{field}");
    }
    for field in ["capacity", "openCount", "snoozedCount", "presence", "presenceReason", "presenceSince"] {
        assert_eq!(seen["agent"][field], Value::Null, "{field}");
    }
    assert_eq!(seen["customer"]["remark"], Value::Null);
    let known = conversation(&stack, Role::Agent, INTERNALS).await;
    assert_eq!((&known["tags"], &known["tier"], &known["turnCount"]), (&json!(["late"]), &json!(1), &json!(3)));
    assert_eq!(known["customer"]["remark"]["text"], "likes tea");
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_read_no_notes_however_they_ask() {
    let stack = served().await;
    let turns = "turns(first: 10) { edges { node { id visibility text { text } } } }";
    let shown = conversation(&stack, Role::Customer, turns).await;
    let texts: Vec<_> =
        shown["turns"]["edges"].as_array().unwrap().iter().map(|edge| &edge["node"]["text"]["text"]).collect();
    assert_eq!(texts, ["where is my parcel?", "it is on its way"]);
    let all = conversation(&stack, Role::Agent, turns).await;
    let note = all["turns"]["edges"].as_array().unwrap().iter().find(|edge| edge["node"]["visibility"] == "INTERNAL");
    let id = &note.unwrap()["node"]["id"];
    let by_id = "query ($id: ID!) { node(id: $id) { __typename } }";
    assert_eq!(stack.read(Role::Customer, by_id, json!({"id": id})).await["node"], Value::Null);
    assert_eq!(stack.read(Role::Agent, by_id, json!({"id": id})).await["node"]["__typename"], "Turn");
    let then = "query ($id: ID!) { conversation(id: $id, asOf: { time: \"9999-01-01T00:00:00Z\" }) { turns { edges { node { id } } } } }";
    let then = stack.read(Role::Customer, then, json!({"id": CONVERSATION})).await;
    assert_eq!(then["conversation"]["turns"]["edges"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_no_conversation_of_another() {
    let stack = Stack::set().await;
    let theirs = uuid::Uuid::from_u128(0x99);
    stack.open(theirs, STRANGER).await;
    stack.settled().await;
    let one = "query ($id: ID!) { conversation(id: $id) { id } node(id: $id) { id } }";
    let id = async_graphql::ID::from(api::graphql::node_id::NodeId::Conversation(domain::ConversationId(theirs)));
    let data = stack.read(Role::Customer, one, json!({"id": id.as_str()})).await;
    assert_eq!(data, json!({"conversation": null, "node": null}));
    let list = "{ conversations(filter: { channels: [\"web\"] }, order: FIRST_OPENED) { edges { node { id } } } }";
    let data = stack.read(Role::Customer, list, json!({})).await;
    assert_eq!(data["conversations"]["edges"].as_array().unwrap().len(), 2, "they get their own");
    let other = "query ($id: ID!) { customer(id: $id) { id } }";
    assert_eq!(stack.read(Role::Customer, other, json!({"id": STRANGER})).await["customer"], Value::Null);
    let turn = json!({"conversationId": theirs, "text": "hello"});
    assert_eq!(refusal(&stack.mutate(Role::Customer, "recordTurn", turn).await), "NOT_THE_CUSTOMER");
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_learn_nothing_from_what_a_list_leaves_out() {
    let stack = served().await;
    let id = async_graphql::ID::from(api::graphql::node_id::NodeId::Customer(domain::CustomerId(CUSTOMER)));
    let customer = format!("filter: {{ customerId: \"{}\" }}", id.as_str());
    let telling = [
        "filter: { tags: [\"late\"] }",
        "filter: { skill: \"law\" }",
        "filter: { priorities: [1] }",
        "filter: { minTier: 1 }",
        "filter: { urgencies: [HIGH] }",
        "filter: { waitingOn: [SERVICE] }",
        "filter: { answering: [AGENT] }",
        "order: PRIORITY",
        &customer,
    ];
    for arguments in telling {
        let document = format!("{{ conversations({arguments}) {{ edges {{ cursor }} }} }}");
        assert_eq!(code(&stack.ask(Role::Customer, &document, json!({})).await), "FORBIDDEN", "{arguments}");
        assert_eq!(stack.ask(Role::Agent, &document, json!({})).await["errors"], Value::Null, "{arguments}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_find_no_agent_by_id_and_no_note_behind_an_answer() {
    let stack = served().await;
    let by_id = "query ($id: ID!) { node(id: $id) { __typename } }";
    let agent = async_graphql::ID::from(api::graphql::node_id::NodeId::Agent(domain::AgentId(AGENT)));
    let variables = json!({"id": agent.as_str()});
    assert_eq!(stack.read(Role::Customer, by_id, variables.clone()).await["node"], Value::Null);
    assert_eq!(stack.read(Role::Agent, by_id, variables).await["node"]["__typename"], "Agent");

    let note = uuid::Uuid::from_u128(0x51);
    let turns = [
        json!({"conversationId": CONVERSATION, "id": note, "text": "careful", "visibility": "INTERNAL"}),
        json!({"conversationId": CONVERSATION, "text": "hello", "replyToId": note}),
        json!({"conversationId": CONVERSATION, "text": "again", "replyToId": TURN}),
    ];
    for turn in turns {
        done(&stack.mutate(Role::Agent, "recordTurn", turn).await);
    }
    stack.settled().await;
    let last = "turns(last: 2) { edges { node { replyToId } } }";
    let shown = conversation(&stack, Role::Customer, last).await;
    let answered = |of: &Value, at: usize| of["turns"]["edges"][at]["node"]["replyToId"].is_string();
    assert_eq!((answered(&shown, 0), answered(&shown, 1)), (false, true));
    assert!(answered(&conversation(&stack, Role::Agent, last).await, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_choose_neither_who_serves_them_nor_before_whom() {
    let stack = Stack::set().await;
    for (field, value) in [("answering", json!({"agentId": AGENT})), ("priority", json!(1))] {
        let mut input = json!({"channel": "web"});
        input[field] = value;
        let payload = stack.mutate(Role::Customer, "openConversation", input).await;
        assert_eq!((refusal(&payload), &payload["userErrors"][0]["field"]), ("INVALID_INPUT", &json!(field)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn analysts_and_auditors_read_no_words() {
    let stack = served().await;
    for role in [Role::Analyst, Role::Auditor] {
        let seen =
            conversation(&stack, role, "subject { text state } turns { edges { node { text { text state } } } }").await;
        let masked = json!({"text": null, "state": "MASKED"});
        assert_eq!(seen["subject"], masked);
        assert!(seen["turns"]["edges"].as_array().unwrap().iter().all(|edge| edge["node"]["text"] == masked));
    }
}
