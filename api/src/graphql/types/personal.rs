//! Texts that are personal: opened for who may see them, and what stands in their place otherwise.

use std::sync::Arc;

use async_graphql::{Context, Enum, Error, SimpleObject};
use uuid::Uuid;
use vault::{Access, FieldContext, Opened, Sealed};

use crate::auth::Principal;
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, allows_any, fault, principal};
use crate::graphql::services::Services;
use crate::graphql::user_error::log_fault;

/// Whether a personal text can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum PersonalState {
    /// It can; `text` holds it.
    Readable,
    /// Your role does not show it.
    Masked,
    /// It was taken from view.
    Redacted,
    /// Its subject was erased; nobody can read it any more.
    Erased,
}

/// A text about a person.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct PersonalText {
    /// The text, when it can be read.
    pub text: Option<String>,
    /// Whether it can be read, and why not.
    pub state: PersonalState,
}

/// A sealed value and what it is bound to.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// The event that brought it.
    pub event_id: Uuid,
    /// The tag of its field.
    pub tag: &'static str,
    /// The value.
    pub sealed: &'a Sealed,
}

impl PersonalText {
    /// What stands in place of a text that is not shown.
    #[must_use]
    pub fn hidden(state: PersonalState) -> Self {
        Self { text: None, state }
    }
}

/// Opens one text for the one who asks.
///
/// # Errors
/// Not signed in; `UNAVAILABLE` when the keys cannot be read; `INTERNAL` when the value was altered.
pub async fn open(context: &Context<'_>, bound: Bound<'_>, purpose: &'static str) -> Result<PersonalText, Error> {
    let principal = principal(context)?;
    if !sees_texts(principal) {
        return Ok(PersonalText::hidden(PersonalState::Masked));
    }
    let place = FieldContext { tenant: &principal.tenant, event_id: bound.event_id, tag: bound.tag };
    let access = Access { actor: Arc::from(principal.actor_id.as_str()), purpose };
    let vault = &context.data_unchecked::<Services>().vault;
    match vault.open::<String>(place, bound.sealed, &access).await {
        Ok(Opened::Clear(text)) => Ok(PersonalText { text: Some(text), state: PersonalState::Readable }),
        Ok(Opened::Erased) => Ok(PersonalText::hidden(PersonalState::Erased)),
        Err(error) => Err(vault_fault(&error)),
    }
}

/// Opens many texts for the one who asks, in their order.
///
/// # Errors
/// As [`open`].
pub async fn open_many(
    context: &Context<'_>,
    bound: &[Bound<'_>],
    purpose: &'static str,
) -> Result<Vec<PersonalText>, Error> {
    let principal = principal(context)?;
    if !sees_texts(principal) {
        return Ok(bound.iter().map(|_| PersonalText::hidden(PersonalState::Masked)).collect());
    }
    let place =
        |bound: &Bound<'_>| FieldContext { tenant: &principal.tenant, event_id: bound.event_id, tag: bound.tag };
    let sealed: Vec<_> = bound.iter().map(|bound| (place(bound), bound.sealed)).collect();
    let access = Access { actor: Arc::from(principal.actor_id.as_str()), purpose };
    let opened = context.data_unchecked::<Services>().vault.open_many(&sealed, &access).await;
    let shown = |opened| match opened {
        Opened::Clear(text) => PersonalText { text: Some(text), state: PersonalState::Readable },
        Opened::Erased => PersonalText::hidden(PersonalState::Erased),
    };
    Ok(opened.map_err(|error| vault_fault(&error))?.into_iter().map(shown).collect())
}

fn sees_texts(principal: &Principal) -> bool {
    allows_any(principal.role, &[Operation::ReadConversations, Operation::ReadOwnConversations])
}

/// The top-level error of a vault that failed.
pub(crate) fn vault_fault(error: &vault::Error) -> Error {
    log_fault(error);
    match error {
        vault::Error::Unavailable { .. } => fault(ErrorCode::Unavailable, "the key store is unavailable; try again"),
        vault::Error::Erased
        | vault::Error::UnknownKey { .. }
        | vault::Error::Altered { .. }
        | vault::Error::Mistyped { .. }
        | vault::Error::DamagedKey { .. }
        | vault::Error::ForeignRoot
        | vault::Error::RootMissing { .. }
        | vault::Error::RootExposed { .. }
        | vault::Error::RootMalformed { .. }
        | vault::Error::RootUnusable { .. }
        | vault::Error::Unrecorded { .. } => fault(ErrorCode::Internal, "something went wrong on our side"),
    }
}
