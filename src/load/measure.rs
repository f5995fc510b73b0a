//! What was measured, and the report of it.

use std::collections::BTreeMap;
use std::time::Duration;

use hdrhistogram::Histogram;
use serde::Serialize;

use super::Plan;
use super::client::Code;
use super::operations::Mix;
use crate::output::table;

/// The longest time told from longer ones, microseconds.
const LONGEST: u64 = 120_000_000;
/// How many digits of a time are kept.
const DIGITS: u8 = 3;

/// What was measured.
#[derive(Debug)]
pub struct Measured {
    /// The times of requests that were answered, microseconds.
    times: Histogram<u64>,
    errors: BTreeMap<Code, u64>,
}

impl Default for Measured {
    fn default() -> Self {
        let times = Histogram::new_with_bounds(1, LONGEST, DIGITS).expect("the bounds above are valid");
        Self { times, errors: BTreeMap::new() }
    }
}

impl Measured {
    /// Counts one request.
    pub fn record(&mut self, took: Duration, result: Result<(), Code>) {
        match result {
            Ok(()) => self.times.saturating_record(u64::try_from(took.as_micros()).unwrap_or(LONGEST).max(1)),
            Err(code) => *self.errors.entry(code).or_default() += 1,
        }
    }

    /// Adds what another connection measured.
    pub fn add(&mut self, other: Self) {
        self.times.add(other.times).expect("all histograms have the same bounds");
        other.errors.into_iter().for_each(|(code, count)| *self.errors.entry(code).or_default() += count);
    }

    /// The report.
    pub fn report(&self, plan: &Plan) -> Report {
        let at = |quantile: f64| self.times.value_at_quantile(quantile) as f64 / 1_000.0;
        let seconds = plan.duration.as_secs_f64();
        Report {
            operation: plan.mix,
            connections: plan.connections,
            rate: plan.rate,
            seconds,
            answered: self.times.len(),
            answered_per_second: self.times.len() as f64 / seconds,
            latency_ms: Latency {
                mean: self.times.mean() / 1_000.0,
                p50: at(0.5),
                p90: at(0.9),
                p99: at(0.99),
                p99_9: at(0.999),
                max: self.times.max() as f64 / 1_000.0,
            },
            errors: self.errors.iter().map(|(code, count)| (code.0.clone(), *count)).collect(),
        }
    }
}

/// The report.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What was asked.
    pub operation: Mix,
    /// How many connections asked.
    pub connections: usize,
    /// How many requests were due each second; absent in a closed loop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// How long it was measured.
    pub seconds: f64,
    /// How many requests were answered without error.
    pub answered: u64,
    /// The same each second.
    pub answered_per_second: f64,
    /// How long answers took, milliseconds.
    pub latency_ms: Latency,
    /// How many requests failed, by code.
    pub errors: BTreeMap<String, u64>,
}

/// How long answers took, milliseconds. In an open loop from the moment the request was due.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Latency {
    /// On average.
    pub mean: f64,
    /// Half of them at most.
    pub p50: f64,
    /// 90 of 100 at most.
    pub p90: f64,
    /// 99 of 100 at most.
    pub p99: f64,
    /// 999 of 1,000 at most.
    pub p99_9: f64,
    /// All of them.
    pub max: f64,
}

impl Report {
    /// The report for people.
    pub fn text(&self) -> String {
        let Latency { mean, p50, p90, p99, p99_9, max } = self.latency_ms;
        let times = [mean, p50, p90, p99, p99_9, max].map(|time| format!("{time:.2}"));
        let latency = table(&["mean ms", "p50", "p90", "p99", "p99.9", "max"], &[times.to_vec()]);
        let errors = self.errors.iter().map(|(code, count)| format!("\nerror {code}: {count}")).collect::<String>();
        let (answered, rate, seconds) = (self.answered, self.answered_per_second, self.seconds);
        format!("{answered} answered in {seconds:.0} s, {rate:.0} a second\n{latency}{errors}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let (duration, warm_up) = (Duration::from_secs(2), Duration::ZERO);
        Plan { mix: Mix::List, connections: 1, rate: None, duration, warm_up }
    }

    #[test]
    fn times_of_all_connections_make_one_report() {
        let (mut one, mut other) = (Measured::default(), Measured::default());
        (1..=50).for_each(|ms| one.record(Duration::from_millis(ms), Ok(())));
        (51..=100).for_each(|ms| other.record(Duration::from_millis(ms), Ok(())));
        other.record(Duration::from_secs(9), Err(Code("TIMEOUT".to_owned())));
        one.add(other);
        let report = one.report(&plan());
        assert_eq!((report.answered, report.answered_per_second), (100, 50.0));
        assert!((report.latency_ms.p50 - 50.0).abs() < 0.1, "{:?}", report.latency_ms);
        assert!((report.latency_ms.max - 100.0).abs() < 0.2, "{:?}", report.latency_ms);
        assert_eq!(report.errors["TIMEOUT"], 1);
    }
}
