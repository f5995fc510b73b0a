//! Conversations as JSON lines.

use std::fs;

use serde_json::json;
use tests::home::Home;

use super::{counts, import, log};

/// Two conversations of one customer, one of them settled, and a line that is none.
fn lines() -> String {
    let customer = json!({"email": "one@example.org", "name": "One"});
    let agents = json!([{"id": "kim", "name": "Kim", "languages": ["en"]}]);
    let settled = json!({
        "type": "conversation", "id": "1", "channel": "email", "language": "en", "subject": "a parcel",
        "customer": customer, "agents": agents, "tags": ["parcel"],
        "turns": [
            {"at": "2026-01-01T10:00:00Z", "by": "customer", "text": "where is it?"},
            {"at": "2026-01-01T10:00:05Z", "by": "assistant", "text": "on its way"},
            {"at": "2026-01-01T10:01:00Z", "by": "agent", "agent": "kim", "text": "it has arrived"},
        ],
        "resolution": {"at": "2026-01-01T10:02:00Z", "code": "answered"},
        "ratings": [{"at": "2026-01-01T10:03:00Z", "scale": "csat", "score": 5, "comment": "quick"}],
    });
    let open = json!({
        "type": "conversation", "id": "2", "channel": "web", "customer": customer,
        "turns": [{"at": "2026-01-02T10:00:00Z", "by": "customer", "text": "another matter"}],
    });
    format!("{settled}\n{open}\n")
}

#[test]
fn a_file_is_taken_in_once() {
    let home = Home::sqlite();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("history.jsonl");
    fs::write(&file, lines()).unwrap();
    let tally = import(&home, "jsonl", &file);
    assert_eq!(tally["conversations"], 2, "{tally}");

    let first = log(&home);
    let counts = counts(&first);
    for (kind, expected) in [
        ("customer.registered", 1),
        ("agent.registered", 1),
        ("conversation.opened", 2),
        ("conversation.turn_recorded", 4),
        ("conversation.tag_added", 1),
        ("conversation.resolved", 1),
        ("conversation.rated", 1),
    ] {
        assert_eq!(counts.get(kind), Some(&expected), "{kind}: {counts:?}");
    }
    import(&home, "jsonl", &file);
    assert_eq!(log(&home), first);
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_are_taken_in() {
    let home = Home::sqlite();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("history.jsonl");
    fs::write(&file, format!("{{\"secret\": \"hunter2\"}}\n{}", lines())).unwrap();
    let output = home.run(&["import", "jsonl", file.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert_eq!(output.status.code(), Some(6), "{said}");
    assert!(said.contains("history.jsonl, line 1: ") && !said.contains("hunter2"), "{said}");
    assert_eq!(counts(&log(&home)).get("conversation.opened"), Some(&2));
}
