//! A line of `/v1/events`: numbers are numbers, and the body stands in it as the very bytes that are stored.

use std::borrow::Cow;

use chrono::DateTime;
use ledger::commitment::spelled;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::kit::row::Row;

#[derive(Deserialize)]
struct Line<'a> {
    position: u64,
    #[serde(borrow)]
    event_id: Cow<'a, str>,
    #[serde(borrow)]
    tenant: Cow<'a, str>,
    #[serde(borrow)]
    stream: Cow<'a, str>,
    revision: u64,
    #[serde(rename = "type", borrow)]
    event_type: Cow<'a, str>,
    schema_version: u32,
    #[serde(borrow)]
    occurred_at: Cow<'a, str>,
    #[serde(borrow)]
    recorded_at: Cow<'a, str>,
    #[serde(borrow)]
    actor: Actor<'a>,
    #[serde(borrow)]
    command_id: Cow<'a, str>,
    causation_id: Option<String>,
    correlation_id: Option<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

#[derive(Deserialize)]
struct Actor<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    on_behalf_of: Option<String>,
}

/// Reads a line.
pub(super) fn read(line: &str) -> Result<Row<'_>, String> {
    let line: Line<'_> = serde_json::from_str(line).map_err(|error| foreign(&error))?;
    Ok(Row {
        position: line.position,
        event_id: line.event_id,
        tenant: line.tenant,
        stream: line.stream,
        revision: line.revision,
        event_type: line.event_type,
        schema: line.schema_version,
        occurred_at: time(&line.occurred_at)?.into(),
        recorded_at: time(&line.recorded_at)?.into(),
        actor_kind: line.actor.kind,
        actor_id: line.actor.id,
        on_behalf_of: line.actor.on_behalf_of.map(Cow::Owned),
        command_id: line.command_id,
        causation_id: line.causation_id.map(Cow::Owned),
        correlation_id: line.correlation_id.map(Cow::Owned),
        body: body(line.body)?,
    })
}

/// Without the parser's own words, which say nothing to an auditor and may quote a value.
fn foreign(error: &serde_json::Error) -> String {
    format!("it is not what a server writes, from column {} on", error.column())
}

/// As entries spell it: there, microseconds are never left out.
fn time(text: &str) -> Result<String, String> {
    let time = DateTime::parse_from_rfc3339(text).map_err(|error| error.to_string())?;
    Ok(spelled(time.to_utc()))
}

/// A server gives a body that is no JSON as the text that it is.
fn body(raw: &RawValue) -> Result<Cow<'_, [u8]>, String> {
    if !raw.get().starts_with('"') {
        return Ok(Cow::Borrowed(raw.get().as_bytes()));
    }
    let text: String = serde_json::from_str(raw.get()).map_err(|error| foreign(&error))?;
    Ok(Cow::Owned(text.into_bytes()))
}
