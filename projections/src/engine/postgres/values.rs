//! Values on their way in and out.

use bytes::BytesMut;
use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, Row};

use crate::value::{Kind, Record, Value};

/// Runs a query with its parameters in order.
pub(super) async fn query(client: &ClientWrapper, sql: &str, params: &[Value]) -> Result<Vec<Record>, Error> {
    let statement = client.prepare_cached(sql).await?;
    let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
    client.query(&statement, &params).await?.iter().map(record).collect()
}

pub(super) fn record(row: &Row) -> Result<Record, Error> {
    (0..row.len()).map(|index| value(row, index)).collect()
}

fn value(row: &Row, index: usize) -> Result<Value, Error> {
    let value = if *row.columns()[index].type_() == Type::INT8 {
        row.try_get::<_, Option<i64>>(index)?.map(Value::Int)
    } else if *row.columns()[index].type_() == Type::INT4 {
        row.try_get::<_, Option<i32>>(index)?.map(|number| Value::Int(number.into()))
    } else {
        row.try_get::<_, Option<String>>(index)?.map(Value::Text)
    };
    Ok(value.unwrap_or(Value::Null))
}

/// One column of many rows, as an array.
#[derive(Debug)]
pub(super) enum Array<'a> {
    Ints(Vec<Option<i64>>),
    Texts(Vec<Option<&'a str>>),
}

impl<'a> Array<'a> {
    pub(super) fn of(kind: Kind, rows: &'a [Record], column: usize) -> Self {
        let values = rows.iter().map(|row| &row[column]);
        match kind {
            Kind::Int => Self::Ints(values.map(as_int).collect()),
            Kind::Text => Self::Texts(values.map(as_text).collect()),
        }
    }

    pub(super) fn as_param(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Ints(ints) => ints,
            Self::Texts(texts) => texts,
        }
    }
}

fn as_int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Null | Value::Text(_) => None,
    }
}

fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::Null | Value::Int(_) => None,
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT4, Type::INT8, Type::TEXT, Type::VARCHAR].contains(kind)
    }

    to_sql_checked!();
}
