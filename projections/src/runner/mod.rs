//! Feeding the views: what a program does with them besides reading.

mod feeding;
mod prepare;

use std::sync::Arc;
use std::time::Duration;

use event_store::EventStore;
use tokio::sync::watch;

use crate::progress::Progresses;
use crate::{Error, Progress, ReadModel, RebuildError, View, ViewStatus, WaitError, rebuild, registry, views};
use feeding::Feeding;

/// The list of views, made anew for each use, since a view holds its rows while it is fed.
pub type ViewList = fn() -> Vec<Box<dyn View>>;

/// The views of a log. One value is shared by everything in a process.
#[derive(Debug)]
pub struct Projections {
    model: Arc<dyn ReadModel>,
    store: Arc<dyn EventStore>,
    views: ViewList,
    progresses: Progresses,
}

impl Projections {
    /// All views of a log, in a read model.
    #[must_use]
    pub fn new(model: Arc<dyn ReadModel>, store: Arc<dyn EventStore>) -> Self {
        Self::of(model, store, views::all)
    }

    /// Some views of a log, in a read model.
    #[must_use]
    pub fn of(model: Arc<dyn ReadModel>, store: Arc<dyn EventStore>, views: ViewList) -> Self {
        let names = views().iter().map(|view| view.name()).collect();
        Self { model, store, views, progresses: Progresses::new(names) }
    }

    /// Where the rows are, to read them.
    #[must_use]
    pub fn model(&self) -> &Arc<dyn ReadModel> {
        &self.model
    }

    /// Makes tables that are missing, and builds those views anew whose version changed. Call it before
    /// [`Projections::run`] and before anything is read. Waits while another process does the same.
    ///
    /// A view that cannot be built stays as it is and is marked as stopped; the others are built.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn prepare(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<(), Error> {
        prepare::prepare(&*self.model, &*self.store, self.views, progress).await
    }

    /// Feeds the views until `shutdown` turns true or its sender is gone. While another process feeds them, stands by.
    ///
    /// Faults of the log or the read model are logged and tried again, for ever.
    pub async fn run(&self, mut shutdown: watch::Receiver<bool>) {
        let feeding = Feeding::new(&*self.model, &*self.store, self.views, &self.progresses);
        tokio::select! {
            () = feeding.run() => {}
            _ = shutdown.wait_for(|stop| *stop) => {}
        }
        self.progresses.tell(None);
    }

    /// Builds views anew beside the live ones and switches to the new tables; readers and [`Projections::run`], in
    /// this process or another, go on meanwhile.
    ///
    /// # Errors
    /// [`RebuildError`]; the live tables are then as they were.
    pub async fn rebuild(
        &self,
        names: &[&str],
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<(), RebuildError> {
        rebuild::rebuild(&*self.model, &*self.store, self.views, names, progress).await
    }

    /// How each view stands.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn status(&self) -> Result<Vec<ViewStatus>, Error> {
        let head = self.store.head().await?;
        let names: Vec<_> = (self.views)().iter().map(|view| view.name()).collect();
        let records = registry::read(&*self.model).await?.into_iter();
        let known = records.filter_map(|record| {
            let name = names.iter().find(|name| **name == record.name)?;
            Some(record.status(name, head))
        });
        Ok(known.collect())
    }

    /// Waits until all of these views have taken in the event at a position.
    ///
    /// # Errors
    /// [`WaitError`].
    pub async fn wait_for(&self, names: &[&str], position: u64, limit: Duration) -> Result<(), WaitError> {
        self.progresses.wait(&*self.model, names, position, limit).await
    }
}
