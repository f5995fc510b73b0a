//! Where an item stands in a list: the values it is ordered by, and the text by which a client names the place.

use std::iter;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::Error;
use crate::answer::Cell;
use crate::page::Order;
use crate::row::TableSpec;
use crate::value::{Kind, Value};

/// A place as text; opaque to whoever holds it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cursor(pub String);

/// A place in a list. Most lists are shown without cursors, so one is written when it is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// In an order of a view.
    Ordered {
        /// The name of the order.
        order: &'static str,
        /// The values it sorts by.
        values: Vec<Value>,
    },
    /// By its number in a list that is numbered.
    Numbered(u64),
}

impl Place {
    /// As text: the number, or the name of the order and its values as a JSON array in base64.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        match self {
            Self::Numbered(number) => Cursor(number.to_string()),
            Self::Ordered { order, values } => {
                let parts: Vec<_> = iter::once(Cell::Text(order)).chain(values.iter().map(Cell::from)).collect();
                Cursor(encode(&parts))
            }
        }
    }
}

fn encode(parts: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(parts).expect("numbers and texts can be written"))
}

impl Cursor {
    /// The values in it. It comes from outside, so it must be of this order and each value of its column's kind.
    ///
    /// # Errors
    /// [`Error::InvalidCursor`].
    pub(crate) fn values(&self, spec: &TableSpec, order: Order) -> Result<Vec<Value>, Error> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.0).map_err(|_| Error::InvalidCursor)?;
        let parts: Vec<serde_json::Value> = serde_json::from_slice(&bytes).map_err(|_| Error::InvalidCursor)?;
        let (name, values) = parts.split_first().ok_or(Error::InvalidCursor)?;
        if name.as_str() != Some(order.name) || values.len() != order.columns.len() {
            return Err(Error::InvalidCursor);
        }
        let kinds = order.columns.iter().map(|name| spec.column(name).kind);
        values.iter().zip(kinds).map(|(value, kind)| from_json(value, kind).ok_or(Error::InvalidCursor)).collect()
    }
}

fn from_json(value: &serde_json::Value, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Int => value.as_i64().map(Value::Int),
        Kind::Text => value.as_str().map(Value::from),
    }
}
