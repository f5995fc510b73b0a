//! What of a Conversation is not seen at a glance.

use async_graphql::{Context, Error, Object};
use chrono::{DateTime, Utc};
use domain::conversation::event::SUBJECT_TAG;
use projections::views::conversation_list::{ConversationRow, ConversationStatus as RowStatus};
use projections::views::transcript::TurnRow;

use super::{
    Agent, Bound, Conversation, Dialogue, EventConnection, Field, Handoff, JoinedParticipant, PersonalText, Polarity,
    Queue, Rating, TurnConnection, Urgency, UrgencyHeard, open, ratings, timeline, turns,
};
use crate::graphql::access::{internal, is_customer};
use crate::graphql::load;
use crate::graphql::paging::PageArgs;
use crate::graphql::scalars::{Code, Position};

/// A whole Conversation. Its fields are fields of [`Conversation`].
#[derive(Clone, PartialEq, Debug)]
pub struct ConversationDetails {
    pub(crate) row: ConversationRow,
    /// The turns as they stood, when it is shown as of an earlier moment.
    pub(crate) turns_then: Option<Vec<TurnRow>>,
}

/// What waits is boxed, as in [`Conversation`].
#[Object]
impl ConversationDetails {
    /// What it is about, in a line.
    async fn subject(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        let (Some(sealed), Some(event_id)) = (&self.row.subject, self.row.subject_event) else { return Ok(None) };
        let subject = Bound { event_id, tag: SUBJECT_TAG, sealed };
        Box::pin(open(context, subject, "conversation.list")).await.map(Some)
    }

    /// The agent who answers, while one does.
    async fn agent(&self, context: &Context<'_>) -> Result<Option<Agent>, Error> {
        match self.row.agent {
            Some(id) => Box::pin(load::known_agent(context, id)).await,
            None => Ok(None),
        }
    }

    /// The queue it waits in, while it waits in a defined one; nothing for customers.
    async fn queue(&self, context: &Context<'_>) -> Result<Option<Queue>, Error> {
        match self.row.queue.as_deref().and_then(|key| key.strip_prefix("queue:")).and_then(|id| id.parse().ok()) {
            Some(id) => Box::pin(load::queue(context, id)).await,
            None => Ok(None),
        }
    }

    /// The skill it waits for, while it waits for anyone who has it; nothing for customers.
    async fn skill(&self, context: &Context<'_>) -> Result<Option<Code>, Error> {
        internal(context, || self.row.skill.clone().map(Code))
    }

    /// The Handoff that waits to be accepted; nothing for customers.
    async fn handoff(&self, context: &Context<'_>) -> Result<Option<Handoff>, Error> {
        internal(context, || {
            let target = self.row.handoff_target.as_ref()?.0.clone();
            Some(Handoff { id: self.row.handoff?, target })
        })
    }

    /// The tier it was escalated to, from 0; nothing for customers.
    async fn tier(&self, context: &Context<'_>) -> Result<Option<u32>, Error> {
        internal(context, || Some(self.row.tier))
    }

    /// How much time there is; nothing for customers.
    async fn urgency(&self, context: &Context<'_>) -> Result<Option<Urgency>, Error> {
        internal(context, || Some(self.row.urgency.into()))
    }

    /// Whether the Escalation it has was noticed; nothing when it has none, and nothing for customers.
    async fn escalation_acknowledged(&self, context: &Context<'_>) -> Result<Option<bool>, Error> {
        internal(context, || self.row.acknowledged)
    }

    /// Its tags in order of name; none for customers.
    async fn tags(&self, context: &Context<'_>) -> Result<Vec<Code>, Error> {
        internal(context, || self.row.tags.0.iter().cloned().map(Code).collect())
    }

    /// The fields that have a value; none for customers.
    async fn fields(&self, context: &Context<'_>) -> Result<Vec<Field>, Error> {
        let field = |(name, entry): (&domain::Code, _)| Field { name: name.clone(), entry: Clone::clone(entry) };
        internal(context, || self.row.fields.0.iter().map(field).collect())
    }

