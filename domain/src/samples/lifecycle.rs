//! Examples of how a Conversation goes on and ends.

use super::{Sample, code, id, moment};
use crate::conversation::event::{
    Closed, CustomerLeft, FieldSet, MergeReceived, MergeUndone, Merged, Prioritised, Rated, Reopened, Resolved,
    Snoozed, TagAdded, TagRemoved, Unmerged, Woken,
};
use crate::conversation::{Answering, ConversationEvent, FieldValue, Priority, RatingScale, SnoozeUntil, WakeCause};
use crate::{AgentId, ConversationId, CustomerId, Participant};

const OTHER: ConversationId = ConversationId(id(8));

impl Sample<'_> {
    pub(super) fn lifecycle(&self) -> Vec<ConversationEvent> {
        [self.marks(), self.fields(), pauses(), self.endings(), merging(), self.ratings()].concat()
    }

    fn marks(&self) -> Vec<ConversationEvent> {
        let to = Priority::try_from(1).expect("one is a priority");
        vec![
            Prioritised { from: Priority::NORMAL, to, during: Answering::Assistant }.into(),
            TagAdded { tag: code("vip") }.into(),
            TagRemoved { tag: code("退款") }.into(),
            CustomerLeft { stage: code("dialogue") }.into(),
        ]
    }

    fn fields(&self) -> Vec<ConversationEvent> {
        let values = [
            Some(FieldValue::Text(self.personal())),
            Some(FieldValue::Code(code("gold"))),
            Some(FieldValue::Number(-7)),
            Some(FieldValue::Flag(true)),
            Some(FieldValue::Time(moment())),
            None,
        ];
        values.into_iter().map(|value| FieldSet { field: code("order"), value }.into()).collect()
    }

    fn endings(&self) -> Vec<ConversationEvent> {
        let during = Answering::Agent { agent: AgentId(id(2)) };
        let resolved = Resolved { code: code("answered"), note: Some(self.personal()), during: during.clone() };
        let plainly_resolved = Resolved { note: None, ..resolved.clone() };
        vec![
            resolved.into(),
            plainly_resolved.into(),
            Reopened { cause: WakeCause::Turn, cycle: 2, answering: during.clone(), epoch: 3 }.into(),
            Closed { reason: code("spam"), during }.into(),
        ]
    }

    fn ratings(&self) -> Vec<ConversationEvent> {
        let by = Participant::Customer(CustomerId(id(1)));
        let rated = Rated { by, scale: RatingScale::Csat, score: 5, comment: Some(self.personal()) };
        let scale = RatingScale::YesNo { question: code("solved") };
        let answered = Rated { by, scale, score: 1, comment: None };
        vec![rated.into(), answered.into()]
    }
}

fn pauses() -> Vec<ConversationEvent> {
    let during = Answering::Assistant;
    vec![
        Snoozed { wake: SnoozeUntil::Time { at: moment() }, during: during.clone() }.into(),
        Snoozed { wake: SnoozeUntil::NextTurn, during: during.clone() }.into(),
        Woken { cause: WakeCause::Due, during }.into(),
    ]
}

fn merging() -> Vec<ConversationEvent> {
    let during = Answering::Assistant;
    vec![
        Merged { into: OTHER, during: during.clone() }.into(),
        MergeReceived { source: OTHER }.into(),
        Unmerged { target: OTHER, during, open: true }.into(),
        MergeUndone { source: OTHER }.into(),
    ]
}
