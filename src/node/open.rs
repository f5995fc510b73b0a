//! Opens the stores that the settings name.

use std::sync::Arc;

use anyhow::Context as _;
use event_store::{
    EventStore, PostgresEventStore, PostgresOptions, ReactionStore, SqliteEventStore, SqliteMode, SqliteOptions,
};
use projections::{PostgresReadModel, ReadModel, SqliteReadModel};
use vault::{KeyStore, LocalKms, PostgresKeyStore, SqliteKeyStore, Vault};

use super::Part;
use crate::exit::Stop;
use crate::settings::{Settings, StoreSetting};

/// What the log is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogUse {
    /// To be read, also beside a server.
    Read,
    /// To be written; of SQLite there is one writer.
    Write,
}

/// The log, and what reactions remember beside it.
#[derive(Clone, Debug)]
pub struct Log {
    /// The events.
    pub events: Arc<dyn EventStore>,
    /// What reactions remember.
    pub reactions: Arc<dyn ReactionStore>,
}

impl Log {
    fn of<S: EventStore + ReactionStore + 'static>(store: S) -> Self {
        let store = Arc::new(store);
        Self { events: Arc::<S>::clone(&store), reactions: store }
    }
}

/// Opens the log; to be read, it must be there.
///
/// # Errors
/// When it is away or not there, or when another process writes it.
pub async fn open_log(settings: &Settings, purpose: LogUse) -> anyhow::Result<Log> {
    if purpose == LogUse::Read && !Part::Log.is_there(settings).await? {
        anyhow::bail!(Stop::not_found(format!("there is no log in {}", place(settings))));
    }
    match &settings.store {
        StoreSetting::Sqlite => open_sqlite(settings, purpose),
        StoreSetting::Postgres(url) => {
            let connections = settings.limits.postgres_connections;
            let options = PostgresOptions { connections, ..PostgresOptions::default() };
            let store = PostgresEventStore::connect(url.expose(), options).await;
            Ok(Log::of(store.with_context(|| format!("the log in {} cannot be opened", settings.store))?))
        }
    }
}

fn place(settings: &Settings) -> String {
    match &settings.store {
        StoreSetting::Sqlite => settings.log_directory().display().to_string(),
        StoreSetting::Postgres(_) => settings.store.to_string(),
    }
}

/// What to do while another process writes the log; it fits every command that writes.
const IN_USE: &str = "the data directory is in use by another running process, such as a server: end that process, ask \
                      the server through GraphQL, or name another directory with --data";

fn open_sqlite(settings: &Settings, purpose: LogUse) -> anyhow::Result<Log> {
    let directory = settings.log_directory();
    let mode = match purpose {
        LogUse::Read => SqliteMode::Shared,
        LogUse::Write => SqliteMode::Owner,
    };
    let store = SqliteEventStore::open(&directory, SqliteOptions { mode, ..SqliteOptions::default() });
    Ok(Log::of(store.map_err(|error| {
        let said = if error.is_in_use() { IN_USE } else { "the log cannot be opened" };
        anyhow::Error::new(error).context(said)
    })?))
}

/// Opens where the keys are kept.
///
/// # Errors
/// When it is away.
pub async fn open_key_store(settings: &Settings) -> Result<Arc<dyn KeyStore>, vault::Error> {
    match &settings.store {
        StoreSetting::Sqlite => Ok(Arc::new(SqliteKeyStore::open(&settings.keys_directory())?)),
        StoreSetting::Postgres(url) => {
            Ok(Arc::new(PostgresKeyStore::connect(url.expose(), settings.limits.postgres_connections).await?))
        }
    }
}

/// Opens the vault; the root key file is made at the first start.
///
/// # Errors
/// When the key store is away, or the key file is missing, open to others or not this store's.
pub async fn open_vault(settings: &Settings) -> anyhow::Result<Vault> {
    let open = async {
        let store = open_key_store(settings).await?;
        let kms = LocalKms::for_store(&settings.root_key_file(), store.as_ref()).await?;
        Vault::init(Arc::new(kms), store).await
    };
    open.await.context("the vault cannot be opened")
}

/// Opens where the views are kept.
///
/// # Errors
/// When it is away.
pub async fn open_read_model(settings: &Settings) -> anyhow::Result<Arc<dyn ReadModel>> {
    let readers = settings.limits.postgres_connections;
    let opened: Result<Arc<dyn ReadModel>, projections::Error> = match &settings.store {
        StoreSetting::Sqlite => SqliteReadModel::open(&settings.views_directory(), SQLITE_READERS)
            .map(|model| Arc::new(model) as Arc<dyn ReadModel>),
        StoreSetting::Postgres(url) => {
            PostgresReadModel::connect(url.expose(), readers).await.map(|model| Arc::new(model) as Arc<dyn ReadModel>)
        }
    };
    opened.context("the views cannot be opened")
}

/// How many reads of views run at once on SQLite: more than there are processors gains nothing.
const SQLITE_READERS: usize = 4;
