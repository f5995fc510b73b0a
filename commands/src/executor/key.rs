//! A stream among those of all tenants.

use domain::StreamId;
use event_store::{StreamName, Tenant};
use uuid::Uuid;
use vault::Subject;

/// Names one stream in the whole log.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Key {
    pub(crate) tenant: Tenant,
    pub(crate) stream: StreamId,
}

impl Key {
    pub(crate) fn new(tenant: &Tenant, stream: StreamId) -> Self {
        Self { tenant: tenant.clone(), stream }
    }

    /// Its name in the log.
    pub(crate) fn name(&self) -> StreamName {
        StreamName::new(&self.stream.to_string())
    }

    /// A subject of the same tenant.
    pub(crate) fn subject(&self, id: Uuid) -> Subject {
        Subject { tenant: self.tenant.0.clone(), id }
    }
}
