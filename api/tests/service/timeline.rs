//! What happened in a Conversation, in words: the events with what they say.

use api::auth::Role;
use serde_json::{Value, json};

use crate::support::*;

const EVENTS: &str = "query ($id: ID!, $first: Int, $after: String) { conversation(id: $id) {
    events(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { type details {
        reason text { text state } tier urgency tag field value { number text { text } } target { agent { name { text } } }
        answering { kind } rating { score comment { text } } request: requestId source options option rank total
        snoozedUntil } } } } } }";

async fn lived() -> Stack {
    let stack = Stack::set().await;
    stack.assign(CONVERSATION).await;
    let request = uuid::Uuid::from_u128(0x70);
    let acts = [
        ("escalateConversation", json!({"tier": 1, "urgency": "HIGH", "reason": "angry", "note": "shouts"})),
        ("setField", json!({"field": "sum", "value": {"number": 3_000_000_000_u64}})),
        ("requestSuggestions", json!({"requestId": request, "text": "where it is"})),
        ("offerSuggestions", json!({"requestId": request, "source": "model-1", "options": ["a", "b"]})),
        ("pickSuggestion", json!({"requestId": request, "option": "b"})),
        ("queryKnowledge", json!({"source": "orders", "constraints": "{}"})),
        ("requestHandoff", json!({"target": {"agentId": COLLEAGUE}, "reason": "hard", "note": "help"})),
    ];
    for (name, mut input) in acts {
        input["conversationId"] = json!(CONVERSATION);
        done(&stack.mutate(Role::Agent, name, input).await);
    }
    let rating = json!({"conversationId": CONVERSATION, "scale": "CSAT", "score": 2, "comment": "slow"});
    done(&stack.mutate(Role::Customer, "rateConversation", rating).await);
    stack.settled().await;
    stack
}

async fn events(stack: &Stack, role: Role) -> Vec<Value> {
    let data = stack.read(role, EVENTS, json!({"id": CONVERSATION, "first": 100})).await;
    let edges = data["conversation"]["events"]["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"].clone()).collect()
}

fn of<'a>(events: &'a [Value], name: &str) -> &'a Value {
    let name = format!("conversation.{name}");
    &events.iter().find(|event| event["type"] == name.as_str()).unwrap_or_else(|| panic!("no {name}"))["details"]
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_serve_read_what_was_recorded() {
    let events = events(&lived().await, Role::Agent).await;
    let escalated = of(&events, "escalated");
    assert_eq!(
        (&escalated["tier"], &escalated["urgency"], &escalated["reason"]),
        (&json!(1), &json!("HIGH"), &json!("angry"))
    );
    assert_eq!(escalated["text"]["text"], "shouts");
    assert_eq!(of(&events, "field_set")["value"]["number"], 3_000_000_000_u64);
    assert_eq!(of(&events, "suggestions_requested")["text"]["text"], "where it is");
    assert_eq!(of(&events, "suggestions_offered")["options"], json!(["a", "b"]));
    let picked = of(&events, "suggestion_picked");
    assert_eq!((&picked["option"], &picked["rank"]), (&json!("b"), &json!(1)));
    assert_eq!(of(&events, "knowledge_queried")["text"]["text"], "{}");
    let handoff = of(&events, "handoff_requested");
    assert_eq!(
        (&handoff["text"]["text"], &handoff["target"]["agent"]["name"]["text"]),
        (&json!("help"), &json!("Bert"))
    );
    assert_eq!(of(&events, "rated")["rating"], json!({"score": 2, "comment": {"text": "slow"}}));
}

#[tokio::test(flavor = "multi_thread")]
async fn auditors_read_the_codes_and_not_the_words() {
    let events = events(&lived().await, Role::Auditor).await;
    let escalated = of(&events, "escalated");
    assert_eq!(
        (&escalated["reason"], &escalated["text"]),
        (&json!("angry"), &json!({"text": null, "state": "MASKED"}))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_read_their_verdict_and_nothing_of_how_they_are_served() {
    let stack = lived().await;
    let events = events(&stack, Role::Customer).await;
    let types: Vec<_> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    let shown = ["opened", "turn_recorded", "assigned", "handoff_requested", "rated"];
    assert_eq!(types, shown.map(|name| format!("conversation.{name}")));
    let handoff = of(&events, "handoff_requested");
    assert_eq!((&handoff["reason"], &handoff["text"], &handoff["target"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(of(&events, "rated")["rating"]["comment"]["text"], "slow");
    let answer = stack.ask(Role::Analyst, EVENTS, json!({"id": CONVERSATION})).await;
    assert_eq!(code(&answer), "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_is_read_page_by_page() {
    let stack = lived().await;
    let all = events(&stack, Role::Agent).await.len();
    let (mut found, mut after) = (0, Value::Null);
    loop {
        let variables = json!({"id": CONVERSATION, "first": 3, "after": after});
        let data = stack.read(Role::Agent, EVENTS, variables).await;
        let page = &data["conversation"]["events"];
        found += page["edges"].as_array().unwrap().len();
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(found, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_agent_holds_is_read_of_the_agent() {
    let stack = lived().await;
    stack.assign(ELSEWHERE).await;
    stack.settled().await;
    let document = "query ($id: ID!) { agent(id: $id) { openCount conversations { edges { node { id } } } } }";
    let data = stack.read(Role::Supervisor, document, json!({"id": AGENT})).await;
    let held = data["agent"]["conversations"]["edges"].as_array().unwrap();
    assert_eq!(json!(held.len()), data["agent"]["openCount"]);
    assert!(!held.is_empty());
}
