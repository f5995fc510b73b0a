//! Texts that stand for what a model knows, drawn from the model itself (pseudo-rehearsal, Robins 1995, "Catastrophic
//! Forgetting, Rehearsal and Pseudorehearsal").

use super::model::Model;
use crate::random::Random;

/// How many texts stand for a label.
const TEXTS: usize = 8;

/// How many n-grams a text has: about as many as a short sentence.
const GRAMS: usize = 60;

/// A text as a row of the matrix.
type Entries = Vec<(u32, f32)>;

impl Model {
    /// Texts for each label.
    pub(super) fn rehearsal(&self, seed: u64) -> Vec<(usize, Entries)> {
        let mut random = Random::new(seed);
        let mut texts = Vec::new();
        for (label, grams) in self.speaking().into_iter().enumerate().filter(|(_, grams)| !grams.is_empty()) {
            let meant = self.meant(label);
            for _ in 0..TEXTS {
                let mut text = self.draw(&grams, &mut random);
                text.extend(&meant);
                texts.push((label, text));
            }
        }
        texts
    }

    /// The n-grams that speak for each label, with their weights.
    fn speaking(&self) -> Vec<Entries> {
        let mut speaking = vec![Vec::new(); self.labels().len()];
        let meant: Vec<u32> = self.senses().keys().filter_map(|key| self.tables().column(key)).collect();
        for column in (0..self.columns()).filter(|column| !meant.contains(column)) {
            for (label, weight) in self.tables().row_weights(column).filter(|&(_, weight)| weight > 0.0) {
                speaking[label].push((column, weight));
            }
        }
        speaking
    }

    /// What the words of a text of the label would mean.
    fn meant(&self, label: usize) -> Entries {
        let components = self.senses().towards(self.sense_weights(label));
        let columns = self.senses().keys().map(|key| self.tables().column(key));
        columns.zip(components).filter_map(|(column, value)| Some((column?, value))).collect()
    }

    /// Some n-grams, heavier ones more often (without replacement: Efraimidis and Spirakis 2006), at length one.
    fn draw(&self, grams: &[(u32, f32)], random: &mut Random) -> Entries {
        let rank = |&(column, weight): &(u32, f32)| (libm::logf(random.unit()) / weight, column);
        let mut drawn: Vec<(f32, u32)> = grams.iter().map(rank).collect();
        drawn.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        drawn.truncate(GRAMS);
        let mut text: Entries = drawn.into_iter().map(|(_, column)| (column, self.tables().idf(column))).collect();
        text.sort_unstable_by_key(|&(column, _)| column);
        let length = text.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        text.iter_mut().for_each(|(_, value)| *value /= length);
        text
    }
}