    /// Those who joined, beside the customer and whoever answers; none for customers.
    async fn participants(&self, context: &Context<'_>) -> Result<Vec<JoinedParticipant>, Error> {
        internal(context, || self.row.participants.0.iter().cloned().map(JoinedParticipant).collect())
    }

    /// The verdicts; their own for customers.
    async fn ratings(&self, context: &Context<'_>) -> Result<Vec<Rating>, Error> {
        ratings(context, &self.row)
    }

    /// What it is about and which values stand, after its last 100 turns; nothing for customers.
    #[graphql(complexity = "400 + child_complexity")]
    async fn dialogue(&self, context: &Context<'_>) -> Result<Option<Dialogue>, Error> {
        if is_customer(context)? { Ok(None) } else { Box::pin(Dialogue::of(context, self)).await.map(Some) }
    }

    /// What the customer wanted last, as understood or as corrected; nothing for customers.
    async fn intent(&self, context: &Context<'_>) -> Result<Option<Code>, Error> {
        internal(context, || self.row.intent.clone().map(Code))
    }

    /// The mood of the customer's last turn; nothing for customers.
    async fn sentiment(&self, context: &Context<'_>) -> Result<Option<Polarity>, Error> {
        internal(context, || self.row.sentiment.map(Into::into))
    }

    /// The customer's mood over time, from -1 to 1: the mean of the score of their last turn and the mood before it;
    /// nothing for customers.
    async fn mood(&self, context: &Context<'_>) -> Result<Option<f64>, Error> {
        internal(context, || {
            self.row.mood.and_then(|mood| i32::try_from(mood).ok()).map(|mood| f64::from(mood) / 1000.0)
        })
    }

    /// How pressing the customer's last turn was; nothing for customers.
    async fn urgency_heard(&self, context: &Context<'_>) -> Result<Option<UrgencyHeard>, Error> {
        internal(context, || self.row.urgency_heard.map(Into::into))
    }

    /// How often it was taken up; 1 from the beginning.
    async fn cycle(&self) -> u32 {
        self.row.cycle
    }

    /// Rises whenever who answers changes. Hand it back with a command to be turned down when you are late.
    async fn epoch(&self) -> u64 {
        self.row.epoch
    }

    /// How many turns it has, notes among them; nothing for customers.
    async fn turn_count(&self, context: &Context<'_>) -> Result<Option<u64>, Error> {
        internal(context, || Some(self.row.turns))
    }

    /// What was said, in order; without what is internal for customers.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn turns(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
    ) -> Result<TurnConnection, Error> {
        Box::pin(turns(context, self, PageArgs::new(first, after, last, before))).await
    }

    /// What happened in it, in order; for customers what they are told of.
    #[graphql(complexity = "first.unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
    ) -> Result<EventConnection, Error> {
        Box::pin(timeline(context, self, first, after)).await
    }

    /// When it was settled, while it is.
    async fn resolved_at(&self) -> Option<DateTime<Utc>> {
        self.row.resolved_at.filter(|_| matches!(self.row.status, RowStatus::Resolved | RowStatus::Closed))
    }

    /// When it comes back, while it is laid aside until a time.
    async fn snoozed_until(&self) -> Option<DateTime<Utc>> {
        self.row.snoozed_until
    }

    /// Where it goes on, while it is merged.
    async fn merged_into(&self, context: &Context<'_>) -> Result<Option<Box<Conversation>>, Error> {
        match self.row.merged_into {
            Some(id) => Ok(Box::pin(load::conversation(context, id)).await?.map(Box::new)),
            None => Ok(None),
        }
    }

    /// The revision of its last event; hand it to `expectedRevision`.
    async fn revision(&self) -> Position {
        Position(self.row.revision)
    }

    /// The place in the log of its last event.
    async fn position(&self) -> Position {
        Position(self.row.position)
    }
}
