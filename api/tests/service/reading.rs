//! Lists, pages, and things by their ids.

use api::auth::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::*;

fn nodes(connection: &Value) -> Vec<String> {
    let edges = connection["edges"].as_array().unwrap().iter();
    edges.map(|edge| edge["node"]["id"].as_str().unwrap().to_owned()).collect()
}

async fn pages(stack: &Stack, size: &str, cursor: &str, step: &str) -> Vec<String> {
    let document = format!(
        "query ($cursor: String) {{ conversations(order: FIRST_OPENED, {size}: 3, {cursor}: $cursor) {{
            edges {{ node {{ id }} }} pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }} }}"
    );
    let (mut found, mut at) = (Vec::new(), Value::Null);
    loop {
        let data = stack.read(Role::Agent, &document, json!({"cursor": at})).await;
        let page = &data["conversations"];
        let mut ids = nodes(page);
        let (more, next) =
            if step == "forward" { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
        if step == "backward" {
            ids.reverse();
        }
        found.extend(ids);
        if page["pageInfo"][more] == false {
            return found;
        }
        at = page["pageInfo"][next].clone();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_page_by_page_from_either_end() {
    let stack = Stack::set().await;
    for number in 0..9_u128 {
        stack.clock.advance(chrono::TimeDelta::seconds(1));
        stack.open(Uuid::from_u128(0x1_0000 + number), CUSTOMER).await;
    }
    stack.settled().await;
    let forward = pages(&stack, "first", "after", "forward").await;
    let mut backward = pages(&stack, "last", "before", "backward").await;
    backward.reverse();
    assert_eq!((forward.len(), &forward), (11, &backward));
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_are_read_page_by_page_now_and_then() {
    let stack = Stack::set().await;
    for text in ["one", "two", "three", "four"] {
        let turn = json!({"conversationId": CONVERSATION, "text": text});
        done(&stack.mutate(Role::Customer, "recordTurn", turn).await);
    }
    let head = stack.settled().await;
    let document = "query ($id: ID!, $then: AsOfInput, $after: String) { conversation(id: $id, asOf: $then) {
        turns(first: 2, after: $after) { edges { node { index } } pageInfo { endCursor hasNextPage } } } }";
    for then in [Value::Null, json!({"position": head.to_string()})] {
        let (mut found, mut after) = (Vec::new(), Value::Null);
        loop {
            let variables = json!({"id": CONVERSATION, "then": then, "after": after});
            let data = stack.read(Role::Agent, document, variables).await;
            let turns = &data["conversation"]["turns"];
            found.extend(turns["edges"].as_array().unwrap().iter().map(|edge| edge["node"]["index"].as_u64().unwrap()));
            after = turns["pageInfo"]["endCursor"].clone();
            if turns["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(found, [0, 1, 2, 3, 4], "as of {then}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_with_an_id_is_found_by_it() {
    let stack = Stack::set().await;
    let document = "query ($id: ID!) { conversation(id: $id) { id customer { id } turns { edges { node { id } } } }
        agents { edges { node { id } } } queues { id } }";
    let data = stack.read(Role::Agent, document, json!({"id": CONVERSATION})).await;
    let conversation = &data["conversation"];
    let ids = [
        (&conversation["id"], "Conversation"),
        (&conversation["customer"]["id"], "Customer"),
        (&conversation["turns"]["edges"][0]["node"]["id"], "Turn"),
        (&data["agents"]["edges"][0]["node"]["id"], "Agent"),
        (&data["queues"][0]["id"], "Queue"),
    ];
    let by_ids = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    let given: Vec<_> = ids.iter().map(|(id, _)| *id).collect();
    let found = stack.read(Role::Agent, by_ids, json!({"ids": given})).await;
    for ((id, name), node) in ids.into_iter().zip(found["nodes"].as_array().unwrap()) {
        assert_eq!(node, &json!({"__typename": name, "id": id}));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_found_by_any_way_of_writing_their_address() {
    let stack = Stack::set().await;
    let document = "query ($value: String!) { customerByIdentity(identity: { kind: EMAIL, value: $value }) {
        name { text } identities { kind value { text } } } }";
    let data = stack.read(Role::Agent, document, json!({"value": " CARLA@example.org "})).await;
    assert_eq!(data["customerByIdentity"]["identities"][0]["value"]["text"], "carla@example.org");
    let nobody = stack.read(Role::Agent, document, json!({"value": "nobody@example.org"})).await;
    assert_eq!(nobody["customerByIdentity"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_stands_on_the_board() {
    let stack = Stack::set().await;
    let handoff = json!({"conversationId": CONVERSATION, "target": {"queueId": QUEUE}, "reason": "asked_for"});
    done(&stack.mutate(Role::Assistant, "requestHandoff", handoff).await);
    stack.settled().await;
    let document = "{ queueBoard { waiting lines { queue { name } waitingCount byPriority
        waiting { edges { node { priority conversation { status answering } } } } } } }";
    let board = &stack.read(Role::Supervisor, document, json!({})).await["queueBoard"];
    assert_eq!((&board["waiting"], &board["lines"][0]["queue"]["name"]), (&json!(1), &json!("billing")));
    assert_eq!(board["lines"][0]["byPriority"], json!([0, 0, 1, 0, 0]));
    let waiting = &board["lines"][0]["waiting"]["edges"][0]["node"];
    assert_eq!(waiting["conversation"], json!({"status": "OPEN", "answering": "QUEUE"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_and_the_viewer_are_told() {
    let stack = Stack::set().await;
    let data = stack
        .read(Role::Supervisor, "{ viewer { tenant role id } status { views { name lag state } } }", json!({}))
        .await;
    assert_eq!(data["viewer"], json!({"tenant": "acme", "role": "supervisor", "id": "supervisor"}));
    let views = data["status"]["views"].as_array().unwrap();
    assert!(views.len() >= 6 && views.iter().all(|view| view["state"] == "LIVE"));
}
