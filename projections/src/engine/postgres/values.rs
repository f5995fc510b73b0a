//! Values on their way in and out.

use bytes::BytesMut;
use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, Row};

use crate::answer::{Answer, Cell};
use crate::value::{Kind, Record, Value};

/// Runs a query with its parameters in order.
pub(super) async fn query(client: &ClientWrapper, sql: &str, params: &[Value]) -> Result<Answer, Error> {
    let statement = client.prepare_cached(sql).await?;
    let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
    let mut answer = Answer::of_width(statement.columns().len());
    push(&mut answer, &client.query(&statement, &params).await?)?;
    Ok(answer)
}

/// Adds rows to an answer.
pub(super) fn push(answer: &mut Answer, rows: &[Row]) -> Result<(), Error> {
    for row in rows {
        for column in 0..row.len() {
            answer.push(cell(row, column)?);
        }
    }
    Ok(())
}

fn cell(row: &Row, column: usize) -> Result<Cell<'_>, Error> {
    let cell = match *row.columns()[column].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.map(Cell::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(column)?.map(|number| Cell::Int(number.into())),
        _ => row.try_get::<_, Option<&str>>(column)?.map(Cell::Text),
    };
    Ok(cell.unwrap_or(Cell::Null))
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
