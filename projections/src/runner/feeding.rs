//! The loop: read a batch, fold it into every view, write rows and positions in one transaction.

use std::time::{Duration, Instant};

use event_store::{EventStore, RecordedEvent};

use super::ViewList;
use crate::batch::{Item, LIVE, decode_all};
use crate::engine::{Changes, Lock, Writer};
use crate::fold::Feed;
use crate::progress::{Progresses, Standing};
use crate::registry::{self, ViewRecord};
use crate::status::ViewState;
use crate::{Error, ReadModel};

/// How often, without news, the state of the views is looked at: another process may have rebuilt one.
const REFRESH: Duration = Duration::from_secs(1);
/// How far batches are apart that nobody waits for: a batch of one event takes nearly as much as one of fifty.
const APART: Duration = Duration::from_millis(20);
/// How long to wait after a fault.
const BACK_OFF: Duration = Duration::from_millis(500);

/// The views being fed by this process.
pub(super) struct Feeding<'a> {
    model: &'a dyn ReadModel,
    store: &'a dyn EventStore,
    progresses: &'a Progresses,
    feeds: Vec<Feed>,
    /// As last seen, in the order of the feeds.
    records: Vec<Option<ViewRecord>>,
    writer: Option<Box<dyn Writer>>,
}

impl<'a> Feeding<'a> {
    pub(super) fn new(
        model: &'a dyn ReadModel,
        store: &'a dyn EventStore,
        views: ViewList,
        progresses: &'a Progresses,
    ) -> Self {
        let feeds: Vec<_> = views().into_iter().map(|view| Feed::new(view, 0, 0)).collect();
        let records = feeds.iter().map(|_| None).collect();
        Self { model, store, progresses, feeds, records, writer: None }
    }

    pub(super) async fn run(mut self) {
        loop {
            if let Err(error) = self.lead().await {
                tracing::error!(error = &error as &dyn std::error::Error, "the views could not be fed; trying again");
                // What is in memory may not be what was written.
                self.writer = None;
                self.feeds.iter_mut().for_each(Feed::clear);
                self.progresses.tell(None);
                tokio::time::sleep(BACK_OFF).await;
            }
        }
    }

    /// Takes the lead, when nobody has it, and feeds the views until something fails.
    async fn lead(&mut self) -> Result<(), Error> {
        let mut writer = self.model.writer().await?;
        while !writer.try_lock(Lock::Lead).await? {
            tokio::time::sleep(REFRESH).await;
        }
        self.writer = Some(writer);
        self.resume().await?;
        let mut head = self.store.watch();
        loop {
            head.borrow_and_update();
            let events = self.store.read_all(self.next(), LIVE).await?;
            if events.is_empty() {
                // Whether the head moved or time went by, the next round looks.
                let _woken = tokio::time::timeout(REFRESH, head.changed()).await;
                self.refresh().await?;
            } else {
                let (begun, is_behind) = (tokio::time::Instant::now(), events.len() == LIVE);
                self.feed(events).await?;
                if !is_behind {
                    let _waited_for = tokio::time::timeout_at(begun + APART, self.progresses.somebody_waits()).await;
                }
            }
        }
    }

    /// The least position among the views that follow the log; the head when none does.
    fn next(&self) -> u64 {
        let active = self.feeds.iter().zip(&self.records).filter(|(feed, record)| is_active(feed, record.as_ref()));
        active.map(|(feed, _)| feed.position).min().unwrap_or(u64::MAX)
    }

    /// Tries stopped views again: the program may have been mended since.
    async fn resume(&mut self) -> Result<(), Error> {
        self.begin().await?;
        for (feed, record) in self.feeds.iter_mut().zip(&mut self.records) {
            feed.clear();
            if let Some(record) = record.as_mut().filter(|record| record.version == feed.view.version()) {
                record.resume();
            }
        }
        self.save(Vec::new()).await
    }

    /// Looks at how the views stand.
    async fn refresh(&mut self) -> Result<(), Error> {
        let seen = registry::read(self.model).await?;
        let differs = |(feed, known): (&Feed, &Option<ViewRecord>)| {
            known.as_ref() != seen.iter().find(|record| record.name == feed.view.name())
        };
        if self.feeds.iter().zip(&self.records).any(differs) {
            self.begin().await?;
            self.writer()?.commit().await?;
        }
        self.tell();
        Ok(())
    }

