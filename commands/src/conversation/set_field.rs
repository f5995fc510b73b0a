//! Giving a field a value.

use domain::conversation::event::FieldSet;
use domain::conversation::{Conversation, FieldValue};
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// The most fields that have a value.
const MAX_FIELDS: usize = 100;

/// Gives a field a value or clears it. At most 100 fields have a value; clearing one that has none changes nothing.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SetField {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which.
    pub field: Code,
    /// What it is from here on; nothing clears it.
    pub value: Option<FieldValue>,
}

impl Command for SetField {
    type Aggregate = Conversation;
    const NAME: &'static str = "set_field";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        let known = state.fields.contains(&self.field);
        if !known && self.value.is_none() {
            return Ok(Vec::new());
        }
        if !known && state.fields.len() >= MAX_FIELDS {
            return Err(Refusal::TooManyFields);
        }
        Ok(vec![FieldSet { field: self.field.clone(), value: self.value.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::ConversationEvent;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn set(field: Code, value: Option<FieldValue>) -> SetField {
        SetField { conversation: CONVERSATION, field, value }
    }

    fn fields(count: usize) -> Vec<ConversationEvent> {
        let value = Some(FieldValue::Flag(true));
        let field =
            |number| FieldSet { field: format!("field-{number}").parse().unwrap(), value: value.clone() }.into();
        [opened()].into_iter().chain((0..count).map(field)).collect()
    }

    #[test]
    fn a_field_gets_a_value_and_loses_it() {
        let value = Some(FieldValue::Text(text("A-17")));
        let filled = FieldSet { field: code("order"), value: value.clone() };
        let cleared = FieldSet { field: code("order"), value: None };
        given([opened()]).when(&set(code("order"), value)).then([filled.clone().into()]);
        given([opened(), filled.into()]).when(&set(code("order"), None)).then([cleared.into()]);
    }

    #[test]
    fn an_empty_field_is_not_cleared_again() {
        given([opened()]).when(&set(code("order"), None)).then_nothing();
    }

    #[test]
    fn a_hundred_fields_have_a_value_at_most() {
        let value = Some(FieldValue::Number(7));
        let changed = FieldSet { field: code("field-7"), value: value.clone() };
        given(fields(100)).when(&set(code("order"), value.clone())).refused(Refusal::TooManyFields);
        given(fields(100)).when(&set(code("field-7"), value)).then([changed.into()]);
    }
}
