//! An event as a line of a kit. The body stands in it as a string, so that its exact bytes come back.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use event_store::RecordedEvent;
use ledger::commitment::spelled;
use uuid::Uuid;

pub use super::text::BadLine;

use super::row::Row;
use super::text::Cursor;

/// Appends the line of an event, and a line break.
pub fn write(out: &mut Vec<u8>, event: &RecordedEvent) {
    push_number(out, "{\"position\":", event.position);
    push(out, ",\"event_id\":", &event.event_id.to_string());
    push(out, ",\"tenant\":", event.tenant.as_str());
    push(out, ",\"stream\":", event.stream.as_str());
    push_number(out, ",\"revision\":", event.revision);
    push(out, ",\"type\":", &event.event_type);
    out.extend_from_slice(format!(",\"schema_version\":{}", event.schema_version).as_bytes());
    push(out, ",\"occurred_at\":", &spelled(event.occurred_at));
    push(out, ",\"recorded_at\":", &spelled(event.recorded_at));
    push(out, ",\"actor\":{\"kind\":", &event.actor.kind);
    push(out, ",\"id\":", &event.actor.id);
    if let Some(on_behalf_of) = &event.actor.on_behalf_of {
        push(out, ",\"on_behalf_of\":", on_behalf_of);
    }
    push(out, "},\"command_id\":", &event.command_id.to_string());
    push_optional(out, ",\"causation_id\":", event.causation_id);
    push_optional(out, ",\"correlation_id\":", event.correlation_id);
    match str::from_utf8(&event.body) {
        Ok(body) => push(out, ",\"body\":", body),
        Err(_) => push(out, ",\"body_base64\":", &BASE64.encode(&event.body)),
    }
    out.extend_from_slice(b"}\n");
}

fn push(out: &mut Vec<u8>, key: &str, value: &str) {
    out.extend_from_slice(key.as_bytes());
    serde_json::to_writer(out, value).expect("a text is JSON, and memory takes it");
}

fn push_number(out: &mut Vec<u8>, key: &str, value: u64) {
    out.extend_from_slice(format!("{key}\"{value}\"").as_bytes());
}

fn push_optional(out: &mut Vec<u8>, key: &str, value: Option<Uuid>) {
    match value {
        Some(value) => push(out, key, &value.to_string()),
        None => {
            out.extend_from_slice(key.as_bytes());
            out.extend_from_slice(b"null");
        }
    }
}

/// Reads a line without its line break. What [`write()`] would have written in any other way is not read.
///
/// # Errors
/// Where it departs from the one spelling.
pub fn read(line: &str) -> Result<Row<'_>, BadLine> {
    let mut cursor = Cursor::new(line);
    let cursor = &mut cursor;
    cursor.expect("{\"position\":")?;
    let position = cursor.quoted()?;
    let event_id = string(cursor, ",\"event_id\":")?;
    let tenant = string(cursor, ",\"tenant\":")?;
    let stream = string(cursor, ",\"stream\":")?;
    cursor.expect(",\"revision\":")?;
    let revision = cursor.quoted()?;
    let event_type = string(cursor, ",\"type\":")?;
    cursor.expect(",\"schema_version\":")?;
    let schema = u32::try_from(cursor.number()?).map_err(|_| cursor.bad("a smaller number"))?;
    let occurred_at = string(cursor, ",\"occurred_at\":")?;
    let recorded_at = string(cursor, ",\"recorded_at\":")?;
    let actor_kind = string(cursor, ",\"actor\":{\"kind\":")?;
    let actor_id = string(cursor, ",\"id\":")?;
    let for_another = cursor.is_next(",");
    let on_behalf_of = if for_another { Some(string(cursor, ",\"on_behalf_of\":")?) } else { None };
    let command_id = string(cursor, "},\"command_id\":")?;
    cursor.expect(",\"causation_id\":")?;
    let causation_id = cursor.optional()?;
    cursor.expect(",\"correlation_id\":")?;
    let correlation_id = cursor.optional()?;
    let body = body(cursor)?;
    cursor.expect("}")?;
    cursor.end()?;
    Ok(Row {
        position,
        event_id,
        tenant,
        stream,
        revision,
        event_type,
        schema,
        occurred_at,
        recorded_at,
        actor_kind,
        actor_id,
        on_behalf_of,
        command_id,
        causation_id,
        correlation_id,
        body,
    })
}

fn string<'a>(cursor: &mut Cursor<'a>, key: &'static str) -> Result<Cow<'a, str>, BadLine> {
    cursor.expect(key)?;
    cursor.string()
}

fn body<'a>(cursor: &mut Cursor<'a>) -> Result<Cow<'a, [u8]>, BadLine> {
    if cursor.is_next(",\"body\":") {
        return Ok(match string(cursor, ",\"body\":")? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        });
    }
    let encoded = string(cursor, ",\"body_base64\":")?;
    let bytes = BASE64.decode(&*encoded).map_err(|_| cursor.bad("base64"))?;
    // What is UTF-8 stands there as it is.
    if str::from_utf8(&bytes).is_ok() { Err(cursor.bad("a body as text")) } else { Ok(Cow::Owned(bytes)) }
}

#[cfg(test)]
mod tests;
