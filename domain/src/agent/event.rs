//! What happened to an Agent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use super::Presence;
use crate::macros::events;
use crate::{Code, Language};

/// They began to serve.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Registered {
    /// What they are called.
    pub name: Personal<String>,
    /// Which languages they speak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// How many Conversations they hold at once.
    pub capacity: u16,
}

/// They are called otherwise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Renamed {
    /// What they are called.
    pub name: Personal<String>,
}

/// They gained a skill, or another level of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SkillGranted {
    /// Which.
    pub skill: Code,
    /// How well, 1 to 10.
    pub level: u8,
}

/// They lost a skill.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SkillRevoked {
    /// Which.
    pub skill: Code,
}

/// They speak other languages.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LanguagesChanged {
    /// Which, all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
}

/// They hold more or fewer Conversations at once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CapacityChanged {
    /// Before.
    pub from: u16,
    /// After.
    pub to: u16,
}

/// They came, went or turned aside.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PresenceChanged {
    /// Before.
    pub from: Presence,
    /// After.
    pub to: Presence,
    /// Why, such as `break`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Code>,
}

/// They serve no longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Retired {
    /// Why.
    pub reason: Code,
}

events! {
    /// What happened to an Agent.
    AgentEvent "agent" {
        /// They began to serve.
        Registered "registered" 1 [name];
        /// They are called otherwise.
        Renamed "renamed" 1 [name];
        /// They gained a skill, or another level of it.
        SkillGranted "skill_granted" 1 [];
        /// They lost a skill.
        SkillRevoked "skill_revoked" 1 [];
        /// They speak other languages.
        LanguagesChanged "languages_changed" 1 [];
        /// They hold more or fewer Conversations at once.
        CapacityChanged "capacity_changed" 1 [];
        /// They came, went or turned aside.
        PresenceChanged "presence_changed" 1 [];
        /// They serve no longer.
        Retired "retired" 1 [];
    }
}

/// The field tag of the name an agent registered with.
pub const REGISTERED_NAME_TAG: &str = "agent.registered/name";
/// The field tag of the name an agent changed to.
pub const RENAMED_NAME_TAG: &str = "agent.renamed/name";
