//! The seam between the transports and whatever knows the callers.

use async_trait::async_trait;

use super::Principal;

/// Turns a bearer token into a caller.
#[async_trait]
pub trait Authenticate: Send + Sync {
    /// The caller this token belongs to; `None` when nobody has it.
    ///
    /// # Errors
    ///
    /// [`SignInUnavailable`] when it cannot be known at the moment.
    async fn authenticate(&self, token: &str) -> Result<Option<Principal>, SignInUnavailable>;
}

/// The directory of callers does not answer.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("sign-in is not available at the moment")]
pub struct SignInUnavailable;
