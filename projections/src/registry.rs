//! The table `views`: which generation of each view is live, and how far it has come.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::column::Json;
use crate::engine::dialect::Dialect;
use crate::engine::{Changes, Writer};
use crate::row::{Row, TableSpec, row};
use crate::status::{ViewError, ViewState, ViewStatus};
use crate::{Error, ReadModel, View};

row! {
    /// How a view stands.
    ViewRecord in "views" keep 0 {
        key {
            /// What it is called.
            name: String,
        }
        /// The version of its tables and fold.
        version: u32,
        /// The number its live tables bear.
        generation: u32,
        /// The position of the last event it has taken in.
        position: u64,
        /// When that event was appended to the log.
        recorded_at: Option<DateTime<Utc>>,
        /// Whether it follows the log.
        state: ViewState,
        /// Why it does not.
        error: Option<String>,
        /// The event it cannot take.
        error_event: Option<Uuid>,
        /// Where that event stands.
        error_position: Option<u64>,
        /// The names of its tables.
        tables: Json<Vec<String>>,
    }
    indexes []
}

impl ViewRecord {
    /// A view whose tables of a generation stand at a position.
    pub(crate) fn live(view: &mut dyn View, generation: u32, position: u64) -> Self {
        Self {
            name: view.name().to_owned(),
            version: view.version(),
            generation,
            position,
            recorded_at: None,
            state: ViewState::Live,
            error: None,
            error_event: None,
            error_position: None,
            tables: Json(view.tables().iter().map(|table| table.spec().name.to_owned()).collect()),
        }
    }

    pub(crate) fn stop(&mut self, error: ViewError) {
        self.state = ViewState::Stopped;
        self.error = Some(error.reason);
        self.error_event = Some(error.event_id);
        self.error_position = Some(error.position);
    }

    pub(crate) fn resume(&mut self) {
        self.state = ViewState::Live;
        self.error = None;
        self.error_event = None;
        self.error_position = None;
    }

    /// As operators see it, when the log has come to `head`.
    pub(crate) fn status(self, name: &'static str, head: u64) -> ViewStatus {
        let error = match (self.error, self.error_event, self.error_position) {
            (Some(reason), Some(event_id), Some(position)) => Some(ViewError { event_id, position, reason }),
            (_, _, _) => None,
        };
        ViewStatus {
            name,
            version: self.version,
            generation: self.generation,
            position: self.position,
            lag: head.saturating_sub(self.position),
            recorded_at: self.recorded_at,
            state: self.state,
            error,
        }
    }
}

/// Makes the table where it is missing.
pub(crate) async fn create(writer: &mut dyn Writer, dialect: Dialect) -> Result<(), Error> {
    writer.script(&dialect.create_table(ViewRecord::SPEC_REF, 0)).await
}

/// The records, kept from others until the transaction ends.
pub(crate) async fn lock(writer: &mut dyn Writer, dialect: Dialect) -> Result<Vec<ViewRecord>, Error> {
    let found = writer.query(&format!("{}{}", select(), dialect.for_update())).await?;
    found.rows().map(ViewRecord::from_cells).collect()
}

/// The records as they stand.
pub(crate) async fn read(model: &dyn ReadModel) -> Result<Vec<ViewRecord>, Error> {
    model.query(&select(), Vec::new()).await?.rows().map(ViewRecord::from_cells).collect()
}

fn select() -> String {
    format!("select {} from views order by name", ViewRecord::SPEC.all_names())
}

/// What is to be written to save these records.
pub(crate) fn changes<'a>(records: impl IntoIterator<Item = &'a ViewRecord>) -> Changes {
    let upserts = records.into_iter().map(Row::values).collect();
    Changes { spec: ViewRecord::SPEC_REF, generation: 0, upserts, deletes: Vec::new() }
}

/// The tables of a view.
pub(crate) fn specs(view: &mut dyn View) -> Vec<&'static TableSpec> {
    view.tables().iter().map(|table| table.spec()).collect()
}

/// Makes the tables of a generation anew, without indexes: those are faster made when the rows are there.
pub(crate) fn create_tables(view: &mut dyn View, generation: u32, dialect: Dialect) -> String {
    drop_tables(view, generation)
        + &specs(view).iter().map(|spec| dialect.create_table(spec, generation)).collect::<String>()
}

/// Drops the tables of a generation, those that there are.
pub(crate) fn drop_tables(view: &mut dyn View, generation: u32) -> String {
    specs(view).iter().map(|spec| Dialect::drop_table(&spec.physical(generation))).collect()
}

pub(crate) fn create_indexes(view: &mut dyn View, generation: u32) -> String {
    specs(view).iter().map(|spec| Dialect::create_indexes(spec, generation)).collect()
}

/// Lets readers see a generation, and drops the one they saw before.
pub(crate) fn switch(view: &mut dyn View, old: Option<&ViewRecord>, generation: u32) -> String {
    let specs = specs(view);
    let mut sql = String::new();
    for table in old.iter().flat_map(|old| &old.tables.0) {
        sql += &Dialect::drop_view(table);
    }
    for spec in &specs {
        sql += &Dialect::drop_view(spec.name);
        sql += &Dialect::create_view(spec, generation);
    }
    for (table, old) in old.iter().flat_map(|old| old.tables.0.iter().map(move |table| (table, old))) {
        sql += &Dialect::drop_table(&format!("{table}_g{}", old.generation));
    }
    sql
}
