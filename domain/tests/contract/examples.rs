//! Committed bodies decode for ever, and those of the present version encode to themselves.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Event, samples};
use serde_json::Value;

use crate::support::{CANARY, assert_committed, body, contract_file, pretty, sealed};

/// The bodies of the samples of each event.
fn bodies() -> BTreeMap<&'static str, Vec<Value>> {
    let mut bodies = BTreeMap::<_, Vec<_>>::new();
    for event in samples::all(CANARY) {
        bodies.entry(event.event_type()).or_default().push(body(&sealed(&event)));
    }
    bodies
}

#[test]
fn the_examples_are_the_committed_ones() {
    let bodies = bodies();
    for published in Event::schemas() {
        let file = contract_file(published.event_type, published.version, "example.json");
        assert_committed(&file, &pretty(&Value::from(bodies[published.event_type].clone())));
    }
}

#[test]
fn committed_bodies_of_every_version_decode() {
    for published in Event::schemas() {
        for version in 1..=published.version {
            let file = contract_file(published.event_type, version, "example.json");
            let text = std::fs::read(&file).unwrap();
            let committed: Vec<Value> = serde_json::from_slice(&text).unwrap();
            for old in committed {
                let event = Event::decode(published.event_type, version, old.to_string().as_bytes()).unwrap();
                if version == published.version {
                    assert_eq!(body(&event), old, "{}", published.event_type);
                }
            }
        }
    }
}

#[test]
fn each_field_that_may_be_missing_is_in_one_example_and_missing_in_another() {
    let bodies = bodies();
    for published in Event::schemas() {
        let shape = Value::from(published.schema);
        let names = |value: &Value| -> BTreeSet<String> {
            value.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
        };
        let required: BTreeSet<String> =
            shape["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect();
        for optional in names(&shape["properties"]).difference(&required) {
            let present = bodies[published.event_type].iter().filter(|body| body.get(optional).is_some()).count();
            let all = bodies[published.event_type].len();
            assert!(0 < present && present < all, "{} in {present} of {all} {}", optional, published.event_type);
        }
    }
}
