//! What was said.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Object};
use chrono::{DateTime, Utc};
use domain::conversation::event::{ATTACHMENTS_TAG, TURN_TEXT_TAG};
use projections::views::transcript::{self, TurnRow};
use uuid::Uuid;
use vault::Personal;

use super::{
    Bound, ConversationDetails, FoundEntity, FoundPersonalData, Participant, PersonalState, PersonalText,
    TurnUnderstanding, Visibility, open,
};
use crate::graphql::access::{internal, is_customer};
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::paging::{At, PageArgs, connection, read_fault, slice};
use crate::graphql::scalars::{Code, Long, Position};
use crate::graphql::services::Services;

/// A page of turns.
pub type TurnConnection = Connection<At, Turn, EmptyFields, EmptyFields>;

/// A page of the turns that the one who asks may see.
///
/// # Errors
/// Not signed in; `BAD_REQUEST` when the page is not one of this list; faults.
pub(super) async fn turns(
    context: &Context<'_>,
    conversation: &ConversationDetails,
    args: PageArgs,
) -> Result<TurnConnection, Error> {
    let (request, shown) = (args.request()?, load::shown_turns(context)?);
    let page = match &conversation.turns_then {
        Some(turns) => slice(turns, shown, &request)?,
        None => {
            let (model, row) = (&*context.data_unchecked::<Services>().read, &conversation.row);
            let page = transcript::page(model, &row.tenant, row.id, shown, &request).await;
            page.map_err(|error| read_fault(&error))?
        }
    };
    Ok(connection(page, EmptyFields, Turn))
}

/// One utterance by one participant, or an internal note.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Turn(pub TurnRow);

#[Object(use_type_description)]
impl Turn {
    /// Its id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Turn(self.0.conversation, self.0.id).into()
    }

    /// Its place among the turns of the Conversation, from 0.
    async fn index(&self) -> u64 {
        self.0.turn_index
    }

    /// Who spoke.
    async fn author(&self) -> Option<Participant> {
        self.0.participant().map(Participant)
    }

    /// Who sees it.
    async fn visibility(&self) -> Visibility {
        self.0.visibility.into()
    }

    /// What was said.
    async fn text(&self, context: &Context<'_>) -> Result<PersonalText, Error> {
        match (&self.0.text, self.0.redacted) {
            (Some(sealed), false) => {
                let bound = Bound { event_id: self.0.event, tag: TURN_TEXT_TAG, sealed };
                open(context, bound, "conversation.read").await
            }
            (_, true) | (None, false) => Ok(PersonalText::hidden(PersonalState::Redacted)),
        }
    }

    /// Files with it.
    async fn attachments(&self) -> Vec<Attachment> {
        let attachment =
            |file: &domain::conversation::Attachment| Attachment { file: file.clone(), event: self.0.event };
        self.0.attachments.0.iter().map(attachment).collect()
    }

    /// The turn it answers; nothing when you may not see that one.
    async fn reply_to_id(&self, context: &Context<'_>) -> Result<Option<ID>, Error> {
        let (Some(turn), conversation) = (self.0.reply_to, self.0.conversation) else { return Ok(None) };
        let hidden = is_customer(context)? && load::turn(context, conversation, turn).await?.is_none();
        Ok((!hidden).then(|| NodeId::Turn(conversation, turn).into()))
    }

    /// What it means; nothing for customers, and for what they did not say.
    async fn understanding(&self, context: &Context<'_>) -> Result<Option<TurnUnderstanding>, Error> {
        internal(context, || TurnUnderstanding::of(&self.0))
    }

    /// The facts in what one who serves said; those of customers stand in `understanding`. Nothing for customers.
    async fn facts(&self, context: &Context<'_>) -> Result<Vec<FoundEntity>, Error> {
        internal(context, || FoundEntity::of(&self.0))
    }

    /// The personal data in it, by class and place; nothing for customers.
    async fn personal_data(&self, context: &Context<'_>) -> Result<Vec<FoundPersonalData>, Error> {
        internal(context, || FoundPersonalData::of(&self.0))
    }

    /// Why it was taken from view, if it was.
    async fn redaction_reason(&self) -> Option<Code> {
        self.0.redaction_reason.clone().map(Code)
    }

    /// When it was said.
    async fn occurred_at(&self) -> DateTime<Utc> {
        self.0.occurred_at
    }

    /// The place in the log of its last event.
    async fn position(&self) -> Position {
        Position(self.0.position)
    }
}

/// A file that belongs to a turn; it is kept elsewhere.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Attachment {
    file: domain::conversation::Attachment,
    event: Uuid,
}

impl Attachment {
    async fn opened(
        &self,
        context: &Context<'_>,
        value: Option<&Personal<String>>,
    ) -> Result<Option<PersonalText>, Error> {
        let Some(sealed) = value.and_then(Personal::as_sealed) else { return Ok(None) };
        let bound = Bound { event_id: self.event, tag: ATTACHMENTS_TAG, sealed };
        open(context, bound, "conversation.attachment").await.map(Some)
    }
}

#[Object(use_type_description)]
impl Attachment {
    /// Its id.
    async fn id(&self) -> Uuid {
        self.file.id.0
    }

    /// Its media type.
    async fn media_type(&self) -> Code {
        Code(self.file.media_type.clone())
    }

    /// Its size in bytes.
    async fn size(&self) -> Long {
        self.file.size.into()
    }

    /// Where it is kept.
    async fn reference(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        self.opened(context, Some(&self.file.reference)).await
    }

    /// What the sender called it.
    async fn name(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        self.opened(context, self.file.name.as_ref()).await
    }
}
