//! What each event makes of an agent.

use std::collections::BTreeMap;

use domain::agent::Presence;
use domain::agent::event::{AgentEvent, PresenceChanged, Registered};
use vault::Sealed;

use super::{AgentRow, NameTag};
use crate::column::Json;
use crate::{Poison, Seen};

impl AgentRow {
    pub(super) fn register(seen: &Seen<'_>, registered: &Registered) -> Result<Self, Poison> {
        Ok(Self {
            tenant: seen.tenant(),
            id: seen.agent(),
            name: sealed(&registered.name)?,
            name_event: seen.event_id(),
            name_tag: NameTag::Registered,
            skills: Json(BTreeMap::new()),
            languages: Json(registered.languages.clone()),
            capacity: registered.capacity.into(),
            presence: Presence::Offline,
            presence_reason: None,
            presence_since: seen.at(),
            retired: false,
            registered_at: seen.at(),
            revision: seen.recorded.revision,
            position: seen.recorded.position,
        })
    }

    pub(super) fn evolve(&mut self, seen: &Seen<'_>, event: &AgentEvent) -> Result<(), Poison> {
        self.revision = seen.recorded.revision;
        self.position = seen.recorded.position;
        match event {
            AgentEvent::Registered(_) => {}
            AgentEvent::Renamed(renamed) => {
                self.name = sealed(&renamed.name)?;
                self.name_event = seen.event_id();
                self.name_tag = NameTag::Renamed;
            }
            AgentEvent::SkillGranted(granted) => drop(self.skills.0.insert(granted.skill.clone(), granted.level)),
            AgentEvent::SkillRevoked(revoked) => drop(self.skills.0.remove(&revoked.skill)),
            AgentEvent::LanguagesChanged(changed) => self.languages.0.clone_from(&changed.languages),
            AgentEvent::CapacityChanged(changed) => self.capacity = changed.to.into(),
            AgentEvent::PresenceChanged(changed) => self.change_presence(seen, changed),
            AgentEvent::Retired(_) => self.retire(seen),
        }
        Ok(())
    }

    fn change_presence(&mut self, seen: &Seen<'_>, changed: &PresenceChanged) {
        self.presence = changed.to;
        self.presence_reason.clone_from(&changed.reason);
        self.presence_since = seen.at();
    }

    fn retire(&mut self, seen: &Seen<'_>) {
        self.retired = true;
        if self.presence != Presence::Offline {
            self.presence = Presence::Offline;
            self.presence_reason = None;
            self.presence_since = seen.at();
        }
    }
}

fn sealed(name: &vault::Personal<String>) -> Result<Sealed, Poison> {
    name.as_sealed().cloned().ok_or(Poison::InTheClear)
}
