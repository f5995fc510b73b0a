//! Building views anew beside the live ones, and switching.

use event_store::EventStore;

use crate::batch::{REBUILD, decode_all};
use crate::engine::{Lock, Writer};
use crate::fold::Feed;
use crate::registry::{self, ViewRecord};
use crate::runner::ViewList;
use crate::status::ViewError;
use crate::{Error, ReadModel, RebuildError};

/// How far a rebuild has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The position of the last event folded.
    pub position: u64,
    /// The end of the log.
    pub head: u64,
}

/// Builds views anew from the log and switches readers to the new tables in one transaction. Works while another
/// process feeds the live ones. When it is cut off, the live tables are as they were, and the next rebuild clears away
/// what it left.
///
/// # Errors
/// [`RebuildError`].
pub async fn rebuild(
    model: &dyn ReadModel,
    store: &dyn EventStore,
    views: ViewList,
    names: &[&str],
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), RebuildError> {
    let mut writer = model.writer().await?;
    if !writer.try_lock(Lock::Rebuild).await? {
        return Err(RebuildError::UnderWay);
    }
    let feeds = new_generation(&registry::read(model).await?, views, names)?;
    let built = build(model, store, &mut *writer, feeds, progress).await;
    writer.unlock().await?;
    built
}

/// The views of these names, to be fed from the beginning.
fn new_generation(records: &[ViewRecord], views: ViewList, names: &[&str]) -> Result<Vec<Feed>, Error> {
    let find = |name: &&str| {
        let unknown = || Error::UnknownView { name: (*name).to_owned() };
        let view = views().into_iter().find(|view| view.name() == *name).ok_or_else(unknown)?;
        let record = records.iter().find(|record| record.name == *name).ok_or_else(unknown)?;
        Ok(Feed::new(view, record.generation + 1, 0))
    };
    names.iter().map(find).collect()
}

/// Builds and switches; clears away what was built when that fails.
pub(crate) async fn build(
    model: &dyn ReadModel,
    store: &dyn EventStore,
    writer: &mut dyn Writer,
    feeds: Vec<Feed>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), RebuildError> {
    let mut build = Build { model, store, writer, feeds };
    let built = build.run(progress).await;
    if built.is_err() {
        build.clear_away().await;
    }
    built
}

struct Build<'a> {
    model: &'a dyn ReadModel,
    store: &'a dyn EventStore,
    writer: &'a mut dyn Writer,
    feeds: Vec<Feed>,
}

impl Build<'_> {
    async fn run(&mut self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<(), RebuildError> {
        self.create_tables().await?;
        self.catch_up(progress).await?;
        self.create_indexes().await?;
        // Making indexes takes a while, in which the log went on.
        self.catch_up(progress).await?;
        self.switch().await
    }

    async fn create_tables(&mut self) -> Result<(), Error> {
        self.writer.begin().await?;
        for feed in &mut self.feeds {
            let sql = registry::create_tables(&mut *feed.view, feed.generation, self.model.dialect());
            self.writer.script(&sql).await?;
        }
        self.writer.commit().await
    }

    async fn create_indexes(&mut self) -> Result<(), Error> {
        self.writer.begin().await?;
        for feed in &mut self.feeds {
            self.writer.script(&registry::create_indexes(&mut *feed.view, feed.generation)).await?;
        }
        self.writer.commit().await
    }

    async fn catch_up(&mut self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<(), RebuildError> {
        while self.fold_next().await? {
            self.writer.begin().await?;
            self.write().await?;
            self.writer.commit().await?;
            let head = self.store.head().await.map_err(Error::from)?;
            progress(Progress { position: self.position(), head });
        }
        Ok(())
    }

    fn position(&self) -> u64 {
        self.feeds.iter().map(|feed| feed.position).min().unwrap_or_default()
    }

    /// Folds the next batch; `false` when there is none. Nobody else knows of the tables, so reading them needs no lock
    /// and the live ones are held up by the writing alone.
    async fn fold_next(&mut self) -> Result<bool, RebuildError> {
        let events = self.store.read_all(self.position(), REBUILD).await.map_err(Error::from)?;
        let items = decode_all(events);
        for feed in &mut self.feeds {
            if let Some(error) = feed.fold(&mut *self.writer, &items).await? {
                return Err(poisoned(feed.view.name(), error));
            }
        }
        Ok(!items.is_empty())
    }

    async fn write(&mut self) -> Result<(), Error> {
        let changes = self.feeds.iter_mut().flat_map(Feed::changes).collect();
        self.writer.write(changes).await?;
        self.feeds.iter_mut().for_each(Feed::settle);
        Ok(())
    }

    /// Under the lock the live tables stand still; the new ones catch up with them and take their place.
    async fn switch(&mut self) -> Result<(), RebuildError> {
        self.writer.begin().await?;
        let records = registry::lock(&mut *self.writer, self.model.dialect()).await?;
        let ours = |record: &&ViewRecord| self.feeds.iter().any(|feed| feed.view.name() == record.name);
        let live = records.iter().filter(ours).map(|record| record.position).max().unwrap_or_default();
        while self.position() < live && self.fold_next().await? {
            self.write().await?;
        }
        for feed in &mut self.feeds {
            let old = records.iter().find(|record| record.name == feed.view.name());
            self.writer.script(&registry::switch(&mut *feed.view, old, feed.generation)).await?;
            let record = ViewRecord::live(&mut *feed.view, feed.generation, feed.position);
            self.writer.write(vec![registry::changes([&record])]).await?;
        }
        self.writer.commit().await?;
        Ok(())
    }

    /// As well as it can be done; the next rebuild does it too.
    async fn clear_away(&mut self) {
        let _no_transaction = self.writer.rollback().await;
        for feed in &mut self.feeds {
            let sql = registry::drop_tables(&mut *feed.view, feed.generation);
            if let Err(error) = self.writer.script(&sql).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "tables of a failed rebuild are left");
            }
        }
    }
}

fn poisoned(view: &'static str, error: ViewError) -> RebuildError {
    let ViewError { event_id, position, reason } = error;
    RebuildError::Poisoned { view, position, event_id, reason }
}
