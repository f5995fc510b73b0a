//! What one query has looked up already, so that a hundred turns by one agent look them up once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::Error;
use domain::AgentId;
use tokio::sync::OnceCell;

use super::seals::Seals;
use super::types::Agent;

/// The lookups of one query. Mutations and subscriptions have none: they see what changes meanwhile.
#[derive(Debug, Default)]
pub struct Lookups {
    /// Agents.
    pub(super) agents: Lookup<AgentId, Option<Agent>>,
    /// Checkpoints.
    pub(super) seals: Seals,
}

/// Values by their keys, each loaded once, also when many ask at the same time.
#[derive(Debug)]
pub(super) struct Lookup<K, V>(Mutex<HashMap<K, Arc<OnceCell<V>>>>);

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Lookup<K, V> {
    /// The value of a key; `load` is run by the first who asks. What failed is tried again by the next.
    pub(super) async fn get(&self, key: K, load: impl Future<Output = Result<V, Error>>) -> Result<V, Error> {
        let cell = {
            // Nothing panics while the map is held, and cells that stand in it are whole.
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(cells.entry(key).or_default())
        };
        cell.get_or_try_init(|| load).await.cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures_util::future::join_all;

    use super::*;

    #[tokio::test]
    async fn what_many_ask_for_is_loaded_once() {
        let (lookup, loads) = (Lookup::<u8, u8>::default(), Cell::new(0));
        let load = || async {
            loads.set(loads.get() + 1);
            tokio::task::yield_now().await;
            Ok(7)
        };
        let found = join_all((0..100).map(|_| lookup.get(1, load()))).await;
        assert!(found.into_iter().all(|found| found.ok() == Some(7)));
        assert_eq!(loads.get(), 1);
    }
}
