//! What is personal is declared, never written in the clear and never printed.

use std::collections::BTreeSet;

use domain::{Event, agent, conversation, customer, samples};
use serde_json::Value;
use vault::PersonalFields;

use crate::support::{CANARY, sealed};

const TAGS: [&str; 20] = [
    conversation::event::ENTITIES_TAG,
    conversation::event::FACTS_TAG,
    conversation::event::SUBJECT_TAG,
    conversation::event::TURN_TEXT_TAG,
    conversation::event::ATTACHMENTS_TAG,
    conversation::event::FIELD_VALUE_TAG,
    conversation::event::RATING_COMMENT_TAG,
    conversation::event::HANDOFF_NOTE_TAG,
    conversation::event::ESCALATION_NOTE_TAG,
    conversation::event::RESOLUTION_NOTE_TAG,
    conversation::event::PARTICIPANT_NAME_TAG,
    conversation::event::SUGGESTIONS_TEXT_TAG,
    conversation::event::QUERY_CONSTRAINTS_TAG,
    conversation::event::RETURNED_ITEM_TAG,
    conversation::event::SELECTED_ITEM_TAG,
    customer::event::IDENTITY_VALUE_TAG,
    customer::event::NAME_TAG,
    customer::event::REMARK_TAG,
    agent::event::REGISTERED_NAME_TAG,
    agent::event::RENAMED_NAME_TAG,
];

fn tags(event: &Event) -> Vec<&'static str> {
    let mut tags = Vec::new();
    event.clone().visit_personal(&mut |tag, _| tags.push(tag));
    tags
}

#[test]
fn the_named_tags_are_those_of_the_events() {
    let visited: BTreeSet<_> = samples::all(CANARY).iter().flat_map(tags).collect();
    assert_eq!(visited, BTreeSet::from(TAGS));
}

#[test]
fn an_event_is_not_written_while_something_personal_is_clear() {
    for event in samples::all(CANARY) {
        assert_eq!(event.encode().is_err(), !tags(&event).is_empty(), "{}", event.event_type());
        assert!(sealed(&event).encode().is_ok(), "{} has a personal field that is not visited", event.event_type());
    }
}

#[test]
fn every_field_that_a_schema_calls_personal_is_visited() {
    for published in Event::schemas() {
        let has_personal = Value::from(published.schema).to_string().contains("x-personal");
        let mut events = samples::all(CANARY).into_iter().filter(|event| event.event_type() == published.event_type);
        assert_eq!(events.any(|event| !tags(&event).is_empty()), has_personal, "{}", published.event_type);
    }
}

#[test]
fn nothing_personal_is_printed() {
    for event in samples::all(CANARY) {
        let printed = format!("{event:?} {event:#?}");
        assert!(!printed.contains(CANARY), "{} prints what is personal", event.event_type());
    }
}
