//! How much a provider may be asked.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// What may be spent in a stretch of time; when it is spent, nothing is asked until the next.
#[derive(Debug)]
pub struct Budget {
    requests: u64,
    tokens: u64,
    every: Duration,
    spent: Mutex<Option<(Instant, Spent)>>,
}

/// What was spent in the present stretch.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Spent {
    /// Requests, each try one.
    pub requests: u64,
    /// Tokens, read and written, as the provider counts them.
    pub tokens: u64,
}

impl Budget {
    /// So many requests and tokens in each stretch of this length.
    #[must_use]
    pub fn new(requests: u64, tokens: u64, every: Duration) -> Self {
        Self { requests, tokens, every, spent: Mutex::default() }
    }

    /// Takes one request, if there is one left and tokens are.
    pub fn take_request(&self, now: Instant) -> bool {
        self.with(now, |spent| {
            let is_left = spent.requests < self.requests && spent.tokens < self.tokens;
            spent.requests += u64::from(is_left);
            is_left
        })
    }

    /// Tokens were spent; how many is known only afterwards, so the last request may exceed the budget.
    pub fn spend(&self, tokens: u64, now: Instant) {
        self.with(now, |spent| spent.tokens = spent.tokens.saturating_add(tokens));
    }

    /// What was spent in the present stretch.
    pub fn spent(&self, now: Instant) -> Spent {
        self.with(now, |spent| *spent)
    }

    fn with<T>(&self, now: Instant, act: impl FnOnce(&mut Spent) -> T) -> T {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = spent.is_none_or(|(since, _)| now.duration_since(since) >= self.every);
        if is_over {
            *spent = Some((now, Spent::default()));
        }
        let (_, spent) = spent.as_mut().expect("a stretch has begun");
        act(spent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn requests_and_tokens_are_limited_until_the_next_stretch() {
        let (budget, now) = (Budget::new(2, 100, HOUR), Instant::now());
        assert!(budget.take_request(now));
        budget.spend(100, now);
        assert!(!budget.take_request(now), "the tokens are spent");
        assert_eq!(budget.spent(now), Spent { requests: 1, tokens: 100 });
        let later = now + HOUR;
        assert!(budget.take_request(later));
        assert!(budget.take_request(later));
        assert!(!budget.take_request(later), "the requests are spent");
    }
}
