//! A Customer: a person who is served, and the subject whose personal data it is.

pub mod consent;
pub mod event;
pub mod identity;
pub mod refusal;
pub mod state;

pub use consent::{Consent, EXTERNAL_PROCESSING};
pub use event::CustomerEvent;
pub use identity::{Identity, IdentityKind, InvalidIdentity};
pub use refusal::CustomerRefusal;
pub use state::{Customer, Erasure, Kept, LinkedIdentity};
