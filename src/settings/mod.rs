//! What is configured: typed, from flags, environment, a TOML file and defaults, in this order of strength.

mod encoder;
mod layers;
mod ledger;
mod list;
mod named;
mod places;
mod print;
mod provider;
mod secret;
mod store;
mod token;
mod understanding;

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use encoder::{EncoderKind, EncoderSettings};
pub use layers::{Flags, Problem, from_process};
pub use ledger::LedgerSettings;
pub use print::to_toml;
pub use provider::{ConsentSetting, ProviderSettings};
pub use secret::Secret;
pub use store::StoreSetting;
pub use token::{TokenProblem, TokenSetting};
pub use understanding::UnderstandingSettings;

/// Whether a text can name a tenant.
#[must_use]
pub fn is_tenant(name: &str) -> bool {
    (1..=64).contains(&name.len())
}

/// The settings of one process. Every key of the file, and every `COLLOQUY_…` variable, is one of these fields.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The directory of everything that is kept on this machine.
    pub data: PathBuf,
    /// Where the log is: `sqlite`, below the data directory, or the address of a PostgreSQL database.
    pub store: StoreSetting,
    /// The tenant of operator commands that name none.
    pub tenant: String,
    /// The address that is served.
    pub listen: SocketAddr,
    /// Where a browser may call from; none but the same site when empty, `*` for everywhere.
    #[serde(deserialize_with = "list::texts")]
    pub allowed_origins: Vec<String>,
    /// GraphQL documents that clients may ask for by their hash.
    pub trusted_documents: TrustedDocuments,
    /// Whether anyone may ask what the GraphQL schema is, without signing in.
    pub public_schema: bool,
    /// How many days after its Resolution a Conversation can be reopened.
    pub reopen_within_days: u16,
    /// Who may sign in with a fixed token.
    pub tokens: Vec<TokenSetting>,
    /// What one request, and one process, may use.
    pub limits: Limits,
    /// How the log is sealed, and who witnesses it.
    pub ledger: LedgerSettings,
    /// What is understood of turns, and with what.
    pub understanding: UnderstandingSettings,
    /// What is logged, and how.
    pub log: LogSettings,
}

/// What one request, and one process, may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The deepest nesting of a GraphQL document.
    pub depth: usize,
    /// The highest cost of a GraphQL operation, in points; about one for each object that is read.
    pub complexity: usize,
    /// The most aliases in a GraphQL document.
    pub aliases: usize,
    /// The largest request body, bytes.
    pub body_bytes: usize,
    /// How long one request may take, milliseconds.
    pub request_ms: u64,
    /// How many connections to PostgreSQL are kept.
    pub postgres_connections: usize,
    /// How long a stopping server waits for requests that have begun, milliseconds.
    pub drain_ms: u64,
}

/// GraphQL documents that clients may ask for by their hash.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrustedDocuments {
    /// Which documents are answered.
    #[serde(deserialize_with = "named::one")]
    pub mode: DocumentsMode,
    /// The directory of the `*.graphql` files.
    pub directory: Option<PathBuf>,
}

/// Which documents are answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentsMode {
    /// Only texts sent with the request.
    #[default]
    Off,
    /// Texts, and trusted documents by hash.
    Allow,
    /// Trusted documents alone.
    Require,
}

/// What is logged, and how.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSettings {
    /// The form of a line.
    #[serde(deserialize_with = "named::one")]
    pub format: LogFormat,
    /// Which lines: a level, or levels by module, such as `info,colloquy=debug`.
    pub filter: String,
}

/// The form of a line in the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    #[default]
    Auto,
    /// For people.
    Text,
    /// For programs, one object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: "data".into(),
            store: StoreSetting::Sqlite,
            tenant: "default".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            allowed_origins: Vec::new(),
            trusted_documents: TrustedDocuments::default(),
            public_schema: false,
            reopen_within_days: 14,
            tokens: Vec::new(),
            limits: Limits::default(),
            ledger: LedgerSettings::default(),
            understanding: UnderstandingSettings::default(),
            log: LogSettings::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 20,
            complexity: 10_000,
            aliases: 30,
            body_bytes: 1 << 20,
            request_ms: 10_000,
            postgres_connections: 16,
            drain_ms: 10_000,
        }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Auto, filter: "info".to_owned() }
    }
}
