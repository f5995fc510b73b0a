//! Tests of the format, from the text of a line to its plan.

use std::io::Cursor;

use serde_json::{Value, json};

use super::*;
use crate::import::ids::for_tests;

fn read_all(text: &str) -> Vec<Planned> {
    let mut all = Vec::new();
    read(Cursor::new(text), &Code::known("crm"), &for_tests("crm"), &mut |planned| {
        all.push(planned);
        true
    });
    all
}

fn conversation() -> Value {
    json!({
        "type": "conversation",
        "id": "c-1",
        "channel": "chat",
        "customer": {"id": "u-1", "email": "Someone@Example.org", "name": "Someone"},
        "agents": [{"id": "a-1", "name": "An Agent"}],
        "tags": ["billing"],
        "turns": [
            {"id": "m-1", "at": "2024-05-01T10:00:00Z", "by": "customer", "text": "hello"},
            {"id": "m-2", "at": "2024-05-01T10:00:05Z", "by": "assistant", "text": "hello to you"},
            {"id": "m-3", "at": "2024-05-01T10:01:00Z", "by": "agent", "agent": "a-1", "text": "an agent here"},
            {"id": "m-4", "at": "2024-05-01T10:02:00Z", "by": "agent", "agent": "a-1", "text": "note", "visibility": "internal"},
            {"id": "m-5", "at": "2024-05-01T10:03:00Z", "by": "assistant", "text": "back again"},
        ],
        "resolution": {"at": "2024-05-01T10:05:00Z", "code": "solved"},
        "ratings": [{"at": "2024-05-01T10:06:00Z", "scale": "csat", "score": 5}],
    })
}

/// The reason why a line is turned down after a field of the good one was changed.
fn reason(change: impl FnOnce(&mut Value)) -> String {
    let mut line = conversation();
    change(&mut line);
    read_all(&line.to_string()).remove(0).unwrap_err()
}

#[test]
fn a_conversation_becomes_commands_in_order() {
    let plan = read_all(&conversation().to_string()).remove(0).unwrap();
    let names: Vec<_> = plan.steps.iter().map(|step| step.ask.name()).collect();
    assert_eq!(
        names,
        [
            "open_conversation",
            "add_tag",
            "record_turn",
            "record_turn",
            "assign",
            "record_turn",
            "record_turn",
            "release",
            "record_turn",
            "resolve",
            "rate"
        ]
    );
    assert_eq!(plan.customer.register.identity.value(), "u-1");
    assert_eq!(plan.customer.links[0].identity.value(), "someone@example.org");
    assert_eq!(plan.agents.len(), 1);
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    let good = conversation().to_string();
    let all = read_all(&format!("{good}\n\nnot json\n{good}"));
    assert_eq!(all.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(
        all[1].as_ref().unwrap_err(),
        "line 3: it is not JSON: a word stands without double quotes, at column 2"
    );
}

#[test]
fn a_line_that_is_too_long_is_named_and_the_others_are_read() {
    let good = conversation().to_string();
    let (fits, too_long) = (" ".repeat(LONGEST as usize - good.len()), "x".repeat(3 * LONGEST as usize));
    let all = read_all(&format!("{good}{fits}\n{too_long}\n{good}\n{too_long}"));
    assert_eq!(all.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, false]);
    assert_eq!(all[1].as_ref().unwrap_err(), "line 2: a line has at most 4194304 bytes");
}

#[test]
fn a_reason_names_the_field() {
    let check = |change: fn(&mut Value), expected: &str| {
        let reason = reason(change);
        assert!(reason.contains(expected), "{reason}");
    };
    check(|line| line["turns"][1]["text"] = json!(" "), "line 1: turns[1].text: nothing was said");
    check(|line| line["turns"][2]["agent"] = json!("a-2"), "turns[2].agent");
    check(|line| line["turns"][2]["id"] = json!("m-1"), "turns[2].id");
    check(|line| line["turns"][1]["at"] = json!("2024-05-01T09:00:00Z"), "turns[1].at");
    check(|line| line["customer"] = json!({"name": "Nobody"}), "customer: at least one");
    check(|line| line["customer"]["phone"] = json!("12"), "customer.phone");
    check(|line| line["ratings"][0]["score"] = json!(9), "ratings[0].score");
    check(|line| line["resolution"]["at"] = json!("2024-05-01T09:00:00Z"), "resolution.at");
    check(|line| line["colour"] = json!("red"), "unknown field `colour`");
    check(|line| line["id"] = json!(""), "id: an id has");
    check(|line| line["type"] = json!("letter"), "expected `conversation`");
    check(|line| line["turns"][0]["at"] = json!(7), "at column");
    check(|line| drop(line.as_object_mut().unwrap().remove("channel")), "missing field `channel`");
}

#[test]
fn a_reason_repeats_nothing_that_a_person_wrote() {
    let reason = reason(|line| line["turns"][0]["at"] = json!("my number is 0800"));
    assert!(!reason.contains("0800"), "{reason}");
}

#[test]
fn the_same_line_gives_the_same_commands() {
    let line = conversation().to_string();
    let all = read_all(&format!("{line}\n{line}"));
    let ids = |planned: &Planned| planned.as_ref().unwrap().steps.iter().map(|step| step.id).collect::<Vec<_>>();
    assert_eq!(ids(&all[0]), ids(&all[1]));
}
