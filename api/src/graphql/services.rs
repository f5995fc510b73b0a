//! What the resolvers reach: the executor, the views, the log and its ledger, the vault.

use std::sync::Arc;
use std::time::Duration;

use commands::Executor;
use event_store::{EventStore, Tenant};
use knowledge::Knowledge;
use projections::{Projections, ReadModel};
use proofs::LedgerService;
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
    /// Searches the articles.
    pub knowledge: Knowledge,
    /// The log.
    pub store: Arc<dyn EventStore>,
    /// The ledger of the log: what is sealed, and the proofs of it.
    pub ledger: LedgerService,
    /// The tenant of whoever runs the service, whose auditors may read the entries of all tenants.
    pub operator_tenant: Tenant,
    /// Opens what is personal.
    pub vault: Vault,
    /// How long a query waits for `minPosition`.
    pub patience: Duration,
    /// The program's version.
    pub version: &'static str,
}
