//! One view being fed: its rows in memory, its generation and its position.

use crate::batch::Item;
use crate::engine::{Changes, Writer};
use crate::status::ViewError;
use crate::{Error, Poison, View};

/// A view on its way along the log.
pub(crate) struct Feed {
    pub(crate) view: Box<dyn View>,
    pub(crate) generation: u32,
    /// The position of the last event in its rows, written or not.
    pub(crate) position: u64,
}

impl Feed {
    pub(crate) fn new(view: Box<dyn View>, generation: u32, position: u64) -> Self {
        Self { view, generation, position }
    }

    /// Starts anew from what is written.
    pub(crate) fn reset(&mut self, generation: u32, position: u64) {
        self.generation = generation;
        self.position = position;
        self.clear();
    }

    /// Forgets the rows in memory.
    pub(crate) fn clear(&mut self) {
        self.view.tables().into_iter().for_each(|table| table.clear());
    }

    /// Folds what of a batch comes next. When an event cannot be taken, all before it are, and it is returned.
    ///
    /// The fold may have changed some rows before it failed, so what comes before the event is folded again from what
    /// is written; a fold gives the same rows every time.
    pub(crate) async fn fold(&mut self, writer: &mut dyn Writer, items: &[Item]) -> Result<Option<ViewError>, Error> {
        let next = items.partition_point(|item| item.recorded.position <= self.position);
        let mut items = &items[next..];
        let error = match self.take(writer, items).await? {
            None => None,
            Some((index, poison)) => {
                let error = view_error(&items[index], &poison);
                items = &items[..index];
                self.clear();
                self.take(writer, items).await?;
                Some(error)
            }
        };
        self.position = items.last().map_or(self.position, |item| item.recorded.position);
        Ok(error)
    }

    async fn take(&mut self, writer: &mut dyn Writer, items: &[Item]) -> Result<Option<(usize, Poison)>, Error> {
        for item in items {
            if let (true, Ok(seen)) = (self.view.reads(item.category()), item.seen()) {
                self.view.touch(&seen);
            }
        }
        self.load(writer).await?;
        Ok(self.apply(items))
    }

    async fn load(&mut self, writer: &mut dyn Writer) -> Result<(), Error> {
        let generation = self.generation;
        let mut tables = self.view.tables();
        let (mut asking, mut wanted) = (Vec::new(), Vec::new());
        for table in &mut tables {
            if let Some(rows) = table.take_wanted(generation) {
                asking.push(table);
                wanted.push(rows);
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let answers = writer.load(wanted).await?;
        asking.into_iter().zip(answers).try_for_each(|(table, found)| table.fill(&found))
    }

    /// The place of the event that cannot be taken, and why, if there is one.
    fn apply(&mut self, items: &[Item]) -> Option<(usize, Poison)> {
        let view = &mut self.view;
        items.iter().enumerate().find_map(|(index, item)| {
            if !view.reads(item.category()) {
                return None;
            }
            let applied = item.seen().map_err(Clone::clone).and_then(|seen| view.apply(&seen));
            applied.err().map(|poison| (index, poison))
        })
    }

    /// What is to be written.
    pub(crate) fn changes(&mut self) -> Vec<Changes> {
        let generation = self.generation;
        self.view.tables().iter().filter_map(|table| table.changes(generation)).collect()
    }

    /// Says that it is written.
    pub(crate) fn settle(&mut self) {
        self.view.tables().into_iter().for_each(|table| table.settle());
    }
}

fn view_error(item: &Item, poison: &Poison) -> ViewError {
    ViewError { event_id: item.recorded.event_id, position: item.recorded.position, reason: poison.to_string() }
}
