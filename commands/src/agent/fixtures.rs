//! The Agent that the tests of Agent commands have in common.

use domain::agent::AgentEvent;
use domain::agent::event::{Registered, Retired, SkillGranted};
use domain::{AgentId, Code, Language};
use uuid::Uuid;
use vault::Personal;

pub(super) const AGENT: AgentId = AgentId(Uuid::from_u128(0x20));
pub(super) const COLLEAGUE: AgentId = AgentId(Uuid::from_u128(0x21));

pub(super) fn code(text: &'static str) -> Code {
    Code::known(text)
}

pub(super) fn text(text: &str) -> Personal<String> {
    Personal::clear(text.to_owned())
}

pub(super) fn english() -> Language {
    "en".parse().unwrap()
}

/// One who speaks English and holds three Conversations at most.
pub(super) fn registered() -> AgentEvent {
    Registered { name: text("Grace"), languages: vec![english()], capacity: 3 }.into()
}

pub(super) fn granted(skill: &str, level: u8) -> AgentEvent {
    SkillGranted { skill: skill.parse().unwrap(), level }.into()
}

pub(super) fn retired() -> AgentEvent {
    Retired { reason: code("left") }.into()
}
