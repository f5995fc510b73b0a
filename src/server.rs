//! The API of a node: its routes, and who may call them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::auth::{Role, TokenEntry, Tokens};
use api::graphql::{self, Services};
use api::server::App;
use api::transport::{Config, DocumentMode, Documents, DocumentsError, Introspection, Limits, Origins, Shutdown};
use axum::Router;
use domain::{Code, InvalidCode};
use event_store::Tenant;
use metrics_exporter_prometheus::PrometheusHandle;
use proofs::LedgerService;

use crate::node::{Node, quorum};
use crate::settings::{DocumentsMode, Settings, TokenProblem, TokenSetting, is_tenant};

/// How long a query waits for the views to catch up with what its caller wrote.
const PATIENCE: Duration = Duration::from_secs(5);

/// Everything that is served.
///
/// # Errors
/// When tokens or trusted documents cannot be used.
pub fn router(
    node: &Node,
    settings: &Settings,
    metrics: PrometheusHandle,
    shutdown: Shutdown,
) -> anyhow::Result<Router> {
    let services = Services {
        executor: node.executor.clone(),
        read: Arc::clone(&node.read),
        projections: Arc::clone(&node.projections),
        knowledge: node.knowledge.clone(),
        store: Arc::clone(&node.events),
        ledger: LedgerService::new(Arc::clone(&node.ledger), node.sealing.clone(), quorum(settings)?),
        operator_tenant: Tenant::new(&settings.tenant),
        vault: node.executor.vault().clone(),
        patience: PATIENCE,
        version: env!("CARGO_PKG_VERSION"),
    };
    let app = App { reactions: node.reaction_health(), ..App::new(services, config(settings, shutdown)?, metrics) };
    Ok(api::server::router(app))
}

/// The schema of the API, in GraphQL's own language.
pub fn sdl() -> String {
    graphql::sdl()
}

fn config(settings: &Settings, shutdown: Shutdown) -> anyhow::Result<Config> {
    if settings.tokens.is_empty() {
        tracing::warn!("nobody can sign in: the configuration has no `[[tokens]]`");
    }
    let mut config = Config::new(Arc::new(tokens(&settings.tokens)?));
    config.limits = limits(settings);
    config.documents = trusted_documents(settings)?;
    config.introspection = if settings.public_schema { Introspection::Anyone } else { Introspection::SignedIn };
    config.websocket.origins = origins(&settings.allowed_origins);
    config.shutdown = shutdown;
    Ok(config)
}

fn limits(settings: &Settings) -> Limits {
    let set = settings.limits;
    Limits {
        body_bytes: set.body_bytes,
        execution_time: Duration::from_millis(set.request_ms),
        aliases: set.aliases,
        depth: set.depth,
        complexity: set.complexity,
        ..Limits::default()
    }
}

fn origins(allowed: &[String]) -> Origins {
    match allowed {
        [] => Origins::SameHost,
        some if some.iter().any(|origin| origin == "*") => Origins::Any,
        some => Origins::Listed(some.to_vec()),
    }
}

/// The documents that clients may ask for by their hash.
///
/// # Errors
/// When one cannot be read.
pub fn trusted_documents(settings: &Settings) -> Result<Documents, DocumentsError> {
    let mode = match settings.trusted_documents.mode {
        DocumentsMode::Off => return Ok(Documents::off()),
        DocumentsMode::Allow => DocumentMode::Allow,
        DocumentsMode::Require => DocumentMode::Require,
    };
    Documents::load(mode, settings.trusted_documents.directory.as_deref().unwrap_or(Path::new("documents")))
}

/// Who may sign in.
///
/// # Errors
/// The first token that cannot be used.
pub fn tokens(settings: &[TokenSetting]) -> Result<Tokens, TokenProblem> {
    let entries = settings.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    Tokens::new(entries).map_err(|error| TokenProblem::Invalid { name: "*".to_owned(), reason: error.to_string() })
}

fn entry(setting: &TokenSetting) -> Result<TokenEntry, TokenProblem> {
    let roles = [
        Role::Admin,
        Role::Supervisor,
        Role::Agent,
        Role::Assistant,
        Role::Customer,
        Role::Service,
        Role::Auditor,
        Role::Analyst,
    ];
    let invalid = |reason| TokenProblem::Invalid { name: setting.name.clone(), reason };
    let names = || roles.map(Role::as_str).join(", ");
    let role = roles.into_iter().find(|role| role.as_str() == setting.role);
    let role = role.ok_or_else(|| invalid(format!("there is no such role; there are {}", names())))?;
    if !is_tenant(&setting.tenant) {
        return Err(invalid("tenant: it has 1 to 64 bytes".to_owned()));
    }
    let subject = setting.subject.clone().unwrap_or_else(|| setting.name.clone());
    if stands_in_events(role) && subject.parse::<Code>().is_err() {
        return Err(invalid(format!("subject: for the role {}, {InvalidCode}", role.as_str())));
    }
    let token = setting.secret()?.expose().into();
    Ok(TokenEntry { name: setting.name.clone(), token, tenant: setting.tenant.clone(), role, subject })
}

/// Whether the subject of a token stands in events as the code of an actor.
fn stands_in_events(role: Role) -> bool {
    match role {
        Role::Admin | Role::Supervisor | Role::Service => true,
        // People have UUIDs, which the list of tokens sees to; the others write nothing under a name.
        Role::Agent | Role::Customer | Role::Assistant | Role::Auditor | Role::Analyst => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Secret;

    fn token(role: &str) -> TokenSetting {
        TokenSetting {
            name: "desk".to_owned(),
            token: Some(Secret::new("a-token-of-many-characters".to_owned())),
            token_file: None,
            tenant: "default".to_owned(),
            role: role.to_owned(),
            subject: None,
        }
    }

    #[test]
    fn a_token_signs_in_with_its_role() {
        let tokens = tokens(&[token("supervisor")]).unwrap();
        let caller = tokens.authenticate("a-token-of-many-characters").unwrap();
        assert_eq!((caller.role, caller.actor_id.as_str()), (Role::Supervisor, "desk"));
    }

    #[test]
    fn a_token_with_an_unknown_role_or_without_its_person_is_named() {
        for role in ["king", "agent"] {
            let problem = tokens(&[token(role)]).unwrap_err().to_string();
            assert!(problem.contains("desk"), "{problem}");
        }
    }

    #[test]
    fn a_subject_that_cannot_stand_in_events_is_a_problem_that_names_the_token() {
        for role in ["admin", "supervisor", "service"] {
            let bad = TokenSetting { subject: Some("the front desk".to_owned()), ..token(role) };
            let problem = tokens(&[bad]).unwrap_err().to_string();
            assert!(problem.starts_with("tokens.desk: subject: "), "{problem}");
        }
        assert!(tokens(&[TokenSetting { subject: Some("the auditors".to_owned()), ..token("auditor") }]).is_ok());
    }

    #[test]
    fn a_tenant_has_1_to_64_bytes() {
        for tenant in ["", &"x".repeat(65)] {
            let problem = tokens(&[TokenSetting { tenant: tenant.to_owned(), ..token("admin") }]).unwrap_err();
            assert!(problem.to_string().starts_with("tokens.desk: tenant: "), "{problem}");
        }
    }

    #[test]
    fn no_origin_means_the_same_host_and_a_star_means_all() {
        assert_eq!(origins(&[]), Origins::SameHost);
        assert_eq!(origins(&["*".to_owned()]), Origins::Any);
        assert_eq!(origins(&["https://a.example".to_owned()]), Origins::Listed(vec!["https://a.example".to_owned()]));
    }
}
