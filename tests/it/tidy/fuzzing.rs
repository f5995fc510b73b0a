//! Fuzz targets are built by hand alone: what makes one stop compiling must be seen without building it.

use std::collections::BTreeSet;

use super::{assert_none, files};

/// Where random events are decoded.
const TARGET: &str = "fuzz/fuzz_targets/decode_event.rs";

#[test]
fn random_events_are_of_every_stream() {
    let (target, events) = (files::text(TARGET), files::text("domain/src/event.rs"));
    let streams = streams(&events);
    assert!(streams.contains("Conversation"), "the streams are told from the rest of the file");
    let missing = streams.iter().filter(|stream| !target.contains(&format!("Event::{stream}(event) =>")));
    let problems: Vec<String> = missing.map(|stream| format!("{TARGET} does not know Event::{stream}")).collect();
    assert_none("add the stream to the fuzz target:", &problems);
}

/// The variants of `Event`: in its list a stream is a line such as `Queue(QueueEvent) as_queue;`.
fn streams(source: &str) -> BTreeSet<&str> {
    let listed = source.lines().map(str::trim).filter(|line| line.ends_with(';') && line.contains("Event) as_"));
    listed.filter_map(|line| line.split_once('(')).map(|(stream, _)| stream).collect()
}
