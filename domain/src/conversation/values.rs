//! The values that Conversation events are made of.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use vault::{Personal, PersonalField};

use crate::Code;
use crate::event::VisitPersonal;
use crate::ids::AttachmentId;

/// Which of the waiting comes first: 1 is the most pressing, 5 the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Priority(#[schemars(range(min = 1, max = 5))] u8);

/// Why a number is no priority.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a priority is a number from 1, the most pressing, to 5")]
pub struct InvalidPriority;

impl Priority {
    /// What a Conversation has until it is prioritised.
    pub const NORMAL: Self = Self(3);

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Priority {
    type Error = InvalidPriority;

    fn try_from(number: u8) -> Result<Self, InvalidPriority> {
        if (1..=5).contains(&number) { Ok(Self(number)) } else { Err(InvalidPriority) }
    }
}

impl<'de> Deserialize<'de> for Priority {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(u8::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// How much time there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// As usual.
    Normal,
    /// Today.
    High,
    /// Now.
    Critical,
}

/// Who sees a turn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everyone in the Conversation.
    Public,
    /// Those who serve; an internal note.
    Internal,
}

/// Until when a Conversation sleeps.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "until", rename_all = "snake_case")]
pub enum SnoozeUntil {
    /// A time; the customer's next turn wakes it too.
    Time {
        /// Which.
        at: DateTime<Utc>,
    },
    /// The customer's next turn alone.
    NextTurn,
}

/// What woke a Conversation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WakeCause {
    /// The time came.
    Due,
    /// The customer spoke.
    Turn,
    /// Someone asked for it.
    Manual,
}

/// What a rating measures, and so which scores it can have.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "scale", rename_all = "snake_case")]
pub enum RatingScale {
    /// Satisfaction, 1 to 5.
    Csat,
    /// Likelihood to recommend, 0 to 10.
    Nps,
    /// Effort, 1 to 7.
    Ces,
    /// A question answered by no or yes, 0 or 1.
    YesNo {
        /// A name for the question.
        question: Code,
    },
}

impl RatingScale {
    /// The least and the greatest score.
    #[must_use]
    pub fn range(&self) -> std::ops::RangeInclusive<u8> {
        match self {
            Self::Csat => 1..=5,
            Self::Nps => 0..=10,
            Self::Ces => 1..=7,
            Self::YesNo { .. } => 0..=1,
        }
    }
}

/// The value of a field that a tenant has named.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum FieldValue {
    /// Free text; personal.
    Text(Personal<String>),
    /// A name from a list; not personal.
    Code(Code),
    /// A whole number.
    Number(i64),
    /// No or yes.
    Flag(bool),
    /// A moment.
    Time(DateTime<Utc>),
}

impl VisitPersonal for FieldValue {
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        match self {
            Self::Text(text) => visit(tag, text),
            Self::Code(_) | Self::Number(_) | Self::Flag(_) | Self::Time(_) => {}
        }
    }
}

/// A file that belongs to a turn. The log holds what it is and where, never the file.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Its media type, such as `image/png`.
    pub media_type: Code,
    /// Its size in bytes.
    pub size: u64,
    /// Where it is kept.
    pub reference: Personal<String>,
    /// What the sender called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<String>>,
}

impl VisitPersonal for Attachment {
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        visit(tag, &mut self.reference);
        self.name.visit(tag, visit);
    }
}

/// A channel's own id of a message, as the first half of a keyed digest, which tells a repeat and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ExternalKey(pub [u8; 16]);

impl Serialize for ExternalKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for ExternalKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD.decode(text.as_bytes()).map_err(de::Error::custom)?;
        bytes.try_into().map(Self).map_err(|_| de::Error::custom("an external key has 16 bytes"))
    }
}

impl JsonSchema for ExternalKey {
    fn schema_name() -> Cow<'static, str> {
        "ExternalKey".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"})
    }
}
