//! From parameters to one operation that may be executed: find, parse, measure, select.

use async_graphql::{
    Positioned, Request, ServerError, Value,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};

use super::{
    cost::Verdict, documents::Documents, limits::Limits, order::Order, params::Params, reply::Rejection, shape,
};
use crate::ErrorCode;

/// One operation, parsed and within the limits; the schema has yet to validate it.
pub(crate) struct Operation {
    /// Its name in the document.
    pub(crate) name: Option<String>,
    /// Query, mutation or subscription.
    pub(crate) kind: OperationType,
    /// For the schema.
    pub(crate) request: Request,
    /// In which order its answer stands.
    pub(crate) order: Order,
    /// Where the schema will note that the operation is valid, and what it costs.
    pub(crate) verdict: Verdict,
}

impl Operation {
    /// Prepares what `params` ask for.
    pub(crate) fn prepare(mut params: Params, documents: &Documents, limits: &Limits) -> Result<Self, Rejection> {
        let document = documents.find(&mut params, limits)?;
        let (name, definition) = select(&document, params.operation_name.as_deref())?;
        shape::check_subscription(&document, definition)?;
        require_variables(definition, &params)?;
        let kind = definition.node.ty;
        let name = name.map(str::to_owned);
        let verdict = Verdict::default();
        let mut request = Request::new("").variables(params.variables).data(verdict.clone());
        request.operation_name.clone_from(&name);
        request.set_parsed_query(ExecutableDocument::clone(&document));
        let order = Order::of(document, name.clone());
        Ok(Self { name, kind, request, order, verdict })
    }
}

/// The operation to run, and its name.
fn select<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<(Option<&'a str>, &'a Positioned<OperationDefinition>), Rejection> {
    let mut operations = document.operations.iter();
    let found = match (name, &document.operations) {
        (Some(name), _) => operations.find(|(known, _)| known.is_some_and(|known| known.as_str() == name)),
        (None, DocumentOperations::Multiple(several)) if several.len() > 1 => {
            return Err(invalid("`operationName` is missing: the document holds several operations"));
        }
        (None, DocumentOperations::Single(_) | DocumentOperations::Multiple(_)) => operations.next(),
    };
    let (name, definition) = found.ok_or_else(|| invalid("the document holds no operation of this name"))?;
    Ok((name.map(async_graphql::Name::as_str), definition))
}

/// The schema checks a variable where it is used; one that is merely absent must not wait until then.
fn require_variables(definition: &Positioned<OperationDefinition>, params: &Params) -> Result<(), Rejection> {
    for variable in &definition.node.variable_definitions {
        let name = &variable.node.name.node;
        let is_required = !variable.node.var_type.node.nullable && variable.node.default_value.is_none();
        if is_required && matches!(params.variables.get(name), None | Some(Value::Null)) {
            let message = format!("the variable `${name}` is required");
            return Err(ErrorCode::GraphqlValidationFailed.mark(ServerError::new(message, Some(variable.pos))).into());
        }
    }
    Ok(())
}

fn invalid(message: &str) -> Rejection {
    Rejection::new(ErrorCode::GraphqlValidationFailed, message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::nesting::MAX_NESTING, *};

    fn prepare(params: &serde_json::Value) -> Result<Operation, Rejection> {
        let params = Params::from_json(params.to_string().as_bytes())?;
        Operation::prepare(params, &Documents::off(), &Limits::default())
    }

    fn check(params: &serde_json::Value, code: ErrorCode, message: &str) {
        let rejection = prepare(params).err().unwrap();
        assert_eq!((rejection.code(), rejection.errors[0].message.as_str()), (code, message));
    }

    #[test]
    fn an_operation_is_selected_by_name() {
        let document = "query A { a } mutation B { b }";
        let operation = prepare(&json!({"query": document, "operationName": "B"})).unwrap();
        assert_eq!((operation.name.as_deref(), operation.kind), (Some("B"), OperationType::Mutation));
        let code = ErrorCode::GraphqlValidationFailed;
        check(&json!({"query": document}), code, "`operationName` is missing: the document holds several operations");
        let unknown = json!({"query": document, "operationName": "C"});
        check(&unknown, code, "the document holds no operation of this name");
        let anonymous = json!({"query": "{ a }", "operationName": "A"});
        check(&anonymous, code, "the document holds no operation of this name");
    }

    #[test]
    fn a_required_variable_is_missed_before_execution() {
        let query = "query ($id: ID!, $n: Int! = 1, $m: Int) { a(id: $id, n: $n, m: $m) }";
        let code = ErrorCode::GraphqlValidationFailed;
        check(&json!({"query": query}), code, "the variable `$id` is required");
        check(&json!({"query": query, "variables": {"id": null}}), code, "the variable `$id` is required");
        assert!(prepare(&json!({"query": query, "variables": {"id": "1"}})).is_ok());
    }

    #[test]
    fn a_subscription_has_one_field_at_its_top() {
        let (code, message) = (ErrorCode::GraphqlValidationFailed, "a subscription has exactly one field at its top");
        for query in ["subscription { a b }", "subscription { a ...F } fragment F on S { b }"] {
            check(&json!({"query": query}), code, message);
        }
        let two = json!({"query": "subscription A { a { x y } } query B { a b }", "operationName": "A"});
        assert!(prepare(&two).is_ok());
    }

    #[test]
    fn a_document_that_would_exhaust_the_stack_is_not_parsed() {
        let bomb = format!("{{ a(b: {}", "[".repeat(90_000));
        check(&json!({"query": bomb}), ErrorCode::LimitExceeded, "the document nests more than 100 brackets");
    }

    #[test]
    fn the_deepest_document_allowed_is_parsed() {
        let query = format!("{{ a(b: {}{}) }}", "[".repeat(MAX_NESTING - 2), "]".repeat(MAX_NESTING - 2));
        assert!(prepare(&json!({"query": query})).is_ok());
    }
}
