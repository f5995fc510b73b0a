//! The two ways a request ends, and the JSON of either.

use std::collections::BTreeMap;

use async_graphql::{Response, ServerError, Value};
use axum::http::StatusCode;
use serde::Serialize;

use crate::ErrorCode;

/// How a request ended. The difference is what clients need to know whether anything was executed.
#[derive(Debug)]
pub(crate) enum Reply {
    /// It was executed; single fields may have failed.
    Answered(Response),
    /// It was not executed, or was given up: there is no data.
    Rejected(Rejection),
}

/// Why a request has no data at all.
#[derive(Debug)]
pub(crate) struct Rejection {
    /// What went wrong; never empty, and every error carries a code.
    pub(crate) errors: Vec<ServerError>,
    /// The HTTP status, where the code alone does not decide it.
    pub(crate) status: Option<StatusCode>,
}

impl Rejection {
    /// A rejection with one error.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        code.server_error(message).into()
    }

    /// A malformed request.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    /// The same rejection with an HTTP status of its own.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    /// The code of the first error.
    pub(crate) fn code(&self) -> ErrorCode {
        self.errors.first().and_then(ErrorCode::of).unwrap_or(ErrorCode::Internal)
    }
}

impl From<ServerError> for Rejection {
    fn from(error: ServerError) -> Self {
        Self { errors: vec![error], status: None }
    }
}

/// The JSON of a reply; serialized straight from the resolved values.
#[derive(Serialize)]
pub(crate) struct Body<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<&'a BTreeMap<String, Value>>,
}

impl Reply {
    /// What to serialize.
    pub(crate) fn body(&self) -> Body<'_> {
        match self {
            Self::Answered(response) => Body {
                errors: &response.errors,
                data: Some(&response.data),
                extensions: Some(&response.extensions).filter(|values| !values.is_empty()),
            },
            Self::Rejected(rejection) => Body { errors: &rejection.errors, data: None, extensions: None },
        }
    }
}
