//! Which parts of a text spoke for a label.

use std::collections::BTreeMap;

use super::error::Error;
use super::model::Model;
use crate::text::{Gram, Normal, Token};

/// A part of a text and what it added to a label's score.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The n-gram as it stands in the normalised text; a pair of words has "…" between them, and a
    /// word that spoke by what it means, not by how it is written, "≈" before it.
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
        let entries = self.vector(&normal).1.entries.into_iter();
        let grams = entries.filter_map(|(column, value)| {
            let contribution = value * self.weight(column, number);
            Some(Reason { gram: readable.get(&column)?.clone(), contribution })
        });
        let words = self.of_words(&normal, number);
        let mut reasons: Vec<Reason> = grams.chain(words).filter(|reason| reason.contribution != 0.0).collect();
        reasons.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()).then_with(|| a.gram.cmp(&b.gram)));
        reasons.truncate(most);
        Ok(reasons)
    }

    /// What each word added by what it means.
    fn of_words(&self, normal: &Normal, label: usize) -> Vec<Reason> {
        let weights = self.sense_weights(label);
        let of_part = |(token, part): (Token, Vec<f32>)| {
            let contribution = part.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            Reason { gram: format!("{MEANT}{}", &normal.text[token.range]), contribution }
        };
        self.senses().parts(normal).into_iter().map(of_part).collect()
    }
}

/// Stands before a word that spoke by what it means.
const MEANT: &str = "≈ ";

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
