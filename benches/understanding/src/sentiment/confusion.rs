//! Accuracy and macro-F1 over three classes.

use intelligence::sentiment::Polarity;

/// The classes, in the order of the counts.
pub const CLASSES: [Polarity; 3] = [Polarity::Negative, Polarity::Neutral, Polarity::Positive];

/// How often each class was taken for each.
#[derive(Default)]
pub struct Confusion([[u32; 3]; 3]);

impl Confusion {
    /// Counts one text.
    pub fn count(&mut self, truth: Polarity, answer: Polarity) {
        self.0[index(truth)][index(answer)] += 1;
    }

    /// How many were counted.
    pub fn total(&self) -> u32 {
        self.0.iter().flatten().sum()
    }

    /// The share that was answered rightly, in percent.
    pub fn accuracy(&self) -> f64 {
        let right: u32 = (0..3).map(|class| self.0[class][class]).sum();
        percent(right, self.total())
    }

    /// The mean over the classes of the harmonic mean of precision and recall, in percent.
    pub fn macro_f1(&self) -> f64 {
        (0..3).map(|class| self.f1(class)).sum::<f64>() / 3.0
    }

    fn f1(&self, class: usize) -> f64 {
        let said: u32 = self.0.iter().map(|row| row[class]).sum();
        let meant: u32 = self.0[class].iter().sum();
        percent(2 * self.0[class][class], said + meant)
    }

    /// The share of a class that was answered as each class, in percent.
    pub fn shares(&self, class: Polarity) -> [f64; 3] {
        let row = self.0[index(class)];
        row.map(|count| percent(count, row.iter().sum()))
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *mine += theirs;
        }
    }
}

/// A part of a whole in percent; 0 of nothing.
pub fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

const fn index(polarity: Polarity) -> usize {
    match polarity {
        Polarity::Negative => 0,
        Polarity::Neutral => 1,
        Polarity::Positive => 2,
    }
}
