//! The small things a Conversation has many of: fields, verdicts, those who joined.

use async_graphql::{Context, Description, Error, Object};
use chrono::{DateTime, Utc};
use domain::conversation::event::{FIELD_VALUE_TAG, PARTICIPANT_NAME_TAG, RATING_COMMENT_TAG};
use domain::conversation::{FieldValue, RatingScale as Scale};
use projections::views::conversation_list::{ConversationRow, FieldEntry, ParticipantEntry, RatingEntry};

use super::{Bound, Participant, PersonalText, RatingScale, open};
use crate::graphql::access::is_customer;
use crate::graphql::scalars::{Code, Long};

/// A field that has a value.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Field {
    pub(super) name: domain::Code,
    pub(super) entry: FieldEntry,
}

#[Object(use_type_description)]
impl Field {
    /// What it is called.
    async fn name(&self) -> Code {
        Code(self.name.clone())
    }

    /// Its value, when that is free text.
    async fn text(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        let FieldValue::Text(text) = &self.entry.value else { return Ok(None) };
        let Some(sealed) = text.as_sealed() else { return Ok(None) };
        let bound = Bound { event_id: self.entry.event, tag: FIELD_VALUE_TAG, sealed };
        open(context, bound, "conversation.field").await.map(Some)
    }

    /// Its value, when that is a name from a list.
    async fn code(&self) -> Option<Code> {
        if let FieldValue::Code(code) = &self.entry.value { Some(Code(code.clone())) } else { None }
    }

    /// Its value, when that is a whole number.
    async fn number(&self) -> Option<Long> {
        if let FieldValue::Number(number) = self.entry.value { Some(Long(number)) } else { None }
    }

    /// Its value, when that is no or yes.
    async fn flag(&self) -> Option<bool> {
        if let FieldValue::Flag(flag) = self.entry.value { Some(flag) } else { None }
    }

    /// Its value, when that is a moment.
    async fn time(&self) -> Option<DateTime<Utc>> {
        if let FieldValue::Time(time) = self.entry.value { Some(time) } else { None }
    }
}

/// A verdict.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Rating(pub(super) RatingEntry);

#[Object(use_type_description)]
impl Rating {
    /// Who gave it.
    async fn by(&self) -> Participant {
        Participant(self.0.by)
    }

    /// What is measured.
    async fn scale(&self) -> RatingScale {
        match &self.0.scale {
            Scale::Csat => RatingScale::Csat,
            Scale::Nps => RatingScale::Nps,
            Scale::Ces => RatingScale::Ces,
            Scale::YesNo { .. } => RatingScale::YesNo,
        }
    }

    /// The question that a no, 0, or a yes, 1, answers.
    async fn question(&self) -> Option<Code> {
        match &self.0.scale {
            Scale::YesNo { question } => Some(Code(question.clone())),
            Scale::Csat | Scale::Nps | Scale::Ces => None,
        }
    }

    /// How much, on that scale.
    async fn score(&self) -> u8 {
        self.0.score
    }

    /// What they wrote with it.
    async fn comment(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        let Some(sealed) = &self.0.comment else { return Ok(None) };
        let bound = Bound { event_id: self.0.event, tag: RATING_COMMENT_TAG, sealed };
        open(context, bound, "conversation.rating").await.map(Some)
    }
}

/// The verdicts that the one who asks may see: customers see their own.
pub(super) fn ratings(context: &Context<'_>, row: &ConversationRow) -> Result<Vec<Rating>, Error> {
    let hidden = is_customer(context)?;
    let own = domain::Participant::Customer(row.customer);
    Ok(row.ratings.0.iter().filter(|entry| !hidden || entry.by == own).cloned().map(Rating).collect())
}

/// Someone who joined, beside the customer and whoever answers.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct JoinedParticipant(pub(super) ParticipantEntry);

#[Object(use_type_description)]
impl JoinedParticipant {
    /// Who.
    async fn participant(&self) -> Participant {
        Participant(self.0.participant)
    }

    /// As what.
    async fn role(&self) -> Code {
        Code(self.0.role.clone())
    }

    /// What they are called.
    async fn name(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        let Some(sealed) = &self.0.name else { return Ok(None) };
        let bound = Bound { event_id: self.0.event, tag: PARTICIPANT_NAME_TAG, sealed };
        open(context, bound, "conversation.participant").await.map(Some)
    }
}
