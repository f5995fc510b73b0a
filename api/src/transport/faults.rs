//! What may leave the server when a field fails.

use async_graphql::{PathSegment, ServerError};

use crate::ErrorCode;

/// Gives every error of an executed operation a code, and hides those that nobody meant for clients.
///
/// Resolvers mark what they say with an [`ErrorCode`]. The library's own words about a wrong argument are
/// kept. Anything else slipped through a `?`: it is logged here, once, and the client reads `INTERNAL`.
pub(super) fn present(errors: Vec<ServerError>) -> Vec<ServerError> {
    errors.into_iter().map(present_one).collect()
}

/// The code validation errors get, unless they carry one.
pub(super) fn present_invalid(errors: Vec<ServerError>) -> Vec<ServerError> {
    let mark = |error: ServerError| match ErrorCode::of(&error) {
        Some(_) => error,
        None => ErrorCode::GraphqlValidationFailed.mark(error),
    };
    errors.into_iter().map(mark).collect()
}

fn present_one(error: ServerError) -> ServerError {
    if ErrorCode::of(&error).is_some() {
        return error;
    }
    if is_about_an_argument(&error) {
        return ErrorCode::BadRequest.mark(error);
    }
    tracing::error!(path = path(&error), error = error.message, "a resolver failed");
    let hidden = ServerError { message: "internal error".into(), source: None, extensions: None, ..error };
    ErrorCode::Internal.mark(hidden)
}

/// The library has no type for these, only words. Should a new version change them, the errors are hidden.
fn is_about_an_argument(error: &ServerError) -> bool {
    error.source.is_none()
        && (error.message.starts_with("Failed to parse \"") || error.message.starts_with("Expected input type \""))
}

fn path(error: &ServerError) -> String {
    let segment = |segment: &PathSegment| match segment {
        PathSegment::Field(name) => name.clone(),
        PathSegment::Index(index) => index.to_string(),
    };
    error.path.iter().map(segment).collect::<Vec<_>>().join(".")
}
