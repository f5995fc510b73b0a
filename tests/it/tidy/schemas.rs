//! A committed event schema is named after the event it describes: `schemas/events/<stream>/<event>.v<n>.json`.

use std::path::Path;

use serde_json::Value;

use super::{assert_none, files};

#[test]
fn an_event_schema_has_the_name_of_its_event() {
    let schemas = files::with_extension("json", "schemas/events");
    let problems: Vec<String> = schemas.iter().filter_map(|file| problem(file, &files::text(file))).collect();
    assert_none("name the file schemas/events/<stream>/<event>.v<n>.json and give it that title:", &problems);
}

fn problem(file: &Path, content: &str) -> Option<String> {
    let at = file.display();
    let Some(name) = wire_name(file) else {
        return Some(format!("{at}: the path does not name a stream, an event and a version"));
    };
    match serde_json::from_str::<Value>(content) {
        Err(error) => Some(format!("{at}: {error}")),
        Ok(schema) if schema["title"] != name.as_str() => Some(format!("{at}: its title is not {name:?}")),
        Ok(_) => None,
    }
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
