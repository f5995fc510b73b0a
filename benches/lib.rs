//! What the benchmarks share: contenders measured in turns, and figures printed with the ratios between them.
//!
//! A figure alone says little on a machine that is shared or noisy. So everything that is to be compared runs within
//! one process, round after round, each contender once a round; ratios are medians of the ratios within a round.

pub mod contest;
pub mod cpu;
pub mod events;
pub mod options;
pub mod plain;
pub mod report;
pub mod statistics;

pub use contest::{Contest, Done, Results, Sample};
pub use options::Options;
pub use report::Ratio;

use tokio::runtime::Runtime;

/// A runtime as the server has it: as many threads as there are cores.
#[must_use]
pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("the operating system gives threads")
}
