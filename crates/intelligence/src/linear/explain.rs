//! Which parts of a text spoke for a label.

use std::collections::BTreeMap;

use super::error::Error;
use super::model::Model;
use crate::text::{Gram, Normal};

/// A part of a text and what it added to a label's score.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The n-gram as it stands in the normalised text; a pair of words has "…" between them.
    pub gram: String,
    /// What it added to the score; below zero it spoke against the label.
    pub contribution: f32,
}

impl Model {
    /// The n-grams that spoke most for a label or against it, the strongest first, at most `most`.
    ///
    /// # Errors
    /// When the model does not know the label.
    pub fn explain(&self, text: &str, label: &str, most: usize) -> Result<Vec<Reason>, Error> {
        let number = self.labels().iter().position(|known| known == label);
        let number = number.ok_or_else(|| Error::UnknownLabel(label.to_owned()))?;
        let normal = Normal::of(text);
        let mut readable = BTreeMap::new();
        self.header().settings.grams.each(&normal, |gram| {
            if let Some(column) = self.tables().column(gram.key) {
                readable.entry(column).or_insert_with(|| read(&normal, &gram));
            }
        });
        let entries = self.vector(&normal).entries;
        let mut reasons: Vec<Reason> = entries
            .into_iter()
            .map(|(column, value)| (column, value * self.weight(column, number)))
            .filter(|&(_, contribution)| contribution != 0.0)
            .map(|(column, contribution)| Reason { gram: readable[&column].clone(), contribution })
            .collect();
        reasons.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()).then_with(|| a.gram.cmp(&b.gram)));
        reasons.truncate(most);
        Ok(reasons)
    }
}

fn read(normal: &Normal, gram: &Gram) -> String {
    let text = &normal.text[gram.range.clone()];
    if !gram.gapped {
        return text.to_owned();
    }
    let mut inside = normal.words.iter().filter(|word| gram.range.start <= word.range.start);
    let first = inside.next().map_or("", |word| normal.word(word));
    let last = inside.find(|word| word.range.end == gram.range.end).map_or("", |word| normal.word(word));
    format!("{first} … {last}")
}
