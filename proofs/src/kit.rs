//! The auditor's kit: the log in a directory, with all that is needed to check it and nothing that has to be believed.
//!
//! | part | what it is |
//! |---|---|
//! | [`export()`] | writes a kit, or goes on with one |
//! | [`verify()`] | rebuilds every leaf, tile and root from the rows of events, of a kit or of a server |
//! | [`diff()`] | the first difference of two kits |
//! | [`source`] | a kit as an event store, to fold it into views |
//!
//! The public keys of the log and of witnesses are not in a kit: they are handed over apart.

pub mod checkpoint_line;
pub mod diff;
pub mod export;
pub mod finding;
pub mod input;
pub mod layout;
pub mod line;
pub mod manifest;
pub mod row;
pub mod source;
#[cfg(test)]
mod tests;
mod text;
pub mod verify;

pub use diff::diff;
pub use export::export;
pub use finding::{Code, Finding, Place, VerifyError};
pub use input::{Directory, Http, KitSource};
pub use source::KitEventStore;
pub use verify::{Report, Trust, verify};
