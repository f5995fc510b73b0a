//! Measures a parsed document before anything walks it with fragments expanded.
//!
//! Twenty small fragments, each spreading the next one twice, stand for a million fields. Each fragment is
//! measured once and its numbers are multiplied, so the measuring itself is linear in the text.

use std::collections::HashMap;

use async_graphql::{
    Positioned, ServerError,
    parser::types::{
        ExecutableDocument, Field, FragmentSpread, OperationDefinition, OperationType, Selection, SelectionSet,
    },
};

use super::limits::Limits;
use crate::ErrorCode;

/// The deepest nesting of selection sets and fragments the schema walks.
pub(crate) const MAX_LEVELS: usize = 32;

/// How often introspection may go through a list of types or fields inside another such list.
const MAX_TYPE_LISTS: usize = 2;

/// What a document asks for, fragments expanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    root_fields: usize,
    selections: usize,
    aliases: usize,
    directives: usize,
    levels: usize,
    type_lists: usize,
}

/// Refuses a document that is larger than `limits`, or whose fragments form a ring.
///
/// # Errors
///
/// `LIMIT_EXCEEDED` names the limit; `GRAPHQL_VALIDATION_FAILED` names the fragment.
pub(crate) fn check(document: &ExecutableDocument, limits: &Limits) -> Result<(), ServerError> {
    let mut surveyor = Surveyor { document, fragments: HashMap::new() };
    let mut whole = Shape::default();
    for (_, operation) in document.operations.iter() {
        whole = whole.beside(surveyor.set(&operation.node.selection_set.node, 0)?);
        whole.directives += operation.node.directives.len();
    }
    within("root fields", whole.root_fields, limits.root_fields)?;
    within("aliases", whole.aliases, limits.aliases)?;
    within("directives", whole.directives, limits.directives)?;
    within("fields", whole.selections, limits.selections)
}

/// Refuses a subscription with several fields at its top: one operation is one stream of events.
///
/// # Errors
///
/// `GRAPHQL_VALIDATION_FAILED`, at the operation.
pub(crate) fn check_subscription(
    document: &ExecutableDocument,
    operation: &Positioned<OperationDefinition>,
) -> Result<(), ServerError> {
    let mut surveyor = Surveyor { document, fragments: HashMap::new() };
    let found = surveyor.set(&operation.node.selection_set.node, 0)?.root_fields;
    if operation.node.ty == OperationType::Subscription && found > 1 {
        let message = "a subscription has exactly one field at its top";
        return Err(ErrorCode::GraphqlValidationFailed.mark(ServerError::new(message, Some(operation.pos))));
    }
    Ok(())
}

fn within(what: &str, found: usize, limit: usize) -> Result<(), ServerError> {
    if found <= limit { Ok(()) } else { Err(exceeded(format!("the document has more than {limit} {what}"))) }
}

fn exceeded(message: String) -> ServerError {
    ErrorCode::LimitExceeded.server_error(message)
}

impl Shape {
    fn beside(self, other: Self) -> Self {
        Self {
            root_fields: self.root_fields.saturating_add(other.root_fields),
            selections: self.selections.saturating_add(other.selections),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
            levels: self.levels.max(other.levels),
            type_lists: self.type_lists.max(other.type_lists),
        }
    }
}

enum Fragment {
    BeingMeasured,
    Measured(Shape),
}

struct Surveyor<'a> {
    document: &'a ExecutableDocument,
    fragments: HashMap<&'a str, Fragment>,
}

impl<'a> Surveyor<'a> {
    fn set(&mut self, set: &'a SelectionSet, level: usize) -> Result<Shape, ServerError> {
        let mut shape = Shape::default();
        for selection in &set.items {
            shape = shape.beside(self.selection(&selection.node, level)?);
        }
        // Checked on the way down for the stack, and on the way up because a measured fragment is not walked again.
        if level.saturating_add(shape.levels) > MAX_LEVELS {
            return Err(exceeded(format!("the document is nested more than {MAX_LEVELS} levels deep")));
        }
        Ok(shape)
    }

    fn selection(&mut self, selection: &'a Selection, level: usize) -> Result<Shape, ServerError> {
        if level >= MAX_LEVELS {
            return Err(exceeded(format!("the document is nested more than {MAX_LEVELS} levels deep")));
        }
        let mut shape = match selection {
            Selection::Field(field) => self.field(&field.node, level)?,
            Selection::InlineFragment(inline) => deeper(self.set(&inline.node.selection_set.node, level + 1)?),
            Selection::FragmentSpread(spread) => deeper(self.spread(spread, level + 1)?),
        };
        shape.directives = shape.directives.saturating_add(selection.directives().len());
        Ok(shape)
    }

