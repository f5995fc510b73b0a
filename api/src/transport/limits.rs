//! How much one request may ask for.

use std::time::Duration;

/// How much one request may ask for. What goes over is refused with `LIMIT_EXCEEDED` or `TIMEOUT`.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Size of an HTTP body or a WebSocket message, in bytes.
    pub body_bytes: usize,
    /// Size of a GraphQL document, in bytes.
    pub document_bytes: usize,
    /// Time to read a body, and again to execute a query or mutation.
    pub execution_time: Duration,
    /// Fields at the top of one document, fragments expanded.
    pub root_fields: usize,
    /// Aliases in one document, fragments expanded.
    pub aliases: usize,
    /// Directives in one document, fragments expanded.
    pub directives: usize,
    /// Fields in one document, fragments expanded: it bounds what validation costs.
    pub selections: usize,
    /// Levels of fields. Introspection by the usual tools needs 15.
    pub depth: usize,
    /// Sum of the weights of all fields, multiplied through lists as the schema says.
    pub complexity: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            document_bytes: 100_000,
            execution_time: Duration::from_secs(10),
            root_fields: 20,
            aliases: 30,
            directives: 50,
            selections: 2_000,
            depth: 20,
            complexity: 10_000,
        }
    }
}
