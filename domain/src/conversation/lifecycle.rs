//! How a Conversation begins, goes on and ends.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use super::{Answering, FieldValue, Priority, RatingScale, SnoozeUntil, WakeCause};
use crate::{Code, ConversationId, CustomerId, Language, Participant};

/// It began.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Opened {
    /// Whose matter.
    pub customer: CustomerId,
    /// Where it came in, such as `web` or `email`.
    pub channel: Code,
    /// In which language, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// What it is about, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Personal<String>>,
    /// Who answers first.
    pub answering: Answering,
    /// Its place among the waiting.
    pub priority: Priority,
}

/// Its place among the waiting changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Prioritised {
    /// Before.
    pub from: Priority,
    /// After.
    pub to: Priority,
    /// Who answered at the time.
    pub during: Answering,
}

/// It got a tag.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TagAdded {
    /// Which.
    pub tag: Code,
}

/// It lost a tag.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TagRemoved {
    /// Which.
    pub tag: Code,
}

/// A field got a value or lost it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldSet {
    /// Which.
    pub field: Code,
    /// What it is now; nothing when it was cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FieldValue>,
}

/// It was laid aside for a while.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Snoozed {
    /// Until when.
    pub wake: SnoozeUntil,
    /// Who answered at the time, and will again.
    pub during: Answering,
}

/// It came back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Woken {
    /// Why.
    pub cause: WakeCause,
    /// Who answers.
    pub during: Answering,
}

/// The matter was settled.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Resolved {
    /// How.
    pub code: Code,
    /// More, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Personal<String>>,
    /// Who answered at the time.
    pub during: Answering,
}

/// The matter was taken up again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reopened {
    /// Whether the customer spoke (`turn`) or someone asked for it (`manual`).
    pub cause: WakeCause,
    /// How often it has been taken up, the first time counted: 2 after the first Reopening.
    pub cycle: u32,
    /// Who answers.
    pub answering: Answering,
    /// The ownership epoch from here on.
    pub epoch: u64,
}

/// It ended for good.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Closed {
    /// Why.
    pub reason: Code,
    /// Who answered at the time.
    pub during: Answering,
}

/// It went on in another Conversation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Merged {
    /// In which.
    pub into: ConversationId,
    /// Who answered at the time.
    pub during: Answering,
}

/// It took another in.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MergeReceived {
    /// Which.
    pub source: ConversationId,
}

/// It stands on its own again, as it was before it was merged.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unmerged {
    /// From which.
    pub target: ConversationId,
    /// Who answers.
    pub during: Answering,
    /// Whether it is a matter still to settle.
    pub open: bool,
}

/// The other it had taken in stands on its own again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MergeUndone {
    /// Which.
    pub source: ConversationId,
}

/// Someone gave a verdict.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Rated {
    /// Who.
    pub by: Participant,
    /// What is measured.
    pub scale: RatingScale,
    /// How much, on that scale.
    pub score: u8,
    /// What they wrote with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Personal<String>>,
}

/// The customer went away before the end.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CustomerLeft {
    /// Where in the course of things, such as `dialogue`.
    pub stage: Code,
}
