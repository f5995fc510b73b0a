//! Taking up what was laid aside.

use chrono::{DateTime, Utc};
use domain::conversation::event::Woken;
use domain::conversation::{Conversation, SnoozeUntil, Status, WakeCause};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes it up again before the customer speaks.
///
/// A timer names the time it was set for and changes nothing unless the Conversation still sleeps until that time, so a
/// timer that was overtaken does no harm.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Wake {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The time a timer was set for; nothing when someone asks.
    pub due: Option<DateTime<Utc>>,
}

impl Command for Wake {
    type Aggregate = Conversation;
    const NAME: &'static str = "wake";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        let woken = |cause| Ok(vec![Woken { cause, during: state.answering.clone() }.into()]);
        match (self.due, &state.status) {
            (Some(due), Status::Snoozed { wake: SnoozeUntil::Time { at } }) if due == *at && due <= context.now => {
                woken(WakeCause::Due)
            }
            (Some(_), _) => rules::opened(state, context.actor).map(|_| Vec::new()),
            (None, _) => {
                rules::active(state, context.actor)?;
                rules::directs(state, context.actor)?;
                if state.status == Status::Open { Err(Refusal::NotSnoozed) } else { woken(WakeCause::Manual) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::Snoozed;
    use domain::conversation::{Answering, ConversationEvent};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;
    use crate::testing::minutes;

    fn wake(due: Option<DateTime<Utc>>) -> Wake {
        Wake { conversation: CONVERSATION, due }
    }

    fn asleep_until(at: DateTime<Utc>) -> [ConversationEvent; 2] {
        [opened(), Snoozed { wake: SnoozeUntil::Time { at }, during: Answering::Assistant }.into()]
    }

    fn woken(cause: WakeCause) -> ConversationEvent {
        Woken { cause, during: Answering::Assistant }.into()
    }

    #[test]
    fn someone_wakes_it() {
        given([opened(), snoozed()]).when(&wake(None)).then([woken(WakeCause::Manual)]);
        given([opened()]).when(&wake(None)).refused(Refusal::NotSnoozed);
    }

    #[test]
    fn a_timer_wakes_it_when_its_time_has_come() {
        let timer = wake(Some(minutes(5)));
        given(asleep_until(minutes(5))).when(&timer).at(minutes(5)).then([woken(WakeCause::Due)]);
        given(asleep_until(minutes(5))).when(&timer).at(minutes(4)).then_nothing();
    }

    #[test]
    fn a_timer_that_was_overtaken_changes_nothing() {
        let timer = wake(Some(minutes(5)));
        given(asleep_until(minutes(9))).when(&timer).at(minutes(5)).then_nothing();
        given([opened(), closed()]).when(&timer).at(minutes(5)).then_nothing();
    }
}
