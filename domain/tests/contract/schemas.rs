//! The published shapes are the committed ones.

use std::collections::BTreeSet;

use domain::Event;
use serde_json::Value;

use crate::support::{assert_committed, contract_file, pretty, schemas_dir};

#[test]
fn the_shape_of_each_event_is_the_committed_one() {
    for published in Event::schemas() {
        let file = contract_file(published.event_type, published.version, "json");
        assert_committed(&file, &pretty(&Value::from(published.schema)));
    }
}

#[test]
fn each_committed_shape_is_of_an_event_of_this_or_an_earlier_version() {
    let known = Event::schemas().into_iter().flat_map(|published| {
        let name =
            |version| ["json", "example.json"].map(|ending| contract_file(published.event_type, version, ending));
        (1..=published.version).flat_map(name)
    });
    let known: BTreeSet<_> = known.collect();
    let streams = std::fs::read_dir(schemas_dir()).unwrap().map(|stream| stream.unwrap().path());
    let files = streams.flat_map(|stream| std::fs::read_dir(stream).unwrap()).map(|file| file.unwrap().path());
    let committed: BTreeSet<_> = files.collect();
    let strays: Vec<_> = committed.symmetric_difference(&known).collect();
    assert!(strays.is_empty(), "missing, or of no published event: {strays:#?}");
}
