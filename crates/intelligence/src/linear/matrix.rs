//! The training texts as sparse rows.

use super::senses::Senses;
use super::settings::Settings;
use super::vector::Vector;
use super::vocabulary::Vocabulary;
use crate::text::Normal;

/// Sparse rows, one behind the other.
pub(super) struct Matrix {
    ends: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Matrix {
    pub(super) fn of(texts: &[Normal], vocabulary: &Vocabulary, senses: &Senses, settings: &Settings) -> Self {
        let mut matrix = Self { ends: vec![0], entries: Vec::new() };
        let mut vector = Vector::default();
        for text in texts {
            vector.clear();
            settings.grams.each(text, |gram| {
                if let Some(column) = vocabulary.column(gram.key) {
                    vector.add(column, &gram);
                }
            });
            vector.weigh(settings.characters_share, |column| vocabulary.idf[column as usize]);
            vector.add_senses(senses, text, |key| vocabulary.column(key));
            matrix.push(&vector.entries);
        }
        matrix
    }

    pub(super) fn push(&mut self, row: &[(u32, f32)]) {
        self.entries.extend_from_slice(row);
        self.ends.push(self.entries.len());
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len() - 1
    }

    pub(super) fn row(&self, at: usize) -> &[(u32, f32)] {
        &self.entries[self.ends[at]..self.ends[at + 1]]
    }

    /// Of dense rows.
    pub(super) fn dense(rows: &[&[f32]]) -> Self {
        let mut matrix = Self { ends: vec![0], entries: Vec::new() };
        for row in rows {
            matrix.push(&(0..).zip(row.iter().copied()).collect::<Vec<_>>());
        }
        matrix
    }
}
