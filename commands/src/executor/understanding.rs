//! Who understands for a decision: made of the tenant's model, and made anew when that changes.

use std::sync::Arc;

use domain::model::Model;
use domain::{ModelId, StreamId};
use event_store::Tenant;

use super::Executor;
use super::key::Key;
use super::loading::View;
use crate::understanding::{Lookup, Understander};
use crate::{Error, Understanding};

impl Executor {
    /// What understands for a tenant; nothing when this process does not understand.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Undecodable`].
    pub async fn understander(&self, tenant: &Tenant) -> Result<Option<Arc<Understander>>, Error> {
        let Some(understanding) = self.understanding() else { return Ok(None) };
        let generation = match understanding.find(tenant) {
            Lookup::Found(understander) => return Ok(Some(understander)),
            Lookup::Missing(generation) => generation,
        };
        let key = Key::new(tenant, StreamId::Model(ModelId::INTENTS));
        let model = self.loaded::<Model>(&key, View::Current).await?.state;
        let made = Arc::new(understanding.of(tenant, &model));
        understanding.keep(generation, tenant, &made);
        Ok(Some(made))
    }

    /// What this process understands with, if it does.
    #[must_use]
    pub fn understanding(&self) -> Option<&Understanding> {
        self.0.understanding.as_ref()
    }

    /// The stream has changed; who leans on a model that has, is made anew.
    pub(super) fn heed_model(&self, tenant: &Tenant, stream: StreamId) {
        if let (StreamId::Model(_), Some(understanding)) = (stream, self.understanding()) {
            understanding.forget(tenant);
        }
    }
}
