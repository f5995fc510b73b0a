//! Where time comes from: the machine, or a test.

use std::fmt::Debug;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// Tells the time to the microsecond, which is what the log keeps.
#[async_trait]
pub trait Clock: Send + Sync + Debug {
    /// The time.
    fn now(&self) -> DateTime<Utc>;

    /// Returns at `time` or soon after.
    async fn sleep_until(&self, time: DateTime<Utc>) {
        let left = (time - self.now()).to_std().unwrap_or_default();
        tokio::time::sleep(left).await;
    }
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge where commands read the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        to_micros(Utc::now())
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock(watch::Sender<DateTime<Utc>>);

impl ManualClock {
    /// A clock that shows `at`.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(watch::Sender::new(to_micros(at)))
    }

    /// Moves it on.
    pub fn advance(&self, delta: TimeDelta) {
        self.0.send_modify(|now| *now += delta);
    }

    /// Moves it to `at`.
    pub fn set(&self, at: DateTime<Utc>) {
        self.0.send_replace(to_micros(at));
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.borrow()
    }

    async fn sleep_until(&self, time: DateTime<Utc>) {
        let reached = self.0.subscribe().wait_for(|now| *now >= time).await.map(drop);
        reached.expect("the sender lives as long as the clock");
    }
}

/// The same time without what the log cannot keep.
pub(super) fn to_micros(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(time.timestamp_micros()).unwrap_or(time)
}
