//! The closed set of codes that a top-level GraphQL error carries in `extensions.code`.

use async_graphql::{ErrorExtensionValues, ServerError, Value};

/// Why a request, or one field of it, could not be answered.
///
/// Refusals and conflicts of commands are not here: they are `userErrors` of the mutation's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The caller is not signed in, or the token is unknown.
    Unauthenticated,
    /// The caller is known and may not do this.
    Forbidden,
    /// The named object does not exist, or the caller may not know that it does.
    NotFound,
    /// The request is malformed; the message names the field.
    BadRequest,
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document does not fit the schema, or a required variable is missing.
    GraphqlValidationFailed,
    /// The request is larger, deeper or dearer than a published limit.
    LimitExceeded,
    /// The operation took longer than the server allows.
    Timeout,
    /// A part the answer needs is down for now; the same request may succeed later.
    Unavailable,
    /// The server failed; the request id leads to the cause in the log.
    Internal,
    /// No trusted document has this id, or only trusted documents are answered.
    DocumentNotFound,
}

impl ErrorCode {
    /// Every code, in the order of declaration.
    pub const ALL: [Self; 11] = [
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::BadRequest,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::LimitExceeded,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
        Self::DocumentNotFound,
    ];

    /// The code as clients see it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadRequest => "BAD_REQUEST",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
            Self::DocumentNotFound => "DOCUMENT_NOT_FOUND",
        }
    }

    /// The code an error already carries, if it is one of ours.
    #[must_use]
    pub fn of(error: &ServerError) -> Option<Self> {
        let Some(Value::String(code)) = error.extensions.as_ref()?.get("code") else { return None };
        Self::ALL.into_iter().find(|known| known.as_str() == code)
    }

    /// An error for a resolver to return.
    #[must_use]
    pub fn error(self, message: impl Into<String>) -> async_graphql::Error {
        let mut error = async_graphql::Error::new(message);
        error.extensions = Some(self.extensions());
        error
    }

    /// An error for a place that is not a resolver.
    #[must_use]
    pub fn server_error(self, message: impl Into<String>) -> ServerError {
        self.mark(ServerError::new(message, None))
    }

    /// Puts this code on `error`, beside what its extensions already hold.
    #[must_use]
    pub fn mark(self, mut error: ServerError) -> ServerError {
        error.extensions.get_or_insert_default().set("code", self.as_str());
        error
    }

    fn extensions(self) -> ErrorExtensionValues {
        let mut values = ErrorExtensionValues::default();
        values.set("code", self.as_str());
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_recognised_on_an_error_that_carries_it() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::of(&code.server_error("x")), Some(code));
        }
    }

    #[test]
    fn a_code_from_elsewhere_is_not_ours() {
        let mut error = ServerError::new("x", None);
        assert_eq!(ErrorCode::of(&error), None);
        error.extensions.get_or_insert_default().set("code", "TEAPOT");
        assert_eq!(ErrorCode::of(&error), None);
    }

    #[test]
    fn the_codes_are_a_published_contract() {
        let codes = ErrorCode::ALL.map(ErrorCode::as_str).join("\n");
        expect_test::expect![[r#"
            UNAUTHENTICATED
            FORBIDDEN
            NOT_FOUND
            BAD_REQUEST
            GRAPHQL_PARSE_FAILED
            GRAPHQL_VALIDATION_FAILED
            LIMIT_EXCEEDED
            TIMEOUT
            UNAVAILABLE
            INTERNAL
            DOCUMENT_NOT_FOUND"#]]
        .assert_eq(&codes);
    }
}
