//! Who sent a request, and whether they may.

use axum::http::HeaderMap;

use super::RestState;
use super::error::RestError;
use crate::ErrorCode;
use crate::auth::Principal;
use crate::auth::bearer::{Credential, from_headers};
use crate::graphql::access::{Operation, allows};

/// The one who sent these headers, when their role allows the operation.
pub(super) async fn require(
    state: &RestState,
    headers: &HeaderMap,
    operation: Operation,
) -> Result<Principal, RestError> {
    let principal = identify(state, headers).await?;
    if allows(principal.role, operation) {
        Ok(principal)
    } else {
        Err(RestError::new(ErrorCode::Forbidden, "your role does not allow this"))
    }
}

async fn identify(state: &RestState, headers: &HeaderMap) -> Result<Principal, RestError> {
    let unknown = || RestError::new(ErrorCode::Unauthenticated, "the bearer token is not valid");
    match from_headers(headers) {
        Credential::None => Err(RestError::new(ErrorCode::Unauthenticated, "sign in first: send a bearer token")),
        Credential::Malformed => Err(unknown()),
        Credential::Token(token) => match state.authenticate.authenticate(token).await {
            Ok(principal) => principal.ok_or_else(unknown),
            Err(unavailable) => Err(RestError::new(ErrorCode::Unavailable, unavailable.to_string())),
        },
    }
}
