//! The writer's own connection with its prepared statements.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, Statement};
use uuid::Uuid;

use super::bell::Bell;
use super::connect::{Task, connect};
use super::fault;
use super::flight::{Departure, Landing};
use super::known::Wanted;
use super::lookups::{self, COMMANDS, REVISIONS};
use super::plan::Plan;
use super::write::{self, Manner, NOTIFY, REMEMBER, WRITE};
use crate::outcome::{CommandKey, Record, StreamKey};
use crate::{Error, Position};

/// A writer that is cut off must not hold the head for long. Whatever the database's defaults are, whoever waited for the
/// head reads what it was waiting for, and an acknowledged commit is a durable one. The statements are planned once: their
/// arrays differ in length only, and for short ones planning anew would take longer than writing. They were planned
/// when the tables may have been small, and no index must be given up for that.
const SETTINGS: &str = "
    set default_transaction_isolation = 'read committed';
    set lock_timeout = '5s';
    set idle_in_transaction_session_timeout = '10s';
    set plan_cache_mode = 'force_generic_plan';
    set enable_seqscan = off;
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')";
const IDENTITY: &str = "select pg_backend_pid(), gen_random_uuid()";
/// From here on the other processes know that the log is not as they left it, also when no event is written.
const LOCK_HEAD: &str = "update colloquy.head set writer = $1 where only_row returning position";
const TAKEN: &str = "select event_id from colloquy.events where event_id = any($1)";

type Driver<T> = Result<T, tokio_postgres::Error>;

/// A connection, and the head of the log when this process last knew it.
pub(super) struct Session {
    client: Arc<Client>,
    statements: Statements,
    _driver: Task,
    /// The backend process, by which this process knows its own notifications.
    pub(super) backend: i32,
    /// The mark that this session leaves at the head.
    writer: Uuid,
    /// Whether it has left it; until then another process may have been the last.
    pub(super) has_led: bool,
    pub(super) bell: Bell,
    pub(super) head: Position,
}

struct Statements {
    write: Statement,
    remember: Statement,
    notify: Statement,
    lock_head: Statement,
    revisions: Statement,
    commands: Statement,
    taken: Statement,
}

impl Session {
    pub(super) async fn open(config: &Config) -> Result<Self, Error> {
        let (client, driver) = connect(config).await?;
        let failed = fault::away("the writer's connection could not be set up");
        client.batch_execute(SETTINGS).await.map_err(&failed)?;
        let statements = Statements::prepare(&client).await.map_err(&failed)?;
        let identity = client.query_one(IDENTITY, &[]).await.map_err(&failed)?;
        let (backend, writer) = (identity.get(0), identity.get(1));
        let head = lookups::head(&client).await?;
        let client = Arc::new(client);
        Ok(Self { client, statements, _driver: driver, backend, writer, has_led: false, bell: Bell::default(), head })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Makes ready to send what was planned in the hope that its commands are new.
    pub(super) fn depart(&mut self, plan: Plan, timeout: Duration) -> Departure {
        let (moves, loud) = (plan.new > plan.old, self.bell.begin(Instant::now()));
        let (client, statement, writer) = (Arc::clone(&self.client), self.statements.write.clone(), self.writer);
        let sending = Box::pin(async move {
            let manner = Manner { looked_up: false, loud };
            let sent = tokio::time::timeout(timeout, write::write(&client, &statement, writer, &plan, manner)).await;
            let written = match sent {
                Ok(Err(error)) if fault::is_duplicate(&error) => Ok(false),
                Ok(written) => written.map_err(fault::away("a group could not be written")),
                Err(elapsed) => Err(Error::away("the database took too long", elapsed)),
            };
            Landing { plan, written }
        });
        Departure { moves, loud, sending }
    }

    /// Looks up what is wanted, in one round trip.
    pub(super) async fn look_up(
        &self,
        wanted: &Wanted,
    ) -> Driver<(HashMap<StreamKey, u64>, HashMap<CommandKey, Record>)> {
        tokio::try_join!(
            lookups::revisions(&self.client, &self.statements.revisions, &wanted.streams),
            lookups::commands(&self.client, &self.statements.commands, &wanted.commands),
        )
    }

    /// Begins a transaction in which no other process can write, and looks up what is wanted, and which of
    /// `event_ids` the log has: one round trip, because the driver sends in the order in which it was asked.
    pub(super) async fn lock(&self, wanted: &Wanted, event_ids: &[Uuid]) -> Driver<Locked> {
        let (mark, event_ids): ([&(dyn ToSql + Sync); 1], [&(dyn ToSql + Sync); 1]) = ([&self.writer], [&event_ids]);
        let ((), head, (revisions, commands), taken) = tokio::try_join!(
            self.client.batch_execute("begin"),
            self.client.query_one(&self.statements.lock_head, &mark),
            self.look_up(wanted),
            self.client.query(&self.statements.taken, &event_ids),
        )?;
        let head = head.try_get::<_, i64>(0)?.cast_unsigned();
        let taken = taken.iter().map(|row| row.try_get(0)).collect::<Driver<_>>()?;
        Ok(Locked { head, revisions, commands, taken })
    }

    /// Writes and commits what was planned under the lock.
    pub(super) async fn write_locked(&self, plan: &Plan, loud: bool) -> Driver<bool> {
        let manner = Manner { looked_up: true, loud };
        let (written, (), ()) = tokio::try_join!(
            write::write(&self.client, &self.statements.write, self.writer, plan, manner),
            write::remember(&self.client, &self.statements.remember, self.writer, plan),
            self.client.batch_execute("commit"),
        )?;
        Ok(written)
    }

    /// Tells other processes of a head of which they were not told when it was written.
    pub(super) async fn tell(&mut self, head: Position) -> Driver<()> {
        self.client.execute(&self.statements.notify, &[&head.cast_signed()]).await?;
        self.bell.told(Instant::now());
        Ok(())
    }
}

/// The log as it stands while its head is locked.
pub(super) struct Locked {
    pub(super) head: Position,
    pub(super) revisions: HashMap<StreamKey, u64>,
    pub(super) commands: HashMap<CommandKey, Record>,
    pub(super) taken: HashSet<Uuid>,
}

impl Statements {
    async fn prepare(client: &Client) -> Driver<Self> {
        Ok(Self {
            write: client.prepare(WRITE).await?,
            remember: client.prepare(REMEMBER).await?,
            notify: client.prepare(NOTIFY).await?,
            lock_head: client.prepare(LOCK_HEAD).await?,
            revisions: client.prepare(REVISIONS).await?,
            commands: client.prepare(COMMANDS).await?,
            taken: client.prepare(TAKEN).await?,
        })
    }
}
