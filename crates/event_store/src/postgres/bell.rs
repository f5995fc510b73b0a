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
    owed: Option<Position>,
}

impl Bell {
    /// Whether the group about to be sent tells of itself. If so, those sent behind it need not.
    pub(super) fn begin(&mut self, now: Instant) -> bool {
        let loud = self.last.is_none_or(|last| now.duration_since(last) >= APART);
        if loud {
            self.last = Some(now);
        }
        loud
    }

    /// A group was committed: it has told of itself, or the head is still to be told.
    pub(super) fn committed(&mut self, head: Position, loud: bool, now: Instant) {
        if loud { self.told(now) } else { self.owed = Some(head) }
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
            let loud = bell.begin(now);
            assert_eq!(loud, millis == 0);
            bell.committed(millis, loud, now);
        }
        assert_eq!(bell.owed, Some(4));
        let later = start + APART;
        let loud = bell.begin(later);
        bell.committed(5, loud, later);
        assert!(loud && bell.owed.is_none());
    }

    #[test]
    fn of_two_groups_on_their_way_one_tells_and_the_other_is_owed() {
        let (mut bell, start) = (Bell::default(), Instant::now());
        let (ahead, behind) = (bell.begin(start), bell.begin(start));
        assert!(ahead && !behind);
        bell.committed(1, ahead, start);
        bell.committed(2, behind, start);
        assert_eq!(bell.owed, Some(2));
    }

    #[tokio::test]
    async fn what_is_owed_comes_due_and_nothing_else_does() {
        let (mut bell, start) = (Bell::default(), Instant::now());
        let loud = bell.begin(start);
        bell.committed(1, loud, start);
        assert!(tokio::time::timeout(2 * APART, bell.due()).await.is_err());
        bell.committed(2, false, start);
        assert_eq!(bell.due().await, 2);
        assert!(start.elapsed() >= APART);
    }
}
