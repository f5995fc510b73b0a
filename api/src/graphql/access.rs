//! Who may do what: the one table of roles and operations.

use async_graphql::{Context, Error};

use crate::auth::{Principal, Role};
use crate::error_code::ErrorCode;

/// What can be asked of the API, as far as permission differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// Read any Conversation of the tenant, with what was said.
    ReadConversations,
    /// Read one's own Conversations: those of the customer who asks.
    ReadOwnConversations,
    /// Read lists and boards without what is personal in them.
    ReadOverviews,
    /// Read numbers.
    ReadActivity,
    /// Read customers, and look them up by an identity.
    ReadCustomers,
    /// Read the whole log of the tenant, sealed as it is.
    ReadLog,
    /// Take away proofs that events of the tenant are in the ledger. That it grows is for all who signed in.
    ProveEvents,
    /// Read and search articles, drafts too.
    ReadKnowledge,
    /// Draft, revise, publish, retire and restore articles.
    ManageKnowledge,
    /// Take part in Conversations: speak, hand off, resolve.
    Serve,
    /// Say what turns really wanted. For people: what a machine says is no label for another.
    CorrectUnderstanding,
    /// Speak and rate as the customer one is.
    SpeakAsCustomer,
    /// Register, change, merge and block customers.
    ManageCustomers,
    /// Erase a customer.
    EraseCustomers,
    /// Register agents and define queues.
    ManageService,
    /// Change one's own presence.
    ChangeOwnPresence,
}

/// The one place that says which role may do what.
#[must_use]
pub fn allows(role: Role, operation: Operation) -> bool {
    use Operation as O;
    match role {
        Role::Admin => true,
        Role::Supervisor => !matches!(operation, O::EraseCustomers | O::ReadLog),
        Role::Service => !matches!(
            operation,
            O::EraseCustomers
                | O::ReadLog
                | O::ProveEvents
                | O::ManageService
                | O::ManageKnowledge
                | O::CorrectUnderstanding
        ),
        Role::Agent => matches!(
            operation,
            O::ReadConversations
                | O::ReadOverviews
                | O::ReadActivity
                | O::ReadCustomers
                | O::ReadKnowledge
                | O::Serve
                | O::CorrectUnderstanding
                | O::ManageCustomers
                | O::ChangeOwnPresence
        ),
        Role::Assistant => matches!(
            operation,
            O::ReadConversations | O::ReadOverviews | O::ReadCustomers | O::ReadKnowledge | O::Serve
        ),
        Role::Customer => matches!(operation, O::ReadOwnConversations | O::SpeakAsCustomer),
        Role::Auditor => {
            matches!(operation, O::ReadLog | O::ProveEvents | O::ReadOverviews | O::ReadActivity)
        }
        Role::Analyst => matches!(operation, O::ReadOverviews | O::ReadActivity),
    }
}

/// The one who asks.
///
/// # Errors
/// `UNAUTHENTICATED` when nobody signed in.
pub fn principal<'a>(context: &Context<'a>) -> Result<&'a Principal, Error> {
    context
        .data_opt::<Option<Principal>>()
        .and_then(Option::as_ref)
        .ok_or_else(|| fault(ErrorCode::Unauthenticated, "sign in first: send a bearer token"))
}

/// Whether any of the operations is allowed to a role.
#[must_use]
pub fn allows_any(role: Role, any_of: &[Operation]) -> bool {
    any_of.iter().any(|operation| allows(role, *operation))
}

/// Whether the one who asks is a customer, who sees what is theirs and nothing of how they are served.
///
/// # Errors
/// `UNAUTHENTICATED` when nobody signed in.
pub fn is_customer(context: &Context<'_>) -> Result<bool, Error> {
    Ok(principal(context)?.role == Role::Customer)
}

/// What is for those who serve and those who watch over it; for customers nothing, whatever it holds.
///
/// # Errors
/// `UNAUTHENTICATED` when nobody signed in.
pub fn internal<T: Default>(context: &Context<'_>, value: impl FnOnce() -> T) -> Result<T, Error> {
    Ok(if is_customer(context)? { T::default() } else { value() })
}

/// The one who asks, when their role allows at least one of the operations.
///
/// # Errors
/// `UNAUTHENTICATED` when nobody signed in, `FORBIDDEN` when the role allows none.
pub fn require<'a>(context: &Context<'a>, any_of: &[Operation]) -> Result<&'a Principal, Error> {
    let principal = principal(context)?;
    if allows_any(principal.role, any_of) {
        Ok(principal)
    } else {
        Err(fault(ErrorCode::Forbidden, "your role does not allow this"))
    }
}

/// A top-level error with its code.
#[must_use]
pub fn fault(code: ErrorCode, message: &str) -> Error {
    code.error(message)
}
