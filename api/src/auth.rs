//! Who is calling: static bearer tokens, until people sign in through an identity provider.
//!
//! No token means an anonymous caller, who may ask `__typename` and about the service. An unknown token is
//! refused, never taken for anonymous: a client with an expired token must learn of it.

mod authenticate;
pub(crate) mod bearer;
mod principal;
mod tokens;

pub use authenticate::{Authenticate, SignInUnavailable};
pub use principal::{Principal, Role};
pub use tokens::{TokenEntry, Tokens, TokensError};
