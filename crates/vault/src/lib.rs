//! Personal data sealed under keys of its subject, and erasure by destroying them.
//!
//! Every subject has a data key of their own. Their personal data is encrypted under it before it is kept anywhere,
//! each field bound to its tenant, event and tag. Erasing the subject destroys the key: all that was sealed becomes
//! unreadable at once, in logs, copies and backups alike, and nothing that was kept has to be rewritten.
//!
//! - [`Personal`] is the type of a personal field; its clear form does not serialize.
//! - [`Vault`] seals, opens and erases; it also keeps the keyed index by which a subject is found again.
//! - [`Kms`] guards the keys that wrap data keys; [`LocalKms`] does so with a file.
//! - [`KeyStore`] keeps the wrapped keys: [`SqliteKeyStore`] or [`PostgresKeyStore`].

mod access;
mod aead;
mod blind;
mod cache;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
mod error;
mod field;
mod fingerprint;
mod frame;
mod key;
mod kms;
mod mac;
mod personal;
mod random;
mod sealed;
mod store;
mod subject;
mod value;
mod vault;

pub use access::{Access, AccessObserver, Unobserved};
pub use blind::BlindIndex;
pub use error::{Cause, Error};
pub use field::{FieldContext, Opened};
pub use key::DataKey;
pub use kms::{Kms, LocalKms, RootFingerprint};
pub use mac::{MacKey, MacPurpose};
pub use personal::{Personal, PersonalField, PersonalFields};
pub use sealed::{ParseSealedError, Sealed};
pub use store::{ErasureOutcome, KeyRecord, KeyStore, PostgresKeyStore, SqliteKeyStore, SubjectKey, WrappedKey};
pub use subject::Subject;
pub use value::PersonalValue;
pub use vault::Vault;
