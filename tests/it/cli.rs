//! What operators do at the command line, and what it answers when something is wrong.

mod doctor;
mod documents;
mod model;
mod refusals;
mod understand;

use std::fs;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use tests::home::Home;
use tests::log::{assert_gapless, position, text};
use tests::repository;

/// A home in which a server ran: one customer with one conversation of two turns. With the conversation's UUID.
async fn lived_in() -> (Home, String) {
    let home = Home::sqlite();
    let mut server = home.serve();
    let client = server.client("admin");
    let identity = json!({"kind": "EMAIL", "value": "one@example.org"});
    let register = json!({"identity": identity, "verifiedBy": "code_sent", "source": "web"});
    let customer = client.act("registerCustomer", register).await["customer"]["id"].take();
    let id = tests::graphql::fresh_id();
    client.act("openConversation", json!({"id": id, "customerId": customer, "channel": "web"})).await;
    for words in ["the first words", "the second words"] {
        let turn = json!({"conversationId": id, "author": {"kind": "CUSTOMER"}, "text": words});
        client.act("recordTurn", turn).await;
    }
    crate::views::settled(&home).await;
    assert!(server.running.terminate().success(), "{}", server.running.output());
    (home, id.to_string())
}

fn events(home: &Home, arguments: &[&str]) -> Vec<Value> {
    let printed = home.prints(&[&["events"], arguments].concat());
    printed.lines().map(|line| line.parse().unwrap()).collect()
}

#[tokio::test]
async fn status_tells_where_log_views_and_reactions_are() {
    let (home, _) = lived_in().await;
    let head = events(&home, &[]).len();
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    assert_eq!(status["head"], head);
    for place in status["views"].as_array().unwrap() {
        assert_eq!((&place["position"], &place["lag"], &place["state"]), (&head.into(), &0.into(), &"live".into()));
    }
    let reactions = status["reactions"].as_array().unwrap();
    assert!(!reactions.is_empty() && reactions.iter().all(|reaction| reaction["toDo"] == 0), "{status}");
    let printed = home.prints(&["status"]);
    assert!(printed.contains("nothing to do"), "{printed}");
    assert!(printed.starts_with(&format!("store sqlite, head {head}\n")), "{printed}");
    assert!(printed.contains("conversation_list"), "{printed}");
}

/// When each reaction that has a timer has its next.
fn timers(home: &Home) -> Vec<DateTime<Utc>> {
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    let timers = status["reactions"].as_array().unwrap().iter().filter_map(|reaction| reaction["nextTimer"].as_str());
    timers.map(|at| at.parse().unwrap()).collect()
}

#[tokio::test]
async fn status_tells_when_a_reaction_has_something_to_do_by_itself() {
    let (home, id) = lived_in().await;
    let said: DateTime<Utc> = text(&events(&home, &[])[0], "occurred_at").parse().unwrap();
    let due = said + TimeDelta::hours(1);
    let mut server = home.serve();
    let snooze = json!({"conversationId": id, "until": {"time": due}});
    server.client("admin").act("snoozeConversation", snooze).await;
    let set = async {
        while timers(&home).is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), set).await.expect("a timer is set");
    assert!(server.running.terminate().success(), "{}", server.running.output());
    assert_eq!(timers(&home), [due]);
    let printed = home.prints(&["status"]);
    assert!(printed.contains(&format!(", next timer {}", due.to_rfc3339_opts(SecondsFormat::Secs, true))), "{printed}");
}

#[tokio::test]
async fn events_are_printed_from_where_one_stopped() {
    let (home, id) = lived_in().await;
    let all = events(&home, &[]);
    assert_gapless(&all);
    let (first, rest) = (events(&home, &["--limit", "2"]), events(&home, &["--after", "2"]));
    assert_eq!([first, rest].concat(), all);

    let turns = events(&home, &["--type", "conversation.turn_recorded"]);
    assert_eq!(turns.len(), 2);
    assert!(turns.iter().all(|event| event["type"] == "conversation.turn_recorded"));
    let of_category = events(&home, &["--type", "conversation"]);
    let of_stream = events(&home, &["--stream", &format!("conversation-{id}")]);
    assert_eq!(of_category, of_stream);
    assert!(of_stream.len() < all.len());
    assert_eq!(events(&home, &["--type", "conv"]), [Value::Null; 0], "a category is a whole word");
}

#[tokio::test]
async fn a_conversation_is_replayed_as_it_stands_and_as_it_stood() {
    let (home, id) = lived_in().await;
    let now = home.prints(&["replay", &id]);
    assert!(now.contains("the first words") && now.contains("the second words"), "{now}");

    let turns = events(&home, &["--type", "conversation.turn_recorded"]);
    let then = home.prints(&["replay", &id, "--position", &position(&turns[0]).to_string()]);
    assert!(then.contains("the first words") && !then.contains("the second words"), "{then}");
    let then = home.prints(&["replay", &id, "--at", text(&turns[1], "occurred_at")]);
    assert!(then.contains("the second words"), "{then}");
}

#[tokio::test]
async fn views_that_were_lost_are_built_anew() {
    let (home, _) = lived_in().await;
    std::fs::remove_dir_all(home.data().join("views")).unwrap();
    let rebuilt = home.prints(&["rebuild"]);
    assert!(rebuilt.starts_with("rebuilt ") && rebuilt.contains("transcript"), "{rebuilt}");
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    assert!(status["views"].as_array().unwrap().iter().all(|view| view["lag"] == 0), "{status}");
}

#[test]
fn the_schema_is_the_committed_one() {
    let home = Home::sqlite();
    let file = repository::root().join("schemas/graphql/schema.graphql");
    let committed = std::fs::read_to_string(&file).unwrap();
    home.prints(&["schema", "--check", file.to_str().unwrap()]);
    assert!(home.prints(&["schema"]).trim_end() == committed.trim_end(), "what is printed is what is checked");
}

#[tokio::test]
async fn the_log_says_who_asked_and_what_became_of_a_command() {
    let home = Home::sqlite();
    let settings = fs::read_to_string(home.configuration()).unwrap();
    fs::write(home.configuration(), format!("{settings}\n[log]\nfilter = 'info,commands=debug'\nformat = 'json'\n"))
        .unwrap();
    let mut server = home.serve();
    let client = server.client("admin");
    let identity = json!({"kind": "EMAIL", "value": "one@example.org"});
    client.act("registerCustomer", json!({"identity": identity, "verifiedBy": "code_sent", "source": "web"})).await;
    assert!(server.running.terminate().success());
    let logged = server.running.output();
    let ended = logged.lines().find(|line| line.contains("a command ended")).expect("a line");
    let line: Value = serde_json::from_str(ended).unwrap();
    assert_eq!(
        (&line["outcome"], &line["revision"], &line["events"]),
        (&json!("done"), &json!(1), &json!(2)),
        "{line}"
    );
    let of = |name: &str| line["spans"].as_array().unwrap().iter().find(|span| span["name"] == name).unwrap();
    let asked = of("graphql");
    assert_eq!((&asked["tenant"], &asked["role"]), (&json!("default"), &json!("admin")), "{line}");
    let command = of("command");
    assert!(asked["request_id"].is_string() && command["command_id"].is_string(), "{line}");
    assert_eq!(command["command"], "register_customer", "{line}");
    assert_eq!(ended.matches(r#""name":"#).count(), line["spans"].as_array().unwrap().len(), "each key once: {ended}");
    assert!(!logged.contains("one@example.org"), "{logged}");
}
