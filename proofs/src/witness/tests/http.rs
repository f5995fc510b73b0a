//! The same over HTTP, with a server that does not always behave.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Mutex;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};

use super::support::{House, LogInDirectory, ORIGIN, now, witness_key};
use super::*;

/// A server of the log in a directory.
#[derive(Clone)]
struct Served {
    directory: PathBuf,
    /// What a cosignature is answered with.
    answer: StatusCode,
    posted: Arc<Mutex<Vec<String>>>,
    /// What is served once in place of the checkpoint.
    stale: Arc<Mutex<Option<Vec<u8>>>>,
}

impl Served {
    fn of(house: &House, answer: StatusCode) -> Self {
        Self { directory: house.log(), answer, posted: Arc::default(), stale: Arc::default() }
    }

    async fn start(&self) -> Box<dyn Source> {
        let routes = Router::new()
            .route("/v1/log/cosignature", post(take))
            .route("/v1/log/{*path}", get(file))
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let prefix = format!("http://{}/v1/log/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Box::new(Http::at(&prefix).unwrap())
    }
}

async fn file(State(served): State<Served>, Path(path): Path<String>) -> Result<Vec<u8>, StatusCode> {
    let stale = served.stale.lock().unwrap().take_if(|_| path == "checkpoint");
    stale.map_or_else(|| std::fs::read(served.directory.join(path)).map_err(|_| StatusCode::NOT_FOUND), Ok)
}

async fn take(State(served): State<Served>, body: String) -> (StatusCode, &'static str) {
    served.posted.lock().unwrap().push(body);
    (served.answer, "as\u{1b}ked")
}

#[tokio::test]
async fn a_witness_follows_a_log_over_http_and_posts_each_signature_once() {
    let house = House::new();
    let mut log = LogInDirectory::new(house.log(), 300);
    let served = Served::of(&house, StatusCode::NO_CONTENT);
    let mut witness = house.witness_of(served.start().await);
    for size in [300, 600, 1_000] {
        log.grow_to(size);
        for _ in 0..2 {
            let seen = witness.look(now()).await.unwrap();
            assert_eq!(seen.head, log.head());
            witness.post(&seen).await.unwrap();
        }
    }
    let posted = served.posted.lock().unwrap();
    assert_eq!(posted.len(), 3);
    let note = Note::parse(posted[2].as_bytes()).unwrap();
    assert_eq!(note.text, ledger::Checkpoint::new(ORIGIN, log.head()).to_string());
    let [signature] = &note.signatures[..] else { panic!("{note}") };
    assert!(check(&note.text, signature, witness_key(1).vkey()).is_some());
}

#[tokio::test]
async fn a_cosignature_that_is_not_taken_is_sent_again() {
    let house = House::new();
    LogInDirectory::new(house.log(), 300);
    let served = Served::of(&house, StatusCode::FORBIDDEN);
    let mut witness = house.witness_of(served.start().await);
    let seen = witness.look(now()).await.unwrap();
    for _ in 0..2 {
        let error = witness.post(&seen).await.unwrap_err();
        assert!(error.to_string().ends_with("does not take the cosignature: 403 Forbidden asked"), "{error}");
    }
    assert_eq!(served.posted.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn an_answer_from_before_is_no_rollback_but_one_that_stays_is() {
    let house = House::new();
    let mut log = LogInDirectory::new(house.log(), 300);
    let served = Served::of(&house, StatusCode::NO_CONTENT);
    let mut witness = house.witness_of(served.start().await);
    let earlier = std::fs::read(house.log().join("checkpoint")).unwrap();
    log.grow_to(600);
    witness.look(now()).await.unwrap();
    *served.stale.lock().unwrap() = Some(earlier.clone());
    assert_eq!(witness.look(now()).await.unwrap().head, log.head());
    std::fs::write(house.log().join("checkpoint"), earlier).unwrap();
    let error = witness.look(now()).await.unwrap_err();
    assert!(matches!(error, Error::Broken(_)), "{error}");
}

#[tokio::test]
async fn a_server_that_is_away_or_sends_too_much_is_no_alarm() {
    let house = House::new();
    let mut log = LogInDirectory::new(house.log(), 300);
    let mut away = house.witness_of(Box::new(Http::at("http://127.0.0.1:9/v1/log").unwrap()));
    let error = away.look(now()).await.unwrap_err();
    assert_eq!(error.to_string(), "http://127.0.0.1:9/v1/log/checkpoint cannot be reached");
    drop(away);

    let mut witness = house.witness_of(Served::of(&house, StatusCode::NO_CONTENT).start().await);
    witness.look(now()).await.unwrap();
    log.grow_to(600);
    std::fs::write(house.log().join("tile/0/001"), vec![0; 8_193]).unwrap();
    let error = witness.look(now()).await.unwrap_err();
    assert!(error.may_pass() && error.to_string().ends_with("tile/0/001 is longer than 8192 bytes"), "{error}");
    std::fs::write(house.log().join("checkpoint"), vec![b'x'; 2 << 20]).unwrap();
    let error = witness.look(now()).await.unwrap_err();
    assert!(error.to_string().ends_with("checkpoint is longer than 1048576 bytes"), "{error}");
    assert_eq!(witness.memory.accepted().unwrap().head.size, 300);
}
