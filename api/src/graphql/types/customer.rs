//! A customer as front ends see them.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::customer::event::{IDENTITY_VALUE_TAG, NAME_TAG, REMARK_TAG};
use domain::ids::IdentityId;
use projections::Direction;
use projections::views::conversation_list::{ConversationFilter, ConversationSort};
use projections::views::customers::{ConsentEntry, CustomerRow, IdentityEntry};
use uuid::Uuid;
use vault::Sealed;

use super::{Bound, Conversation, ConversationConnection, IdentityKind, PersonalText, open};
use crate::graphql::access::is_customer;
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::paging::{At, PageArgs};
use crate::graphql::scalars::{Code, Language, Position};

/// A page of customers.
pub type CustomerConnection = Connection<At, Customer, EmptyFields, EmptyFields>;

/// Someone who is served.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Customer(pub CustomerRow);

async fn opened(
    context: &Context<'_>,
    sealed: Option<&Sealed>,
    event: Option<Uuid>,
    tag: &'static str,
) -> Result<Option<PersonalText>, Error> {
    let (Some(sealed), Some(event_id)) = (sealed, event) else { return Ok(None) };
    open(context, Bound { event_id, tag, sealed }, "customer.read").await.map(Some)
}

#[Object(use_type_description)]
impl Customer {
    /// Their id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Customer(self.0.id).into()
    }

    /// What they are called.
    async fn name(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        opened(context, self.0.name.as_ref(), self.0.name_event, NAME_TAG).await
    }

    /// What agents should know of them; nothing for customers.
    async fn remark(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        if is_customer(context)? {
            return Ok(None);
        }
        opened(context, self.0.remark.as_ref(), self.0.remark_event, REMARK_TAG).await
    }

    /// The ways to tell and reach them.
    async fn identities(&self) -> Vec<Identity> {
        let identity = |(id, entry): (&IdentityId, &IdentityEntry)| Identity { id: *id, entry: entry.clone() };
        self.0.identities.0.iter().map(identity).collect()
    }

    /// Which language they prefer.
    async fn language(&self) -> Option<Language> {
        self.0.language.clone().map(Language)
    }

    /// Which channel they prefer.
    async fn channel(&self) -> Option<Code> {
        self.0.channel.clone().map(Code)
    }

    /// What they agree to and what not, by purpose; nothing of what they never spoke of.
    async fn consents(&self) -> Vec<Consent> {
        let said = |(purpose, ConsentEntry { given, notice, at }): (&domain::Code, &ConsentEntry)| Consent {
            purpose: Code(purpose.clone()),
            given: *given,
            notice: notice.clone().map(Code),
            at: *at,
        };
        self.0.consents.0.iter().map(said).collect()
    }

    /// Where they became known.
    async fn source(&self) -> Option<Code> {
        self.0.source.clone().map(Code)
    }

    /// When they became known; nothing while only a Conversation tells of them.
    async fn registered_at(&self) -> Option<DateTime<Utc>> {
        self.0.registered_at
    }

    /// Whether they may open no Conversations.
    async fn blocked(&self) -> bool {
        self.0.blocked
    }

    /// Whether their keys are destroyed: nobody can read what was personal of them any more.
    async fn erased(&self) -> bool {
        self.0.erased
    }

    /// As whom they go on, when they turned out to be the same person.
    async fn merged_into(&self, context: &Context<'_>) -> Result<Option<Box<Customer>>, Error> {
        match self.0.merged_into {
            Some(id) => Ok(load::customer(context, id).await?.map(Box::new)),
            None => Ok(None),
        }
    }

    /// How many Conversations they opened.
    async fn conversation_count(&self) -> u64 {
        self.0.conversations
    }

    /// Their Conversations, the latest first.
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn conversations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the front, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what is behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the back, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what is before this cursor.")] before: Option<String>,
    ) -> Result<ConversationConnection, Error> {
        let request = PageArgs::new(first, after, last, before).request()?;
        let filter = ConversationFilter { customer: Some(self.0.id), ..ConversationFilter::default() };
        Conversation::page(context, &filter, (ConversationSort::Opened, Direction::Descending), &request).await
    }

    /// The revision of their last event; hand it to `expectedRevision`.
    async fn revision(&self) -> Option<Position> {
        self.0.revision.map(Position)
    }

    /// The place in the log of the last event about them.
    async fn position(&self) -> Position {
        Position(self.0.position)
    }
}

/// What a customer said last of one purpose.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct Consent {
    /// What for, such as `external_processing`: that a provider outside the house reads what they say.
    purpose: Code,
    /// Whether they agree.
    given: bool,
    /// The wording they agreed to, by its version.
    notice: Option<Code>,
    /// When they said so.
    at: DateTime<Utc>,
}

/// A verified way to tell and reach a customer.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Identity {
    id: IdentityId,
    entry: IdentityEntry,
}

#[Object(use_type_description)]
impl Identity {
    /// Its id, with which it is unlinked.
    async fn id(&self) -> Uuid {
        self.id.0
    }

    /// What it is.
    async fn kind(&self) -> IdentityKind {
        match self.entry.kind {
            domain::customer::IdentityKind::Email => IdentityKind::Email,
            domain::customer::IdentityKind::Phone => IdentityKind::Phone,
            domain::customer::IdentityKind::External { .. } => IdentityKind::External,
        }
    }

    /// The other system, for an external id.
    async fn system(&self) -> Option<Code> {
        match &self.entry.kind {
            domain::customer::IdentityKind::External { system } => Some(Code(system.clone())),
            domain::customer::IdentityKind::Email | domain::customer::IdentityKind::Phone => None,
        }
    }

    /// The address, number or id.
    async fn value(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        opened(context, Some(&self.entry.value), Some(self.entry.event), IDENTITY_VALUE_TAG).await
    }

    /// How it was verified.
    async fn verified_by(&self) -> Code {
        Code(self.entry.verified_by.clone())
    }
}
