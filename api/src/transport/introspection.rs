//! Introspection is for those who signed in, unless the operator opens it to everyone.

use std::sync::Arc;

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextParseQuery, NextResolve, ResolveInfo,
};
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{ServerError, ServerResult, Value, Variables};

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

impl ExtensionFactory for Introspection {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_trait::async_trait]
impl Extension for Introspection {
    async fn parse_query(
        &self,
        context: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(context, query, variables).await?;
        if self.is_closed_to(context) && introspects(&document) {
            return Err(refusal());
        }
        Ok(document)
    }

    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        if info.name == "__type" && self.is_closed_to(context) {
            return Ok(Some(Value::Null));
        }
        next.run(context, info).await
    }
}

impl Introspection {
    fn is_closed_to(self, context: &ExtensionContext<'_>) -> bool {
        let anonymous = || context.data_opt::<Option<Principal>>().is_none_or(Option::is_none);
        self == Self::SignedIn && anonymous()
    }
}

fn refusal() -> ServerError {
    ErrorCode::Unauthenticated.server_error("sign in first: the schema is shown to those who send a bearer token")
}

/// Whether it asks for the schema anywhere. The transport has bounded the document's nesting before.
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
