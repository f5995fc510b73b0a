//! Lets a version answer, and says what nobody will be understood to want any more.

use std::collections::BTreeSet;

use anyhow::Context as _;
use commands::understanding::Library;
use domain::Code;
use domain::model::Model;
use event_store::Tenant;
use serde_json::json;

use super::super::Call;
use super::train::model_state;
use super::{ID, execute};
use crate::node::{LogUse, Workbench, open_log, open_understanding, read_model};

/// How many of the intents that are lost are named.
const NAMED: usize = 5;

pub(super) async fn run(call: &Call, version: u32) -> anyhow::Result<()> {
    let understanding = open_understanding(&call.settings)?;
    let log = open_log(&call.settings, LogUse::Read).await?;
    let state = read_model(log.events.as_ref(), &Tenant::new(&call.settings.tenant)).await?;
    drop(log);
    let lost = understanding.map(|understanding| lost(understanding.library(), &state, version)).transpose()?;
    let lost = lost.unwrap_or_default();
    let workbench = Workbench::open(&call.settings).await?;
    let position = execute(&workbench, commands::model::Promote { id: ID, version }).await?;
    let document = json!({"done": "promoted", "position": position, "noLongerKnown": lost});
    Ok(call
        .output
        .result(&document, || format!("promoted: version {version} answers, position {position}{}", text(&lost)))?)
}

pub(super) async fn roll_back(call: &Call, reason: Code) -> anyhow::Result<()> {
    let workbench = Workbench::open(&call.settings).await?;
    check_the_one_before(&workbench, &*model_state(&workbench).await?)?;
    let position = execute(&workbench, commands::model::RollBack { id: ID, reason }).await?;
    let answering = model_state(&workbench).await?.answering;
    let document = json!({"done": "rolled back", "position": position, "answering": answering});
    Ok(call.output.result(&document, || format!("rolled back: version {answering} answers, position {position}"))?)
}

/// A version whose file is missing or damaged would answer nothing.
fn check_the_one_before(workbench: &Workbench, state: &Model) -> anyhow::Result<()> {
    let (Some(&version), Some(understanding)) = (state.before.last(), workbench.executor.understanding()) else {
        return Ok(());
    };
    let why = || format!("version {version}, which answered before, cannot be used; promote another");
    understanding.library().version(state, version).with_context(why).map(drop)
}

/// The intents that the version which answers knows and another does not. A version that never was is left for the rules to
/// turn down; one whose bytes are missing here would answer nothing.
pub(super) fn lost(library: &Library, state: &Model, version: u32) -> anyhow::Result<Vec<String>> {
    let Some(next) = library.version(state, version)? else { return Ok(Vec::new()) };
    // Without the bytes of the one that answers nothing is known of it, and another is needed all the more.
    let Ok(Some(present)) = library.version(state, state.answering) else { return Ok(Vec::new()) };
    let known: BTreeSet<&String> = next.linear().labels().iter().collect();
    Ok(present.linear().labels().iter().filter(|label| !known.contains(label)).cloned().collect())
}

/// A line of warning behind what was done; nothing when nothing is lost.
pub(super) fn text(lost: &[String]) -> String {
    if lost.is_empty() {
        return String::new();
    }
    let named = lost[..lost.len().min(NAMED)].join(", ");
    let more = if lost.len() > NAMED { ", …" } else { "" };
    format!("\nno longer known are {} intents that the version before knew: {named}{more}", lost.len())
}
