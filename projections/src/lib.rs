//! What is shown: one file per view, and the runner that feeds them.
//!
//! A [`View`] is a few tables and a pure fold over the log. The runner ([`Projections::run`]) reads the log in
//! batches, loads the rows a batch touches, folds in memory, writes the rows back in bulk and saves the position in
//! the same transaction, so that every event counts exactly once. Views are disposable: [`rebuild()`] builds a new
//! generation of their tables beside the live one and switches.
//!
//! Readers start from a module of [`views`] and a [`ReadModel`].
//!
//! In every table times are microseconds since 1970 UTC, ids are text, flags are 0 or 1, and lists are JSON. Personal
//! data is sealed; beside each sealed column stands the id of the event it is bound to.

pub mod answer;
pub mod as_of;
pub(crate) mod batch;
pub mod column;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
pub mod cursor;
pub mod dump;
pub mod engine;
pub mod error;
pub(crate) mod excerpt;
pub mod filter;
pub(crate) mod fold;
pub mod page;
pub(crate) mod progress;
pub mod rebuild;
pub(crate) mod registry;
pub mod row;
pub mod runner;
pub mod seen;
pub mod status;
pub mod table;
pub mod value;
pub mod view;
pub mod views;

pub use as_of::{AsOf, AsOfError, ConversationAsOf, conversation_as_of};
pub use cursor::{Cursor, Place};
pub use dump::dump;
pub use engine::{PostgresReadModel, ReadModel, SqliteReadModel};
pub use error::{Error, RebuildError, WaitError};
pub use filter::Range;
pub use page::{Direction, Edge, Page, PageRequest};
pub use rebuild::{Progress, rebuild};
pub use runner::Projections;
pub use seen::{Poison, Seen};
pub use status::{ViewState, ViewStatus};
pub use view::View;
