//! How the types of the domain stand in columns.

use chrono::{DateTime, Utc};
use domain::agent::Presence;
use domain::article::{Audience, Prose, Standing};
use domain::conversation::understanding::{Polarity, UrgencyHeard};
use domain::conversation::{Urgency, Visibility};
use domain::ids::{AgentId, ArticleId, ConversationId, CustomerId, HandoffId, QueueId, TurnId};
use domain::{Code, Language};
use event_store::Tenant;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::Sealed;

use crate::answer::Cell;
use crate::value::{Column, Kind, Value};

/// A list or a map, as JSON text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Json<T>(pub T);

impl<T: Serialize + DeserializeOwned> Column for Json<T> {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        Value::Text(serde_json::to_string(&self.0).expect("what comes from the log is sealed and has text keys"))
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        serde_json::from_str(text(cell)?).ok().map(Self)
    }
}

impl Column for i64 {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(*self)
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        int(cell)
    }
}

impl Column for u64 {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(self.cast_signed())
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        int(cell)?.try_into().ok()
    }
}

impl Column for u32 {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int((*self).into())
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        int(cell)?.try_into().ok()
    }
}

impl Column for bool {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int((*self).into())
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        int(cell).map(|number| number != 0)
    }
}

impl Column for DateTime<Utc> {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(self.timestamp_micros())
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        Self::from_timestamp_micros(int(cell)?)
    }
}

impl Column for String {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        text(cell).map(str::to_owned)
    }
}

impl Column for Tenant {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        self.as_str().into()
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        text(cell).map(Self::new)
    }
}

/// Types that are written as text and parsed back.
macro_rules! parsed {
    ($($type:ty),*) => {$(
        impl Column for $type {
            const KIND: Kind = Kind::Text;

            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }

            fn from_cell(cell: Cell<'_>) -> Option<Self> {
                text(cell)?.parse().ok()
            }
        }
    )*};
}

parsed!(Uuid, AgentId, ArticleId, ConversationId, CustomerId, HandoffId, QueueId, TurnId, Code, Sealed);

impl Column for Language {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        self.as_str().into()
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        text(cell)?.parse().ok()
    }
}

impl Column for Prose {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        self.as_str().into()
    }

    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        text(cell).map(Self::from)
    }
}

/// Enums whose variants have names.
macro_rules! named {
    ($type:ty { $($variant:ident $name:literal),* $(,)? }) => {
        impl $crate::value::Column for $type {
            const KIND: $crate::value::Kind = $crate::value::Kind::Text;

            fn to_value(&self) -> $crate::value::Value {
                match self { $( Self::$variant => $name.into(), )* }
            }

            fn from_cell(cell: $crate::answer::Cell<'_>) -> Option<Self> {
                match $crate::column::text(cell)? {
                    $( $name => Some(Self::$variant), )*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;

named!(Polarity { Negative "negative", Neutral "neutral", Positive "positive" });
named!(UrgencyHeard { None "none", Raised "raised", High "high" });
named!(Urgency { Normal "normal", High "high", Critical "critical" });
named!(Visibility { Public "public", Internal "internal" });
named!(Audience { Customer "customer", Agent "agent" });
named!(Standing { Draft "draft", Published "published", Retired "retired" });
named!(Presence { Online "online", Busy "busy", Away "away", Offline "offline" });

pub(crate) fn int(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Int(number) => Some(number),
        Cell::Null | Cell::Text(_) => None,
    }
}

pub(crate) fn text(cell: Cell<'_>) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::Null | Cell::Int(_) => None,
    }
}
