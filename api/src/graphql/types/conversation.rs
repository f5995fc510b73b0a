//! A Conversation as front ends see it.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Description, Error, ID, Lookahead, Object};
use chrono::{DateTime, Utc};
use projections::views::conversation_list::{
    self, ConversationFilter, ConversationGlance, ConversationRow, ConversationSort,
};
use projections::{Direction, PageRequest};
use tokio::sync::OnceCell;

use super::{AnsweringKind, ConversationDetails, ConversationStatus, Customer, WaitingOn};
use crate::graphql::access::internal;
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
    /// Read when something of it is asked for, unless it came with the glance.
    details: OnceCell<Box<ConversationDetails>>,
}

impl From<ConversationDetails> for Conversation {
    fn from(details: ConversationDetails) -> Self {
        Self { glance: (&details.row).into(), details: OnceCell::new_with(Some(Box::new(details))) }
    }
}

impl From<ConversationRow> for Conversation {
    fn from(row: ConversationRow) -> Self {
        ConversationDetails { row, turns_then: None }.into()
    }
}

impl From<ConversationGlance> for Conversation {
    fn from(glance: ConversationGlance) -> Self {
        Self { glance, details: OnceCell::new() }
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
        if is_glanced_at(&context.look_ahead()) {
            let page = conversation_list::glances(model, &tenant, filter, sort, direction, request).await;
            Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Into::into))
        } else {
            let page = conversation_list::page(model, &tenant, filter, sort, direction, request).await;
            Ok(connection(page.map_err(|error| read_fault(&error))?, EmptyFields, Into::into))
        }
    }
}

/// Whether a list asks only for what is seen at a glance.
fn is_glanced_at(list: &Lookahead<'_>) -> bool {
    let nodes = [list.field("nodes"), list.field("edges").field("node")];
    let mut nodes = nodes.iter().flat_map(Lookahead::selection_fields);
    nodes.all(|node| node.selection_set().all(|field| AT_A_GLANCE.contains(&field.name())))
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
    pub(crate) async fn details(&self, context: &Context<'_>) -> Result<&ConversationDetails, Error> {
        let details = self.details.get_or_try_init(|| Box::pin(ConversationDetails::of(context, self.glance.id)));
        details.await.map(|details| &**details)
    }
}
