//! No more is read of a Conversation than is asked for where it is shown.

use api::auth::Role;
use serde_json::json;

use crate::support::sdl::Sdl;
use crate::support::*;

/// How many columns are a glance.
const GLANCE: usize = 11;

/// How many columns each read of Conversations takes that a query costs.
async fn reads(stack: &Stack, query: &str) -> Vec<usize> {
    stack.views.take();
    stack.read(Role::Supervisor, query, json!({})).await;
    let asked = stack.views.take();
    asked
        .iter()
        .filter_map(|sql| sql.split_once(" from conversation_list"))
        .map(|(columns, _)| columns.split(", ").count())
        .collect()
}

async fn of_list(stack: &Stack, list: &str) -> Vec<usize> {
    reads(stack, &format!("{{ conversations {{ {list} }} }}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_reads_each_field_at_a_glance_or_with_the_whole() {
    let stack = Stack::set().await;
    let sdl = Sdl::of(&api::graphql::sdl());
    let mut glanced = Vec::new();
    for field in sdl.fields("Conversation") {
        let selection = sdl.selection(field);
        let read = of_list(&stack, &format!("nodes {{ {selection} }}")).await;
        let fragments = format!("edges {{ node {{ ... on Node {{ ... on Conversation {{ {selection} }} }} }} }}");
        assert_eq!((read.len(), &read), (1, &of_list(&stack, &fragments).await), "{selection}");
        if read == [GLANCE] {
            glanced.push(field.name.node.as_str());
        }
    }
    let expected =
        "id customer channel language status answering waitingOn waitingSince priority openedAt lastActivityAt";
    assert_eq!(glanced.join(" "), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_anywhere_in_a_list_is_read_for_all_of_it() {
    let stack = Stack::set().await;
    for mixed in ["nodes { id } edges { node { tags } }", "nodes { tags } edges { node { id } }", "nodes { id tags }"] {
        let read = of_list(&stack, mixed).await;
        assert!(read.len() == 1 && read[0] > GLANCE, "{mixed}: {read:?}");
    }
    assert_eq!(of_list(&stack, "nodes { __typename a: id } pageInfo { endCursor }").await, [GLANCE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_and_what_agents_hold_is_read_at_once() {
    let stack = Stack::set().await;
    let waits = uuid::Uuid::from_u128(0x2_0001);
    stack.open(waits, CUSTOMER).await;
    for conversation in [json!(CONVERSATION), json!(waits)] {
        let handoff = json!({"conversationId": conversation, "target": {"queueId": QUEUE}, "reason": "asked_for"});
        done(&stack.mutate(Role::Assistant, "requestHandoff", handoff).await);
    }
    stack.settled().await;
    let board = |entry: &str| {
        format!("{{ queueBoard {{ lines {{ waiting {{ nodes {{ {entry} }} edges {{ node {{ since }} }} }} }} }} }}")
    };
    assert_eq!(reads(&stack, &board("priority")).await, [0; 0]);
    assert_eq!(reads(&stack, &board("conversation { status }")).await, [GLANCE]);
    assert!(reads(&stack, &board("conversation { tags }")).await.iter().all(|columns| *columns > GLANCE));
    let query = board("conversation { id status tags }");
    let board = stack.read(Role::Supervisor, &query, json!({})).await;
    let entries = board["queueBoard"]["lines"][0]["waiting"]["nodes"].as_array().unwrap();
    assert!(entries.len() == 2 && entries.iter().all(|entry| entry["conversation"]["status"] == "OPEN"), "{board}");
    let held = |fields: &str| format!("{{ agents {{ nodes {{ conversations {{ nodes {{ {fields} }} }} }} }} }}");
    assert!(reads(&stack, &held("id")).await.iter().all(|columns| *columns == GLANCE));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_of_a_list_is_the_same_alone_and_among_all() {
    let stack = Stack::set().await;
    stack.assign(CONVERSATION).await;
    done(&stack.mutate(Role::Agent, "addTag", json!({"conversationId": CONVERSATION, "tag": "late"})).await);
    stack.settled().await;
    let sdl = Sdl::of(&api::graphql::sdl());
    let fields = sdl.fields("Conversation");
    let selections: Vec<_> = fields.iter().map(|field| sdl.selection(field)).collect();
    let listed = async |selection: &str| {
        let nodes = format!("nodes {{ {selection} }} edges {{ node {{ ... on Conversation {{ {selection} }} }} }}");
        stack.read(Role::Agent, &format!("{{ conversations {{ {nodes} }} }}"), json!({})).await["conversations"].take()
    };
    let whole = listed(&selections.join(" ")).await;
    assert_eq!(whole["nodes"].as_array().unwrap().len(), 2);
    for (field, selection) in fields.iter().zip(&selections) {
        let (name, alone) = (field.name.node.as_str(), listed(selection).await);
        for place in 0..2 {
            let among_all = &whole["nodes"][place][name];
            assert_eq!(&alone["nodes"][place][name], among_all, "{name}");
            assert_eq!(&alone["edges"][place]["node"][name], among_all, "{name}");
        }
    }
}
