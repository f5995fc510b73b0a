//! Training: one linear function per label against the rest, by coordinate descent in the dual.
//!
//! The L2-regularised squared hinge of LIBLINEAR (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, "A Dual Coordinate
//! Descent Method for Large-scale Linear SVM", algorithm 1), for all labels at once: the weights of one n-gram for all
//! labels lie together, so a visit to a text scores it for every label in one sweep that the compiler vectorises.
//! Started from given weights, it finds the least change to them that fits the texts.

use super::matrix::Matrix;
use super::settings::Settings;
use crate::random::Random;

/// One linear function per label.
#[derive(Clone)]
pub(super) struct Weights {
    pub(super) labels: usize,
    /// Column by column: the weights of all labels; the last column is that of the bias.
    pub(super) rows: Vec<f32>,
}

impl Weights {
    pub(super) fn zero(columns: usize, labels: usize) -> Self {
        Self { labels, rows: vec![0.0; (columns + 1) * labels] }
    }

    pub(super) fn row(&self, column: usize) -> &[f32] {
        &self.rows[column * self.labels..(column + 1) * self.labels]
    }

    pub(super) fn row_mut(&mut self, column: usize) -> &mut [f32] {
        &mut self.rows[column * self.labels..(column + 1) * self.labels]
    }

    pub(super) fn columns(&self) -> usize {
        self.rows.len() / self.labels - 1
    }

    /// Every label's score of a text.
    pub(super) fn scores(&self, text: &[(u32, f32)], scores: &mut [f32]) {
        scores.copy_from_slice(self.row(self.columns()));
        for &(column, value) in text {
            for (score, weight) in scores.iter_mut().zip(self.row(column as usize)) {
                *score += value * weight;
            }
        }
    }

    /// Adds a text to each label's weights, `steps` times.
    fn add(&mut self, text: &[(u32, f32)], steps: &[f32]) {
        let bias = (self.columns() as u32, 1.0);
        let moved: Vec<usize> = (0..steps.len()).filter(|&label| steps[label] != 0.0).collect();
        for &(column, value) in text.iter().chain([&bias]) {
            let row = self.row_mut(column as usize);
            if moved.len() * 4 < steps.len() {
                for &label in &moved {
                    row[label] += value * steps[label];
                }
            } else {
                for (weight, step) in row.iter_mut().zip(steps) {
                    *weight += value * step;
                }
            }
        }
    }
}

/// The texts to train on.
pub(super) struct Task<'a> {
    pub(super) matrix: &'a Matrix,
    /// The labels of each text of the matrix.
    pub(super) labels: &'a [Vec<u16>],
    /// Which texts of the matrix take part.
    pub(super) texts: Vec<u32>,
    /// Labels whose functions gentle texts leave as they are.
    pub(super) settled: Vec<bool>,
    /// Whether a text of the matrix is gentle; none is when this is empty.
    pub(super) gentle: Vec<bool>,
}

/// Trains from `weights` on; calls `progress` before each round.
pub(super) fn descend(
    task: &Task<'_>,
    weights: Weights,
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(usize),
) -> Weights {
    let mut descent = Descent::new(task, weights, settings);
    let mut order: Vec<u32> = (0..task.texts.len() as u32).collect();
    let mut random = Random::new(seed);
    for round in 0..settings.rounds {
        progress(round);
        random.shuffle(&mut order);
        let mut largest = 0.0_f32;
        for &place in &order {
            largest = largest.max(descent.visit(place as usize));
        }
        if largest <= settings.tolerance {
            break;
        }
    }
    descent.weights
}

struct Descent<'a> {
    task: &'a Task<'a>,
    weights: Weights,
    /// The dual variables: text by text, those of all labels.
    duals: Vec<f32>,
    scores: Vec<f32>,
    signs: Vec<f32>,
    steps: Vec<f32>,
    /// What is added to the diagonal for texts of the rest and of the label itself: `1 / 2C`.
    slack: f32,
    own_slack: f32,
    /// How many more rounds a text that moved nothing is left out, and for how long it was the last time.
    rests: Vec<(u8, u8)>,
    tolerance: f32,
}

impl<'a> Descent<'a> {
    fn new(task: &'a Task<'a>, weights: Weights, settings: &Settings) -> Self {
        let labels = weights.labels;
        Self {
            task,
            duals: vec![0.0; task.texts.len() * labels],
            scores: vec![0.0; labels],
            signs: vec![-1.0; labels],
            steps: vec![0.0; labels],
            slack: 0.5 / settings.cost,
            own_slack: 0.5 / (settings.cost * settings.own_cost),
            rests: vec![(0, 0); task.texts.len()],
            tolerance: settings.tolerance,
            weights,
        }
    }

    /// Moves the duals of one text to their optimum, all others held; returns the largest step.
    fn visit(&mut self, place: usize) -> f32 {
        let (rest, _) = &mut self.rests[place];
        if *rest > 0 {
            *rest -= 1;
            return 0.0;
        }
        let text = self.task.texts[place] as usize;
        let row = self.task.matrix.row(text);
        self.weights.scores(row, &mut self.scores);
        let square = 1.0 + row.iter().map(|(_, value)| value * value).sum::<f32>();
        let largest = self.step(place, text, square);
        if largest > 0.0 {
            self.weights.add(row, &self.steps);
        }
        let (rest, last) = &mut self.rests[place];
        *last = if largest > self.tolerance { 0 } else { (*last * 2).clamp(1, 8) };
        *rest = *last;
        largest
    }

    /// The steps of all labels' duals, from the scores.
    fn step(&mut self, place: usize, text: usize, square: f32) -> f32 {
        for &label in &self.task.labels[text] {
            self.signs[usize::from(label)] = 1.0;
        }
        let duals = &mut self.duals[place * self.signs.len()..][..self.signs.len()];
        let mut largest = 0.0_f32;
        for (((dual, &score), &sign), step) in duals.iter_mut().zip(&self.scores).zip(&self.signs).zip(&mut self.steps)
        {
            let slack = if sign > 0.0 { self.own_slack } else { self.slack };
            let gradient = sign * score - 1.0 + slack * *dual;
            let moved = (*dual - gradient / (square + slack)).max(0.0);
            *step = (moved - *dual) * sign;
            *dual = moved;
            largest = largest.max(step.abs());
        }
        if self.task.gentle.get(text) == Some(&true) {
            let hold = |(step, &settled): (&mut f32, &bool)| *step *= f32::from(u8::from(!settled));
            self.steps.iter_mut().zip(&self.task.settled).for_each(hold);
        }
        for &label in &self.task.labels[text] {
            self.signs[usize::from(label)] = -1.0;
        }
        largest
    }
}
