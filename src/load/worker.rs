//! One connection of the load.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::client::Client;
use super::measure::Measured;
use super::operations::{Mix, Stage};

/// When requests are due.
#[derive(Clone, Debug)]
pub enum Pace {
    /// When the one before was answered.
    Closed,
    /// At a fixed rate, whichever connection is free.
    Open {
        /// When the first is due.
        start: Instant,
        /// How long after one the next is due.
        every: Duration,
        /// How many were taken by connections.
        taken: Arc<AtomicU64>,
    },
}

impl Pace {
    /// The pace of so many requests a second, beginning at `start`.
    pub fn new(rate: Option<f64>, start: Instant) -> Self {
        match rate {
            None => Self::Closed,
            Some(rate) => Self::Open { start, every: Duration::from_secs_f64(1.0 / rate), taken: Arc::default() },
        }
    }

    /// Waits until the next request is due; returns when that is, which may be in the past.
    async fn next(&self) -> Instant {
        match self {
            Self::Closed => Instant::now(),
            Self::Open { start, every, taken } => {
                let due = *start + every.mul_f64(taken.fetch_add(1, Ordering::Relaxed) as f64);
                sleep_until(due).await;
                due
            }
        }
    }
}

/// One connection of the load.
pub struct Worker {
    number: usize,
    client: Client,
    stage: Arc<Stage>,
    pace: Pace,
    mix: Mix,
}

impl Worker {
    /// The connection of this number.
    pub fn new(number: usize, client: Client, stage: Arc<Stage>, pace: Pace, mix: Mix) -> Self {
        Self { number, client, stage, pace, mix }
    }

    /// Asks until `end`; counts what was due between `from` and `end`.
    pub async fn run(self, from: Instant, end: Instant) -> Measured {
        let mut measured = Measured::default();
        for turn in 0.. {
            let due = self.pace.next().await;
            if due >= end {
                break;
            }
            let result = self.stage.ask(&self.client, self.mix, self.number, turn).await;
            if due >= from {
                measured.record(due.elapsed(), result);
            }
        }
        measured
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_open_loop_is_due_at_its_rate_even_when_it_is_late() {
        let start = Instant::now();
        let pace = Pace::new(Some(1_000_000.0), start);
        for number in 0..5_u32 {
            assert_eq!(pace.next().await, start + Duration::from_micros(1) * number);
        }
    }
}
