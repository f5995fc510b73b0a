//! What is not an event is told apart: an unknown name or version, or a malformed body.

use domain::{DecodeError, Event, samples};
use serde_json::{Value, json};

use crate::support::{CANARY, body, sealed};

fn decode(event_type: &str, version: u32, body: &Value) -> Result<Event, DecodeError> {
    Event::decode(event_type, version, body.to_string().as_bytes())
}

#[test]
fn what_is_encoded_decodes_to_itself() {
    for event in samples::all(CANARY) {
        let event = sealed(&event);
        let decoded = decode(event.event_type(), event.schema_version(), &body(&event)).unwrap();
        assert_eq!(decoded, event);
    }
}

#[test]
fn a_name_or_version_that_was_never_published_is_unknown() {
    let check = |name: &str, number| {
        let error = decode(name, number, &json!({"tag": "vip"})).unwrap_err();
        let DecodeError::Unknown { event_type, version } = error else { panic!("{name} {number}: {error}") };
        assert_eq!((event_type.as_str(), version), (name, number));
    };
    check("conversation.tag_added", 0);
    check("conversation.tag_added", 2);
    check("conversation.painted", 1);
    check("invoice.paid", 1);
    check("tag_added", 1);
    check("", 1);
}

#[test]
fn a_body_of_another_shape_is_malformed() {
    let check = |body: Value| {
        let error = decode("conversation.tag_added", 1, &body).unwrap_err();
        assert!(matches!(&error, DecodeError::Malformed { event_type, .. } if event_type == "conversation.tag_added"));
    };
    check(json!({}));
    check(json!([]));
    check(json!({"tag": 7}));
    check(json!({"tag": "two words"}));
    assert!(matches!(Event::decode("conversation.tag_added", 1, b"{"), Err(DecodeError::Malformed { .. })));
}

#[test]
fn personal_text_in_the_clear_is_malformed_and_not_repeated() {
    let error = decode("agent.renamed", 1, &json!({"name": CANARY})).unwrap_err();
    let DecodeError::Malformed { source, .. } = &error else { panic!("{error}") };
    assert!(!format!("{error} {source} {error:?}").contains(CANARY));
}
