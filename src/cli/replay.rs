//! `colloquy replay`: a Conversation as it stands, or as it stood, told from its events alone.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use clap::Args;
use domain::ConversationId;
use domain::conversation::event::{SUBJECT_TAG, TURN_TEXT_TAG};
use event_store::Tenant;
use projections::views::transcript::TurnRow;
use projections::{AsOf, ConversationAsOf, conversation_as_of};
use serde_json::{Value, json};
use uuid::Uuid;
use vault::{Access, FieldContext, Sealed, Vault};

use super::{Call, ids, names};
use crate::exit::Stop;
use crate::node::{LogUse, open_log, open_vault};

/// What stands in the place of words that nobody can read any more.
const ERASED: &str = "[erased]";
/// What stands in the place of words that were taken from view.
const REDACTED: &str = "[redacted]";

/// Print a Conversation as it stands, or as it stood.
#[derive(Args, Debug)]
pub struct Replay {
    /// The Conversation: its UUID, its stream, or its id in GraphQL.
    #[arg(value_parser = ids::conversation)]
    conversation: ConversationId,
    /// As it stood at this time, such as `2026-05-01T12:00:00Z`.
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "position")]
    at: Option<DateTime<Utc>>,
    /// As it stood after the event at this position of the log.
    #[arg(long, value_name = "POSITION")]
    position: Option<u64>,
}

fn time(text: &str) -> Result<DateTime<Utc>, &'static str> {
    text.parse().map_err(|_| "it is no time such as 2026-05-01T12:00:00Z or 2026-05-01T14:00:00+02:00")
}

impl Replay {
    fn as_of(&self) -> AsOf {
        match (self.at, self.position) {
            (Some(time), _) => AsOf::Time(time),
            (None, Some(position)) => AsOf::Position(position),
            (None, None) => AsOf::Position(u64::MAX),
        }
    }

    fn missing(&self) -> String {
        let is_now = self.at.is_none() && self.position.is_none();
        let when = if is_now { "there is no conversation" } else { "there was not yet a conversation" };
        format!("{when} {} in the log of this tenant", self.conversation)
    }
}

pub async fn run(call: &Call, replay: Replay) -> anyhow::Result<()> {
    let log = open_log(&call.settings, LogUse::Read).await?;
    let head = log.events.head().await?;
    if let Some(position) = replay.position.filter(|position| *position > head) {
        anyhow::bail!(Stop::usage(format!("--position {position} is beyond the end of the log, which is {head}")));
    }
    let tenant = Tenant::new(&call.settings.tenant);
    let stood = conversation_as_of(log.events.as_ref(), &tenant, replay.conversation, replay.as_of()).await;
    let stood = stood.context("the conversation cannot be replayed")?;
    let stood = stood.ok_or_else(|| Stop::not_found(replay.missing()))?;
    let reader = Reader { vault: open_vault(&call.settings).await?, tenant };
    let document = reader.document(&stood).await?;
    Ok(call.output.result(&document, || text(&document))?)
}

/// Opens what is sealed, as the operator, for a replay.
struct Reader {
    vault: Vault,
    tenant: Tenant,
}

impl Reader {
    async fn document(&self, stood: &ConversationAsOf) -> anyhow::Result<Value> {
        let row = &stood.conversation;
        let subject = match (&row.subject, row.subject_event) {
            (Some(sealed), Some(event)) => Some(self.open(event, SUBJECT_TAG, sealed).await?),
            (Some(_), None) | (None, _) => None,
        };
        let mut turns = Vec::with_capacity(stood.turns.len());
        for turn in &stood.turns {
            turns.push(self.turn(turn).await?);
        }
        Ok(json!({
            "conversation": row.id,
            "customer": row.customer,
            "channel": row.channel,
            "language": row.language,
            "subject": subject,
            "status": names::status(row.status),
            "answering": names::answering(row.answering),
            "agent": row.agent,
            "openedAt": row.opened_at,
            "resolvedAt": row.resolved_at,
            "tags": row.tags.0,
            "cycle": row.cycle,
            "revision": row.revision,
            "position": row.position,
            "turns": turns,
        }))
    }

    async fn turn(&self, turn: &TurnRow) -> anyhow::Result<Value> {
        let words = match &turn.text {
            Some(sealed) => self.open(turn.event, TURN_TEXT_TAG, sealed).await?,
            None => REDACTED.to_owned(),
        };
        Ok(json!({
            "turn": turn.id,
            "at": turn.occurred_at,
            "author": names::author(turn.author_kind),
            "authorId": turn.author,
            "visibility": turn.visibility,
            "text": words,
        }))
    }

    async fn open(&self, event_id: Uuid, tag: &str, sealed: &Sealed) -> Result<String, vault::Error> {
        let access = Access { actor: "operator".into(), purpose: "replay" };
        let context = FieldContext { tenant: self.tenant.as_str(), event_id, tag };
        let opened = self.vault.open::<String>(context, sealed, &access).await?;
        Ok(opened.into_clear().unwrap_or_else(|| ERASED.to_owned()))
    }
}

/// The document for people.
fn text(document: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let heading =
        ["conversation", "status", "answering", "customer", "agent", "channel", "subject", "openedAt", "resolvedAt"];
    let heading = heading.iter().filter(|name| !document[**name].is_null());
    let mut lines: Vec<_> = heading.map(|name| format!("{name:<12}  {}", plain(&document[*name]))).collect();
    lines.push(String::new());
    for turn in document["turns"].as_array().into_iter().flatten() {
        let note = if turn["visibility"] == "internal" { " (note)" } else { "" };
        lines.push(format!("{}  {}{note}: {}", plain(&turn["at"]), plain(&turn["author"]), plain(&turn["text"])));
    }
    lines.join("\n")
}
