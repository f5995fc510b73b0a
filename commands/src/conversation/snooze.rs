//! Laying a Conversation aside for a while.

use chrono::TimeDelta;
use domain::conversation::event::Snoozed;
use domain::conversation::{Conversation, SnoozeUntil, Status};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Ten years. Beyond that a time is a mistake.
const LONGEST: TimeDelta = TimeDelta::days(3653);

/// Lays it aside until a time to come or until the customer speaks; whoever directs it does that.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Snooze {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Until when.
    pub wake: SnoozeUntil,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Snooze {
    type Aggregate = Conversation;
    const NAME: &'static str = "snooze";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        if matches!(state.status, Status::Snoozed { .. }) {
            return Err(Refusal::AlreadySnoozed);
        }
        match self.wake {
            SnoozeUntil::Time { at } if at <= context.now => Err(Refusal::SnoozeInThePast),
            SnoozeUntil::Time { at } if at - context.now > LONGEST => Err(Refusal::SnoozeTooFar),
            SnoozeUntil::Time { .. } | SnoozeUntil::NextTurn => {
                Ok(vec![Snoozed { wake: self.wake, during: state.answering.clone() }.into()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use domain::conversation::Answering;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::{given, minutes, noon};

    fn snooze(wake: SnoozeUntil) -> Snooze {
        Snooze { conversation: CONVERSATION, wake, epoch: None }
    }

    #[test]
    fn it_sleeps_until_a_time_to_come() {
        let wake = SnoozeUntil::Time { at: minutes(1) };
        let expected = Snoozed { wake, during: Answering::Assistant };
        given([opened()]).when(&snooze(wake)).then([expected.into()]);
        given([opened()]).when(&snooze(wake)).at(minutes(1)).refused(Refusal::SnoozeInThePast);
    }

    #[test]
    fn it_sleeps_for_ten_years_at_most() {
        let at = noon() + LONGEST;
        let until = |at| snooze(SnoozeUntil::Time { at });
        let expected = Snoozed { wake: SnoozeUntil::Time { at }, during: Answering::Assistant };
        given([opened()]).when(&until(at)).then([expected.into()]);
        given([opened()]).when(&until(at + TimeDelta::microseconds(1))).refused(Refusal::SnoozeTooFar);
        given([opened()]).when(&until(DateTime::<Utc>::MAX_UTC)).refused(Refusal::SnoozeTooFar);
    }

    #[test]
    fn it_sleeps_until_the_customer_speaks() {
        given([opened()]).when(&snooze(SnoozeUntil::NextTurn)).then([snoozed()]);
    }

    #[test]
    fn what_sleeps_is_woken_first() {
        given([opened(), snoozed()]).when(&snooze(SnoozeUntil::NextTurn)).refused(Refusal::AlreadySnoozed);
    }

    #[test]
    fn only_those_who_direct_it_lay_it_aside() {
        let refusal = Refusal::HeldByAnother { agent: AGENT };
        given([opened(), assigned()]).when(&snooze(SnoozeUntil::NextTurn)).by(colleague()).refused(refusal);
    }
}
