//! What customers agree to.

use chrono::{DateTime, Utc};

use super::Customer;
use crate::Code;

/// The purpose of letting a provider outside the house read what a customer says, without the personal data found in it.
pub const EXTERNAL_PROCESSING: &str = "external_processing";

/// What a Customer said last of one purpose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// Whether they agree.
    pub given: bool,
    /// The wording they agreed to, by its version.
    pub notice: Option<Code>,
    /// When they said so.
    pub at: DateTime<Utc>,
}

impl Customer {
    /// Whether they agree; nothing when they never said.
    #[must_use]
    pub fn agrees(&self, purpose: &Code) -> Option<bool> {
        self.consents.get(purpose).map(|consent| consent.given)
    }
}
