//! Sets up a Queue.

use domain::queue::Queue;
use domain::{QueueId, StreamId};

use super::setup::{Decision, QueueSetup, Refusal};
use crate::{Command, Context};

/// Sets up a Queue.
#[derive(Clone, Hash, Debug)]
pub struct DefineQueue {
    /// Which.
    pub queue: QueueId,
    /// What it is.
    pub setup: QueueSetup,
}

impl Command for DefineQueue {
    type Aggregate = Queue;

    const NAME: &'static str = "define_queue";

    fn stream(&self) -> StreamId {
        StreamId::Queue(self.queue)
    }

    fn decide(&self, state: &Queue, _: &Context<'_>) -> Decision {
        if state.definition.is_some() {
            return Err(Refusal::AlreadyDefined);
        }
        self.setup.validate()?;
        Ok(vec![self.setup.to_defined().into()])
    }
}

#[cfg(test)]
mod tests {
    use super::super::setup::tests::*;
    use super::*;
    use crate::testing::given;

    #[test]
    fn it_is_defined_once_and_well() {
        let define = DefineQueue { queue: QUEUE, setup: setup() };
        given([]).when(&define).then([defined()]);
        given([defined()]).when(&define).refused(Refusal::AlreadyDefined);
        let pressing = DefineQueue { setup: QueueSetup { priority: 6, ..setup() }, ..define };
        given([]).when(&pressing).refused(Refusal::InvalidPriority);
    }
}
