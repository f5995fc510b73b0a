//! The one place where this binary draws ids and secrets; everything else gets them as arguments.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The time.
#[expect(clippy::disallowed_methods, reason = "the edge at which the binary gets the time")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A fresh id for a command.
#[expect(clippy::disallowed_methods, reason = "the edge at which the binary makes ids")]
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}

/// The seed of a fresh key: a digest of 488 random bits.
#[expect(clippy::disallowed_methods, reason = "the edge at which the binary makes secrets")]
pub fn fresh_seed() -> [u8; 32] {
    let random = [(); 4].map(|()| Uuid::new_v4().into_bytes());
    ledger::Hash::of(random.as_flattened()).0
}

/// A fresh secret, such as a token: 244 random bits in hexadecimal.
#[expect(clippy::disallowed_methods, reason = "the edge at which the binary makes secrets")]
pub fn fresh_secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
