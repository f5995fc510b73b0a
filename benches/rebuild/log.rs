//! A log of conversations that go on beside each other.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use benches::events::{actor, fresh_id, moment};
use chrono::TimeDelta;
use domain::{ConversationId, Event, StreamId};
use event_store::{Append, EventStore, Expected, NewEvent, SqliteEventStore, SqliteOptions, StreamName, Tenant};
use tokio::task::JoinSet;

use crate::story::{EVENTS, Staff};

/// How many conversations go on at the same time.
const AT_ONCE: usize = 64;
/// How long after one conversation the next begins, and after one event the next, seconds.
const PACE: i64 = 30;

/// Writes a log of about `events` events.
pub(crate) async fn write(directory: &Path, events: u64) {
    let store = SqliteEventStore::open(directory, SqliteOptions::default()).expect("the directory is empty");
    let (store, staff) = (Arc::new(store), Arc::new(Staff::hire()));
    hire(&store, &staff).await;
    let conversations = (events / EVENTS) as usize;
    let write_some = |first: usize| {
        let (store, staff) = (Arc::clone(&store), Arc::clone(&staff));
        async move {
            for number in (first..conversations).step_by(AT_ONCE) {
                hold(&store, &staff, number).await;
            }
        }
    };
    let writers: JoinSet<()> = (0..AT_ONCE).map(write_some).collect();
    writers.join_all().await;
}

async fn hire(store: &SqliteEventStore, staff: &Staff) {
    for agent in &staff.agents {
        append(store, StreamId::Agent(*agent), 0, 0, &Event::Agent(staff.registered())).await;
    }
    for queue in &staff.queues {
        append(store, StreamId::Queue(*queue), 0, 0, &Event::Queue(staff.defined())).await;
    }
}

/// Holds one conversation from its opening to its end, event by event.
async fn hold(store: &SqliteEventStore, staff: &Staff, number: usize) {
    let stream = StreamId::Conversation(ConversationId(fresh_id()));
    for (revision, event) in staff.conversation(number).into_iter().enumerate() {
        let minute = (number + revision) as i64;
        append(store, stream, revision as u64, minute * PACE, &Event::Conversation(event)).await;
    }
}

async fn append(store: &SqliteEventStore, stream: StreamId, revision: u64, seconds: i64, event: &Event) {
    let new = NewEvent {
        event_id: fresh_id(),
        event_type: Cow::Borrowed(event.event_type()),
        schema_version: event.schema_version(),
        occurred_at: moment() + TimeDelta::seconds(seconds),
        body: event.encode().expect("the story has no clear field").into(),
    };
    let append = Append {
        tenant: Tenant::new("main"),
        stream: StreamName::new(&stream.to_string()),
        expected: revision.checked_sub(1).map_or(Expected::NoStream, Expected::Revision),
        command_id: fresh_id(),
        digest: [7; 32],
        causation_id: None,
        correlation_id: None,
        actor: actor(),
        events: vec![new],
    };
    store.append(append).await.expect("nobody else writes these streams");
}
