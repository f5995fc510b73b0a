//! All rows of a view as text that is the same whenever the rows are: to compare views, and for auditors.

use crate::engine::ReadModel;
use crate::filter::Filter;
use crate::page::json;
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
        let records = chunk(model, spec, after).await?;
        for record in &records {
            line(&text(spec, record));
        }
        if records.len() < CHUNK {
            return Ok(());
        }
        after = records.into_iter().last();
    }
}

async fn chunk(model: &dyn ReadModel, spec: &TableSpec, after: Option<Record>) -> Result<Vec<Record>, Error> {
    let key: Vec<_> = spec.columns[..spec.key].iter().map(|column| column.name).collect();
    let mut filter = Filter::default();
    if let Some(record) = after {
        filter.compare(&key, ">", record.into_iter().take(spec.key).collect());
    }
    let (conditions, params) = filter.finish();
    let condition = if conditions.is_empty() { String::new() } else { format!("where {conditions} ") };
    let sql =
        format!("select {} from {} {condition}order by {} limit {CHUNK}", spec.all_names(), spec.name, key.join(", "));
    model.query(&sql, params).await
}

fn text(spec: &TableSpec, record: &[Value]) -> String {
    let mut columns = serde_json::Map::new();
    columns.insert("table".to_owned(), spec.name.into());
    columns.extend(spec.columns.iter().zip(record).map(|(column, value)| (column.name.to_owned(), json(value))));
    serde_json::Value::Object(columns).to_string()
}
