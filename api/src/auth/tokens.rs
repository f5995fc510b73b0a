//! A fixed list of bearer tokens, of which only the digests are kept.

use std::collections::{HashMap, hash_map::Entry};

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::{Authenticate, Principal, Role, SignInUnavailable};
use crate::hash::{Sha256, sha256};

/// One token as the operator configured it.
#[derive(Debug)]
pub struct TokenEntry {
    /// A name for logs and the audit trail.
    pub name: String,
    /// The secret the caller presents.
    pub token: SecretString,
    /// The tenant it opens.
    pub tenant: String,
    /// The role it gives there.
    pub role: Role,
    /// Who the caller is; a UUID for an Agent or a Customer.
    pub subject: String,
}

/// All known tokens.
///
/// Callers are found by the digest of what they present. How far such a look-up gets tells nothing useful
/// about a secret, because nobody can steer a digest towards a stored one.
#[derive(Debug, Default)]
pub struct Tokens {
    by_digest: HashMap<Sha256, Principal>,
}

/// A token list that cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokensError {
    /// The secret is empty.
    #[error("the token `{0}` is empty")]
    Empty(String),
    /// Another entry has the same secret.
    #[error("the token `{0}` repeats the secret of another token")]
    Repeated(String),
    /// The role names a person, and the subject is not a UUID.
    #[error("the subject of the token `{0}` must be a UUID because its role is {role}", role = .1.as_str())]
    SubjectNotUuid(String, Role),
}

impl Tokens {
    /// Digests the tokens and forgets them.
    ///
    /// # Errors
    ///
    /// [`TokensError`] names the first entry that cannot be used.
    pub fn new(entries: Vec<TokenEntry>) -> Result<Self, TokensError> {
        let mut by_digest = HashMap::with_capacity(entries.len());
        for entry in entries {
            let digest = digest_of(&entry)?;
            match by_digest.entry(digest) {
                Entry::Occupied(_) => return Err(TokensError::Repeated(entry.name)),
                Entry::Vacant(place) => place.insert(principal_of(entry)?),
            };
        }
        Ok(Self { by_digest })
    }

    /// The caller who has this token.
    #[must_use]
    pub fn authenticate(&self, token: &str) -> Option<Principal> {
        self.by_digest.get(&sha256(token.as_bytes())).cloned()
    }
}

#[async_trait]
impl Authenticate for Tokens {
    async fn authenticate(&self, token: &str) -> Result<Option<Principal>, SignInUnavailable> {
        Ok(Self::authenticate(self, token))
    }
}

fn digest_of(entry: &TokenEntry) -> Result<Sha256, TokensError> {
    let secret = entry.token.expose_secret();
    if secret.is_empty() {
        return Err(TokensError::Empty(entry.name.clone()));
    }
    Ok(sha256(secret.as_bytes()))
}

fn principal_of(entry: TokenEntry) -> Result<Principal, TokensError> {
    if entry.role.is_a_person() && Uuid::parse_str(&entry.subject).is_err() {
        return Err(TokensError::SubjectNotUuid(entry.name, entry.role));
    }
    Ok(Principal { tenant: entry.tenant, role: entry.role, actor_id: entry.subject, token_name: entry.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, token: &str, role: Role, subject: &str) -> TokenEntry {
        TokenEntry { name: name.into(), token: token.into(), tenant: "acme".into(), role, subject: subject.into() }
    }

    #[test]
    fn a_known_token_gives_its_caller() {
        let tokens = Tokens::new(vec![entry("ops", "s3cret", Role::Admin, "ops")]).unwrap();
        let caller = tokens.authenticate("s3cret").unwrap();
        assert_eq!((caller.tenant.as_str(), caller.role, caller.token_name.as_str()), ("acme", Role::Admin, "ops"));
        assert_eq!(tokens.authenticate("s3cre"), None);
        assert_eq!(tokens.authenticate(""), None);
    }

    #[test]
    fn a_list_never_shows_a_secret() {
        let tokens = Tokens::new(vec![entry("ops", "s3cret", Role::Admin, "ops")]).unwrap();
        assert!(!format!("{tokens:?}").contains("s3cret"));
    }

    #[test]
    fn an_empty_or_repeated_secret_is_an_error_that_names_the_token() {
        let empty = Tokens::new(vec![entry("a", "", Role::Admin, "x")]);
        assert_eq!(empty.unwrap_err(), TokensError::Empty("a".into()));
        let repeated = Tokens::new(vec![entry("a", "s", Role::Admin, "x"), entry("b", "s", Role::Auditor, "y")]);
        assert_eq!(repeated.unwrap_err(), TokensError::Repeated("b".into()));
    }

    #[test]
    fn a_person_is_named_by_a_uuid() {
        let error = Tokens::new(vec![entry("desk", "s", Role::Agent, "anna")]).unwrap_err();
        assert_eq!(error.to_string(), "the subject of the token `desk` must be a UUID because its role is agent");
    }
}
