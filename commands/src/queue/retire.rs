//! Lets a Queue take no more.

use domain::queue::Queue;
use domain::queue::event::Retired;
use domain::{Code, QueueId, StreamId};

use super::setup::{self, Decision};
use crate::{Command, Context};

/// Lets a Queue take no more.
#[derive(Clone, Hash, Debug)]
pub struct RetireQueue {
    /// Which.
    pub queue: QueueId,
    /// Why.
    pub reason: Code,
}

impl Command for RetireQueue {
    type Aggregate = Queue;

    const NAME: &'static str = "retire_queue";

    fn stream(&self) -> StreamId {
        StreamId::Queue(self.queue)
    }

    fn decide(&self, state: &Queue, _: &Context<'_>) -> Decision {
        setup::serving(state)?;
        Ok(vec![Retired { reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::setup::Refusal;
    use super::super::setup::tests::*;
    use super::*;
    use crate::testing::given;

    #[test]
    fn it_retires_once() {
        let retire = RetireQueue { queue: QUEUE, reason: Code::known("merged") };
        given([defined()]).when(&retire).then([retired()]);
        given([defined(), retired()]).when(&retire).refused(Refusal::Retired);
        given([]).when(&retire).refused(Refusal::NotFound);
    }
}
