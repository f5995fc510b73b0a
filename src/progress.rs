//! How far a long command is: a bar on a terminal, a line now and then elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::{is_watched, say};

/// How often a line is written where no bar can be drawn.
const PERIOD: Duration = Duration::from_secs(10);
const BAR: &str = "{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}";
const SPINNER: &str = "{spinner} {msg} {human_pos} {per_sec}";

/// Progress of one thing.
#[derive(Debug)]
pub struct Progress {
    name: &'static str,
    bar: ProgressBar,
    last_line: Instant,
}

impl Progress {
    /// Of something whose size is known only when `total` is given.
    pub fn start(name: &'static str, total: Option<u64>) -> Self {
        let bar = match (is_watched(), total) {
            (false, _) => ProgressBar::hidden(),
            (true, Some(total)) => ProgressBar::new(total).with_style(style(BAR)),
            (true, None) => ProgressBar::new_spinner().with_style(style(SPINNER)),
        };
        bar.set_message(name);
        Self { name, bar, last_line: Instant::now() }
    }

    /// So much is done.
    pub fn set(&mut self, done: u64) {
        self.bar.set_position(done);
        if self.bar.is_hidden() && self.last_line.elapsed() >= PERIOD {
            self.last_line = Instant::now();
            say(&format!("{}: {done}", self.name));
        }
    }

    /// Nothing more will come.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are valid")
}
