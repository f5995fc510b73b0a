//! Pages of other origins: which may ask, and what their browsers are told.

use api::transport::Origins;
use reqwest::{Method, Response, header};

use crate::server::Server;

async fn preflight(origins: Origins, origin: &str, path: &str) -> Response {
    let server = Server::start_with(|config| config.websocket.origins = origins).await;
    let request = server.client.request(Method::OPTIONS, server.url(path)).header(header::ORIGIN, origin);
    let request = request.header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST");
    request.header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type").send().await.unwrap()
}

fn allowed(response: &Response) -> Option<&str> {
    response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN).map(|origin| origin.to_str().unwrap())
}

#[tokio::test]
async fn a_listed_origin_may_ask_on_both_routes_and_another_may_not() {
    let listed = || Origins::Listed(vec!["https://desk.example".to_owned()]);
    for path in ["/graphql", "/graphql/stream"] {
        let response = preflight(listed(), "https://desk.example", path).await;
        assert_eq!((response.status().as_u16(), allowed(&response)), (200, Some("https://desk.example")));
        let headers = response.headers()[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
        assert!(
            ["authorization", "last-event-id", "traceparent"].iter().all(|name| headers.contains(name)),
            "{headers}"
        );
        assert!(!response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
        assert_eq!(allowed(&preflight(listed(), "https://evil.example", path).await), None);
    }
}

#[tokio::test]
async fn any_origin_may_ask_when_all_may() {
    assert_eq!(allowed(&preflight(Origins::Any, "https://a.example", "/graphql").await), Some("*"));
}

#[tokio::test]
async fn by_default_browsers_are_told_nothing() {
    assert_eq!(allowed(&preflight(Origins::SameHost, "https://a.example", "/graphql").await), None);
}
