//! STAR's dialogues as they lie in the archive.

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::data::Folder;

/// A dialogue.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dialogue {
    #[serde(rename = "DialogueID")]
    pub id: u64,
    pub scenario: Scenario,
    pub events: Vec<Event>,
}

/// What the people were asked to do.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Scenario {
    pub multi_task: bool,
    pub wizard_capabilities: Vec<Capability>,
}

/// A task that the assistant could do.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Capability {
    pub task: String,
}

/// What somebody did; most fields belong to some actions only.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Event {
    pub agent: String,
    pub action: String,
    pub text: Option<String>,
    pub action_label: Option<String>,
    #[serde(rename = "APIName")]
    pub api_name: Option<String>,
    #[serde(default)]
    pub constraints: Vec<Map<String, Value>>,
    pub item: Option<Map<String, Value>>,
    pub task: Option<String>,
}

/// All dialogues, in the archive's order.
///
/// # Errors
/// When they are missing or unreadable.
pub fn dialogues(data: &Folder) -> anyhow::Result<Vec<Dialogue>> {
    let files = data.archive("star/dialogues_dev.tar.xz", |name| name.ends_with(".json"))?;
    let parse =
        |(name, text): (String, String)| serde_json::from_str(&text).with_context(|| format!("cannot parse {name}"));
    files.into_iter().map(parse).collect()
}
