//! Counting what was found, missed and falsely raised.

use std::ops::Range;

/// Counts of one class.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// Values that are there.
    pub values: usize,
    /// Of those, found: a finding of the class covers at least half.
    pub found: usize,
    /// Of those, masked: findings of any class cover all letters and digits.
    pub masked: usize,
    /// Findings that touch no value of the class.
    pub alarms: usize,
}

impl Score {
    /// Found values in percent.
    pub fn recall(&self) -> f64 {
        percent(self.found, self.values)
    }

    /// Masked values in percent.
    pub fn masked(&self) -> f64 {
        percent(self.masked, self.values)
    }

    /// False alarms per thousand sentences.
    pub fn alarms_per_thousand(&self, sentences: usize) -> f64 {
        percent(self.alarms, sentences) * 10.0
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// Whether findings cover at least half of a value.
pub fn covers_half(value: &Range<usize>, findings: &[Range<usize>]) -> bool {
    let covered: usize = findings.iter().map(|found| overlap(value, found)).sum();
    covered * 2 >= value.len()
}

/// Whether findings cover all letters and digits of a value.
pub fn covers_all(text: &str, value: &Range<usize>, findings: &[Range<usize>]) -> bool {
    let letters = text[value.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.map(|(at, _)| value.start + at).all(|at| findings.iter().any(|found| found.contains(&at)))
}

/// How many bytes two ranges share.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
