//! What was said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use super::{Answering, Attachment, ExternalKey, Visibility};
use crate::{Code, Participant, TurnId};

/// Someone spoke.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TurnRecorded {
    /// The turn.
    pub turn: TurnId,
    /// Its place among the turns of the Conversation, from 0.
    pub index: u32,
    /// Who spoke.
    pub author: Participant,
    /// Who sees it.
    pub visibility: Visibility,
    /// What was said.
    pub text: Personal<String>,
    /// Files with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The turn it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<TurnId>,
    /// The channel's own id of it, as a digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalKey>,
    /// Who answered at the time.
    pub during: Answering,
    /// The ownership epoch at the time.
    pub epoch: u64,
}

/// What was said was taken from view. The log keeps it sealed; nothing shows it any more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TurnRedacted {
    /// Which turn.
    pub turn: TurnId,
    /// Why.
    pub reason: Code,
}
