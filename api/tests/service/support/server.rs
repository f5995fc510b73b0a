//! The router that is served, asked without a network.

use std::sync::{Arc, OnceLock};

use api::auth::{Role, TokenEntry, Tokens};
use api::server::{App, router};
use api::transport::{Config, ShutdownTrigger};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tower_service::Service as _;

use super::{ROLES, Stack, caller};

/// A router over a stack.
pub struct Server {
    router: Router,
    pub shutdown: ShutdownTrigger,
}

impl Server {
    pub fn over(stack: &Stack) -> Self {
        Self::over_with(stack, |_| {})
    }

    /// One whose reactions do as they are said to.
    pub fn reacting(stack: &Stack, reactions: fn() -> Vec<(String, bool)>) -> Self {
        let (shutdown, signal) = ShutdownTrigger::new();
        let config = Config { shutdown: signal, ..Config::new(Arc::new(tokens())) };
        let app = App::new(stack.services.clone(), config, recorder());
        Self { router: router(App { reactions: Arc::new(reactions), ..app }), shutdown }
    }

    pub fn over_with(stack: &Stack, configure: impl FnOnce(&mut Config)) -> Self {
        let (trigger, shutdown) = ShutdownTrigger::new();
        let mut config = Config::new(Arc::new(tokens()));
        config.shutdown = shutdown;
        configure(&mut config);
        Self { router: router(App::new(stack.services.clone(), config, recorder())), shutdown: trigger }
    }

    /// Asks for a path with the token of one of this role, or with none.
    pub async fn get(&self, path: &str, role: Option<Role>) -> Response<Body> {
        self.get_with(path, role.map(|role| format!("Bearer {}", token(role)))).await
    }

    /// Sends a text, without a token.
    pub async fn post(&self, path: &str, body: &str) -> Response<Body> {
        let request = Request::post(path).header(header::CONTENT_TYPE, "text/plain");
        self.router.clone().call(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
    }

    pub async fn get_with(&self, path: &str, authorization: Option<String>) -> Response<Body> {
        let mut request = Request::get(path);
        if let Some(value) = authorization {
            request = request.header(header::AUTHORIZATION, value);
        }
        self.router.clone().call(request.body(Body::empty()).unwrap()).await.unwrap()
    }
}

/// The whole body.
pub async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn token(role: Role) -> String {
    format!("the token of {}", role.as_str())
}

/// One for each role, and one of another tenant.
fn tokens() -> Tokens {
    let entry = |role: Role, tenant: &str, token: String| {
        let subject = caller(role).actor_id;
        TokenEntry { name: role.as_str().into(), token: token.into(), tenant: tenant.into(), role, subject }
    };
    let mut entries: Vec<_> = ROLES.into_iter().map(|role| entry(role, super::TENANT, token(role))).collect();
    entries.push(entry(Role::Auditor, "other", "of another tenant".to_owned()));
    Tokens::new(entries).unwrap()
}

/// There is one recorder in a process.
fn recorder() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().unwrap()).clone()
}
