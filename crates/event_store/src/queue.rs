//! The way from many submitters to the one writer of an engine, and how the writer forms groups.

use std::ops::AddAssign;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::outcome::Answer;
use crate::{Append, Error};

/// A group of more appends than this gains nothing more from sharing one commit.
const MAX_APPENDS: usize = 1_000;
/// A group of large events ends here, bytes of bodies: two groups must fit in memory twice, and one in one message.
const MAX_BYTES: usize = 32 << 20;
/// After so many looks at an empty queue the submitters count as quiet.
const QUIET_LOOKS: u32 = 16;

/// How much may wait for the writer of an engine, bytes of bodies.
const ROOM: usize = 64 << 20;

/// The bytes that may wait for the writer: large appends fill memory long before they fill the queue.
#[derive(Clone, Debug)]
pub(crate) struct Room(Arc<Semaphore>);

impl Room {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(ROOM)))
    }

    /// Room for so many bytes, or for all there is when they are more; given back when it is dropped.
    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Error> {
        let permits = u32::try_from(bytes.min(ROOM)).unwrap_or(u32::MAX);
        let taken = Arc::clone(&self.0).try_acquire_many_owned(permits);
        taken.map_err(|_| Error::unavailable("the appends that wait are too large together"))
    }
}

/// A chain of appends on its way to the writer.
pub(crate) struct Submission {
    pub(crate) chain: Vec<Append>,
    pub(crate) reply: oneshot::Sender<Vec<Answer>>,
    _room: OwnedSemaphorePermit,
}

impl Submission {
    /// Answers; a submitter that went away meanwhile is no concern of the writer.
    pub(crate) fn answer(self, answers: Vec<Answer>) {
        let _gone = self.reply.send(answers);
    }
}

/// How much something takes of a group.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Weight {
    pub(crate) appends: usize,
    /// Of bodies.
    pub(crate) bytes: usize,
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.appends += other.appends;
        self.bytes += other.bytes;
    }
}

/// Something that takes room in a group.
pub(crate) trait Weigh {
    fn weigh(&self) -> Weight;
}

impl Weigh for Submission {
    fn weigh(&self) -> Weight {
        Weight { appends: self.chain.len(), bytes: bytes(&self.chain) }
    }
}

fn bytes(chain: &[Append]) -> usize {
    chain.iter().flat_map(|append| &append.events).map(|event| event.body.len()).sum()
}

/// What is committed together.
pub(crate) struct Group<T> {
    pub(crate) members: Vec<T>,
    expected: usize,
    most: usize,
    weight: Weight,
    quiet_looks: u32,
}

impl<T: Weigh> Group<T> {
    /// A group of which `expected` members may come: those just answered, and those already in the queue.
    pub(crate) fn start(first: T, expected: usize) -> Self {
        Self { expected, most: usize::MAX, weight: first.weigh(), members: vec![first], quiet_looks: 0 }
    }

    /// Leaves whoever comes after so many members to the next group.
    pub(crate) fn at_most(self, members: usize) -> Self {
        Self { most: members, ..self }
    }

    /// Takes what is queued. `true` when the group should yield and look again: submitters that were just answered
    /// come back within microseconds, and a commit costs far more than waiting for them. Once all have come, another
    /// look would only give away the processor, which on a busy machine is gone for milliseconds.
    pub(crate) fn grow(&mut self, queue: &mut mpsc::Receiver<T>) -> bool {
        let before = self.members.len();
        while !self.is_full()
            && let Ok(member) = queue.try_recv()
        {
            self.weight += member.weigh();
            self.members.push(member);
        }
        self.quiet_looks = if self.members.len() > before { 0 } else { self.quiet_looks + 1 };
        !self.is_full() && self.members.len() < self.expected && self.quiet_looks < QUIET_LOOKS
    }

    fn is_full(&self) -> bool {
        self.members.len() >= self.most || self.weight.appends >= MAX_APPENDS || self.weight.bytes >= MAX_BYTES
    }
}

/// Puts `member` in the queue, at once or not at all: a submitter that waits outside a full queue only hides from
/// its caller that the engine cannot keep up.
pub(crate) fn enqueue<T>(queue: &mpsc::Sender<T>, member: T) -> Result<(), Error> {
    queue.try_send(member).map_err(|refused| match refused {
        mpsc::error::TrySendError::Full(_) => Error::unavailable("the queue of appends is full"),
        mpsc::error::TrySendError::Closed(_) => writer_stopped(),
    })
}

/// Sends a chain through the queue and waits for its answers; an error when it did not come to be answered.
pub(crate) async fn submit<T>(
    queue: &mpsc::Sender<T>,
    room: &Room,
    chain: Vec<Append>,
    wrap: impl FnOnce(Submission) -> T,
) -> Result<Vec<Answer>, Error> {
    let (reply, answers) = oneshot::channel();
    let room = room.take(bytes(&chain))?;
    enqueue(queue, wrap(Submission { chain, reply, _room: room }))?;
    answers.await.map_err(|_| writer_stopped())
}

pub(crate) fn writer_stopped() -> Error {
    Error::unavailable("the writer of the log has stopped")
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weigh for usize {
        fn weigh(&self) -> Weight {
            Weight { appends: 1, bytes: *self }
        }
    }

    #[test]
    fn a_group_takes_what_is_queued_and_ends_when_all_is_quiet() {
        let (sender, mut queue) = mpsc::channel(8);
        (2..5_usize).for_each(|n| sender.try_send(n).unwrap());
        let mut group = Group::start(1, 100);
        while group.grow(&mut queue) {}
        assert_eq!(group.members, [1, 2, 3, 4]);
    }

    #[test]
    fn a_group_does_not_look_again_when_all_have_come() {
        let (sender, mut queue) = mpsc::channel(8);
        (2..4_usize).for_each(|n| sender.try_send(n).unwrap());
        let mut group = Group::start(1, 3);
        assert!(!group.grow(&mut queue));
        assert_eq!(group.members, [1, 2, 3]);
    }

    #[test]
    fn a_group_leaves_to_the_next_what_is_more_than_it_may_take() {
        let (sender, mut queue) = mpsc::channel(8);
        (2..5_usize).for_each(|n| sender.try_send(n).unwrap());
        let mut group = Group::start(1, 4).at_most(2);
        assert!(!group.grow(&mut queue));
        assert_eq!((group.members, queue.len()), (vec![1, 2], 2));
    }

    #[test]
    fn a_group_ends_when_it_is_large_enough() {
        let (sender, mut queue) = mpsc::channel(8);
        (0..3).for_each(|_| sender.try_send(MAX_BYTES / 2).unwrap());
        let mut group = Group::start(MAX_BYTES / 2, 100);
        while group.grow(&mut queue) {}
        assert_eq!(group.members.len(), 2);
    }

    #[test]
    fn appends_too_large_together_are_refused_at_once_until_there_is_room_again() {
        let room = Room::new();
        let larger_than_all = room.take(ROOM + 1).unwrap();
        assert!(room.take(1).is_err());
        drop(larger_than_all);
        let _most = room.take(ROOM - 1).unwrap();
        assert!(room.take(2).is_err());
        assert!(room.take(1).is_ok());
    }

    #[test]
    fn a_full_queue_refuses_at_once() {
        let (sender, _queue) = mpsc::channel(1);
        enqueue(&sender, 1_usize).unwrap();
        let refused = enqueue(&sender, 2).unwrap_err();
        assert_eq!(refused.to_string(), "the event log is unavailable: the queue of appends is full");
    }
}
