//! A log and a read model beside it, with what cases do to them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::StreamId;
use event_store::{Append, EventStore, Expected, NewEvent, StreamName};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::fixture::{actor, fresh_id, tenant, time};
use super::story::Line;
use crate::runner::ViewList;
use crate::{Projections, ReadModel, dump, views};

/// Longer than anything takes; who waits so long has failed.
pub const LONG: Duration = Duration::from_secs(60);

/// A fresh log, a fresh read model, and what must live as long as they, such as their directory.
#[derive(Debug)]
pub struct Stand {
    /// The rows.
    pub model: Arc<dyn ReadModel>,
    /// The log.
    pub store: Arc<dyn EventStore>,
    /// Dropped last.
    pub keep: Box<dyn Any + Send + Sync>,
}

/// A runner in the background.
#[derive(Debug)]
pub struct Running {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Stand {
    /// All views, their tables made.
    pub async fn projections(&self) -> Arc<Projections> {
        self.projections_of(views::all).await
    }

    /// Some views, their tables made.
    pub async fn projections_of(&self, views: ViewList) -> Arc<Projections> {
        let projections = Projections::of(Arc::clone(&self.model), Arc::clone(&self.store), views);
        projections.prepare(&mut |_| {}).await.unwrap();
        Arc::new(projections)
    }

    /// Appends events, those of one stream in a row as one command.
    pub async fn tell(&self, lines: &[Line]) -> u64 {
        let mut head = 0;
        for chunk in lines.chunk_by(|a, b| a.0 == b.0) {
            let events = chunk.iter().map(|(_, seconds, event)| NewEvent {
                event_id: fresh_id(),
                event_type: event.event_type().into(),
                schema_version: event.schema_version(),
                occurred_at: time(*seconds),
                body: Bytes::from(event.encode().unwrap()),
            });
            head = self.append(chunk[0].0, events.collect()).await;
        }
        head
    }

    /// Appends an event that is none.
    pub async fn tell_raw(&self, stream: StreamId, event_type: &'static str, body: &'static str) -> u64 {
        let event = NewEvent {
            event_id: fresh_id(),
            event_type: event_type.into(),
            schema_version: 1,
            occurred_at: time(0),
            body: Bytes::from(body),
        };
        self.append(stream, vec![event]).await
    }

    async fn append(&self, stream: StreamId, events: Vec<NewEvent>) -> u64 {
        let append = Append {
            tenant: tenant(),
            stream: StreamName::new(&stream.to_string()),
            expected: Expected::Any,
            command_id: fresh_id(),
            digest: [0; 32],
            causation_id: None,
            correlation_id: None,
            actor: actor(),
            events,
        };
        self.store.append(append).await.unwrap().position
    }

    /// Every row of every view.
    pub async fn dump(&self) -> String {
        let mut text = String::new();
        for view in names(views::all) {
            let mut line = |line: &str| text.extend([line, "\n"]);
            dump(&*self.model, view, &mut line).await.unwrap();
        }
        text
    }
}

/// The names of views.
pub fn names(views: ViewList) -> Vec<&'static str> {
    views().iter().map(|view| view.name()).collect()
}

/// Feeds the views in the background.
pub fn run(projections: &Arc<Projections>) -> Running {
    let (stop, stopped) = watch::channel(false);
    let projections = Arc::clone(projections);
    Running { task: tokio::spawn(async move { projections.run(stopped).await }), stop }
}

impl Running {
    /// Asks the runner to stop and waits until it has.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }

    /// Cuts the runner off wherever it is.
    pub async fn abort(self) {
        self.task.abort();
        let _cut_off = self.task.await;
    }
}

/// Feeds the views until they have come to a position.
pub async fn run_to(projections: &Arc<Projections>, position: u64) {
    let running = run(projections);
    projections.wait_for(&names(views::all), position, LONG).await.unwrap();
    running.stop().await;
}