    fn field(&mut self, field: &'a Field, level: usize) -> Result<Shape, ServerError> {
        let below = self.set(&field.selection_set.node, level + 1)?;
        let name = field.name.node.as_str();
        if matches!(name, "__schema" | "__type") && below.type_lists > MAX_TYPE_LISTS {
            return Err(exceeded("introspection may not nest lists of types or fields so deep".into()));
        }
        let is_type_list = matches!(name, "fields" | "interfaces" | "possibleTypes" | "inputFields");
        Ok(Shape {
            root_fields: 1,
            selections: below.selections.saturating_add(1),
            aliases: below.aliases.saturating_add(usize::from(field.alias.is_some())),
            type_lists: below.type_lists + usize::from(is_type_list),
            ..deeper(below)
        })
    }

    fn spread(&mut self, spread: &'a Positioned<FragmentSpread>, level: usize) -> Result<Shape, ServerError> {
        let name = spread.node.fragment_name.node.as_str();
        match self.fragments.get(name) {
            Some(Fragment::Measured(shape)) => return Ok(*shape),
            Some(Fragment::BeingMeasured) => return Err(ring(name, spread)),
            None => {}
        }
        // Validation reports an unknown fragment with its position.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Shape::default()) };
        self.fragments.insert(name, Fragment::BeingMeasured);
        let shape = self.set(&fragment.node.selection_set.node, level)?;
        self.fragments.insert(name, Fragment::Measured(shape));
        Ok(shape)
    }
}

fn deeper(below: Shape) -> Shape {
    Shape { levels: below.levels + 1, ..below }
}

fn ring(name: &str, spread: &Positioned<FragmentSpread>) -> ServerError {
    let message = format!("the fragment `{name}` spreads itself");
    ErrorCode::GraphqlValidationFailed.mark(ServerError::new(message, Some(spread.pos)))
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn refusal(document: &str, limits: &Limits) -> Option<String> {
        check(&parse_query(document).unwrap(), limits).err().map(|error| error.message)
    }

    /// `count` fragments, each spreading the next one twice.
    fn doubling(count: usize) -> String {
        let chain: String =
            (0..count).map(|n| format!("fragment F{n} on Q {{ ...F{} ...F{} }}\n", n + 1, n + 1)).collect();
        format!("{{ ...F0 }}\n{chain}fragment F{count} on Q {{ a }}")
    }

    #[test]
    fn an_ordinary_document_passes() {
        assert_eq!(refusal("query A { a { b } ...F } fragment F on Q { c @skip(if: true) }", &Limits::default()), None);
    }

    #[test]
    fn doubling_fragments_are_counted_without_expanding_them() {
        let message = refusal(&doubling(25), &Limits { root_fields: usize::MAX, ..Limits::default() });
        assert_eq!(message.unwrap(), "the document has more than 2000 fields");
    }

    #[test]
    fn a_long_chain_of_fragments_is_too_deep_and_does_not_exhaust_the_stack() {
        let chain: String = (0..20_000).map(|n| format!("fragment F{n} on Q {{ ...F{} }}\n", n + 1)).collect();
        let document = format!("{{ ...F0 }}\n{chain}fragment F20000 on Q {{ a }}");
        assert_eq!(refusal(&document, &Limits::default()).unwrap(), "the document is nested more than 32 levels deep");
    }

    #[test]
    fn a_fragment_measured_near_the_top_is_still_too_deep_further_down() {
        let deep = "{ a ".repeat(20) + &"}".repeat(20);
        let document = format!("{{ ...F x {} ...F {} }} fragment F on Q {deep}", "{ y ".repeat(15), "}".repeat(15));
        assert_eq!(refusal(&document, &Limits::default()).unwrap(), "the document is nested more than 32 levels deep");
    }

    #[test]
    fn a_ring_of_fragments_is_named() {
        let document = "{ ...A } fragment A on Q { ...B } fragment B on Q { ...A ...A }";
        assert_eq!(refusal(document, &Limits::default()).unwrap(), "the fragment `A` spreads itself");
    }

    #[test]
    fn aliases_and_root_fields_count_through_fragments() {
        let limits = Limits { aliases: 3, root_fields: 3, ..Limits::default() };
        let document = "{ ...F ...F } fragment F on Q { x: a y: a }";
        assert_eq!(refusal(document, &limits).unwrap(), "the document has more than 3 root fields");
        let limits = Limits { aliases: 3, ..Limits::default() };
        assert_eq!(refusal(document, &limits).unwrap(), "the document has more than 3 aliases");
    }

    #[test]
    fn introspection_may_not_go_round_in_circles() {
        let twice = "{ __schema { types { fields { type { fields { name } } } } } }";
        assert_eq!(refusal(twice, &Limits::default()), None);
        let thrice = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
        assert!(refusal(thrice, &Limits::default()).unwrap().starts_with("introspection"));
    }
}
