//! Whom a node asks outside the house, opened from the settings.

use std::sync::Arc;

use commands::reactions::EncodeArticles;
use commands::understanding::Adviser;
use domain::Code;
use intelligence::encoder::RemoteEncoder;
use knowledge::Asked;
use uuid::Uuid;

use crate::exit::Stop;
use crate::settings::{EncoderKind, ProviderSettings, Settings};

/// How much of a name that a code may not hold stays legible, in characters, and how many hexadecimal digits tell it from others.
const LEGIBLE: usize = 52;
const DIGITS: usize = 8;

/// Whom a node asks outside the house.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Who is asked what turns want that the models cannot place.
    pub adviser: Option<Arc<dyn Adviser>>,
    /// Who makes vectors of articles and of what is searched for.
    pub encoder: Option<OutsideEncoder>,
}

/// An encoder outside the house.
#[derive(Clone, Debug)]
pub struct OutsideEncoder {
    /// What its vectors are recorded under.
    pub name: Code,
    /// What has articles encoded.
    pub articles: Arc<dyn RemoteEncoder>,
    /// What has questions encoded, and whether it may read only what customers agreed to let a provider read.
    pub questions: Asked,
}

impl OutsideEncoder {
    /// What has articles encoded when they are published.
    #[must_use]
    pub fn reaction(&self) -> EncodeArticles {
        EncodeArticles::new(self.name.clone(), Arc::clone(&self.articles))
    }
}

/// What the vectors of the encoder outside the house are recorded under; nothing when the settings name none.
///
/// # Errors
/// When they name an encoder and no model.
pub fn outside_encoder(settings: &Settings) -> anyhow::Result<Option<Code>> {
    let understanding = &settings.understanding;
    let model = understanding.provider.embedding_model.as_deref();
    let why = match (model, understanding.encoder.kind == EncoderKind::Http) {
        (None, false) => return Ok(None),
        (Some(model), true) if !model.trim().is_empty() => return Ok(Some(code_of(&format!("http/{model}")))),
        (Some(_), true) => "understanding.provider.embedding_model must name a model",
        (Some(_), false) => {
            "understanding.provider.embedding_model is named, but understanding.encoder.kind is not http"
        }
        (None, true) => "understanding.encoder.kind is http, but understanding.provider.embedding_model names no model",
    };
    Err(Stop::configuration(why).into())
}

/// The name of a model as a code. What a code may not hold is left out, and then, or when it is too long, a digest tells it from others.
pub(super) fn code_of(name: &str) -> Code {
    if let Ok(code) = name.parse() {
        return code;
    }
    let digest = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string();
    let allowed = |c: char| if c.is_alphanumeric() || "_-.:/+".contains(c) { c } else { '_' };
    let beginning = name.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().take(LEGIBLE).map(allowed);
    let code: String = beginning.chain("-".chars()).chain(digest.chars().take(DIGITS)).collect();
    code.trim_start_matches('-').parse().unwrap_or_else(|_| Code::known("unnamed"))
}

/// Whom the settings name; a provider is one, by whatever of it is asked.
///
/// # Errors
/// When the settings of the provider make no sense, when nothing is understood that it could be asked of, or when this program was built
/// without the feature `http`.
pub fn open_outside(settings: &Settings) -> anyhow::Result<Outside> {
    let (provider, encoder) = (&settings.understanding.provider, outside_encoder(settings)?);
    if provider.chat_model.is_none() && encoder.is_none() {
        // Whoever names a provider means it to be asked.
        let is_unused = provider.base.is_some() || provider.key.is_some() || provider.key_file.is_some();
        let why = "understanding.provider is named, but neither its chat_model nor its embedding_model, so nobody would ask it";
        return if is_unused { Err(Stop::configuration(why).into()) } else { Ok(Outside::default()) };
    }
    if !settings.understanding.enabled {
        let why = "understanding.provider would be asked, but understanding.enabled is false";
        return Err(Stop::configuration(why).into());
    }
    open(provider, encoder)
}

