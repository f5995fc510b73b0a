//! What happened to a Queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Hours, SkillNeed};
use crate::macros::events;
use crate::{Code, Language};

/// It was set up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Defined {
    /// What it is called.
    pub name: Code,
    /// What serving it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillNeed>,
    /// In which languages it is served; any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// When it is served; always, when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Its place among queues, 1 the most pressing, to 5.
    pub priority: u8,
}

/// It was set up otherwise. Everything it is stands here.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// What it is called.
    pub name: Code,
    /// What serving it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillNeed>,
    /// In which languages it is served; any, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// When it is served; always, when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Its place among queues, 1 the most pressing, to 5.
    pub priority: u8,
}

/// It takes no more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Retired {
    /// Why.
    pub reason: Code,
}

events! {
    /// What happened to a Queue.
    QueueEvent "queue" {
        /// It was set up.
        Defined "defined" 1 [];
        /// It was set up otherwise.
        Changed "changed" 1 [];
        /// It takes no more.
        Retired "retired" 1 [];
    }
}
