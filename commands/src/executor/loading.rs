//! Getting at states: from memory, else from the log.

use std::sync::Arc;

use domain::{Aggregate, DomainEvent, Meta, StreamId};
use event_store::RecordedEvent;

use super::Executor;
use super::key::Key;
use super::states::Loaded;
use crate::{Error, World};

/// How many events are read at once.
const PAGE: usize = 500;

/// How sure a state must be to be the latest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum View {
    /// What is in memory will do; another process may have gone on.
    Remembered,
    /// What the log has now.
    Current,
}

impl Executor {
    pub(super) async fn loaded<A: Aggregate>(&self, key: &Key, view: View) -> Result<Loaded<A>, Error> {
        let remembered = self.0.states.get(key);
        match (remembered, view) {
            (Some(loaded), View::Remembered) => Ok(loaded),
            (remembered, View::Remembered | View::Current) => {
                let loaded = self.catch_up(key, remembered.unwrap_or_default()).await?;
                if loaded.revision.is_some() {
                    self.0.states.keep(key, &loaded);
                }
                Ok(loaded)
            }
        }
    }

    async fn catch_up<A: Aggregate>(&self, key: &Key, mut loaded: Loaded<A>) -> Result<Loaded<A>, Error> {
        let stream = key.name();
        loop {
            let page = self.0.store.read_stream(&key.tenant, &stream, loaded.next_revision(), PAGE).await;
            let page = page.map_err(Error::Store)?;
            // Short pages too may have more behind them.
            if page.is_empty() {
                return Ok(loaded);
            }
            for recorded in &page {
                let event = decode(recorded)?;
                loaded.evolve(&event, Meta { event_id: recorded.event_id, at: recorded.occurred_at });
            }
        }
    }

    /// The states of the streams a command refers to.
    pub(super) async fn world(&self, key: &Key, references: Vec<StreamId>, view: View) -> Result<World, Error> {
        let mut world = World::default();
        for stream in references {
            let key = Key::new(&key.tenant, stream);
            match stream {
                StreamId::Conversation(id) => drop(world.conversations.insert(id, self.seen(&key, view).await?)),
                StreamId::Customer(id) => drop(world.customers.insert(id, self.seen(&key, view).await?)),
                StreamId::Agent(id) => drop(world.agents.insert(id, self.seen(&key, view).await?)),
                StreamId::Queue(id) => drop(world.queues.insert(id, self.seen(&key, view).await?)),
                StreamId::Model(id) => drop(world.models.insert(id, self.seen(&key, view).await?)),
                // No command refers to the keeping of the log or to an article.
                StreamId::Ledger(_) | StreamId::Article(_) => {}
            }
        }
        Ok(world)
    }

    async fn seen<A: Aggregate>(&self, key: &Key, view: View) -> Result<Arc<A>, Error> {
        Ok(self.loaded(key, view).await?.state)
    }
}

fn decode<E: DomainEvent>(recorded: &RecordedEvent) -> Result<E, Error> {
    E::decode(&recorded.event_type, recorded.schema_version, &recorded.body).map_err(Error::Undecodable)
}
