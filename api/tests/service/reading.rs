//! Lists, pages, and things by their ids.

use api::auth::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::sdl::Sdl;
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
    stack.settled().await;
    let document = "query ($id: ID!, $then: AsOfInput, $after: String) { conversation(id: $id, asOf: $then) {
        turns(first: 2, after: $after) { edges { node { index } } pageInfo { endCursor hasNextPage } } } }";
    for then in [Value::Null, json!({"position": "9999"})] {
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

/// What the views are asked of Conversations for a list.
async fn read_for(stack: &Stack, list: &str) -> Vec<String> {
    stack.views.take();
    stack.read(Role::Agent, &format!("{{ conversations {{ {list} }} }}"), json!({})).await;
    let mut asked = stack.views.take();
    asked.retain(|sql| sql.contains("from conversation_list"));
    asked
}

fn columns(sql: &str) -> usize {
    sql.split(" from ").next().unwrap().split(", ").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_reads_no_more_of_a_conversation_than_it_is_asked_for() {
    let stack = Stack::set().await;
    let sdl = Sdl::of(&api::graphql::sdl());
    let (mut glanced, mut whole) = (Vec::new(), Vec::new());
    for field in sdl.fields("Conversation") {
        let selection = sdl.selection(field);
        let lists = [
            format!("nodes {{ {selection} }}"),
            format!("edges {{ node {{ ... on Node {{ ... on Conversation {{ {selection} }} }} }} }}"),
        ];
        let read = [read_for(&stack, &lists[0]).await, read_for(&stack, &lists[1]).await];
        assert_eq!(read[0], read[1], "{selection}");
        assert_eq!(read[0].len(), 1, "{selection}");
        let fields = if columns(&read[0][0]) == 11 { &mut glanced } else { &mut whole };
        fields.push(field.name.node.as_str());
    }
    let at_a_glance = [
        "id",
        "customer",
        "channel",
        "language",
        "status",
        "answering",
        "waitingOn",
        "waitingSince",
        "priority",
        "openedAt",
        "lastActivityAt",
    ];
    assert_eq!((glanced.len(), &glanced[..]), (11, &at_a_glance[..]));
    assert!(whole.contains(&"subject") && whole.contains(&"tags"), "{whole:?}");
    for mixed in ["nodes { id } edges { node { tags } }", "nodes { tags } edges { node { id } }", "nodes { id tags }"] {
        let read = read_for(&stack, mixed).await;
        assert_eq!((read.len(), columns(&read[0]) > 11), (1, true), "{mixed}");
    }
    assert_eq!(columns(&read_for(&stack, "nodes { __typename a: id } pageInfo { endCursor }").await[0]), 11);
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
