//! An Agent: a person who serves.

pub mod event;
pub mod refusal;
pub mod state;

pub use event::AgentEvent;
pub use refusal::AgentRefusal;
pub use state::{Agent, Presence};
