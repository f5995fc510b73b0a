//! The parts of one process, opened from the settings: the log, the vault, what runs commands, what feeds views.

mod declarations;
mod encoding;
mod open;
mod present;
mod provider;
pub mod rotation;
mod sealing;
mod tasks;
mod understanding;

use std::sync::Arc;

use api::rest::ReactionHealth;
use chrono::TimeDelta;
use commands::reactions::{ReactionState, ReactionStatus, Reactions};
use commands::{Clock, Executor, Policy, SystemClock};
use domain::Code;
use event_store::{EventStore, Tenant};
use knowledge::{Follower, Knowledge};
use projections::{Projections, ReadModel};
use proofs::LedgerStore;
use proofs::sealer::Status as SealingStatus;
use tokio::sync::watch;
use vault::Vault;

pub use encoding::open_encoding;
pub use open::{Log, LogUse, open_key_store, open_log, open_read_model, open_vault};
pub use present::Part;
pub use provider::{Outside, OutsideEncoder, open_outside, outside_encoder, shown_outside};
pub use sealing::{key_file, open_ledger, quorum, read_ledger, signers};
pub use tasks::Tasks;
pub use understanding::{open_understanding, read_model, understander};

use crate::edge;
use crate::progress::Progress;
use crate::settings::Settings;

/// What commands of an operator need: the log and the vault, and what runs commands over them.
#[derive(Debug)]
pub struct Workbench {
    /// The log.
    pub log: Log,
    /// Runs commands.
    pub executor: Executor,
    /// The operator's tenant.
    pub tenant: Tenant,
}

impl Workbench {
    /// Opens the log for writing, and the vault.
    ///
    /// # Errors
    /// When one of them cannot be opened, such as while a server writes the log.
    pub async fn open(settings: &Settings) -> anyhow::Result<Self> {
        Self::asking(settings, &Outside::default()).await
    }

    /// The same, with someone to ask outside; what an operator does must not fail of a provider.
    async fn asking(settings: &Settings, outside: &Outside) -> anyhow::Result<Self> {
        let log = open_log(settings, LogUse::Write).await?;
        let vault = open_vault(settings).await?;
        let executor = executor(settings, &log, vault, outside)?;
        Ok(Self { log, executor, tenant: Tenant::new(&settings.tenant) })
    }
}

fn executor(settings: &Settings, log: &Log, vault: Vault, outside: &Outside) -> anyhow::Result<Executor> {
    let policy = Policy { reopen_within: TimeDelta::days(settings.reopen_within_days.into()) };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let understanding =
        open_understanding(settings)?.map(|understanding| understanding.advised_by(outside.adviser.clone()));
    Ok(Executor::new(Arc::clone(&log.events), vault, clock, policy, understanding))
}

/// Everything a server needs, running.
#[derive(Debug)]
pub struct Node {
    /// The log.
    pub events: Arc<dyn EventStore>,
    /// Runs commands.
    pub executor: Executor,
    /// What reads views.
    pub read: Arc<dyn ReadModel>,
    /// What feeds views, and how far it is.
    pub projections: Arc<Projections>,
    /// Searches the articles.
    pub knowledge: Knowledge,
    /// Where the ledger is kept.
    pub ledger: Arc<dyn LedgerStore>,
    /// How the sealing of the log fares.
    pub sealing: watch::Receiver<SealingStatus>,
    reactions: Reactions,
    tasks: Tasks,
    stop: watch::Sender<bool>,
}

impl Node {
    /// Opens everything and starts what runs in the background.
    ///
    /// # Errors
    /// When a part cannot be opened.
    pub async fn open(settings: &Settings) -> anyhow::Result<Self> {
        let outside = open_outside(settings)?;
        let encoding = open_encoding(settings, outside.encoder.as_ref().map(|encoder| encoder.questions.clone()))?;
        let workbench = Workbench::asking(settings, &outside).await?;
        if let Some((old, new)) = key_file(settings).rotating()? {
            rotation::record(&workbench, &old, &new, Code::known(rotation::UNFINISHED)).await?;
        }
        let Workbench { log, executor, .. } = workbench;
        let read = open_read_model(settings).await?;
        let projections = Arc::new(Projections::new(Arc::clone(&read), Arc::clone(&log.events)));
        prepare(&projections, &log).await?;
        let stop = watch::Sender::new(false);
        let encode_articles = outside.encoder.as_ref().map(OutsideEncoder::reaction);
        let (id, stopped) = (edge::fresh_id(), stop.subscribe());
        let reactions = Reactions::start(&executor, &log.reactions, encode_articles, id, &stopped);
        let mut tasks = Tasks::default();
        tasks.start("projections", feed(Arc::clone(&projections), stop.subscribe()));
        let (follower, knowledge) = Follower::new(Arc::clone(&log.events), settings.search_directory(), encoding);
        tasks.start("search", follower.run(stop.subscribe()));
        let ledger = open_ledger(settings).await?;
        let (sealer, sealing) = sealing::sealer(settings, &log, Arc::clone(&ledger)).await?;
        tasks.start("sealer", sealer.run(stop.subscribe()));
        Ok(Self { events: log.events, executor, read, projections, knowledge, ledger, sealing, reactions, tasks, stop })
    }

    /// How each reaction fares on this node.
    pub fn reactions(&self) -> Vec<ReactionStatus> {
        self.reactions.statuses()
    }

    /// Tells of each reaction whether it is well: it does its work, or another node does.
    pub fn reaction_health(&self) -> ReactionHealth {
        let statuses = self.reactions.watch();
        Arc::new(move || statuses().into_iter().map(|status| (status.name.to_owned(), is_well(status.state))).collect())
    }

    /// Stops what runs in the background, and waits until it has.
    pub async fn close(self) {
        self.stop.send_replace(true);
        self.reactions.stopped().await;
        self.tasks.stopped().await;
    }
}

fn is_well(state: ReactionState) -> bool {
    match state {
        ReactionState::Standby | ReactionState::Running | ReactionState::Waiting => true,
        ReactionState::Retrying | ReactionState::Failed | ReactionState::Stopped => false,
    }
}

/// Builds views that are missing or of an older version, which takes a while on a long log.
async fn prepare(projections: &Projections, log: &Log) -> anyhow::Result<()> {
    let mut progress = Progress::start("events into views", Some(log.events.head().await?));
    projections.prepare(&mut |at| progress.set(at.position)).await?;
    progress.finish();
    Ok(())
}

async fn feed(projections: Arc<Projections>, stop: watch::Receiver<bool>) {
    projections.run(stop).await;
}
