//! What may leave the server when a field fails.

use async_graphql::{PathSegment, ServerError};

use crate::ErrorCode;

/// Gives every error of an executed operation a code, and hides those that nobody meant for clients.
///
/// Resolvers mark what they say with an [`ErrorCode`]. The library's own words about a wrong argument are
/// kept, as far as they mean something to clients. Anything else slipped through a `?`: it is logged here, once, and the client reads `INTERNAL`.
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
        let message = about_an_argument(&error.message);
        return ErrorCode::BadRequest.mark(ServerError { message, ..error });
    }
    tracing::error!(path = path(&error), error = error.message, "a resolver failed");
    let hidden = ServerError { message: "internal error".into(), source: None, extensions: None, ..error };
    ErrorCode::Internal.mark(hidden)
}

/// What the library's own scalars take. Of a wrong value it says no more than that it is wrong, or where.
const TAKEN: &[(&str, &str)] = &[
    ("UUID", "it takes a UUID as a string, such as \"018f4e1c-8b6a-7cc2-9c1e-2f3b8a5d6e70\""),
    ("DateTime", "it takes a time with its offset as a string, such as \"2026-03-02T12:00:00Z\""),
];

/// The library's words about a wrong argument, without the types around it: some of them are parts of inputs that only the
/// program has, which no client can look up.
fn about_an_argument(message: &str) -> String {
    let message = message.split(" (occurred while parsing \"").next().unwrap_or(message);
    let is_about = |scalar: &str| {
        let said = |words: &str| message.strip_prefix(words).is_some_and(|rest| rest.starts_with(scalar));
        said("Failed to parse \"") || said("Expected input type \"")
    };
    let taken = TAKEN.iter().find(|(scalar, _)| is_about(&format!("{scalar}\"")));
    taken.map_or_else(|| message.to_owned(), |(scalar, takes)| format!("Failed to parse \"{scalar}\": {takes}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_argument_is_told_in_words_of_the_schema() {
        let parsing = "(occurred while parsing \"Envelope\") (occurred while parsing \"AddTagInput\")";
        for wrong in
            ["Expected input type \"UUID\", found 5.", "Failed to parse \"UUID\": invalid character: found `x` at 0"]
        {
            let told = about_an_argument(&format!("{wrong} {parsing}"));
            assert!(told.starts_with("Failed to parse \"UUID\": it takes a UUID as a string"), "{told}");
            assert!(!told.contains("Envelope"), "{told}");
        }
        let of_ours = "Failed to parse \"Code\": a code has 1 to 64 letters";
        assert_eq!(about_an_argument(&format!("{of_ours} {parsing}")), of_ours);
    }
}
