//! A log, a vault and an executor in a directory of their own, for tests.

use std::sync::Arc;

use domain::{Actor, Code, StreamId};
use event_store::{EventStore, RecordedEvent, SqliteEventStore, SqliteOptions, StreamName, Tenant};
use tempfile::TempDir;
use uuid::Uuid;
use vault::Vault;

use super::{Caller, Clock, Executor, ManualClock, Request};
use crate::Policy;
use crate::testing::noon;

/// Everything one process has.
pub(crate) struct House {
    pub(crate) dir: TempDir,
    pub(crate) store: Arc<SqliteEventStore>,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) executor: Executor,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::open(tempfile::tempdir().unwrap()).await
    }

    async fn open(dir: TempDir) -> Self {
        let clock = Arc::new(ManualClock::new(noon()));
        let stamps = Arc::clone(&clock);
        let options =
            SqliteOptions { clock: event_store::Clock::new(move || stamps.now()), ..SqliteOptions::default() };
        let store = Arc::new(SqliteEventStore::open(dir.path(), options).unwrap());
        let vault = Vault::local(dir.path()).await.unwrap();
        let executor = Executor::new(store.clone(), vault.clone(), clock.clone(), Policy::default(), None);
        Self { dir, store, vault, clock, executor }
    }

    /// The process ends and another begins.
    pub(crate) async fn reopen(self) -> Self {
        let Self { dir, store, vault, clock, executor } = self;
        drop((store, vault, clock, executor));
        Self::open(dir).await
    }

    /// An executor that knows nothing of what this one remembers, as in another process.
    pub(crate) fn stranger(&self) -> Executor {
        Executor::new(self.store.clone(), self.vault.clone(), self.clock.clone(), Policy::default(), None)
    }

    /// The whole log.
    pub(crate) async fn log(&self) -> Vec<RecordedEvent> {
        self.store.read_all(0, usize::MAX >> 1).await.unwrap()
    }

    /// The types of the events of a stream.
    pub(crate) async fn types(&self, stream: StreamId) -> Vec<String> {
        let name = StreamName::new(&stream.to_string());
        let events = self.store.read_stream(&tenant(), &name, 0, 1000).await.unwrap();
        events.iter().map(|event| event.event_type.to_string()).collect()
    }
}

pub(crate) fn tenant() -> Tenant {
    Tenant::new("acme")
}

/// A request of a service under the command id `id`.
pub(crate) fn request<C>(id: u128, command: C) -> Request<C> {
    let actor = Actor::Service(Code::known("test"));
    Request {
        command_id: Uuid::from_u128(id),
        caller: Caller { tenant: tenant(), actor, on_behalf_of: None, correlation_id: None },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command,
    }
}
