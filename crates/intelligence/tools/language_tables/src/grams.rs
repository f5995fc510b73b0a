//! Which n-grams are worth a row, and what it says.

use std::collections::{HashMap, HashSet};

use crate::key::{self, EDGE};
use crate::smooth::Letters;
use crate::table::{Row, Table};

/// Sixteenths of a nat, and no less likely than e^-15.9.
const STEPS: f64 = 16.0;

/// How much more rare n-grams count than their frequency says: words met alone are rarer than words in sentences.
const RARE: f64 = 0.7;

/// Rows by n-gram: the logarithms of the probability of its last letter, per language.
pub struct Grams {
    rows: HashMap<Vec<u8>, Vec<f64>>,
}

impl Grams {
    /// Chooses the n-grams of up to `longest` letters whose last letter tells languages apart, by more than `worth`, in
    /// another way than the longest chosen n-gram that they end in.
    pub fn choose(languages: &[Letters], longest: usize, worth: f64) -> Self {
        let mut chosen = Self { rows: HashMap::new() };
        for length in 1..=longest {
            let all: HashSet<&Vec<u8>> = languages
                .iter()
                .flat_map(Letters::grams)
                .filter(|gram| gram.len() == length && **gram != [EDGE])
                .collect();
            let mut added = Vec::new();
            for gram in all {
                let logs: Vec<f64> = languages.iter().map(|language| language.probability(gram).ln()).collect();
                if length == 1 || chosen.gain(languages, gram, &logs) > worth {
                    added.push((gram.clone(), logs));
                }
            }
            chosen.rows.extend(added);
        }
        chosen
    }

    /// How much a row of its own would tell.
    fn gain(&self, languages: &[Letters], gram: &[u8], logs: &[f64]) -> f64 {
        let Some(shorter) = self.longest(&gram[1..]) else { return f64::INFINITY };
        let shifts: Vec<f64> = logs.iter().zip(shorter).map(|(own, other)| own - other).collect();
        let mean = shifts.iter().sum::<f64>() / shifts.len() as f64;
        let of = |(language, shift): (&Letters, &f64)| language.per_word(gram).powf(RARE) * (shift - mean).abs();
        languages.iter().zip(&shifts).map(of).sum()
    }

    /// The row of the longest chosen n-gram that this one ends in.
    fn longest(&self, gram: &[u8]) -> Option<&Vec<f64>> {
        (0..gram.len()).find_map(|start| self.rows.get(&gram[start..]))
    }

    /// The logarithm of a word's probability in the language of this column, without the edges.
    pub fn word(&self, word: &[u8], column: usize) -> f64 {
        let edged = [&[EDGE], word, &[EDGE]].concat();
        let letter = |last: usize| {
            let start = (last + 1).saturating_sub(key::LONGEST_GRAM);
            self.longest(&edged[start..=last]).map_or(-15.0, |row| row[column])
        };
        (1..edged.len()).map(letter).sum()
    }

    /// The table of these rows.
    pub fn table(&self, width: usize) -> Table {
        let row = |(gram, logs): (&Vec<u8>, &Vec<f64>)| Row {
            key: key::gram(gram),
            name: gram.clone(),
            values: logs.iter().map(|log| (-log * STEPS).round().clamp(0.0, 255.0) as u8).collect(),
        };
        Table { width, rows: self.rows.iter().map(row).collect() }
    }
}
