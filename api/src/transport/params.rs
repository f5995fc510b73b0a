//! The parameters of a GraphQL request, the same from a JSON body, a query string and a WebSocket message.

use async_graphql::Variables;
use axum::{extract::Query, http::Uri};
use serde_json::{Map, Value};

use super::reply::Rejection;

/// What a client asks, checked for form and not yet for meaning.
#[derive(Debug, Default)]
pub(crate) struct Params {
    /// The document's text.
    pub(crate) query: Option<String>,
    /// The id of a trusted document, instead of its text.
    pub(crate) document_id: Option<String>,
    /// Which operation of the document to run.
    pub(crate) operation_name: Option<String>,
    /// Values for the operation's variables.
    pub(crate) variables: Variables,
}

impl Params {
    /// Reads a JSON body.
    pub(crate) fn from_json(body: &[u8]) -> Result<Self, Rejection> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Self::from_fields(fields),
            Ok(Value::Array(_)) => Err(Rejection::bad_request("batches are not accepted: send one request at a time")),
            Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                Err(Rejection::bad_request("the body must be a JSON object"))
            }
            Err(error) => Err(Rejection::bad_request(format!(
                "the body is not JSON: line {}, column {}",
                error.line(),
                error.column()
            ))),
        }
    }

    /// Reads the query string of a GET request.
    pub(crate) fn from_uri(uri: &Uri) -> Result<Self, Rejection> {
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
            return Err(Rejection::bad_request("the query string is not form-encoded"));
        };
        let fields = pairs.into_iter().map(decode).collect::<Result<_, _>>()?;
        Self::from_fields(fields)
    }

    /// Reads the fields of a JSON object.
    pub(crate) fn from_fields(mut fields: Map<String, Value>) -> Result<Self, Rejection> {
        // Nothing here reads extensions, but a malformed one is still the client's mistake.
        object(&mut fields, "extensions")?;
        Ok(Self {
            query: text(&mut fields, "query")?,
            document_id: text(&mut fields, "documentId")?,
            operation_name: text(&mut fields, "operationName")?,
            variables: Variables::from_json(Value::Object(object(&mut fields, "variables")?.unwrap_or_default())),
        })
    }
}

/// In a query string, objects travel as JSON text.
fn decode((name, value): (String, String)) -> Result<(String, Value), Rejection> {
    let value = match name.as_str() {
        "variables" | "extensions" => {
            serde_json::from_str(&value).map_err(|_| Rejection::bad_request(format!("`{name}` is not JSON")))?
        }
        _ => Value::String(value),
    };
    Ok((name, value))
}

fn text(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Rejection> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err(Rejection::bad_request(format!("`{name}` must be a string")))
        }
    }
}

fn object(fields: &mut Map<String, Value>, name: &str) -> Result<Option<Map<String, Value>>, Rejection> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Err(Rejection::bad_request(format!("`{name}` must be an object")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(body: &str) -> String {
        Params::from_json(body.as_bytes()).unwrap_err().errors.remove(0).message
    }

    #[test]
    fn a_malformed_parameter_is_named() {
        assert_eq!(refusal(r#"{"query": 7}"#), "`query` must be a string");
        assert_eq!(refusal(r#"{"query": "{a}", "variables": []}"#), "`variables` must be an object");
        assert_eq!(refusal(r#"{"query": "{a}", "extensions": "x"}"#), "`extensions` must be an object");
    }

    #[test]
    fn a_body_that_is_not_json_is_answered_without_repeating_it() {
        assert_eq!(refusal(r#"{"query": secret"#), "the body is not JSON: line 1, column 11");
    }

    #[test]
    fn a_batch_is_refused() {
        assert!(refusal("[]").starts_with("batches are not accepted"));
    }

    #[test]
    fn a_query_string_carries_variables_as_json() {
        let uri = "/graphql?query=%7Ba%7D&variables=%7B%22n%22%3A1%7D".parse().unwrap();
        let params = Params::from_uri(&uri).unwrap();
        assert_eq!(params.query.as_deref(), Some("{a}"));
        assert_eq!(params.variables.len(), 1);
        let uri = "/graphql?query=%7Ba%7D&variables=n".parse().unwrap();
        assert_eq!(Params::from_uri(&uri).unwrap_err().errors[0].message, "`variables` is not JSON");
    }
}
