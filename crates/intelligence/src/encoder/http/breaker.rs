//! Not asking a provider that keeps failing.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Opens after so many failures in a row, and then lets one call through now and then to see whether it helps.
#[derive(Debug)]
pub struct Breaker {
    failures: u32,
    pause: Duration,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Default, Debug)]
struct State {
    in_a_row: u32,
    closed_until: Option<Instant>,
}

impl Breaker {
    /// Opens after `failures` in a row, for `pause`.
    #[must_use]
    pub fn new(failures: u32, pause: Duration) -> Self {
        Self { failures: failures.max(1), pause, state: Mutex::default() }
    }

    /// Whether a call may be made now. When the pause is over one may, and the pause begins anew for all others.
    pub fn lets_through(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.closed_until {
            Some(until) if now < until => false,
            Some(_) => {
                state.closed_until = Some(now + self.pause);
                true
            }
            None => true,
        }
    }

    /// A call went well.
    pub fn succeeded(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// A call failed for a reason that is the provider's.
    pub fn failed(&self, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.in_a_row += 1;
        if state.in_a_row >= self.failures {
            state.closed_until = Some(now + self.pause);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn after_failures_in_a_row_one_call_is_let_through_after_a_pause() {
        let (breaker, now) = (Breaker::new(2, PAUSE), Instant::now());
        breaker.failed(now);
        assert!(breaker.lets_through(now));
        breaker.failed(now);
        assert!(!breaker.lets_through(now));
        let later = now + PAUSE;
        assert!(breaker.lets_through(later));
        assert!(!breaker.lets_through(later), "only one tries it out");
        breaker.succeeded();
        assert!(breaker.lets_through(later));
    }

    #[tokio::test]
    async fn a_success_between_failures_starts_the_count_anew() {
        let (breaker, now) = (Breaker::new(2, PAUSE), Instant::now());
        breaker.failed(now);
        breaker.succeeded();
        breaker.failed(now);
        assert!(breaker.lets_through(now));
    }
}
