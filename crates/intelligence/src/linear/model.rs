//! Answering from a model's bytes.

use std::sync::Arc;

use super::calibrate::Calibration;
use super::error::Error;
use super::file::{self, Header, Layout};
use super::senses::Senses;
use super::tables::Tables;
use super::vector::Vector;
use crate::text::Normal;

/// A trained model. It answers from the bytes it was loaded from, which may be owned or mapped from a file.
#[derive(Clone)]
pub struct Model {
    header: Arc<Header>,
    layout: Layout,
    senses: Arc<Senses>,
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
}

/// What a model says about a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Prediction {
    /// Each label's score: above 0 speaks for it, 1 is the margin of training.
    pub scores: Vec<f32>,
    /// Each label's probability, given that the text is of one of them.
    pub probabilities: Vec<f32>,
    /// How many n-grams of the text the model knows, and how many words by what they mean.
    pub known: usize,
}

impl Prediction {
    /// The labels' numbers, the most probable first; equal ones in the model's order.
    #[must_use]
    pub fn ranked(&self) -> Vec<usize> {
        let mut labels: Vec<usize> = (0..self.scores.len()).collect();
        labels.sort_by(|&a, &b| self.scores[b].total_cmp(&self.scores[a]));
        labels
    }

    /// The number of the most probable label.
    #[must_use]
    pub fn best(&self) -> usize {
        let better = |best: usize, label: usize| if self.scores[label] > self.scores[best] { label } else { best };
        (0..self.scores.len()).reduce(better).expect("a model has labels")
    }
}

impl Model {
    /// Loads a model from what it was saved as.
    ///
    /// # Errors
    /// When the bytes are not a whole, unaltered model of this format.
    pub fn load(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        let (header, layout, words) = file::read(bytes.as_ref())?;
        if header.labels.is_empty() {
            return Err(Error::Inconsistent("it has no labels"));
        }
        let senses = Senses::restored(header.words, words);
        Ok(Self { header: Arc::new(header), layout, senses: Arc::new(senses), bytes: Arc::new(bytes) })
    }

    /// What it knows about itself.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Its labels, in the order of their numbers.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.header.labels
    }

    /// Its bytes, to save it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// The same model with another calibration.
    ///
    /// # Errors
    /// When a number of the calibration is not finite.
    pub fn with_calibration(&self, calibration: Calibration) -> Result<Self, Error> {
        if !(calibration.sharpness.is_finite() && calibration.least.is_finite() && calibration.also.is_finite()) {
            return Err(Error::Inconsistent("a number of its calibration is not finite"));
        }
        let header = Header { calibration, ..(*self.header).clone() };
        Self::load(file::with_header(self.bytes(), &self.layout, &header))
    }

    /// What tells it from every other model: the SHA-256 that its bytes end with, in hexadecimal.
    #[must_use]
    pub fn version(&self) -> String {
        self.bytes()[self.layout.end..].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What it says about a text.
    #[must_use]
    pub fn predict(&self, text: &str) -> Prediction {
        self.predict_normal(&Normal::of(text))
    }

    /// What it says about a text that is already normalised.
    #[must_use]
    pub fn predict_normal(&self, text: &Normal) -> Prediction {
        let (known, vector) = self.vector(text);
        let scores = self.scores(&vector.entries);
        let probabilities = self.header.calibration.probabilities(&scores);
        Prediction { scores, probabilities, known }
    }

    /// A text's vector, and how many n-grams and words of it the model knows.
    pub(super) fn vector(&self, text: &Normal) -> (usize, Vector) {
        let tables = self.tables();
        let mut vector = Vector::default();
        self.header.settings.grams.each(text, |gram| {
            if let Some(column) = tables.column(gram.key) {
                vector.add(column, &gram);
            }
        });
        vector.weigh(self.header.settings.characters_share, |column| tables.idf(column));
        let known = vector.entries.len();
        (known + vector.add_senses(&self.senses, text, |key| tables.column(key)), vector)
    }

    fn scores(&self, entries: &[(u32, f32)]) -> Vec<f32> {
        let tables = self.tables();
        let mut sums = self.layout.shape.sums();
        for &(column, value) in entries {
            tables.row(column).add(value, &mut sums);
        }
        sums.truncate(self.header.labels.len());
        for (label, sum) in sums.iter_mut().enumerate() {
            *sum = *sum * tables.step(label) + tables.bias(label);
        }
        sums
    }

    /// A label's weight in a column.
    pub(super) fn weight(&self, column: u32, label: usize) -> f32 {
        self.tables().row_weights(column).find(|&(of, _)| of == label).map_or(0.0, |(_, weight)| weight)
    }

    /// A label's weights of what words mean, component by component.
    pub(super) fn sense_weights(&self, label: usize) -> Vec<f32> {
        let weight = |key| self.tables().column(key).map_or(0.0, |column| self.weight(column, label));
        self.senses.keys().map(weight).collect()
    }

    pub(super) fn columns(&self) -> u32 {
        self.layout.columns as u32
    }

    pub(super) fn senses(&self) -> &Senses {
        &self.senses
    }

    pub(super) fn tables(&self) -> Tables<'_> {
        Tables { bytes: self.bytes(), layout: &self.layout }
    }
}
