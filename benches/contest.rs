//! Contenders that do the same kind of work, measured in turns within one run.

use std::time::{Duration, Instant};

use crate::{cpu, statistics};

/// What a contender has done in its turn.
#[derive(Debug, Default)]
pub struct Done {
    /// How many units of work, such as events.
    pub units: u64,
    /// How long each answer took, where somebody waited for it.
    pub latencies: Vec<Duration>,
}

impl Done {
    /// So many units, for which nobody waited one by one.
    #[must_use]
    pub fn units(units: u64) -> Self {
        Self { units, latencies: Vec::new() }
    }
}

impl FromIterator<Self> for Done {
    /// What several workers have done together.
    fn from_iter<I: IntoIterator<Item = Self>>(workers: I) -> Self {
        workers.into_iter().fold(Self::default(), |mut all, one| {
            all.units += one.units;
            all.latencies.extend(one.latencies);
            all
        })
    }
}

/// One turn, measured.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Units of work per second.
    pub rate: f64,
    /// CPU time of this process per unit, µs; not that of a database server.
    pub cpu_us: Option<f64>,
    /// The median latency.
    pub p50: Option<Duration>,
    /// The latency that 99 of 100 answers did not exceed.
    pub p99: Option<Duration>,
}

impl Sample {
    fn measure(work: &mut dyn FnMut() -> Done) -> Self {
        let (cpu_before, start) = (cpu::used(), Instant::now());
        let mut done = work();
        let (wall, cpu_after) = (start.elapsed(), cpu::used());
        done.latencies.sort_unstable();
        let cpu = cpu_after.zip(cpu_before).map(|(after, before)| after.saturating_sub(before));
        Self {
            rate: done.units as f64 / wall.as_secs_f64(),
            cpu_us: cpu.map(|cpu| cpu.as_secs_f64() * 1e6 / done.units.max(1) as f64),
            p50: statistics::percentile(&done.latencies, 50.0),
            p99: statistics::percentile(&done.latencies, 99.0),
        }
    }
}

/// Contenders, in the order in which they will be printed.
#[derive(Default)]
pub struct Contest<'a> {
    contenders: Vec<(String, Box<dyn FnMut() -> Done + 'a>)>,
}

impl<'a> Contest<'a> {
    /// A contest without contenders.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a contender; the whole of `work` is measured.
    pub fn add(&mut self, name: impl Into<String>, work: impl FnMut() -> Done + 'a) {
        self.contenders.push((name.into(), Box::new(work)));
    }

    /// Lets each contender have its turn in each round, after one round that does not count. Every other round goes
    /// the other way, so that no one always comes after the same other one.
    #[must_use]
    pub fn run(mut self, rounds: usize) -> Results {
        self.round(false);
        let mut samples = vec![Vec::with_capacity(rounds); self.contenders.len()];
        for round in 0..rounds {
            let sampled = self.round(round % 2 == 1);
            samples.iter_mut().zip(sampled).for_each(|(samples, sample)| samples.push(sample));
        }
        let names = self.contenders.into_iter().map(|(name, _)| name);
        Results { contenders: names.zip(samples).collect() }
    }

    fn round(&mut self, backwards: bool) -> Vec<Sample> {
        let turns = self.contenders.iter_mut().map(|(_, work)| work);
        if backwards {
            let mut samples: Vec<_> = turns.rev().map(|work| Sample::measure(work)).collect();
            samples.reverse();
            return samples;
        }
        turns.map(|work| Sample::measure(work)).collect()
    }
}

/// What every contender reached in every round.
#[derive(Debug)]
pub struct Results {
    pub(crate) contenders: Vec<(String, Vec<Sample>)>,
}

impl Results {
    /// How many times as fast `name` is as `other`: the median of the ratios within each round. Panics when there is no
    /// contender of such a name.
    #[must_use]
    pub fn ratio(&self, name: &str, other: &str) -> f64 {
        let rounds = self.samples(name).iter().zip(self.samples(other));
        statistics::median(rounds.map(|(ours, theirs)| ours.rate / theirs.rate))
    }

    fn samples(&self, name: &str) -> &[Sample] {
        let found = self.contenders.iter().find(|(contender, _)| contender == name);
        &found.unwrap_or_else(|| panic!("no contender is named {name}")).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contender_has_a_turn_in_every_round() {
        let turns = std::cell::RefCell::new(String::new());
        let mut contest = Contest::new();
        for name in ["a", "b"] {
            contest.add(name, || {
                turns.borrow_mut().push_str(name);
                Done::units(1)
            });
        }
        let results = contest.run(2);
        assert_eq!(*turns.borrow(), "ababba");
        assert_eq!(results.samples("a").len(), 2);
    }

    #[test]
    fn a_ratio_is_the_median_of_the_rounds() {
        let sample = |rate| Sample { rate, cpu_us: None, p50: None, p99: None };
        let ours = [2.0, 30.0, 4.0].map(sample).to_vec();
        let theirs = [1.0, 1.0, 1.0].map(sample).to_vec();
        let results = Results { contenders: vec![("ours".into(), ours), ("theirs".into(), theirs)] };
        assert_eq!(results.ratio("ours", "theirs"), 4.0);
    }
}
