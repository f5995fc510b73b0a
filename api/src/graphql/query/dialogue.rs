//! What of a Conversation a search looks at.

use async_graphql::{Context, Error};
use domain::conversation::event::TURN_TEXT_TAG;
use domain::conversation::{FieldValue, Visibility};
use domain::{ConversationId, CustomerId};
use projections::PageRequest;
use projections::views::conversation_list::ConversationRow;
use projections::views::transcript::{self, AuthorKind, TurnRow};

use crate::error_code::ErrorCode;
use crate::graphql::access::fault;
use crate::graphql::load;
use crate::graphql::paging::read_fault;
use crate::graphql::services::Services;
use crate::graphql::types::{Bound, open};

/// Among how many of the last turns those of the customer are looked for.
const TURNS: u32 = 20;
/// How many turns of the customer are looked at.
const SAID: usize = 5;
/// How many characters of a text are looked at.
const CHARACTERS: usize = 2_000;

/// What of a Conversation a search looks at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Dialogue {
    /// Whose it is.
    pub(super) customer: Option<CustomerId>,
    /// What the customer said, latest first.
    pub(super) said: Vec<String>,
    /// The fields that hold names, as name and value.
    pub(super) state: Vec<(String, String)>,
}

impl Dialogue {
    /// Of a Conversation that the one who asks may read.
    ///
    /// # Errors
    /// Not signed in, not allowed; `NOT_FOUND` when there is none; faults.
    pub(super) async fn of(context: &Context<'_>, id: ConversationId) -> Result<Self, Error> {
        let conversation = load::conversation(context, id).await?;
        let conversation = conversation.ok_or_else(|| fault(ErrorCode::NotFound, "there is no such conversation"))?;
        let row = &conversation.whole()?.row;
        Ok(Self { customer: Some(row.customer), said: said(context, row).await?, state: state(row) })
    }
}

/// What the customer said last. What was redacted, or said by one who was erased, is not looked at.
async fn said(context: &Context<'_>, row: &ConversationRow) -> Result<Vec<String>, Error> {
    let (model, request) = (&*context.data_unchecked::<Services>().read, PageRequest::last(TURNS));
    let page = transcript::page(model, &row.tenant, row.id, Some(Visibility::Public), &request).await;
    let turns = page.map_err(|error| read_fault(&error))?.edges.into_iter().rev().map(|edge| edge.node);
    let mut said = Vec::new();
    for turn in turns.filter(|turn| turn.author_kind == AuthorKind::Customer).take(SAID) {
        said.extend(text(context, &turn).await?.map(|text| clip(&text)));
    }
    said.retain(|text| !text.trim().is_empty());
    Ok(said)
}

async fn text(context: &Context<'_>, turn: &TurnRow) -> Result<Option<String>, Error> {
    let Some(sealed) = &turn.text else { return Ok(None) };
    let bound = Bound { event_id: turn.event, tag: TURN_TEXT_TAG, sealed };
    Ok(open(context, bound, "knowledge.search").await?.text)
}

/// Texts in fields are personal, and are not looked at.
fn state(row: &ConversationRow) -> Vec<(String, String)> {
    let code = |value: &FieldValue| match value {
        FieldValue::Code(code) => Some(code.to_string()),
        FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::Flag(_) | FieldValue::Time(_) => None,
    };
    let fields = row.fields.0.iter();
    fields.filter_map(|(name, entry)| Some((name.to_string(), code(&entry.value)?))).collect()
}

/// The beginning of a text.
pub(super) fn clip(text: &str) -> String {
    text.chars().take(CHARACTERS).collect()
}
