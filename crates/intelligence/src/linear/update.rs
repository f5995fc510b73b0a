//! Learning more without forgetting.
//!
//! The old weights are the centre from which the new ones move as little as the new examples allow: descending from them
//! minimises `½|w - w_old|² + C · losses`. A model keeps no text, so what it knew is rehearsed from the model itself:
//! a label's heaviest n-grams make up a text that stands for the label (pseudo-rehearsal, Robins 1995), which keeps old
//! labels in their place and tells new labels what they are not. Calibration and threshold stay as they were.

use super::dual::{Task, Weights, descend};
use super::error::Error;
use super::example::{Example, lineage};
use super::file::{Header, Lineage};
use super::matrix::Matrix;
use super::model::Model;
use super::settings::Settings;
use super::train::{number, pack};
use super::vocabulary::Vocabulary;
use crate::text::Normal;

/// How many n-grams a rehearsed text has: about as many as a short sentence.
const REHEARSED: usize = 60;

impl Model {
    /// The model with more examples learned, of its labels or of new ones; texts without labels are out of scope.
    ///
    /// # Errors
    /// When there would be more than 65,535 labels.
    pub fn update(&self, examples: &[Example], seed: u64) -> Result<Self, Error> {
        let settings = &self.header().settings;
        let (names, mut labels) = number(examples, self.labels())?;
        let texts: Vec<Normal> = examples.iter().map(|example| Normal::of(&example.text)).collect();
        let mut vocabulary = self.vocabulary();
        vocabulary.extend(&texts, settings, self.header().lineage.examples);
        let mut matrix = Matrix::of(&texts, &vocabulary, settings);
        let weights = self.unpack(&names, vocabulary.len());
        for (label, _) in self.labels().iter().enumerate() {
            matrix.push(&self.rehearsed(label));
            labels.push(vec![position(&names, &self.labels()[label])]);
        }
        let task = Task { matrix: &matrix, labels: &labels, texts: (0..matrix.len() as u32).collect() };
        let weights = descend(&task, weights, settings, seed, &mut |_| ());
        pack(&self.descendant(names, examples, seed), &vocabulary, &weights)
    }

    fn descendant(&self, labels: Vec<String>, examples: &[Example], seed: u64) -> Header {
        let before = self.header();
        let lineage = Lineage {
            data: lineage(examples),
            examples: before.lineage.examples + examples.len(),
            seed,
            parent: Some(self.version()),
        };
        Header { labels, settings: before.settings.clone(), calibration: before.calibration, lineage }
    }

    /// The weights in the vocabulary's columns; those of new labels and n-grams are zero.
    fn unpack(&self, names: &[String], columns: usize) -> Weights {
        let mut weights = Weights::zero(columns, names.len());
        let place: Vec<usize> = self.labels().iter().map(|label| position(names, label).into()).collect();
        for column in 0..self.columns() {
            for (label, weight) in self.row_weights(column) {
                weights.row_mut(column as usize)[place[label]] = weight;
            }
        }
        // A new label begins as unlikely as the rest's margin has it.
        let biases = weights.row_mut(columns);
        biases.fill(-1.0);
        for (label, &place) in place.iter().enumerate() {
            biases[place] = self.bias(label);
        }
        weights
    }

    /// A text that stands for a label: its heaviest n-grams, at length one.
    fn rehearsed(&self, label: usize) -> Vec<(u32, f32)> {
        let mut heavy: Vec<(u32, f32)> = (0..self.columns())
            .map(|column| (column, self.weight(column, label)))
            .filter(|&(_, weight)| weight > 0.0)
            .collect();
        heavy.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        heavy.truncate(REHEARSED);
        heavy.sort_unstable_by_key(|&(column, _)| column);
        let length = heavy.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        heavy.iter_mut().for_each(|(_, weight)| *weight /= length);
        heavy
    }

    fn vocabulary(&self) -> Vocabulary {
        let columns = 0..self.columns();
        Vocabulary::restored(columns.clone().map(|column| self.key(column)), columns.map(|column| self.idf(column)))
    }
}

fn position(names: &[String], label: &String) -> u16 {
    names.binary_search(label).expect("the old labels are among the new ones") as u16
}

impl Vocabulary {
    /// Adds the n-grams of new texts, as telling as if `before` texts had not had them.
    fn extend(&mut self, texts: &[Normal], settings: &Settings, before: usize) {
        let new = Self::counted(texts, settings, before);
        for (key, idf) in new.keys.into_iter().zip(new.idf) {
            self.add(key, idf);
        }
    }
}
