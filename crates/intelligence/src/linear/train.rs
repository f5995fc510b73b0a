//! From examples to a model.

use std::collections::BTreeSet;

use super::calibrate::Calibration;
use super::dual::{Task, Weights, descend};
use super::error::Error;
use super::example::{Example, lineage};
use super::file::{self, Header, Lineage};
use super::folds::out_of_fold;
use super::matrix::Matrix;
use super::model::Model;
use super::quantise::Rounded;
use super::row::Shape;
use super::senses::Senses;
use super::settings::Settings;
use super::vocabulary::Vocabulary;
use crate::text::Normal;
use crate::words::WordVectors;

/// What training is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Training without one part of the texts, to learn probabilities from it.
    Fold {
        /// Which part, from 0.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// Training on all texts.
    Round {
        /// Which round, from 0.
        number: usize,
        /// How many there are at most.
        of: usize,
    },
}

/// What training made.
#[derive(Clone)]
pub struct Trained {
    /// The model.
    pub model: Model,
    /// The labels of each example, as numbers of the model.
    pub labels: Vec<Vec<u16>>,
    /// Each example's scores, label by label, from models that were trained without it; empty without folds.
    pub out_of_fold: Vec<f32>,
}

/// Trains a model, which knows besides what these words mean. The same examples, words, settings and seed give the same bytes,
/// on every machine and build profile.
///
/// # Errors
/// When there are fewer than two labels, or more than 65,535.
pub fn train(
    examples: &[Example],
    words: &WordVectors,
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> Result<Trained, Error> {
    let (names, mut labels) = number(examples, &[])?;
    let mut texts: Vec<Normal> = examples.iter().map(|example| Normal::of(&example.text)).collect();
    if settings.learn_names {
        texts.extend(names.iter().map(|name| Normal::of(&spelled(name))));
        labels.extend((0..names.len() as u16).map(|label| vec![label]));
    }
    let senses = Senses::new(words.clone());
    let mut vocabulary = Vocabulary::of(&texts, settings);
    senses.add_columns(&mut vocabulary);
    let matrix = Matrix::of(&texts, &vocabulary, &senses, settings);
    let (columns, classes) = (vocabulary.len(), names.len());
    let of = settings.folds_of(examples.len());
    let out_of_fold = if of > 1 {
        let mut fold = |number| progress(Step::Fold { number, of });
        out_of_fold(&matrix, &labels, examples.len(), (columns, classes), settings, seed, &mut fold)
    } else {
        Vec::new()
    };
    let calibration = Calibration::fit(&out_of_fold, &labels, classes);
    let task = Task {
        matrix: &matrix,
        labels: &labels,
        texts: (0..matrix.len() as u32).collect(),
        settled: Vec::new(),
        gentle: Vec::new(),
    };
    let weights = descend(&task, Weights::zero(columns, classes), settings, seed, &mut |number| {
        progress(Step::Round { number, of: settings.rounds });
    });
    let lineage = Lineage { data: lineage(examples, words), examples: examples.len(), seed, parent: None };
    labels.truncate(examples.len());
    let header = Header { labels: names, settings: settings.clone(), calibration, lineage, words: senses.header() };
    let model = pack(&header, &vocabulary, words, &weights)?;
    Ok(Trained { model, labels, out_of_fold })
}

/// Rounds the weights and loads what would be saved.
pub(super) fn pack(
    header: &Header,
    vocabulary: &Vocabulary,
    words: &WordVectors,
    weights: &Weights,
) -> Result<Model, Error> {
    let fixed = vocabulary.len() * 12 + words.bytes();
    let most = header.settings.most_bytes.saturating_sub(fixed) / Shape::of(header.labels.len()).each();
    let rounded = Rounded::of(weights, most);
    Model::load(file::write(header, vocabulary, words, &rounded))
}

/// A label's name as words: `lost_card`, `lost-card` and `LostCard` are "lost card".
fn spelled(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        if character.is_uppercase() {
            words.push(' ');
        }
        words.push(if character.is_alphanumeric() { character } else { ' ' });
    }
    words
}

/// The labels, with those already `known`, in alphabetical order, and each example's as numbers.
pub(super) fn number(examples: &[Example], known: &[String]) -> Result<(Vec<String>, Vec<Vec<u16>>), Error> {
    let names = examples.iter().flat_map(|example| &example.labels).chain(known);
    let names: BTreeSet<&str> = names.map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().collect();
    match names.len() {
        found @ 0..2 => return Err(Error::TooFewLabels { found }),
        2..=0xffff => {}
        found => return Err(Error::TooManyLabels { found }),
    }
    let number = |label: &String| names.binary_search(&label.as_str()).expect("every label was collected") as u16;
    let labels = examples.iter().map(|example| {
        let mut labels: Vec<u16> = example.labels.iter().map(number).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    });
    let labels = labels.collect();
    Ok((names.into_iter().map(str::to_owned).collect(), labels))
}
