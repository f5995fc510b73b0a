//! Answering from a model's bytes.

use std::ops::Range;
use std::sync::Arc;

use super::calibrate::Calibration;
use super::error::Error;
use super::file::{self, Header, Layout, f32_at, label_at, u32_at};
use super::vector::Vector;
use super::vocabulary::GRID;
use crate::text::Normal;

/// A trained model. It answers from the bytes it was loaded from, which may be owned or mapped from a file.
#[derive(Clone)]
pub struct Model {
    header: Arc<Header>,
    layout: Layout,
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
}

/// What a model says about a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Prediction {
    /// Each label's score: above 0 speaks for it, 1 is the margin of training.
    pub scores: Vec<f32>,
    /// Each label's probability, given that the text is of one of them.
    pub probabilities: Vec<f32>,
    /// How many n-grams of the text the model knows.
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
        let (header, layout) = file::read(bytes.as_ref())?;
        if header.labels.is_empty() {
            return Err(Error::Inconsistent("it has no labels"));
        }
        Ok(Self { header: Arc::new(header), layout, bytes: Arc::new(bytes) })
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
        let vector = self.vector(text);
        let scores = self.scores(&vector.entries);
        let probabilities = self.header.calibration.probabilities(&scores);
        Prediction { scores, probabilities, known: vector.entries.len() }
    }

    pub(super) fn vector(&self, text: &Normal) -> Vector {
        let mut vector = Vector::default();
        self.header.settings.grams.each(text, |gram| {
            if let Some(column) = self.column(gram.key) {
                vector.add(column, &gram);
            }
        });
        vector.weigh(self.header.settings.characters_share, |column| self.idf(column));
        vector
    }

    /// The place of a key.
    pub(super) fn column(&self, key: u32) -> Option<u32> {
        let bytes = self.bytes();
        let entry = self.layout.index + 4 * file::bucket(key, self.layout.index_bits);
        let places = u32_at(bytes, entry)..u32_at(bytes, entry + 4);
        places.into_iter().find(|&place| u32_at(bytes, self.layout.keys + 4 * place as usize) == key)
    }

    pub(super) fn idf(&self, column: u32) -> f32 {
        let at = self.layout.idf + 2 * column as usize;
        let bytes = self.bytes();
        f32::from(u16::from_le_bytes([bytes[at], bytes[at + 1]])) / GRID
    }

    /// The weights of a column.
    fn row(&self, column: u32) -> Range<usize> {
        let end = |column: u32| u32_at(self.bytes(), self.layout.ends + 4 * column as usize) as usize;
        column.checked_sub(1).map_or(0, end)..end(column)
    }

    fn scores(&self, entries: &[(u32, f32)]) -> Vec<f32> {
        let bytes = self.bytes();
        let mut sums = vec![0.0_f32; self.header.labels.len()];
        for &(column, value) in entries {
            for weight in self.row(column) {
                let steps = bytes[self.layout.values + weight].cast_signed();
                sums[label_at(bytes, &self.layout, weight)] += value * f32::from(steps);
            }
        }
        for (label, sum) in sums.iter_mut().enumerate() {
            let at = |section: usize| f32_at(bytes, section + 4 * label);
            *sum = *sum * at(self.layout.steps) + at(self.layout.biases);
        }
        sums
    }

    /// A label's weight in a column.
    pub(super) fn weight(&self, column: u32, label: usize) -> f32 {
        self.row_weights(column).find(|&(of, _)| of == label).map_or(0.0, |(_, weight)| weight)
    }

    /// The labels that have a weight in a column, with it.
    pub(super) fn row_weights(&self, column: u32) -> impl Iterator<Item = (usize, f32)> {
        self.row(column).map(|weight| {
            let bytes = self.bytes();
            let label = label_at(bytes, &self.layout, weight);
            let steps = bytes[self.layout.values + weight].cast_signed();
            (label, f32::from(steps) * f32_at(bytes, self.layout.steps + 4 * label))
        })
    }

    pub(super) fn bias(&self, label: usize) -> f32 {
        f32_at(self.bytes(), self.layout.biases + 4 * label)
    }

    pub(super) fn columns(&self) -> u32 {
        self.layout.columns as u32
    }

    pub(super) fn key(&self, column: u32) -> u32 {
        u32_at(self.bytes(), self.layout.keys + 4 * column as usize)
    }
}
