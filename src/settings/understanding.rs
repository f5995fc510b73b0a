//! What is understood of turns, and with what.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{EncoderSettings, ProviderSettings};

/// What is understood of turns, and with what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnderstandingSettings {
    /// Whether turns are understood when they are recorded.
    pub enabled: bool,
    /// The directory of trained models, when it is not to lie below the data directory; several nodes share one.
    pub models: Option<PathBuf>,
    /// A TOML file of the time zones, order numbers, products and places of tenants.
    pub declarations: Option<PathBuf>,
    /// What makes vectors of articles and questions.
    pub encoder: EncoderSettings,
    /// Who is asked what the models cannot answer.
    pub provider: ProviderSettings,
}

impl Default for UnderstandingSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            models: None,
            declarations: None,
            encoder: EncoderSettings::default(),
            provider: ProviderSettings::default(),
        }
    }
}