/// The same without its key, to see what there is: nobody is to be asked by it.
#[must_use]
pub fn shown_outside(settings: &Settings) -> Outside {
    let mut settings = settings.clone();
    let provider = &mut settings.understanding.provider;
    (provider.key, provider.key_file) = (None, None);
    open_outside(&settings).unwrap_or_default()
}

#[cfg(not(feature = "http"))]
fn open(_: &ProviderSettings, _: Option<Code>) -> anyhow::Result<Outside> {
    let why = "understanding.provider is named, and this program was built without the feature http";
    Err(Stop::configuration(why).into())
}

#[cfg(feature = "http")]
fn open(settings: &ProviderSettings, encoder: Option<Code>) -> anyhow::Result<Outside> {
    let adviser = settings.chat_model.as_deref().map(|model| http::adviser(settings, model)).transpose()?;
    let (model, name) = (settings.embedding_model.as_deref(), encoder);
    let encoder = model.zip(name).map(|(model, name)| http::encoder(settings, model, name)).transpose()?;
    Ok(Outside { adviser, encoder })
}

#[cfg(feature = "http")]
mod http;

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(change: impl FnOnce(&mut Settings)) -> String {
        let mut settings = Settings::default();
        settings.understanding.provider.base = Some("https://provider.example/v1".to_owned());
        change(&mut settings);
        open_outside(&settings).unwrap_err().to_string()
    }

    #[test]
    fn a_provider_that_nobody_would_ask_is_an_error() {
        assert!(open_outside(&Settings::default()).unwrap().adviser.is_none());
        let error = complaint(|_| ());
        assert!(error.contains("chat_model"), "{error}");
        let error = complaint(|settings| settings.understanding.provider.embedding_model = Some("small".to_owned()));
        assert!(error.contains("encoder.kind"), "{error}");
    }

    #[test]
    fn a_provider_that_nothing_would_be_asked_of_is_an_error() {
        let error = complaint(|settings| {
            settings.understanding.provider.chat_model = Some("small".to_owned());
            settings.understanding.enabled = false;
        });
        assert!(error.contains("understanding.enabled"), "{error}");
    }

    #[test]
    fn a_model_is_recorded_by_a_name_that_codes_allow_and_no_other_model_has() {
        let long = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v1";
        assert_eq!(code_of("gpt-x-2026-07").as_str(), "gpt-x-2026-07");
        for (name, beginning) in [("org/Model 8B@4bit", "org/Model_8B_4bit-"), ("@cf/model", "cf/model-"), ("", "")] {
            let code = code_of(name);
            let digest = code.as_str().strip_prefix(beginning).unwrap();
            assert!(digest.len() == DIGITS && digest.chars().all(|digit| digit.is_ascii_hexdigit()), "{code}");
        }
        assert_ne!(code_of(long), code_of(&long.replace("v1", "v2")));
        assert_ne!(code_of("a@b"), code_of("a_b"));
    }

    #[cfg(feature = "http")]
    #[test]
    fn an_encoder_outside_the_house_needs_a_provider_and_a_model() {
        let encodes = |settings: &mut Settings| settings.understanding.encoder.kind = EncoderKind::Http;
        let error = complaint(encodes);
        assert!(error.contains("embedding_model"), "{error}");
        let mut settings = Settings::default();
        encodes(&mut settings);
        settings.understanding.provider.embedding_model = Some("small".to_owned());
        let error = open_outside(&settings).unwrap_err().to_string();
        assert!(error.contains("provider.base"), "{error}");
        settings.understanding.provider.base = Some("http://127.0.0.1:9/v1".to_owned());
        let outside = open_outside(&settings).unwrap();
        assert_eq!(outside.encoder.unwrap().name.as_str(), "http/small");
        assert!(outside.adviser.is_none());
    }
}
