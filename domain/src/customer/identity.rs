//! Ways to tell and reach a Customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Code;

/// What kind of identity it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum IdentityKind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An id in another system or channel.
    External {
        /// Which.
        system: Code,
    },
}

/// An identity in the clear, normalised so that the same one is always the same text.
///
/// It is personal, so it prints nothing and goes into no event; commands seal it first.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// What it is.
    pub kind: IdentityKind,
    value: String,
}

/// Why a text is not an identity of the kind.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvalidIdentity {
    /// Not `local@domain`.
    #[error("an e-mail address has the form local@domain")]
    Email,
    /// Not E.164.
    #[error("a phone number is + and 7 to 15 digits, the country first")]
    Phone,
    /// Empty or too long.
    #[error("an external id has 1 to 255 characters")]
    External,
}

impl Identity {
    /// Normalises: an address to lower case, a number to E.164 without separators, an external id without outer spaces.
    ///
    /// # Errors
    /// When the text is not of the kind.
    pub fn new(kind: IdentityKind, text: &str) -> Result<Self, InvalidIdentity> {
        let text = text.trim();
        let value = match kind {
            IdentityKind::Email => email(text).ok_or(InvalidIdentity::Email)?,
            IdentityKind::Phone => phone(text).ok_or(InvalidIdentity::Phone)?,
            IdentityKind::External { .. } => external(text).ok_or(InvalidIdentity::External)?,
        };
        Ok(Self { kind, value })
    }

    /// The normalised value, in the clear.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What the kind is called where values of different kinds must not meet, as in a blind index.
    #[must_use]
    pub fn realm(&self) -> String {
        match &self.kind {
            IdentityKind::Email => "email".to_owned(),
            IdentityKind::Phone => "phone".to_owned(),
            IdentityKind::External { system } => format!("external/{system}"),
        }
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("kind", &self.kind).finish_non_exhaustive()
    }
}

fn email(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let plausible = !local.is_empty()
        && text.len() <= 254
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| !label.is_empty())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    plausible.then(|| text.to_lowercase())
}

fn phone(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+')?;
    let number: String = digits.chars().filter(|c| !" -().".contains(*c)).collect();
    let valid = (7..=15).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0');
    valid.then(|| format!("+{number}"))
}

fn external(text: &str) -> Option<String> {
    (1..=255).contains(&text.chars().count()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: IdentityKind, text: &str, expected: Option<&str>) {
        let identity = Identity::new(kind, text).ok();
        assert_eq!(identity.as_ref().map(Identity::value), expected, "{text}");
    }

    #[test]
    fn addresses_and_numbers_are_normalised_or_turned_down() {
        check(IdentityKind::Email, " Some.One@Example.ORG ", Some("some.one@example.org"));
        check(IdentityKind::Email, "nobody", None);
        check(IdentityKind::Email, "a@b", None);
        check(IdentityKind::Email, "a b@example.org", None);
        check(IdentityKind::Phone, "+86 138-0013-8000", Some("+8613800138000"));
        check(IdentityKind::Phone, "13800138000", None);
        check(IdentityKind::Phone, "+12", None);
        check(IdentityKind::External { system: Code::known("crm") }, " 42 ", Some("42"));
        check(IdentityKind::External { system: Code::known("crm") }, " ", None);
    }

    #[test]
    fn an_identity_prints_no_value() {
        let identity = Identity::new(IdentityKind::Email, "someone@example.org").unwrap();
        assert!(!format!("{identity:?}").contains("someone"));
    }
}
