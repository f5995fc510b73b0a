//! Puts the fields of an answer in the order in which the document asks for them, as the specification wants.
//!
//! The library puts a field where it was when it was done, so that the same question is answered in another order each time.

use std::sync::Arc;

use async_graphql::{
    Value,
    indexmap::IndexMap,
    parser::types::{DocumentOperations, ExecutableDocument, Selection, SelectionSet},
};

/// What an operation asks for, in its order.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    document: Arc<ExecutableDocument>,
    operation: Option<String>,
}

/// Response keys in the order in which they first stand, with what is asked below each. Which fragments apply makes no
/// difference: it leaves fields out and moves none.
#[derive(Default)]
struct Keys<'a>(IndexMap<&'a str, Keys<'a>>);

impl Order {
    /// Of the operation of this name, or the only one. The document is within the limits.
    pub(crate) fn of(document: Arc<ExecutableDocument>, operation: Option<String>) -> Self {
        Self { document, operation }
    }

    /// Puts `data` in order.
    pub(crate) fn restore(&self, data: &mut Value) {
        let set = match (&self.document.operations, self.operation.as_deref()) {
            (DocumentOperations::Single(operation), _) => Some(operation),
            (DocumentOperations::Multiple(several), Some(name)) => several.get(name),
            (DocumentOperations::Multiple(several), None) => several.values().next(),
        };
        let Some(set) = set.map(|operation| &operation.node.selection_set.node) else { return };
        let mut keys = Keys::default();
        keys.add(set, &self.document);
        keys.arrange(data);
    }
}

impl<'a> Keys<'a> {
    fn add(&mut self, set: &'a SelectionSet, document: &'a ExecutableDocument) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let below = self.0.entry(field.node.response_key().node.as_str()).or_default();
                    below.add(&field.node.selection_set.node, document);
                }
                Selection::InlineFragment(inline) => self.add(&inline.node.selection_set.node, document),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                        self.add(&fragment.node.selection_set.node, document);
                    }
                }
            }
        }
    }

    fn arrange(&self, value: &mut Value) {
        match value {
            Value::List(items) => items.iter_mut().for_each(|item| self.arrange(item)),
            // Below a field that is a scalar nothing is asked, and an object there is its value.
            Value::Object(fields) if !self.0.is_empty() => {
                let place = |key: &str| self.0.get_index_of(key);
                if !fields.keys().map(|key| place(key)).is_sorted() {
                    fields.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
                }
                for (key, value) in fields {
                    if let Some(below) = self.0.get(key.as_str()) {
                        below.arrange(value);
                    }
                }
            }
            Value::Object(_)
            | Value::Null
            | Value::Number(_)
            | Value::String(_)
            | Value::Boolean(_)
            | Value::Binary(_)
            | Value::Enum(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn check(document: &str, operation: Option<&str>, data: &str, expected: &str) {
        let order = Order::of(Arc::new(parse_query(document).unwrap()), operation.map(str::to_owned));
        let mut data: Value = serde_json::from_str(data).unwrap();
        order.restore(&mut data);
        assert_eq!(serde_json::to_string(&data).unwrap(), expected, "{document}");
    }

    #[test]
    fn fields_stand_as_they_are_asked_for() {
        check("{ b a c: x }", None, r#"{"a":1,"c":3,"b":2}"#, r#"{"b":2,"a":1,"c":3}"#);
        let items = r#"{"l":[{"a":1,"b":2},null,{"b":4,"a":3}]}"#;
        check("{ l { b a } }", None, items, r#"{"l":[{"b":2,"a":1},null,{"b":4,"a":3}]}"#);
        check("query A { a b } query B { b a }", Some("B"), r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#);
        check("{ b a c }", None, r#"{"c":3,"a":1}"#, r#"{"a":1,"c":3}"#);
    }

    #[test]
    fn fragments_stand_where_they_are_spread() {
        let document = "{ z { ...F y { b } ... on T { y { a } x } } } fragment F on T { w y { c } }";
        let data = r#"{"z":{"x":1,"y":{"a":1,"b":2,"c":3},"w":4}}"#;
        check(document, None, data, r#"{"z":{"w":4,"y":{"c":3,"b":2,"a":1},"x":1}}"#);
    }

    #[test]
    fn what_a_scalar_holds_stays_as_it_is() {
        check("{ b a }", None, r#"{"a":{"z":1,"y":2},"b":1}"#, r#"{"b":1,"a":{"z":1,"y":2}}"#);
    }
}
