//! `colloquy status`: where the log, the views and the reactions are.

use chrono::{DateTime, SecondsFormat, Utc};
use knowledge::Place as IndexPlace;
use ledger::cosignature::cosignatures;
use projections::{Projections, ViewStatus};
use proofs::EVENTS;
use serde::Serialize;

use super::{Call, names};
use crate::node::{Log, LogUse, Part, open_log, open_read_model, quorum, read_ledger};
use crate::output::table;

#[derive(Serialize)]
struct Status {
    store: String,
    head: u64,
    views: Vec<Place>,
    reactions: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    search: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<Seal>,
}

/// How far the log is sealed.
#[derive(Serialize)]
struct Seal {
    sealed: u64,
    lag: u64,
    checkpoint_at: DateTime<Utc>,
    cosignatures: usize,
}

/// How far something has come in the log.
#[derive(Serialize)]
struct Place {
    name: String,
    position: u64,
    lag: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

pub async fn run(call: &Call) -> anyhow::Result<()> {
    let store = call.settings.store.to_string();
    if !Part::Log.is_there(&call.settings).await? {
        let nothing = Status { store, head: 0, views: Vec::new(), reactions: Vec::new(), search: None, ledger: None };
        return Ok(call.output.result(&nothing, || format!("store {}: there is no log yet", nothing.store))?);
    }
    let log = open_log(&call.settings, LogUse::Read).await?;
    let head = log.events.head().await?;
    let views = views(call, &log).await?;
    let reactions = reactions(&log, head).await?;
    let search = search(call, head);
    let ledger = seal(call, head).await?;
    let status = Status { store, head, views, reactions, search, ledger };
    Ok(call.output.result(&status, || text(&status))?)
}

async fn views(call: &Call, log: &Log) -> anyhow::Result<Vec<Place>> {
    // Opening the views would make them; whoever asks for the status changes nothing.
    if !Part::Views.is_there(&call.settings).await? {
        return Ok(Vec::new());
    }
    let projections = Projections::new(open_read_model(&call.settings).await?, log.events.clone());
    Ok(projections.status().await?.into_iter().map(place_of_view).collect())
}

fn place_of_view(view: ViewStatus) -> Place {
    let error = view.error.map(|error| format!("event at {}: {}", error.position, error.reason));
    let (name, state) = (view.name.to_owned(), Some(names::view_state(view.state)));
    Place { name, position: view.position, lag: view.lag, state, error }
}

async fn reactions(log: &Log, head: u64) -> anyhow::Result<Vec<Place>> {
    let mut places = Vec::new();
    for reaction in commands::reactions::all() {
        let position = log.reactions.checkpoint(reaction.name()).await?;
        let (name, lag) = (reaction.name().to_owned(), head.saturating_sub(position));
        places.push(Place { name, position, lag, state: None, error: None });
    }
    Ok(places)
}

/// The search index of this node; nothing before there is one.
fn search(call: &Call, head: u64) -> Option<Place> {
    let position = IndexPlace::read(&call.settings.search_directory())?.position;
    Some(Place { name: "articles".to_owned(), position, lag: head.saturating_sub(position), state: None, error: None })
}

async fn seal(call: &Call, head: u64) -> anyhow::Result<Option<Seal>> {
    if !Part::Ledger.is_there(&call.settings).await? {
        return Ok(None);
    }
    let last = read_ledger(&call.settings).await?.last(EVENTS).await?;
    let witnesses = quorum(&call.settings)?.witnesses;
    Ok(last.map(|last| Seal {
        sealed: last.head.size,
        lag: head.saturating_sub(last.head.size),
        checkpoint_at: last.sealed_at,
        cosignatures: cosignatures(&last.note, &witnesses).len(),
    }))
}

fn text(status: &Status) -> String {
    let row = |kind: &str, place: &Place| {
        let state = place.error.as_deref().or(place.state).unwrap_or_default();
        vec![kind.to_owned(), place.name.clone(), place.position.to_string(), place.lag.to_string(), state.to_owned()]
    };
    let rows: Vec<_> = (status.views.iter().map(|place| row("view", place)))
        .chain(status.reactions.iter().map(|place| row("reaction", place)))
        .chain(status.search.iter().map(|place| row("search", place)))
        .collect();
    let places = table(&["kind", "name", "position", "lag", "state"], &rows);
    let sealed = match &status.ledger {
        Some(Seal { sealed, lag, checkpoint_at, cosignatures }) => {
            let at = checkpoint_at.to_rfc3339_opts(SecondsFormat::Secs, true);
            format!("sealed up to {sealed}, lag {lag}, last checkpoint {at}, cosignatures {cosignatures}")
        }
        None => "not sealed yet".to_owned(),
    };
    format!("store {}, head {}\n{sealed}\n\n{places}", status.store, status.head)
}
