//! How good rankings are.

use std::collections::BTreeSet;

/// Sums over questions.
#[derive(Clone, Copy, Default)]
pub struct Measures {
    questions: f64,
    first: f64,
    reciprocal: f64,
    recall_at_10: f64,
    any_at_10: f64,
}

impl Measures {
    /// Adds a ranking, best first, and what it should hold.
    pub fn add(&mut self, ranking: &[String], gold: &BTreeSet<String>) {
        let right: Vec<_> = ranking.iter().map(|id| gold.contains(id)).collect();
        let within_10 = right.iter().take(10).filter(|right| **right).count();
        self.questions += 1.0;
        self.first += f64::from(u8::from(right.first() == Some(&true)));
        self.reciprocal += right.iter().position(|right| *right).map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        self.recall_at_10 += within_10 as f64 / gold.len() as f64;
        self.any_at_10 += f64::from(u8::from(within_10 > 0));
    }

    /// Percentage of questions whose first article is right.
    pub fn first(&self) -> f64 {
        100.0 * self.first / self.questions
    }

    /// Mean of one over the place of the first right article.
    pub fn mean_reciprocal_rank(&self) -> f64 {
        self.reciprocal / self.questions
    }

    /// Mean percentage of the right articles that are among the first ten.
    pub fn recall_at_10(&self) -> f64 {
        100.0 * self.recall_at_10 / self.questions
    }

    /// Percentage of questions with a right article among the first ten.
    pub fn any_at_10(&self) -> f64 {
        100.0 * self.any_at_10 / self.questions
    }
}
