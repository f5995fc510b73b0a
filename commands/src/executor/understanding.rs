//! Who understands for a decision: made of the tenant's model, and made anew when that changes.

use std::sync::Arc;

use domain::model::Model;
use domain::{ModelId, StreamId};
use event_store::Tenant;

use super::Executor;
use super::key::Key;
use super::loading::View;
use crate::error::chain;
use crate::understanding::{Adviser, Lookup, Understander};
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
        let model = match self.loaded::<Model>(&key, View::Current).await {
            Ok(loaded) => loaded.state,
            Err(Error::Undecodable(error)) => {
                // A newer program has written to it, which is no reason to turn customers away.
                tracing::error!(
                    error = chain(&error),
                    "the model's events cannot be read; what ships with the program answers"
                );
                Arc::default()
            }
            Err(error) => return Err(error),
        };
        let made = Arc::new(understanding.of(tenant, &model));
        // A file that is missing may come back, so what lacks it is not leaned on.
        if made.is_whole() {
            understanding.keep(generation, tenant, &made);
        }
        Ok(Some(made))
    }

    /// What this process understands with, if it does.
    #[must_use]
    pub fn understanding(&self) -> Option<&Understanding> {
        self.0.understanding.as_ref()
    }

    /// Who is asked what turns want that the models cannot place; nothing when nobody is.
    #[must_use]
    pub fn adviser(&self) -> Option<&dyn Adviser> {
        self.understanding().and_then(Understanding::adviser)
    }

    /// The stream has changed; who leans on a model that has, is made anew.
    pub(super) fn heed_model(&self, tenant: &Tenant, stream: StreamId) {
        if let (StreamId::Model(_), Some(understanding)) = (stream, self.understanding()) {
            understanding.forget(tenant);
        }
    }
}
