//! What to look for in an answer.

use serde_json::Value;

/// The code of the first top-level error.
pub fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("no code")
}

/// The payload of a mutation that was done; panics with what was said when it was not.
pub fn done(payload: &Value) -> &Value {
    assert_eq!(payload["userErrors"], Value::Array(Vec::new()), "{payload}");
    payload
}

/// The code of the rule that turned a mutation down.
pub fn refusal(payload: &Value) -> &str {
    payload["userErrors"][0]["code"].as_str().unwrap_or_else(|| panic!("it was done: {payload}"))
}
