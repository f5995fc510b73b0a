//! What may be asked: one file per command, the executor, and the reactions.
//!
//! A [`Command`] decides, purely, which events follow from a state. The [`Executor`] loads the state, lets the command
//! decide, seals what is personal and appends. A [`reactions`] runner asks for what must follow in other streams.

pub mod agent;
pub mod article;
pub mod command;
pub mod conversation;
pub mod customer;
pub mod error;
pub mod executor;
pub mod ledger;
pub mod model;
pub mod queue;
pub mod reactions;
#[cfg(test)]
mod testing;
pub mod understanding;
pub mod world;

pub use command::{Command, Context, Policy};
pub use error::Error;
pub use executor::{AnyRequest, Caller, Clock, Executor, Outcome, Request, SystemClock};
pub use understanding::Understanding;
pub use world::World;
