//! Before the first event: tables that are missing, and views whose version changed.

use std::time::Duration;

use event_store::EventStore;

use super::ViewList;
use crate::engine::{Lock, Writer};
use crate::fold::Feed;
use crate::rebuild::build;
use crate::registry::{self, ViewRecord};
use crate::status::ViewError;
use crate::{Error, Progress, ReadModel, RebuildError, View};

const RETRY: Duration = Duration::from_millis(200);

pub(super) async fn prepare(
    model: &dyn ReadModel,
    store: &dyn EventStore,
    views: ViewList,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), Error> {
    let mut writer = model.writer().await?;
    while !writer.try_lock(Lock::Rebuild).await? {
        tokio::time::sleep(RETRY).await;
    }
    registry::create(&mut *writer, model.dialect()).await?;
    create_missing(model, &mut *writer, views()).await?;
    build_changed(model, store, &mut *writer, views, progress).await?;
    writer.unlock().await
}

async fn create_missing(
    model: &dyn ReadModel,
    writer: &mut dyn Writer,
    views: Vec<Box<dyn View>>,
) -> Result<(), Error> {
    writer.begin().await?;
    let records = registry::lock(writer, model.dialect()).await?;
    for mut view in views {
        if records.iter().all(|record| record.name != view.name()) {
            let view = &mut *view;
            writer.script(&registry::create_tables(view, 1, model.dialect())).await?;
            writer.script(&registry::create_indexes(view, 1)).await?;
            writer.script(&registry::switch(view, None, 1)).await?;
            writer.write(vec![registry::changes([&ViewRecord::live(view, 1, 0)])]).await?;
        }
    }
    writer.commit().await
}

/// Views that cannot be built are left out one by one, so that they do not keep the others from being built.
async fn build_changed(
    model: &dyn ReadModel,
    store: &dyn EventStore,
    writer: &mut dyn Writer,
    views: ViewList,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), Error> {
    let mut left_out = Vec::new();
    loop {
        let records = registry::read(model).await?;
        let changed = changed(&records, views(), &left_out, store.head().await?);
        if changed.is_empty() {
            return Ok(());
        }
        match build(model, store, writer, changed, progress).await {
            Ok(()) => return Ok(()),
            Err(RebuildError::Poisoned { view, position, event_id, reason }) => {
                left_out.push(view);
                mark_stopped(model, writer, view, ViewError { event_id, position, reason }).await?;
            }
            Err(RebuildError::UnderWay) => return Err(Error::unavailable("another rebuild is under way")),
            Err(RebuildError::Failed(error)) => return Err(error),
        }
    }
}

/// The views whose version is greater than that of their tables, and those that are ahead of the log: it was restored
/// from a backup, and what they hold beyond it never happened. Those of a newer program are left alone.
fn changed(records: &[ViewRecord], views: Vec<Box<dyn View>>, left_out: &[&str], head: u64) -> Vec<Feed> {
    let changed = views.into_iter().filter_map(|view| {
        let record = records.iter().find(|record| record.name == view.name())?;
        let outdated = record.version < view.version();
        let ahead = record.version == view.version() && record.position > head;
        let build = (outdated || ahead) && !left_out.contains(&view.name());
        build.then(|| Feed::new(view, record.generation + 1, 0))
    });
    changed.collect()
}

async fn mark_stopped(
    model: &dyn ReadModel,
    writer: &mut dyn Writer,
    view: &str,
    error: ViewError,
) -> Result<(), Error> {
    tracing::error!(view, position = error.position, event_id = %error.event_id, reason = error.reason,
        "a view cannot be built and stays as it is");
    writer.begin().await?;
    let mut records = registry::lock(writer, model.dialect()).await?;
    records.retain(|record| record.name == view);
    records.iter_mut().for_each(|record| record.stop(error.clone()));
    writer.write(vec![registry::changes(&records)]).await?;
    writer.commit().await
}
