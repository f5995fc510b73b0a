//! A Conversation as front ends see it.

use std::collections::HashMap;

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Lookahead, Object};
use chrono::{DateTime, Utc};
use domain::ConversationId;
use event_store::Tenant;
use projections::views::conversation_list::{
    self, ConversationFilter, ConversationGlance, ConversationRow, ConversationSort,
};
use projections::{Direction, Page, PageRequest};

use super::{AnsweringKind, ConversationDetails, ConversationStatus, Customer, WaitingOn};
use crate::error_code::ErrorCode;
use crate::graphql::access::{fault, internal, require};
use crate::graphql::load;
use crate::graphql::node_id::NodeId;
use crate::graphql::paging::{At, connection, read_fault};
use crate::graphql::scalars::{Code, Language};
use crate::graphql::services::Services;

/// A page of Conversations.
pub type ConversationConnection = Connection<At, Conversation, EmptyFields, EmptyFields>;

/// The fields that [`Conversation`] itself answers. Where a list asks for no others, no more is read.
const AT_A_GLANCE: &[&str] = &[
    "__typename",
    "id",
    "customer",
    "channel",
    "language",
    "status",
    "answering",
    "waitingOn",
    "waitingSince",
    "priority",
    "openedAt",
    "lastActivityAt",
];

/// One customer's matter, from opening to resolution.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Conversation {
    glance: ConversationGlance,
    /// Nothing in a list that asks for nothing of it.
    details: Option<Box<ConversationDetails>>,
}

impl From<ConversationDetails> for Conversation {
    fn from(details: ConversationDetails) -> Self {
        Self { glance: (&details.row).into(), details: Some(Box::new(details)) }
    }
}

impl From<ConversationRow> for Conversation {
    fn from(row: ConversationRow) -> Self {
        ConversationDetails { row, turns_then: None }.into()
    }
}

impl From<ConversationGlance> for Conversation {
    fn from(glance: ConversationGlance) -> Self {
        Self { glance, details: None }
    }
}

impl Conversation {
    /// A page of the list. Of each Conversation no more is read than the field that is being answered asks for.
    ///
    /// # Errors
    /// Not signed in; `BAD_REQUEST` when a cursor is not one of this list; faults.
    pub(crate) async fn page(
        context: &Context<'_>,
        filter: &ConversationFilter,
        (sort, direction): (ConversationSort, Direction),
        request: &PageRequest,
    ) -> Result<ConversationConnection, Error> {
        let (tenant, model) = (load::tenant(context)?, &*context.data_unchecked::<Services>().read);
        if is_glanced_at(&nodes(context)) {
            listed(conversation_list::glances(model, &tenant, filter, sort, direction, request).await)
        } else {
            listed(conversation_list::page(model, &tenant, filter, sort, direction, request).await)
        }
    }

    /// Those of these ids that the one who asks may see. Of each no more is read than is asked for where it is shown.
    ///
    /// # Errors
    /// Not signed in, not allowed; faults.
    pub(super) async fn by_ids(
        context: &Context<'_>,
        ids: &[ConversationId],
        shown: &[Lookahead<'_>],
    ) -> Result<HashMap<ConversationId, Self>, Error> {
        let principal = require(context, load::SEE_CONVERSATIONS)?;
        let (tenant, model) = (Tenant::new(&principal.tenant), &*context.data_unchecked::<Services>().read);
        let found: Vec<Self> = if is_glanced_at(shown) {
            into(conversation_list::glances_by_ids(model, &tenant, ids).await)?
        } else {
            into(conversation_list::by_ids(model, &tenant, ids).await)?
        };
        let seen = found.into_iter().filter(|found| load::sees(principal, found.glance.customer));
        Ok(seen.map(|found| (found.glance.id, found)).collect())
    }

    /// All of it.
    ///
    /// # Errors
    /// `INTERNAL` when it stands in a list that asked for less.
    pub(crate) fn whole(&self) -> Result<&ConversationDetails, Error> {
        self.details.as_deref().ok_or_else(|| fault(ErrorCode::Internal, "a list has read too little"))
    }
}

fn listed<T: Into<Conversation>>(page: Result<Page<T>, projections::Error>) -> Result<ConversationConnection, Error> {
    Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Into::into))
}

fn into<T: Into<Conversation>>(rows: Result<Vec<T>, projections::Error>) -> Result<Vec<Conversation>, Error> {
    Ok(rows.map_err(|error| read_fault(&error))?.into_iter().map(Into::into).collect())
}

/// What is asked of the items of the connection that is being answered.
pub(super) fn nodes<'a>(context: &'a Context<'a>) -> [Lookahead<'a>; 2] {
    let list = context.look_ahead();
    [list.field("nodes"), list.field("edges").field("node")]
}

/// Whether Conversations are asked only for what is seen at a glance, wherever they are shown.
fn is_glanced_at(shown: &[Lookahead<'_>]) -> bool {
    let mut asked = shown.iter().flat_map(Lookahead::selection_fields);
    asked.all(|conversation| conversation.selection_set().all(|field| AT_A_GLANCE.contains(&field.name())))
}

/// A list holds a future for each field of each of its items at once, as large as the largest here: what waits is boxed.
#[Object(use_type_description)]
impl Conversation {
    /// Its id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Conversation(self.glance.id).into()
    }

    /// Whose matter.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Customer>, Error> {
        Box::pin(load::customer(context, self.glance.customer)).await
    }

    /// Where it came in.
    async fn channel(&self) -> Code {
        Code(self.glance.channel.clone())
    }

    /// In which language, as far as is known.
    async fn language(&self) -> Option<Language> {
        self.glance.language.clone().map(Language)
    }

    /// Whether there is something to do.
    async fn status(&self) -> ConversationStatus {
        self.glance.status.into()
    }

    /// What kind of participant answers.
    async fn answering(&self) -> AnsweringKind {
        self.glance.answering.into()
    }

    /// Whose move it is.
    async fn waiting_on(&self) -> WaitingOn {
        self.glance.waiting_on.into()
    }

    /// Since when it is.
    async fn waiting_since(&self) -> DateTime<Utc> {
        self.glance.waiting_since
    }

    /// Its place among the waiting, from 1, the most pressing, to 5; nothing for customers.
    async fn priority(&self, context: &Context<'_>) -> Result<Option<u32>, Error> {
        internal(context, || Some(self.glance.priority))
    }

    /// When it began.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.glance.opened_at
    }

    /// When anything last happened in it.
    async fn last_activity_at(&self) -> DateTime<Utc> {
        self.glance.last_activity_at
    }

    /// Everything else.
    #[graphql(flatten)]
    async fn details(&self) -> Result<&ConversationDetails, Error> {
        self.whole()
    }
}
