//! What may leave this machine: a text without the personal data that was found in it, of someone who agreed.

use std::fmt;

use crate::language::Language;
use crate::personal::{PersonalGuard, redact};

/// Whether the customer agreed that a provider reads what they say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consent {
    /// They did.
    Given,
    /// They did not, or took it back, or were never asked.
    Missing,
    /// Nobody's consent is needed: the text is not a customer's, such as an article, or it stays in the house.
    NotNeeded,
}

/// Why a text stays here.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Withheld {
    /// The customer has not agreed.
    #[error("the customer has not agreed that a provider reads what they say")]
    NoConsent,
}

/// A text that may leave. There is no other way to make one.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing(String);

impl Outgoing {
    /// The text without the personal data that the guard finds in it.
    ///
    /// # Errors
    /// [`Withheld::NoConsent`].
    pub fn new(
        text: &str,
        language: Option<Language>,
        guard: &PersonalGuard,
        consent: Consent,
    ) -> Result<Self, Withheld> {
        match consent {
            Consent::Missing => Err(Withheld::NoConsent),
            Consent::Given | Consent::NotNeeded => Ok(Self(redact(text, &guard.find(text, language)))),
        }
    }

    /// The beginning of it, so many bytes at most.
    #[must_use]
    pub fn shortened(mut self, most_bytes: usize) -> Self {
        self.0.truncate(self.0.floor_char_boundary(most_bytes));
        self
    }

    /// Whether there is nothing in it to read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// What leaves.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_without_consent_and_nothing_personal_with_it() {
        let outgoing = |consent| {
            Outgoing::new("write to carla@example.org", None, &PersonalGuard::default(), consent).map(|text| text.0)
        };
        assert_eq!(outgoing(Consent::Missing), Err(Withheld::NoConsent));
        for consent in [Consent::Given, Consent::NotNeeded] {
            let text = outgoing(consent).unwrap();
            assert!(text.starts_with("write to ") && !text.contains("carla"), "{text}");
        }
    }
}
