//! Sets up a Queue otherwise.

use domain::queue::Queue;
use domain::{QueueId, StreamId};

use super::setup::{self, Decision, QueueSetup};
use crate::{Command, Context};

/// Sets up a Queue otherwise.
#[derive(Clone, Hash, Debug)]
pub struct ChangeQueue {
    /// Which.
    pub queue: QueueId,
    /// Everything it is from now on.
    pub setup: QueueSetup,
}

impl Command for ChangeQueue {
    type Aggregate = Queue;

    const NAME: &'static str = "change_queue";

    fn stream(&self) -> StreamId {
        StreamId::Queue(self.queue)
    }

    fn decide(&self, state: &Queue, _: &Context<'_>) -> Decision {
        let before = setup::serving(state)?;
        self.setup.validate()?;
        let after = self.setup.to_changed();
        Ok(if after == *before { Vec::new() } else { vec![after.into()] })
    }
}

#[cfg(test)]
mod tests {
    use super::super::setup::Refusal;
    use super::super::setup::tests::*;
    use super::*;
    use crate::testing::given;

    fn change(priority: u8) -> ChangeQueue {
        ChangeQueue { queue: QUEUE, setup: QueueSetup { priority, ..setup() } }
    }

    #[test]
    fn another_setup_changes_and_the_same_does_not() {
        given([defined()]).when(&change(1)).then([change(1).setup.to_changed().into()]);
        given([defined()]).when(&change(3)).then_nothing();
    }

    #[test]
    fn it_is_there_and_the_setup_is_valid() {
        given([defined()]).when(&change(0)).refused(Refusal::InvalidPriority);
        given([]).when(&change(1)).refused(Refusal::NotFound);
        given([defined(), retired()]).when(&change(1)).refused(Refusal::Retired);
    }
}
