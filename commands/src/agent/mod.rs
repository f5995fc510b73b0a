//! Commands on an Agent.

mod change_capacity;
mod change_languages;
mod change_presence;
#[cfg(test)]
mod fixtures;
mod grant_skill;
mod register;
mod rename;
mod retire;
mod revoke_skill;
mod rules;

pub use change_capacity::ChangeCapacity;
pub use change_languages::ChangeLanguages;
pub use change_presence::ChangePresence;
pub use grant_skill::GrantSkill;
pub use register::RegisterAgent;
pub use rename::RenameAgent;
pub use retire::RetireAgent;
pub use revoke_skill::RevokeSkill;
