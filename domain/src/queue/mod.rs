//! A Queue: ordered Conversations waiting for a skill.

pub mod event;
pub mod hours;
pub mod refusal;
pub mod state;

pub use event::QueueEvent;
pub use hours::{Hours, Window};
pub use refusal::QueueRefusal;
pub use state::{Queue, SkillNeed};
