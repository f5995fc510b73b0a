//! Which whole words are worth a row: those that the n-grams of letters judge otherwise than their frequency does.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Context as _;

use crate::grams::Grams;
use crate::key;
use crate::table::{Row, Table};

/// Eighths of a nat, and no less likely than e^-31.9.
const STEPS: f64 = 8.0;

/// How much the list of words is believed, against the letters. Between 0.3 and 0.9 it made no difference of more than
/// 0.1 % on held-out words and sentences.
const BELIEF: f64 = 0.6;

/// As in the n-grams.
const RARE: f64 = 0.7;

/// The table of the `most` words that tell most, from pyspellchecker's lists for these languages.
///
/// # Errors
/// When a list is missing or not what it was.
pub fn choose(folder: &Path, tags: &[&str], grams: &Grams, most: usize) -> anyhow::Result<Table> {
    let lists = tags.iter().map(|tag| list(folder, tag)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut frequencies: BTreeMap<&Vec<u8>, Vec<f64>> = BTreeMap::new();
    for (column, list) in lists.iter().enumerate() {
        let total: f64 = list.values().sum();
        for (word, count) in list {
            frequencies.entry(word).or_insert_with(|| vec![0.0; tags.len()])[column] = count / total;
        }
    }
    let mut ranked: Vec<(f64, Row)> = frequencies.into_iter().map(|(word, of)| row(word, &of, grams)).collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.name.cmp(&other.1.name)));
    Ok(Table { width: tags.len(), rows: ranked.into_iter().take(most).map(|(_, row)| row).collect() })
}

/// What a row of its own would tell, and the row.
fn row(word: &[u8], frequencies: &[f64], grams: &Grams) -> (f64, Row) {
    let letters: Vec<f64> = (0..frequencies.len()).map(|column| grams.word(word, column)).collect();
    let mixed = |(frequency, letters): (&f64, &f64)| (BELIEF * frequency + (1.0 - BELIEF) * letters.exp()).ln();
    let logs: Vec<f64> = frequencies.iter().zip(&letters).map(mixed).collect();
    let shifts: Vec<f64> = logs.iter().zip(&letters).map(|(mixed, letters)| mixed - letters).collect();
    let mean = shifts.iter().sum::<f64>() / shifts.len() as f64;
    let gain = frequencies.iter().zip(&shifts).map(|(often, shift)| often.powf(RARE) * (shift - mean).abs()).sum();
    let values = logs.iter().map(|log| (-log * STEPS).round().clamp(0.0, 255.0) as u8).collect();
    (gain, Row { key: key::word(word), name: word.to_vec(), values })
}

/// The words of letters alone, with their counts.
fn list(folder: &Path, tag: &str) -> anyhow::Result<HashMap<Vec<u8>, f64>> {
    let path = folder.join(format!("{tag}.json.gz"));
    let file = std::fs::File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let words: BTreeMap<String, f64> = serde_json::from_reader(flate2::read::GzDecoder::new(file))?;
    let mut list = HashMap::new();
    for (word, count) in words.into_iter().filter(|(word, _)| word.chars().all(char::is_alphabetic)) {
        *list.entry(word.to_lowercase().chars().map(key::letter).collect()).or_default() += count;
    }
    Ok(list)
}
