//! Whose personal data it is.

use std::sync::Arc;

use uuid::Uuid;

/// The person whose personal data it is, within one tenant. The id is a pseudonym and may stand in logs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The tenant the subject belongs to.
    pub tenant: Arc<str>,
    /// The subject within the tenant.
    pub id: Uuid,
}
