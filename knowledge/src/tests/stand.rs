//! A log, and articles written to it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::DateTime;
use domain::article::event::{Drafted, Published, Restored, Retired, Revised};
use domain::article::{ArticleEvent, Audience, Content};
use domain::{ArticleId, Code, DomainEvent, StreamId};
use event_store::{Actor, Append, EventStore, Expected, NewEvent, SqliteEventStore, SqliteOptions, StreamName, Tenant};
use intelligence::search::{self, Index};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{Encoding, Follower, Knowledge, Question};

/// Longer than anything takes.
pub(super) const LONG: Duration = Duration::from_secs(30);

/// A log in a directory of its own, with room for an index beside it.
pub(super) struct Stand {
    pub(super) store: Arc<dyn EventStore>,
    directory: TempDir,
}

/// An index that follows the log.
pub(super) struct Running {
    pub(super) knowledge: Knowledge,
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Running {
    /// Stops it in order.
    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }

    /// Drops it where it stands.
    pub(super) async fn abort(self) {
        self.task.abort();
        assert!(self.task.await.is_err_and(|error| error.is_cancelled()));
    }
}

impl Stand {
    pub(super) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(directory.path(), SqliteOptions::default()).unwrap());
        Self { store, directory }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.directory.path().join("search")
    }

    /// Waits until nobody has the index open. What was dropped may still be at its last write, which a dead process is not.
    pub(super) async fn let_go(&self) {
        while matches!(Index::open(&self.folder()), Err(search::Error::Busy)) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Starts to follow the log.
    pub(super) fn follow(&self) -> Running {
        self.follow_in(self.folder())
    }

    /// Starts to follow the log with vectors.
    pub(super) fn follow_by(&self, encoding: Encoding) -> Running {
        Self::running(Follower::new(Arc::clone(&self.store), self.folder(), encoding))
    }

    /// Starts to follow the log with an index in this folder.
    pub(super) fn follow_in(&self, folder: PathBuf) -> Running {
        Self::running(Follower::new(Arc::clone(&self.store), folder, Encoding::none()))
    }

    fn running((follower, knowledge): (Follower, Knowledge)) -> Running {
        let stop = watch::Sender::new(false);
        Running { knowledge, task: tokio::spawn(follower.run(stop.subscribe())), stop }
    }

    /// Appends events of an article of this tenant.
    pub(super) async fn tell(&self, tenant: &str, article: u128, events: &[ArticleEvent]) -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let fresh_id = || Uuid::from_u64_pair(7, NEXT.fetch_add(1, Ordering::Relaxed));
        let new = |event: &ArticleEvent| NewEvent {
            event_id: fresh_id(),
            event_type: event.event_type().into(),
            schema_version: event.schema_version(),
            occurred_at: DateTime::UNIX_EPOCH,
            body: event.encode().unwrap().into(),
        };
        let append = Append {
            tenant: Tenant::new(tenant),
            stream: StreamName::new(&StreamId::Article(id(article)).to_string()),
            expected: Expected::Any,
            command_id: fresh_id(),
            digest: [0; 32],
            causation_id: None,
            correlation_id: None,
            actor: Actor { kind: "service".into(), id: "test".into(), on_behalf_of: None },
            events: events.iter().map(new).collect(),
        };
        self.store.append(append).await.unwrap().position
    }

    /// Publishes an article of this title.
    pub(super) async fn publish(&self, article: u128, title: &str) -> u64 {
        self.tell("acme", article, &[drafted(title), published(1)]).await
    }
}

impl Knowledge {
    /// The articles of a tenant that an agent finds, once the index has come to a position.
    pub(super) async fn found(&self, tenant: &str, text: &str, at: u64) -> Vec<u128> {
        self.wait_for(at, LONG).await.unwrap();
        let hits = self.search(question(tenant, text)).await.unwrap();
        let mut found: Vec<_> = hits.into_iter().map(|hit| hit.article.0.as_u128()).collect();
        found.sort_unstable();
        found
    }
}

pub(super) fn id(article: u128) -> ArticleId {
    ArticleId(Uuid::from_u128(article))
}

pub(super) fn question(tenant: &str, text: &str) -> Question {
    Question {
        tenant: Tenant::new(tenant),
        audience: Audience::Agent,
        language: None,
        text: text.to_owned(),
        outgoing: None,
        earlier: Vec::new(),
        entities: Vec::new(),
        state: Vec::new(),
        limit: 100,
    }
}

pub(super) fn content(language: &str, title: &str) -> Content {
    Content {
        language: language.parse().unwrap(),
        audience: Audience::Customer,
        title: title.into(),
        body: format!("All about **{title}**.").into(),
        tags: Vec::new(),
        entities: Vec::new(),
    }
}

pub(super) fn drafted(title: &str) -> ArticleEvent {
    Drafted { content: content("en", title) }.into()
}

pub(super) fn revised(version: u32, title: &str) -> ArticleEvent {
    Revised { version, content: content("en", title) }.into()
}

pub(super) fn published(version: u32) -> ArticleEvent {
    Published { version }.into()
}

pub(super) fn retired() -> ArticleEvent {
    Retired { reason: Code::known("outdated") }.into()
}

pub(super) fn restored() -> ArticleEvent {
    Restored { reason: Code::known("still_true") }.into()
}
