//! Examples of what happens to an Agent.

use super::conversation::language;
use super::{Sample, code};
use crate::agent::event::{
    CapacityChanged, LanguagesChanged, PresenceChanged, Registered, Renamed, Retired, SkillGranted, SkillRevoked,
};
use crate::agent::{AgentEvent, Presence};

impl Sample<'_> {
    pub(super) fn agent(&self) -> Vec<AgentEvent> {
        let languages = vec![language("en"), language("zh")];
        let away = PresenceChanged { from: Presence::Online, to: Presence::Away, reason: Some(code("break")) };
        vec![
            Registered { name: self.personal(), languages: languages.clone(), capacity: 4 }.into(),
            Registered { name: self.personal(), languages: Vec::new(), capacity: 0 }.into(),
            Renamed { name: self.personal() }.into(),
            SkillGranted { skill: code("refunds"), level: 7 }.into(),
            SkillRevoked { skill: code("refunds") }.into(),
            LanguagesChanged { languages }.into(),
            LanguagesChanged { languages: Vec::new() }.into(),
            CapacityChanged { from: 4, to: 6 }.into(),
            away.clone().into(),
            PresenceChanged { reason: None, ..away }.into(),
            Retired { reason: code("left") }.into(),
        ]
    }
}
