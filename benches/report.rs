//! Printing figures and ratios.

#![expect(clippy::print_stdout, reason = "printing its figures is what a benchmark is for")]

use std::time::Duration;

use crate::contest::{Results, Sample};
use crate::statistics::median;

/// A ratio between two contenders and, where one was set, how large it must be.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'a> {
    /// What is measured.
    pub of: &'a str,
    /// Against what.
    pub to: &'a str,
    /// The goal.
    pub least: Option<f64>,
}

impl<'a> Ratio<'a> {
    /// A ratio that must be so large at least.
    #[must_use]
    pub fn at_least(least: f64, of: &'a str, to: &'a str) -> Self {
        Self { of, to, least: Some(least) }
    }

    /// A ratio that is good to know.
    #[must_use]
    pub fn between(of: &'a str, to: &'a str) -> Self {
        Self { of, to, least: None }
    }
}

/// A number with what it counts: `1 writer`, `64 writers`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Prints a heading.
pub fn heading(text: &str) {
    println!("\n{text}");
}

/// Prints whether a rate reaches its goal.
pub fn goal(results: &Results, name: &str, unit: &str, least: f64) {
    let rate = median(results.rates(name));
    println!("\n{name}: {} {unit}/s, goal {}: {}", thousands(rate), thousands(least), verdict(rate >= least));
}

impl Results {
    /// Prints the medians of every contender. `unit` is the singular of what is counted.
    pub fn print(&self, unit: &str) {
        let width = self.contenders.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        println!(
            "{:width$}  {:>12}  {:>9}  {:>9}  {:>13}",
            "",
            format!("{unit}s/s"),
            "p50 ms",
            "p99 ms",
            format!("CPU µs/{unit}")
        );
        for (name, samples) in &self.contenders {
            println!(
                "{name:width$}  {:>12}  {:>9}  {:>9}  {:>13}",
                thousands(median(samples.iter().map(|sample| sample.rate))),
                milliseconds(samples, |sample| sample.p50),
                milliseconds(samples, |sample| sample.p99),
                decimal(median_of(samples, |sample| sample.cpu_us)),
            );
        }
    }

    /// Prints ratios.
    pub fn print_ratios(&self, ratios: &[Ratio<'_>]) {
        println!("\nratios");
        let width = ratios.iter().map(|ratio| (ratio.of.len() + ratio.to.len()) + 5).max().unwrap_or(0);
        for Ratio { of, to, least } in ratios {
            let measured = self.ratio(of, to);
            let goal = least.map(|least| format!("goal {least:.2}: {}", verdict(measured >= least)));
            println!("{:width$}  {measured:>7.2}  {}", format!("{of} to {to}"), goal.unwrap_or_default());
        }
    }

    fn rates(&self, name: &str) -> impl Iterator<Item = f64> {
        let samples = self.contenders.iter().filter(move |(contender, _)| contender == name);
        samples.flat_map(|(_, samples)| samples).map(|sample| sample.rate)
    }
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}

fn median_of(samples: &[Sample], value: impl Fn(&Sample) -> Option<f64>) -> Option<f64> {
    let values: Option<Vec<f64>> = samples.iter().map(value).collect();
    values.map(median)
}

fn milliseconds(samples: &[Sample], value: impl Fn(&Sample) -> Option<Duration>) -> String {
    decimal(median_of(samples, |sample| value(sample).map(|latency| latency.as_secs_f64() * 1e3)))
}

fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{value:.2}"))
}

/// A whole number with its thousands set apart.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or("")).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(7.4), "7");
        assert_eq!(thousands(1_234_567.0), "1 234 567");
        assert_eq!(thousands(100_000.0), "100 000");
    }
}
