//! Who understands what is said to which tenant, in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::model::Model;
use event_store::Tenant;

use super::{Adviser, Instruments, Library, Understander};

/// The understanders of a process, one for each tenant it has heard.
#[derive(Debug)]
pub struct Understanding {
    adviser: Option<Arc<dyn Adviser>>,
    instruments: Arc<Instruments>,
    library: Library,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Rises when one is forgotten: what was made of an earlier state is not kept.
    generation: u64,
    by_tenant: HashMap<Tenant, Arc<Understander>>,
}

/// What is known of a tenant's understander, and since when.
pub(crate) enum Lookup {
    /// This is it.
    Found(Arc<Understander>),
    /// It must be made; what is made of a state read from now on may be kept under this number.
    Missing(u64),
}

impl Understanding {
    /// With nothing in memory yet.
    #[must_use]
    pub fn new(instruments: Instruments, library: Library) -> Self {
        Self { adviser: None, instruments: Arc::new(instruments), library, known: Mutex::default() }
    }

    /// The same, with someone to ask what turns want that the models cannot place.
    #[must_use]
    pub fn advised_by(self, adviser: Option<Arc<dyn Adviser>>) -> Self {
        Self { adviser, ..self }
    }

    /// Who is asked what turns want that the models cannot place; nothing when nobody is.
    #[must_use]
    pub fn adviser(&self) -> Option<&dyn Adviser> {
        self.adviser.as_deref()
    }

    /// Where models are kept.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What understands for a tenant whose model stands so.
    #[must_use]
    pub fn of(&self, tenant: &Tenant, model: &Model) -> Understander {
        Understander::new(Arc::clone(&self.instruments), &self.library, tenant, model)
    }

    pub(crate) fn find(&self, tenant: &Tenant) -> Lookup {
        let known = self.known();
        known.by_tenant.get(tenant).map_or(Lookup::Missing(known.generation), |found| Lookup::Found(Arc::clone(found)))
    }

    /// Keeps who understands for a tenant, and of the models those that somebody understands with. Not before: until then the
    /// former one is gone, and what was loaded for the next one is not in its hands yet.
    pub(crate) fn keep(&self, generation: u64, tenant: &Tenant, understander: &Arc<Understander>) {
        let mut known = self.known();
        if known.generation == generation {
            known.by_tenant.insert(tenant.clone(), Arc::clone(understander));
            drop(known);
            self.library.drop_unused();
        }
    }

    /// The tenant's model has changed.
    pub(crate) fn forget(&self, tenant: &Tenant) {
        let mut known = self.known();
        known.generation += 1;
        known.by_tenant.remove(tenant);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
