//! What the resolvers reach: the executor, the views, the log, the vault.

use std::sync::Arc;
use std::time::Duration;

use commands::Executor;
use event_store::EventStore;
use projections::{Projections, ReadModel};
use vault::Vault;

/// Everything behind the API, in the schema's data.
#[derive(Clone)]
pub struct Services {
    /// Executes commands.
    pub executor: Executor,
    /// Reads views.
    pub read: Arc<dyn ReadModel>,
    /// Knows how far the views are.
    pub projections: Arc<Projections>,
    /// The log.
    pub store: Arc<dyn EventStore>,
    /// Opens what is personal.
    pub vault: Vault,
    /// How long a query waits for `minPosition`.
    pub patience: Duration,
    /// The program's version.
    pub version: &'static str,
}
