//! The ledger of a node: where it is kept, who signs it, who witnesses it.

use std::sync::Arc;

use anyhow::Context as _;
use ledger::Vkey;
use ledger::cosignature::Quorum;
use proofs::sealer::keys::CommandSigner;
use proofs::sealer::{Guard, KeyFile, Running, Sealer, Signers, Status};
use proofs::store::{PostgresLedgerStore, SqliteLedgerStore};
use proofs::{EVENTS, LedgerStore};
use tokio::sync::watch;

use super::{Log, Part};
use crate::edge;
use crate::exit::Stop;
use crate::settings::{Settings, StoreSetting};

/// Opens where the ledger is kept, made where needed.
///
/// # Errors
/// When it is away.
pub async fn open_ledger(settings: &Settings) -> anyhow::Result<Arc<dyn LedgerStore>> {
    let opened: Result<Arc<dyn LedgerStore>, proofs::Error> = match &settings.store {
        StoreSetting::Sqlite => SqliteLedgerStore::open(&settings.ledger_directory()).map(|store| Arc::new(store) as _),
        StoreSetting::Postgres(url) => connect(url.expose(), settings).await,
    };
    opened.context("the ledger cannot be opened")
}

/// Opens the ledger to be read, also beside a server; it must be there.
///
/// # Errors
/// When it is away or not there.
pub async fn read_ledger(settings: &Settings) -> anyhow::Result<Arc<dyn LedgerStore>> {
    if !Part::Ledger.is_there(settings).await? {
        anyhow::bail!(Stop::not_found("there is no ledger yet: a server makes it and seals the log".to_owned()));
    }
    let opened: Result<Arc<dyn LedgerStore>, proofs::Error> = match &settings.store {
        StoreSetting::Sqlite => {
            SqliteLedgerStore::open_to_read(&settings.ledger_directory()).map(|store| Arc::new(store) as _)
        }
        StoreSetting::Postgres(url) => connect(url.expose(), settings).await,
    };
    opened.context("the ledger cannot be opened")
}

async fn connect(url: &str, settings: &Settings) -> Result<Arc<dyn LedgerStore>, proofs::Error> {
    let store = PostgresLedgerStore::connect(url, settings.limits.postgres_connections).await?;
    Ok(Arc::new(store))
}

/// Who signs for the log; the key file is made at the first start.
///
/// # Errors
/// When the key is out of reach, or the settings make no sense.
pub fn signers(settings: &Settings) -> anyhow::Result<Signers> {
    if !settings.ledger.sign_command.is_empty() {
        let vkey = settings.ledger.sign_key.as_deref().unwrap_or_default().parse();
        let vkey = vkey.context("ledger.sign_key: the public key of the command's signatures")?;
        let command = settings.ledger.sign_command.clone();
        return Ok(Signers::held_by(Arc::new(CommandSigner { vkey, command })));
    }
    let file = key_file(settings);
    let origin = settings.ledger.origin.clone().unwrap_or_else(|| format!("colloquy/{}", edge::fresh_id().simple()));
    std::fs::create_dir_all(settings.keys_directory()).context("the directory of the keys cannot be made")?;
    file.create(&origin, edge::fresh_seed())?;
    Ok(Signers::in_file(&file)?)
}

/// The file of the signing key.
pub fn key_file(settings: &Settings) -> KeyFile {
    KeyFile::at(&settings.ledger_key_file())
}

/// Whose cosignatures are taken, and how many are required.
///
/// # Errors
/// When a key cannot be read.
pub fn quorum(settings: &Settings) -> anyhow::Result<Quorum> {
    let parse = |key: &String| key.parse::<Vkey>().with_context(|| format!("ledger.witnesses: {key}"));
    let witnesses = settings.ledger.witnesses.iter().map(parse).collect::<Result<_, _>>()?;
    Ok(Quorum { witnesses, required: settings.ledger.require_witnesses })
}

/// A sealer ready to run, and what it will tell.
///
/// # Errors
/// When the key is out of reach, or what was signed last cannot be read.
pub async fn sealer(
    settings: &Settings,
    log: &Log,
    store: Arc<dyn LedgerStore>,
) -> anyhow::Result<(Running, watch::Receiver<Status>)> {
    let signers = signers(settings)?;
    let guard = Guard::open(&settings.ledger_head_file(), signers.origin())?;
    let status = watch::Sender::new(Status::before(store.last(EVENTS).await?));
    let told = status.subscribe();
    let running = Running {
        sealer: Sealer::new(Arc::clone(&log.events), store, signers, guard),
        leases: Arc::clone(&log.reactions),
        owner: edge::fresh_id(),
        every: settings.ledger.interval(),
        clock: Arc::new(edge::now),
        status,
    };
    Ok((running, told))
}
