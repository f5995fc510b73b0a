//! What makes vectors of articles and questions, opened from the settings.

use intelligence::encoder::Hashed;
use knowledge::{Asked, Encoding};

use super::provider::outside_encoder;
use crate::exit::Stop;
use crate::settings::{EncoderKind, EncoderSettings, Settings};

/// How much the built-in encoder counts: what it finds comes behind what words find. `understanding retrieval` shows that spelling
/// which counts as much as words leads astray.
const HASHED: f32 = 0.1;
/// Texts that share no words or parts of words stay below it.
const HASHED_LEAST: f32 = 0.2;

/// What makes vectors of articles and questions. Of an encoder outside the house only questions are asked here, if of anybody: what it made of
/// articles stands in the log.
///
/// # Errors
/// When the encoder is not there, does not fit, or is none that this program was built with.
pub fn open_encoding(settings: &Settings, questions: Option<Asked>) -> anyhow::Result<Encoding> {
    let encoder = &settings.understanding.encoder;
    match encoder.kind {
        EncoderKind::None | EncoderKind::Http if encoder.folder.is_some() => {
            let why = "understanding.encoder.folder names an encoder, but understanding.encoder.kind is not onnx, which uses it";
            Err(Stop::configuration(why).into())
        }
        EncoderKind::None => Ok(Encoding::none()),
        EncoderKind::Hashed => {
            Ok(Encoding::by(Hashed::default(), weight(encoder, HASHED)?, least(encoder, HASHED_LEAST)?))
        }
        EncoderKind::Onnx => onnx(encoder),
        EncoderKind::Http => {
            let Some(name) = outside_encoder(settings)? else { return Ok(Encoding::none()) };
            Ok(Encoding::recorded(name, questions, weight(encoder, 1.0)?, least(encoder, 0.0)?))
        }
    }
}

#[cfg(feature = "onnx")]
fn onnx(encoder: &EncoderSettings) -> anyhow::Result<Encoding> {
    use intelligence::encoder::onnx::OnnxEncoder;

    let Some(folder) = &encoder.folder else {
        return Err(Stop::configuration("understanding.encoder.folder must name the folder of the encoder").into());
    };
    let refused = |error| Stop::configuration(format!("the encoder in {} cannot be used: {error}", folder.display()));
    let (weight, least) = (weight(encoder, 1.0)?, least(encoder, 0.0)?);
    Ok(Encoding::by(OnnxEncoder::open(folder, encoder.onnx()).map_err(refused)?, weight, least))
}

/// How much the ranking by vectors counts.
fn weight(encoder: &EncoderSettings, usual: f32) -> anyhow::Result<f32> {
    let weight = encoder.weight.unwrap_or(usual);
    if weight.is_finite() && weight > 0.0 {
        return Ok(weight);
    }
    Err(Stop::configuration("understanding.encoder.weight must be a number above 0").into())
}

/// How much vectors must point alike.
fn least(encoder: &EncoderSettings, usual: f32) -> anyhow::Result<f32> {
    let least = encoder.least.unwrap_or(usual);
    if (0.0..1.0).contains(&least) {
        return Ok(least);
    }
    Err(Stop::configuration("understanding.encoder.least must be at least 0 and below 1").into())
}

#[cfg(not(feature = "onnx"))]
fn onnx(_: &EncoderSettings) -> anyhow::Result<Encoding> {
    let why = "understanding.encoder.kind is onnx, and this program was built without the feature onnx";
    Err(Stop::configuration(why).into())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_folder_that_nothing_would_use_is_an_error() {
        let mut settings = Settings::default();
        assert!(open_encoding(&settings, None).is_ok());
        settings.understanding.encoder.folder = Some(PathBuf::from("encoder"));
        let error = open_encoding(&settings, None).err().unwrap();
        assert!(error.to_string().contains("understanding.encoder.kind"), "{error}");
    }
}
