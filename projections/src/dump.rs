//! All rows of a view as text that is the same whenever the rows are: to compare views, and for auditors.

use serde_json::json;

use crate::answer::{Answer, Cells};
use crate::engine::ReadModel;
use crate::filter::Filter;
use crate::row::TableSpec;
use crate::value::{Record, Value};
use crate::{Error, registry, views};

/// How many rows are read at once.
const CHUNK: usize = 1_000;

/// Writes every row of every table of a view as one line of JSON, tables in their order and rows in that of their keys.
///
/// # Errors
/// [`Error::UnknownView`], [`Error::Unavailable`].
pub async fn dump(model: &dyn ReadModel, view: &str, line: &mut (dyn FnMut(&str) + Send)) -> Result<(), Error> {
    let found = views::all().into_iter().find(|known| known.name() == view);
    let mut found = found.ok_or_else(|| Error::UnknownView { name: view.to_owned() })?;
    for spec in registry::specs(&mut *found) {
        dump_table(model, spec, line).await?;
    }
    Ok(())
}

async fn dump_table(
    model: &dyn ReadModel,
    spec: &'static TableSpec,
    line: &mut (dyn FnMut(&str) + Send),
) -> Result<(), Error> {
    let mut after = None;
    loop {
        let found = chunk(model, spec, after).await?;
        found.rows().for_each(|cells| line(&text(spec, cells)));
        if found.len() < CHUNK {
            return Ok(());
        }
        after = found.rows().next_back().map(|cells| cells.take(spec.key).map(Value::from).collect());
    }
}

async fn chunk(model: &dyn ReadModel, spec: &TableSpec, after: Option<Record>) -> Result<Answer, Error> {
    let key: Vec<_> = spec.columns[..spec.key].iter().map(|column| column.name).collect();
    let mut filter = Filter::default();
    if let Some(after) = after {
        filter.compare(&key, ">", after);
    }
    let (conditions, params) = filter.finish();
    let condition = if conditions.is_empty() { String::new() } else { format!("where {conditions} ") };
    let sql =
        format!("select {} from {} {condition}order by {} limit {CHUNK}", spec.all_names(), spec.name, key.join(", "));
    model.query(&sql, params).await
}

fn text(spec: &TableSpec, cells: Cells<'_>) -> String {
    let mut columns = serde_json::Map::new();
    columns.insert("table".to_owned(), spec.name.into());
    columns.extend(spec.columns.iter().zip(cells).map(|(column, cell)| (column.name.to_owned(), json!(cell))));
    serde_json::Value::Object(columns).to_string()
}
