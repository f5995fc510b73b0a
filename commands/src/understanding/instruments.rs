//! What understands without learning from a tenant: languages, mood, facts, personal data.

use std::collections::HashMap;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use domain::Code;
use event_store::Tenant;
use intelligence::entities::{DeclarationError, Declared, Extractor};
use intelligence::language::Detector;
use intelligence::personal::PersonalGuard;
use intelligence::sentiment::MoodReader;

/// What understands without learning from a tenant. Made once for a process.
pub struct Instruments {
    pub(super) detector: Detector,
    pub(super) mood: MoodReader,
    pub(super) guard: PersonalGuard,
    facts: HashMap<Tenant, Arc<FactFinder>>,
    plain: Arc<FactFinder>,
}

/// What finds the facts that a tenant speaks of, and the name it is recorded under.
#[derive(Debug)]
pub(super) struct FactFinder {
    pub(super) extractor: Extractor,
    pub(super) name: Code,
}

/// Why what a tenant declares cannot be used.
#[derive(thiserror::Error, Debug)]
#[error("what tenant {tenant} declares cannot be used")]
pub struct DeclarationsError {
    tenant: String,
    source: DeclarationError,
}

impl std::fmt::Debug for Instruments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Instruments").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl Instruments {
    /// Instruments that know what tenants have declared of their own numbers, products and places.
    ///
    /// # Errors
    /// [`DeclarationsError`] for the first tenant whose declarations cannot be used.
    pub fn new(declared: &HashMap<Tenant, Declared>) -> Result<Self, DeclarationsError> {
        let finder = |tenant: &Tenant, declared: &Declared| {
            let extractor =
                Extractor::new(declared).map_err(|source| DeclarationsError { tenant: tenant.to_string(), source })?;
            let name = code(&format!("{}+{}", Extractor::VERSION, fingerprint(declared)));
            Ok((tenant.clone(), Arc::new(FactFinder { extractor, name })))
        };
        let plain = Extractor::new(&Declared::default()).expect("nothing declared is nothing wrong");
        Ok(Self {
            detector: Detector::new(),
            mood: MoodReader::new(),
            guard: PersonalGuard::default(),
            facts: declared.iter().map(|(tenant, declared)| finder(tenant, declared)).collect::<Result<_, _>>()?,
            plain: Arc::new(FactFinder { extractor: plain, name: code(Extractor::VERSION) }),
        })
    }

    pub(super) fn facts(&self, tenant: &Tenant) -> Arc<FactFinder> {
        Arc::clone(self.facts.get(tenant).unwrap_or(&self.plain))
    }
}

/// Tells declarations apart in the log, by the first four bytes of their digest.
fn fingerprint(declared: &Declared) -> String {
    let json = serde_json::to_vec(declared).expect("declarations are texts and lists");
    digest(&SHA256, &json).as_ref().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// A name in our own source, or one that was made from such names, digits and what was checked to be a code.
pub(super) fn code(name: &str) -> Code {
    name.parse().unwrap_or_else(|_| Code::known("unnamed"))
}
