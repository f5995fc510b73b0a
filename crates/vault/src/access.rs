//! Who opens personal data and why, and the place where that can be recorded.

use std::sync::Arc;

use crate::{Error, FieldContext, Subject};

/// On whose behalf personal data is opened, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Access {
    /// Who will see the data: the id of a person or of a part of the system.
    pub actor: Arc<str>,
    /// What they need it for; one of a small fixed set of words.
    pub purpose: &'static str,
}

/// Is told of every opening before it happens, for instance to keep an access log.
pub trait AccessObserver: Send + Sync {
    /// One field of `subject` is about to be opened.
    ///
    /// # Errors
    /// [`Error::Unrecorded`] when the access cannot be recorded; the field then stays sealed.
    fn opening(&self, access: &Access, subject: &Subject, field: &FieldContext<'_>) -> Result<(), Error>;
}

/// Records nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl AccessObserver for Unobserved {
    fn opening(&self, _: &Access, _: &Subject, _: &FieldContext<'_>) -> Result<(), Error> {
        Ok(())
    }
}
