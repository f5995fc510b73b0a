//! Learning more without forgetting.
//!
//! A model keeps no text, so it learns from the new examples alone, held in three ways. The old weights are the centre
//! from which new ones move as little as the examples allow: descending from them minimises
//! `½|w - w_old|² + C · losses`. Texts of new labels leave the functions of old labels as they are. And what new labels are
//! not is [`rehearsal`](super::rehearsal): texts drawn from the model itself. Whoever still has old texts may give them
//! as examples too. Calibration and thresholds stay as they were.

use super::dual::{Task, Weights, descend};
use super::error::Error;
use super::example::{Example, lineage};
use super::file::{Header, Lineage};
use super::matrix::Matrix;
use super::model::Model;
use super::train::{number, pack};
use super::vocabulary::Vocabulary;
use crate::text::Normal;
use crate::words::WordVectors;

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
        let new = Vocabulary::counted(&texts, settings, self.header().lineage.examples);
        new.keys.iter().zip(&new.idf).for_each(|(&key, &idf)| vocabulary.add(key, idf));
        let mut matrix = Matrix::of(&texts, &vocabulary, self.senses(), settings);
        let settled: Vec<bool> = names.iter().map(|name| self.labels().contains(name)).collect();
        let is_old = |label: &u16| settled[usize::from(*label)];
        let mut gentle: Vec<bool> =
            labels.iter().map(|labels| !labels.is_empty() && !labels.iter().any(is_old)).collect();
        for (label, text) in self.rehearsal(seed) {
            matrix.push(&text);
            labels.push(vec![position(&names, &self.labels()[label])]);
            gentle.push(true);
        }
        let weights = self.unpack(&names, vocabulary.len());
        let texts = (0..matrix.len() as u32).collect();
        let task = Task { matrix: &matrix, labels: &labels, texts, settled, gentle };
        let weights = descend(&task, weights, settings, seed, &mut |_| ());
        pack(&self.descendant(names, examples, seed), &vocabulary, &self.senses().words, &weights)
    }

    fn descendant(&self, labels: Vec<String>, examples: &[Example], seed: u64) -> Header {
        let before = self.header();
        let lineage = Lineage {
            data: lineage(examples, &WordVectors::default()),
            examples: before.lineage.examples + examples.len(),
            seed,
            parent: Some(self.version()),
        };
        Header {
            labels,
            settings: before.settings.clone(),
            calibration: before.calibration,
            lineage,
            words: before.words,
        }
    }

    /// The weights in the vocabulary's columns; those of new labels and n-grams are zero.
    fn unpack(&self, names: &[String], columns: usize) -> Weights {
        let mut weights = Weights::zero(columns, names.len());
        // A new label begins as unlikely as the margin of the rest has it.
        weights.row_mut(columns).fill(-1.0);
        let place: Vec<usize> = self.labels().iter().map(|label| position(names, label).into()).collect();
        for column in 0..self.columns() {
            for (label, weight) in self.tables().row_weights(column) {
                weights.row_mut(column as usize)[place[label]] = weight;
            }
        }
        for (label, &place) in place.iter().enumerate() {
            weights.row_mut(columns)[place] = self.tables().bias(label);
        }
        weights
    }

    fn vocabulary(&self) -> Vocabulary {
        let (tables, columns) = (self.tables(), 0..self.columns());
        Vocabulary::restored(columns.clone().map(|column| tables.key(column)), columns.map(|column| tables.idf(column)))
    }
}

fn position(names: &[String], label: &String) -> u16 {
    names.binary_search(label).expect("the old labels are among the new ones") as u16
}
