//! An error of these routes: a code of the closed list and a message, as JSON with the status that fits.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::ErrorCode;
use crate::graphql::user_error::log_fault;

/// Why a request was not answered.
#[derive(Debug)]
pub(super) struct RestError {
    status: StatusCode,
    code: ErrorCode,
    message: String,
}

impl RestError {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::with_status(status(code), code, message)
    }

    /// With a status that says more than the code does.
    pub(super) fn with_status(status: StatusCode, code: ErrorCode, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }
}

/// Logged here with its chain; the client reads what to do.
impl From<event_store::Error> for RestError {
    fn from(error: event_store::Error) -> Self {
        log_fault(&error);
        match error {
            event_store::Error::Unavailable { .. } => {
                Self::new(ErrorCode::Unavailable, "the event log is unavailable; try again")
            }
            event_store::Error::Corrupt(_) => Self::new(ErrorCode::Internal, "something went wrong on our side"),
        }
    }
}

/// Logged here with its chain; the client reads what to do.
impl From<proofs::Error> for RestError {
    fn from(error: proofs::Error) -> Self {
        match error {
            proofs::Error::Log(error) => error.into(),
            proofs::Error::Unavailable { .. } => {
                log_fault(&error);
                Self::new(ErrorCode::Unavailable, "the ledger is unavailable; try again")
            }
            proofs::Error::Inconsistent(_) | proofs::Error::Sign(_) => {
                log_fault(&error);
                Self::new(ErrorCode::Internal, "something went wrong on our side")
            }
        }
    }
}

impl IntoResponse for RestError {
    fn into_response(self) -> Response {
        let status = self.status;
        let body = Json(json!({ "code": self.code.as_str(), "message": self.message }));
        let mut response = (status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::BadRequest
        | ErrorCode::GraphqlParseFailed
        | ErrorCode::GraphqlValidationFailed
        | ErrorCode::LimitExceeded
        | ErrorCode::DocumentNotFound => StatusCode::BAD_REQUEST,
        ErrorCode::Timeout => StatusCode::GATEWAY_TIMEOUT,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
