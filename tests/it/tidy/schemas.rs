//! A committed event schema is named after the event it describes, `schemas/events/<stream>/<event>.v<n>.json`, and examples
//! of it stand beside it. That it is the schema of that event is tested where events are, in `domain`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{assert_none, files};

#[test]
fn an_event_schema_has_the_name_of_its_event() {
    let all = files::with_extension("json", "schemas/events");
    let (examples, schemas): (Vec<_>, Vec<_>) = all.into_iter().partition(|file| example_of(file).is_some());
    let mut problems: Vec<String> = schemas.iter().filter_map(|file| problem(file, &files::text(file))).collect();
    let beside: Vec<_> = examples.iter().filter_map(|file| example_of(file)).collect();
    problems.extend(
        schemas.iter().filter(|file| !beside.contains(file)).map(|file| format!("{}: no example", file.display())),
    );
    problems.extend(
        beside.iter().filter(|file| !schemas.contains(file)).map(|file| format!("{}: no schema", file.display())),
    );
    assert!(!schemas.is_empty());
    assert_none(
        "name the file schemas/events/<stream>/<event>.v<n>.json, with <event>.v<n>.example.json beside it:",
        &problems,
    );
}

fn problem(file: &Path, content: &str) -> Option<String> {
    let at = file.display();
    if wire_name(file).is_none() {
        return Some(format!("{at}: the path does not name a stream, an event and a version"));
    }
    match serde_json::from_str::<Value>(content) {
        Err(error) => Some(format!("{at}: {error}")),
        Ok(schema) if !schema["$schema"].is_string() => Some(format!("{at}: it is no JSON Schema")),
        Ok(_) => None,
    }
}

/// The schema that a file has examples of, if it has.
fn example_of(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?.strip_suffix(".example.json")?;
    Some(file.with_file_name(format!("{name}.json")))
}

/// `schemas/events/conversation/opened.v1.json` describes `conversation.opened.v1`.
fn wire_name(file: &Path) -> Option<String> {
    let stream = file.strip_prefix("schemas/events").ok()?.parent()?.to_str()?;
    let (event, version) = file.file_name()?.to_str()?.strip_suffix(".json")?.rsplit_once(".v")?;
    let is_version = version.parse::<u32>().is_ok_and(|number| number > 0);
    (is_version && is_snake_case(stream) && is_snake_case(event)).then(|| format!("{stream}.{event}.v{version}"))
}

fn is_snake_case(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[test]
fn the_wire_name_comes_from_the_path() {
    let name = |path: &str| wire_name(Path::new(path));
    assert_eq!(
        name("schemas/events/conversation/handoff_requested.v2.json").unwrap(),
        "conversation.handoff_requested.v2"
    );
    assert_eq!(name("schemas/events/opened.v1.json"), None);
    assert_eq!(name("schemas/events/conversation/opened.json"), None);
    assert_eq!(name("schemas/events/conversation/Opened.v1.json"), None);
    assert_eq!(name("schemas/events/conversation/opened.v0.json"), None);
}
