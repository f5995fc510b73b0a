//! Why a provider gives no answer.

use reqwest::StatusCode;

use crate::encoder::EncoderError;

/// Why there is no answer. None of them quotes what was sent, what came back, or the key.
#[derive(thiserror::Error, Debug)]
pub enum ProviderError {
    /// The settings make no sense.
    #[error("the provider cannot be asked: {0}")]
    Unusable(String),
    /// It has kept failing and is left alone for a while.
    #[error("the provider keeps failing and is left alone for a while")]
    LeftAlone,
    /// Enough was asked for now.
    #[error("the budget of this hour is spent")]
    BudgetSpent,
    /// It does not answer in time; it was tried as often as it may be.
    #[error("the provider does not answer")]
    Silent(#[source] reqwest::Error),
    /// It says that it cannot answer now; it was tried as often as it may be.
    #[error("the provider cannot answer now: status {0}")]
    Busy(StatusCode),
    /// It turns the request down, and would again.
    #[error("the provider turns the request down with status {0}{hint}", hint = hint(*.0))]
    Refused(StatusCode),
    /// What it answers is not what was asked for.
    #[error("the provider answers with something else: {0}")]
    Unexpected(String),
}

const fn hint(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "; see whether its key is right",
        StatusCode::NOT_FOUND => "; see whether its address and its model are right",
        _ => "",
    }
}

/// With these a text is commonly turned down that is too long or holds what the model does not read.
const IS_OF_THE_TEXT: [StatusCode; 3] =
    [StatusCode::BAD_REQUEST, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNPROCESSABLE_ENTITY];

impl ProviderError {
    /// That an answer is no JSON of the shape that was asked for. The parser's own message would quote it.
    pub(super) fn shapeless(error: &serde_json::Error) -> Self {
        Self::Unexpected(format!("not the JSON that was asked for, at line {} column {}", error.line(), error.column()))
    }
}

impl From<ProviderError> for EncoderError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Refused(status) if IS_OF_THE_TEXT.contains(&status) => Self::Unusable(error.to_string()),
            ProviderError::LeftAlone | ProviderError::BudgetSpent => Self::NotAsked(error.to_string()),
            ProviderError::Unusable(_)
            | ProviderError::Silent(_)
            | ProviderError::Busy(_)
            | ProviderError::Refused(_)
            | ProviderError::Unexpected(_) => Self::Unavailable(error.to_string()),
        }
    }
}
