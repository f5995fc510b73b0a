//! Introspection is for those who signed in, unless the operator opens it to everyone.

use async_graphql::Request;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use super::reply::Rejection;
use crate::ErrorCode;
use crate::auth::Principal;

/// Who may ask what the schema is. `__typename` may be asked by anyone; to others, no type exists for `__type`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Introspection {
    /// Those who signed in.
    #[default]
    SignedIn,
    /// Anyone.
    Anyone,
}

impl Introspection {
    /// The request as the schema may answer it to this caller.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`, when it asks for the schema and may not.
    pub(super) fn admit(self, mut request: Request, caller: Option<&Principal>) -> Result<Request, Rejection> {
        if self == Self::Anyone || caller.is_some() {
            return Ok(request);
        }
        if introspects(request.parsed_query()?) {
            let message = "sign in first: the schema is shown to those who send a bearer token";
            return Err(Rejection::new(ErrorCode::Unauthenticated, message));
        }
        Ok(request.disable_introspection())
    }
}

/// Whether it asks for the schema anywhere. The nesting of a document from outside was bounded when it was parsed.
fn introspects(document: &ExecutableDocument) -> bool {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    operations.chain(fragments).any(asks)
}

fn asks(set: &SelectionSet) -> bool {
    set.items.iter().any(|selection| match &selection.node {
        Selection::Field(field) => field.node.name.node == "__schema" || asks(&field.node.selection_set.node),
        Selection::InlineFragment(inline) => asks(&inline.node.selection_set.node),
        Selection::FragmentSpread(_) => false,
    })
}
