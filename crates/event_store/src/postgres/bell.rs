//! When to tell other processes that the head has moved: at once, but not for every commit of many.
//!
//! A notification wakes a backend for each process that listens, which costs as much as writing a few events.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::Position;

/// How far notifications are apart: what another process waits at most for one.
const APART: Duration = Duration::from_millis(5);

/// What one session has told and still has to tell.
#[derive(Debug, Default)]
pub(super) struct Bell {
    last: Option<Instant>,
    loud: bool,
    owed: Option<Position>,
}

impl Bell {
    /// Decides whether the group about to be written tells of itself.
    pub(super) fn begin(&mut self, now: Instant) {
        self.loud = self.last.is_none_or(|last| now.duration_since(last) >= APART);
    }

    /// Whether the group that is being written tells of itself.
    pub(super) fn is_loud(&self) -> bool {
        self.loud
    }

    /// The group was committed: it has told of itself at `now`, or the head is still to be told.
    pub(super) fn committed(&mut self, head: Position, now: Instant) {
        if self.loud { self.told(now) } else { self.owed = Some(head) }
    }

    /// Nothing is to be told any more.
    pub(super) fn told(&mut self, now: Instant) {
        (self.last, self.owed) = (Some(now), None);
    }

    /// The head to tell, when it is time; never, when there is none.
    pub(super) fn due(&self) -> impl Future<Output = Position> + use<> {
        let owed = self.owed.zip(self.last);
        async move {
            match owed {
                Some((head, last)) => {
                    sleep_until(last + APART).await;
                    head
                }
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_commits_is_told_and_the_last_is_owed() {
        let (mut bell, start) = (Bell::default(), Instant::now());
        for millis in 0..5 {
            let now = start + Duration::from_millis(millis);
            bell.begin(now);
            assert_eq!(bell.is_loud(), millis == 0);
            bell.committed(millis, now);
        }
        assert_eq!(bell.owed, Some(4));
        let later = start + APART;
        bell.begin(later);
        bell.committed(5, later);
        assert!(bell.is_loud() && bell.owed.is_none());
    }

    #[tokio::test]
    async fn what_is_owed_comes_due_and_nothing_else_does() {
        let (mut bell, start) = (Bell::default(), Instant::now());
        bell.begin(start);
        bell.committed(1, start);
        assert!(tokio::time::timeout(2 * APART, bell.due()).await.is_err());
        bell.begin(start);
        bell.committed(2, start);
        assert_eq!(bell.due().await, 2);
        assert!(start.elapsed() >= APART);
    }
}
