//! `colloquy status`: where the log, the views and the reactions are.

use chrono::{DateTime, SecondsFormat, Utc};
use event_store::RecordedEvent;
use knowledge::Place as IndexPlace;
use ledger::cosignature::cosignatures;
use projections::{Projections, ViewStatus};
use proofs::EVENTS;
use serde::Serialize;

use super::{Call, names};
use crate::node::{Log, LogUse, OutsideEncoder, Part, open_log, open_read_model, quorum, read_ledger, shown_outside};
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

/// Beyond so many events after its position, it is not counted what a reaction still has to do.
const COUNTED: u64 = 10_000;
/// How many events are read at once.
const BATCH: usize = 1_000;

/// How far the log is sealed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Seal {
    sealed: u64,
    lag: u64,
    checkpoint_at: DateTime<Utc>,
    cosignatures: usize,
}

/// How far something has come in the log.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    name: String,
    position: u64,
    lag: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// Of a reaction and the search index: how many of the events behind its position it has to look at; what it passes over is no delay.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_do: Option<u64>,
    /// Of a reaction: when it has something to do by itself, such as waking a Conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_timer: Option<DateTime<Utc>>,
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
    let reactions = reactions(&log, head, call).await?;
    let search = search(call, &log, head).await?;
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
    Place { name, position: view.position, lag: view.lag, state, to_do: None, next_timer: None, error }
}

async fn reactions(log: &Log, head: u64, call: &Call) -> anyhow::Result<Vec<Place>> {
    let outside = shown_outside(&call.settings);
    let encode_articles = outside.encoder.as_ref().map(OutsideEncoder::reaction);
    let mut places = Vec::new();
    for reaction in commands::reactions::all(outside.adviser.is_some(), encode_articles) {
        let position = log.reactions.checkpoint(reaction.remembered_as()).await?;
        let (name, lag) = (reaction.name().to_owned(), head.saturating_sub(position));
        let is_passed_over = |event: &RecordedEvent| reaction.passes_over(&event.event_type, event.schema_version);
        let to_do = to_do(log, &is_passed_over, position, head).await?;
        let next_timer = log.reactions.next_due(reaction.remembered_as(), DateTime::UNIX_EPOCH).await?;
        places.push(Place { name, position, lag, state: None, to_do: Some(to_do), next_timer, error: None });
    }
    Ok(places)
}

/// How many events behind a position are not passed over, of the first of them that are counted.
async fn to_do(
    log: &Log,
    is_passed_over: &(dyn Fn(&RecordedEvent) -> bool + Sync),
    position: u64,
    head: u64,
) -> anyhow::Result<u64> {
    let (mut after, mut found) = (position, 0);
    let last = head.min(position.saturating_add(COUNTED));
    while after < last {
        let batch = log.events.read_all(after, BATCH).await?;
        let Some(read) = batch.last() else { break };
        after = read.position;
        let counted = batch.iter().filter(|event| event.position <= last);
        found += counted.filter(|event| !is_passed_over(event)).count() as u64;
    }
    Ok(found)
}

/// The search index of this node, which takes in what is said of articles; nothing before there is one.
async fn search(call: &Call, log: &Log, head: u64) -> anyhow::Result<Option<Place>> {
    let Some(IndexPlace { position, .. }) = IndexPlace::read(&call.settings.search_directory()) else {
        return Ok(None);
    };
    let is_passed_over = |event: &RecordedEvent| !event.stream.as_str().starts_with("article-");
    let to_do = Some(to_do(log, &is_passed_over, position, head).await?);
    let (name, lag) = ("articles".to_owned(), head.saturating_sub(position));
    Ok(Some(Place { name, position, lag, state: None, to_do, next_timer: None, error: None }))
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
        let state = place.error.clone().unwrap_or_else(|| state(place)) + &timer(place);
        vec![kind.to_owned(), place.name.clone(), place.position.to_string(), place.lag.to_string(), state]
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
    let why = if status.reactions.iter().chain(&status.search).any(is_at_rest) { AT_REST } else { "" };
    format!("store {}, head {}\n{sealed}\n\n{places}{why}", status.store, status.head)
}

/// Why a reaction lags that is not late.
const AT_REST: &str = "\n\nWhat has nothing to do is up to date: it passes over the events behind its position, \
                       and does not save that each time.";

fn is_at_rest(reaction: &Place) -> bool {
    reaction.lag > 0 && reaction.to_do == Some(0) && reaction.lag <= COUNTED
}

fn state(place: &Place) -> String {
    match place.to_do {
        None => place.state.unwrap_or_default().to_owned(),
        Some(found) if place.lag > COUNTED => format!("{found} to do in the next {COUNTED} events"),
        Some(0) => "nothing to do".to_owned(),
        Some(found) => format!("{found} to do"),
    }
}

fn timer(place: &Place) -> String {
    place
        .next_timer
        .map(|at| format!(", next timer {}", at.to_rfc3339_opts(SecondsFormat::Secs, true)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lag: u64, to_do: u64, expected: &str, at_rest: bool) {
        let place = Place {
            name: "x".to_owned(),
            position: 0,
            lag,
            state: None,
            to_do: Some(to_do),
            next_timer: None,
            error: None,
        };
        assert_eq!((state(&place).as_str(), is_at_rest(&place)), (expected, at_rest));
    }

    #[test]
    fn a_reaction_is_late_only_with_what_it_has_to_do() {
        check(0, 0, "nothing to do", false);
        check(400, 0, "nothing to do", true);
        check(400, 3, "3 to do", false);
        check(20_000, 0, "0 to do in the next 10000 events", false);
    }
}
