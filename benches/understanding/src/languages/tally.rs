//! Counting right answers, refusals and how well confidence is earned.

use intelligence::language::Detection;

use super::sets::Set;

/// Parts that the scale of confidence is cut into.
const BINS: usize = 10;

/// What became of the texts of one set.
pub struct Tally {
    name: String,
    primary: &'static str,
    texts: usize,
    right: usize,
    unknown: usize,
    /// Right ones if every text had to be of some language.
    right_when_forced: usize,
    switching: usize,
    /// Per part: right ones and the sum of confidences.
    bins: [(f64, f64); BINS],
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(set: &Set) -> Self {
        let bins = [(0.0, 0.0); BINS];
        let name = set.name.clone();
        let primary = set.primary;
        Self { name, primary, texts: 0, right: 0, unknown: 0, right_when_forced: 0, switching: 0, bins }
    }

    /// Counts one answer. Either Chinese is right where Chinese is.
    pub fn add(&mut self, detection: &Detection) {
        let primary = |tag: &'static str| tag.split('-').next() == Some(self.primary);
        let right = detection.language.is_some_and(|language| primary(language.tag()));
        let forced = detection.ranked.first().is_some_and(|(language, _)| primary(language.tag()));
        self.texts += 1;
        self.right += usize::from(right);
        self.right_when_forced += usize::from(forced);
        self.unknown += usize::from(detection.language.is_none());
        self.switching += usize::from(detection.switches());
        let confidence = f64::from(detection.confidence);
        let bin = &mut self.bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
        bin.0 += f64::from(u8::from(right));
        bin.1 += confidence;
    }

    fn share(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.texts as f64
    }
}

/// The mean accuracy, each set alike.
pub fn average(tallies: &[Tally]) -> f64 {
    tallies.iter().map(|tally| tally.share(tally.right)).sum::<f64>() / tallies.len() as f64
}

/// Expected calibration error over all texts.
fn calibration(tallies: &[Tally]) -> f64 {
    let texts: usize = tallies.iter().map(|tally| tally.texts).sum();
    let gap = |bin: usize| tallies.iter().map(|tally| tally.bins[bin].0 - tally.bins[bin].1).sum::<f64>().abs();
    (0..BINS).map(gap).sum::<f64>() / texts as f64
}

/// A line per set, then all.
pub fn print(title: &str, tallies: &[Tally]) {
    println!(
        "{title}\n{:<18} {:>6} {:>8} {:>9} {:>15} {:>8}",
        "", "texts", "right %", "unknown %", "without it %", "switch %"
    );
    for tally in tallies {
        let Tally { name, texts, right, unknown, right_when_forced, switching, .. } = tally;
        let [right, unknown, forced, switching] =
            [right, unknown, right_when_forced, switching].map(|it| tally.share(*it));
        println!("{name:<18} {texts:>6} {right:>8.1} {unknown:>9.2} {forced:>15.1} {switching:>8.2}");
    }
    println!("average {:.2}, expected calibration error {:.3}\n", average(tallies), calibration(tallies));
}
