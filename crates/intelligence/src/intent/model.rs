//! The model of intents.

use super::threshold;
use crate::linear::{self, Calibration, Error, Example, Model, Prediction, Reason, Settings, Step};
use crate::text::Normal;
use crate::words::WordVectors;

/// Recognises what is wanted.
#[derive(Clone)]
pub struct IntentModel {
    model: Model,
}

/// An intent and how surely it is meant.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ranked<'m> {
    /// The intent's label.
    pub label: &'m str,
    /// The probability that it is meant, given that one of the model's intents is.
    pub confidence: f32,
}

/// What a text may want.
#[derive(Clone, PartialEq, Debug)]
pub struct Intents<'m> {
    /// All intents of the model, the most probable first.
    pub ranked: Vec<Ranked<'m>>,
    /// Whether the text wants nothing that the model knows; its ranking then means little.
    pub out_of_scope: bool,
    /// How strongly the best intent stands out from everything else; below the model's threshold a text is out of scope.
    pub strength: f32,
}

impl<'m> Intents<'m> {
    /// The most probable intent, unless the text is out of scope.
    #[must_use]
    pub fn best(&self) -> Option<Ranked<'m>> {
        self.ranked.first().copied().filter(|_| !self.out_of_scope)
    }
}

/// Trains a model of intents from examples; those without labels are out of scope.
///
/// # Errors
/// When there are fewer than two labels, or more than 65,535.
pub fn train(
    examples: &[Example],
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> Result<IntentModel, Error> {
    train_with_words(examples, &WordVectors::default(), settings, seed, progress)
}

/// Trains a model of intents that also knows which words mean alike, so that it needs fewer examples.
///
/// # Errors
/// When there are fewer than two labels, or more than 65,535.
pub fn train_with_words(
    examples: &[Example],
    words: &WordVectors,
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> Result<IntentModel, Error> {
    let trained = linear::train(examples, words, settings, seed, progress)?;
    let mut calibration = trained.model.header().calibration;
    calibration.least = threshold::least(&trained);
    calibration.also = threshold::also(&trained);
    calibration.several = trained.labels.iter().any(|labels| labels.len() > 1);
    let model = trained.model.with_calibration(calibration)?;
    Ok(IntentModel { model })
}

impl IntentModel {
    /// Loads a model from what it was saved as: an owned buffer, or a file mapped into memory.
    ///
    /// # Errors
    /// When the bytes are not a whole, unaltered model of this format.
    pub fn load(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        Ok(Self { model: Model::load(bytes)? })
    }

    /// Its bytes, to save it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.model.bytes()
    }

    /// The linear model below it: labels, settings, lineage.
    #[must_use]
    pub fn linear(&self) -> &Model {
        &self.model
    }

    /// What a text may want.
    #[must_use]
    pub fn predict(&self, text: &str) -> Intents<'_> {
        self.predict_normal(&Normal::of(text))
    }

    /// What a text that is already normalised may want.
    #[must_use]
    pub fn predict_normal(&self, text: &Normal) -> Intents<'_> {
        self.ranking(&self.model.predict_normal(text))
    }

    pub(super) fn ranking(&self, prediction: &Prediction) -> Intents<'_> {
        let ranked = prediction.ranked().into_iter().map(|label| self.ranked(prediction, label)).collect();
        Intents { ranked, out_of_scope: self.is_out_of_scope(prediction), strength: strength(prediction) }
    }

    pub(super) fn ranked(&self, prediction: &Prediction, label: usize) -> Ranked<'_> {
        Ranked { label: &self.model.labels()[label], confidence: prediction.probabilities[label] }
    }

    pub(super) fn is_out_of_scope(&self, prediction: &Prediction) -> bool {
        strength(prediction) < self.model.header().calibration.least
    }

    /// The model with another threshold of what is in scope; `f32::MIN` rejects nothing.
    ///
    /// # Errors
    /// When the threshold is not finite.
    pub fn with_least(&self, least: f32) -> Result<Self, Error> {
        let calibration = Calibration { least, ..self.model.header().calibration };
        Ok(Self { model: self.model.with_calibration(calibration)? })
    }

    /// The model with more examples learned, of its intents or of new ones: [`Model::update`].
    ///
    /// # Errors
    /// When there would be more than 65,535 labels.
    pub fn update(&self, examples: &[Example], seed: u64) -> Result<Self, Error> {
        Ok(Self { model: self.model.update(examples, seed)? })
    }

    /// The parts of a text that spoke most for an intent or against it, at most `most`.
    ///
    /// # Errors
    /// When the model does not know the label.
    pub fn explain(&self, text: &str, label: &str, most: usize) -> Result<Vec<Reason>, Error> {
        self.model.explain(text, label, most)
    }
}

/// How strongly the best label stands out: its score, which the rest of all labels holds below zero. Of maximum probability,
/// margin, energy and score, the score rejected most of what CLINC150's validation split has out of scope.
fn strength(prediction: &Prediction) -> f32 {
    if prediction.known == 0 { f32::MIN } else { prediction.scores[prediction.best()] }
}
