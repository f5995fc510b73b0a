//! The state of an Agent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Personal;

use super::{AgentEvent, AgentRefusal};
use crate::{Aggregate, Code, Language, Meta};

/// Whether an Agent takes work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// They take work.
    Online,
    /// They are at their place and take no more.
    Busy,
    /// They turned aside for a while.
    Away,
    /// They are gone.
    #[default]
    Offline,
}

/// An Agent as they stand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Agent {
    /// Whether they were ever registered.
    pub registered: bool,
    /// Whether they serve no longer.
    pub retired: bool,
    /// What they are called, with the event and field tag it is sealed for.
    pub name: Option<(Uuid, &'static str, Personal<String>)>,
    /// Their skills with levels from 1 to 10.
    pub skills: BTreeMap<Code, u8>,
    /// The languages they speak, in their own order.
    pub languages: Vec<Language>,
    /// How many Conversations they hold at once.
    pub capacity: u16,
    /// Whether they take work.
    pub presence: Presence,
}

impl Aggregate for Agent {
    type Event = AgentEvent;
    type Refusal = AgentRefusal;

    fn evolve(&mut self, event: &AgentEvent, meta: Meta) {
        match event {
            AgentEvent::Registered(registered) => {
                self.registered = true;
                self.name = Some((meta.event_id, super::event::REGISTERED_NAME_TAG, registered.name.clone()));
                self.languages.clone_from(&registered.languages);
                self.capacity = registered.capacity;
            }
            AgentEvent::Renamed(renamed) => {
                self.name = Some((meta.event_id, super::event::RENAMED_NAME_TAG, renamed.name.clone()));
            }
            AgentEvent::SkillGranted(granted) => drop(self.skills.insert(granted.skill.clone(), granted.level)),
            AgentEvent::SkillRevoked(revoked) => drop(self.skills.remove(&revoked.skill)),
            AgentEvent::LanguagesChanged(changed) => self.languages.clone_from(&changed.languages),
            AgentEvent::CapacityChanged(changed) => self.capacity = changed.to,
            AgentEvent::PresenceChanged(changed) => self.presence = changed.to,
            AgentEvent::Retired(_) => {
                self.retired = true;
                self.presence = Presence::Offline;
            }
        }
    }
}
