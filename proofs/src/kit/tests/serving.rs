//! The same verification against a server, which gives the events of one tenant and goes on meanwhile.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use event_store::{EventStore as _, RecordedEvent};

use super::house::{House, Kit, SIZE, trust};
use crate::kit::{Code, Finding, Http, Report, VerifyError, verify};

/// What a server has: the files of a kit, and lines of events.
#[derive(Debug)]
struct Served {
    kit: Kit,
    events: String,
}

/// As `/v1/events` writes it.
fn live_line(event: &RecordedEvent) -> String {
    let mut line = serde_json::json!({
        "position": event.position, "event_id": event.event_id, "tenant": event.tenant, "stream": event.stream,
        "revision": event.revision, "type": event.event_type, "schema_version": event.schema_version,
        "occurred_at": event.occurred_at, "recorded_at": event.recorded_at, "actor": event.actor,
        "command_id": event.command_id, "causation_id": event.causation_id, "correlation_id": event.correlation_id,
    })
    .to_string();
    line.pop();
    line + ",\"body\":" + str::from_utf8(&event.body).unwrap() + "}"
}

async fn served() -> Served {
    let mut house = House::new().await;
    let kit = house.kit().await;
    // The log goes on before the events are read, and a quiet server sends empty lines.
    house.grow_to(SIZE + 40).await;
    let events = house.log.read_all(0, 10_000).await.unwrap();
    let mut lines = "\n".to_owned();
    for event in events.iter().filter(|event| event.tenant.as_str() == "acme") {
        writeln!(lines, "{}", live_line(event)).unwrap();
    }
    Served { kit, events: lines }
}

impl Served {
    async fn start(self) -> String {
        let routes = Router::new()
            .route("/v1/events", get(|State(served): State<Arc<Self>>| async move { served.events.clone() }))
            .route("/v1/log/{*path}", get(file))
            .with_state(Arc::new(self));
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        url
    }

    async fn verified(self) -> Result<Report, VerifyError> {
        let mut source = Http::at(&self.start().await, "token", "acme").unwrap();
        verify(&mut source, &trust(), &mut |_| {}).await
    }

    async fn found(self) -> Finding {
        match self.verified().await {
            Err(VerifyError::Finding(finding)) => *finding,
            other => panic!("{other:?}"),
        }
    }
}

async fn file(State(served): State<Arc<Served>>, Path(path): Path<String>) -> Result<Vec<u8>, StatusCode> {
    let path = if path == "checkpoints" { "checkpoints.ndjson" } else { &path };
    std::fs::read(served.kit.path.join(path)).map_err(|_| StatusCode::NOT_FOUND)
}

#[tokio::test]
async fn a_server_is_verified_as_a_kit_is() {
    let report = served().await.verified().await.unwrap();
    assert_eq!((report.events, report.withheld), (SIZE - SIZE / 7, SIZE / 7));
    assert_eq!((report.streams, report.checkpoints, report.bundles, report.tiles), (22, 7, 3, 4));
}

#[tokio::test]
async fn tiles_that_have_become_full_are_read_in_place_of_partial_ones() {
    let served = served().await;
    let (tile, bundle) = (served.kit.read("tile/0/002.p/188"), served.kit.read("tile/entries/002.p/188"));
    for path in ["tile/0/002.p/188", "tile/entries/002.p/188"] {
        served.kit.remove(path);
        std::fs::remove_dir(served.kit.path.join(path.replace("/188", ""))).unwrap();
    }
    served.kit.write("tile/0/002", [tile, vec![7; 68 * 32]].concat());
    served.kit.write("tile/entries/002", [bundle, [0, 1, 7].repeat(68)].concat());
    served.verified().await.unwrap();
}

#[tokio::test]
async fn what_a_server_changes_is_named() {
    let altered = served().await;
    let events = altered.events.replace("{\"turn\": 300,", "{\"turn\":300,");
    let finding = Served { events, ..altered }.found().await;
    assert_eq!((finding.code, finding.at.position()), (Code::AlteredBody, Some(300)), "{finding}");

    let shorter = served().await;
    let events = shorter.events.lines().filter(|line| !line.contains("{\"turn\": 300,"));
    let events = events.map(|line| format!("{line}\n")).collect();
    let finding = Served { events, ..shorter }.found().await;
    assert_eq!((finding.code, finding.at.position()), (Code::MissingEvent, Some(300)), "{finding}");

    let cut = served().await;
    let events = cut.events.lines().take(200).map(|line| format!("{line}\n")).collect();
    let finding = Served { events, ..cut }.found().await;
    assert_eq!(finding.code, Code::MissingEvent, "{finding}");

    let damaged = served().await;
    damaged.kit.flip("tile/0/001", 5);
    assert_eq!(damaged.found().await.code, Code::Tile);
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_no_finding() {
    let mut source = Http::at("http://127.0.0.1:1", "token", "acme").unwrap();
    let away = verify(&mut source, &trust(), &mut |_| {}).await;
    assert!(matches!(away, Err(VerifyError::Away { .. })), "{away:?}");
}

#[tokio::test]
async fn a_server_that_does_not_let_the_token_in_is_neither_away_nor_a_finding() {
    for status in [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN] {
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let routes = Router::new().fallback(move || async move { status });
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let denied = verify(&mut Http::at(&url, "token", "acme").unwrap(), &trust(), &mut |_| {}).await;
        let Err(VerifyError::Denied { reason }) = &denied else { panic!("{denied:?}") };
        assert!(reason.contains("the roles auditor and admin may read it"), "{reason}");
    }
}
