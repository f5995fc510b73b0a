//! How a decision understands what is said: the instruments of `intelligence`, and the models of a tenant.

mod adviser;
mod consent;
mod explaining;
mod instruments;
mod library;
mod tenants;
mod understander;

pub use adviser::{Advice, Adviser, Unadvised};
pub use consent::consent;
pub use explaining::{Strength, Wish};
pub use instruments::{DeclarationsError, Instruments};
pub use library::{Library, LibraryError};
pub(crate) use tenants::Lookup;
pub use tenants::Understanding;
pub use understander::{Heard, Understander};
