//! Whom a node asks outside the house, opened from the settings.

use std::sync::Arc;

use commands::reactions::EncodeArticles;
use commands::understanding::Adviser;
use domain::Code;
use intelligence::encoder::RemoteEncoder;

use crate::exit::Stop;
use crate::settings::{ConsentSetting, EncoderKind, ProviderSettings, Settings};

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
    /// What asks it.
    pub remote: Arc<dyn RemoteEncoder>,
    /// Whether it may read only what customers agreed to let a provider read.
    pub needs_consent: bool,
}

impl OutsideEncoder {
    /// What has articles encoded.
    #[must_use]
    pub fn reaction(&self) -> EncodeArticles {
        EncodeArticles::new(self.name.clone(), Arc::clone(&self.remote))
    }
}

/// Whom the settings name; a provider is one, by whatever of it is asked.
///
/// # Errors
/// When the settings of the provider make no sense, when nothing is understood that it could be asked of, or when this program was built
/// without the feature `http`.
pub fn open_outside(settings: &Settings) -> anyhow::Result<Outside> {
    let provider = &settings.understanding.provider;
    let encodes = settings.understanding.encoder.kind == EncoderKind::Http;
    if provider.embedding_model.is_some() && !encodes {
        let why = "understanding.provider.embedding_model is named, but understanding.encoder.kind is not http";
        return Err(Stop::configuration(why).into());
    }
    if provider.chat_model.is_none() && !encodes {
        // Whoever names a provider means it to be asked.
        let is_unused = provider.base.is_some() || provider.key.is_some() || provider.key_file.is_some();
        let why = "understanding.provider is named, but no understanding.provider.chat_model that would be asked";
        return if is_unused { Err(Stop::configuration(why).into()) } else { Ok(Outside::default()) };
    }
    if !settings.understanding.enabled {
        let why = "understanding.provider would be asked, but understanding.enabled is false";
        return Err(Stop::configuration(why).into());
    }
    open(provider, encodes)
}

#[cfg(not(feature = "http"))]
fn open(_: &ProviderSettings, _: bool) -> anyhow::Result<Outside> {
    let why = "understanding.provider is named, and this program was built without the feature http";
    Err(Stop::configuration(why).into())
}

#[cfg(feature = "http")]
fn open(settings: &ProviderSettings, encodes: bool) -> anyhow::Result<Outside> {
    use intelligence::encoder::http::HttpEncoder;

    let provider = Arc::new(http::provider(settings)?);
    let needs_consent = settings.consent == ConsentSetting::Required;
    let adviser = http::model(settings.chat_model.as_deref(), "chat_model")?;
    let adviser = adviser.map(|model| -> Arc<dyn Adviser> {
        let provider = Arc::clone(&provider);
        Arc::new(http::HttpAdviser { provider, model: model.to_owned(), needs_consent })
    });
    let encoder = match http::model(settings.embedding_model.as_deref(), "embedding_model")? {
        None if encodes => {
            let why = "understanding.encoder.kind is http, but understanding.provider.embedding_model names no model";
            return Err(Stop::configuration(why).into());
        }
        None => None,
        Some(model) => Some(OutsideEncoder {
            name: http::code_of(&format!("http/{model}")),
            remote: Arc::new(HttpEncoder::new(provider, model)),
            needs_consent,
        }),
    };
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
