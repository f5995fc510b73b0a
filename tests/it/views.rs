//! The rows of every view, as they were folded live and as they are built anew.

use std::time::Duration;

use projections::{PostgresReadModel, ReadModel, SqliteReadModel, dump, views};
use serde_json::Value;
use tests::home::Home;
use tokio::time::{sleep, timeout};

/// Waits until every view has taken in the whole log.
pub(crate) async fn settled(home: &Home) {
    let settled = async {
        while !have_all(home) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(60), settled).await.expect("the views catch up");
}

fn have_all(home: &Home) -> bool {
    let status: Value = home.prints(&["status", "--json"]).parse().unwrap();
    status["views"].as_array().unwrap().iter().all(|view| view["lag"] == 0)
}

/// Asserts that every view holds what a rebuild makes, byte for byte; nothing may be served meanwhile.
pub(crate) async fn assert_equal_to_a_rebuild(home: &Home) {
    assert!(have_all(home), "events came after the views had settled");
    let live = dumped(home).await;
    assert!(!live.is_empty());
    home.prints(&["rebuild"]);
    let rebuilt = dumped(home).await;
    for (live, rebuilt) in live.iter().zip(&rebuilt) {
        assert_eq!(live, rebuilt);
    }
    assert_eq!(live.len(), rebuilt.len());
}

async fn dumped(home: &Home) -> Vec<String> {
    let model: Box<dyn ReadModel> = match home.store() {
        "sqlite" => Box::new(SqliteReadModel::open(&home.data().join("views"), 1).unwrap()),
        url => Box::new(PostgresReadModel::connect(url, 1).await.unwrap()),
    };
    let mut lines = Vec::new();
    let names: Vec<_> = views::all().iter().map(|view| view.name()).collect();
    for name in names {
        dump(&*model, name, &mut |line| lines.push(format!("{name}: {line}"))).await.unwrap();
    }
    lines
}