    async fn feed(&mut self, events: Vec<RecordedEvent>) -> Result<(), Error> {
        let started = Instant::now();
        let (items, head) = (decode_all(events), *self.store.watch().borrow());
        self.begin().await?;
        let changes = self.fold(&items).await?;
        self.save(changes).await?;
        self.feeds.iter_mut().for_each(Feed::settle);
        self.measure(items.len(), head, started.elapsed());
        Ok(())
    }

    async fn fold(&mut self, items: &[Item]) -> Result<Vec<Changes>, Error> {
        let writer = self.writer.as_mut().ok_or_else(no_writer)?;
        let first = items.first().map_or(0, |item| item.recorded.position);
        let mut changes = Vec::new();
        for (feed, record) in self.feeds.iter_mut().zip(&mut self.records) {
            // A view that was switched to older tables meanwhile takes part from the next batch on.
            let takes_part = is_active(feed, record.as_ref()) && feed.position + 1 >= first;
            let Some(record) = record.as_mut().filter(|_| takes_part) else { continue };
            if let Some(error) = feed.fold(&mut **writer, items).await? {
                tracing::error!(view = record.name, position = error.position, event_id = %error.event_id,
                    reason = error.reason, "a view stops before an event it cannot take");
                record.stop(error);
            }
            changes.extend(feed.changes());
            record.position = feed.position;
            let taken = items.iter().take_while(|item| item.recorded.position <= feed.position).last();
            record.recorded_at = taken.map_or(record.recorded_at, |item| Some(item.recorded.recorded_at));
        }
        Ok(changes)
    }

    /// Begins a transaction that no other process can feed the views beside, and takes over how they stand.
    async fn begin(&mut self) -> Result<(), Error> {
        let dialect = self.model.dialect();
        let writer = self.writer()?;
        writer.begin().await?;
        let seen = registry::lock(&mut **writer, dialect).await?;
        for (feed, record) in self.feeds.iter_mut().zip(&mut self.records) {
            *record = seen.iter().find(|seen| seen.name == feed.view.name()).cloned();
            let stands = record.as_ref().map(|record| (record.generation, record.position));
            if let Some((generation, position)) = stands.filter(|stands| *stands != (feed.generation, feed.position)) {
                feed.reset(generation, position);
            }
        }
        Ok(())
    }

    async fn save(&mut self, mut changes: Vec<Changes>) -> Result<(), Error> {
        // A record of a newer program is not ours to write.
        let ours = self
            .feeds
            .iter()
            .zip(&self.records)
            .filter_map(|(feed, record)| record.as_ref().filter(|record| record.version == feed.view.version()));
        changes.push(registry::changes(ours));
        let writer = self.writer()?;
        writer.write(changes).await?;
        writer.commit().await?;
        self.tell();
        Ok(())
    }

    fn writer(&mut self) -> Result<&mut Box<dyn Writer>, Error> {
        self.writer.as_mut().ok_or_else(no_writer)
    }

    fn tell(&self) {
        let standings = self.feeds.iter().zip(&self.records).filter_map(|(feed, record)| {
            let record = record.as_ref()?;
            Some((feed.view.name(), Standing { position: record.position, state: record.state }))
        });
        self.progresses.tell(Some(standings.collect()));
    }

    fn measure(&self, events: usize, head: u64, took: Duration) {
        metrics::histogram!("colloquy_projection_batch_seconds").record(took);
        metrics::counter!("colloquy_projection_events_total").increment(events as u64);
        for record in self.records.iter().flatten() {
            let lag = head.saturating_sub(record.position);
            metrics::gauge!("colloquy_projection_lag_events", "view" => record.name.clone()).set(lag as f64);
        }
    }
}

fn no_writer() -> Error {
    Error::unavailable("the views are not fed by this process")
}

/// Whether the view follows the log with the tables it has. Those of another version are another program's.
fn is_active(feed: &Feed, record: Option<&ViewRecord>) -> bool {
    record.is_some_and(|record| record.state == ViewState::Live && record.version == feed.view.version())
}
