//! What the caller of a benchmark can say.

use std::time::Duration;

use clap::Args;

/// The options that all benchmarks have.
#[derive(Args, Clone, Copy, Debug)]
pub struct Options {
    /// Few and short rounds: enough to see that it works, not enough to quote
    #[arg(long)]
    pub quick: bool,
    /// How many rounds count; one more comes first to warm up
    #[arg(long, value_name = "N")]
    rounds: Option<usize>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    /// How many rounds count.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.rounds.unwrap_or(if self.quick { 2 } else { 7 }).max(1)
    }

    /// How long a contender runs in one round, where time is what limits it.
    #[must_use]
    pub fn turn(&self) -> Duration {
        if self.quick { Duration::from_millis(300) } else { Duration::from_secs(2) }
    }

    /// How much work there is, where that is what limits it: all of it, or a tenth.
    #[must_use]
    pub fn amount(&self, full: u64) -> u64 {
        if self.quick { full / 10 } else { full }
    }
}
