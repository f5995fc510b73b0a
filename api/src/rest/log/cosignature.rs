//! `/v1/log/cosignature`: where a witness brings its signature under a checkpoint. The signature is all the sign-in there is.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use ledger::Note;
use proofs::service::CosignError;

use crate::ErrorCode;
use crate::rest::RestState;
use crate::rest::error::RestError;

/// Takes one signed note: the text of a checkpoint over the signature of a witness.
pub(super) async fn cosignature(State(state): State<Arc<RestState>>, body: Bytes) -> Result<StatusCode, RestError> {
    let note = Note::parse(&body).map_err(|error| RestError::new(ErrorCode::BadRequest, error.to_string()))?;
    state.services.ledger.cosign(&note).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<CosignError> for RestError {
    fn from(error: CosignError) -> Self {
        let message = error.to_string();
        match error {
            CosignError::Malformed(_) => Self::new(ErrorCode::BadRequest, message),
            CosignError::UnknownWitness => Self::new(ErrorCode::Forbidden, message),
            CosignError::NoSuchCheckpoint(_) => Self::new(ErrorCode::NotFound, message),
            CosignError::DoesNotHold(_) => {
                Self::with_status(StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::BadRequest, message)
            }
            CosignError::OtherCheckpoint { .. } => {
                Self::with_status(StatusCode::CONFLICT, ErrorCode::BadRequest, message)
            }
            CosignError::Store(error) => error.into(),
        }
    }
}
