//! GraphiQL, served from the binary.

use reqwest::header;

use crate::server::Server;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[tokio::test]
async fn the_page_loads_only_files_that_are_served_here() {
    let server = Server::start().await;
    let response = server.client.get(server.url("/graphiql")).send().await.unwrap();
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    let page = response.text().await.unwrap();
    let links = page.split(['"', ' ']).filter(|word| word.starts_with('/') && word.len() > 1);
    let links: Vec<_> = links.filter(|link| link.contains('.')).collect();
    assert_eq!(links.len(), 6, "{links:?}");
    for link in links {
        assert_eq!(server.client.get(server.url(link)).send().await.unwrap().status(), 200, "{link}");
    }
    assert!(!page.contains("://"));
}

#[tokio::test]
async fn a_file_that_did_not_change_is_not_sent_again() {
    let server = Server::start().await;
    let get = || server.client.get(server.url("/graphiql/page.js"));
    let etag = get().send().await.unwrap().headers()[header::ETAG].clone();
    assert_eq!(get().header(header::IF_NONE_MATCH, etag).send().await.unwrap().status(), 304);
}

#[tokio::test]
async fn there_is_nothing_else_behind_the_page() {
    let server = Server::start().await;
    for path in ["/graphiql/nothing.js", "/graphiql/..%2F..%2FCargo.toml"] {
        assert_eq!(server.client.get(server.url(path)).send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_browser_at_the_endpoint_is_sent_to_the_page_unless_it_is_off() {
    let server = Server::start().await;
    let response = server.client.get(server.url("/graphql")).header(header::ACCEPT, BROWSER).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()[header::LOCATION]),
        (307, &"/graphiql".parse().unwrap())
    );

    let server = Server::start_with(|config| config.graphiql = false).await;
    let response = server.client.get(server.url("/graphql")).header(header::ACCEPT, BROWSER).send().await.unwrap();
    assert_eq!(response.status(), 400);
    assert_eq!(server.client.get(server.url("/graphiql")).send().await.unwrap().status(), 404);
}
